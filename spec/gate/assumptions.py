# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What Coq and coqchk print about assumptions, read in full: a line that is not
understood is a failure, never an absence."""
import re


class NotUnderstood(Exception):
    pass


def printed(text: str) -> dict[str, str]:
    """The axioms that `Print Assumptions` lists, each with its type on one line."""
    lines = text.rstrip().split("\n")
    if lines == ["Closed under the global context"]:
        return {}
    if lines[0] != "Axioms:":
        raise NotUnderstood(f"Coq prints: {lines[0]}")
    axioms: dict[str, str] = {}
    name = None
    for line in lines[1:]:
        if name and re.match(r"\s+\S", line):
            axioms[name] = f"{axioms[name]} {line.strip()}".strip()
        elif match := re.fullmatch(r"(\S+)(?: : (.*))?", line):
            name = match[1]
            if name in axioms:
                raise NotUnderstood(f"Coq prints twice: {name}")
            axioms[name] = match[2] or ""
        else:
            raise NotUnderstood(f"Coq prints: {line}")
    untyped = [name for name, of_type in axioms.items() if not of_type.removeprefix(": ")]
    if untyped or not axioms:
        raise NotUnderstood(f"Coq prints no type of: {', '.join(untyped) or 'any axiom'}")
    return {name: of_type.removeprefix(": ") for name, of_type in axioms.items()}


SUMMARY = ("Theory: Set is predicative", "Axioms", "Constants/Inductives relying on type-in-type",
           "Constants/Inductives relying on unsafe (co)fixpoints", "Inductives whose positivity is assumed")


def checked(text: str) -> set[str]:
    """The axioms of coqchk's summary; raises at anything else that it lists."""
    parts = text.strip().split("\n* ")
    if re.sub(r"\s|=", "", parts[0]) != "CONTEXTSUMMARY":
        raise NotUnderstood(f"coqchk prints: {parts[0]}")
    if len(parts) - 1 != len(SUMMARY):
        raise NotUnderstood(f"coqchk's summary has {len(parts) - 1} parts, not {len(SUMMARY)}")
    axioms: set[str] = set()
    for title, part in zip(SUMMARY, parts[1:]):
        head, *names = part.rstrip().split("\n")
        if title == "Axioms" and head == "Axioms:":
            if not all(re.fullmatch(r" {4}\S+", name) for name in names):
                raise NotUnderstood(f"coqchk prints among the axioms: {part}")
            axioms = {name.strip() for name in names}
        elif names or head not in (title, title + ": <none>") or (head == title) != title.startswith("Theory"):
            raise NotUnderstood(f"coqchk prints: {' '.join(part.split())}")
    return axioms

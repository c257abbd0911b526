# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""A page for each law, made from docs/proof.md (statements and why) and
docs/traceability.csv (what proves, computes, tests and breaks it)."""
import csv
import pathlib
import re

COLUMNS = (("spec", "Lemmas"), ("code", "Code"), ("property", "Properties"), ("test", "Tests and vectors"),
           ("mutants", "Mutants that it kills"), ("identity", "Identity test on real tables"),
           ("exhaustion", "Exhausted"))


def order(law: str):
    match = re.match(r"([A-Z])(\d*)(\w*)", law)
    return match.group(1), int(match.group(2) or 0), match.group(3)


def sections(proof: str) -> dict[str, list[str]]:
    """law -> its sections, each with its heading."""
    found: dict[str, list[str]] = {}
    for part in re.split(r"(?m)^(?=###? )", proof):
        match = re.match(r"### ([A-H]\d*[a-z]?)\b", part)
        if match:
            found.setdefault(match.group(1), []).append(part.strip())
    return found


def counterexamples(page: str) -> dict[str, str]:
    """law -> its smallest counterexamples, as the program prints them."""
    parts = re.split(r"(?m)^## (\S+)\n", page)
    return dict(zip(parts[1::2], parts[2::2]))


def rows(table: pathlib.Path) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = {}
    with open(table, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["law"], []).append(row)
    return found


def entry(root: pathlib.Path, word: str) -> str:
    """src/laws/x.hpp:name becomes a link from docs/laws."""
    path, _, name = word.partition(":")
    if (root / path).is_file():
        return f"[{name or path}](../../{path})"
    return f"`{word}`"


def pages(root: pathlib.Path) -> dict[str, str]:
    """File name in docs/laws -> Markdown."""
    laws = sections((root / "docs/proof.md").read_text(encoding="utf-8"))
    smallest = counterexamples((root / "docs/counterexamples.md").read_text(encoding="utf-8"))
    traced = rows(root / "docs/traceability.csv")
    made = {}
    index = ["# The laws", "", "One page each: statement, why it is true, where it is proved by machine, which",
             "code computes it, which tests and deliberate mistakes guard it.", ""]
    for law in sorted(laws, key=order):
        text = [f"# {law}", ""]
        # Links in proof.md are seen from docs/.
        for section in laws[law]:
            text += [re.sub(r"^### ", "## ", re.sub(r"\]\((?!http|#)", "](../", section)), ""]
        for column, title in COLUMNS:
            words = [word for row in traced.get(law, []) for word in (row.get(column) or "").split()]
            if words and column not in ("spec", "code", "test"):
                unique = list(dict.fromkeys(words))
                text += [f"**{title}:** " + ", ".join(entry(root, word) for word in unique), ""]
        if law in smallest:
            text += ["## When a premise is dropped", "", smallest[law].strip(), ""]
        made[f"{law}.md"] = "\n".join(text)
        names = [re.match(r"### \S+ ?(.*)", section).group(1) for section in laws[law]]
        index.append(f"- [{law}]({law}.md): " + ", ".join(filter(None, names)))
    index += ["", "```{toctree}", ":hidden:", *(law for law in sorted(laws, key=order)), "```"]
    made["index.md"] = "\n".join(index)
    return made

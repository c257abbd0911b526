#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Mutation schemata: one copy of the sources that holds every mutant of the list,
each chosen at run time by its number.

    make_schemata.py SOURCE LIST OUT

LIST is a folder of TOML files with one [[mutant]] per mutant:

    name   unique, the mutant's id
    file   below SOURCE
    right  the text that is replaced; white space does not matter. A text that ends
           with ; or } is statements, any other is an expression.
    after  optional: the first `right` behind this text is meant
    wrong  what stands there instead; statements may be empty
    law    the judge that must refute it
    why    one line: the mistake that it imitates

Copies every .hpp and .cpp of the files' rooms to OUT/ROOM and writes OUT/mutants/list.hpp.
An unknown or repeated text, a repeated name, a mistake that stands there twice and
mutants that overlap without one holding the other are errors (exit code 1, one line
each)."""

import dataclasses
import pathlib
import re
import sys
import tomllib
import zlib

ROOMS = ["exact", "tokenization", "model", "objective", "decoding", "laws"]
FIELDS = {"name", "file", "right", "after", "wrong", "law", "why"}


class BadList(Exception):
    """The list does not fit the sources."""


@dataclasses.dataclass
class Mutant:
    name: str
    file: str
    right: str
    wrong: str
    law: str
    why: str
    after: str = ""
    begin: int = 0
    end: int = 0

    @property
    def number(self) -> int:
        """By which it is chosen at run time. It follows from the name, so that a new
        mutant changes no file but its own; never 0, which chooses none."""
        return zlib.crc32(self.name.encode()) % (2**31 - 1) + 1

    def is_statement(self) -> bool:
        return self.right.rstrip().endswith((";", "}"))


def read_list(folder: pathlib.Path) -> list[Mutant]:
    mutants: list[Mutant] = []
    problems = []
    for path in sorted(folder.glob("*.toml")):
        for entry in tomllib.loads(path.read_text()).get("mutant", []):
            name = entry.get("name", "a mutant without a name")
            if unknown := entry.keys() - FIELDS:
                problems.append(f"{path.name}: {name}: unknown fields {sorted(unknown)}")
            elif missing := FIELDS - {"after"} - entry.keys():
                problems.append(f"{path.name}: {name}: missing fields {sorted(missing)}")
            else:
                mutants.append(Mutant(**entry))
    names = [mutant.name for mutant in mutants]
    for name in sorted({name for name in names if names.count(name) > 1}):
        problems.append(f"the name {name} is given twice")
    by_number = {mutant.number: mutant.name for mutant in mutants}
    for mutant in mutants:
        if by_number[mutant.number] != mutant.name:
            problems.append(f"{mutant.name} and {by_number[mutant.number]}: rename one, "
                            "their numbers are equal")
        problems += [f"{mutant.name}: {problem}" for problem in faults(mutant)]
    if problems:
        raise BadList("\n".join(problems))
    return mutants


def faults(mutant: Mutant) -> list[str]:
    found = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", mutant.name):
        found.append("a name is made of small letters, digits and _")
    if mutant.file.split("/")[0] not in ROOMS:
        found.append(f"{mutant.file} is in none of the rooms {' '.join(ROOMS)}")
    if not squeezed(mutant.right)[0]:
        found.append("no text to replace")
    if squeezed(mutant.right)[0] == squeezed(mutant.wrong)[0]:
        found.append("right and wrong are the same")
    if mutant.is_statement() and mutant.wrong.strip() and not mutant.wrong.rstrip().endswith((";", "}")):
        found.append("statements are replaced by statements")
    if not mutant.is_statement() and not mutant.wrong.strip():
        found.append("an expression is replaced by an expression")
    for field, text in (("right", mutant.right), ("wrong", mutant.wrong)):
        if not balanced(text):
            found.append(f"the brackets of `{field}` do not match")
    if not mutant.law or not mutant.why or "\n" in mutant.why:
        found.append("law and why are one line each")
    return found


def balanced(text: str) -> bool:
    open_brackets = []
    for character in text:
        if character in "([{":
            open_brackets.append(character)
        elif character in ")]}" and (not open_brackets or open_brackets.pop() + character not in "()[]{}"):
            return False
    return not open_brackets


def squeezed(text: str) -> tuple[str, list[int]]:
    """The text without white space, and where each of its characters stood."""
    places = [i for i, character in enumerate(text) if not character.isspace()]
    return "".join(text[i] for i in places), places


def occurrences(text: str, wanted: str) -> list[tuple[int, int]]:
    """Where `wanted` stands in `text`, whatever the white space, as whole words."""
    bare, places = squeezed(text)
    needle = squeezed(wanted)[0]
    found = []
    at = bare.find(needle)
    while at >= 0:
        begin, end = places[at], places[at + len(needle) - 1] + 1
        if not (joined(text, begin) or joined(text, end)):
            found.append((begin, end))
        at = bare.find(needle, at + 1)
    return found


def joined(text: str, at: int) -> bool:
    """Does a word go on across this place?"""
    return 0 < at < len(text) and bool(re.fullmatch(r"\w\w", text[at - 1:at + 1]))


def locate(mutant: Mutant, text: str) -> str | None:
    """Sets the mutant's place; says what is wrong if it has none."""
    start = 0
    if mutant.after:
        anchors = occurrences(text, mutant.after)
        if len(anchors) != 1:
            return f"{mutant.file} holds the text of `after` {len(anchors)} times: {mutant.after}"
        start = anchors[0][1]
    sites = [site for site in occurrences(text, mutant.right) if site[0] >= start]
    if not sites:
        return f"{mutant.file} no longer holds {mutant.right.strip()}"
    if not mutant.after and len(sites) > 1:
        return f"{mutant.file} holds {len(sites)} times {mutant.right.strip()}: say after what"
    mutant.begin, mutant.end = sites[0]
    if mutant.is_statement() and not re.search(r"([{};):]|\b(else|do))\s*$", text[:mutant.begin]):
        return f"{mutant.file}: no statement begins at {mutant.right.strip()}"
    return None


def overlaps(mutants: list[Mutant]) -> list[str]:
    return [
        f"{a.name} and {b.name} overlap in {a.file}"
        for a in mutants
        for b in mutants
        if a.begin < b.begin < a.end < b.end
    ]


def repeated(mutants: list[Mutant]) -> list[str]:
    """Two entries with the same effect; a mutant belongs to one law."""
    first: dict[tuple[int, int, str], Mutant] = {}
    problems = []
    for mutant in mutants:
        known = first.setdefault((mutant.begin, mutant.end, squeezed(mutant.wrong)[0]), mutant)
        if known is not mutant:
            problems.append(f"{mutant.name} makes the same mistake as {known.name} of law {known.law}")
    return problems


def schemata(text: str, begin: int, end: int, mutants: list[Mutant]) -> str:
    """text[begin:end] with the mutants inside it."""
    result = ""
    at = begin
    for outer in sorted(mutants, key=lambda m: (m.begin, -m.end)):
        if outer.begin < at:
            continue  # inside one that is done, or at the same place
        result += text[at:outer.begin]
        here = [m for m in mutants if (m.begin, m.end) == (outer.begin, outer.end)]
        inside = [m for m in mutants if outer.begin <= m.begin and m.end <= outer.end and m not in here]
        result += choice(here, schemata(text, outer.begin, outer.end, inside))
        at = outer.end
    return result + text[at:end]


def choice(mutants: list[Mutant], right: str) -> str:
    if mutants[0].is_statement():
        cases = "".join(f"if (::sidproof::mutants::active({m.number})) {{ {m.wrong.strip()} }} else "
                        for m in mutants)
        return f"{{ {cases}{{ {right} }} }}"
    cases = "".join(f"::sidproof::mutants::active({m.number}) ? ({m.wrong.strip()}) : " for m in mutants)
    return f"({cases}({right}))"


def catalogue(mutants: list[Mutant]) -> str:
    quote = lambda text: '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    lines = "".join(
        f"    {{{m.number}, {quote(m.name)}, {quote(m.file)}, {quote(m.law)}, {quote(m.why)}}},\n"
        for m in mutants)
    return f"""#pragma once

#include <array>

#include "properties/mutants/mutant.hpp"

namespace sidproof::mutants {{

/// The list, in its order.
inline constexpr std::array<Mutant, {len(mutants)}> all{{{{
{lines}}}}};

}}  // namespace sidproof::mutants
"""


def generate(source: pathlib.Path, folder: pathlib.Path) -> dict[str, str]:
    """Path below OUT -> content."""
    mutants = read_list(folder)
    files = {
        str(path.relative_to(source)): path.read_text()
        for room in ROOMS
        for path in sorted((source / room).glob("*.[hc]pp"))
    }
    problems = [f"{m.name}: there is no file {m.file}" for m in mutants if m.file not in files]
    for m in mutants:
        if m.file in files and (problem := locate(m, files[m.file])):
            problems.append(f"{m.name}: {problem}")
    if not problems:
        for name in files:
            of_file = [m for m in mutants if m.file == name]
            problems += overlaps(of_file) + repeated(of_file)
    if problems:
        raise BadList("\n".join(problems))
    result = {"mutants/list.hpp": catalogue(mutants)}
    for name, text in files.items():
        inside = [m for m in mutants if m.file == name]
        use = '#include "properties/mutants/active.hpp"\n' if inside else ""
        result[name] = use + schemata(text, 0, len(text), inside)
    return result


def main() -> int:
    source, folder, out = (pathlib.Path(argument) for argument in sys.argv[1:4])
    try:
        files = generate(source, folder)
    except (BadList, tomllib.TOMLDecodeError) as error:
        print(f"the list of mutants in {folder} does not fit {source}:\n{error}", file=sys.stderr)
        return 1
    for name, text in files.items():
        path = out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # Untouched files keep their time, so that nothing is compiled for nothing.
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())

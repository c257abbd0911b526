# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Mutant schemata: a source file in which each mutant is a choice made at run time.

Every mutated text stands on a line of its own that calls itself "mutant:NUMBER", so that
what the compiler says about it names the mutant."""

from operators import Mutant

ACTIVE = "::sidproof::mutation::active"
CASTS = {"value": "{}", "condition": "static_cast<bool>({})", "step": "static_cast<void>({})"}


def schemata(file: str, text: str, mutants: dict[int, Mutant]) -> str:
    """`mutants` of this file by number; none of kind constant."""
    if not mutants:
        return text
    return f'#include "mutation/active.hpp"\n#line 1 "{file}"\n' + \
        between(file, text, 0, len(text), mutants)


def between(file: str, text: str, begin: int, end: int, mutants: dict[int, Mutant]) -> str:
    result = ""
    at = begin
    order = sorted(mutants.items(), key=lambda m: (m[1].begin, -m[1].end, m[1].kind, m[0]))
    for _, outer in order:
        if outer.begin < at:
            continue  # inside one that is done
        same = {n: m for n, m in mutants.items() if (m.begin, m.end) == (outer.begin, outer.end)}
        inside = {n: m for n, m in mutants.items()
                  if outer.begin <= m.begin and m.end <= outer.end and n not in same}
        original = between(file, text, outer.begin, outer.end, inside)
        line = text.count("\n", 0, outer.begin) + 1
        result += text[at:outer.begin] + choice(file, line, same, original)
        # What follows keeps its line.
        result += f'\n#line {text.count(chr(10), 0, outer.end) + 1} "{file}"\n'
        at = outer.end
    return result + text[at:end]


def choice(file: str, line: int, mutants: dict[int, Mutant], original: str) -> str:
    cases = ""
    statement = next(iter(mutants.values())).kind == "statement"
    for number, mutant in mutants.items():
        cases += f'\n#line 1 "mutant:{number}"\n'
        if statement:
            cases += f"if ({ACTIVE}({number})) {{ {mutant.mutated} }} else"
        else:
            cases += f"{ACTIVE}({number}) ? {cast(mutant.kind, mutant.mutated)} :"
    back = f'\n#line {line} "{file}"\n'
    if statement:
        return f"{{{cases}{back}{{ {original} }} }}"
    kind = next(iter(mutants.values())).kind
    return f"({cases}{back}{cast(kind, original)})"


def cast(kind: str, text: str) -> str:
    return CASTS[kind].format(f"({text})") if kind == "value" else CASTS[kind].format(text)

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What a compiled development proves, assumes and says: its golden files as they
should be, and what is wrong with it whatever they say."""
import hashlib
import pathlib
import re
import sys
from typing import Iterable, Iterator, NamedTuple

import assumptions
import coq
from library import Library

CLASSES = ("none", "reals")  # nothing assumed; nothing but gate/axioms.txt


class Row(NamedTuple):
    law: str
    theorem: str
    axioms: str
    statement: str  # a law, or "-" where the theorem's own statement is golden


def rows_of(library: Library) -> list[Row]:
    lines = (library.root / "gate" / "theorems.list").read_text().split("\n")
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if odd := [row for row in rows if len(row) != len(Row._fields)]:
        sys.exit(f"gate: theorems.list wants four columns with tabs between: {odd[0]}")
    return [Row(*row) for row in rows]


def laws_of(library: Library, found: coq.Inventory) -> list[str]:
    law = re.compile(rf"{library.name}\.Statement\w*\.(?:.*\.)?\w*Law\.[^.]+")
    return [name.removeprefix(library.name + ".") for name, member in found.members.items()
            if law.fullmatch(name) and member.in_prop and member.kind in ("defined", "inductive")]


def structure_problems(library: Library, found: coq.Inventory, rows: list[Row]) -> Iterator[str]:
    """What the inventory alone shows: members of a kind that hides others, laws
    without a theorem, theorems that are others than their names say."""
    for name, member in found.members.items():
        if member.kind not in ("defined", "opaque", "inductive", "module"):
            yield f"{name}: a {member.kind}, in which Coq cannot list what holds"
        if member.kind == "opaque" and name.startswith(f"{library.name}.Statement"):
            yield f"{name}: opaque, in a file of statements"
    laws, stated = laws_of(library, found), [row.statement for row in rows if row.statement != "-"]
    for law in laws:
        if law not in stated:
            yield f"{law} has no listed theorem: prove it and add a line to gate/theorems.list"
    for row in rows:
        if row.axioms not in CLASSES:
            yield f"{row.theorem}: no class of axioms is called {row.axioms}"
        full_name, _ = found.theorems[row.theorem]
        if full_name != f"{library.name}.{row.theorem}":
            yield f"{row.theorem} means {full_name}"
        if row.statement != "-" and row.statement not in laws:
            yield f"{row.theorem}: {row.statement} is no law of a Statement file"


def reached(library: Library, found: coq.Inventory, rows: list[Row]) -> tuple[list[str], list[str]]:
    """Full names of all that the statements say, in the order of the sources, and
    problems: a value that nobody can unfold."""
    own = library.name + "."
    waiting = [name for name, member in found.members.items()
               if name.startswith(own + "Statement") and member.kind in ("defined", "inductive")]
    for row in rows:
        waiting += [name for name in found.theorems[row.theorem][1] if name.startswith(own)]
    known, problems = set(), []
    while waiting:
        name = waiting.pop()
        if name in known:
            continue
        known.add(name)
        member = found.members.get(name)
        if member is None:
            problems.append(f"{name}: a statement mentions it, and Coq does not list it")
            continue
        if member.kind == "opaque" and not member.is_proof:
            problems.append(f"{name}: a statement depends on this opaque value")
        waiting += [word for word in member.mentions if word.startswith(own)]
    return [name for name in found.members if name in known], problems


def ask_assumptions(answers: coq.Answers, library: Library, found: coq.Inventory, rows: list[Row],
                    permitted: list[str]) -> None:
    """Coq checks each theorem against its law and says what it assumes. Each question
    walks through whole libraries, so what must assume nothing is asked at once."""
    for i, axiom in enumerate(permitted):
        answers.ask(f"axiom{i}", f"Print Assumptions {axiom}.", f"gate/axioms.txt: {axiom}")
    for i, row in enumerate(rows):
        theorem = f"{library.name}.{row.theorem}"
        if row.statement == "-":
            answers.do(f"Definition proof{i} := @{theorem}.", row.theorem)
        else:
            answers.do(f"Definition proof{i} : ltac:(let c := closed (@{library.name}.{row.statement}) in exact c) "
                       f":= @{theorem}.", f"{row.theorem} does not prove exactly {row.statement}")
        if row.axioms != "none":
            answers.ask(f"assumptions{i}", f"Print Assumptions proof{i}.", row.theorem)
    without = [f"proof{i}" for i, row in enumerate(rows) if row.axioms == "none"]
    values = [name for name, member in found.members.items() if member.kind != "module"]
    for key, terms in (("without", without), ("whole", values)):
        answers.do(f"Definition {key} : unit :=\n" + "".join(f"let _ := @{term} in\n" for term in terms) + "tt.", key)
        answers.ask(key, f"Print Assumptions {key}.", key)


def examine(library: Library, rows: list[Row], folder: pathlib.Path) -> tuple[dict[pathlib.Path, str], list[str]]:
    """The golden files as this build would have them, and what is wrong whatever they say."""
    gate = library.root / "gate"
    found = coq.inventory(library, [row.theorem for row in rows], folder)
    if problems := list(structure_problems(library, found, rows)):
        return {}, problems
    names, problems = reached(library, found, rows)
    permitted = [line for line in (gate / "axioms.txt").read_text().split("\n") if line]
    answers = coq.Answers(library, folder)
    ask_assumptions(answers, library, found, rows, permitted)
    answers.do("Set Printing All.", "")
    for i, name in enumerate(names):
        command = f"Check @{name}." if found.members[name].kind == "opaque" else f"Print {name}."
        answers.ask(f"full{i}", command, name)
        answers.ask_to_read(f"read{i}", command, name)
    for i, row in enumerate(rows):
        if row.statement == "-":
            answers.ask(f"full-proof{i}", f"Check @{library.name}.{row.theorem}.", row.theorem)
            answers.ask_to_read(f"read-proof{i}", f"Check {library.name}.{row.theorem}.", row.theorem)
    answers.do("Unset Printing All.", "")
    answers.run()

    def axioms_in(key: str, about: str, allowed: Iterable[str]) -> dict[str, str]:
        try:
            used = assumptions.printed(answers.text(key))
        except assumptions.NotUnderstood as odd:
            problems.append(f"{about}: {odd}")
            return {}
        if extra := [axiom for axiom in used if axiom not in allowed]:
            problems.append(f"{about} uses what is not allowed here: " + ", ".join(extra))
        return used

    types: dict[str, str] = {}
    full_names: dict[str, str] = {}  # by the short names that Coq prints
    for i, axiom in enumerate(permitted):
        suffixes = [axiom.split(".", j)[-1] for j in range(axiom.count(".") + 1)]
        for short, types[axiom] in axioms_in(f"axiom{i}", axiom, suffixes).items():
            full_names[short] = axiom
    axioms_in("whole", "the library as a whole", full_names)
    axioms_in("without", "a theorem of class none", {})
    listed, table, statements = [], [], []
    for i, name in enumerate(names):
        statements.append(f"== {name.removeprefix(library.name + '.')}\n{answers.text(f'read{i}')}\n"
                          f"full: {digest(answers.text(f'full{i}'), found.members[name].mentions)}\n")
    for i, row in enumerate(rows):
        used = [] if row.axioms == "none" else [
            full_names.get(axiom, axiom) for axiom in axioms_in(f"assumptions{i}", row.theorem, full_names)]
        listed.append(f"{row.theorem}\t{', '.join(sorted(used)) or 'none'}")
        table.append(f"{row.law}\t{row.theorem}\t{library.place(library.name + '.' + row.theorem)}\t"
                     + (f"{len(used)} (gate/axioms.txt)" if used else "none"))
        if row.statement == "-":
            statements.append(f"== {row.theorem}\n{answers.text(f'read-proof{i}')}\n"
                              f"full: {digest(answers.text(f'full-proof{i}'), found.theorems[row.theorem][1])}\n")
        else:
            statements.append(f"== {row.theorem}\nproves {row.statement}\n")
    if extraction := library.extraction():
        statements.append("== oracle/Extract.v\n" + "\n".join(extraction) + "\n")
    listed += [f"{axiom} : {types.get(axiom, '?')}" for axiom in permitted]
    return {gate / "assumptions.golden": "\n".join(listed) + "\n",
            gate / "statements.golden": "\n".join(statements),
            library.root / "theorems.tsv": "law\ttheorem\tplace\taxioms\n" + "\n".join(table) + "\n"}, problems


def digest(full: str, mentions: tuple[str, ...]) -> str:
    """Of a term without notations, implicit arguments or coercions, and of the full
    names of what it mentions: what the readable form may hide changes this."""
    return hashlib.sha256("\n".join([full, *sorted(set(mentions))]).encode()).hexdigest()[:32]

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What Coq says about a compiled library. Nothing of a library is imported, so that
none of its notations, coercions or hints can change what is asked."""
import os
import pathlib
import re
import subprocess
from typing import NamedTuple

from library import Library

GATE = pathlib.Path(__file__).resolve().parent
# the statement of a law, as a closed Prop: for all of its parameters
CLOSED = """Ltac closed law :=
  let T := type of law in let T := eval hnf in T in
  lazymatch T with
  | forall x : ?A, _ => constr:(forall x : A, ltac:(let r := closed constr:(law x) in exact r))
  | Prop => law
  end."""
PRINTING = ["Set Printing Width 100.", "Set Printing Depth 1000000."]
KINDS = {"defined", "opaque", "inductive", "module", "module type", "functor", "functor type", "theorem"}


class Refused(Exception):
    """Coq does not accept a file of the gate; `line` is where, from 1."""

    def __init__(self, line: int, message: str):
        super().__init__(message)
        self.line = line


class Member(NamedTuple):
    kind: str
    in_prop: bool  # its type ends in Prop
    is_proof: bool
    mentions: tuple[str, ...]


class Inventory(NamedTuple):
    members: dict[str, Member]  # by full name, in the order of the sources
    theorems: dict[str, tuple[str, tuple[str, ...]]]  # name -> full name, what the type mentions


def environment() -> dict[str, str]:
    """Ours, less what would show Coq other libraries."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COQ")}


def compile_file(library: Library, path: pathlib.Path, lines: list[str]) -> str:
    path.write_text("\n".join(lines) + "\n")
    run = subprocess.run(["coqc", "-q", "-Q", str(library.root), library.name, "-w", "none", str(path)],
                         capture_output=True, text=True, env=environment())
    if run.returncode:
        where = re.search(r'line (\d+), characters', run.stderr)
        raise Refused(int(where[1]) if where else 0, " ".join(run.stderr.split("Error:")[-1].split()))
    return run.stdout


def require(library: Library) -> str:
    return f"From {library.name} Require " + " ".join(library.modules) + "."


def inventory(library: Library, theorems: list[str], folder: pathlib.Path) -> Inventory:
    lines = [require(library), "From elpi Require Import elpi.", "Elpi Program inventory lp:{{",
             *(GATE / "inventory.elpi").read_text().split("\n"), "}}.", "Elpi Typecheck."]
    questions = [f'library "{library.name}.{module}"' for module in library.modules]
    questions += [f'theorem "{library.name}.{theorem}"' for theorem in theorems]
    # one query: Elpi compiles the program anew for each
    lines += ["Elpi Query lp:{{", ",\n".join(questions), "}}."]
    out = compile_file(library, folder / "inventory.v", lines)
    members, found = {}, {}
    for line in out.split("\n"):
        kind, *fields = line.split("\t")
        if kind not in KINDS or len(fields) != 4:
            continue  # Elpi's notes on universes
        mentions = tuple(fields[3].split())
        if kind == "theorem":
            found[fields[0].removeprefix(library.name + ".")] = (fields[1], mentions)
        else:
            members[fields[0]] = Member(kind, fields[1] == "prop", fields[2] == "proof", mentions)
    return Inventory(members, found)


class Answers:
    """Files that one run of coqc writes: each question adds a command. Those that
    are for readers come last, under the notations that gate/reading.txt imports."""

    def __init__(self, library: Library, folder: pathlib.Path):
        self.library, self.folder = library, folder
        reading = library.root / "gate" / "reading.txt"
        self.bare = [(line, "") for line in [require(library), CLOSED, *PRINTING]]
        self.read = [(reading.read_text().strip() if reading.is_file() else "", "gate/reading.txt")]

    def ask(self, key: str, command: str, about: str) -> None:
        self.do(f'Redirect "{self.folder}/{key}" {command}', about)

    def do(self, command: str, about: str) -> None:
        self.bare.append((command, about))

    def ask_to_read(self, key: str, command: str, about: str) -> None:
        self.read.append((f'Redirect "{self.folder}/{key}" {command}', about))

    def run(self) -> None:
        commands = self.bare + self.read
        try:
            compile_file(self.library, self.folder / "answers.v", [command for command, _ in commands])
        except Refused as refused:
            line = 1
            for command, about in commands:
                line += command.count("\n") + 1
                if line > refused.line:
                    raise Refused(refused.line, f"{about}: {refused}") from refused
            raise

    def text(self, key: str) -> str:
        return (self.folder / f"{key}.out").read_text().rstrip()


def coqchk(library: Library, whole: bool) -> subprocess.CompletedProcess:
    """Coq's independent checker on this library; `whole`: on all that it requires as well."""
    names = [f"{library.name}.{module}" for module in library.modules]
    chosen = names if whole else [word for name in names for word in ("-norec", name)]
    return subprocess.run(["coqchk", "-silent", "-o", "-Q", str(library.root), library.name, *chosen],
                          capture_output=True, text=True, env=environment())

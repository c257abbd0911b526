#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Checks that a compiled development proves what its golden files say.

  gate.py               compare; exit 1 and print what differs
  gate.py accept        write the golden files anew, after review; nothing is
                        written while anything else is wrong
  gate.py coqchk        re-check our own files with coqchk, and compare the axioms
                        that it lists; nothing else is compared
  gate.py coqchk-all    the same with every library that they require
  --library DIR         another development than spec/ (tests)

Checked: the files on disk are those of _CoqProject and were compiled from the
present sources; sources hold allowed commands only; every law (a Prop in a
module *Law of a Statement file, as Coq lists them) has a theorem that Coq
accepts as a proof of exactly that law; what Coq prints of a theorem's
assumptions is understood in full and allowed; all definitions that a statement
reaches, as Coq lists them, and all assumptions are as in the golden files.
README.md says what is trusted."""
import argparse
import difflib
import pathlib
import sys
import tempfile
from typing import Iterator

import assumptions
import coq
from examine import examine, rows_of
from library import Library

SPEC = pathlib.Path(__file__).resolve().parent.parent


def differences(library: Library, fresh: dict[pathlib.Path, str]) -> Iterator[tuple[pathlib.Path, str]]:
    for path, text in fresh.items():
        old = path.read_text() if path.exists() else ""
        if old != text:
            name = str(path.relative_to(library.root))
            yield path, "\n".join(difflib.unified_diff(old.split("\n"), text.split("\n"), name, "this build",
                                                       lineterm="", n=2))


def coqchk_problems(library: Library, whole: bool) -> Iterator[str]:
    """Lines of gate/coqchk.txt: full names; those that coqchk names only where it does
    not look into the libraries (a module sealed by its type) end with " sealed"."""
    run = coq.coqchk(library, whole)
    if run.returncode:
        yield "coqchk failed\n" + run.stderr[-2000:]
        return
    summary = run.stdout + run.stderr  # it writes to the latter
    listed = [line.split(" ") for line in (library.root / "gate" / "coqchk.txt").read_text().split("\n") if line]
    allowed = {words[0] for words in listed if not whole or words[1:] != ["sealed"]}
    try:
        if extra := sorted(assumptions.checked(summary) - allowed):
            yield "coqchk lists axioms that gate/coqchk.txt does not: " + ", ".join(extra)
    except assumptions.NotUnderstood as odd:
        yield str(odd)


def main() -> int:
    parser = argparse.ArgumentParser(description="golden checks of a Coq development")
    parser.add_argument("mode", nargs="?", choices=["compare", "accept", "coqchk", "coqchk-all"], default="compare")
    parser.add_argument("--library", type=pathlib.Path, default=SPEC)
    args = parser.parse_args()
    library = Library(args.library.resolve())
    problems = list(library.problems())
    fresh: dict[pathlib.Path, str] = {}
    rows = rows_of(library)
    if args.mode.startswith("coqchk"):
        problems += coqchk_problems(library, args.mode == "coqchk-all")
    elif not problems:
        with tempfile.TemporaryDirectory() as folder:
            try:
                fresh, problems = examine(library, rows, pathlib.Path(folder))
            except coq.Refused as refused:
                problems = [str(refused)]
    for path, diff in differences(library, fresh):
        if args.mode != "accept":
            problems.append("golden file differs (after review: spec/build.sh accept)\n" + diff)
        elif not problems:
            print(diff)
            path.write_text(fresh[path])
    for problem in problems:
        print("FAIL " + problem)
    if args.mode == "accept" and problems:
        print("gate: nothing was written")
    print(f"gate: {len(rows)} theorems, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""docs/trusted-base.md counts lines truly and names every file that it must.

Rows are `| [name](../path) | lines | ... |`; a row `| together | lines | |` adds up
those above it in its table. Must be named: the statement files, every file of
which a theorem's statement reaches a definition (spec/gate/statements.golden
knows), the gate's files and the oracle's. Paths in `code` exist. Prose that gives the number of lines of
a statement file elsewhere would grow old: there is none.
  trusted_base.py ROOT [--write]"""

import pathlib
import re
import sys

ROW = re.compile(r"\| \[([^\]]+)\]\(\.\./([^)]+)\) \| (\d+) \|")
SUM = re.compile(r"\| together \| (\d+) \|")


def lines_of(path: pathlib.Path) -> int:
    return path.read_text().count("\n")


def counted(root: pathlib.Path, page: str) -> tuple[str, list[str]]:
    """The page with true numbers, and rows that lead nowhere."""
    out, problems, total = [], [], 0
    for line in page.split("\n"):
        if row := ROW.match(line):
            path = root / row[2]
            if not path.is_file() or path.name != row[1]:
                problems.append(f"no file {row[2]} called {row[1]}")
            else:
                total += lines_of(path)
                line = line[:row.start(3)] + str(lines_of(path)) + line[row.end(3):]
        elif row := SUM.match(line):
            line = line[:row.start(1)] + str(total) + line[row.end(1):]
        elif not line.startswith("|"):
            total = 0
        out.append(line)
    return "\n".join(out), problems


def must_be_named(root: pathlib.Path) -> set[str]:
    spec = root / "spec"
    entries = ("\n" + (spec / "gate" / "statements.golden").read_text()).split("\n== ")[1:]
    theorems = {line.split("\t")[1] for line in (spec / "theorems.tsv").read_text().split("\n") if "\t" in line}
    defined = {entry.split("\n")[0] for entry in entries} - theorems
    patterns = ("Statement*.v", "gate/*.py", "gate/*.elpi", "oracle/*.v", "oracle/*.ml")
    return ({f"spec/{name.split('.')[0]}.v" for name in defined if "/" not in name}
            | {path.relative_to(root).as_posix() for pattern in patterns for path in spec.glob(pattern)})


def problems_of(root: pathlib.Path, page: str) -> list[str]:
    true, problems = counted(root, page)
    problems += [f"says: {old}\n  true: {new}\n  (tests/project/trusted_base.py . --write)"
                 for old, new in zip(page.split("\n"), true.split("\n")) if old != new]
    problems += [f"there is no {path}" for path in re.findall(r"`((?:src|spec|tests|properties)/[^` ]*)`", page)
                 if not any(root.glob(path))]
    named = {row[1] for row in re.findall(ROW, page)}
    problems += [f"does not name {path}" for path in sorted(must_be_named(root) - named)]
    for place in ("spec/README.md", "spec/Statement.v", "docs/theorem.md", "README.md"):
        problems += [f"{place} counts lines: {match}"
                     for match in re.findall(r"\d+ lines of definitions", (root / place).read_text())]
    return problems


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    path = root / "docs" / "trusted-base.md"
    page = path.read_text()
    if sys.argv[2:] == ["--write"]:
        page = counted(root, page)[0]
        path.write_text(page)
    problems = problems_of(root, page)
    # The check can fail: with another number, and without a file.
    if not problems and not problems_of(root, page.replace("(../spec/Oracle.v) | ", "(../spec/Oracle.v) | 1")):
        problems.append("a wrong number was not noticed")
    if not problems and not problems_of(root, re.sub(r"\| \[library\.py\].*\n", "", page)):
        problems.append("a missing file was not noticed")
    print("\n".join(problems) if problems else "docs/trusted-base.md counts truly and names every file")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

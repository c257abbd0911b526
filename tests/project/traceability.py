#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""docs/traceability.csv points to things that exist.

Columns: law (its name), statement (one line), spec (lemma in spec/, or empty),
code (path:name in src/, or empty), test (path:name in tests/ or properties/).
A row needs at least one of spec and code, and a test when it has code."""

import csv
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
problems = []


def contains(path: pathlib.Path, word: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", path.read_text(errors="replace")) is not None


def check(row: int, column: str, reference: str) -> None:
    path, _, name = reference.partition(":")
    if not (root / path).is_file():
        problems.append(f"row {row}, {column}: no file {path}")
    elif name and not contains(root / path, name):
        problems.append(f"row {row}, {column}: {path} does not mention {name}")


lemmas = {
    match
    for path in (root / "spec").rglob("*.v")
    for match in re.findall(r"^\s*(?:Theorem|Lemma|Corollary|Definition|Proposition)\s+(\w+)",
                            path.read_text(errors="replace"), re.M)
}
rows = list(csv.DictReader((root / "docs" / "traceability.csv").open(newline="")))
if not rows:
    problems.append("the table is empty")
for number, row in enumerate(rows, 2):
    if not row["spec"] and not row["code"]:
        problems.append(f"row {number}: neither spec nor code")
    if row["code"] and not row["test"]:
        problems.append(f"row {number}: code without a test")
    for lemma in row["spec"].split():
        if lemma not in lemmas:
            problems.append(f"row {number}, spec: no lemma {lemma}")
    for column in ("code", "test"):
        for reference in row[column].split():
            check(number, column, reference)
print("\n".join(problems) if problems else f"{len(rows)} rows point to things that exist")
sys.exit(bool(problems))

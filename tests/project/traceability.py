#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""docs/traceability.csv points to things that exist, and says what the code says.

Columns written by people: law (its name), statement (one line), spec (lemma in
spec/, or empty), code (path:name in src/, or empty), test (path:name in tests/ or
properties/). A row needs at least one of spec and code, and a test when it has code.
Columns written by `traceability.py . --write`, in the first row of each law: those
of traced_laws.py. The check fails when they differ from the code."""

import csv
import io
import pathlib
import re
import sys

import traced_laws

WRITTEN_BY_PEOPLE = ["law", "statement", "spec", "code", "test"]


def contains(path: pathlib.Path, word: str) -> bool:
    return re.search(rf"(?<![\w]){re.escape(word)}(?![\w])", path.read_text(errors="replace")) is not None


def lemmas(root: pathlib.Path) -> set[str]:
    keyword = r"^\s*(?:Theorem|Lemma|Corollary|Definition|Proposition)\s+(\w+)"
    return {
        match
        for path in (root / "spec").rglob("*.v")
        for match in re.findall(keyword, path.read_text(errors="replace"), re.M)
    }


def missing_targets(root: pathlib.Path, rows: list[dict[str, str]]) -> list[str]:
    problems = []
    known = lemmas(root)
    for number, row in enumerate(rows, 2):
        if not row["spec"] and not row["code"]:
            problems.append(f"row {number}: neither spec nor code")
        if row["code"] and not row["test"]:
            problems.append(f"row {number}: code without a test")
        for lemma in row["spec"].split():
            if lemma not in known:
                problems.append(f"row {number}, spec: no lemma {lemma}")
        for column in ("code", "test"):
            for reference in row[column].split():
                path, _, name = reference.partition(":")
                if not (root / path).is_file():
                    problems.append(f"row {number}, {column}: no file {path}")
                elif name and not contains(root / path, name):
                    problems.append(f"row {number}, {column}: {path} does not mention {name}")
    return problems


def generated(root: pathlib.Path, rows: list[dict[str, str]]) -> tuple[list[dict[str, str]], list[str]]:
    """The rows with the generated columns filled, and what found no row."""
    result = [{column: row[column] or "" for column in WRITTEN_BY_PEOPLE} for row in rows]
    problems = []
    for column, find in traced_laws.COLUMNS.items():
        waiting = {law: " ".join(texts) for law, texts in find(root).items()}
        for row in result:
            row[column] = waiting.pop(row["law"], "")
        problems += [f"{column} {text}: no row for law {law}" for law, text in waiting.items()]
    for law in traced_laws.registered(root):
        row = next((row for row in result if row["law"] == law), None)
        if row is None:
            problems.append(f"no row for the registered law {law}")
            continue
        problems += [f"the registered law {law} has no {column}"
                     for column in ("property", "mutants") if not row[column]]
    return result, problems


def text(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, WRITTEN_BY_PEOPLE + list(traced_laws.COLUMNS), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    path = root / "docs" / "traceability.csv"
    written = path.read_text()
    rows = list(csv.DictReader(io.StringIO(written)))
    if not rows:
        print("the table is empty")
        return 1
    filled, problems = generated(root, rows)
    problems += missing_targets(root, filled)
    if sys.argv[2:] == ["--write"]:
        path.write_text(text(filled))
    elif text(filled) != written:
        problems.append("the generated columns differ from the code: "
                        "run python3 tests/project/traceability.py . --write")
    print("\n".join(problems) if problems else f"{len(rows)} rows point to things that exist")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

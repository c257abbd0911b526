#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Writes the vectors of this folder, or checks that they would be written again.

  generate.py [--check] ORACLE

The cases are those of cases.py; every answer comes from the oracle that is
extracted from the proofs (spec/oracle/PROTOCOL.md). Values worked out by hand
must agree with it. counterexamples.json is the program's (`sidproof counterexample
all --vector FILE`): its answers are compared with the oracle's, never written here.
Exit status: 0, 1 on a difference, 77 without an oracle."""

import json
import os
import pathlib
import subprocess
import sys

from cases import FLAGS, GROUPS

HERE = pathlib.Path(__file__).resolve().parent
TITLES = {"A": "the theorem", "B": "the partition identity and the converse", "C": "maxima",
          "D": "variable length", "E": "several sequences per item",
          "F": "constrained decoding", "G": "the loss as practised", "H": "search and sampling"}


def at(value, pointer):
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def compact(value):
    return json.dumps(value, separators=(",", ":"))


def of_the_program():
    """The vectors that the program writes."""
    return json.loads((HERE / "counterexamples.json").read_text())["vectors"]


def other_answers(vectors, answer_of):
    return [f"{v['id']}: {field} is {v['answer'][field]}, the oracle says {answer_of[v['id']].get(field)}"
            for v in vectors for field in v["answer"]
            if answer_of[v["id"]].get(field) != v["answer"][field]]


def answers(oracle, cases):
    """The oracle's answer to each case, by id."""
    lines = "".join(compact({"id": c["id"], **c["request"]}) + "\n" for c in cases)
    run = subprocess.run([oracle], input=lines, capture_output=True, text=True, check=True)
    found = [json.loads(line) for line in run.stdout.splitlines()]
    return {answer.pop("id"): answer for answer in found}


def wrong_values(case, answer):
    if "error" in answer:
        return [f"{case['id']}: the oracle says {answer['error']}"]
    return [f"{case['id']}: {pointer} is {at(answer, pointer)}, by hand {value}"
            for pointer, value in case["named"].items() if at(answer, pointer) != value]


def text_of(group, cases, answer_of):
    used = {flag for case in cases for flag in case["flags"]}
    fields = ("id", "law", "comment", "flags", "request", "named", "answer")
    vectors = []
    for case in cases:
        whole = {**case, "answer": answer_of[case["id"]]}
        vectors.append("    {" + ",\n     ".join(f'"{f}": {compact(whole[f])}' for f in fields) + "}")
    flags = ",\n    ".join(f"{compact(f)}: {compact(FLAGS[f])}" for f in FLAGS if f in used)
    return (f'{{\n  "schema": "vectors.schema.json",\n  "group": {compact(group)},\n'
            f'  "title": {compact(TITLES[group])},\n  "flags": {{\n    {flags}}},\n'
            f'  "vectors": [\n' + ",\n".join(vectors) + "\n  ]\n}\n")


def main():
    check = "--check" in sys.argv
    names = [a for a in sys.argv[1:] if a != "--check"]
    if len(names) != 1 or not os.access(names[0], os.X_OK):
        print("skipped: no oracle (spec/build.sh builds it)")
        return 77
    written = of_the_program()
    answer_of = answers(names[0], [c for group in GROUPS.values() for c in group] + written)
    problems = other_answers(written, answer_of)
    problems += [p for group in (*GROUPS.values(), written) for c in group
                 for p in wrong_values(c, answer_of[c["id"]])]
    for group, cases in GROUPS.items():
        path = HERE / f"{group}.json"
        text = text_of(group, cases, answer_of)
        if check:
            if not path.is_file() or path.read_text() != text:
                problems.append(f"{path.name} differs from what the oracle writes now")
        elif not problems:
            path.write_text(text)
    print("\n".join(problems) if problems else
          f"{len(answer_of)} vectors {'as the oracle writes them' if check else 'written'}")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

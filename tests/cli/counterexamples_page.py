#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Writes docs/counterexamples.md from what the program prints: counterexamples_page.py PROGRAM"""

import json
import pathlib
import subprocess
import sys

HEAD = """# Counterexamples

For every premise of a law that may be dropped, the smallest exact counterexample. Each is found by a
search through *all* candidates of a stated kind, in the order of items, then k, then |T| (the tokens of a
position), then the largest denominator (of data: the number of events). The first hit is therefore
minimal within the box that is named, and the number of smaller candidates examined is printed. Nothing is
stored: the program searches anew every time (`sidproof counterexample all`, less than a second).

Every number is an exact fraction, computed by the code of `src/objective` and `src/decoding` over
Boost's rationals and again by the definitions alone, sequence by sequence, with FLINT. The same cases
are test vectors (`tests/vectors/counterexamples.json`, written by `sidproof counterexample all --vector
FILE`), replayed on the core, by Python's fractions, and by the oracle that is extracted from the proofs.

This page is written by the program and compared with it by a test.
"""


def run(program, *arguments):
    return subprocess.run([program, "counterexample", *arguments, "--color", "never"], check=True,
                          capture_output=True, text=True).stdout


def page(program):
    report = json.loads(run(program, "all", "--json", "-"))["counterexamples"]
    text = HEAD
    law = None
    for case in report:
        if case["law"] != law:
            law = case["law"]
            text += f"\n## {law}\n"
        block = run(program, case["id"]).rsplit("\nchecked", 1)[0].strip("\n")
        text += f"\n### {case['id']}\n\n```\n{block}\n```\n"
    return text


if __name__ == "__main__":
    path = pathlib.Path(__file__).resolve().parents[2] / "docs" / "counterexamples.md"
    path.write_text(page(sys.argv[1]))

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The oracle extracted from the proofs reads every saved failure, and agrees that the
wrong law "Z = 1" is refuted by it. Usage: oracle_test.py WRONG_CAMPAIGN ORACLE"""
import json
import pathlib
import subprocess
import sys
import tempfile

program, oracle = sys.argv[1:3]
if not pathlib.Path(oracle).exists():
    print("skipped: the oracle is not built")
    sys.exit(77)
with tempfile.TemporaryDirectory(prefix="sidproof_oracle_") as name:
    folder = pathlib.Path(name)
    subprocess.run([program, str(folder / "store"), "400", "2", str(folder / "failures")],
                   capture_output=True, check=True, timeout=600)
    vectors = [json.loads(path.read_text()) for path in sorted((folder / "failures").iterdir())]
    lines = [json.dumps({"id": vector["id"], **vector["request"]}) for vector in vectors]
    done = subprocess.run([oracle], input="\n".join(lines) + "\n", capture_output=True, text=True,
                          check=True, timeout=600)
wrong = 0
answers = [json.loads(line) for line in done.stdout.splitlines()]
assert len(answers) == len(vectors) > 3
for vector, answer in zip(vectors, answers):
    assert answer["id"] == vector["id"] and "error" not in answer, answer
    assert answer["injective"] == ("injective" in vector["flags"]), vector
    if not answer["histories"]:  # no positions: no row, and Z is the number of items
        z = str(len(vector["instance"]["codes"]))
    else:
        (history,) = answer["histories"]
        assert history["model_ok"], answer
        z = history["Z"]
    if vector["law"].startswith("Wrong"):
        wrong += 1
        assert z != "1", vector
assert wrong > 3, f"only {wrong} failures of the wrong law"
print(f"the oracle agrees on {wrong} of {len(vectors)} failures of wrong laws")

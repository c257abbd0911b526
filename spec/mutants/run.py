#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Makes each false edit of mutants.json in a copy and expects Coq to refuse it.

Every edit keeps the shape of the statement (a hypothesis becomes True, a
quantity becomes another one), so what fails is a proof, not the syntax: an
edited statement file itself must still compile. Where definition and proof
share a file, the failing line is to be looked at.

  run.py           every edit
  run.py B3 ...    those whose law begins with one of these words
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

SPEC = pathlib.Path(__file__).resolve().parent.parent


def make(folder, target):
    return subprocess.run(["make", "-s", "-f", "Makefile.coq", target], cwd=folder, capture_output=True, text=True)


def main():
    mutants = json.loads((SPEC / "mutants" / "mutants.json").read_text())
    if wanted := tuple(sys.argv[1:]):
        mutants = [mutant for mutant in mutants if mutant["law"].startswith(wanted)]
    if not mutants:
        sys.exit(f"mutants: no law in mutants.json begins with {' or '.join(wanted)}")
    alive = 0
    with tempfile.TemporaryDirectory() as tmp:
        copy = pathlib.Path(tmp) / "spec"
        shutil.copytree(SPEC, copy, ignore=shutil.ignore_patterns("build", "mutants", "oracle", "gate"))
        # times stay as they are, so that only what depends on an edit is compiled again
        for mutant in mutants:
            path = copy / mutant["file"]
            text = path.read_text()
            if text.count(mutant["old"]) != 1:
                print(f"STALE    {mutant['law']}: the text to edit occurs {text.count(mutant['old'])} times")
                alive += 1
                continue
            start = time.time()
            path.write_text(text.replace(mutant["old"], mutant["new"]))
            apart = mutant["target"] != mutant["file"] + "o"
            states = apart and make(copy, mutant["file"] + "o")
            proves = make(copy, mutant["target"])
            path.write_text(text)
            line = next((l for l in proves.stderr.split("\n") if l.startswith("File")), "").strip()
            if apart and states.returncode:
                print(f"INVALID  {mutant['law']}: {states.stderr[:300]}")
                alive += 1
            elif not proves.returncode:
                print(f"SURVIVED {mutant['law']}")
                alive += 1
            else:
                where = line.split(", char")[0].replace('File "./', "").replace('", line ', ":")
                print(f"refused  {mutant['law']}  ({where}, {time.time() - start:.0f} s)")
    print(f"mutants: {len(mutants)} false edits, {len(mutants) - alive} refused")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())

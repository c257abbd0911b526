#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Compares whole reports of small fixed tables with the approved ones, byte by byte.

After a change that is meant, look at the difference and accept it:
    tests/report/approved_test.py BUILD/tests/report/report_samples --accept
"""
import difflib
import pathlib
import subprocess
import sys
import tempfile

APPROVED = pathlib.Path(__file__).parent / "approved"


def main():
    program, accept = sys.argv[1], "--accept" in sys.argv[2:]
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, folder], check=True, timeout=120)
        written = {path.name: path.read_bytes() for path in pathlib.Path(folder).iterdir()}
    # Pages share their pieces: whole ones are approved for three tables.
    pages = {"clash.audit.html", "hits.gap.html", "shifted.diff.html", "append.repair.html",
             "filtered.pathologies.html"}
    written = {name: text for name, text in written.items()
               if not name.endswith(".html") or name in pages}
    if accept:
        APPROVED.mkdir(exist_ok=True)
        for path in APPROVED.iterdir():
            path.unlink()
        for name, text in written.items():
            (APPROVED / name).write_bytes(text)
        print(f"accepted {len(written)} reports")
        return 0
    approved = {path.name: path.read_bytes() for path in APPROVED.iterdir()}
    failed = False
    for name in sorted(set(written) | set(approved)):
        new, old = written.get(name), approved.get(name)
        if new == old:
            continue
        failed = True
        if new is None or old is None:
            print(f"{name}: {'not written any more' if new is None else 'not approved yet'}")
            continue
        lines = difflib.unified_diff(old.decode("utf-8", "replace").splitlines(),
                                     new.decode("utf-8", "replace").splitlines(),
                                     f"approved/{name}", "written", lineterm="", n=1)
        print("\n".join(list(lines)[:40]))
    if failed:
        print("\nIf this is meant:", __file__, program, "--accept")
        return 1
    print(f"{len(written)} reports are as approved")
    return 0


sys.exit(main())

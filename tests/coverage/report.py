#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Which lines and branches of src/ the test suite runs.

    cmake --preset coverage && cmake --build --preset coverage
    tests/coverage/report.py build/coverage run [CTEST ARGUMENTS]   tests, with profiles
    tests/coverage/report.py build/coverage report                  table by room, as Markdown
    tests/coverage/report.py build/coverage missing [ROOM]          uncovered lines

Templates count once for all their instantiations. Needs llvm-19 (llvm-profdata, llvm-cov).
A process that is killed writes no profile."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys

SOURCE = pathlib.Path(__file__).resolve().parents[2]


def tool(name):
    for candidate in (f"{name}-19", name):
        if path := shutil.which(candidate):
            return path
    sys.exit(f"{name} is missing: install llvm-19")


def programs(build):
    """Executables of the build that hold coverage maps."""
    found = []
    for path in sorted(build.rglob("*")):
        if path.is_file() and os.access(path, os.X_OK) and not path.suffix and "CMakeFiles" not in path.parts:
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def run(build, arguments):
    profiles = build / "profiles"
    shutil.rmtree(profiles, ignore_errors=True)
    profiles.mkdir()
    # %m: one file a program, which its processes merge into; 4 of them, for parallel tests.
    environment = {**os.environ, "LLVM_PROFILE_FILE": str(profiles / "%4m.profraw")}
    return subprocess.run(["ctest", "--test-dir", str(build), "--output-on-failure", *arguments],
                          env=environment, check=False).returncode


def export(build):
    merged = build / "all.profdata"
    raw = sorted((build / "profiles").glob("*.profraw"))
    if not raw:
        sys.exit("there are no profiles: run the tests first (report.py BUILD run)")
    subprocess.run([tool("llvm-profdata"), "merge", "--sparse", "--failure-mode=all", "-o", merged, *raw],
                   check=True)
    objects = [word for path in programs(build) for word in ("-object", str(path))][1:]
    done = subprocess.run([tool("llvm-cov"), "export", *objects, f"-instr-profile={merged}",
                           "--skip-functions", str(SOURCE / "src")],
                          stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)["data"][0]["files"]


def relative(file):
    path = pathlib.Path(file["filename"])
    return path.relative_to(SOURCE / "src") if path.is_relative_to(SOURCE / "src") else None


def percent(covered, count):
    return f"{100 * covered / count:.1f} %" if count else "–"


def report(files):
    rooms = collections.defaultdict(lambda: [0] * 4)
    for file in files:
        if (path := relative(file)) is None:
            continue
        lines, branches = file["summary"]["lines"], file["summary"]["branches"]
        for key in (path.parts[0], "all"):
            for i, value in enumerate((lines["covered"], lines["count"], branches["covered"],
                                       branches["count"])):
                rooms[key][i] += value
    print("| room | lines | covered | branches | covered |")
    print("|---|---:|---:|---:|---:|")
    for room in sorted(rooms, key=lambda name: (name == "all", name)):
        lines, line_count, branches, branch_count = rooms[room]
        print(f"| {room} | {line_count} | {percent(lines, line_count)} | {branch_count} "
              f"| {percent(branches, branch_count)} |")


def missing(files, room):
    """Lines no test ran: those on which an unexecuted region begins or that lie in one."""
    for file in files:
        path = relative(file)
        if path is None or (room and path.parts[0] != room):
            continue
        text = (SOURCE / "src" / path).read_text().splitlines()
        begin = None
        for line, _, count, has_count, is_entry, is_gap in file["segments"]:
            if begin is not None:
                print(f"src/{path}:{begin}-{line}: {text[begin - 1].strip()}")
                begin = None
            if has_count and is_entry and count == 0 and not is_gap:
                begin = line


def main():
    if len(sys.argv) < 3 or sys.argv[2] not in ("run", "report", "missing"):
        sys.exit(__doc__)
    build = pathlib.Path(sys.argv[1]).resolve()
    if sys.argv[2] == "run":
        sys.exit(run(build, sys.argv[3:]))
    files = export(build)
    if sys.argv[2] == "report":
        report(files)
    else:
        missing(files, sys.argv[3] if len(sys.argv) > 3 else None)


if __name__ == "__main__":
    main()

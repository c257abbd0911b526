#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The CUDA part builds, for every architecture, without a warning, and what the compiler
made keeps the arithmetic contract: no spills, no stack, PTX without a sin (ptx_lint.py).
Needs nvcc but no GPU. Exit 77 without nvcc.
Usage: cuda_build_test.py SOURCES_FOLDER WORK NVCC "ARCHITECTURES" "FLAGS" "INCLUDE_FOLDERS"."""

import pathlib
import re
import subprocess
import sys

import ptx_lint

SPILLS = re.compile(r"(\d+) bytes stack frame, (\d+) bytes spill stores, (\d+) bytes spill loads")
COMPILED = re.compile(r"Compiling entry function '(\w+)' for '(\w+)'")


def spills(log: str) -> list[str]:
    """What ptxas -v says of entries that need a stack or spill registers."""
    found = []
    entry = "unknown entry"
    for line in log.splitlines():
        if match := COMPILED.search(line):
            entry = f"{match.group(2)}: {match.group(1)}"
        match = SPILLS.search(line)
        if match and any(int(bytes_) > 0 for bytes_ in match.groups()):
            found.append(f"{entry}: {line.strip()}")
    return found


def main() -> int:
    folder, work, nvcc = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
    architectures, flags, includes = (argument.split() for argument in sys.argv[4:7])
    if not pathlib.Path(nvcc).is_file():
        print("skipped: nvcc was not found, so the CUDA part was not built")
        return 77
    work.mkdir(parents=True, exist_ok=True)
    sources = sorted(folder.glob("*.cu"))
    problems, entries = [], 0
    for source in sources:
        for architecture in architectures:
            ptx = work / f"{source.stem}.{architecture}.ptx"
            base = [nvcc, *flags, *("-I" + include for include in includes)]
            done = subprocess.run(
                [*base, f"-arch=compute_{architecture}", "-ptx", str(source), "-o", str(ptx)],
                capture_output=True, text=True, check=False)
            if done.returncode == 0:
                cubin = [nvcc, f"-arch=sm_{architecture}", "-Xptxas=-v,-warn-spills",
                         "-Werror", "all-warnings", "-cubin", str(ptx), "-o",
                         str(ptx.with_suffix(".cubin"))]
                done = subprocess.run(cubin, capture_output=True, text=True, check=False)
            if done.returncode != 0:
                problems.append(f"{source.name} for sm_{architecture}:\n{done.stdout}{done.stderr}")
                continue
            entries += len(COMPILED.findall(done.stderr))
            problems += spills(done.stderr)
            problems += ptx_lint.violations(ptx.read_text(), ptx.name)
    if entries == 0:
        problems.append("no kernel was compiled")
    print("\n".join(problems) if problems else
          f"{len(sources)} files, {entries} kernels for {' and '.join(architectures)}: "
          "no warnings, no spills, PTX within the contract")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every source of src/ passes .clang-tidy (clang-tidy-19). Minutes long: label slow."""

import pathlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

# The compile commands are GCC's.
GCC_ONLY = ["--extra-arg=-Wno-unknown-warning-option"]

tool = shutil.which("clang-tidy-19")
if tool is None:
    print("SKIPPED: clang-tidy-19 is not installed")
    sys.exit(0)
root, build = map(pathlib.Path, sys.argv[1:3])
files = sorted((root / "src").rglob("*.cpp"))


def check(path):
    done = subprocess.run([tool, "--quiet", "-p", str(build), *GCC_ONLY, str(path)],
                          capture_output=True, text=True, check=False)
    return path, done.returncode, done.stdout


with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(check, files))
for path, code, output in results:
    if code != 0:
        print(f"{path}\n{output}")
sys.exit(any(code for _, code, _ in results))

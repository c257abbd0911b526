#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every C++ file is formatted as .clang-format says (clang-format-19)."""

import pathlib
import shutil
import subprocess
import sys

SKIPPED = 77

tool = shutil.which("clang-format-19")
if tool is None:
    print("skipped: clang-format-19 is not installed")
    sys.exit(SKIPPED)
root = pathlib.Path(sys.argv[1])
files = sorted(
    str(path)
    for room in ("src", "tests", "properties")
    for suffix in ("*.hpp", "*.cpp", "*.cu", "*.cuh")
    for path in (root / room).rglob(suffix)
)
sys.exit(subprocess.run([tool, "--dry-run", "-Werror", *files], check=False).returncode)

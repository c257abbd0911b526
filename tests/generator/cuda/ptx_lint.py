#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Reads PTX and says where it could compute other bits than the host (docs/generator.md,
"The arithmetic contract"): floating-point operations that are fused, approximate, flush
subnormal numbers or do not round to nearest; sums in no fixed order; matrix units; and
local memory, which means that registers spilled or an array was indexed at run time.
Usage: ptx_lint.py FILE... Exit 1 and a list on violations."""

import pathlib
import re
import sys

# Fused operations that are wanted: (part of an entry's name, why). None so far.
FUSED_ALLOWED: list[tuple[str, str]] = []

ENTRY = re.compile(r"\.(?:entry|func)\s+(?:\([^)]*\)\s*)?([A-Za-z_$][\w$]*)")
INSTRUCTION = re.compile(r"^\s*(?:@!?%?\w+\s+)?([a-z][a-z0-9]*(?:\.[a-z0-9_:]+)*)\b")
FLOAT = re.compile(r"\.(?:f16|f16x2|bf16|bf16x2|tf32|f32|f32x2|f64|e4m3|e5m2)\b")
ROUNDED = {"add", "sub", "mul", "div", "rcp", "sqrt"}
FUSED = {"fma", "mad"}
APPROXIMATE = {"ex2", "lg2", "sin", "cos", "tanh", "rsqrt"}
MATRIX = {"mma", "wmma", "wgmma", "tcgen05"}


def sins(instruction: str) -> list[str]:
    """What is wrong with one instruction, as ptx names it with its modifiers."""
    name, *modifiers = instruction.split(".")
    found = []
    real = FLOAT.search(instruction) is not None
    if "ftz" in modifiers:
        found.append("flushes subnormal numbers to zero")
    if "approx" in modifiers or "full" in modifiers or name in APPROXIMATE:
        found.append("is approximate")
    if "sat" in modifiers and real:
        found.append("saturates")
    if real and name in FUSED:
        found.append("fuses a product and a sum")
    if real and name in ROUNDED | FUSED and "rn" not in modifiers:
        found.append("does not say that it rounds to nearest")
    if real and name == "cvt" and {"rz", "rm", "rp"} & set(modifiers):
        found.append("does not round to nearest")
    if real and name in {"atom", "red"}:
        found.append("adds floating-point numbers in no fixed order")
    if name in MATRIX:
        found.append("uses a matrix unit, whose sums have no fixed order")
    if name in {"ld", "st"} and "local" in modifiers:
        found.append("uses local memory")
    return found


def violations(text: str, name: str) -> list[str]:
    found = []
    entry = ""
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("//", 1)[0]
        if match := ENTRY.search(line):
            entry = match.group(1)
        where = f"{name}:{number}: {entry or 'outside of entries'}: "
        if re.match(r"\s*\.local\b", line):
            found.append(where + "declares local memory")
            continue
        match = INSTRUCTION.match(line)
        if not match:
            continue
        instruction = match.group(1)
        for sin in sins(instruction):
            fused = sin.startswith("fuses")
            if fused and any(part in entry for part, _ in FUSED_ALLOWED):
                continue
            found.append(f"{where}{instruction} {sin}")
    return found


def main() -> int:
    if len(sys.argv) < 2:
        print(__doc__)
        return 64
    found = []
    instructions = 0
    for path in map(pathlib.Path, sys.argv[1:]):
        text = path.read_text()
        instructions += sum(1 for line in text.splitlines() if INSTRUCTION.match(line))
        found += violations(text, path.name)
    if instructions == 0:
        found.append("there is no instruction to look at")
    print("\n".join(found) if found else f"{instructions} instructions keep the contract")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Writes src/report/display_width_table.inc from Python's Unicode database; with
--check FILE it compares instead (exit 77, skipped, under another Unicode version)."""
import sys
import unicodedata


def ranges(predicate):
    found, start = [], None
    for code in range(0x110001):
        inside = code < 0x110000 and predicate(chr(code))
        if inside and start is None:
            start = code
        if not inside and start is not None:
            found.append((start, code - 1))
            start = None
    return found


def is_zero(char):
    return unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\u00ad"


def is_wide(char):
    if unicodedata.category(char) == "Cn" or is_zero(char):
        return False
    return unicodedata.east_asian_width(char) in ("W", "F")


def render():
    lines = [
        "// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0",
        "// Written by tests/report/display_width_table.py; Unicode " + unicodedata.unidata_version + ".",
        "// clang-format off",
    ]
    for name, predicate in (("zero_width", is_zero), ("double_width", is_wide)):
        lines.append(f"constexpr CodePointRange {name}[] = {{")
        entries = [f"{{0x{a:x}, 0x{b:x}}}," for a, b in ranges(predicate)]
        for i in range(0, len(entries), 5):
            lines.append("    " + " ".join(entries[i:i + 5]))
        lines.append("};")
    lines.append("// clang-format on")
    return "\n".join(lines) + "\n"


if len(sys.argv) == 3 and sys.argv[1] == "--check":
    with open(sys.argv[2], encoding="utf-8") as file:
        text = file.read()
    if f"Unicode {unicodedata.unidata_version}." not in text:
        print("SKIPPED: the table is of another Unicode version than this Python")
        sys.exit(77)
    if text != render():
        print("the table differs from Python's Unicode database; write it again with this script")
        sys.exit(1)
else:
    sys.stdout.write(render())

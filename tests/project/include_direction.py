#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Dependencies point one way: reads the #include lines of src/ and compares them
with ALLOWED (docs/design.md, "Rooms and arrows"). Exit 1 and a list on violations."""

import pathlib
import re
import sys

# What a room may include besides itself. A room that is not listed may not exist.
BASICS = {"base", "exact", "verdict", "random"}
TOKENS = BASICS | {"tokenization"}
MODEL = TOKENS | {"interactions", "model"}
ALLOWED = {
    "base": set(),
    "exact": {"base"},
    "verdict": set(),
    "random": {"base"},
    "tokenization": BASICS,
    "interactions": TOKENS,
    "model": TOKENS | {"interactions"},
    "objective": MODEL,
    "decoding": MODEL,
    "laws": MODEL | {"objective", "decoding"},
    "counterexamples": MODEL | {"objective", "decoding", "laws"},
    # Replay must not see laws or objective: it recomputes by another path.
    "certificate": TOKENS,
    "audit": TOKENS | {"interactions"},
    # For tests of others: GoogleTest matchers.
    "testing": TOKENS | {"audit"},
    "verification": MODEL | {"objective", "decoding", "laws", "audit", "certificate"},
    "comparison": MODEL | {"objective", "audit"},
    "tokenizers": TOKENS | {"interactions"},
    "io": MODEL,
    "report": TOKENS | {"interactions", "audit", "certificate", "model", "counterexamples",
               "comparison", "decoding"},
    "campaign": MODEL | {"objective", "decoding", "laws", "io"},
    "generator": MODEL | {"decoding", "laws", "certificate"},
    "c_api": TOKENS | {"generator", "report"},
    "cli": None,  # everything
}
# What a folder inside a room may include besides.
ALSO = {"generator/files": {"io"}}  # weights come from files and go to files
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+)/[^"]+"')


def violations(source: pathlib.Path) -> list[str]:
    found = []
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".hpp", ".cpp", ".cu", ".cuh", ".in"} or not path.is_file():
            continue
        room = path.relative_to(source).parts[0]
        if room not in ALLOWED:
            found.append(f"{path}: room '{room}' is not in the list of rooms")
            continue
        allowed = ALLOWED[room]
        also = ALSO.get(path.parent.relative_to(source).as_posix(), set())
        for number, line in enumerate(path.read_text().splitlines(), 1):
            match = INCLUDE.match(line)
            if not match or allowed is None:
                continue
            target = match.group(1)
            if target != room and target not in allowed | also:
                found.append(f"{path}:{number}: {room} may not include {target}")
    return found


def main() -> int:
    found = violations(pathlib.Path(sys.argv[1]) / "src")
    print("\n".join(found) if found else "all includes point the allowed way")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

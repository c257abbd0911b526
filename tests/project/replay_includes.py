#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Replay recomputes by another path than the laws: no file of src/certificate reaches
a header of these rooms, through however many others. Exit 1 and the chain otherwise."""

import pathlib
import re
import sys

FORBIDDEN = {"laws", "objective", "decoding", "model", "audit", "verification"}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+/[^"]+)"', re.M)


def includes(source: pathlib.Path, path: str) -> list[str]:
    file = source / path
    # Generated headers (base/version.hpp) include nothing of ours.
    return INCLUDE.findall(file.read_text()) if file.is_file() else []


def chains(source: pathlib.Path) -> list[str]:
    """For every file of the room the shortest chain to a forbidden header."""
    found = []
    for start in sorted((source / "certificate").glob("*.[ch]pp")):
        queue = [[start.relative_to(source).as_posix()]]
        seen = set(queue[0])
        while queue:
            chain = queue.pop(0)
            if chain[-1].split("/")[0] in FORBIDDEN:
                found.append(" -> ".join(chain))
                break
            for path in includes(source, chain[-1]):
                if path not in seen:
                    seen.add(path)
                    queue.append([*chain, path])
    return found


def main() -> int:
    source = pathlib.Path(sys.argv[1]) / "src"
    if not any((source / "certificate").glob("replay*.cpp")):
        print("there is no replay in src/certificate")
        return 1
    found = chains(source)
    print("\n".join(found) if found else "replay reaches no law, objective or model")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

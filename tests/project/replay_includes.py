#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Replay recomputes by another path: no file of src/certificate reaches a header of the
laws' rooms, and no replay of src/generator/certificate one of the generator that it
judges, through however many others. Exit 1 and the chain otherwise."""

import pathlib
import re
import sys

FORBIDDEN = ("laws/", "objective/", "decoding/", "model/", "audit/", "verification/")
# Where a replay begins, and what it may not reach; arrays by name are no model.
REPLAYS = {
    "certificate/*.[ch]pp": FORBIDDEN,
    "generator/certificate/replay*.[ch]pp": FORBIDDEN + (
        "generator/check/", "generator/decoding/", "generator/enclosure/", "generator/cuda/",
        "generator/network/network.hpp", "generator/network/kernels.hpp",
        "generator/network/forward.hpp", "generator/arithmetic/token_law.hpp",
        "generator/arithmetic/executor.hpp", "generator/arithmetic/block.hpp"),
}
PLAIN = {"model/tensor.hpp"}
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"/]+/[^"]+)"', re.M)


def includes(source: pathlib.Path, path: str) -> list[str]:
    file = source / path
    # Generated headers (base/version.hpp) include nothing of ours.
    return INCLUDE.findall(file.read_text()) if file.is_file() else []


def chain_from(source: pathlib.Path, start: str, forbidden: tuple[str, ...]) -> str | None:
    """The shortest chain to a forbidden header."""
    queue = [[start]]
    seen = {start}
    while queue:
        chain = queue.pop(0)
        if chain[-1].startswith(forbidden) and chain[-1] not in PLAIN:
            return " -> ".join(chain)
        for path in includes(source, chain[-1]):
            if path not in seen:
                seen.add(path)
                queue.append([*chain, path])
    return None


def chains(source: pathlib.Path) -> list[str]:
    """For every file of a replay the shortest chain to a forbidden header."""
    found = []
    for starts, forbidden in REPLAYS.items():
        for start in sorted(source.glob(starts)):
            chain = chain_from(source, start.relative_to(source).as_posix(), forbidden)
            found += [chain] if chain else []
    return found


def main() -> int:
    source = pathlib.Path(sys.argv[1]) / "src"
    for starts in REPLAYS:
        if not any("replay" in path.name for path in source.glob(starts)):
            print(f"there is no replay in src/{starts}")
            return 1
    found = chains(source)
    print("\n".join(found) if found else "replay reaches no law, objective or model, and nothing of the generator that it judges")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

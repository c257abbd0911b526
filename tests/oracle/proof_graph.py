#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Draws docs/proof.svg: which file of spec/ uses which, read from its sources.

  proof_graph.py [--check] ROOT

Every file stands below all that it uses; an arrow that follows from others is
left out. With --check nothing is written and a stale drawing is an error."""

import pathlib
import re
import sys

BOX, LANE, GAP, ROW, HEIGHT, MARGIN = 132, 4, 14, 80, 26, 20
FILL = {"statement": "#dfe9f7", "oracle": "#e6f2df", "proof": "#f6f6f6"}


def imports(spec: pathlib.Path) -> dict[str, set[str]]:
    names = {path.stem for path in spec.glob("*.v")}
    uses = {}
    for path in sorted(spec.glob("*.v")):
        words = " ".join(re.findall(r"From Sidproof Require (?:Import|Export)?([^.]*)\.", path.read_text()))
        uses[path.stem] = set(words.split()) & names
    return uses


def below(uses: dict[str, set[str]], name: str) -> set[str]:
    return uses[name].union(*(below(uses, other) for other in uses[name]))


def direct(uses: dict[str, set[str]]) -> dict[str, list[str]]:
    """Without the arrows that follow from others."""
    return {name: sorted(used - set().union(*(below(uses, other) for other in used)))
            for name, used in uses.items()}


def depths(uses: dict[str, set[str]]) -> dict[str, int]:
    def depth(name):
        return 1 + max(map(depth, uses[name]), default=-1)
    return {name: depth(name) for name in uses}


def links(uses: dict[str, set[str]]) -> dict[tuple, list]:
    """The way of each arrow: from a file up to what it uses, row by row. In the rows
    between them stands a place of its own, so that no arrow runs behind a box."""
    level = depths(uses)
    return {(name, other): [name, *((name, other, d) for d in range(level[name] - 1, level[other], -1)),
                            other]
            for name, used in direct(uses).items() for other in used}


def places(uses: dict[str, set[str]]) -> dict:
    level = dict(depths(uses))
    above: dict = {name: [] for name in level}
    for way in links(uses).values():
        for lower, upper in zip(way, way[1:]):
            above.setdefault(lower, []).append(upper)
            if isinstance(lower, tuple):
                level[lower] = lower[2]
    size = {node: LANE if isinstance(node, tuple) else BOX for node in level}
    rows = [[n for n in sorted(level, key=str) if level[n] == d] for d in range(max(level.values()) + 1)]
    widest = max(sum(size[n] + GAP for n in row) for row in rows)
    place: dict = {}
    for d, row in enumerate(rows):
        # Near the middle of what a file uses; the order of names breaks ties.
        middle = {n: sum(place[m][0] + size[m] / 2 for m in above[n]) / len(above[n]) if above[n] else 0
                  for n in row}
        row.sort(key=lambda n: (middle[n], str(n)))
        x = MARGIN + (widest - sum(size[n] + GAP for n in row)) / 2
        for node in row:
            place[node] = (x, MARGIN + d * ROW)
            x += size[node] + GAP
    return place


def kind(name: str) -> str:
    return "statement" if name.startswith("Statement") else \
        "oracle" if name.startswith("Oracle") else "proof"


def draw(spec: pathlib.Path) -> str:
    uses = imports(spec)
    place = places(uses)
    width = max(x for x, _ in place.values()) + BOX + MARGIN
    height = max(y for _, y in place.values()) + HEIGHT + MARGIN
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
             'font-family="sans-serif" font-size="12">',
             "<title>Files of spec/: each stands below what it uses</title>",
             '<rect width="100%" height="100%" fill="white"/>']
    for way in (links(uses)[key] for key in sorted(links(uses))):
        x, y = place[way[0]]
        x += BOX / 2
        path = f"M{x:g} {y:g}"
        for node in way[1:]:
            u, v = place[node]
            u += (LANE if isinstance(node, tuple) else BOX) / 2
            path += f"C{x:g} {y - 24:g} {u:g} {v + HEIGHT + 24:g} {u:g} {v + HEIGHT:g}"
            if isinstance(node, tuple):
                path += f"V{v:g}"
            x, y = u, v
        lines.append(f'<path d="{path}" fill="none" stroke="#9a9a9a"/>')
    for name in sorted(uses):
        x, y = place[name]
        lines.append(f'<rect x="{x:g}" y="{y:g}" width="{BOX}" height="{HEIGHT}" rx="4" '
                     f'fill="{FILL[kind(name)]}" stroke="#555555"/>'
                     f'<text x="{x + BOX / 2:g}" y="{y + 17:g}" text-anchor="middle">{name}</text>')
    return "\n".join([*lines, "</svg>", ""])


def main() -> int:
    root = pathlib.Path([a for a in sys.argv[1:] if a != "--check"][0])
    path = root / "docs" / "proof.svg"
    drawing = draw(root / "spec")
    if "--check" not in sys.argv:
        path.write_text(drawing)
    elif not path.is_file() or path.read_text() != drawing:
        print(f"docs/proof.svg is stale: run {pathlib.Path(__file__).name} {root}")
        return 1
    print(f"docs/proof.svg shows {drawing.count('<text')} files and {drawing.count('<path')} arrows")
    return 0


if __name__ == "__main__":
    sys.exit(main())

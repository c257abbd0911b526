# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The committed list of mutants that no test can notice, each with its reason."""

import pathlib
import tomllib

from operators import Mutant

FIELDS = {"file", "original", "mutated", "reason"}


class BadList(Exception):
    """An entry that is malformed or fits no mutant."""


def read(path: pathlib.Path, mutants: list[Mutant]) -> dict[str, str]:
    """Mutant -> reason. `occurrence` tells apart equal changes of one file."""
    problems = []
    found: dict[str, str] = {}
    by_change: dict[tuple[str, str, str], list[Mutant]] = {}
    for mutant in mutants:
        by_change.setdefault((mutant.file, mutant.original, mutant.mutated), []).append(mutant)
    for entry in tomllib.loads(path.read_text()).get("equivalent", []) if path.exists() else []:
        where = f"{path.name}: {entry.get('file', '?')}: {entry.get('original', '?')}"
        if FIELDS - entry.keys() or entry.keys() - FIELDS - {"occurrence"}:
            problems.append(f"{where}: needs {sorted(FIELDS)}, may have occurrence")
            continue
        fitting = by_change.get((entry["file"], entry["original"], entry["mutated"]), [])
        if "occurrence" in entry:
            fitting = [m for m in fitting if m.occurrence == entry["occurrence"]]
        if not entry["reason"].strip():
            problems.append(f"{where}: no reason")
        elif len(fitting) != 1:
            problems.append(f"{where}: fits {len(fitting)} mutants; the source has changed, or say which "
                            "occurrence")
        elif fitting[0].name in found:
            problems.append(f"{where}: listed twice")
        else:
            found[fitting[0].name] = entry["reason"]
    if problems:
        raise BadList("\n".join(problems))
    return found

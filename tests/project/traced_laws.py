# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What the code says of each law: its properties, mutants, identity tests. Every
function maps a law's id ("B2", "C1v") to the texts of one cell, in a fixed order."""

import pathlib
import re
import tomllib
from collections import defaultdict

LAW = r"[A-H][0-9][a-z]?"


def laws_of_name(name: str) -> list[str]:
    """The laws that a test's name begins with: A1Normalisation, C1vD1Lengths,
    A2AndA3Law, C1ToC4Maxima (a range takes the plain numbers)."""
    found: list[str] = []
    rest = name
    while match := re.match(rf"(And|To)?({LAW})(?=[A-Z]|$)", rest):
        link, law = match.groups()
        if link == "To" and found:
            first = found[-1]
            found += [f"{law[0]}{i}" for i in range(int(first[1]) + 1, int(law[1]))]
        found.append(law)
        rest = rest[match.end():]
    return found


def registered(root: pathlib.Path) -> list[str]:
    """The ids of src/laws/registry.cpp, in its order."""
    text = (root / "src/laws/registry.cpp").read_text()
    return re.findall(rf'"({LAW})",\s*"[a-z_]+"', text)


def properties(root: pathlib.Path) -> dict[str, list[str]]:
    found = defaultdict(list)
    for path in sorted((root / "properties").rglob("*.cpp")):
        for name in re.findall(r"RC_GTEST_PROP\(\s*\w+,\s*(\w+)", path.read_text()):
            for law in laws_of_name(name):
                found[law].append(f"{path.relative_to(root)}:{name}")
    return found


def mutants(root: pathlib.Path) -> dict[str, list[str]]:
    found = defaultdict(list)
    for path in sorted((root / "properties" / "mutants").rglob("*.toml")):
        for mutant in tomllib.loads(path.read_text()).get("mutant", []):
            found[mutant["law"]].append(mutant["name"])
    return found


def identities(root: pathlib.Path) -> dict[str, list[str]]:
    found = defaultdict(list)
    names = re.findall(rf'"({LAW}) ([a-z_ ]+)"', (root / "src/laws/identity.cpp").read_text())
    for law, name in names:
        found[law].append(name.replace(" ", "_"))
    return found


def exhaustion(root: pathlib.Path) -> dict[str, list[str]]:
    """The largest |I| and |S| up to which every map is tried, as the tests call
    exhaust_LAW(SIZE); those in slow tests are marked."""
    found = defaultdict(list)
    for path in sorted((root / "tests" / "laws").glob("exhaustion*_test.cpp")):
        kind = "slow" if "slow" in path.name else "quick"
        calls = re.findall(r"exhaust_([a-h][0-9][a-z]?)(_\w+)?\(([0-9]+)\)", path.read_text())
        for law, what, size in calls:
            found[law[0].upper() + law[1:]].append(f"{size}{what}({kind})")
    return {law: sorted(sizes) for law, sizes in found.items()}


COLUMNS = {
    "property": properties,
    "mutants": mutants,
    "identity": identities,
    "exhaustion": exhaustion,
}

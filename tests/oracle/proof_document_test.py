#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""docs/proof.md names every theorem of spec/theorems.tsv and has an entry for every
law (the site's page of the law is made from it), and every link in it leads to a file
that says what the link's text names."""

import csv
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
text = (root / "docs" / "proof.md").read_text()


def problems_of(text: str) -> list[str]:
    found = []
    proved = set()
    for name, target in re.findall(r"(?<!!)\[([^\]]+)\]\(([^)]+)\)", text):
        path = (root / "docs" / target.partition("#")[0]).resolve()
        if not path.exists():
            found.append(f"no file {target}")
        elif path.suffix == ".v":
            proved.add(name)
            module, _, theorem = name.partition(".")
            if module != path.stem or not re.search(
                    rf"^(?:Theorem|Lemma|Corollary) {re.escape(theorem)}\b", path.read_text(), re.M):
                found.append(f"{target} has no theorem {name}")
        elif target.startswith(("../src/", "../tests/", "../properties/")) and path.is_file():
            if name not in (path.name, path.stem) and not re.search(
                    rf"(?<!\w){re.escape(name)}(?!\w)", path.read_text()):
                found.append(f"{target} does not mention {name}")
    with (root / "spec" / "theorems.tsv").open(newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            if row["theorem"] not in proved:
                found.append(f"docs/proof.md does not name theorem {row['theorem']}")
            # A2a stands under A2.
            law = re.match(r"([A-H][0-9])([a-z]?)\b", row["law"])
            if law and not re.search(rf"^### {law[1]}(?:{law[2]})?\b", text, re.M):
                found.append(f"docs/proof.md has no entry ### {law[0]}")
    return found


problems = problems_of(text)
# The check can fail: without a theorem, and with a name that does not exist.
if not problems_of(text.replace("[Partition.partition]", "[Partition.partitions]")):
    problems.append("a theorem that does not exist was not noticed")
if not problems_of(text.replace("[a1_normalisation]", "[a1_normalization]")):
    problems.append("a function that does not exist was not noticed")
if not problems_of(text.replace("### D2 ", "### D9 ")):
    problems.append("a law without an entry was not noticed")
print("\n".join(problems) if problems else "docs/proof.md names every theorem, and every link is good")
sys.exit(bool(problems))

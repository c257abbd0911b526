#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The proof in print: its text names every theorem and every heading, no formula or link
is left as it was written, two builds have the same bits, and what does not fit or leads
nowhere stops the build. Usage: pdf_test.py SOURCE_DIR BUILD_DIR"""
import csv
import pathlib
import re
import shutil
import subprocess
import sys

SKIP = 77
PYTHON = "/usr/bin/python3"
TOOLS = ("pdflatex", "rsvg-convert", "pdftotext")


def build(source, root, out):
    return subprocess.run([PYTHON, "-B", source / "docs/pdf/build.py", root, out],
                          capture_output=True, text=True, timeout=300, check=False)


def joined(text):
    """Without what a line break or a page puts between the letters of a name."""
    return re.sub(r"\s|[()]|(?<=\n)\d+\n\f", "", text)


def names(root):
    with open(root / "spec/theorems.tsv", encoding="utf-8", newline="") as file:
        yield from (row["theorem"] for row in csv.DictReader(file, delimiter="\t"))
    for page in ("theorem", "proof"):
        for heading in re.findall(r"(?m)^#+ (.*)", (root / f"docs/{page}.md").read_text(encoding="utf-8")):
            yield heading


def missing(root, text):
    letters = joined(text)
    # Raised digits and the minus have other letters in print.
    found = (re.sub("[⁶¹−].*", "", name) for name in names(root))
    gone = [f"{name} is not in print" for name in found if joined(name) not in letters]
    return gone + [f"left as it was written: {raw}" for raw in
                   re.findall(r"\\[a-z]+|\$|\]\(|\?\?|@[A-Z]+@", text)]


def refused(source, work):
    """Documents that must not be printed, and whether they were."""
    wide = "x" * 200
    for what, text in (("a line that does not fit", f"# T\n\nA `{wide}`.\n"),
                       ("a formula that does not fit", f"# T\n\n$${'a + ' * 80} b$$\n"),
                       ("a link that leads nowhere", "# T\n\nSee [B1](proof.md#b9-nothing).\n"),
                       ("a formula with a mistake", "# T\n\nLet $\\frac{1$.\n"),
                       ("a character without a letter", "# T\n\nSee ☃.\n"),
                       ("an element that is not known", "# T\n\n<table>\n")):
        root = work / "refused"
        shutil.rmtree(root, ignore_errors=True)
        for folder in ("docs", "spec"):
            (root / folder).mkdir(parents=True)
        (root / "docs/theorem.md").write_text(text, encoding="utf-8")
        (root / "docs/proof.md").write_text("# Laws\n\n[M.t](../spec/M.v)\n")
        (root / "spec/theorems.tsv").write_text("law\ttheorem\tplace\taxioms\nA1\tM.t\tM.v:1\tnone\n")
        shutil.copy(source / "CMakeLists.txt", root)
        if build(source, root, root / "out").returncode == 0 or (root / "out/sidproof-proof.pdf").exists():
            yield f"{what} was printed"
    (root / "docs/theorem.md").write_text("# T\n\nSee [laws](proof.md).\n")
    if (done := build(source, root, root / "out")).returncode:
        yield f"a good document was refused: {done.stderr}"


def main():
    source, work = map(pathlib.Path, sys.argv[1:3])
    reader = subprocess.run([PYTHON, "-c", "import markdown_it, mdit_py_plugins.dollarmath"], capture_output=True,
                            check=False)
    if reader.returncode or not all(map(shutil.which, TOOLS)):
        print("no LaTeX here (./sidproof docs installs it)")
        return SKIP
    shutil.rmtree(work, ignore_errors=True)
    for out in ("once", "again"):
        done = build(source, source, work / out)
        assert done.returncode == 0, done.stderr
    printed = [(work / out / "sidproof-proof.pdf").read_bytes() for out in ("once", "again")]
    problems = [] if printed[0] == printed[1] else ["two builds differ"]
    text = subprocess.run(["pdftotext", work / "once/sidproof-proof.pdf", "-"], capture_output=True, text=True,
                          check=True).stdout
    problems += missing(source, text)
    if not missing(source, re.sub(r"Partition\.\s*partition\b", "", text)) or not missing(source, text + "\\mathrm"):
        problems.append("a theorem that is not printed was not noticed")
    problems += refused(source, work)
    print("\n".join(problems[:40]) or f"{len(set(names(source)))} names in {text.count(chr(12))} pages")
    return 1 if problems else 0


sys.exit(main())

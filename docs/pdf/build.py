#!/usr/bin/python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Typesets the theorem and its proofs: build.py ROOT OUT makes OUT/sidproof-proof.pdf from
docs/theorem.md, docs/proof.md and spec/theorems.tsv. Lines that do not fit, links
within that lead nowhere and characters without a letter are errors."""
import csv
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from latex import Page, escape, name

PAGES = ("docs/theorem.md", "docs/proof.md")
FAULTS = re.compile(r"^(?:Overfull \\hbox \((?!0\.|1\.)|Missing character|LaTeX Warning: (?:Hyper reference|Reference|Label)"
                    r"|LaTeX Font Warning: Font shape|Package hyperref Warning: .*undefined).*", re.M)


def drawing(picture, work):
    """A drawing of docs/ as a PDF that LaTeX includes."""
    made = work / f"{picture.stem}.pdf"
    subprocess.run(["rsvg-convert", "-f", "pdf", "-o", made, picture], check=True)
    return made.name


def theorems(table):
    with open(table, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            axioms = row["axioms"].partition(" ")[0]
            yield (f"{name(row['law'])} & \\texttt{{{name(row['theorem'])}}} & "
                   f"\\pageref{{theorem:{row['theorem']}}} & \\texttt{{{name(row['place'])}}} & "
                   f"{escape(axioms)} \\\\")


def frame(root, work):
    template = (pathlib.Path(__file__).parent / "proof.tex").read_text(encoding="utf-8")
    version = re.search(r"project\(sidproof VERSION ([\d.]+)", (root / "CMakeLists.txt").read_text()).group(1)
    pages = [Page(file, (root / file).read_text(encoding="utf-8"), PAGES,
                  lambda picture, file=file: drawing((root / file).parent / picture, work)) for file in PAGES]
    text = "\n".join(f"\\clearpage\\phantomsection\\label{{{page.file}:top}}\n{page.latex}" for page in pages)
    filled = {"VERSION": version, "PAGES": text, "THEOREMS": "\n".join(theorems(root / "spec/theorems.tsv"))}
    return re.sub("@([A-Z]+)@", lambda match: filled[match.group(1)], template)


def typeset(work):
    """Runs LaTeX until every page number has settled; returns what is wrong."""
    command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "sidproof-proof.tex"]
    log = work / "sidproof-proof.log"
    for _ in range(6):
        done = subprocess.run(command, cwd=work, stdout=subprocess.DEVNULL, check=False,
                              env={**os.environ, "SOURCE_DATE_EPOCH": "0", "max_print_line": "1000"})
        text = log.read_text(encoding="utf-8", errors="replace")
        if done.returncode:
            return re.findall(r"^!.*(?:\n.*){0,4}", text, re.M) or [f"pdflatex ends with {done.returncode}"]
        if not re.search(r"Rerun|have changed", text):
            break
    return [match.group(0) for match in FAULTS.finditer(text)]


def main():
    root, out = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    work = out / "latex"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    (work / "sidproof-proof.tex").write_text(frame(root, work), encoding="utf-8")
    faults = typeset(work)
    if faults:
        sys.exit(f"the proof in print, {work}/sidproof-proof.log:\n" + "\n".join(faults[:20]))
    (work / "sidproof-proof.pdf").replace(out / "sidproof-proof.pdf")
    print(f"the proof in print: {out / 'sidproof-proof.pdf'}")


main()

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Checks that the compiled development proves what its golden files say.

  gate.py           compare; exit 1 and print a diff on any difference
  gate.py accept    write the golden files anew, after review
  gate.py --coqchk  compare, then re-check every compiled file with coqchk

Checked: no escape hatch in the sources; every law of the Statement files has a
listed theorem of exactly that statement; each theorem uses only the axioms of
its class; statements and definitions are as in statements.golden; the table
theorems.tsv (law, theorem, file:line, assumptions) is up to date.
"""
import argparse
import difflib
import pathlib
import re
import subprocess
import sys
import tempfile

SPEC = pathlib.Path(__file__).resolve().parent.parent
GATE = SPEC / "gate"
LISTED = GATE / "theorems.list"
GOLDEN = {"assumptions": GATE / "assumptions.golden", "statements": GATE / "statements.golden"}
# models of code, whose definitions are part of what is stated
CODED = ("Mersenne61.v", "Montgomery.v", "IdentityTesting.v", "RationalTesting.v")
TABLE = SPEC / "theorems.tsv"
ESCAPES = re.compile(
    r"\b(Admitted|admit|Abort|Axioms?|Parameters?|Conjecture|give_up|bypass_check|"
    r"Unset Guard Checking|Unset Positivity Checking|Unset Universe Checking)\b")


def sources():
    return [line for line in (SPEC / "_CoqProject").read_text().split("\n") if line.endswith(".v")]


def without_comments(text):
    """Blanks out (* nested *) comments, keeping the line structure."""
    out, depth, i = [], 0, 0
    while i < len(text):
        if text.startswith("(*", i):
            depth += 1
            i += 2
        elif text.startswith("*)", i) and depth:
            depth -= 1
            i += 2
        else:
            out.append(text[i] if depth == 0 or text[i] == "\n" else " ")
            i += 1
    return "".join(out)


def escape_hatches():
    problems = []
    for name in sources():
        for number, line in enumerate(without_comments((SPEC / name).read_text()).split("\n"), 1):
            if ESCAPES.search(line):
                problems.append(f"{name}:{number}: escape hatch: {line.strip()}")
    return problems


def definitions():
    """(module, name) of everything the Statement files and the models of the
    program's arithmetic define, in order."""
    found = []
    for name in sources():
        if not name.startswith("Statement") and name not in CODED:
            continue
        stack = []
        for line in without_comments((SPEC / name).read_text()).split("\n"):
            if m := re.match(r"Module (\w+)\.", line):
                stack.append(m[1])
            elif stack and re.match(rf"End {stack[-1]}\.", line):
                stack.pop()
            elif m := re.match(r"(?:Definition|Fixpoint|Record|Inductive)\s+(\w+)", line):
                found.append((name[:-2], ".".join(stack + [m[1]])))
    return found


def listed():
    rows = []
    for line in LISTED.read_text().split("\n"):
        if line and not line.startswith("#"):
            law, theorem, axioms = line.split("\t")
            rows.append((law, theorem, axioms))
    return rows


def location(theorem):
    module, name = theorem.split(".", 1)
    name = name.split(".")[-1]
    for number, line in enumerate((SPEC / f"{module}.v").read_text().split("\n"), 1):
        if re.match(rf"\s*(Theorem|Lemma|Definition|Corollary)\s+{name}\b", line):
            return f"{module}.v:{number}"
    return f"{module}.v:?"


def ask(rows, defs, folder):
    """One run of coqc that prints everything into small files."""
    modules = [name[:-2] for name in sources()]
    lines = ["From Sidproof Require " + " ".join(modules) + ".",
             "From mathcomp Require Import all_ssreflect all_algebra.",
             "Local Open Scope ring_scope.", "Set Printing Width 100."]
    for i, (module, name) in enumerate(defs):
        lines.append(f'Redirect "{folder}/d{i}" Print Sidproof.{module}.{name}.')
    for i, (_, theorem, _) in enumerate(rows):
        lines.append(f'Redirect "{folder}/a{i}" Print Assumptions Sidproof.{theorem}.')
        lines.append(f'Redirect "{folder}/s{i}" Check Sidproof.{theorem}.')
    (folder / "ask.v").write_text("\n".join(lines) + "\n")
    run = subprocess.run(["coqc", "-Q", str(SPEC), "Sidproof", "-w", "none", str(folder / "ask.v")],
                         capture_output=True, text=True)
    if run.returncode:
        sys.exit("gate: a listed theorem or definition is missing, or not compiled\n" + run.stderr)
    return lambda kind, i: (folder / f"{kind}{i}.out").read_text().rstrip()


def axioms_in(text):
    if "Closed under the global context" in text:
        return []
    return sorted(set(re.findall(r"^([A-Za-z_][\w.]*)\s*(?=:|$)", text, re.M)) - {"Axioms"})


def main():
    parser = argparse.ArgumentParser(description="golden checks of the Coq development")
    parser.add_argument("mode", nargs="?", choices=["compare", "accept"], default="compare")
    parser.add_argument("--coqchk", action="store_true", help="also re-check all proofs (about a minute)")
    args = parser.parse_args()

    rows, defs = listed(), definitions()
    problems = escape_hatches()
    allowed = {"none": set(), "reals": set((GATE / "axioms.txt").read_text().split())}
    with tempfile.TemporaryDirectory() as tmp:
        out = ask(rows, defs, pathlib.Path(tmp))
        assumptions, statements, table, proved = [], [], [], set()
        for i, (module, name) in enumerate(defs):
            statements.append(f"== {module}.{name}\n{out('d', i)}\n")
        for i, (law, theorem, kind) in enumerate(rows):
            used = axioms_in(out("a", i))
            if extra := [a for a in used if a not in allowed[kind]]:
                problems.append(f"{theorem} uses axioms that its class '{kind}' does not allow: " + ", ".join(extra))
            assumptions.append(f"{theorem}\t{', '.join(used) or 'none'}")
            statement = out("s", i)
            statements.append(f"== {theorem}\n{statement}\n")
            proved.update(re.findall(r"\w*Law\.\w+", statement))
            axioms = f"{len(used)} (gate/axioms.txt)" if used else "none"
            table.append(f"{law}\t{theorem}\t{location(theorem)}\t{axioms}")
    for module, name in defs:
        if "Law." in name and name not in proved and not is_auxiliary(module, name):
            problems.append(f"{module}.{name} has no listed theorem: prove it and add a line to gate/theorems.list")

    fresh = {GOLDEN["assumptions"]: "\n".join(assumptions) + "\n",
             GOLDEN["statements"]: "\n".join(statements),
             TABLE: "law\ttheorem\tplace\taxioms\n" + "\n".join(table) + "\n"}
    for path, text in fresh.items():
        old = path.read_text() if path.exists() else ""
        if args.mode == "accept":
            path.write_text(text)
        elif old != text:
            diff = difflib.unified_diff(old.split("\n"), text.split("\n"),
                                        str(path.relative_to(SPEC)), "this build", lineterm="", n=2)
            problems.append("golden file differs (after review: spec/build.sh accept)\n" + "\n".join(diff))
    if args.coqchk and not problems:
        check = subprocess.run(["coqchk", "-silent", "-o", "-Q", str(SPEC), "Sidproof"]
                               + [f"Sidproof.{name[:-2]}" for name in sources()], capture_output=True, text=True)
        print(check.stdout[-2000:])
        if check.returncode:
            problems.append("coqchk failed\n" + check.stderr[-2000:])
    for problem in problems:
        print("FAIL " + problem)
    print(f"gate: {len(rows)} theorems, {len(defs)} definitions, {len(problems)} problems")
    return 1 if problems else 0


def is_auxiliary(module, name):
    """Definitions inside a Law module that are words of a statement, not laws."""
    return name in {"Law.equal_maxima"}


if __name__ == "__main__":
    sys.exit(main())

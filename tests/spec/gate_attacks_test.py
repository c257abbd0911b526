#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The gate passes sample/ as it is, and refuses it after each attack of
gate_attacks.py, with the message given there.  gate_attacks_test.py [WORD ...]:
those whose name has one of these words."""
import concurrent.futures
import pathlib
import shutil
import subprocess
import sys
import tempfile
from typing import Iterable

HERE = pathlib.Path(__file__).resolve().parent
GATE = HERE.parent.parent / "spec" / "gate"
sys.path.insert(0, str(GATE))
sys.dont_write_bytecode = True
import coq  # noqa: E402
import gate  # noqa: E402
from gate_attacks import ATTACKS, END, Attack  # noqa: E402
from library import Library  # noqa: E402


def compiled(root: pathlib.Path, flags: Iterable[str] = (), edited: Iterable[str] = ()) -> None:
    """Compiles what comes from the first edited file on, everything if none was."""
    modules = Library(root).modules
    first = min((modules.index(file[:-2]) for file in edited if file[:-2] in modules), default=0)
    for module in modules[first:]:
        run = subprocess.run(["coqc", "-q", "-w", "none", *flags, "-Q", ".", "Sample", module + ".v"],
                             cwd=root, capture_output=True, text=True)
        if run.returncode:
            raise AssertionError(f"Coq refuses it already: {run.stderr}")


def edit(path: pathlib.Path, edits: list[tuple[str | None, str]]) -> None:
    text = path.read_text() if path.exists() else ""
    for old, new in edits:
        if old is END:
            text += new + "\n"
            continue
        if text.count(old) != 1:
            raise AssertionError(f"{path.name}: {old!r} occurs {text.count(old)} times")
        text = text.replace(old, new)
    path.write_text(text)


def examined(library: Library) -> tuple[dict[pathlib.Path, str], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        try:
            return gate.examine(library, gate.rows_of(library), pathlib.Path(folder))
        except coq.Refused as refused:
            return {}, [str(refused)]


def refusals(attack: Attack, start: pathlib.Path) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder) / "sample"
        shutil.copytree(start, root)
        for file, edits in attack.edits.items():
            edit(root / file, edits)
        if attack.by != "sources":
            if attack.edits.keys() - {"gate/theorems.list"} or attack.flags:
                compiled(root, attack.flags, attack.edits)
        if attack.after:
            attack.after(root)
        library = Library(root)
        if attack.by == "sources":
            return list(library.problems())
        if attack.by == "coqchk":
            return list(gate.coqchk_problems(library, False))
        fresh, problems = examined(library)
        if attack.by == "Coq":
            return problems
        if problems:
            raise AssertionError(f"not by its golden files: {problems}")
        return [diff for _, diff in gate.differences(library, fresh)]


def verdict(attack: Attack, start: pathlib.Path) -> str | None:
    """Why the attack was not refused as it should be, if so."""
    try:
        said = refusals(attack, start)
    except AssertionError as invalid:
        return f"INVALID   {attack.name}: {invalid}"
    if any(attack.message in text for text in said):
        return None
    return f"NOT SEEN  {attack.name}: expected {attack.message!r}, the gate says {said or 'nothing'}"


def run_gate(root: pathlib.Path, mode: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-B", GATE / "gate.py", "--library", root, mode],
                          capture_output=True, text=True)


def accepts_nothing_wrong(start: pathlib.Path) -> Iterable[str]:
    """`accept` writes nothing while something is wrong, and shows what it writes."""
    golden = "gate/statements.golden"
    for text, expected, status in (("Axiom cheat : False.", "nothing was written", 1),
                                   ("Definition more := 1.", "+== Statement.more", 0)):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder) / "sample"
            shutil.copytree(start, root)
            before = (root / golden).read_text()
            edit(root / "Statement.v", [(END, text)])
            compiled(root)
            run = run_gate(root, "accept")
            unchanged = (root / golden).read_text() == before
            if expected not in run.stdout or run.returncode != status or unchanged != bool(status):
                yield f"accept after {text!r}: exit {run.returncode}, {run.stdout}"


def main() -> int:
    words = sys.argv[1:] or [""]
    attacks = [attack for attack in ATTACKS if any(word in attack.name for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        start = pathlib.Path(folder) / "sample"
        shutil.copytree(HERE / "sample", start)
        compiled(start)
        for mode in ("accept", "compare", "coqchk"):
            run = run_gate(start, mode)
            if run.returncode:
                print(f"the gate refuses the sample as it is ({mode})\n{run.stdout}{run.stderr}")
                return 1
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            wrong = [text for text in pool.map(lambda attack: verdict(attack, start), attacks) if text]
        wrong += accepts_nothing_wrong(start)
    print("\n".join(wrong + [f"{len(attacks)} attacks on the gate, {len(wrong)} not refused as they should be"]))
    return 1 if wrong or len(attacks) < (1 if sys.argv[1:] else 25) else 0


if __name__ == "__main__":
    sys.exit(main())

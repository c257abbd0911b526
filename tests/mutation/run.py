#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Generated mutation testing: changes operators, bounds, constants, conditions and
statements of the mathematics, and reports which changes the quick tests notice.

    run.py --sample 220 --seed S --resume STATE [--goal 95] [--table FILE]

The sample are the mutants of least SHA-256 of the seed and their text, so that it does
not depend on the order of files and most of it outlives an edit. All are built once, each
chosen at run time by an environment variable; a mutant then runs the tests that reach it:
those of the mirrored file first, then those of its room, then the others, until one fails,
crashes or takes too long. STATE keeps every outcome; a run that was stopped goes on.

Exit code: 0 the goal is reached, 1 it is not, 64 usage, 65 the list of equivalent mutants
does not fit, 70 the sources do not build or a test fails without a mutant."""

import argparse
import concurrent.futures
import dataclasses
import hashlib
import json
import pathlib
import sys

import equivalents
from operators import Mutant, mutants_of
from record import Record
from summary import Summary
from trials import Outcome, SuiteFails, Test, execute, judge, observe, stages
from workspace import WITNESSES, BuildFailed, Workspace, programs

ROOMS = ["exact", "tokenization", "model", "objective", "decoding", "laws", "audit", "verdict"]
HERE = pathlib.Path(__file__).resolve().parent


def every_mutant(root: pathlib.Path, rooms: list[str]) -> list[Mutant]:
    found = []
    for room in rooms:
        for path in sorted((root / "src" / room).glob("*.[hc]pp")):
            found += mutants_of(str(path.relative_to(root)), path.read_text())
    return found


def drawn(mutants: list[Mutant], size: int, seed: int) -> list[Mutant]:
    return sorted(mutants, key=lambda mutant: mutant.rank(seed))[:size]


def numbered(sample: list[Mutant]) -> dict[int, Mutant]:
    """Numbers in [1, 65535] that follow from the mutants, so that a larger sample and an
    edit elsewhere leave most files of the build as they are."""
    numbers: dict[int, Mutant] = {}
    for mutant in sample:
        number = int(mutant.name, 16) % 65535 + 1
        while number in numbers:
            number = number % 65535 + 1
        numbers[number] = mutant
    return numbers


def fingerprint(root: pathlib.Path) -> str:
    """Of all that decides an outcome."""
    digest = hashlib.sha256()
    for folder in ["src", *WITNESSES]:
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".txt", ".json") and path.is_file():
                digest.update(str(path.relative_to(root)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


class Run:
    def __init__(self, root: pathlib.Path, folder: pathlib.Path, options):
        self.root = root
        self.folder = folder
        self.options = options
        self.workspace = Workspace(root, folder)
        mutants = every_mutant(root, options.rooms)
        self.equivalent = equivalents.read(options.equivalent, mutants) if options.rooms == ROOMS else {}
        self.sample = drawn(mutants, options.sample, options.seed)
        self.numbers = numbered(self.sample)
        self.record = Record(options.resume, fingerprint(root), options.keep_kills)

    def judge_all(self) -> None:
        at_run_time = {n: m for n, m in self.numbers.items() if m.kind != "constant"
                       and not (m.name in self.record and self.record[m.name]["outcome"] == "uncompilable")}
        if any(m.name not in self.record for m in at_run_time.values()):
            built = self.workspace.build_all(at_run_time, self.options.jobs, say)
            for mutant in (m for n, m in at_run_time.items() if n not in built):
                self.note(mutant, Outcome("uncompilable"))
            self.run_trials({n: m for n, m in built.items() if m.name not in self.record})
        for number, mutant in self.numbers.items():
            if mutant.kind == "constant" and mutant.name not in self.record:
                self.note(mutant, self.judge_constant(mutant) if self.options.constants else Outcome("apart"))

    def run_trials(self, mutants: dict[int, Mutant]) -> None:
        tests = self.observed()
        paths = self.program_paths()
        say(f"{len(tests)} tests; {len(mutants)} mutants to judge")

        def trial(number: int) -> tuple[int, Outcome]:
            reaching = [test for test in tests if number in test.reached]
            return number, judge(number, stages(mutants[number], reaching), paths,
                                 self.options.patience)
        with concurrent.futures.ThreadPoolExecutor(self.options.jobs) as pool:
            futures = [pool.submit(trial, number) for number in mutants]
            try:
                for future in concurrent.futures.as_completed(futures):
                    number, outcome = future.result()
                    self.note(mutants[number], outcome)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def program_paths(self) -> dict[str, pathlib.Path]:
        return {name: self.workspace.build / folder / name
                for name, folder in programs(self.root).items()}

    def observed(self) -> list[Test]:
        """What each test reaches; kept while its program does not change."""
        kept = self.folder / "observed.json"
        old = json.loads(kept.read_text()) if kept.exists() else {}
        new = {}
        for name, path in self.program_paths().items():
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            if name not in old or old[name]["digest"] != digest:
                say(f"observing {name}")
                found = observe(name, path, self.workspace.tree)
                old[name] = {"digest": digest, "tests": [
                    {**dataclasses.asdict(test), "reached": sorted(test.reached)} for test in found]}
            new[name] = old[name]
        kept.write_text(json.dumps(old))
        return [Test(**{**test, "reached": set(test["reached"])})
                for entry in new.values() for test in entry["tests"]]

    def judge_constant(self, mutant: Mutant) -> Outcome:
        """Built by itself; its room's tests judge."""
        room = pathlib.PurePath(mutant.file).parts[1]
        judges = {n: f for n, f in programs(self.root).items() if pathlib.PurePath(f).parts[1] == room}
        self.workspace.write({})
        path = self.workspace.tree / mutant.file
        text = path.read_text()
        path.write_text(text[:mutant.begin] + mutant.mutated + text[mutant.end:])
        self.workspace.configure()
        done, log = self.workspace.make(sorted(judges), self.options.jobs)
        if not done:
            refused = "static assertion failed" in log or "static_assert" in log
            return Outcome("refused", "static_assert") if refused else Outcome("uncompilable")
        for name, folder in sorted(judges.items()):
            status, _ = execute(self.workspace.build / folder / name, ["*"], {}, 600)
            if status != 0:
                return Outcome("timeout" if status is None else "failed" if status == 1 else "crashed", name)
        return Outcome("survived")

    def note(self, mutant: Mutant, outcome: Outcome) -> None:
        self.record.add(mutant.name, outcome.kind, outcome.by, file=mutant.file, line=mutant.line,
                        operator=mutant.operator, original=mutant.original, mutated=mutant.mutated)
        if not outcome.is_kill():
            say(f"{outcome.kind}: {mutant.file}:{mutant.line}: {mutant.original}  =>  {mutant.mutated}")


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def arguments(words: list[str]):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=int, default=220, help="how many mutants (default 220)")
    parser.add_argument("--seed", type=int, default=20260415)
    parser.add_argument("--resume", type=pathlib.Path, required=True, metavar="STATE")
    parser.add_argument("--keep-kills", action="store_true",
                        help="a kill found before sources or tests changed counts")
    parser.add_argument("--constants", action="store_true",
                        help="build mutants of compile-time constants, one by one (slow)")
    parser.add_argument("--rooms", nargs="+", choices=ROOMS, default=ROOMS)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--patience", type=float, default=10, metavar="SECONDS",
                        help="processor time that a test may take more than without a mutant (default 10)")
    parser.add_argument("--goal", type=float, default=95, help="kill rate in percent (default 95)")
    parser.add_argument("--table", type=pathlib.Path, help="write the summary as Markdown")
    parser.add_argument("--root", type=pathlib.Path, default=HERE.parent.parent)
    parser.add_argument("--build", type=pathlib.Path, help="default: ROOT/build/mutation")
    parser.add_argument("--equivalent", type=pathlib.Path, help="default: equivalent.toml beside this script")
    parser.add_argument("--list", action="store_true", help="show the sample and judge nothing")
    options = parser.parse_args(words)
    if options.sample < 1 or options.jobs < 1:
        parser.error("--sample and --jobs are at least 1")
    options.root = options.root.resolve()
    options.build = options.build or options.root / "build" / "mutation"
    options.equivalent = options.equivalent or HERE / "equivalent.toml"
    return options


def main(words: list[str]) -> int:
    try:
        options = arguments(words)
    except SystemExit as stop:
        return 64 if stop.code else 0
    try:
        run = Run(options.root, options.build.resolve(), options)
        if options.list:
            for mutant in run.sample:
                print(f"{mutant.file}:{mutant.line}: {mutant.operator} ({mutant.kind}): "
                      f"{mutant.original}  =>  {mutant.mutated}")
            return 0
        run.judge_all()
    except equivalents.BadList as error:
        say(str(error))
        return 65
    except (BuildFailed, SuiteFails) as error:
        say(str(error))
        return 70
    except KeyboardInterrupt:
        say(f"stopped; the same command goes on where {options.resume} ends")
        return 130
    summary = Summary(run.sample, run.record, run.equivalent)
    print(summary.text())
    if options.table:
        options.table.write_text(summary.table() + "\n")
    rate = summary.rate()
    return 0 if rate is not None and rate >= options.goal and not summary.wrong else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

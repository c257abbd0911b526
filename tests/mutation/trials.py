# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Which tests reach which mutant, and whether one of them notices it."""

import dataclasses
import json
import math
import os
import pathlib
import re
import resource
import signal
import subprocess
import tempfile

from operators import Mutant

CAPACITY = 1 << 16  # as in active.hpp
MEMORY = 4 << 30
# Properties draw fewer cases than in the suite: a mutant that only they notice is rare.
ENVIRONMENT = {"RC_PARAMS": "seed=20260415 max_success=200"}


class SuiteFails(Exception):
    """A test fails without any mutant."""


@dataclasses.dataclass
class Test:
    program: str
    name: str
    file: str
    seconds: float
    reached: set[int]


@dataclasses.dataclass
class Outcome:
    kind: str  # failed, crashed, timeout: killed; survived; unreached
    by: str = ""

    def is_kill(self) -> bool:
        return self.kind in ("failed", "crashed", "timeout")


def limited(seconds: float) -> None:
    """Seconds of processor time, so that a busy machine changes no outcome."""
    whole = math.ceil(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (whole, whole + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def execute(program: pathlib.Path, names: list[str], extra: dict[str, str], limit: float):
    """(exit status or None when time is up, output). The limit is processor time; who
    waits for ever is stopped after fifty times as long."""
    environment = {**os.environ, **ENVIRONMENT, **extra, "GTEST_FILTER": ":".join(names)}
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            [program, "--gtest_fail_fast", "--gtest_brief=1", "--gtest_color=no"], env=environment,
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True, preexec_fn=lambda: limited(limit))
        try:
            status = process.wait(50 * limit)
            if status in (-signal.SIGXCPU, -signal.SIGKILL):
                status = None
        except subprocess.TimeoutExpired:
            status = None
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
        output.seek(max(0, output.seek(0, os.SEEK_END) - 100_000))
        return status, output.read().decode(errors="replace")


def list_tests(program: pathlib.Path, tree: pathlib.Path) -> list[tuple[str, str]]:
    """(name, source file below the tree) in the program's order."""
    with tempfile.TemporaryDirectory() as folder:
        listing = pathlib.Path(folder) / "tests.json"
        subprocess.run([program, "--gtest_list_tests", f"--gtest_output=json:{listing}"],
                       check=True, stdout=subprocess.DEVNULL, env={**os.environ, **ENVIRONMENT})
        suites = json.loads(listing.read_text())["testsuites"]
    return [(f"{suite['name']}.{test['name']}", below(tree, test["file"]))
            for suite in suites for test in suite["testsuite"] if "DISABLED_" not in test["name"]]


def below(tree: pathlib.Path, file: str) -> str:
    path = pathlib.Path(file)
    parts = path.parts
    for top in ("tests", "properties"):
        if top in parts:
            return str(pathlib.Path(*parts[len(parts) - 1 - parts[::-1].index(top):]))
    return path.name


def processor_seconds() -> float:
    """Of all processes that have ended."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def observe(name: str, program: pathlib.Path, tree: pathlib.Path) -> list[Test]:
    """Runs each test by itself, without a mutant."""
    found = []
    for test, file in list_tests(program, tree):
        with tempfile.NamedTemporaryFile() as reached:
            reached.truncate(CAPACITY)
            begin = processor_seconds()
            status, output = execute(program, [test], {"SIDPROOF_REACHED": reached.name}, 600)
            seconds = processor_seconds() - begin
            if status != 0:
                raise SuiteFails(f"{name}: {test} fails without a mutant:\n{output[-2000:]}")
            marks = pathlib.Path(reached.name).read_bytes()
        found.append(Test(name, test, file, seconds, {i for i, mark in enumerate(marks) if mark}))
    return found


def mirror(file: str) -> str:
    """src/room/name.hpp -> tests/room/name_test.cpp"""
    path = pathlib.PurePath(file)
    return str(pathlib.PurePath("tests", *path.parts[1:-1], path.stem + "_test.cpp"))


def stages(mutant: Mutant, tests: list[Test]) -> list[list[Test]]:
    """The mirrored tests, those of the room, and the others, cheapest programs first."""
    room = "/".join(["tests", *pathlib.PurePath(mutant.file).parts[1:-1], ""])

    def nearness(test: Test) -> int:
        return 0 if test.file == mirror(mutant.file) else 1 if test.file.startswith(room) else 2
    groups: dict[tuple[int, str], list[Test]] = {}
    for test in tests:
        groups.setdefault((nearness(test), test.program), []).append(test)
    return [groups[key] for key in sorted(groups)]


def judge(number: int, groups: list[list[Test]], programs: dict[str, pathlib.Path],
          patience: float = 10) -> Outcome:
    """Runs the groups one after the other until one notices the mutant, or takes more
    than ten times the processor time that it takes without it and `patience` seconds."""
    if not groups:
        return Outcome("unreached")
    for group in groups:
        limit = patience + 10 * sum(test.seconds for test in group)
        program = group[0].program
        status, output = execute(programs[program], [test.name for test in group],
                                 {"SIDPROOF_MUTANT": str(number)}, limit)
        if status is None:
            return Outcome("timeout", program)
        if status < 0 or status not in (0, 1):
            return Outcome("crashed", program)
        if status == 1:
            failed = re.search(r"^\[  FAILED  \] (\S+?),? ", output, re.MULTILINE)
            return Outcome("failed", failed[1].rstrip(",") if failed else program)
    return Outcome("survived")

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""A copy of the tree in which the sample's mutants are built once."""

import pathlib
import re
import shutil
import subprocess

from operators import Mutant
from schemata import schemata

# The folders whose GoogleTest programs judge; those labelled slow and those that need
# readers of files do not.
WITNESSES = ["tests/verdict", "tests/exact", "tests/tokenization", "tests/model", "tests/objective",
             "tests/decoding", "tests/laws", "tests/audit", "properties/laws", "properties/audit"]
COPIED = ["CMakeLists.txt", "cmake", "src", "tests", "properties", "docs", "spec"]


class BuildFailed(Exception):
    """The sources do not build, and no mutant is the reason."""


def mutants_in(log: str) -> set[int]:
    """The mutants that the compiler refuses: their lines call themselves so."""
    return {int(number) for number in re.findall(r"^mutant:(\d+):\d+:\d+: error: ", log, re.MULTILINE)}


def programs(root: pathlib.Path) -> dict[str, str]:
    """Name -> folder of the GoogleTest programs that judge."""
    found = {}
    for folder in WITNESSES:
        path = root / folder / "CMakeLists.txt"
        for call in re.findall(r"sidproof_test\(([^)]*)\)", path.read_text() if path.exists() else ""):
            words = call.split()
            if not set(words) & {"slow", "sidproof::io"}:
                found[words[0]] = folder
    return found


class Workspace:
    def __init__(self, root: pathlib.Path, folder: pathlib.Path):
        self.root = root
        self.tree = folder / "tree"
        self.build = folder / "build"

    def write(self, mutants: dict[int, Mutant]) -> None:
        """The sources with these mutants. Unchanged files keep their time."""
        wanted = set()
        for name in COPIED:
            source = self.root / name
            for path in [source] if source.is_file() else sorted(source.rglob("*")):
                if not path.is_file() or "__pycache__" in path.parts:
                    continue
                relative = path.relative_to(self.root)
                wanted.add(relative)
                inside = {n: m for n, m in mutants.items() if m.file == str(relative)}
                if inside:
                    update(self.tree / relative, schemata(str(relative), path.read_text(), inside).encode())
                else:
                    update(self.tree / relative, path.read_bytes())
        here = pathlib.Path(__file__).with_name("active.hpp")
        update(self.tree / "src" / "mutation" / "active.hpp", here.read_bytes())
        wanted.add(pathlib.Path("src/mutation/active.hpp"))
        for path in [p for p in self.tree.rglob("*") if p.is_file()]:
            if path.relative_to(self.tree) not in wanted:
                path.unlink()

    def configure(self) -> None:
        if (self.build / "build.ninja").exists():
            return
        shutil.rmtree(self.build, ignore_errors=True)
        # Compiling costs more than running. What a mutant reads beyond the end of a
        # vector ends its process, and does not depend on what stands there.
        flags = ["-O0", "-fPIC", "-w", "-D_GLIBCXX_ASSERTIONS"]
        clang = shutil.which("clang++-19") or shutil.which("clang++")
        if clang:
            flags.append("-Wno-c++11-narrowing")
            flags += self.precompiled(clang, flags)
        else:
            flags.append("-Wno-narrowing")
        run(["cmake", "-S", self.tree, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Mutation",
             f"-DCMAKE_CXX_FLAGS_MUTATION={' '.join(flags)}", "-DSIDPROOF_UNITY_BUILD=ON",
             "-DCMAKE_CXX_EXTENSIONS=OFF", "-DSIDPROOF_BUILD_TESTS=ON", "-DSIDPROOF_BUILD_PROGRAM=OFF",
             "-DSIDPROOF_CCACHE=OFF",  # a precompiled header and it do not go together
             "-DPython3_EXECUTABLE=/usr/bin/python3", *([f"-DCMAKE_CXX_COMPILER={clang}"] if clang else [])])

    def precompiled(self, clang: str, flags: list[str]) -> list[str]:
        """Options that use the precompiled header; none where it does not compile."""
        self.build.mkdir(parents=True, exist_ok=True)
        header = self.build / "precompiled.pch"
        source = self.build / "precompiled.hpp"  # a copy, whose time stays
        update(source, pathlib.Path(__file__).with_name("precompiled.hpp").read_bytes())
        done = subprocess.run([clang, "-std=c++20", *flags, "-x", "c++-header", source, "-o", header],
                              capture_output=True)
        return ["-include-pch", str(header)] if done.returncode == 0 else []

    def make(self, targets: list[str], jobs: int) -> tuple[bool, str]:
        done = subprocess.run(["ninja", "-C", self.build, "-k", "0", f"-j{jobs}", *targets],
                              capture_output=True, text=True, errors="replace")
        return done.returncode == 0, done.stdout + done.stderr

    def build_all(self, mutants: dict[int, Mutant], jobs: int, say) -> dict[int, Mutant]:
        """Builds every program; returns the mutants that compile."""
        left = dict(mutants)
        while True:
            self.write(left)
            self.configure()
            done, log = self.make(sorted(programs(self.root)), jobs)
            if done:
                return left
            refused = mutants_in(log) & left.keys()
            if not refused:
                raise BuildFailed(log[-4000:])
            say(f"the compiler refuses {len(refused)} mutants: {sorted(refused)}")
            left = {n: m for n, m in left.items() if n not in refused}


def update(path: pathlib.Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def run(command: list) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        raise BuildFailed((done.stdout + done.stderr)[-4000:])

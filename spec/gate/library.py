# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""A Coq library on disk: what its _CoqProject names, and whether the files are those."""
import hashlib
import pathlib
import re
from typing import Iterator

import sentences

PROJECT_LINE = re.compile(r"-Q \. (?P<name>\w+)|-arg -w -arg (?:-[a-z-]+,?)+|(?P<file>\w+\.v)|\s*")
OTHERS = {"Coq", "mathcomp", "Flocq"}  # the libraries that a source may require
EXTRACTION = "oracle/Extract.v"  # compiled by build.sh, outside of the library


class Library:
    def __init__(self, root: pathlib.Path):
        self.root = root
        self.project = (root / "_CoqProject").read_text().split("\n")
        read = [match for line in self.project if (match := PROJECT_LINE.fullmatch(line))]
        self.name = next((match["name"] for match in read if match["name"]), "")
        self.modules = [match["file"][:-2] for match in read if match["file"]]

    def source(self, module: str) -> pathlib.Path:
        return self.root / f"{module}.v"

    def problems(self) -> Iterator[str]:
        yield from self._problems_of_project()
        for module in self.modules:
            path = self.source(module)
            if not path.is_file():
                yield f"{path.name}: named in _CoqProject, not on disk"
                continue
            try:
                for problem in sentences.problems_of(path.read_text(), OTHERS | {self.name}):
                    yield f"{path.name}:{problem}"
            except (sentences.Unreadable, UnicodeDecodeError) as unreadable:
                yield f"{path.name}: {unreadable}"
            yield from self._problems_of_compiled(module)

    def _problems_of_project(self) -> Iterator[str]:
        for line in self.project:
            if not PROJECT_LINE.fullmatch(line):
                yield f"_CoqProject: a line that is not allowed: {line}"
        if len(set(self.modules)) < len(self.modules) or sum("-Q" in line for line in self.project) != 1:
            yield "_CoqProject: one -Q line, and each file once"
        if self.name in OTHERS:
            yield f"_CoqProject: {self.name} is another library"
        for name in ("axioms.txt", "coqchk.txt"):
            for axiom in (self.root / "gate" / name).read_text().split():
                if axiom.startswith(self.name + "."):
                    yield f"gate/{name}: an axiom of our own: {axiom}"
        for path in sorted(self.root.rglob("*")):
            place = path.relative_to(self.root)
            if place.parts[0] == "build":
                continue
            if path.suffix == ".v" and (len(place.parts) > 1 or path.stem not in self.modules):
                if str(place) != EXTRACTION:
                    yield f"{place}: a source that _CoqProject does not name"
            elif path.suffix in (".vo", ".vio") and (len(place.parts) > 1 or path.stem not in self.modules):
                yield f"{place}: compiled, but from no source of _CoqProject"
            elif path.name.startswith("Makefile.coq.local"):
                yield f"{place}: changes how the library is compiled"

    def _problems_of_compiled(self, module: str) -> Iterator[str]:
        source, compiled, glob = (self.root / (module + end) for end in (".v", ".vo", ".glob"))
        if not compiled.is_file() or not glob.is_file():
            yield f"{module}.v: not compiled"
            return
        digest = hashlib.md5(source.read_bytes()).hexdigest()
        if glob.read_text().split("\n", 1)[0] != f"DIGEST {digest}":
            yield f"{module}.vo: compiled from another {module}.v (compile again)"
        elif compiled.stat().st_mtime < source.stat().st_mtime:
            yield f"{module}.vo: older than {module}.v (compile again)"

    def extraction(self) -> list[str]:
        path = self.root / EXTRACTION
        return [sentence.text for sentence in sentences.sentences(path.read_text())] if path.is_file() else []

    def place(self, full_name: str) -> str:
        """file:line of a constant, as coqc noted it when it compiled the file."""
        module, *inner, name = full_name.split(".")[1:]
        path = ".".join(inner) or "<>"
        for line in (self.root / f"{module}.glob").read_text().split("\n"):
            found = re.fullmatch(r"[a-z]+ (\d+):\d+ (\S+) (\S+)", line)
            if found and (found[2], found[3]) == (path, name):
                return f"{module}.v:{self.source(module).read_bytes().count(bytes([10]), 0, int(found[1])) + 1}"
        return f"{module}.v:?"

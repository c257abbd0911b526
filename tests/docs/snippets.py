#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Code in the pages is cut from files that are compiled or run. Above each piece stands
  <!-- from FILE: "FIRST" to "LAST" -->
the cut begins at the one line of FILE that contains FIRST and ends at the next that begins
with LAST; a bare bracket stands alone, indented as the first line. Without `to` it is one line. What is not cut is a list of commands, which
tests/cli/pages_test.py runs, or marked as text. Usage: snippets.py SOURCE_DIR [--write]"""
import pathlib
import re
import sys
import textwrap

ORIGIN = re.compile(r'<!-- from (\S+): "(.+?)"(?: to "(.+?)")? -->')
FENCE = re.compile(r"(?ms)(?P<above>^[^`\n]*\n)?^```(?P<kind>[^`\n]*)\n(?P<code>.*?)^```$")
COMMANDS = ("./sidproof ", "sidproof ", "cmake ", "ctest ", "./build.sh", "git ", "cd ", "python3 ", "nice ")
# Written by the program, compared by tests of their own.
WRITTEN = ("docs/counterexamples.md",)


def pages(root):
    found = [root / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "spec/README.md")]
    found += sorted((root / "docs").rglob("*.md"))
    return [page for page in found if page.is_file() and str(page.relative_to(root)) not in WRITTEN]


def cut(root, file, first, last):
    """The piece of the file, or why there is none."""
    path = root / file
    if not path.is_file():
        return None, f"no file {file}"
    lines = path.read_text(encoding="utf-8").splitlines()
    begins = [number for number, line in enumerate(lines) if first in line]
    if len(begins) != 1:
        return None, f'{file} has "{first}" in {len(begins)} lines'
    indent = lines[begins[0]][:-len(lines[begins[0]].lstrip())]
    ends = [begins[0]] if last is None else \
        [number for number in range(begins[0] + 1, len(lines))
         if (lines[number].strip().startswith(last) if re.search(r"\w", last) else lines[number] == indent + last)]
    if not ends:
        return None, f'{file} has no line with "{last}" after "{first}"'
    return textwrap.dedent("\n".join(lines[begins[0]:ends[0] + 1])) + "\n", None


def of_commands(code):
    lines = [line for line in code.splitlines() if line.strip() and not line.startswith((" ", "#"))]
    return bool(lines) and all(line.startswith(COMMANDS) for line in lines)


def checked(root, text):
    """The page with every cut anew, the problems, and the number of cuts."""
    problems, cuts = [], 0

    def piece(match):
        nonlocal cuts
        above, kind, code = match["above"] or "", match["kind"], match["code"]
        origin = ORIGIN.fullmatch(above.strip())
        if origin:
            cuts += 1
            wanted, problem = cut(root, *origin.groups())
            if problem:
                problems.append(problem)
                return match[0]
            if wanted != code:
                problems.append(f"is not what {origin[1]} says at \"{origin[2]}\" (--write cuts it anew)")
            return f"{above}```{kind}\n{wanted}```"
        if not (kind.startswith("{") or kind == "text" or "report:begin" in above or of_commands(code)):
            problems.append(f"this code is cut from nowhere: {code[:60]!r}")
        return match[0]

    return FENCE.sub(piece, text), problems, cuts


def main():
    root, write = pathlib.Path(sys.argv[1]), "--write" in sys.argv
    found, cuts = [], 0
    for page in pages(root):
        text = page.read_text(encoding="utf-8")
        new, problems, number = checked(root, text)
        cuts += number
        if write and new != text:
            page.write_text(new, encoding="utf-8")
            problems = checked(root, new)[1]
        found += [f"{page.relative_to(root)}: {problem}" for problem in problems]
    print("\n".join(found) or f"{cuts} pieces of code are those of the files that they are cut from")
    return 1 if found or not cuts else 0


if __name__ == "__main__":
    sys.exit(main())

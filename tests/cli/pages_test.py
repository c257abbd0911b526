# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every command that a page shows is run, as it stands there, in a folder with the files
that it names. Long campaigns are cut short, and outputs get an extension."""

import json
import re
import shlex
import struct

from harness import COLLIDING, HOLDS, ONE_TO_ONE, REFUTED, SOURCE, UNDECIDED, CliTest, main

PAGES = sorted({SOURCE / "README.md", SOURCE / "CONTRIBUTING.md", SOURCE / "SECURITY.md", SOURCE / "spec" / "README.md",
                *(SOURCE / "docs").rglob("*.md")} - {SOURCE / "docs" / "counterexamples.md"})
BLOCK = re.compile(r"(?ms)^```\w*\n(.*?)^```$")
# What would take minutes, and what stands for it here.
SHORTER = (("--minutes 60", "--minutes 0.01"), ("--cases 1000000", "--cases 20"),
           ("generate --check", "generate --check --items 64 --requests 1 --samples 200"),
           ("generate --report", "generate --report --items 64 --requests 1"), ("--samples 20000", "--samples 200"))


def commands(page):
    """The lines of a page's blocks that call the program, without comments."""
    for block in BLOCK.findall(page.read_text(encoding="utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            match = re.match(r"(?:\./)?sidproof (\S.*?)(?:\s+#.*|\s{3,}.*)?$", line)
            if match:
                yield match[1]


def features():
    """300 points as npy."""
    head = "{'descr': '<f4', 'fortran_order': False, 'shape': (300, 4), }"
    head += " " * (-(11 + len(head)) % 64) + "\n"
    values = [(i * 7919 % 1009) / 1009 for i in range(1200)]
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(head)) + head.encode() + struct.pack("<1200f", *values)


class Pages(CliTest):
    def setUp(self):
        super().setUp()
        (self.folder / "last").mkdir()
        for name, table in (("TABLE", COLLIDING), ("OLD", ONE_TO_ONE), ("NEW", COLLIDING), ("last/TABLE", ONE_TO_ONE)):
            self.file(name, table)
        self.file("DATA", {"u": ["0", "1", "2", "3"], "w": ["1", "2", "2", "3"]})
        self.file("FEATURES.npy", features())
        self.expect(HOLDS, "audit", "last/TABLE", "--json", "last/sid.json")
        self.expect(REFUTED, "verify", "TABLE", "--certificate", "C.json")
        self.script_verbs = set(re.findall(r"^  (\w+)\)$", (SOURCE / "sidproof").read_text(), re.M))
        self.options = {}

    def help(self, verb):
        if verb not in self.options:
            self.options[verb] = self.expect(HOLDS, verb, "--help").stdout
        return self.options[verb]

    def run_line(self, line):
        for long, short in SHORTER:
            line = line.replace(long, short)
        words = shlex.split(re.sub(r"-o ([A-Z]+)\b", r"-o \1.json", line))
        if words[0] in self.script_verbs:
            return
        done = self.run_program(*words)
        self.assertIn(done.returncode, (HOLDS, REFUTED, UNDECIDED), f"{line}\n{done.stderr}")
        for option, value in zip(words, words[1:]):
            if option in ("-o", "--json", "--html", "--junit", "--sarif", "--certificate"):
                self.assertGreater((self.folder / value).stat().st_size, 0, line)

    def test_every_command_runs(self):
        ran = 0
        for page in PAGES:
            for line in commands(page):
                with self.subTest(page=page.name, line=line):
                    if "[" in line or "|" in line:  # a synopsis
                        self.help(line.split()[0])
                        continue
                    self.run_line(line)
                    ran += 1
        self.assertGreater(ran, 25)

    def test_every_command_within_a_sentence_has_its_options(self):
        seen = 0
        for page in PAGES:
            for verb, rest in re.findall(r"`(?:\./)?sidproof ([a-z]+)((?: [^`]*)?)`", page.read_text(encoding="utf-8")):
                with self.subTest(page=page.name, command=verb + rest):
                    if verb in self.script_verbs:
                        continue
                    known = self.help(verb)
                    for option in re.findall(r"(?<!\S)--?[a-z][\w-]*", rest):
                        self.assertRegex(known, rf"(?m)(^|[ ,]){re.escape(option)}\b")
                    seen += 1
        self.assertGreater(seen, 10)

    def test_the_commands_of_a_contributor_exist(self):
        presets = {preset["name"] for preset in
                   json.loads((SOURCE / "CMakePresets.json").read_text())["configurePresets"]}
        text = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
        named = set(re.findall(r"cmake --preset (\w+)", text))
        self.assertTrue(named and named <= presets, named)
        scripts = re.findall(r"python3 ((?:tests|properties|docs)/\S+\.py)((?: [^#`\n]*)?)", text)
        self.assertGreater(len(scripts), 3)
        for script, rest in scripts:
            self.assertTrue((SOURCE / script).is_file(), script)
            for option in re.findall(r"(?<!\S)--[a-z][\w-]*", rest):
                self.assertIn(option, (SOURCE / script).read_text(), script)
        listing = (SOURCE / "spec" / "build.sh").read_text()
        for word in re.findall(r"(?m)^\./build\.sh (\w+)  ", text):
            self.assertRegex(listing, rf"\b{word}\b")

    def test_the_list_of_verbs_is_the_programs(self):
        [block] = [block for block in BLOCK.findall((SOURCE / "docs" / "cli.md").read_text()) if "formats  " in block]
        listed = re.findall(r"(?m)^sidproof (\w+)", block)
        shown = self.expect(HOLDS, "--help").stdout
        verbs = re.findall(r"(?m)^  (\w+)  ", shown[shown.index("Subcommands:"):])
        self.assertEqual(sorted(listed), sorted(verbs))

    def test_the_number_of_formats_is_the_programs(self):
        shown = self.expect(HOLDS, "formats").stdout
        readable = re.findall(r"(?m)^([a-z]\S*) +(?!refused)\S", shown)
        told = re.findall(r"(\d+) (?:table )?formats", (SOURCE / "README.md").read_text())
        self.assertEqual(set(told), {str(len(readable))})
        page = (SOURCE / "docs" / "formats.md").read_text()
        for name in readable:
            self.assertRegex(page, rf"(?m)^\|.*`{re.escape(name)}`.*\|", name)

    def test_a_command_that_is_wrong_is_noticed(self):
        for line in ("audit TABLE --requires one-to-one", "audit NOWHERE", "judge TABLE", "repair TABLE -o"):
            with self.assertRaises(AssertionError, msg=line):
                self.run_line(line)


if __name__ == "__main__":
    main()

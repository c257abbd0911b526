#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""make_schemata.py puts mutants where they belong and refuses lists that do not fit."""

import pathlib
import subprocess
import sys
import tempfile
import unittest
import zlib

SCRIPT = pathlib.Path(__file__).with_name("make_schemata.py")
SOURCE = """int twice(int nodes) {
  int node = nodes + nodes;
  if (node > 3)
    node = 3;
  return node;
}
int half(int nodes) { return nodes
      / 2; }
"""
GOOD = {"name": "one", "file": "exact/twice.hpp", "right": "nodes + nodes", "wrong": "nodes",
        "law": "A1", "why": "counted once"}


def active(name):
    """How the mutant of this name is asked for."""
    return f"::sidproof::mutants::active({zlib.crc32(name.encode()) % (2**31 - 1) + 1})"


class MakeSchemata(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "src" / "exact").mkdir(parents=True)
        (self.root / "list").mkdir()
        (self.root / "src" / "exact" / "twice.hpp").write_text(SOURCE)

    def make(self, *mutants):
        text = ""
        for mutant in mutants:
            fields = "".join(f"{key} = '''{value}'''\n" for key, value in mutant.items())
            text += f"[[mutant]]\n{fields}\n"
        (self.root / "list" / "all.toml").write_text(text)
        return self.run_script()

    def run_script(self):
        return subprocess.run(
            [sys.executable, "-B", SCRIPT, self.root / "src", self.root / "list", self.root / "out"],
            capture_output=True, text=True)

    def result(self):
        return (self.root / "out" / "exact" / "twice.hpp").read_text()

    def check_refused(self, reason, *mutants):
        done = self.make(*mutants)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(reason, done.stderr)

    def test_an_expression_becomes_a_choice_and_the_rest_stays(self):
        self.assertEqual(self.make(GOOD).returncode, 0)
        chosen = f"({active('one')} ? (nodes) : (nodes + nodes))"
        self.assertEqual(self.result(), '#include "properties/mutants/active.hpp"\n' +
                         SOURCE.replace("nodes + nodes", chosen))
        listed = (self.root / "out" / "mutants" / "list.hpp").read_text()
        self.assertIn(', "one", "exact/twice.hpp", "A1", "counted once"},', listed)

    def test_statements_become_a_block(self):
        self.make(GOOD | {"right": "if (node > 3) node = 3;", "wrong": ""})
        self.assertIn(f"{{ if ({active('one')}) {{  }} else {{ if (node > 3)\n"
                      "    node = 3; } }\n  return node;", self.result())

    def test_several_mutants_of_one_place_and_inside_each_other(self):
        one, two = active("one"), active("two")
        self.assertEqual(self.make(GOOD, GOOD | {"name": "two", "wrong": "0"}).returncode, 0)
        self.assertIn(f"({one} ? (nodes) : {two} ? (0) : (nodes + nodes))", self.result())
        outer = GOOD | {"right": "node = nodes + nodes", "wrong": "node = 0"}
        self.assertEqual(self.make(outer, GOOD | {"name": "two"}).returncode, 0)
        self.assertIn(f"({one} ? (node = 0) : (node = ({two} ? (nodes) : (nodes + nodes))))",
                      self.result())

    def test_white_space_does_not_matter_but_words_do(self):
        self.assertEqual(self.make(GOOD | {"right": "nodes/2", "wrong": "nodes"}).returncode, 0)
        self.assertIn("? (nodes) : (nodes\n      / 2)", self.result())
        self.check_refused("no longer holds", GOOD | {"right": "des + nodes"})

    def test_after_says_which_place_is_meant(self):
        self.make(GOOD | {"after": "int half(", "right": "nodes / 2", "wrong": "nodes"})
        self.assertIn("int half(int nodes) { return (::sidproof", self.result())
        self.check_refused("no longer holds", GOOD | {"after": "int half("})
        self.check_refused("the text of `after` 2 times", GOOD | {"after": "(int nodes) {"})

    def test_a_text_that_vanished_is_an_error(self):
        self.check_refused("exact/twice.hpp no longer holds nodes * 2", GOOD | {"right": "nodes * 2"})

    def test_nothing_is_written_when_one_mutant_does_not_fit(self):
        self.check_refused("no longer holds", GOOD, GOOD | {"name": "two", "right": "nodes * 2"})
        self.assertFalse((self.root / "out").exists())

    def test_a_text_that_stands_twice_is_an_error(self):
        self.check_refused("holds 2 times int nodes: say after what",
                           GOOD | {"right": "int nodes", "wrong": "int"})

    def test_a_repeated_name_is_an_error(self):
        self.check_refused("the name one is given twice", GOOD, GOOD | {"wrong": "0"})

    def test_a_repeated_mistake_is_an_error(self):
        self.check_refused("two makes the same mistake as one of law A1", GOOD,
                           GOOD | {"name": "two", "right": "nodes+nodes", "law": "B1"})

    def test_crossing_mutants_are_an_error(self):
        self.check_refused("one and two overlap", GOOD | {"right": "node = nodes"},
                           GOOD | {"name": "two", "wrong": "0"})

    def test_a_mutant_that_changes_nothing_is_an_error(self):
        self.check_refused("right and wrong are the same", GOOD | {"wrong": "nodes+nodes"})

    def test_a_file_that_does_not_exist_is_an_error(self):
        self.check_refused("there is no file exact/thrice.hpp", GOOD | {"file": "exact/thrice.hpp"})
        self.check_refused("is in none of the rooms", GOOD | {"file": "io/text/csv.cpp"})

    def test_half_statements_and_open_brackets_are_errors(self):
        self.check_refused("no statement begins at", GOOD | {"right": "nodes + nodes;", "wrong": "0;"})
        self.check_refused("brackets of `wrong`", GOOD | {"wrong": "twice(nodes"})
        self.check_refused("statements are replaced by statements",
                           GOOD | {"right": "node = 3;", "wrong": "4"})

    def test_missing_and_unknown_fields_are_errors(self):
        self.check_refused("missing fields ['why']", {k: v for k, v in GOOD.items() if k != "why"})
        self.check_refused("unknown fields ['line']", GOOD | {"line": "7"})

    def test_a_new_mutant_changes_no_other_file(self):
        (self.root / "src" / "exact" / "half.hpp").write_text("int half(int n) { return n / 2; }\n")
        half = GOOD | {"name": "half", "file": "exact/half.hpp", "right": "n / 2", "wrong": "n"}
        self.make(half)
        before = (self.root / "out" / "exact" / "half.hpp").read_text()
        self.make(GOOD, half)
        self.assertEqual((self.root / "out" / "exact" / "half.hpp").read_text(), before)

    def test_files_that_stay_the_same_keep_their_time(self):
        self.make(GOOD)
        path = self.root / "out" / "exact" / "twice.hpp"
        before = path.stat().st_mtime_ns
        self.make(GOOD)
        self.assertEqual(path.stat().st_mtime_ns, before)
        self.make(GOOD | {"wrong": "0"})
        self.assertNotEqual(path.stat().st_mtime_ns, before)


if __name__ == "__main__":
    unittest.main()

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""generator_golden notices other bits, and records who computed the golden ones.
Usage: golden_test.py PROGRAM GOLDEN."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, GOLDEN = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))


class Golden(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name, "golden.json")
        self.golden = json.loads(GOLDEN.read_text())
        self.golden["cases"] = self.golden["cases"][:3]

    def run_program(self, *arguments):
        self.path.write_text(json.dumps(self.golden))
        return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=False)

    def test_every_case_says_who_computed_it(self):
        for case in json.loads(GOLDEN.read_text())["cases"]:
            self.assertRegex(case["hash"], "^[0-9a-f]{32}$", case["case"])
            for field in ("device", "driver", "commit"):
                self.assertTrue(case[field], (case["case"], field))

    def test_another_hash_seed_or_width_is_noticed_by_name(self):
        self.assertEqual(self.run_program("check", str(self.path), "cpu").returncode, 0)
        case = self.golden["cases"][1]
        for field, value in (("hash", "0" * 32), ("seed", case["seed"] + 1),
                             ("beam", case["beam"] + 1), ("table_seed", case["table_seed"] + 1)):
            kept, case[field] = case[field], value
            done = self.run_program("check", str(self.path), "cpu")
            case[field] = kept
            self.assertEqual(done.returncode, 1, field)
            self.assertIn(case["case"], done.stdout)
            self.assertIn("1 cases have other bits", done.stderr)

    def test_record_fills_in_who_and_keeps_the_hashes(self):
        kept = [case["hash"] for case in self.golden["cases"]]
        self.golden["cases"][0]["hash"] = ""
        done = self.run_program("record", str(self.path), "cpu", "1234567")
        self.assertEqual(done.returncode, 0, done.stderr)
        written = json.loads(self.path.read_text())
        self.assertEqual([case["hash"] for case in written["cases"]], kept)
        self.golden["cases"][0]["hash"] = "1" * 32
        before = json.dumps(self.golden)
        self.assertEqual(self.run_program("record", str(self.path), "cpu", "1234567").returncode, 1)
        self.assertEqual(self.path.read_text(), before)

    def test_bad_arguments_and_files_are_refused(self):
        self.assertEqual(self.run_program("check", str(self.path)).returncode, 64)
        self.assertEqual(self.run_program("check", str(self.path), "tpu").returncode, 64)
        self.golden["format"] = "other"
        self.assertEqual(self.run_program("check", str(self.path), "cpu").returncode, 65)


if __name__ == "__main__":
    unittest.main()

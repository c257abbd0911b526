#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The state file survives being cut off, and forgets what no longer holds."""

import pathlib
import tempfile
import unittest

from record import Record


class State(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "deep" / "state.jsonl"

    def test_what_was_added_is_read_again(self):
        Record(self.path, "p").add("m", "failed", "A.b", line=3)
        entry = Record(self.path, "p")["m"]
        self.assertEqual((entry["outcome"], entry["by"], entry["line"]), ("failed", "A.b", 3))

    def test_a_line_that_was_cut_off_is_judged_again(self):
        first = Record(self.path, "p")
        first.add("m", "failed", "A.b")
        first.add("n", "survived", "")
        content = self.path.read_bytes()
        self.path.write_bytes(content[:-5])
        again = Record(self.path, "p")
        self.assertIn("m", again)
        self.assertNotIn("n", again)
        again.add("n", "survived", "")
        self.assertEqual(self.path.read_bytes(), content)

    def test_other_sources_or_tests_make_outcomes_void(self):
        old = Record(self.path, "p")
        for name, outcome in (("k", "failed"), ("s", "survived"), ("u", "uncompilable")):
            old.add(name, outcome, "")
        self.assertEqual(set(Record(self.path, "q").entries), {"u"})
        self.assertEqual(set(Record(self.path, "q", keep_kills=True).entries), {"k", "u"})

    def test_the_last_outcome_counts(self):
        record = Record(self.path, "p")
        record.add("m", "survived", "")
        record.add("m", "timeout", "T")
        self.assertEqual(Record(self.path, "p")["m"]["outcome"], "timeout")


if __name__ == "__main__":
    unittest.main()

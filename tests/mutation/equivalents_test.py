#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""An entry fits exactly one mutant and says why, or the list is refused."""

import json
import pathlib
import tempfile
import unittest

import equivalents
from operators import mutants_of

SOURCE = "int f(int a) {\n  g(a < 3);\n  h(a < 3);\n  return a * 5;\n}\n"
GOOD = {"file": "src/exact/x.cpp", "original": "a * 5", "mutated": "a + 5", "reason": "a is 5/4"}


class Equivalents(unittest.TestCase):
    def read(self, *entries):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "equivalent.toml"
            path.write_text("".join(
                "[[equivalent]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in entry.items())
                for entry in entries))
            return equivalents.read(path, mutants_of("src/exact/x.cpp", SOURCE))

    def refused(self, reason, *entries):
        with self.assertRaisesRegex(equivalents.BadList, reason):
            self.read(*entries)

    def test_an_entry_that_fits(self):
        self.assertEqual(list(self.read(GOOD).values()), ["a is 5/4"])

    def test_no_file_is_an_empty_list(self):
        self.assertEqual(equivalents.read(pathlib.Path("/nonexistent"), []), {})

    def test_an_entry_that_fits_nothing_any_more(self):
        self.refused("fits 0 mutants", {**GOOD, "original": "a * 6"})
        self.refused("fits 0 mutants", {**GOOD, "mutated": "a / 5"})
        self.refused("fits 0 mutants", {**GOOD, "file": "src/exact/y.cpp"})

    def test_an_entry_that_fits_two(self):
        twice = {**GOOD, "original": "a < 3", "mutated": "a <= 3"}
        self.refused("fits 2 mutants", twice)
        self.assertEqual(len(self.read({**twice, "occurrence": 1}, {**twice, "occurrence": 2})), 2)
        self.refused("fits 0 mutants", {**twice, "occurrence": 3})

    def test_what_is_missing_or_unknown(self):
        self.refused("needs", {k: v for k, v in GOOD.items() if k != "reason"})
        self.refused("needs", {**GOOD, "because": "x"})
        self.refused("no reason", {**GOOD, "reason": " "})
        self.refused("listed twice", GOOD, GOOD)


if __name__ == "__main__":
    unittest.main()

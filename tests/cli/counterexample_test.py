# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`counterexample`: the list, the cases, their files and the page that shows them."""

import json
import re
from fractions import Fraction

from harness import HOLDS, PROGRAM, SOURCE, USAGE, CANNOT_WRITE, CliTest, main

import counterexamples_page


class Counterexample(CliTest):
    def test_the_list_has_a_line_for_every_case(self):
        text = self.expect(HOLDS, "counterexample").stdout
        ids = re.findall(r"\b[A-H]\d[a-z]?-[a-z0-9-]+", text)
        report = json.loads(self.expect(HOLDS, "counterexample", "all", "--json", "-").stdout)
        self.assertEqual([c["id"] for c in report["counterexamples"]],
                         ids[:-1])  # the last line names one as an example
        for law in ("A2", "A2c", "A6", "B2", "B6", "C1", "C1v", "C3", "D1", "D4", "E3", "F2", "F5",
                    "F6", "F7", "G2", "G3", "G4", "H3", "H4", "H6"):
            self.assertIn(law, {c["law"] for c in report["counterexamples"]})

    def test_a_case_fits_eighty_columns_and_shows_both_sides(self):
        text = self.expect(HOLDS, "counterexample", "F2-best").stdout
        self.assertLessEqual(max(map(len, text.splitlines())), 80)
        self.assertIn("LOCAL, odds of item 0 over item 1 = 2\n", text)
        self.assertIn("GLOBAL, odds of item 0 over item 1 = 8/9\n", text)
        self.assertRegex(text, r"all \d+ candidates of smaller size were examined")

    def test_sides_are_fractions_that_differ(self):
        report = json.loads(self.expect(HOLDS, "counterexample", "all", "--json", "-").stdout)
        for case in report["counterexamples"]:
            with self.subTest(case=case["id"]):
                self.assertNotEqual(Fraction(case["left"]["value"]), Fraction(case["right"]["value"]))
                self.assertTrue(all(law["holds"] for law in case["laws"]))
                size, box = case["size"], case["search"]["box"]
                self.assertTrue(all(size[key] <= box[key] for key in size))

    def test_the_report_satisfies_its_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/schema/counterexample-1.schema.json").read_text())
        report = json.loads(self.expect(HOLDS, "counterexample", "all", "--json", "-").stdout)
        validator = jsonschema.Draft202012Validator(schema)
        self.assertEqual([e.message for e in validator.iter_errors(report)], [])
        del report["counterexamples"][0]["left"]
        self.assertFalse(validator.is_valid(report))

    def test_the_committed_vectors_are_what_it_writes(self):
        self.expect(HOLDS, "counterexample", "all", "-q", "--vector", "v.json")
        self.assertEqual((self.folder / "v.json").read_text(),
                         (SOURCE / "tests/vectors/counterexamples.json").read_text())

    def test_one_case_as_a_vector(self):
        written = json.loads(self.expect(HOLDS, "counterexample", "b6-ranking", "--vector", "-").stdout)
        self.assertEqual([v["id"] for v in written["vectors"]], ["B6-ranking"])
        self.assertEqual(written["vectors"][0]["request"]["items"], [[0], [0], [1]])

    def test_what_cannot_be_done_is_said(self):
        self.assertIn("no counterexample for 'A9'", self.expect(USAGE, "counterexample", "A9").stderr)
        self.assertIn("no vector", self.expect(USAGE, "counterexample", "E3", "--vector", "v").stderr)
        self.assertIn("which law", self.expect(USAGE, "counterexample", "--json", "x").stderr)
        self.expect(USAGE, "counterexample", "B2", "--json", "same", "--vector", "same")
        self.expect(CANNOT_WRITE, "counterexample", "B2", "--json", "none/there.json")
        self.assertEqual(self.files(), [])

    def test_the_page_is_what_the_program_prints(self):
        self.assertEqual((SOURCE / "docs/counterexamples.md").read_text(),
                         counterexamples_page.page(PROGRAM))


if __name__ == "__main__":
    main()

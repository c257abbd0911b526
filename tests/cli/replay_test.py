# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`verify --certificate` and `replay`: what they write, refuse and return."""

import json

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, REFUTED, SOURCE, UNDECIDED, USAGE,
                     CliTest, main)


def schema(name):
    return json.loads((SOURCE / "docs" / "schema" / f"{name}-1.schema.json").read_text())


class Replay(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.index.json", COLLIDING)
        self.expect(REFUTED, "verify", self.table, "--certificate", "c.json")

    def altered(self, old, new):
        text = (self.folder / "c.json").read_text()
        self.assertIn(old, text)
        return self.file("altered.json", text.replace(old, new, 1))

    def test_the_certificate_is_what_its_schema_says(self):
        import jsonschema
        document = json.loads((self.folder / "c.json").read_text())
        jsonschema.validate(document, schema("certificate"))
        self.assertEqual(list(document), schema("certificate")["required"])

    def test_it_replays(self):
        done = self.expect(HOLDS, "replay", "c.json", self.table)
        self.assertIn("were recomputed from the table", done.stdout)
        import jsonschema
        report = self.report("replay", "c.json", self.table, code=HOLDS)
        jsonschema.validate(report, schema("replay"))
        self.assertEqual((report["replay"]["verdict"], report["differing"], report["exit_code"]),
                         ("holds", 0, HOLDS))
        self.assertGreater(report["claims"], 200)

    def test_without_a_table_it_is_undecided(self):
        self.assertIn("undecided", self.expect(UNDECIDED, "replay", "c.json").stdout)
        report = self.report("replay", "c.json", code=UNDECIDED)
        self.assertEqual((report["replay"]["verdict"], report["table"]), ("unknown", None))

    def test_a_false_claim_is_named_with_both_values(self):
        path = self.altered('"items_in_groups": 2', '"items_in_groups": 0')
        text = self.expect(REFUTED, "replay", path, self.table).stdout
        for part in ("facts items_in_groups", "certificate 0", "recomputed 2"):
            self.assertIn(part, text)
        report = self.report("replay", path, self.table, code=REFUTED)
        self.assertEqual(report["differences"], [{"claim": "facts items_in_groups",
                                                  "certificate": "0", "recomputed": "2"}])

    def test_another_table_is_refuted_by_its_hash(self):
        other = self.file("o.index.json", ONE_TO_ONE)
        report = self.report("replay", "c.json", other, code=REFUTED)
        self.assertEqual([difference["claim"] for difference in report["differences"]],
                         ["table_sha256"])
        self.expect(REFUTED, "replay", "c.json", "--demo")

    def test_what_is_no_certificate_is_bad_input(self):
        text = (self.folder / "c.json").read_text()
        for name, content in (("empty", ""), ("cut", text[:-40]), ("table", json.dumps(COLLIDING)),
                              ("version", text.replace("certificate/1", "certificate/9")),
                              ("blank", text + " "), ("spaced", text.replace(": ", ":  ", 1)),
                              ("reordered", json.dumps(json.loads(text), sort_keys=True))):
            with self.subTest(name=name):
                path = self.file(name + ".json", content)
                self.assertIn("sidproof: error:",
                              self.expect(BAD_INPUT, "replay", path, self.table).stderr)
        self.expect(BAD_INPUT, "replay", "absent.json", self.table)
        self.expect(BAD_INPUT, "replay", "c.json", "absent.index.json")

    def test_codebooks_are_bound_by_the_certificate(self):
        self.expect(REFUTED, "verify", self.table, "--codebooks", "7,9", "--certificate", "big.json")
        self.expect(HOLDS, "replay", "big.json", self.table)
        shape = json.loads((self.folder / "big.json").read_text())["shape"]
        self.assertEqual(shape["codebooks"], [7, 9])
        path = self.altered('"codebooks": [3, 3]', '"codebooks": [4, 3]')
        self.expect(REFUTED, "replay", path, self.table)

    def test_contradictory_wishes(self):
        self.expect(USAGE, "replay")
        self.expect(USAGE, "replay", "c.json", self.table, "--demo")
        self.expect(USAGE, "replay", "c.json", "--format", "csv")
        self.expect(USAGE, "replay", "c.json", self.table, "--json", "c.json")
        self.expect(USAGE, "verify", self.table, "--certificate", self.table)
        self.expect(USAGE, "verify", self.table, "--certificate", "x.json", "--json", "x.json")
        self.expect(USAGE, "audit", self.table, "--certificate", "x.json")

    def test_the_certificate_can_go_to_standard_output(self):
        done = self.expect(REFUTED, "verify", self.table, "--certificate", "-")
        self.assertEqual(done.stdout, (self.folder / "c.json").read_text())

    def test_reports_of_verify_have_the_verification(self):
        report = self.report("verify", self.table, code=REFUTED)["verification"]
        self.assertEqual(report["identities"]["verdict"], "holds")
        self.assertEqual(report["libraries"]["verdict"], "holds")
        self.assertEqual(len(report["laws"]), 20)
        self.assertEqual([gap["sign"] for gap in report["objective_gap"]],
                         ["either", "at least zero", "either"])
        self.assertIsNone(self.report("audit", self.table, code=REFUTED)["verification"])


if __name__ == "__main__":
    main()

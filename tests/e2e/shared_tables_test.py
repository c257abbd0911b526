# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`audit` on every published table gives what was counted independently of it."""

import csv
import math

from harness import HOLDS, REFUTED, CliTest, main
from shared import DATA, need

EXPECTED = need(DATA / "EXPECTED.csv")


class PublishedTables(CliTest):
    def test_every_column_of_every_row(self):
        rows = list(csv.DictReader(EXPECTED.open()))
        self.assertGreater(len(rows), 0)
        for row in rows:
            with self.subTest(table=row["table"]):
                clean = int(row["groups"]) == 0
                report = self.report("audit", DATA / row["table"], code=HOLDS if clean else REFUTED)
                self.assertEqual(report["items"], int(row["items"]))
                self.assertEqual(report["min_length"], int(row["k"]))
                self.assertEqual(report["max_length"], int(row["k"]))
                self.assertEqual(report["used_codes_per_position"],
                                 [int(used) for used in row["used_codes_per_position"].split("|")])
                self.assertEqual(report["distinct_sequences"], int(row["distinct"]))
                self.assertEqual(report["collision_groups"], int(row["groups"]))
                self.assertEqual(report["items_in_groups"], int(row["items_in_groups"]))
                self.assertEqual(report["largest_group"], int(row["largest_group"]))
                self.assertEqual(report["excess"], int(row["excess"]))
                # The expectation is rounded to 12 digits; the enclosure is not.
                mean = report["mean_log_group_size_nats"]
                expected = float(row["mean_log_group_size_nats"])
                self.assertLessEqual(mean["lo"] - 5.1e-13, expected)
                self.assertGreaterEqual(mean["hi"] + 5.1e-13, expected)
                self.assertLess(mean["hi"] - mean["lo"], 1e-15)
                if clean:
                    self.assertEqual((mean["lo"], mean["hi"]), (0, 0))
                else:
                    self.assertTrue(math.isclose(mean["lo"], expected, rel_tol=1e-8))
                self.assertEqual(report["proper_prefixes"], 0)
                self.assertEqual(report["empty_codes"], 0)
                self.assertEqual(report["repeated_items"], 0)
                self.assertEqual(report["one_to_one"]["verdict"], "holds" if clean else "refuted")
                self.assertEqual(report["prefix_free"]["verdict"], "holds")
                self.assertEqual(report["onto"]["verdict"], "refuted")

    def test_one_dataset_in_two_formats_is_one_table(self):
        for name in ("Industrial_and_Scientific", "Office_Products"):
            with self.subTest(name=name):
                folder = DATA / "MiniOneRec"
                self.expect(HOLDS, "diff", folder / f"{name}.index.json", folder / f"{name}.info.txt",
                            "--require", "stable-sids,no-removals,no-new-collisions,no-reuse")

    def test_repair_makes_every_table_one_to_one(self):
        for row in csv.DictReader(EXPECTED.open()):
            with self.subTest(table=row["table"]):
                groups, excess = int(row["groups"]), int(row["excess"])
                for method, extra in (("append", []), ("append", ["--all-items"]), ("relocate", [])):
                    arguments = ["repair", DATA / row["table"], "-o", "out.json", "--force",
                                 "--method", method, *extra, "--output-format", "index-json"]
                    report = self.report(*arguments, code=HOLDS)
                    after = self.report("audit", "out.json", code=HOLDS)
                    self.assertEqual(after["collision_groups"], 0)
                    self.assertEqual(after["items"], int(row["items"]))
                    changed = {"relocate": excess,
                               "append": int(row["items"]) if extra else int(row["items_in_groups"])}
                    self.assertEqual(len(report["changes"]), changed[method])
                    if method == "relocate" or extra or groups == 0:
                        self.assertEqual(after["min_length"], after["max_length"])


if __name__ == "__main__":
    main()

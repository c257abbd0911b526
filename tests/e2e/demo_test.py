# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Without a table every command works on the built-in demo catalogue."""

from harness import HOLDS, REFUTED, CliTest, main


class Demo(CliTest):
    def test_verify_finds_the_collisions_that_it_was_made_with(self):
        report = self.report("verify", code=REFUTED)
        self.assertEqual(report["items"], 12000)
        self.assertGreater(report["collision_groups"], 50)
        self.assertLess(report["items_in_groups"], 1200)

    def test_it_is_the_same_every_time(self):
        self.assertEqual(self.report("audit"), self.report("audit", "--threads", "1"))

    def test_the_way_from_tokenize_to_a_repaired_table(self):
        self.expect(HOLDS, "tokenize", "-o", "t.json", "--levels", "3", "--codebook", "64")
        before = self.report("audit", "t.json", code=REFUTED)
        self.assertGreater(before["excess"], 0)
        self.expect(HOLDS, "repair", "t.json", "-o", "fixed.json")
        after = self.report("audit", "fixed.json", code=HOLDS)
        self.assertEqual((after["items"], after["excess"]), (before["items"], 0))
        self.expect(REFUTED, "diff", "t.json", "fixed.json", "--require", "stable-sids")
        self.expect(HOLDS, "diff", "t.json", "fixed.json")

    def test_gap_has_interactions_of_its_own(self):
        report = self.report("gap", code=HOLDS)
        self.assertEqual({split["split"] for split in report["splits"]},
                         {"train", "valid", "test", "all"})


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`gap` on a case that can be counted by hand."""

import math

from harness import BAD_INPUT, COLLIDING, HOLDS, REFUTED, USAGE, CliTest, main


class Gap(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)
        # Test targets: 2, 3, 4, 4. Items 2 and 3 share a sequence.
        self.data = self.file("x.inter.json", {"a": [0, 2], "b": [0, 3], "c": [0, 4], "d": [0, 4]})

    def test_the_figures_by_hand(self):
        report = self.report("gap", self.table, "-i", self.data, code=HOLDS)
        split = next(split for split in report["splits"] if split["split"] == "test")
        self.assertEqual(split["events"], 4)
        self.assertEqual(split["hits"]["collided"], 2)
        self.assertEqual(split["hits"]["overstated_share"]["value"], 0.25)
        self.assertAlmostEqual(split["hits"]["inflation"]["value"], 1 / 0.75 - 1)
        # All four histories are (0): H(V | SID) = 2/4 ln 2 in both versions.
        for version in ("history_free", "per_history"):
            gap = split[version]["collision_entropy_nats"]["per_event"]
            self.assertLessEqual(gap["lo"], math.log(2) / 2 + 1e-15)
            self.assertGreaterEqual(gap["hi"], math.log(2) / 2 - 1e-15)

    def test_files_of_explicit_examples_are_the_split_that_is_named(self):
        data = self.file("x.csv", "history_item_id,item_id\n\"['0']\",2\n")
        for split in ("train", "valid", "test"):
            report = self.report("gap", self.table, "-i", data, "--split", split, code=HOLDS)
            self.assertEqual([found["split"] for found in report["splits"] if found["events"]],
                             [split])

    def test_the_required_share_decides(self):
        self.expect(HOLDS, "gap", self.table, "-i", self.data, "--max-collided", "50%")
        self.expect(REFUTED, "gap", self.table, "-i", self.data, "--max-collided", "49.9%")
        self.expect(USAGE, "gap", self.table, "-i", self.data, "--max-collided", "half")

    def test_targets_that_the_table_lacks_are_counted(self):
        data = self.file("y.inter.json", {"a": [0, 2], "b": [0, 99]})
        report = self.report("gap", self.table, "-i", data, code=HOLDS)
        split = next(split for split in report["splits"] if split["split"] == "test")
        self.assertEqual((split["examples"], split["events"], split["missing_events"]), (2, 1, 1))

    def test_interactions_over_other_items_are_refused(self):
        data = self.file("z.inter.json", {"a": ["x", "y"], "b": ["y", "z"]})
        done = self.run_program("gap", self.table, "-i", data)
        self.assertIn(done.returncode, (USAGE, BAD_INPUT), done.stdout)
        self.assertIn("item", done.stderr)

    def test_absent_and_broken_interactions(self):
        self.assertIn("none.json", self.expect(BAD_INPUT, "gap", self.table, "-i", "none.json").stderr)
        broken = self.file("broken.inter.json", '{"a": [1, 2')
        self.expect(BAD_INPUT, "gap", self.table, "-i", broken)


if __name__ == "__main__":
    main()

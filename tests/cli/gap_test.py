# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`gap` on a case that can be counted by hand."""

import math

from harness import BAD_INPUT, COLLIDING, HOLDS, REFUTED, UNDECIDED, USAGE, CliTest, main


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

    def test_targets_that_the_table_lacks_leave_the_required_share_open(self):
        # One of four targets is known, and alone: the others may collide or not.
        data = self.file("m.inter.json", {"a": [0, 4], "b": [0, 97], "c": [0, 98], "d": [0, 99]})
        done = self.expect(UNDECIDED, "gap", self.table, "-i", data, "--max-collided", "0%")
        text = " ".join(done.stdout.split())
        self.assertIn("collided targets of the test split: 0 % to 75 %, allowed 0%; 3 of 4 targets "
                      "are not in the table", text)
        self.assertNotIn("next nothing", text)
        self.assertIn("nothing is known of these", text)
        self.expect(UNDECIDED, "gap", self.table, "-i", data, "--max-collided", "74.9%")
        self.expect(HOLDS, "gap", self.table, "-i", data, "--max-collided", "75%")
        # A known target that collides is at least one of four.
        data = self.file("n.inter.json", {"a": [0, 2], "b": [0, 97], "c": [0, 4], "d": [0, 4]})
        self.expect(REFUTED, "gap", self.table, "-i", data, "--max-collided", "24.9%")
        self.expect(UNDECIDED, "gap", self.table, "-i", data, "--max-collided", "33.4%")
        self.expect(HOLDS, "gap", self.table, "-i", data, "--max-collided", "50%")

    def test_the_split_that_decides_is_named(self):
        one_event = self.file("o.inter.json", {"a": [2], "b": [4]})
        done = self.expect(REFUTED, "gap", self.table, "-i", one_event, "--max-collided", "49%")
        self.assertIn("of the train split: 50 %", " ".join(done.stdout.split()))
        data = self.file("x.csv", "history_item_id,item_id\n\"['0']\",2\n")
        done = self.expect(REFUTED, "gap", self.table, "-i", data, "--split", "valid", "--max-collided",
                           "50%")
        self.assertIn("of the valid split: 100 %", " ".join(done.stdout.split()))

    def test_a_split_whose_targets_are_all_missing_measures_nothing(self):
        data = self.file("m.inter.json", {"a": [4, 0, 97], "b": [2, 98]})
        report = self.report("gap", self.table, "-i", data, "--max-collided", "100%", code=HOLDS)
        test = next(split for split in report["splits"] if split["split"] == "test")
        self.assertEqual(test["events"], 0)
        hits = test["hits"]
        for key in ("collision_share", "mean_inverse_group", "overstated_share", "inflation",
                    "mean_log_group_size_nats", "smallest_group", "largest_group"):
            self.assertIsNone(hits[key], key)
        for version in ("history_free", "per_history"):
            for verdict in ("cascaded_attains_fv", "parallel_attains_cascaded"):
                self.assertEqual(test[version][verdict]["verdict"], "unknown")

    def test_what_hits_say_of_items_has_its_condition(self):
        done = self.expect(HOLDS, "gap", self.table, "-i", self.data)
        text = " ".join(done.stdout.split())
        self.assertIn("overstate item-level hits by 33.33 % if hits are independent of group size and "
                      "the item is picked uniformly inside its group", text)
        self.assertIn("if it is picked uniformly, whichever targets are hit: by 0 % to 100 %", text)
        self.assertIn("however it is picked: by 0 % (always the target) to any amount (never)", text)
        splits = self.report("gap", self.table, "-i", self.data)["splits"]
        of = {split["split"]: split["hits"] for split in splits}
        self.assertIsNone(of["test"]["inflation_however_picked"]["highest"])
        hits = of["train"]  # of item 0, which shares nothing
        self.assertEqual(hits["inflation_however_picked"]["highest"]["value"], 0)

    def test_measured_hits_are_exact_in_expectation_only(self):
        data = self.file("h.json", [{"history": [], "target": item, "hit": 1} for item in "2234"])
        done = self.expect(HOLDS, "gap", self.table, "-i", data)
        text = " ".join(done.stdout.split())
        self.assertNotIn("exactly", text)
        self.assertIn("item-level 62.5 % expected if the item is picked uniformly inside its group: "
                      "SID-level hits overstate it by 60 %", text)
        self.assertIn("however it is picked: item-level 25 % to 100 %", text)
        measured = self.report("gap", self.table, "-i", data)["splits"][0]["hits"]["measured"]
        self.assertEqual((measured["sure_hits"], measured["sid_hits"]), (1, 4))

    def test_targets_that_the_table_lacks_are_counted(self):
        data = self.file("y.inter.json", {"a": [0, 2], "b": [0, 99]})
        report = self.report("gap", self.table, "-i", data, code=HOLDS)
        split = next(split for split in report["splits"] if split["split"] == "test")
        self.assertEqual((split["examples"], split["events"], split["missing_events"]), (2, 1, 1))

    def test_interactions_over_other_items_are_refused(self):
        data = self.file("z.inter.json", {"a": ["x", "y"], "b": ["y", "z"]})
        done = self.run_program("gap", self.table, "-i", data)
        self.assertEqual(done.returncode, BAD_INPUT, done.stdout)
        self.assertIn("none of the 4 targets is an item of the table", done.stderr)

    def test_absent_and_broken_interactions(self):
        self.assertIn("none.json", self.expect(BAD_INPUT, "gap", self.table, "-i", "none.json").stderr)
        broken = self.file("broken.inter.json", '{"a": [1, 2')
        self.expect(BAD_INPUT, "gap", self.table, "-i", broken)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`diff` finds churn and the dangerous case: a SID that now means another item."""

from harness import COLLIDING, HOLDS, ONE_TO_ONE, REFUTED, UNDECIDED, USAGE, CliTest, main


class Diff(CliTest):
    def setUp(self):
        super().setUp()
        self.old = self.file("old.json", ONE_TO_ONE)

    def new(self, **changes):
        return self.file("new.json", {**ONE_TO_ONE, **changes})

    def test_equal_tables(self):
        self.expect(HOLDS, "diff", self.old, self.old, "--require",
                    "no-reuse,stable-sids,no-removals,no-new-collisions")

    def test_a_swap_reuses_two_sids(self):
        new = self.new(**{"0": ONE_TO_ONE["1"], "1": ONE_TO_ONE["0"]})
        report = self.report("diff", self.old, new, code=REFUTED)
        self.assertEqual(len(report["reused"]), 2)
        self.assertEqual(len(report["swapped"]), 1)
        self.expect(HOLDS, "diff", self.old, new, "--require", "none")
        self.expect(REFUTED, "diff", self.old, new, "--require", "stable-sids")

    def test_a_move_to_a_new_sid_is_churn_but_no_reuse(self):
        new = self.new(**{"0": ["<a_9>", "<b_9>"]})
        self.expect(HOLDS, "diff", self.old, new)
        self.expect(REFUTED, "diff", self.old, new, "--require", "stable-sids")

    def test_a_new_item_on_an_old_sid_is_reuse_and_a_collision(self):
        new = self.file("new.json", COLLIDING)  # item 3 joins item 2
        self.expect(REFUTED, "diff", self.old, new)
        self.expect(REFUTED, "diff", self.old, new, "--require", "no-new-collisions")
        self.expect(HOLDS, "diff", self.old, new, "--require", "stable-sids,no-removals")

    def test_every_pair_that_exchanged_is_counted(self):
        old = self.file("a.json", {"i0": ["<a_0>"], "i1": ["<a_0>"], "i4": ["<a_1>"]})
        new = self.file("b.json", {"i0": ["<a_1>"], "i1": ["<a_1>"], "i4": ["<a_0>"]})
        report = self.report("diff", old, new, code=REFUTED)
        self.assertEqual((report["exchanged_pairs"], report["swapped_pairs"]), ("2", 1))
        self.assertEqual(report["swapped"], [["i0", "i4"]])
        text = " ".join(self.expect(REFUTED, "diff", old, new).stdout.split())
        self.assertIn("2 pairs of items exchanged their sequences, e.g. i0 and i4; 1 pair if each "
                      "item counts once", text)

    def test_stable_sids_of_no_common_item_are_unknown(self):
        new = self.file("new.json", {"x": ["<a_9>", "<b_9>"]})
        done = self.expect(UNDECIDED, "diff", self.old, new, "--require", "stable-sids")
        self.assertIn("no item is in both tables", done.stdout)
        self.assertIsNone(self.report("diff", self.old, new, code=HOLDS)["churn"])

    def test_a_removed_item(self):
        new = self.file("new.json", {key: ONE_TO_ONE[key] for key in ("0", "1", "2")})
        self.expect(HOLDS, "diff", self.old, new)
        self.expect(REFUTED, "diff", self.old, new, "--require", "no-removals")

    def test_unknown_requirements(self):
        self.expect(USAGE, "diff", self.old, self.old, "--require", "nonsense")
        self.expect(USAGE, "diff", self.old, self.old, "--require", "no-reuse,")


if __name__ == "__main__":
    main()

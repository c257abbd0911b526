# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Baselines, coverage and codebook sizes of `audit`."""

from harness import BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, REFUTED, USAGE, CliTest, main


class Baseline(CliTest):
    def baseline(self, table):
        self.run_program("audit", self.file("old_table.json", table), "--json", "old.json")
        return str(self.folder / "old.json")

    def test_an_imperfect_table_that_did_not_get_worse_holds(self):
        old = self.baseline(COLLIDING)
        same = self.expect(HOLDS, "audit", self.file("new.json", COLLIDING), "--baseline", old)
        self.assertIn("nothing got worse than in", same.stdout)
        self.assertNotIn("which counts", same.stdout)

    def test_a_baseline_of_a_table_of_another_size_is_said(self):
        old = self.baseline(COLLIDING)
        done = self.expect(HOLDS, "audit", self.file("new.json", ONE_TO_ONE), "--baseline", old,
                           "--html", "new.html")
        said = "which counts 6 items where this table has 5"
        self.assertIn(said, " ".join(done.stdout.split()))
        self.assertIn(said, " ".join((self.folder / "new.html").read_text().split()))

    def test_a_further_collision_is_a_regression(self):
        old = self.baseline(COLLIDING)
        worse = dict(COLLIDING, **{"5": COLLIDING["4"]})
        done = self.expect(REFUTED, "audit", self.file("new.json", worse), "--baseline", old)
        self.assertIn("excess", done.stdout)
        report = self.report("audit", "new.json", "--baseline", old, code=REFUTED)
        self.assertIn("excess", str(report["baseline"]))

    def test_more_items_are_no_regression_and_fewer_collisions_neither(self):
        old = self.baseline(COLLIDING)
        self.expect(HOLDS, "audit", self.file("new.json", ONE_TO_ONE), "--baseline", old)
        more = dict(COLLIDING, **{"6": ["<a_2>", "<b_2>"]})
        self.expect(HOLDS, "audit", self.file("more.json", more), "--baseline", old)


class Coverage(CliTest):
    def test_items_of_a_list_that_the_table_lacks_are_missing(self):
        table = self.file("t.json", ONE_TO_ONE)
        items = self.file("items.txt", "0\n1\n2\n3\n4\n5\n")
        self.expect(HOLDS, "audit", table, "--covers", items)
        done = self.expect(REFUTED, "audit", table, "--require", f"covers={items}")
        self.assertIn("3", done.stdout)
        report = self.report("audit", table, "--covers", items)
        self.assertEqual(report["coverage"]["missing"], ["3"])

    def test_extra_items_are_information(self):
        table = self.file("t.json", ONE_TO_ONE)
        items = self.file("items.txt", "0\n1\n")
        self.expect(HOLDS, "audit", table, "--require", f"covers={items}")
        self.assertEqual(self.report("audit", table, "--covers", items)["coverage"]["extra"],
                         ["2", "4", "5"])

    def test_items_of_interactions(self):
        table = self.file("t.json", ONE_TO_ONE)
        data = self.file("x.inter.json", {"u": [0, 1, 2], "v": [4, 3]})
        self.assertEqual(self.report("audit", table, "--covers", data)["coverage"]["missing"], ["3"])

    def test_a_file_that_may_be_a_table_or_interactions_needs_a_word(self):
        table = self.file("t.json", ONE_TO_ONE)
        data = self.file("data.json", {"0": [0, 1, 2], "1": [4, 3, 0]})
        self.assertIn("interactions:", self.expect(BAD_INPUT, "audit", table, "--covers", data).stderr)
        report = self.report("audit", table, "--covers", f"interactions:{data}")
        self.assertEqual(report["coverage"]["missing"], ["3"])
        report = self.report("audit", table, "--covers", f"table:{data}")
        self.assertEqual(report["coverage"]["stale"], ["0", "1"])

    def test_a_set_of_sids_without_items_is_covered_and_is_no_table(self):
        table = self.file("t.json", {"a1": [1, 2, 3], "b2": [1, 2, 4]})
        engine = self.file("engine.json", {"1,2,3": 1, "1,2,5": 1})
        done = self.expect(REFUTED, "audit", table, "--require", f"covers={engine}")
        self.assertIn("2 SIDs in", done.stdout)
        self.assertIn("1 of no item here, 1 item with a SID that is not there", " ".join(done.stdout.split()))
        report = self.report("audit", table, "--covers", f"sids:{engine}", code=HOLDS)
        self.assertEqual(report["coverage"]["missing"], ["1 2 5"])
        self.assertEqual(report["coverage"]["extra"], ["b2"])
        self.assertIn("names no items", self.expect(BAD_INPUT, "audit", engine).stderr)

    def test_the_kind_of_file_may_stand_in_a_requirement(self):
        table = self.file("t.json", ONE_TO_ONE)
        same = self.file("same.json", ONE_TO_ONE)
        self.expect(HOLDS, "audit", table, "--require", f"covers=table:{same}")
        items = self.file("items.txt", "0\n3\n")
        self.expect(REFUTED, "audit", table, "--require", f"covers=items:{items}")

    def test_two_different_files_to_cover_are_refused(self):
        table = self.file("t.json", ONE_TO_ONE)
        items = self.file("items.txt", "0\n1\n")
        self.expect(HOLDS, "audit", table, "--covers", items, "--require", f"covers={items}")
        done = self.expect(USAGE, "audit", table, "--covers", items, "--require",
                           f"covers={table}")
        self.assertIn("--covers", done.stderr)

    def test_a_table_also_shows_stale_sids(self):
        table = self.file("t.json", ONE_TO_ONE)
        old = self.file("old.json", dict(ONE_TO_ONE, **{"1": ["<a_3>", "<b_2>"]}))
        report = self.report("audit", table, "--covers", old)
        self.assertEqual(report["coverage"]["stale"], ["1"])
        self.assertEqual(report["coverage"]["missing"], [])
        self.expect(REFUTED, "audit", table, "--require", f"covers={old}")


class Codebooks(CliTest):
    def test_they_decide_onto(self):
        table = self.file("t.json", ONTO)
        self.expect(HOLDS, "audit", table, "--require", "onto")
        self.expect(HOLDS, "audit", table, "--require", "onto", "--codebooks", "2,2")
        self.expect(REFUTED, "audit", table, "--require", "onto", "--codebooks", "2,3")
        report = self.report("audit", table, "--codebooks", "2,3")
        self.assertEqual(str(report["code_space"]["size"]), "6")


class EmptyCodes(CliTest):
    def test_the_only_item_may_have_no_tokens(self):
        table = self.file("t.json", {"0": []})
        done = self.expect(HOLDS, "verify", table, "--require", "one-to-one,prefix-free,onto")
        self.assertIn("1 item has no tokens", done.stdout)
        self.assertIn("nothing to repair", done.stdout)
        self.assertNotIn("0 sequences", done.stdout)

    def test_two_items_without_tokens_collide(self):
        table = self.file("t.json", {"0": [], "1": []})
        self.assertIn("2 items have no tokens", self.expect(REFUTED, "audit", table).stdout)
        self.expect(HOLDS, "repair", table, "-o", "new.json")
        self.expect(HOLDS, "audit", "new.json")

    def test_an_empty_code_is_a_proper_prefix_of_every_other(self):
        table = self.file("t.json", {"0": [], "1": ["<a_1>"]})
        done = self.expect(REFUTED, "audit", table)
        self.assertIn("1 sequence is a proper prefix", done.stdout)
        self.assertIn("1 item has no tokens", done.stdout)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Baselines, coverage and codebook sizes of `audit`."""

import json

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, REFUTED, UNDECIDED, USAGE, CliTest,
                     main)


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


class DeclaredCodebooks(CliTest):
    """A file that declares two codes and uses 0 and 2 contradicts itself."""

    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", {"levels": 1, "K": 2, "items": {"0": [0], "1": [2]}})

    def test_what_depends_on_a_refuted_declaration_is_unknown(self):
        self.expect(HOLDS, "audit", self.table)
        self.expect(UNDECIDED, "audit", self.table, "--require", "onto")
        report = self.report("audit", self.table)
        self.assertEqual(report["onto"]["verdict"], "unknown")
        self.assertIn("declares a codebook of 2", report["onto"]["reason"])
        self.assertIsNone(report["multiplicities"]["least"])
        self.assertEqual([recipe["equivalent"]["verdict"] for recipe in report["recipes"]],
                         ["unknown", "holds", "unknown"])

    def test_no_certificate_is_made_of_it(self):
        done = self.expect(BAD_INPUT, "verify", self.table)
        self.assertIn("--codebooks", done.stderr)
        self.expect(HOLDS, "verify", self.table, "--codebooks", "3", "--certificate", "c.json")
        self.expect(HOLDS, "replay", "c.json", self.table)

    def test_codes_with_an_offset_are_in_one_window(self):
        table = self.file("o.json", {"levels": 2, "K": 2, "items": {
            "0": [0, 2], "1": [0, 3], "2": [1, 2], "3": [1, 3]}})
        done = self.expect(HOLDS, "verify", table, "--require", "onto", "--certificate", "c.json")
        self.assertIn("codebooks 2·2 (declared)", " ".join(done.stdout.split()))
        self.expect(HOLDS, "replay", "c.json", table)

    def test_the_header_shows_the_sizes_that_are_measured_against(self):
        table = self.file("k.json", {"levels": 2, "K": 256, "items": {"0": [0, 2], "1": [1, 3]}})
        for words, header in (([], "256·256 (declared)"), (["--codebooks", "9,7"], "9·7 (given)")):
            said = " ".join(self.expect(HOLDS, "audit", table, *words).stdout.split())
            self.assertIn("codebooks " + header, said)


class WhatIsSaid(CliTest):
    def test_z_counts_every_sequence_of_an_item(self):
        table = self.file("t.json", '{"x": ["<a_0>"], "x": ["<a_0>", "<b_0>"]}')
        done = self.expect(REFUTED, "verify", table, "--json", "r.json")
        self.assertIn("Z = 2 exactly", " ".join(done.stdout.split()))
        self.assertNotIn("so Z = 1", " ".join(done.stdout.split()))
        report = json.loads((self.folder / "r.json").read_text())
        self.assertEqual(report["z_witness"]["z"]["exact"], "2")
        self.assertEqual(report["verification"]["spot_checks"][2], {"model": "emitter", "z": "2"})

    def test_a_table_whose_sequences_begin_others_is_not_onto(self):
        table = self.file("t.json", {"0": ["<a_1>"], "1": ["<a_1>", "<b_1>"], "2": ["<a_2>"],
                                     "3": ["<a_2>", "<b_2>"]})
        self.expect(REFUTED, "audit", table, "--require", "onto")

    def test_the_theorem_of_several_lengths_asks_for_prefix_freedom(self):
        table = self.file("t.json", {"0": ["<a_0>"], "1": ["<a_0>", "<b_0>"]})
        done = self.expect(HOLDS, "verify", table, "--require", "one-to-one")
        self.assertIn("one-to-one, prefix-free and onto", " ".join(done.stdout.split()))

    def test_an_item_with_several_sequences_hides_no_excess(self):
        table = self.file("t.json", '{"x": ["<a_0>"], "x": ["<a_1>"], "y": ["<a_2>"], "z": ["<a_2>"]}')
        self.expect(REFUTED, "audit", table, "--require", "max-excess=0")
        self.assertIn("nats an (item, sequence) pair",
                      " ".join(self.expect(REFUTED, "audit", table).stdout.split()))

    def test_balanced_collisions_leave_the_optimum_as_it_is(self):
        table = self.file("t.csv", "item,c0\nA,0\nB,0\nC,1\nD,1\n")
        done = self.expect(REFUTED, "verify", table, "--certificate", "c.json")
        certificate = json.loads((self.folder / "c.json").read_text())
        self.assertEqual([(recipe["equivalent"], recipe["gap"])
                          for recipe in certificate["recipes"]], [("holds", "constant")] * 3)
        self.assertEqual(certificate["facts"]["complete"], "refuted")
        self.assertIn("exactly log 2 an event, for every model", " ".join(done.stdout.split()))
        self.expect(HOLDS, "replay", "c.json", table)

    def test_sizes_that_were_inferred_are_called_so(self):
        table = self.file("t.json", {"0": ["<a_5>"], "1": ["<a_7>"]})
        said = " ".join(self.expect(HOLDS, "verify", table, "--require", "onto").stdout.split())
        self.assertIn("provided that the softmax has just the codes in use", said)
        given = " ".join(self.expect(HOLDS, "verify", table, "--codebooks", "2").stdout.split())
        self.assertNotIn("just the codes in use", given)


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

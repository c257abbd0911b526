# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`repair` changes what it must, says what it changed, and never loses data."""

import json
import os
import pathlib

from harness import (BAD_INPUT, CANNOT_WRITE, COLLIDING, HOLDS, ONE_TO_ONE, REFUTED, USAGE, CliTest, main)


class Repair(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)

    def written(self, name="out.json"):
        return json.loads(pathlib.Path(self.folder / name).read_text())

    def test_append_touches_members_of_groups_only(self):
        self.expect(HOLDS, "repair", self.table, "-o", "out.json")
        written = self.written()
        for item in ("0", "1", "4", "5"):
            self.assertEqual(written[item], COLLIDING[item])
        for item in ("2", "3"):
            self.assertEqual(written[item][:2], COLLIDING[item])
            self.assertEqual(len(written[item]), 3)
        self.expect(HOLDS, "audit", "out.json")

    def test_append_to_all_items_keeps_one_length(self):
        self.expect(HOLDS, "repair", self.table, "-o", "out.json", "--all-items")
        self.assertEqual({len(codes) for codes in self.written().values()}, {3})
        self.expect(HOLDS, "audit", "out.json")

    def test_relocate_moves_one_member_and_keeps_the_length(self):
        self.expect(HOLDS, "repair", self.table, "-o", "out.json", "--method", "relocate")
        written = self.written()
        self.assertEqual([item for item in COLLIDING if written[item] != COLLIDING[item]], ["3"])
        self.assertEqual(written["3"][0], "<a_0>")
        self.expect(HOLDS, "audit", "out.json")

    def test_the_popular_member_stays(self):
        data = self.file("x.inter.json", {"a": [0, 3], "b": [1, 3], "c": [1, 2]})
        self.expect(HOLDS, "repair", self.table, "-o", "out.json", "--method", "relocate", "-i", data)
        self.assertEqual(self.written()["3"], COLLIDING["3"])
        self.assertNotEqual(self.written()["2"], COLLIDING["2"])

    def test_a_table_that_is_fine_comes_back_equal(self):
        table = self.file("fine.json", ONE_TO_ONE)
        for method in ("append", "relocate"):
            report = self.report("repair", table, "-o", f"{method}.json", "--method", method, code=HOLDS)
            self.assertEqual(report["changes"], [])
            self.assertEqual(self.written(f"{method}.json"), ONE_TO_ONE)

    def test_the_input_is_never_overwritten(self):
        before = pathlib.Path(self.table).read_bytes()
        os.symlink(self.table, self.folder / "link.json")
        os.link(self.table, self.folder / "hard.json")
        for output in (self.table, "./t.json", "link.json", "hard.json"):
            self.expect(USAGE, "repair", self.table, "-o", output, "--force")
        self.assertEqual(pathlib.Path(self.table).read_bytes(), before)

    def test_an_existing_output_needs_force(self):
        self.file("out.json", "precious")
        self.expect(USAGE, "repair", self.table, "-o", "out.json")
        self.assertEqual((self.folder / "out.json").read_text(), "precious")
        self.expect(HOLDS, "repair", self.table, "-o", "out.json", "--force")
        self.written()

    def test_a_full_code_space_is_an_error_that_writes_nothing(self):
        table = self.file("full.json", {"0": ["<a_0>"], "1": ["<a_0>"]})
        done = self.expect(BAD_INPUT, "repair", table, "-o", "out.json", "--method", "relocate")
        self.assertIn("unused", done.stderr)
        self.assertIn("--codebooks", done.stderr)
        self.assertNotIn("out.json", self.files())

    def test_an_unwritable_place(self):
        self.expect(CANNOT_WRITE, "repair", self.table, "-o", "no/such/out.json")
        self.expect(CANNOT_WRITE, "repair", self.table, "-o", str(self.folder))

    def test_an_item_with_two_sequences_is_not_repaired_by_guessing(self):
        table = self.file("two.json", '{"0":["<a_1>"],"0":["<a_2>"]}')
        self.assertIn("0", self.expect(BAD_INPUT, "repair", table, "-o", "out.json").stderr)

    def test_an_identical_repeated_row_is_kept_once_and_said_so(self):
        table = self.file("twice.json", '{"0":["<a_1>"],"0":["<a_1>"],"1":["<a_1>"],"2":["<a_2>"]}')
        for method, options in (("append", ()), ("relocate", ("--codebooks", "3"))):
            with self.subTest(method=method):
                arguments = ("repair", table, "-o", f"{method}.json", "--method", method, *options)
                report = self.report(*arguments, code=HOLDS)
                self.assertEqual(report["merged_rows"], 1)
                self.assertIn("1 row repeats an item with the same sequence: one row an item is kept",
                              report["notes"])
                for change in report["changes"]:
                    self.assertEqual(change["new_row"], int(change["item"]))
                text = (self.folder / f"{method}.json").read_text()
                self.assertEqual(json.loads(text, object_pairs_hook=lambda pairs: [k for k, _ in pairs]),
                                 ["0", "1", "2"])
                self.expect(HOLDS, "audit", f"{method}.json")

    def test_relocate_keeps_to_the_codes_in_use(self):
        table = self.file("n.json", {"0": [5, 9], "1": [5, 9], "2": [7, 9]})
        done = self.expect(BAD_INPUT, "repair", table, "-o", "out.json", "--method", "relocate")
        self.assertIn("codebooks of 2,1 codes", done.stderr)
        self.assertNotIn("out.json", self.files())

    def test_codes_that_no_item_had_are_named(self):
        table = self.file("n.json", {"0": [5, 9], "1": [5, 9], "2": [7, 9]})
        arguments = ("repair", table, "-o", "out.json", "--method", "relocate", "--codebooks", "8,10",
                     "--force")
        report = self.report(*arguments, code=HOLDS)
        self.assertEqual(self.written(), {"0": [5, 9], "1": [5, 0], "2": [7, 9]})
        self.assertEqual(report["new_codes"],
                         [{"position": 2, "in_use_before": 1, "codebook": 10, "codes": ["0"]}])
        self.assertEqual((report["added_tokens"], report["added_codebook"]), (["0"], 0))
        self.expect(HOLDS, *arguments, "--html", "out.html")
        said = "position 2: 1 code that no item had, 0 (1 in use before, codebook 10)"
        self.assertIn(said, (self.folder / "out.html").read_text().replace("\u00a0", " "))
        text = " ".join(self.expect(HOLDS, *arguments).stdout.split())
        self.assertIn(said, text)
        done = self.expect(USAGE, *arguments[:-3], "--codebooks", "2,10", "--force")
        self.assertIn("position 1 uses token 7", done.stderr)

    def test_options_of_the_other_method_are_not_passed_over(self):
        for arguments in (["--codebooks", "8,8"], ["--method", "append", "--codebooks", "8,8"],
                          ["--method", "relocate", "--all-items"]):
            with self.subTest(arguments=arguments):
                self.expect(USAGE, "repair", self.table, "-o", "out.json", *arguments)
                self.assertNotIn("out.json", self.files())

    def test_a_collapsed_table_is_called_one(self):
        table = self.file("c.json", {str(i): [f"<a_{i // 499}>"] for i in range(500)})
        done = self.expect(HOLDS, "repair", table, "-o", "out.json")
        text = " ".join(done.stdout.split())
        self.assertIn("the semantic IDs have collapsed: 6.2 of the 6.21 nats", text)
        self.assertIn("position 2: 499 codes that no item had", text)

    def test_relocate_leaves_proper_prefixes_and_says_so(self):
        table = self.file("p.json", {"0": ["<a_1>"], "1": ["<a_1>", "<b_1>"], "2": ["<a_1>", "<b_1>"],
                                     "3": ["<a_2>", "<b_2>"]})
        self.expect(REFUTED, "repair", table, "-o", "out.json", "--method", "relocate")
        self.expect(HOLDS, "repair", table, "-o", "out2.json", "--method", "append")
        self.expect(HOLDS, "audit", "out2.json")

    def test_every_output_format_reads_back_alike(self):
        for name in ("out.json", "out.csv", "out.npy"):
            with self.subTest(name=name):
                table = self.file("n.csv", "item_id,c0,c1\nx,1,2\ny,1,2\nz,0,1\n")
                self.expect(HOLDS, "repair", table, "-o", name, "--all-items", "--output-format",
                            {"json": "index-json", "csv": "csv", "npy": "npy"}[name.split(".")[1]])
                report = self.report("audit", name, code=HOLDS)
                self.assertEqual((report["items"], report["max_length"]), (3, 3))
                self.expect(REFUTED, "diff", table, name, "--require", "stable-sids")


if __name__ == "__main__":
    main()

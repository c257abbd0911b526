# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Where reports go: files appear whole or not at all, standard output stays clean."""

import json
import os
import pathlib
import stat
import subprocess

from harness import (CANNOT_WRITE, COLLIDING, HOLDS, ONE_TO_ONE, PROGRAM, REFUTED, USAGE, CliTest,
                     main)


class Outputs(CliTest):
    def test_all_reports_of_one_run(self):
        table = self.file("t.json", COLLIDING)
        done = self.expect(REFUTED, "audit", table, "--json", "r.json", "--junit", "r.xml",
                           "--sarif", "r.sarif", "--html", "r.html")
        self.assertEqual(self.files(), ["r.html", "r.json", "r.sarif", "r.xml", "t.json"])
        self.assertEqual(json.loads(pathlib.Path(self.folder / "r.json").read_text())["excess"], 1)
        self.assertIn("one-to-one", done.stdout)

    def test_sarif_points_to_the_line_of_an_item(self):
        lines = ",\n".join(f'"{item}": {json.dumps(codes)}' for item, codes in COLLIDING.items())
        table = self.file("t.json", "{\n" + lines + "\n}\n")
        self.expect(REFUTED, "audit", table, "--sarif", "r.sarif")
        run = json.loads((self.folder / "r.sarif").read_text())["runs"][0]
        places = [result["locations"][0]["physicalLocation"]["region"] for result in run["results"]]
        self.assertEqual([place["startLine"] for place in places], [4])  # items 2 and 3

    def test_json_on_standard_output_is_nothing_but_json(self):
        done = self.expect(REFUTED, "audit", self.file("t.json", COLLIDING), "--json", "-")
        self.assertEqual(json.loads(done.stdout)["items"], 6)
        self.assertEqual(done.stderr, "")

    def test_quiet_prints_nothing(self):
        done = self.expect(REFUTED, "audit", self.file("t.json", COLLIDING), "--quiet")
        self.assertEqual((done.stdout, done.stderr), ("", ""))

    def test_two_reports_in_one_place_are_refused(self):
        table = self.file("t.json", ONE_TO_ONE)
        self.expect(USAGE, "audit", table, "--json", "-", "--junit", "-")
        self.expect(USAGE, "audit", table, "--json", "a", "--junit", "a")
        self.assertEqual(self.files(), ["t.json"])

    def test_a_report_never_replaces_an_input(self):
        content = json.dumps(COLLIDING)
        table = self.file("t.json", content)
        events = self.file("e.inter.json", {"u": ["0", "1", "2"]})
        old = self.file("old.json", "")
        self.expect(REFUTED, "audit", table, "--json", "old.json")
        kept = pathlib.Path(old).read_text()
        os.symlink(table, self.folder / "link.json")
        for option in ("--json", "--junit", "--sarif", "--html"):
            for name in ("t.json", "./t.json", table, "link.json"):
                with self.subTest(option=option, name=name):
                    done = self.expect(USAGE, "audit", table, option, name)
                    self.assertIn("replace an input", done.stderr)
        self.expect(USAGE, "verify", table, "--json", "t.json")
        self.expect(USAGE, "audit", table, "--baseline", "old.json", "--json", "old.json")
        self.expect(USAGE, "audit", table, "--covers", "items:e.inter.json", "--json",
                    "e.inter.json")
        self.expect(USAGE, "audit", table, "--require", "covers=e.inter.json", "--json",
                    "e.inter.json")
        self.expect(USAGE, "gap", table, "-i", events, "--json", "t.json")
        self.expect(USAGE, "gap", table, "-i", events, "--html", "e.inter.json")
        self.expect(USAGE, "diff", table, "old.json", "--json", "t.json")
        self.expect(USAGE, "diff", "old.json", table, "--junit", "t.json")
        self.expect(USAGE, "repair", table, "-o", "new.json", "--json", "t.json")
        self.assertEqual(pathlib.Path(table).read_text(), content)
        self.assertEqual(pathlib.Path(old).read_text(), kept)
        self.assertEqual(self.files(), ["e.inter.json", "link.json", "old.json", "t.json"])

    def test_a_report_never_replaces_the_repaired_table(self):
        table = self.file("t.json", COLLIDING)
        for name in ("new.json", "./new.json", self.folder / "new.json"):
            self.expect(USAGE, "repair", table, "-o", "new.json", "--json", name)
        self.assertEqual(self.files(), ["t.json"])

    def test_the_mapping_beside_an_array_is_an_output_too(self):
        table = self.file("t.csv", "item_id,c1\nA,1\nB,1\n")
        mapping = self.file("new.mapping.jsonl", "kept")
        for arguments in (["-o", "new.npy"], ["-o", "new.npy", "--output-format", "npy"]):
            done = self.expect(USAGE, "repair", table, *arguments)
            self.assertIn("new.mapping.jsonl", done.stderr)
        self.assertEqual(pathlib.Path(mapping).read_text(), "kept")
        self.expect(HOLDS, "repair", table, "-o", "new.npy", "--all-items", "--force")
        self.assertNotEqual(pathlib.Path(mapping).read_text(), "kept")
        self.assertEqual(self.report("audit", "new.npy", code=HOLDS)["items"], 2)
        done = self.expect(USAGE, "repair", "new.npy", "--mapping", "new.mapping.jsonl", "-o",
                           "new.mapping.jsonl", "--output-format", "csv", "--force")
        self.assertIn("the output is the input", done.stderr)

    def test_two_names_of_one_report_are_one_place(self):
        table = self.file("t.json", ONE_TO_ONE)
        self.expect(USAGE, "audit", table, "--json", "a", "--junit", "./a")
        self.expect(USAGE, "audit", table, "--json", "a", "--junit", self.folder / "a")
        self.expect(HOLDS, "audit", table, "--json", "/dev/null", "--junit", "/dev/null")
        self.assertEqual(self.files(), ["t.json"])

    def test_a_full_disk_is_reported_and_leaves_nothing(self):
        table = self.file("t.json", ONE_TO_ONE)
        done = self.expect(CANNOT_WRITE, "audit", table, "--json", "/dev/full")
        self.assertIn("/dev/full", done.stderr)
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/full").st_mode), "the device was replaced")

    def test_devices_are_written_to_and_not_replaced(self):
        self.expect(HOLDS, "audit", self.file("t.json", ONE_TO_ONE), "--json", "/dev/null")
        self.assertTrue(stat.S_ISCHR(os.stat("/dev/null").st_mode))

    def test_a_folder_that_is_absent(self):
        done = self.expect(CANNOT_WRITE, "audit", self.file("t.json", ONE_TO_ONE), "--json",
                           "no/such/r.json")
        self.assertIn("no/such/r.json", done.stderr)

    def test_an_older_report_is_replaced_whole_and_a_link_is_kept(self):
        table = self.file("t.json", ONE_TO_ONE)
        target = self.file("target.json", "x" * 1_000_000)
        os.symlink(target, self.folder / "link.json")
        self.expect(HOLDS, "audit", table, "--json", "link.json")
        self.assertTrue((self.folder / "link.json").is_symlink())
        json.loads(pathlib.Path(target).read_text())

    def test_a_closed_pipe_is_no_crash(self):
        table = self.file("t.json", COLLIDING)
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([PROGRAM, "audit", table], stdout=writer, stderr=subprocess.PIPE,
                              text=True, check=False)
        os.close(writer)
        self.assertEqual(done.returncode, CANNOT_WRITE, done.stderr)

    def test_no_colour_without_a_terminal_and_on_request(self):
        table = self.file("t.json", COLLIDING)
        self.assertNotIn("\x1b", self.expect(REFUTED, "audit", table).stdout)
        self.assertIn("\x1b[", self.expect(REFUTED, "audit", table, "--color", "always").stdout)
        self.assertNotIn("\x1b", self.expect(REFUTED, "audit", table, "--color", "never").stdout)

    def test_eighty_columns_without_a_terminal(self):
        ids = {f"item-{'é' * (i % 70)}-{i}": ["<a_1>", "<b_2>"] for i in range(90)}
        done = self.expect(REFUTED, "audit", self.file("t.json", ids))
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)

    def test_output_is_the_same_for_any_number_of_threads(self):
        table = self.file("t.json", COLLIDING)
        one = self.expect(REFUTED, "audit", table, "--json", "-", "--threads", "1").stdout
        for threads in (2, 7):
            self.assertEqual(
                one, self.expect(REFUTED, "audit", table, "--json", "-", "--threads", threads).stdout)


if __name__ == "__main__":
    main()

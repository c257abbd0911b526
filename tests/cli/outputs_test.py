# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Where reports go: files appear whole or not at all, standard output stays clean."""

import fcntl
import json
import os
import pathlib
import pty
import re
import stat
import struct
import subprocess
import termios
import xml.etree.ElementTree

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

    def test_the_other_commands_write_their_reports_too(self):
        table = self.file("t.json", COLLIDING)
        old = self.file("old.json", ONE_TO_ONE)
        events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 3]})
        for command, code, word in (
                (("gap", table, "-i", events, "--max-collided", "0%"), REFUTED, "share"),
                (("diff", old, table), REFUTED, "reuse"),
                (("repair", table, "-o", "new.json", "--force"), HOLDS, "append")):
            with self.subTest(command=command[0]):
                text = self.expect(code, *command, "--junit", "r.xml", "--html", "r.html").stdout
                suites = xml.etree.ElementTree.parse(self.folder / "r.xml").getroot()
                cases = suites.findall(".//testcase")
                failures = suites.findall(".//failure") + suites.findall(".//error")
                self.assertGreater(len(cases), 0)
                self.assertEqual(len(failures) > 0, code == REFUTED, (self.folder / "r.xml").read_text())
                page = (self.folder / "r.html").read_text()
                self.assertTrue(page.startswith("<!DOCTYPE html>") and page.rstrip().endswith("</html>"))
                for report in (text, page):
                    self.assertIn(word, report.lower())

    def test_the_reports_of_verify_bear_its_name_and_show_collisions_first(self):
        table = self.file("t.json", COLLIDING)
        self.expect(REFUTED, "verify", table, "--html", "v.html", "--junit", "v.xml")
        page = (self.folder / "v.html").read_text()
        self.assertIn("sidproof <span>verify</span>", page)
        self.assertIn("· sidproof verify</title>", page)
        headings = re.findall(r"<h2>([^<]*)</h2>", page)
        self.assertEqual(headings, ["What was required", "Collisions", "Codebook use",
                                    "The trie of valid sequences", "What it means for training",
                                    "Checked on this very table"])
        laws = page[page.index("Checked on this very table"):]
        self.assertNotIn("unit partition", laws)  # a question about the table, not a law
        self.assertNotIn("✗", laws)
        self.assertIn("<details><summary><h2>Checked", page)
        suites = xml.etree.ElementTree.parse(self.folder / "v.xml").getroot()
        self.assertEqual(suites.get("name"), "sidproof verify")
        self.assertTrue(suites.find(".//testcase").get("classname").startswith("sidproof.verify."))

    def test_bars_of_the_trie_are_as_long_as_it_has_nodes(self):
        rows = {str(i): [f"<a_{i % 3}>", f"<b_{i % 12}>", f"<c_{i}>"] for i in range(48)}
        self.expect(HOLDS, "audit", self.file("t.json", rows), "--html", "r.html")
        page = (self.folder / "r.html").read_text()
        figure = page[page.index("Trie nodes at each level"):]
        figure = figure[:figure.index("</figure>")]
        captions = re.findall(r'class="value"[^>]*>(\d+)\snodes<', figure)
        widths = re.findall(r'class="bar"[^>]* width="([0-9.]+)"', figure)
        self.assertEqual(captions, ["3", "12", "48"])
        for caption, width in zip(captions, widths, strict=True):
            self.assertAlmostEqual(float(width) / float(widths[-1]), int(caption) / 48, places=3)

    def test_no_report_disturbs_a_terminal(self):
        # C1 controls and changes of direction, in an item id and in a token.
        name = "\u009b31m\u202eid\u2066\u0085"
        table = self.file("t.json", {name: [f"<a_{name}>"], "x": [f"<a_{name}>"]})
        for option in ("--json", "--sarif", "--junit", "--html"):
            text = self.expect(REFUTED, "audit", table, option, "-").stdout
            self.assertIn("31m", text)
            self.assertFalse(set("\u009b\u202e\u2066\u0085\x1b") & set(text), option)
        groups = self.report("audit", table)["groups"]
        self.assertIn(name, groups[0]["items"])
        error = self.run_program("audit", self.folder / f"absent{name}").stderr
        self.assertFalse(set("\u009b\u202e\u2066\u0085") & set(error))

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

    def test_a_terminal_decides_width_and_colour(self):
        self.file("t.json", COLLIDING)
        widest = {}
        for columns in (30, 60, 100, 300):
            text = self.in_a_terminal(columns, "audit", "t.json")
            self.assertIn("\x1b[", text)
            lines = re.sub(r"\x1b\[[0-9;]*m", "", text).replace("\r", "").splitlines()
            # Commands stay whole, so that they can be pasted.
            widest[columns] = max(len(line) for line in lines if "sidproof " not in line)
        self.assertLessEqual(widest[60], 60)
        self.assertLessEqual(widest[100], 100)
        self.assertGreater(widest[100], 60)
        self.assertLessEqual(widest[30], 40)   # narrower ones are taken as 40,
        self.assertLessEqual(widest[300], 120)  # wider ones as 120
        self.assertNotIn("\x1b[", self.in_a_terminal(80, "audit", "t.json", NO_COLOR="1"))
        self.assertNotIn("\x1b[", self.in_a_terminal(80, "audit", "t.json", TERM="dumb"))

    def in_a_terminal(self, columns, *arguments, **environment):
        outer, inner = pty.openpty()
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        settings = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        program = subprocess.Popen([PROGRAM, *arguments], stdout=inner, stdin=subprocess.DEVNULL,
                                   cwd=self.folder, env={**settings, "TERM": "xterm", **environment})
        os.close(inner)
        seen = b""
        while True:
            try:
                part = os.read(outer, 65536)
            except OSError:  # EIO: the other end is closed
                break
            if not part:
                break
            seen += part
        os.close(outer)
        self.assertEqual(program.wait(timeout=60), REFUTED)
        return seen.decode()

    def test_eighty_columns_without_a_terminal(self):
        ids = {f"item-{'é' * (i % 70)}-{i}": ["<a_1>", "<b_2>"] for i in range(90)}
        self.file("t.json", ids)
        done = self.expect(REFUTED, "audit", "t.json")  # a command to paste is never broken
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)

    def test_output_is_the_same_for_any_number_of_threads(self):
        table = self.file("t.json", COLLIDING)
        one = self.expect(REFUTED, "audit", table, "--json", "-", "--threads", "1").stdout
        for threads in (2, 7):
            self.assertEqual(
                one, self.expect(REFUTED, "audit", table, "--json", "-", "--threads", threads).stdout)


if __name__ == "__main__":
    main()

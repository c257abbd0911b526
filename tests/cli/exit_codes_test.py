# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The exit codes of docs/cli.md are what the program returns."""

import json

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, REFUTED, USAGE,
                     CliTest, main)


class ExitCodes(CliTest):
    def test_a_one_to_one_table_holds(self):
        self.expect(HOLDS, "audit", self.file("t.json", ONE_TO_ONE))
        self.expect(HOLDS, "verify", self.file("t.json", ONE_TO_ONE))

    def test_a_collision_is_refuted(self):
        self.expect(REFUTED, "audit", self.file("t.json", COLLIDING))
        self.expect(REFUTED, "verify", self.file("t.json", COLLIDING))

    def test_a_proper_prefix_is_refuted(self):
        self.expect(REFUTED, "audit", self.file("t.json", {"0": ["<a_1>"], "1": ["<a_1>", "<b_1>"]}))

    def test_an_item_with_two_sequences_is_refuted(self):
        self.expect(REFUTED, "audit", self.file("t.json", '{"0":["<a_1>"],"0":["<a_2>"]}'))

    def test_requirements_decide(self):
        colliding = self.file("c.json", COLLIDING)
        self.expect(HOLDS, "audit", colliding, "--require", "prefix-free")
        self.expect(HOLDS, "audit", colliding, "--require", "max-excess=1")
        self.expect(REFUTED, "audit", colliding, "--require", "max-excess=0")
        self.expect(HOLDS, "audit", colliding, "--require", "max-excess=17%")
        self.expect(REFUTED, "audit", colliding, "--require", "max-excess=16%")
        self.expect(HOLDS, "audit", colliding, "--require", "max-group=2")
        self.expect(REFUTED, "audit", colliding, "--require", "max-group=1")
        self.expect(REFUTED, "audit", self.file("o.json", ONE_TO_ONE), "--require", "onto")
        self.expect(HOLDS, "audit", self.file("f.json", ONTO), "--require", "onto,one-to-one")

    def test_ids_that_a_tokenizer_will_cut_are_judged_as_written_and_said_to_be(self):
        done = self.expect(HOLDS, "audit", self.file("p5.txt", "B001 1001\nB002 1002\nB003 1003\n"))
        self.assertIn("tokenizer", done.stdout)
        self.expect(REFUTED, "audit", self.file("q5.txt", "B001 1001\nB002 1002\nB003 1002\n"))

    def test_wrong_words_are_usage_errors(self):
        table = self.file("t.json", ONE_TO_ONE)
        for arguments in ([], ["nonsense"], ["audit", table, "--nonsense"],
                          ["audit", table, "--require", "nonsense"],
                          ["audit", table, "--require", ""+"one-to-one,,"],
                          ["audit", table, "--format", "nonsense"],
                          ["audit", table, "--codebooks", "2"],
                          ["audit", table, "--codebooks", "1,1"],
                          ["audit", table, "--threads", "-1"],
                          ["audit", table, "--color", "sometimes"],
                          ["audit", table, table],
                          ["audit", table, "--codebooks", "-1,2"],
                          ["audit", table, "--codebooks", "4,,4"],
                          ["audit", table, "--codebooks", "18446744073709551616,4"],
                          ["audit", table, "--groups", "-1"],
                          ["audit", table, "--groups", "99999999999999999999"],
                          ["gap", "--most-affected", "-1"],
                          ["tokenize", "-o", "x.json", "--levels", "-1"],
                          ["tokenize", "-o", "x.json", "--iterations", "-1"],
                          ["repair", table], ["diff", table], ["gap", table]):
            with self.subTest(arguments=arguments):
                done = self.expect(USAGE, *arguments)
                self.assertIn("sidproof: error:", done.stderr)
                self.assertEqual(done.stdout, "")

    def test_an_empty_word_is_never_the_default(self):
        # As from "$TABLE" or "$REQUIRE" when the variable is not set.
        table = self.file("t.json", COLLIDING)
        for arguments in ([""], [table, "--require", ""], [table, "--baseline", ""],
                          [table, "--covers", ""], [table, "--json", ""], [table, "--format", ""],
                          [table, "--codebooks", ""], [table, "--threads", ""]):
            with self.subTest(arguments=arguments):
                done = self.expect(USAGE, "audit", *arguments)
                self.assertIn("empty", done.stderr)
                self.assertEqual(done.stdout, "")
        self.expect(USAGE, "gap", table, "-i", "")
        self.expect(USAGE, "gap", "--max-collided", "")
        self.expect(USAGE, "repair", "", "-o", "out.json")
        self.expect(USAGE, "tokenize", "", "-o", "out.json")
        self.assertEqual(self.files(), ["t.json"])

    def test_an_unknown_command_is_named(self):
        self.assertIn("'nonsense'", self.expect(USAGE, "nonsense").stderr)

    def test_a_table_may_follow_the_codebooks(self):
        self.expect(HOLDS, "audit", "--codebooks", "2,2", self.file("t.json", ONTO))

    def test_help_and_version_succeed(self):
        self.assertRegex(self.expect(HOLDS, "--version").stdout, r"^sidproof \d+\.\d+\.\d+\n$")
        self.assertIn("audit", self.expect(HOLDS, "--help").stdout)
        for verb in ("audit", "verify", "gap", "repair", "diff", "tokenize", "generate", "formats"):
            with self.subTest(verb=verb):
                done = self.expect(HOLDS, verb, "--help")
                self.assertIn("Exit codes", done.stdout)
                self.assertLessEqual(max(map(len, done.stdout.splitlines())), 100)

    def test_a_file_by_itself_is_bad_input_whatever_was_wished_for(self):
        table = self.file("t.json", ONE_TO_ONE)
        events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 1]})
        ragged = self.file("ragged.json", {"0": ["<a_1>"], "1": ["<a_1>", "<b_1>"]})
        twice = self.file("twice.json", '{"0":["<a_1>","<b_1>"],"0":["<a_2>","<b_1>"]}')
        either = self.file("either.json", {"7": [1, 2, 3], "8": [2, 3, 4]})
        strangers = self.file("strangers.txt", "x\ny\n")
        everything = self.file("all.txt", "".join(f"{item}\n" for item in ONE_TO_ONE))
        self.expect(HOLDS, "verify", table, "--certificate", "c.json", "--quiet")
        certificate = json.loads((self.folder / "c.json").read_text())
        certificate["shape"]["rows"] += 1
        edited = self.file("edited.json", json.dumps(certificate))
        generate = ["-i", events, "--width", "8", "--layers", "1", "--heads", "1"]
        for words in (["audit", table, "--covers", either], ["audit", table, "--baseline", table],
                      ["replay", table, table], ["replay", edited, table],
                      ["generate", ragged, *generate], ["generate", twice, *generate],
                      ["generate", table, *generate, "--allow", strangers],
                      ["generate", table, *generate, "--deny", everything],
                      ["generate", table, "-i", strangers], ["fuzz", "--store", table]):
            with self.subTest(words=words):
                done = self.expect(BAD_INPUT, *words)
                self.assertRegex(done.stderr, r"sidproof: error: .*\.(json|txt)")
                self.assertEqual(done.stdout, "")

    def test_a_word_by_itself_is_usage_whatever_the_files_hold(self):
        table = self.file("t.json", ONE_TO_ONE)
        events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 1]})
        for words in (["generate", table, "-i", events, "--requests", "0"],
                      ["generate", table, "-i", events, "--items", "0"],
                      ["generate", table, "-i", events, "--beam", "0"],
                      ["generate", table, "-i", events, "--top-k", "0"],
                      ["generate", table, "-i", events, "--heads", "0"],
                      ["fuzz", "--cases", "0"], ["fuzz", "--laws", ","],
                      ["counterexample", "--json", "-"], ["audit", table, "--codebooks", "1,1"],
                      ["audit", table, "--codebooks", "9"], ["audit", "--format", "csv"],
                      ["replay", "c.json", table, "--demo"]):
            with self.subTest(words=words):
                self.assertEqual(self.expect(USAGE, *words).stdout, "")

    def test_an_absent_table_is_bad_input(self):
        done = self.expect(BAD_INPUT, "audit", "absent.json")
        self.assertIn("absent.json", done.stderr)


if __name__ == "__main__":
    main()

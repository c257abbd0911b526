# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Mistyped words are answered with what was meant, and help is where people look for it."""

from harness import COLLIDING, HOLDS, ONE_TO_ONE, USAGE, CliTest, main


class Words(CliTest):
    def refused(self, *words):
        done = self.expect(USAGE, *words)
        self.assertEqual(done.stdout, "")
        self.assertEqual(done.stderr.count("\n"), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("sidproof: error: "), done.stderr)
        return done.stderr.removeprefix("sidproof: error: ").strip()

    def test_a_mistyped_command(self):
        self.assertEqual(self.refused("verfy"), "there is no command 'verfy'; did you mean verify? "
                                                "run sidproof --help")
        for wrong, meant in (("audits", "audit"), ("Gap", "gap"), ("counter", "counterexample"),
                             ("repiar", "repair"), ("tokenise", "tokenize"), ("hlep", None),
                             ("formt", "formats")):
            self.assertEqual("did you mean" in self.refused(wrong), meant is not None, wrong)
            if meant:
                self.assertIn(f"did you mean {meant}?", self.refused(wrong, "x", "--json", "-"))
        self.assertNotIn("did you mean", self.refused("nonsense"))

    def test_a_file_in_place_of_a_command(self):
        self.file("t t.json", ONE_TO_ONE)
        for more in ([], ["--json", "-"], ["x"]):
            self.assertIn("'t t.json' is a file, not a command", self.refused("t t.json", *more))
        self.assertIn("run sidproof verify 't t.json'", self.refused("t t.json"))
        self.assertIn("'t t.json' stands before the command; write it after audit",
                      self.refused("t t.json", "audit"))

    def test_a_mistyped_option(self):
        table = self.file("t.json", ONE_TO_ONE)
        for words, meant in ((["audit", table, "--jsno", "x.json"], "--json"),
                             (["audit", "x", table, "--jason"], "--json"),
                             (["audit", table, "--jsno=x.json"], "--json"),
                             (["audit", table, "-json", "x.json"], "--json"),
                             (["verify", table, "--cert", "c"], "--certificate"),
                             (["repair", table, "--ouput", "o.json"], "--output"),
                             (["gap", "--interaction", "e", table], "--interactions"),
                             (["--verison"], "--version")):
            said = self.refused(*words)
            self.assertIn(f"did you mean {meant}? run sidproof ", said)
            self.assertIn("there is no option '-", said)
        self.assertIn("the option --json stands before the command; write it after audit",
                      self.refused("--json", "-", "audit", table))

    def test_a_word_too_many_or_too_few(self):
        self.assertEqual(self.refused("audit", "a", "b", "c"),
                         "'b' is one word too many; sidproof audit takes TABLE; "
                         "run sidproof audit --help")
        self.assertIn("sidproof diff takes OLD NEW", self.refused("diff", "a", "b", "c"))
        self.assertIn("sidproof formats takes options only", self.refused("formats", "a"))
        self.assertEqual(self.refused("repair"), "--output is missing; run sidproof repair --help")
        self.assertIn("NEW is missing", self.refused("diff", "a"))
        self.assertIn("--json lacks its FILE", self.refused("audit", "--json"))
        self.assertIn("--json is given more than once",
                      self.refused("audit", "--json", "a", "--json", "b"))
        self.assertEqual(self.refused(), "no command is named; run sidproof --help")

    def test_a_mistyped_value(self):
        table = self.file("t.json", COLLIDING)
        events = self.file("e.inter.json", {"u": [0, 1, 2]})
        for words, meant in (
                (["audit", table, "--color", "alway"], "always"),
                (["audit", table, "--format", "index_json"], "index-json"),
                (["audit", table, "--require", "one-to-on"], "one-to-one"),
                (["audit", table, "--require", "max-exces=3"], "max-excess"),
                (["gap", table, "-i", events, "--split", "tets"], "test"),
                (["gap", table, "-i", events, "--interactions-format", "interjson"], "inter-json"),
                (["repair", table, "-o", "o.json", "--method", "relocat"], "relocate"),
                (["diff", table, table, "--require", "no-reus"], "no-reuse"),
                (["tokenize", "-o", "o.json", "--method", "kmeans"], "residual-kmeans"),
                (["tokenize", "-o", "o.json", "--policy", "append-to-groop"], "append-to-groups"),
                (["fuzz", "--numbers", "flnt"], "flint"), (["fuzz", "--shapes", "casc"], "cascaded"),
                (["generate", "--mode", "globl"], "global"),
                (["counterexample", "B2-colision"], "B2-collision"),
                (["objectives", "--split", "tets"], "test"), (["completion", "bahs"], "bash")):
            said = self.refused(*words)
            self.assertIn(f"did you mean {meant}?", said)
            self.assertNotIn("FAILED", said)
            self.assertNotIn("{", said)
        self.assertIn("--color: 'sometimes' is not auto, always or never",
                      self.refused("audit", table, "--color", "sometimes"))

    def test_help_is_a_command_too(self):
        self.assertEqual(self.expect(HOLDS, "help").stdout, self.expect(HOLDS, "--help").stdout)
        self.assertEqual(self.expect(HOLDS, "help", "gap").stdout,
                         self.expect(HOLDS, "gap", "--help").stdout)
        self.assertIn("did you mean verify?", self.refused("help", "verfy"))


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What the program says of itself fits a terminal of 80 columns and loses no word."""

import re

from harness import HOLDS, USAGE, CliTest, main


class Help(CliTest):
    def verbs(self):
        shown = self.expect(HOLDS, "--help").stdout
        return re.findall(r"(?m)^  ([a-z]+)  ", shown[shown.index("Subcommands:"):])

    def test_no_line_is_wider_than_80_columns(self):
        self.assertGreaterEqual(len(self.verbs()), 14)
        for words in (["--help"], ["formats"], *([verb, "--help"] for verb in self.verbs())):
            for line in self.expect(HOLDS, *words).stdout.splitlines():
                with self.subTest(words=words, line=line):
                    self.assertLessEqual(len(line), 80)
                    self.assertEqual(line, line.rstrip())

    def test_descriptions_keep_their_words_and_stand_in_their_column(self):
        page = self.expect(HOLDS, "manual").stdout.replace("\\-", "-").replace("\\&", "")
        for verb in self.verbs():
            shown = self.expect(HOLDS, verb, "--help").stdout
            options = shown[shown.index("Options:"):shown.index("Exit codes:")].splitlines()[1:]
            for line in filter(None, options):
                self.assertTrue(line.startswith(("  -", " " * 30)), line)
            told = " ".join(shown.split())
            part = page[page.index(f".SS {verb}\n"):].split("\n.S", 1)[0]
            for description in re.findall(r"(?m)^\.TP\n.*\n((?:[^.\n].*\n?)+)", part):
                self.assertIn(" ".join(description.split()), told)

    def test_a_mistyped_word_leads_to_the_help(self):
        for words, told in ((["audits"], "no command 'audits'; did you mean audit? run sidproof --help"),
                            ([], "no command is named; run sidproof --help"),
                            (["audit", "--jsom", "x"], "did you mean --json? run sidproof audit --help"),
                            (["verify", "--require"], "--require lacks its LIST; run sidproof verify --help"),
                            (["diff", "a.json"], "NEW is missing; run sidproof diff --help"),
                            (["repair"], "--output is missing; run sidproof repair --help"),
                            (["replay"], "CERT is missing; run sidproof replay --help")):
            done = self.expect(USAGE, *words)
            self.assertEqual(done.stdout, "")
            self.assertTrue(done.stderr.endswith(told + "\n"), done.stderr)


if __name__ == "__main__":
    main()

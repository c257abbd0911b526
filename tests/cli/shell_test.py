# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Completions in the shells themselves, and the manual page through man."""

import re
import shutil
import subprocess

from harness import HOLDS, USAGE, CliTest, main

# Answers what bash would offer for the words given as arguments.
ASK_BASH = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sidproof; printf "%s\\n" "${COMPREPLY[@]}"'


class Shells(CliTest):
    def verbs(self):
        help_text = self.expect(HOLDS, "--help").stdout
        listed = help_text[help_text.index("Subcommands:"):]
        return re.findall(r"^  (\w[\w-]*)", listed, re.MULTILINE)

    def script(self, shell):
        return self.file(f"completion.{shell}", self.expect(HOLDS, "completion", shell).stdout)

    def ask(self, *words):
        done = subprocess.run(["bash", "-c", ASK_BASH, "_", self.script("bash"), "sidproof", *words],
                              capture_output=True, text=True, check=True, cwd=self.folder)
        self.assertEqual(done.stderr, "")
        return done.stdout.split("\n")[:-1] if done.stdout.strip() else []

    def test_bash_offers_every_verb_and_option(self):
        verbs = self.verbs()
        self.assertIn("audit", verbs)
        self.assertEqual(sorted(self.ask("")), sorted([*verbs, "--help", "--version"]))
        for verb in verbs:
            help_text = self.expect(HOLDS, verb, "--help").stdout
            options = re.findall(r"^ +(?:-\w,)?(--[\w-]+)", help_text, re.MULTILINE)
            self.assertEqual(sorted(self.ask(verb, "--")), sorted(options), verb)

    def test_bash_offers_the_words_an_option_takes_and_files(self):
        self.assertEqual(self.ask("repair", "--method", ""), ["append", "relocate"])
        self.assertEqual(self.ask("gap", "--split", "t"), ["train", "test"])
        self.assertEqual(self.ask("audit", "--threads", ""), [])
        self.file("table.json", "{}")
        self.assertEqual(self.ask("audit", "tab"), ["table.json"])
        self.assertEqual(self.ask("audit", "--json", "tab"), ["table.json"])
        self.assertEqual(self.ask("nowhere", "--"), [])
        for name in ("sp ace.json", "st*r.json"):
            self.file(name, "{}")
            self.assertEqual(self.ask("audit", name[:2]), [name])
            self.assertEqual(self.ask("audit", "--html", name[:2]), [name])

    def test_the_scripts_are_valid(self):
        for shell in ("bash", "zsh", "fish"):
            script = self.script(shell)
            if shutil.which(shell):
                done = subprocess.run([shell, "-n", script], capture_output=True, text=True,
                                      check=False)
                self.assertEqual((done.returncode, done.stderr), (0, ""), shell)
        self.expect(USAGE, "completion", "tcsh")
        self.expect(USAGE, "completion")

    def test_fish_offers_options_words_and_files_where_they_belong(self):
        if not shutil.which("fish"):
            self.skipTest("no fish")
        script = self.script("fish")
        self.file("table.json", "{}")

        def ask(line):
            done = subprocess.run(["fish", "-c", f"source {script}; complete -C '{line}'"],
                                  capture_output=True, text=True, check=True, cwd=self.folder,
                                  env={"HOME": str(self.folder), "PATH": "/usr/bin:/bin"})
            return [offer.split("\t")[0] for offer in done.stdout.splitlines()]

        self.assertEqual(ask("sidproof repair --me"), ["--method"])
        self.assertEqual(sorted(ask("sidproof generate --mode ")), ["global", "local", "raw"])
        self.assertIn("table.json", ask("sidproof audit ta"))
        self.assertIn("table.json", ask("sidproof audit --html ta"))
        self.assertEqual(ask("sidproof audit --threads ta"), [])
        self.assertEqual(ask("sidproof formats ta"), [])
        self.assertEqual(sorted(ask("sidproof completion ")), ["bash", "fish", "zsh"])

    def test_the_manual_names_every_verb_and_option(self):
        page = self.expect(HOLDS, "manual").stdout
        for verb in self.verbs():
            self.assertIn(f".SS {verb}\n", page)
        self.assertIn(r"\fB\-o\fR, \fB\-\-output\fR \fIFILE\fR", page)
        if shutil.which("groff"):
            done = subprocess.run(["groff", "-man", "-ww", "-Tutf8"], input=page, text=True,
                                  capture_output=True, check=True)
            self.assertEqual(done.stderr, "")


main()

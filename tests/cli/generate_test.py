# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`generate` on small tables: recommendations, samples, checks, refusals."""

import json
import re

from harness import BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, SOURCE, USAGE, CliTest, main

SMALL = ("--width", 8, "--layers", 1, "--heads", 2)


class Generate(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)
        self.data = self.file("x.inter.json", {"a": [0, 2], "b": [1, 3, 4], "c": [0, 5, 4], "d": [5, 4]})

    def generate(self, *arguments, code=HOLDS, table=None):
        return self.expect(code, "generate", table or self.table, "-i", self.data, *SMALL, *arguments)

    def test_a_wide_beam_returns_every_item_once_and_says_what_is_absent(self):
        for mode in ("raw", "global", "local"):
            text = self.generate("--mode", mode, "--beam", 9).stdout
            items = re.findall(r" % (\d) ", text)
            self.assertEqual(sorted(items), ["0", "1", "2", "3", "4", "5"], mode)
            self.assertIn("the first 5 of 5 sequences", re.sub(r"\s+", " ", text))
            self.assertIn("4 of the beam absent", re.sub(r"\s+", " ", text))

    def test_global_and_local_probabilities_add_up_to_one(self):
        for mode in ("global", "local"):
            text = self.generate("--mode", mode, "--beam", 9).stdout
            seen = {}
            for percentage, item in re.findall(r"([0-9.e-]+) % (\d) ", text):
                seen[item] = float(percentage)
            self.assertEqual(seen["2"], seen["3"])  # one sequence
            self.assertAlmostEqual(sum(seen.values()) - seen["3"], 100, delta=0.1)

    def test_samples_are_counted_and_reproducible(self):
        once = self.generate("--samples", 1000, "--beam", 9)
        self.assertEqual(once.stdout, self.generate("--samples", 1000, "--beam", 9).stdout)
        counts = dict((item, int(count)) for count, item in
                      re.findall(r"(\d+) ×, expected [0-9.]+ (\d) ", once.stdout))
        self.assertEqual(sum(counts.values()) - counts["3"], 1000)
        other = self.generate("--samples", 1000, "--beam", 9, "--seed", 1)
        self.assertNotEqual(once.stdout, other.stdout)

    def test_the_output_does_not_depend_on_threads(self):
        self.assertEqual(self.generate("--threads", 1).stdout, self.generate("--threads", 3).stdout)

    def test_the_checks_hold_with_collisions_gaps_and_a_full_grid(self):
        for table in (COLLIDING, ONE_TO_ONE):
            done = self.generate("--check", "--samples", 2000, table=self.file("c.json", table))
            self.assertIn("15 of 15 checks hold", done.stdout)
        data = self.file("y.inter.json", {"a": [0, 2], "b": [1, 3]})
        done = self.expect(HOLDS, "generate", self.file("o.json", ONTO), "-i", data, *SMALL,
                           "--check", "--samples", 2000)
        self.assertIn("unmasked sum = 1", done.stdout)

    def test_the_checks_have_reports_for_machines(self):
        import jsonschema
        self.generate("--check", "--samples", 500, "--json", "r.json", "--junit", "r.xml")
        report = json.loads((self.folder / "r.json").read_text())
        schema = SOURCE / "docs" / "schema" / "generator-check-1.schema.json"
        jsonschema.validate(report, json.loads(schema.read_text()))
        self.assertEqual((report["verdict"], report["exit_code"]), ("holds", HOLDS))
        self.assertEqual(report["table"], {"path": self.table, "rows": 6, "items": 6,
                                           "sequences": 5, "nodes": 9})
        names = [check["check"] for check in report["checks"]]
        self.assertEqual(len(names), len(set(names)))
        junit = (self.folder / "r.xml").read_text()
        for name in names:
            self.assertIn(f'name="{name} ', junit)
        again = self.generate("--check", "--samples", 500, "--json", "-", "--threads", 1).stdout
        self.assertEqual(again, (self.folder / "r.json").read_text())
        for option in ("--json", "--junit"):
            self.assertIn("add --check", self.generate(option, "r", code=USAGE).stderr)
            self.generate("--check", option, self.data, code=USAGE)

    def test_cuda_gives_the_same_output_or_says_why_it_cannot(self):
        for arguments in ((), ("--mode", "local"), ("--samples", 50)):
            done = self.run_program("generate", self.table, "-i", self.data, *SMALL, *arguments,
                                    "--executor", "cuda")
            if done.returncode == HOLDS:
                self.assertEqual(done.stdout, self.generate(*arguments).stdout)
                continue
            self.assertEqual(done.returncode, BAD_INPUT)
            self.assertEqual(done.stdout, "")
            self.assertRegex(done.stderr, "CUDA")
            self.assertIn("--executor cpu", done.stderr)
        self.generate("--executor", "tpu", code=USAGE)

    def test_what_cannot_be_done_is_said(self):
        self.generate("--beam", 0, code=USAGE)
        for shape in (("--heads", 3), ("--width", 0), ("--layers", 0)):
            self.expect(USAGE, "generate", self.table, "-i", self.data, *shape)
        self.generate("--mode", "raw", "--samples", 3, code=USAGE)
        self.generate("--mode", "best", code=USAGE)
        self.generate("--samples", 10**12, code=USAGE)
        self.generate("--seed", "x", code=USAGE)
        self.expect(BAD_INPUT, "generate", self.table, "-i", self.data, "--width", 10**6)
        self.generate("--history", 10**9, code=USAGE)
        self.expect(USAGE, "generate", self.table)
        ragged = self.file("r.json", {"0": ["<a_0>"], "1": ["<a_1>", "<b_1>"]})
        self.assertIn("sequences of one length", self.generate(table=ragged, code=USAGE).stderr)
        unknown = self.file("z.inter.json", {"a": ["p", "q"]})
        done = self.expect(BAD_INPUT, "generate", self.table, "-i", unknown)
        self.assertIn("no example has all its items", done.stderr)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`generate --report` and the filters of the catalogue on small tables."""

import json
import re
from fractions import Fraction

from harness import BAD_INPUT, COLLIDING, HOLDS, UNDECIDED, USAGE, CliTest, main

SMALL = ("--width", 8, "--layers", 1, "--heads", 2)


def exact(fraction):
    return Fraction(fraction["exact"])


def flat(text):
    return re.sub(r"\s+", " ", text)


class GenerateReport(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)
        self.data = self.file("x.inter.json", {"a": [0, 2], "b": [1, 3, 4], "c": [0, 5, 4], "d": [5, 4]})

    def generate(self, *arguments, code=HOLDS):
        return self.expect(code, "generate", self.table, "-i", self.data, *SMALL, *arguments)

    def measured(self, *arguments):
        return json.loads(self.generate("--report", "--json", "-", *arguments).stdout)

    def test_the_figures_hold_together(self):
        for law in ("raw", "global", "local"):
            report = self.measured("--mode", law, "--beam", 3, "--groups", 3)
            self.assertEqual(report["law"], law.upper())
            self.assertEqual(len(report["requests"]), 4)
            for request in report["requests"]:
                figures = request["figures"]
                self.assertEqual([beam["width"] for beam in figures["beams"]], [1, 2, 4, 5])
                for beam in figures["beams"]:
                    self.assertGreaterEqual(exact(beam["regret"]), 0)
                    if beam["certified"] and figures["rounding"]["swapped"] == 0:
                        self.assertEqual(beam["found"], 3)
                self.assertTrue(figures["beams"][-1]["certified"])
                self.assertEqual(exact(figures["beams"][-1]["regret"]), 0)
                self.assertEqual(figures["laws"]["ranks"]["pairs"], 10)
                self.assertEqual(exact(figures["lists"][0]["mass"]), exact(figures["top_mass"]))
                self.assertEqual(figures["lists"][0]["found"], 3)
                leak = sum(map(exact, figures["leaked"]))
                self.assertTrue(0 < leak < 1)
                self.assertIsNone(figures["filter"])
            means = report["means"]
            regrets = [exact(r["figures"]["beams"][0]["regret"]) for r in report["requests"]]
            mean = sum(regrets) / 4
            self.assertLessEqual(Fraction(means["beams"][0]["regret"]["lo"]), mean)
            self.assertGreaterEqual(Fraction(means["beams"][0]["regret"]["hi"]), mean)
            self.assertIsNone(means["beams"][-1]["width"])

    def test_the_report_does_not_depend_on_threads(self):
        self.assertEqual(self.measured("--threads", 1), self.measured("--threads", 3))

    def test_the_terminal_report_fits_eighty_columns_and_pages_are_written(self):
        text = self.generate("--report", "--html", "page.html", "--json", "r.json").stdout
        for line in text.splitlines():
            self.assertLessEqual(len(line), 80, line)
        for word in ("recall", "certified", "greedy", "prefixes", "MMR", "tau", "1 - Q(C)"):
            self.assertIn(word, text)
        page = (self.folder / "page.html").read_text(encoding="utf-8")
        self.assertGreaterEqual(page.count("<svg"), 6)
        self.assertIn("r.json", self.files())

    def test_a_filter_leaves_nothing_excluded_and_says_so(self):
        deny = self.file("deny.txt", "0\n2\n9\n")
        for law in ("raw", "global", "local"):
            text = self.generate("--mode", law, "--beam", 9, "--deny", deny).stdout
            self.assertEqual(sorted(re.findall(r" % (\d) ", text)), ["1", "3", "4", "5"])
            self.assertIn("5 of the beam absent", flat(text))
        allow = self.file("allow.txt", "4\n5\n")
        text = self.generate("--samples", 500, "--allow", allow).stdout
        self.assertEqual(set(re.findall(r" (\d) +<a", text)), {"4", "5"})

    def test_global_is_conditioned_on_what_stays(self):
        def law(*arguments):
            text = self.generate("--mode", "global", "--beam", 9, *arguments).stdout
            return {item: float(p) for p, item in re.findall(r"([0-9.e-]+) % (\d) ", text)}
        whole, left = law(), law("--deny", self.file("deny.txt", "1\n5\n"))
        self.assertEqual(set(left), {"0", "2", "3", "4"})
        mass = whole["0"] + whole["2"] + whole["4"]
        for item, p in left.items():
            self.assertAlmostEqual(p, 100 * whole[item] / mass, delta=0.1)

    def test_the_history_can_be_excluded(self):
        text = self.generate("--requests", 4, "--beam", 9, "--exclude-history").stdout
        blocks = re.split("(?m)^history", text)[1:]
        self.assertEqual(len(blocks), 4)
        for block in blocks:
            seen = set(re.findall(r"\d", block.split(";")[0]))
            self.assertTrue(seen)
            self.assertFalse(seen & set(re.findall(r" % (\d) ", block)))

    def test_where_nothing_is_left_beams_are_absent_and_nothing_fills_them(self):
        only = self.file("only.txt", "0\n")
        text = flat(self.generate("--requests", 4, "--allow", only, "--exclude-history", code=UNDECIDED).stdout)
        self.assertIn("nothing: the filter leaves no item to recommend", text)
        self.assertIn("nothing is recommended after 2 of them", text)
        report = self.measured("--allow", only, "--exclude-history")
        self.assertIn(None, [request["figures"] for request in report["requests"]])
        done = self.generate("--allow", only, "--deny", only, code=BAD_INPUT)
        self.assertIn("leave no item", done.stderr)

    def test_a_filter_swaps_pairs_of_local_alone(self):
        report = self.measured("--deny", self.file("deny.txt", "0\n4\n"), "--mode", "local")
        for request in report["requests"]:
            filtered = request["figures"]["filter"]
            self.assertEqual(filtered["global"]["swapped"], 0)
            self.assertEqual(filtered["items_left"], 4)
            self.assertEqual(filtered["local"]["pairs"], 3)
            self.assertTrue(0 < exact(filtered["mass_left"]) < 1)

    def test_what_makes_no_sense_is_refused(self):
        for arguments in (("--check",), ("--samples", 5), ("--groups", 11), ("--groups", 0),
                          ("--penalty", "-1"), ("--penalty", "1e3"), ("--penalty", "1025"),
                          ("--penalty", "0."), ("--mmr", "1.5"), ("--mmr", ""), ("--junit", "x.xml"),
                          ("--json", "a", "--html", "a"), ("--head", "parallel"), ("--top-k", 2),
                          ("--temperature", 2), ("--arithmetic", "fast"), ("--export", "folder"),
                          ("--certificate", "c.json")):
            self.generate("--report", *arguments, code=USAGE)
        self.generate("--html", "x.html", code=USAGE)
        self.generate("--check", "--exclude-history", code=USAGE)
        self.generate("--arithmetic", "fast", "--exclude-history", code=USAGE)
        unknown = self.file("unknown.txt", "p\nq\n")
        for option in ("--allow", "--deny"):
            done = self.generate(option, unknown, code=BAD_INPUT)
            self.assertIn("none of the listed items", done.stderr)
            self.generate("--json", unknown, "--report", option, unknown, code=USAGE)
        self.generate("--deny", "missing.txt", code=BAD_INPUT)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What `generate` recommends and draws: its JSON, what it leaves out and says so, dead ends, and
whose networks it decodes."""

import json
import math
import random
import re
import shutil
import string
from fractions import Fraction

from harness import BAD_INPUT, COLLIDING, HOLDS, SOURCE, UNDECIDED, USAGE, CliTest, main

SMALL = ("--width", 8, "--layers", 1, "--heads", 2)


def flat(text):
    return re.sub(r"\s+", " ", text)


class GenerateRecommend(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)
        self.data = self.file("x.inter.json", {"a": [0, 2], "b": [1, 3, 4], "c": [0, 5, 4], "d": [5, 4]})

    def generate(self, *arguments, code=HOLDS, table=None, data=None):
        return self.expect(code, "generate", table or self.table, "-i", data or self.data, *SMALL, *arguments)

    def found(self, *arguments, code=HOLDS, **files):
        import jsonschema
        report = json.loads(self.generate(*arguments, "--json", "-", code=code, **files).stdout)
        schema = SOURCE / "docs" / "schema" / "recommendations-1.schema.json"
        jsonschema.validate(report, json.loads(schema.read_text()))
        self.assertEqual(report["exit_code"], code)
        return report

    def test_the_json_of_a_search_has_what_the_text_has(self):
        for law in ("raw", "global", "local"):
            report = self.found("--mode", law, "--beam", 3, "--requests", 4)
            text = self.generate("--mode", law, "--beam", 3, "--requests", 4).stdout
            self.assertEqual(report["law"], law.upper())
            shown = re.findall(r"([0-9.e-]+) % (\d) (<\S+)", flat(text))
            lines = [(result, item) for request in report["requests"] for result in request["results"]
                     for item in result["items"]]
            self.assertEqual([(item, "".join(result["tokens"])) for result, item in lines],
                             [(item, tokens) for _, item, tokens in shown])
            for (result, _), (percentage, _, _) in zip(lines, shown):
                self.assertAlmostEqual(100 * math.exp(result["log_probability"]), float(percentage),
                                       delta=1e-3 * float(percentage))
            for request in report["requests"]:
                self.assertEqual([result["rank"] for result in request["results"]], [1, 2, 3])
                for result in request["results"]:
                    for item in result["items"]:
                        self.assertEqual(result["tokens"], COLLIDING[item])
                ranks = [result["rank"] for result in request["results"]
                         if request["target"]["item"] in result["items"]]
                self.assertEqual(request["target"]["rank"], ranks[0] if ranks else None)
                said = f"(rank {ranks[0]})" if ranks else "(not among the 3 sequences)"
                self.assertIn(f"{request['target']['item']} {said}", flat(text))
                self.assertIn({0: "certified none: what the beam cut off", 1: "the first has the best score of all 5"}.get(
                    request["certified"], f"the first {request['certified']} of 3 sequences"), flat(text))
            hits = sum(request["target"]["rank"] is not None for request in report["requests"])
            self.assertIn(f"among the results of {hits} of 4 histories", flat(text))
            self.assertEqual(report, self.found("--mode", law, "--beam", 3, "--requests", 4, "--threads", 1))

    def test_the_three_laws_are_what_they_are_called(self):
        reports = {law: self.found("--mode", law, "--beam", 9)["requests"][0] for law in ("raw", "global", "local")}
        raw, whole, local = (reports[law]["results"] for law in ("raw", "global", "local"))
        mass = Fraction(reports["global"]["catalogue_mass"]["exact"])
        self.assertAlmostEqual(sum(math.exp(result["log_probability"]) for result in raw), float(mass), delta=1e-9)
        self.assertEqual((1 << 96) % mass.denominator, 0)
        for law in (whole, local):
            self.assertAlmostEqual(sum(math.exp(result["log_probability"]) for result in law), 1, delta=1e-9)
        for one, other in zip(raw, whole):
            self.assertEqual((one["tokens"], one["score"]), (other["tokens"], other["score"]))
            self.assertAlmostEqual(one["log_probability"] - other["log_probability"], math.log(mass), delta=1e-9)
            self.assertAlmostEqual(int(one["score"]) / 2**40, one["log_probability"], delta=1e-9)
        self.assertIsNone(reports["raw"]["catalogue_mass"])

    def test_without_a_mode_scores_are_raw_and_draws_and_reports_are_global(self):
        self.assertEqual(self.found("--beam", 9), self.found("--beam", 9, "--mode", "raw"))
        self.assertEqual(self.found("--samples", 20), self.found("--samples", 20, "--mode", "global"))
        report = json.loads(self.generate("--report", "--json", "-").stdout)
        self.assertEqual(report["law"], "GLOBAL")

    def test_a_search_runs_the_network_for_its_beam_alone(self):
        # The trie has so many nodes that the network is refused at each of them, by count.
        rng = random.Random(1)
        table = {str(i): [f"<{letter}_{rng.randrange(256)}>" for letter in string.ascii_lowercase]
                 for i in range(12_000)}
        files = self.file("large.json", table), "-i", self.file("l.inter.json", {"a": [0, 1, 2]})
        network = ("--width", 256, "--layers", 6, "--heads", 4, "--beam", 2)
        done = self.expect(BAD_INPUT, "generate", *files, *network, "--mode", "global")
        self.assertIn("the network at every node of the trie would take", done.stderr)
        report = self.report("generate", *files, *network, code=HOLDS)
        self.assertEqual([len(request["results"]) for request in report["requests"]], [2])
        self.expect(HOLDS, "generate", *files, *network, "--mode", "local", "--top-k", 250)

    def test_drawn_sequences_have_counts_and_probabilities(self):
        report = self.found("--samples", 1000, "--beam", 2)
        request = report["requests"][0]
        self.assertEqual((report["draws"], report["law"], len(request["results"])), (1000, "GLOBAL", 2))
        everything = self.found("--samples", 1000, "--beam", 9)["requests"][0]
        self.assertEqual(sum(result["draws"] for result in everything["results"]), 1000)
        self.assertEqual(everything["results"][:2], request["results"])
        self.assertEqual(everything["sequences_met"], len(everything["results"]))
        exact = {tuple(result["tokens"]): result["log_probability"]
                 for result in self.found("--mode", "global", "--beam", 9)["requests"][0]["results"]}
        for result in everything["results"]:
            self.assertAlmostEqual(result["log_probability"], exact[tuple(result["tokens"])], delta=1e-9)
        self.assertIn("the 2 met most often are shown", flat(self.generate("--samples", 1000, "--beam", 2).stdout))

    def children(self, prefix):
        return len({codes[len(prefix)] for codes in COLLIDING.values() if codes[:len(prefix)] == prefix})

    def test_a_dead_end_gets_one_answer_from_every_law_and_from_draws(self):
        codes = set()
        for seed in range(12):
            for cut in (("--top-k", 1), ("--top-p", 0.001)):
                ends = []
                for how in (("--mode", "raw"), ("--mode", "global"), ("--mode", "local"), (),
                            ("--samples", 9), ("--samples", 9, "--mode", "local")):
                    done = self.run_program("generate", self.table, "-i", self.data, *SMALL, *cut, *how,
                                            "--seed", seed, "--json", "-")
                    self.assertIn(done.returncode, (HOLDS, UNDECIDED), done.stderr)
                    request = json.loads(done.stdout)["requests"][0]
                    self.assertEqual(done.returncode == HOLDS, bool(request["results"]))
                    self.assertEqual(done.returncode == HOLDS, request["nothing"] == "")
                    ends.append((done.returncode, request["dead_end"]))
                    codes.add(done.returncode)
                for end in ends:
                    self.assertEqual(end, ends[0], (seed, cut))
                code, end = ends[0]
                if code == HOLDS:
                    continue
                self.assertEqual(end["cut"], self.children(end["prefix"]))
                self.assertGreater(end["cut"], 0)
                said = flat(self.generate(*cut, "--seed", seed, code=UNDECIDED).stdout)
                self.assertIn(f"nothing: after {' '.join(end['prefix'])} " if end["prefix"] else
                              "nothing: at the first token ", said)
                self.assertIn(f"cut by {cut[0][2:]} {cut[1]}; no sequence of the catalogue is left", said)
        self.assertEqual(codes, {HOLDS, UNDECIDED})

    def test_a_dead_end_of_a_narrow_beam_is_not_one_of_the_catalogue(self):
        said = set()
        for seed in range(40):
            for mode in ("raw", "global"):
                narrow = self.run_program("generate", self.table, "-i", self.data, *SMALL, "--top-k", 2, "--seed",
                                          seed, "--beam", 1, "--mode", mode)
                wide = self.run_program("generate", self.table, "-i", self.data, *SMALL, "--top-k", 2, "--seed",
                                        seed, "--beam", 9, "--mode", mode)
                if narrow.returncode == UNDECIDED and wide.returncode == HOLDS:
                    words = flat(narrow.stdout)
                    self.assertNotIn("no sequence of the catalogue is left", words)
                    said.add("which a wider --beam can reach" in words if mode == "global"
                             else "take a wider --beam" in words)
        self.assertEqual(said, {True})

    def test_a_local_law_with_dead_ends_is_not_drawn_from(self):
        refused = 0
        for seed in range(12):
            done = self.run_program("generate", self.table, "-i", self.data, *SMALL, "--top-k", 2, "--seed", seed,
                                    "--mode", "local", "--samples", 50, "--json", "-")
            request = json.loads(done.stdout)["requests"][0]
            if done.returncode == UNDECIDED:
                refused += 1
                self.assertIn("LOCAL is not a probability distribution", request["nothing"])
                self.assertGreater(Fraction(request["dead_mass"]["exact"]), 0)
                self.assertEqual(request["dead_end"]["cut"], self.children(request["dead_end"]["prefix"]))
            else:
                self.assertEqual(request["dead_mass"]["exact"], "0")
        self.assertGreater(refused, 0)

    def test_the_whole_history_is_excluded_not_what_is_seen_of_it(self):
        data = self.file("long.inter.json", {"a": [0, 1, 4, 5, 2]})
        report = self.found("--history", 1, "--exclude-history", "--beam", 9, data=data)
        request = report["requests"][0]
        self.assertEqual(request["history"], ["5"])
        self.assertEqual((request["events_not_seen"], request["items_excluded"]), (3, 4))
        self.assertEqual([result["items"] for result in request["results"]], [["2", "3"]])
        self.assertIn("4 items of the whole history excluded",
                      flat(self.generate("--history", 1, "--exclude-history", data=data).stdout))
        figures = json.loads(self.generate("--report", "--history", 1, "--exclude-history", "--json", "-",
                                           data=data).stdout)["requests"][0]["figures"]
        self.assertEqual(figures["filter"]["items_left"], 2)
        seen = self.file("seen.inter.json", {"a": [2, 1, 2]})
        request = self.found("--history", 1, "--exclude-history", "--beam", 9, data=seen)["requests"][0]
        self.assertEqual(request["target"], {"item": "2", "tokens": COLLIDING["2"], "rank": None, "excluded": True})

    def test_what_is_left_out_of_histories_is_counted(self):
        data = self.file("cut.inter.json", {"a": list("05152"), "b": list("1x02"), "c": list("15"), "d": list("210")})
        report = self.found("--items", 3, "--requests", 9, "--history", 1, data=data)
        self.assertEqual({key: report["histories"][key] for key in report["histories"] if key != "notes"},
                         {"split": "test", "other_split": False, "wanted": 9, "taken": 3, "passed_over": 1,
                          "events_beyond": 2, "events_absent": 1, "events_not_seen": 3, "window": 1})
        self.assertEqual([(request["history"], request["events_left_out"], request["events_not_seen"])
                          for request in report["requests"]], [(["1"], 2, 1), (["0"], 1, 1), (["1"], 0, 1)])
        for option in ((), ("--check", "--samples", 200), ("--report",), ("--export", "net")):
            text = flat(self.generate("--items", 3, "--requests", 9, "--history", 1, *option, data=data).stdout)
            for note in ("3 of the 9 histories asked for: there are no more",
                         "1 example passed over: the next item is not in the catalogue",
                         "left out of the histories: 3 items (2 beyond the first 3 rows, 1 not in the table)",
                         "the network sees the last item of a history: 3 earlier ones not seen"):
                self.assertIn(note, text, option)
        for option in (("--check", "--samples", 200), ("--report",)):
            other = json.loads(self.generate("--items", 3, "--requests", 9, "--history", 1, *option, "--json", "-",
                                             data=data).stdout)
            self.assertEqual(other["histories"], report["histories"])
        self.assertIn("(2 items not in the catalogue)", flat(self.generate("--items", 3, data=data).stdout))

    def test_a_history_of_unknown_items_is_not_called_empty_without_a_word(self):
        data = self.file("u.inter.json", {"a": [5, 4, 5, 0]})
        text = flat(self.generate("--items", 2, data=data).stdout)
        self.assertIn("history (empty) (3 items not in the catalogue)", text)
        self.assertIn("left out of the histories: 3 items (beyond the first 2 rows)", text)

    def test_examples_of_other_splits_are_said(self):
        data = self.file("s.inter.json", {"a": [0, 1, 5], "b": [1, 0, 4]})
        text = flat(self.generate("--items", 2, "--requests", 2, data=data).stdout)
        self.assertIn("no test example is followed by an item of the catalogue: examples of the other splits", text)
        self.assertTrue(self.found("--items", 2, data=data)["histories"]["other_split"])
        self.assertEqual(self.found(data=data)["histories"]["notes"], [])

    def test_the_room_of_a_networks_inputs_is_said(self):
        self.generate("--history", 1, "--export", "net")
        done = self.expect(HOLDS, "generate", self.table, "-i", self.data, "--weights", "net")
        self.assertIn("the network's inputs have room for 1 item of a history, not 8", flat(done.stdout))

    def test_many_histories_and_long_lists_stay_on_a_screen(self):
        rng = random.Random(2)
        table = self.file("m.json", {str(i): [f"<a_{i % 16}>", f"<b_{i // 16}>"] for i in range(250)})
        data = self.file("m.inter.json", {f"u{u}": [rng.randrange(250) for _ in range(5 + u % 2)]
                                        for u in range(30)})
        text = self.generate("--requests", 30, "--beam", 250, table=table, data=data).stdout
        self.assertLess(len(text.splitlines()), 130)
        self.assertEqual(len(re.findall("^history", text, re.M)), 4)
        self.assertIn("… 230 more; --json FILE has all", text)
        self.assertIn("… 26 histories more; --json FILE has all", text)
        report = self.found("--requests", 30, "--beam", 250, table=table, data=data)
        self.assertEqual([len(request["results"]) for request in report["requests"]], [250] * 30)

    def test_a_network_whose_tokens_are_not_told_is_refused(self):
        self.generate("--export", "net")
        tokens = self.folder / "net" / "tokens.json"
        tokens.rename(self.folder / "tokens.json")
        loaded = lambda path, code, table=self.table, *more: self.expect(
            code, "generate", table, "-i", self.data, "--weights", path, *more)
        for path in ("net", "net/model.safetensors"):
            for how in ((), ("--check",), ("--report",), ("--samples", 5), ("--export", "again")):
                said = flat(loaded(path, BAD_INPUT, self.table, *how).stderr)
                self.assertIn("nothing says which of the network's tokens is which code", said)
                self.assertIn("copy that export's tokens.json to this place", said)
        self.assertNotIn("again", self.files())
        # The file of the right table is what is wanted, that of another one is not.
        shutil.copy(self.folder / "tokens.json", tokens)
        loaded("net", HOLDS)
        other = self.file("other.json", {key: codes[::-1] for key, codes in COLLIDING.items()})
        said = flat(loaded("net", BAD_INPUT, other).stderr)
        self.assertIn("tokens are not the table's", said)
        self.assertNotIn("without this file", said)
        # The same codes in the same order, one item with another sequence.
        moved = self.file("moved.json", dict(COLLIDING, **{"5": ["<a_0>", "<b_1>"]}))
        said = flat(loaded("net", BAD_INPUT, moved).stderr)
        self.assertIn("exported with another table: the codes are this one's", said)
        self.expect(HOLDS, "generate", moved, "-i", self.data, *SMALL, "--export", "moved")
        shutil.copy(self.folder / "moved" / "tokens.json", tokens)
        loaded("net", HOLDS, moved)

    def test_what_stands_in_place_of_the_weights_is_named_with_the_way_out(self):
        self.generate("--export", "net")
        net = self.folder / "net"
        model = net / "model.safetensors"
        for name, hint in (("pytorch_model.bin", "safe_serialization=True"), ("tf_model.h5", "safe_serialization=True"),
                           ("model.safetensors.index.json", "max_shard_size"),
                           ("pytorch_model.bin.index.json", "safe_serialization=True")):
            model.rename(net / "moved")
            (net / name).write_text("{}")
            said = self.expect(BAD_INPUT, "generate", self.table, "-i", self.data, "--weights", "net").stderr
            self.assertIn(name, said)
            self.assertIn(hint, said)
            (net / name).unlink()
            (net / "moved").rename(model)
        (net / "adapter_config.json").write_text("{}")
        said = self.expect(BAD_INPUT, "generate", self.table, "-i", self.data, "--weights", "net").stderr
        self.assertIn("merge_and_unload", said)

    def test_wishes_without_effect_are_refused(self):
        for wish in (("--check", "--mode", "local"), ("--check", "--beam", 5), ("--groups", 2), ("--penalty", 1),
                     ("--mmr", "0.5"), ("--export", "net", "--mode", "raw"), ("--export", "net", "--beam", 5),
                     ("--export", "net", "--exclude-history"), ("--export", "net", "--json", "r.json"),
                     ("--items", 0), ("--requests", 0), ("--samples", 0)):
            done = self.generate(*wish, code=USAGE)
            self.assertEqual(done.stdout, "", wish)
        self.assertEqual(self.files(), ["t.json", "x.inter.json"])


if __name__ == "__main__":
    main()

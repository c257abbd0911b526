# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`generate` on small tables: recommendations, samples, checks, refusals."""

import json
import re
import struct

from harness import (BAD_INPUT, CANNOT_WRITE, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, REFUTED, SOURCE,
                     UNDECIDED, USAGE, CliTest, main)

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
            self.assertIn("18 of 18 checks hold", done.stdout)
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
        self.assertIn("add --check", self.generate("--junit", "r", code=USAGE).stderr)
        for option in ("--json", "--junit"):
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

    def export(self, *arguments, folder="net"):
        self.generate("--export", folder, *arguments)
        return self.folder / folder

    def loaded(self, *arguments, code=HOLDS, table=None):
        return self.expect(code, "generate", table or self.table, "-i", self.data, "--weights", *arguments)

    def test_exported_weights_give_the_same_recommendations_and_the_same_bytes(self):
        net = self.export()
        self.assertEqual(sorted(path.name for path in net.iterdir()),
                         ["config.json", "logits.json", "model.safetensors", "tokens.json"])
        without_source = lambda text: text.split("history", 1)[1]
        expected = without_source(self.generate().stdout)
        for path in ("net", "net/model.safetensors"):
            done = self.loaded(path)
            self.assertEqual(without_source(done.stdout), expected)
            self.assertIn("weights from net", re.sub(r"\s+", " ", done.stdout))
        self.assertIn("18 of 18 checks hold", self.loaded("net", "--check", "--samples", 2000).stdout)
        self.export(folder="again")
        self.loaded("net", "--export", "third")
        for name in ("config.json", "logits.json", "model.safetensors", "tokens.json"):
            for folder in ("again", "third"):
                self.assertEqual((net / name).read_bytes(), (self.folder / folder / name).read_bytes(), name)
        self.assertNotEqual((net / "model.safetensors").read_bytes(),
                            (self.export("--seed", 1, folder="other") / "model.safetensors").read_bytes())

    def test_logits_are_those_of_history_and_item(self):
        request = json.loads((self.export("--requests", 2) / "logits.json").read_text())["requests"][0]
        tokens = json.loads((self.folder / "net" / "tokens.json").read_text())
        names = [None] + [name for book in tokens["codebooks"] for name in book]
        # User a saw item 0; then came item 2.
        self.assertEqual([names[token] for token in request["tokens"]], [None, "<a_3>", "<b_1>", "<a_0>"])
        self.assertEqual(request["from"], 2)
        self.assertEqual([len(row) for row in request["logits"]], [len(names)] * 2)

    def test_exports_replace_nothing_unless_forced(self):
        net = self.export()
        before = (net / "model.safetensors").read_bytes()
        self.assertIn("exists already", self.generate("--export", "net", "--seed", 1, code=USAGE).stderr)
        self.assertEqual((net / "model.safetensors").read_bytes(), before)
        self.generate("--export", "net", "--seed", 1, "--force")
        self.assertNotEqual((net / "model.safetensors").read_bytes(), before)
        self.assertIn("the output is the input", self.loaded("net", "--export", "net", "--force", code=USAGE).stderr)
        self.generate("--export", "no/such/folder", code=CANNOT_WRITE)
        self.generate("--export", self.file("plain", ""), code=CANNOT_WRITE)
        self.generate("--force", code=USAGE)
        for other in ("--check", "--samples"):
            self.generate("--export", "new", other, *(["9"] if other == "--samples" else []), code=USAGE)
        self.assertFalse((self.folder / "new").exists())

    def test_weights_of_another_network_or_table_are_refused(self):
        net = self.export()
        model, config = net / "model.safetensors", net / "config.json"
        bytes_, text = model.read_bytes(), config.read_text()
        for option in ("--width", "--layers", "--heads"):
            self.loaded("net", option, 8, code=USAGE)
        self.assertIn("absent", self.loaded("absent", code=BAD_INPUT).stderr)
        turned = dict(reversed(COLLIDING.items()))
        self.assertIn("tokens are not the table's",
                      self.loaded("net", table=self.file("turned.json", turned), code=BAD_INPUT).stderr)

        def refused(said, weights=bytes_, change=lambda fields: None):
            fields = json.loads(text)
            change(fields)
            model.write_bytes(weights)
            config.write_text(json.dumps(fields))
            self.assertIn(said, re.sub(r"\s+", " ", self.loaded("net", code=BAD_INPUT).stderr))

        refused("truncated", bytes_[:-1])
        refused("1 bytes follow", bytes_ + b"x")
        header = struct.unpack("<Q", bytes_[:8])[0]
        refused("value 0 of the tensor \"transformer.h.0.attn.c_attn.bias\" is not a number",
                bytes_[:8 + header] + struct.pack("<f", float("nan")) + bytes_[12 + header:])
        refused("gelu_new", change=lambda fields: fields.update(activation_function="gelu"))
        refused("has the shape", change=lambda fields: fields.update(vocab_size=50))
        refused("2 layers have more than the 16 tensors", change=lambda fields: fields.update(n_layer=2))
        refused("no field n_head", change=lambda fields: fields.pop("n_head"))

    def test_a_vocabulary_may_be_larger_than_the_tables_but_not_smaller(self):
        net = self.export()
        data = self.file("s.inter.json", {"a": [0, 2], "b": [1, 3]})

        def told(codes):
            table = self.file("other.json", codes)
            self.expect(HOLDS, "generate", table, "-i", data, *SMALL, "--export", "other", "--force")
            (net / "tokens.json").write_bytes((self.folder / "other" / "tokens.json").read_bytes())
            return table

        small = told({key: codes for key, codes in COLLIDING.items() if key in "0123"})
        for arguments in ((), ("--check", "--samples", 2000)):
            done = self.expect(HOLDS, "generate", small, "-i", data, "--weights", "net", *arguments)
            self.assertIn("vocabulary 7 (6 of them used)", re.sub(r"\s+", " ", done.stdout))
        large = told(dict(COLLIDING, **{"6": ["<a_9>", "<b_1>"]}))
        done = self.loaded("net", table=large, code=BAD_INPUT)
        self.assertIn("the network's vocabulary has 7 tokens, the table needs 8", done.stderr)

    def test_parallel_heads_recommend_the_exact_top_of_all(self):
        for mode in ("raw", "global"):
            text = re.sub(r"\s+", " ", self.generate("--head", "parallel", "--mode", mode, "--beam", 2).stdout)
            self.assertIn("parallel tokenization: 2 heads at temperature 0.03", text)
            self.assertIn("certified the first 2 of 2 sequences have the best scores of all 5", text)
        wide = self.generate("--head", "parallel", "--head-temperature", 1, "--beam", 9).stdout
        self.assertEqual(sorted(re.findall(r" % (\d) ", wide)), ["0", "1", "2", "3", "4", "5"])
        drawn = self.generate("--head", "parallel", "--samples", 500, "--beam", 9).stdout
        self.assertIn("500 draws of GLOBAL", re.sub(r"\s+", " ", drawn))
        done = self.generate("--head", "parallel", "--check", "--samples", 2000)
        self.assertIn("18 of 18 checks hold", done.stdout)
        for wrong in (("--head", "rpg"), ("--head-temperature", 0.1),
                      ("--head", "parallel", "--head-temperature", 0),
                      ("--head", "parallel", "--head-temperature", "nan"),
                      ("--head", "parallel", "--export", "heads")):
            self.generate(*wrong, code=USAGE)
        self.export()
        self.loaded("net", "--head", "parallel", code=USAGE)

    def certify(self, *arguments, table=None):
        self.generate("--check", "--samples", 200, "--certificate", "c.json", *arguments, table=table)
        return (self.folder / "c.json").read_text()

    def test_a_certificate_replays_and_nothing_else_does(self):
        import jsonschema
        text = self.certify()
        schema = SOURCE / "docs" / "schema" / "generator-certificate-1.schema.json"
        document, rules = json.loads(text), json.loads(schema.read_text())
        jsonschema.validate(document, rules)
        self.assertEqual(list(document), rules["required"])
        done = self.expect(HOLDS, "replay", "c.json", self.table)
        self.assertIn("recomputed from the table and the weights", re.sub(r"\s+", " ", done.stdout))
        self.assertEqual(self.report("replay", "c.json", self.table, code=HOLDS)["differing"], 0)
        self.assertEqual(text, self.certify("--threads", 1))
        # No table, another table, the demo.
        self.expect(UNDECIDED, "replay", "c.json")
        other = self.file("o.json", ONE_TO_ONE)
        report = self.report("replay", "c.json", other, code=REFUTED)
        self.assertEqual([d["claim"] for d in report["differences"]], ["table_sha256"])
        self.expect(REFUTED, "replay", "c.json", "--demo")
        # Altered values: named, with both.
        claims = {}
        for field in ("inside", "items", "target_mass", "score", "rank"):
            value = document["examples"][0][field]
            old = json.dumps(value)
            new = json.dumps(value + 1) if isinstance(value, int) else json.dumps(value[:-1] + (
                "1" if value[-1] != "1" else "2"))
            place = text.index(f'"{field}": {old}', text.index('"examples"'))
            altered = text[:place] + text[place:].replace(old, new, 1)
            report = self.report("replay", self.file("a.json", altered), self.table, code=REFUTED)
            claims[field] = [d["claim"] for d in report["differences"]]
            self.assertEqual(claims[field], [f"examples[0] {field}"])
        # No certificate.
        for name, content in (("cut", text[:-9]), ("blank", text + " "),
                              ("version", text.replace("certificate/1", "certificate/2")),
                              ("other", text.replace("generator-certificate", "certificate"))):
            with self.subTest(name=name):
                self.expect(BAD_INPUT, "replay", self.file("b.json", content), self.table)
        self.generate("--certificate", "c2.json", code=USAGE)
        self.generate("--check", "--certificate", self.data, code=USAGE)
        self.generate("--check", "--certificate", "c.json", "--head", "parallel", code=USAGE)

    def test_weights_of_files_are_bound_by_their_digest(self):
        self.generate("--export", "net")
        self.expect(HOLDS, "generate", self.table, "-i", self.data, "--weights", "net", "--check",
                    "--samples", 200, "--certificate", "c.json")
        self.expect(HOLDS, "replay", "c.json", self.table, "--weights", "net")
        self.expect(USAGE, "replay", "c.json", self.table)
        self.generate("--export", "other", "--seed", 1)
        report = self.report("replay", "c.json", self.table, "--weights", "other", code=REFUTED)
        self.assertEqual([d["claim"] for d in report["differences"]], ["weights_sha256"])
        self.certify()
        self.expect(USAGE, "replay", "c.json", self.table, "--weights", "net")

    def test_fast_arithmetics_are_judged(self):
        done = self.generate("--arithmetic", "fast", "--mode", "local")
        self.assertRegex(re.sub(r"\s+", " ", done.stdout),
                         "holds of the real network: certified: the first 5 sequences")
        demo = ("generate", "--items", 200, "--beam", 200, "--width", 16)
        text = self.expect(HOLDS, *demo, "--arithmetic", "fast").stdout
        self.assertIn("certified: the first 200 sequences, in order", re.sub(r"\s+", " ", text))
        text = self.expect(REFUTED, *demo, "--arithmetic", "fast-bf16").stdout
        self.assertRegex(re.sub(r"\s+", " ", text),
                         r"refuted of the real network: certified inversion: item \d+ with ln p in "
                         r"\[.*\] stands before item \d+ with ln p in \[")
        text = self.expect(UNDECIDED, *demo[:3], "--beam", 1, "--width", 16, "--arithmetic", "fast").stdout
        self.assertIn("take a wider --beam", re.sub(r"\s+", " ", text))
        for wrong in (("--check",), ("--samples", 5), ("--executor", "cuda"), ("--export", "out"),
                      ("--head", "parallel"), ("--temperature", 2), ("--top-k", 3), ("--top-p", 0.5)):
            self.generate("--arithmetic", "fast", *wrong, code=USAGE)

    def test_temperature_top_k_and_top_p_change_the_law_in_this_order(self):
        text = re.sub(r"\s+", " ", self.generate("--temperature", 0.5, "--top-k", 3, "--top-p", 0.9).stdout)
        self.assertIn("temperature 0.5, then top-k 3, then top-p 0.9, then the mask", text)
        plain = self.generate("--beam", 9).stdout
        self.assertNotIn("the mask", plain)
        self.assertEqual(plain, self.generate("--beam", 9, "--temperature", 1, "--top-p", 1).stdout)
        first = r" % (\d) "
        self.assertEqual(re.findall(first, self.generate("--mode", "raw", "--beam", 1).stdout),
                         re.findall(first, self.generate("--mode", "raw", "--beam", 1,
                                                         "--temperature", 0.5).stdout))
        few = self.generate("--top-k", 2, "--beam", 9)
        self.assertIn("of the beam absent: the others are cut by top-k or top-p", re.sub(r"\s+", " ", few.stdout))
        drawn = self.generate("--samples", 300, "--beam", 9, "--top-k", 2).stdout
        self.assertEqual(set(re.findall(r"expected [0-9.]+ (\d) ", drawn)) -
                         set(re.findall(first, few.stdout)), set())
        done = self.generate("--check", "--samples", 2000, "--temperature", 2, "--top-k", 3, "--top-p", 0.95)
        self.assertIn("19 of 19 checks hold", done.stdout)
        import jsonschema
        report = json.loads(self.generate("--check", "--samples", 500, "--top-k", 4, "--top-p", 0.99, "--head",
                                          "parallel", "--head-temperature", 0.5, "--json", "-").stdout)
        schema = SOURCE / "docs" / "schema" / "generator-check-1.schema.json"
        jsonschema.validate(report, json.loads(schema.read_text()))
        self.assertEqual(report["tokens"], {"temperature": 1, "top_k": 4, "top_p": 0.99})
        self.assertEqual(report["network"]["head_temperature"], 0.5)
        done = self.generate("--check", "--samples", 2000, "--temperature", 2, "--head", "parallel")
        self.assertIn("18 of 18 checks hold", done.stdout)

    def test_rules_that_make_no_law_are_refused(self):
        for wrong in (("--temperature", 0), ("--temperature", -1), ("--temperature", "nan"),
                      ("--temperature", "inf"), ("--temperature", "warm"), ("--top-k", 0), ("--top-k", -1),
                      ("--top-k", 1.5), ("--top-p", 0), ("--top-p", -0.1), ("--top-p", 1.01),
                      ("--top-p", "nan")):
            self.assertEqual(self.generate(*wrong, code=USAGE).stdout, "")
        self.generate("--export", "net", "--temperature", 2, code=USAGE)
        self.generate("--check", "--certificate", "c.json", "--top-k", 3, code=USAGE)

    def test_dead_ends_of_a_cut_local_law_are_said(self):
        shares = set()
        for seed in range(12):
            done = self.run_program("generate", self.table, "-i", self.data, *SMALL, "--top-k", 2,
                                    "--seed", seed, "--mode", "local", "--beam", 9)
            self.assertIn(done.returncode, (HOLDS, UNDECIDED), done.stderr)
            shares.update(re.findall(r"not a probability distribution here: ([0-9.e-]+) % of it ends in dead ends",
                                     re.sub(r"\s+", " ", done.stdout)))
        self.assertTrue(shares)
        self.assertTrue(all(0 < float(share) <= 100 for share in shares))

    def test_samples_beyond_the_beam_are_counted_and_not_shown(self):
        shown = self.generate("--samples", 500, "--beam", 2).stdout
        self.assertIn("5 sequences met", re.sub(r"\s+", " ", shown))
        most = self.generate("--samples", 500, "--beam", 9).stdout
        rows = lambda text: re.findall(r"(\d+) ×, expected [0-9.]+ (\d) ", text)
        items = [item for _, item in rows(shown)]
        self.assertEqual(rows(most)[:len(items)], rows(shown))
        self.assertEqual(len({"2" if item == "3" else item for item in items}), 2)  # 2 and 3: one sequence

    def test_a_sampler_with_nothing_left_says_so(self):
        allowed = self.file("allow.txt", "0\n2\n")
        data = self.file("n.inter.json", {"a": [0, 2, 3, 4], "b": [1, 2, 3]})
        done = self.expect(UNDECIDED, "generate", self.table, "-i", data, *SMALL, "--samples", 50, "--allow",
                           allowed, "--exclude-history")
        self.assertIn("nothing: the filter leaves no item to recommend", re.sub(r"\s+", " ", done.stdout))

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
        self.assertIn("sequences of one length", self.generate(table=ragged, code=BAD_INPUT).stderr)
        unknown = self.file("z.inter.json", {"a": ["p", "q"]})
        done = self.expect(BAD_INPUT, "generate", self.table, "-i", unknown)
        self.assertIn("no example is followed by an item of the catalogue", done.stderr)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`objectives` on its constructed cases and on real data, every figure once more by
Python's fractions and 60-digit logarithms."""

import ast
import collections
import csv
import decimal
import json
import unittest
from fractions import Fraction as F
from math import prod

from harness import HOLDS, SOURCE, USAGE, CliTest, main

DATA = SOURCE.parent / "shared" / "data"
decimal.getcontext().prec = 60

# Codes, and for each history the counts of the items.
CASES = {
    "full-grid": (["00", "01", "10", "11"], [[4, 1, 2, 3]]),
    "shared-prefix": (["00", "01", "10"], [[3, 2, 1]]),
    "shared-sequence": (["00", "00", "01"], [[3, 2, 4]]),
    "shared-sequence-apart": (["00", "00", "01"], [[3, 0, 1], [0, 2, 3]]),
    "several-lengths": (["0", "01"], [[2, 1]]),
    "parallel-heads": (["00", "11"], [[2, 1]]),
    "tied-family": (["00", "01", "10"], [[1, 2, 2]]),
}
# One token at each position: the only cascaded model gives both items Q = 1, and 1/2 is not n/N.
UNATTAINED = {"several-lengths"}


def ln(q):
    return decimal.Decimal(q.numerator).ln() - decimal.Decimal(q.denominator).ln()


def nats(terms):
    """-sum of n ln p, and its exact sign where the terms are few."""
    return -sum((n * ln(p) for p, n in terms.items() if n), decimal.Decimal(0))


class Pool:
    """One history: the optima of its counts."""

    def __init__(self, codes, counts):
        self.codes, self.counts, self.total = codes, counts, sum(counts)
        self.m = collections.Counter(codes)
        ending = collections.Counter()
        for code, n in zip(codes, counts):
            ending[code] += n
        through, going_on = collections.Counter(), collections.Counter()
        for code, n in ending.items():
            for j in range(len(code)):
                through[code[:j + 1]] += n
                going_on[code[:j]] += n
        self.conditional = {w: F(n, going_on[w[:-1]]) for w, n in through.items() if going_on[w[:-1]]}
        self.going_on = going_on
        self.fv = [F(n, self.total) for n in counts]
        self.ar = [prod((self.conditional.get(code[:j + 1], F(0)) for j in range(len(code))), start=F(1))
                   for code in codes]
        self.fv_tokens = [F(ending[code], self.total * self.m[code]) for code in codes]
        at = [collections.Counter() for _ in range(max(map(len, codes)))]
        for code, n in zip(codes, counts):
            for j, token in enumerate(code):
                at[j][token] += n
        self.heads = [{t: F(n, sum(c.values())) for t, n in c.items()} for c in at if sum(c.values())]
        self.parallel = [prod((self.heads[j].get(t, F(0)) for j, t in enumerate(code)), start=F(1))
                         for code in codes]

    def loss(self, law, z=F(1)):
        terms = collections.Counter()
        for p, n in zip(law, self.counts):
            if n:
                terms[p / z] += n
        return terms

    def losses(self):
        fv, ar, parallel = self.loss(self.fv), self.loss(self.ar), self.loss(self.parallel)
        sequence = collections.Counter()
        for code, n in zip(self.codes, self.counts):
            if n:
                sequence[F(sum(k for c, k in zip(self.codes, self.counts) if c == code), self.total)] += n
        return {"best_fv_loss_nats": fv, "best_cascaded_loss_nats": ar,
                "best_parallel_loss_nats": parallel,
                "collision_entropy_nats": minus(fv, sequence),
                "ending_entropy_nats": minus(sequence, ar),
                "total_correlation_nats": minus(parallel, ar),
                "decomposition_nats": minus(parallel, fv)}

    def at_ar(self):
        return self.loss(self.ar, sum(self.ar))


def minus(a, b):
    result = collections.Counter(a)
    for p, n in b.items():
        result[p] -= n
    return result


def together(parts):
    result = collections.Counter()
    for part in parts:
        for p, n in part.items():
            result[p] += n
    return result


def exact_sign(terms):
    """The sign of -sum n ln p, by comparing products."""
    likelihood = prod((p ** n for p, n in terms.items()), start=F(1))
    return (likelihood < 1) - (likelihood > 1)


def ranks(first, second):
    """Kendall's counts from the distinct pairs of scores."""
    joint = sorted(collections.Counter(zip(first, second)).items())
    n = len(first)
    found = dict(pairs=n * (n - 1) // 2, swapped=0, tied_in_first=0, tied_in_second=0,
                 tied_in_both=sum(c * (c - 1) // 2 for _, c in joint))
    for i, ((a, b), c) in enumerate(joint):
        for (x, y), d in joint[:i]:
            if x == a:
                found["tied_in_first"] += c * d
            elif y == b:
                found["tied_in_second"] += c * d
            elif (x < a) != (y < b):
                found["swapped"] += c * d
    return found


class Objectives(CliTest):
    def enclosed(self, value, terms, total, sign=True):
        exact = nats(terms)
        for part, shown in ((exact, value["total"]), (exact / total, value["per_event"])):
            self.assertLessEqual(decimal.Decimal(shown["lo"]), part)
            self.assertGreaterEqual(decimal.Decimal(shown["hi"]), part)
            self.assertLessEqual(shown["hi"] - shown["lo"], 1e-12 * max(1, abs(shown["hi"])))
        if sign:
            self.assertEqual(value["sign"], exact_sign(terms))

    def items(self, shown, key):
        return [None if item[key] is None else F(item[key]["exact"]) for item in shown]


class Constructed(Objectives):
    def setUp(self):
        super().setUp()
        report = self.report("objectives", code=HOLDS)
        self.comparisons = {c["name"]: c for c in report["comparisons"]}

    def each(self):
        for name, (codes, data) in CASES.items():
            with self.subTest(case=name):
                split = self.comparisons[name]["splits"][0]
                yield name, codes, data, split

    def test_there_is_nothing_else(self):
        self.assertEqual(list(self.comparisons), list(CASES))

    def test_optima_and_scores(self):
        for name, codes, data, split in self.each():
            pool = Pool(codes, [sum(column) for column in zip(*data)])
            shown = split["history_free"]["items"]
            self.assertEqual(["".join(item["tokens"]) for item in shown], codes)
            self.assertEqual([item["events"] for item in shown], pool.counts)
            self.assertEqual([item["group_size"] for item in shown], [pool.m[c] for c in codes])
            self.assertEqual(split["history_free"]["unattained"] is not None, name in UNATTAINED)
            for key in ("fv", "ar", "fv_tokens", "parallel"):
                law = getattr(pool, key)
                if key == "fv_tokens" and name in UNATTAINED:
                    law = [None] * len(codes)
                self.assertEqual(self.items(shown, key), law, key)
            self.assertEqual(F(split["history_free"]["z_ar"]["exact"]), sum(pool.ar))
            self.assertEqual(F(split["history_free"]["z_parallel"]["exact"]), sum(pool.parallel))

    def test_losses_and_their_differences(self):
        for name, codes, data, split in self.each():
            pooled = Pool(codes, [sum(column) for column in zip(*data)])
            pools = [Pool(codes, counts) for counts in data]
            for version, parts in (("history_free", [pooled]), ("per_history", pools)):
                shown = split[version]
                total = sum(p.total for p in parts)
                for key in parts[0].losses():
                    self.enclosed(shown[key], together(p.losses()[key] for p in parts), total)
                if shown["fv_loss_at_ar_optimum_nats"]:
                    self.enclosed(shown["fv_loss_at_ar_optimum_nats"],
                                  together(p.at_ar() for p in parts), total)
                self.assertEqual(shown["fv_loss_of_token_model_nats"] is None, name in UNATTAINED)
                if shown["fv_loss_of_token_model_nats"]:
                    self.enclosed(shown["fv_loss_of_token_model_nats"],
                                  together(p.loss(p.fv_tokens) for p in parts), total)
            self.enclosed(split["history_free"]["fv_loss_at_parallel_optimum_nats"],
                          pooled.loss(pooled.parallel, sum(pooled.parallel)), pooled.total)

    def test_fitted_parameters(self):
        for name, codes, data, split in self.each():
            pool = Pool(codes, [sum(column) for column in zip(*data)])
            shown = split["history_free"]
            self.assertEqual(shown["rows_with_data"], len({w[:-1] for w in pool.conditional}))
            if name in UNATTAINED:
                self.assertEqual((shown["fitted"], shown["rows_differing"]), ([], None))
                continue
            ar, fv = {}, {}
            for row in shown["fitted"]:
                prefix = "".join(row["prefix"])
                self.assertEqual(row["events"], pool.going_on[prefix])
                for cell in row["cells"]:
                    ar[prefix + cell["token"]] = F(cell["ar"])
                    fv[prefix + cell["token"]] = F(cell["fv"])
            self.assertEqual(ar, pool.conditional)
            # The FV optimum is a model whose Q/Z is the law that nothing beats.
            q = [prod((fv[code[:j + 1]] for j in range(len(code))), start=F(1)) for code in codes]
            self.assertEqual([p / sum(q) for p in q], pool.fv_tokens)
            for prefix in {w[:-1] for w in fv}:
                self.assertLessEqual(sum(p for w, p in fv.items() if w[:-1] == prefix), 1)
            differing = {w[:-1] for w in ar if ar[w] != fv[w]}
            self.assertEqual(shown["rows_differing"], len(differing))
            for head in shown["heads"]:
                for cell in head["cells"]:
                    self.assertEqual(F(cell["ar"]),
                                     pool.heads[head["position"]].get(cell["token"], 0))
            if shown["heads"]:
                heads = [{c["token"]: F(c["fv"]) for c in head["cells"]} for head in shown["heads"]]
                q = [prod((heads[j][t] for j, t in enumerate(code)), start=F(1)) for code in codes]
                self.assertEqual([p / sum(q) for p in q], pool.fv)
                self.assertEqual(self.items(shown["items"], "fv_heads"), pool.fv)

    def test_rankings(self):
        for name, codes, data, split in self.each():
            pool = Pool(codes, [sum(column) for column in zip(*data)])
            shown = split["history_free"]
            for key, a, b in (("ranks_fv_ar", pool.fv, pool.ar),
                              ("ranks_fv_fv_tokens", pool.fv, pool.fv_tokens),
                              ("ranks_fv_tokens_ar", pool.fv_tokens, pool.ar),
                              ("ranks_fv_parallel", pool.fv, pool.parallel)):
                unknown = name in UNATTAINED and "fv_tokens" in key
                self.assertEqual(shown[key], None if unknown else ranks(a, b), key)
            if split["per_history"]["ranks_fv_ar"]:
                expected = collections.Counter()
                for counts in data:
                    one = Pool(codes, counts)
                    expected.update(ranks(one.fv, one.ar))
                self.assertEqual(split["per_history"]["ranks_fv_ar"],
                                 {key: expected[key] for key in split["per_history"]["ranks_fv_ar"]})

    def test_what_each_case_is_made_to_show(self):
        show = {name: c["splits"][0]["history_free"] for name, c in self.comparisons.items()}
        apart = self.comparisons["shared-sequence-apart"]["splits"][0]
        for name in ("full-grid", "shared-prefix"):
            self.assertEqual(show[name]["rows_differing"], 0)
            self.assertEqual(show[name]["ranks_fv_ar"]["swapped"], 0)
            self.assertEqual(show[name]["ranks_fv_ar"]["tied_in_second"], 0)
            self.assertEqual(show[name]["collision_entropy_nats"]["sign"], 0)
            self.assertEqual(show[name]["z_ar"]["exact"], "1")
        self.assertEqual(show["full-grid"]["total_correlation_nats"]["sign"], 1)
        self.assertGreater(show["shared-sequence"]["ranks_fv_ar"]["swapped"], 0)
        self.assertGreater(show["shared-sequence"]["ranks_fv_tokens_ar"]["swapped"], 0)
        self.assertGreater(show["shared-sequence"]["rows_differing"], 0)
        self.assertEqual(apart["history_free"]["collision_entropy_nats"]["sign"], 1)
        self.assertEqual(apart["per_history"]["collision_entropy_nats"]["sign"], 0)
        self.assertEqual(show["several-lengths"]["best_cascaded_loss_nats"]["sign"], 0)
        self.assertEqual(show["several-lengths"]["ending_entropy_nats"]["sign"], 1)
        self.assertEqual(show["parallel-heads"]["z_parallel"]["exact"], "5/9")
        self.assertEqual(show["tied-family"]["ranks_fv_parallel"]["swapped"], 2)
        self.assertEqual(show["tied-family"]["ranks_fv_ar"]["swapped"], 0)

    def test_the_report_satisfies_its_schema(self):
        try:
            import jsonschema
        except ImportError:
            self.skipTest("python3-jsonschema is not installed")
        schema = json.loads((SOURCE / "docs/schema/objectives-1.schema.json").read_text())
        validator = jsonschema.Draft202012Validator(schema)
        report = self.report("objectives", code=HOLDS)
        self.assertEqual([error.message for error in validator.iter_errors(report)], [])
        report["comparisons"][0]["splits"][0]["history_free"]["z_ar"] = "1"
        self.assertFalse(validator.is_valid(report))

    def test_the_terminal_report_fits_eighty_columns(self):
        lines = self.expect(HOLDS, "objectives").stdout.splitlines()
        self.assertLessEqual(max(map(len, lines)), 80)
        self.assertIn("5/13", "\n".join(lines))

    def test_a_table_needs_interactions_and_the_other_way_round(self):
        table = self.file("t.json", {"0": ["<a_0>"], "1": ["<a_1>"]})
        self.assertIn("no interactions", self.expect(USAGE, "objectives", table).stderr)
        self.assertIn("no table", self.expect(USAGE, "objectives", "-i", table).stderr)
        self.expect(USAGE, "objectives", table, "-i", table, "--json", table)
        self.expect(USAGE, "objectives", "--top", "0")

    def test_a_small_table_from_files_with_unseen_items(self):
        table = self.file("t.json", {"0": ["<a_0>", "<b_0>"], "1": ["<a_0>", "<b_0>"],
                                     "2": ["<a_0>", "<b_1>"], "3": ["<a_1>", "<b_1>"]})
        # Test targets after (0): 1, 2, 2; item 99 is not in the table.
        data = self.file("x.inter.json", {"a": [0, 1], "b": [0, 2], "c": [0, 2], "d": [0, 99]})
        report = self.report("objectives", table, "-i", data, code=HOLDS)
        split = next(s for s in report["comparisons"][0]["splits"] if s["split"] == "test")
        self.assertEqual((split["examples"], split["events"]), (4, 3))
        pool = Pool(["00", "00", "01", "11"], [0, 1, 2, 0])
        shown = split["history_free"]
        for key in ("fv", "ar", "fv_tokens", "parallel"):
            self.assertEqual(self.items(shown["items"], key), getattr(pool, key), key)
        self.assertEqual(F(shown["z_ar"]["exact"]), sum(pool.ar))
        self.assertEqual(F(shown["z_parallel"]["exact"]), sum(pool.parallel))
        self.assertEqual(shown["ranks_fv_ar"], ranks(pool.fv, pool.ar))
        self.assertEqual(split["per_history"]["ranks_fv_ar"], ranks(pool.fv, pool.ar))


@unittest.skipUnless(DATA.exists(), "skipped: no published tables beside the checkout")
class RealData(Objectives):
    def test_minionerec_industrial(self):
        folder = DATA / "MiniOneRec"
        table = json.loads((folder / "Industrial_and_Scientific.index.json").read_text())
        with (folder / "Industrial_and_Scientific.test.csv").open(newline="") as file:
            events = [(tuple(ast.literal_eval(row["history_item_id"])), row["item_id"])
                      for row in csv.DictReader(file)]
        report = self.report("objectives", folder / "Industrial_and_Scientific.index.json", "-i",
                             folder / "Industrial_and_Scientific.test.csv", "--top", "5", code=HOLDS)
        split = report["comparisons"][0]["splits"][0]
        names, codes = list(table), [tuple(code) for code in table.values()]
        number = {name: i for i, name in enumerate(names)}
        counts = [0] * len(names)
        for _, item in events:
            counts[number[item]] += 1
        pool = Pool(codes, counts)
        shown = split["history_free"]
        self.assertEqual(split["events"], len(events))
        self.assertEqual(shown["ranks_fv_ar"], ranks(pool.fv, pool.ar))
        self.assertEqual(shown["ranks_fv_fv_tokens"], ranks(pool.fv, pool.fv_tokens))
        self.assertEqual(shown["ranks_fv_tokens_ar"], ranks(pool.fv_tokens, pool.ar))
        self.assertGreater(shown["ranks_fv_ar"]["swapped"], 0)
        for key, terms in pool.losses().items():
            self.enclosed(shown[key], terms, pool.total, sign=False)
        self.enclosed(shown["fv_loss_at_ar_optimum_nats"], pool.at_ar(), pool.total, sign=False)
        self.enclosed(shown["fv_loss_of_token_model_nats"], pool.loss(pool.fv_tokens), pool.total,
                      sign=False)
        self.assertEqual(F(shown["z_ar"]["exact"]), sum(pool.ar))
        self.assertEqual(F(shown["z_parallel"]["exact"]), sum(pool.parallel))
        for item in shown["items"]:
            i = number[item["item"]]
            for key in ("fv", "ar", "fv_tokens", "parallel"):
                self.assertEqual(F(item[key]["exact"]), getattr(pool, key)[i])
        self.per_history(split["per_history"], codes, number, events)

    def per_history(self, shown, codes, number, events):
        of = collections.defaultdict(collections.Counter)
        for history, item in events:
            of[history][number[item]] += 1
        self.assertEqual(shown["histories"], len(of))
        members = collections.defaultdict(list)
        for i, code in enumerate(codes):
            members[code].append(i)
        expected, swapping, blurred = collections.Counter(), 0, 0
        fv, ar = collections.Counter(), collections.Counter()
        for counts in of.values():
            total = sum(counts.values())
            groups = collections.Counter()
            for i, n in counts.items():
                groups[codes[i]] += n
                fv[F(n, total)] += n
            for n in groups.values():
                ar[F(n, total)] += n
            support = [i for code in groups for i in members[code]]
            here = ranks([counts[i] for i in support], [groups[codes[i]] for i in support])
            outside = len(codes) - len(support)
            here["pairs"] = len(codes) * (len(codes) - 1) // 2
            here["tied_in_both"] += outside * (outside - 1) // 2
            here["tied_in_first"] += outside * sum(counts[i] == 0 for i in support)
            expected.update(here)
            swapping += here["swapped"] > 0
            blurred += any(sum(counts[i] > 0 for i in members[code]) > 1 for code in groups)
        self.assertEqual(shown["ranks_fv_ar"], {key: expected[key] for key in shown["ranks_fv_ar"]})
        self.assertEqual((shown["histories_swapping"], shown["histories_blurred"]), (swapping, blurred))
        self.enclosed(shown["best_fv_loss_nats"], fv, len(events), sign=False)
        self.enclosed(shown["best_cascaded_loss_nats"], ar, len(events), sign=False)
        self.enclosed(shown["collision_entropy_nats"], minus(fv, ar), len(events), sign=False)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every sentence of `gap` and `objectives` about tables of any lengths is printed exactly under
its condition, which is evaluated here by enumeration on random tables."""

import collections
import itertools
import random
from fractions import Fraction as F
from math import prod

from harness import HOLDS, REFUTED, UNDECIDED, CliTest, main

SIZES = [2, 2, 1]  # codes of each position: names <a_0>, <a_1>, <b_0>, ...


def solvable(rows, right):
    """Is there x >= 0 with rows x = right >= 0? Bland's rule in fractions."""
    height, real = len(rows), len(rows[0])
    rows = [[F(v) for v in row] + [F(i == j) for j in range(height)] for i, row in enumerate(rows)]
    right, basis = [F(v) for v in right], [real + i for i in range(height)]
    while True:
        enter = next((c for c in range(real)
                      if sum(rows[i][c] for i in range(height) if basis[i] >= real) > 0), None)
        if enter is None:
            return all(right[i] == 0 for i in range(height) if basis[i] >= real)
        leave = min((i for i in range(height) if rows[i][enter] > 0),
                    key=lambda i: (right[i] / rows[i][enter], basis[i]))
        pivot = rows[leave][enter]
        rows[leave], right[leave] = [v / pivot for v in rows[leave]], right[leave] / pivot
        for i in range(height):
            if i != leave and rows[i][enter]:
                factor = rows[i][enter]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[leave])]
                right[i] -= factor * right[leave]
        basis[leave] = enter


class Case:
    """A table and one split of targets, from the definitions."""

    def __init__(self, codes, targets):
        self.codes, self.targets = codes, targets
        known = [v for v, _ in targets if v in codes]
        self.known, self.examples = known, len(targets)
        self.counts = collections.Counter(known)
        self.of = collections.defaultdict(list)
        for v, code in codes.items():
            self.of[code].append(v)
        self.length = max(map(len, codes.values()))
        self.books = [sorted({c[j] for c in codes.values() if len(c) > j}) for j in range(self.length)]
        self.group = {v: len(self.of[code]) for v, code in codes.items()}

    def begins(self, items):
        """Does the sequence of one begin another one's?"""
        return any(len(self.codes[a]) < len(self.codes[b]) and
                   self.codes[b][:len(self.codes[a])] == self.codes[a] for a in items for b in items)

    def attained(self):
        """Is there a measure on the code space with Q(s) = n(s)/m(s) up to a factor?"""
        space = list(itertools.product(*self.books))
        return solvable([[w[:len(code)] == code for w in space] for code in self.of],
                        [F(sum(self.counts[v] for v in items), len(items)) for code, items in self.of.items()])

    def going_on(self, prefix):
        """The events after each next code."""
        after = collections.Counter()
        for v in self.known:
            if len(self.codes[v]) > len(prefix) and self.codes[v][:len(prefix)] == prefix:
                after[self.codes[v][len(prefix)]] += 1
        return after

    def least_z(self):
        """The least sum of scores over all cascaded AR optima."""
        choices, fixed = {}, {}
        for j in range(self.length):
            for w in itertools.product(*self.books[:j]):
                after = self.going_on(w)
                if after:
                    fixed[w] = {c: F(after[c], sum(after.values())) for c in self.books[j]}
                else:
                    choices[w] = self.books[j]

        def z_below(w, mass):  # the least that the items from w on get together
            here = len(self.of.get(w, ())) * mass
            if len(w) == self.length or not mass:
                return here
            if w in fixed:
                return here + sum(z_below(w + (c,), mass * p) for c, p in fixed[w].items())
            return here + min(z_below(w + (c,), mass) for c in choices[w])
        return z_below((), F(1))

    def least_z_of_heads(self):
        heads = []
        for j in range(self.length):
            here = collections.Counter(self.codes[v][j] for v in self.known if len(self.codes[v]) > j)
            total = sum(here.values())
            heads.append([{c: F(here[c], total) for c in self.books[j]}] if total else
                         [{c: F(c == one) for c in self.books[j]} for one in self.books[j]])
        return min(sum(prod((q[j][c] for j, c in enumerate(code)), start=F(1)) for code in self.codes.values())
                   for q in itertools.product(*heads))


def draw(rng):
    codes = {str(v): tuple(f"<{'abc'[j]}_{rng.randrange(SIZES[j])}>" for j in range(rng.choice([0, 1, 1, 2, 2, 3])))
             for v in range(rng.randrange(2, 6))}
    if not any(codes.values()):
        codes["0"] = ("<a_0>",)
    names = list(codes) + ["lost"] * rng.randrange(2)
    targets = [(rng.choice(names), rng.randrange(2)) for _ in range(rng.randrange(1, 7))]
    if not any(v in codes for v, _ in targets):
        targets[0] = ("0", 0)
    return Case(codes, targets)


class Sentences(CliTest):
    def cases(self, count=120, hits=False):
        rng = random.Random(12)
        for number in range(count):
            case = draw(rng)
            table = self.file("t.json", {v: list(code) for v, code in case.codes.items()})
            data = self.file("x.json", [{"history": [], "target": v, **({"hit": h} if hits else {})}
                                        for v, h in case.targets])
            self.drawn = f"case {number}: {case.codes}, targets {case.targets}"
            yield case, table, data

    def text(self, code, *arguments):
        return " ".join(self.expect(code, *arguments).stdout.split())

    def check(self, text, conditions, seen):
        for sentence, condition in conditions.items():
            seen[sentence, bool(condition)] += 1
            self.assertEqual(sentence in text, bool(condition), f"{sentence}\n{self.drawn}\n{text}")

    def both_ways(self, seen, at_least):
        for sentence in {s for s, _ in seen}:
            self.assertGreaterEqual(min(seen[sentence, True], seen[sentence, False]), at_least, sentence)

    def test_gap(self):
        seen = collections.Counter()
        for case, table, data in self.cases():
            collided = [v for v in case.known if case.group[v] > 1]
            lost = case.examples - len(case.known)
            endings = case.begins(case.counts)
            self.check(self.text(HOLDS, "gap", table, "-i", data), {
                "gives every item a sequence of its own that begins no other": collided or endings,
                "nothing is known of these": lost and not collided and not endings,
                "nothing: no target shares its sequence, none begins another's":
                    not lost and not collided and not endings,
                "left out of every figure": lost,
                "SID-level and item-level hits are the same number": not collided,
                "however it is picked: by 0 % (always the target) to any amount (never)": collided,
                "C1v: endings that no end token pays for": len(set(map(len, case.codes.values()))) > 1,
            }, seen)
            share = F(len(collided), case.examples), F(len(collided) + lost, case.examples)
            for limit in (0, 25, 50, 100):
                allowed = F(limit, 100)
                code = HOLDS if share[1] <= allowed else REFUTED if share[0] > allowed else UNDECIDED
                self.expect(code, "gap", table, "-i", data, "--max-collided", f"{limit}%")
        self.both_ways(seen, 5)

    def test_hits(self):
        seen = collections.Counter()
        for case, table, data in self.cases(hits=True):
            hit = [v for v, h in case.targets if h and v in case.codes]
            sure = [v for v in hit if case.group[v] == 1]
            text = self.text(HOLDS, "gap", table, "-i", data)
            self.check(text, {
                "item-level the same number: every hit target has a sequence of its own":
                    hit and len(sure) == len(hit),
                "expected if the item is picked uniformly inside its group": len(sure) < len(hit),
            }, seen)
            measured = self.report("gap", table, "-i", data)["splits"][0]["hits"]["measured"]
            # All ways to pick a member of each hit group, each once.
            ways = [sum(chosen) for chosen in itertools.product(
                *([w == v for w in case.of[case.codes[v]]] for v in hit))]
            self.assertEqual((measured["sure_hits"], measured["sid_hits"]), (min(ways), max(ways)), self.drawn)
            self.assertEqual(F(measured["item_hits"]["exact"]), F(sum(ways), len(ways)))
        self.both_ways(seen, 10)

    def test_objectives(self):
        seen = collections.Counter()
        for case, table, data in self.cases():
            text = self.text(HOLDS, "objectives", table, "-i", data)
            attained = case.attained()
            self.check(text, {
                "no cascaded model has Q/Z = n/(N m) on every item": not attained,
                "with data differ between the AR and the FV optimum": attained,
                "C2: least FV - least AR": not case.begins(case.counts),
                "C2 + C1v: least FV - least AR": case.begins(case.counts),
                ", not one-to-one": len(case.of) < len(case.codes),
                ", not prefix-free": case.begins(case.codes),
            }, seen)
            pooled = self.report("objectives", table, "-i", data)["comparisons"][0]["splits"][0]["history_free"]
            self.assertEqual(pooled["unattained"] is None, attained)
            self.assertEqual(pooled["rows_differing"] is None, not attained)
            for item in pooled["items"]:
                group = case.of[case.codes[item["item"]]]
                expected = F(sum(case.counts[v] for v in group), len(case.known) * len(group))
                self.assertEqual(item["fv_tokens"] and F(item["fv_tokens"]["exact"]),
                                 expected if attained else None)
            self.assertEqual(F(pooled["z_ar"]["exact"]), case.least_z(), self.drawn)
            self.assertEqual(F(pooled["z_parallel"]["exact"]), case.least_z_of_heads(), self.drawn)
        self.both_ways(seen, 20)

    def test_histories_with_two_items_of_one_sequence_are_counted_for_every_table(self):
        rng = random.Random(4)
        counted = collections.Counter()
        for _ in range(150):
            case = draw(rng)
            table = self.file("t.json", {v: list(code) for v, code in case.codes.items()})
            examples = [(rng.choice("pq"), v) for v, _ in case.targets]
            data = self.file("x.json", [{"history": [h], "target": v} for h, v in examples])
            split = self.report("objectives", table, "-i", data)["comparisons"][0]["splits"][0]
            blurred = sum(any(case.codes[a] == case.codes[b] for a, b in itertools.combinations(
                {v for g, v in examples if g == h and v in case.codes}, 2)) for h in "pq")
            shown = split["per_history"]
            self.assertEqual(shown["histories_blurred"], blurred)
            self.assertEqual(shown["histories_swapping"] is None, shown["ranks_fv_ar"] is None)
            self.assertEqual(shown["ranks_fv_ar"] is None, case.begins(case.codes))
            counted[blurred > 0, case.begins(case.codes)] += 1
        self.assertTrue(all(counted[a, b] >= 5 for a in (False, True) for b in (False, True)), counted)

    def test_a_split_without_known_targets_has_no_optimum(self):
        table = self.file("t.json", {"0": ["<a_0>"], "1": ["<a_1>"]})
        data = self.file("x.inter.json", {"u": ["0", "1", "0", "lost"]})
        splits = self.report("objectives", table, "-i", data)["comparisons"][0]["splits"]
        test = next(split for split in splits if split["split"] == "test")["history_free"]
        for key in ("z_ar", "z_parallel", "fv_loss_at_ar_optimum_nats", "ranks_fv_ar", "rows_differing",
                    "fv_loss_at_parallel_optimum_nats", "ranks_fv_parallel"):
            self.assertIsNone(test[key], key)


if __name__ == "__main__":
    main()

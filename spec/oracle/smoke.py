#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Compares the oracle with an independent evaluation in Python fractions.

  smoke.py ORACLE [CASES [SEED]]

Random small cases: codebooks of different sizes (one token included), several
histories, tables that are bijective, injective, colliding or not of fixed
length, zeros in the rows, rows that are no laws.
"""
import itertools
import json
import math
import random
import subprocess
import sys
from fractions import Fraction as F


def make_case(rng, number):
    k = rng.randint(0, 3)
    books = [rng.choice([1, 2, 2, 3]) for _ in range(k)]
    grid = list(itertools.product(*map(range, books)))
    kind = rng.choice(["bijective", "injective", "colliding", "variable"])
    if kind == "bijective":
        items = rng.sample(grid, len(grid))
    elif kind == "injective":
        items = rng.sample(grid, rng.randint(1, len(grid)))
    elif kind == "colliding":
        items = [rng.choice(grid) for _ in range(rng.randint(1, 8))]
    else:
        shorter = [w for j in range(k + 1) for w in itertools.product(*map(range, books[:j]))]
        items = [rng.choice(shorter) for _ in range(rng.randint(1, 6))]
    histories = rng.randint(1, 3)
    rows = {}
    law = rng.random() < 0.9
    for x in range(histories):
        for j in range(k):
            for w in itertools.product(*map(range, books[:j])):
                weights = [rng.choice([0, 1, 1, 2, 3, 7]) for _ in range(books[j])]
                if not sum(weights):
                    weights[0] = 1
                total = sum(weights) if law or rng.random() < 0.9 else sum(weights) + 1
                rows[x, w] = [F(a, total) for a in weights]
    counts = [(rng.randrange(histories), rng.randrange(len(items)), rng.randint(0, 3))
              for _ in range(rng.randint(0, 5))]
    return {"id": number, "books": books, "items": items, "rows": rows, "histories": histories,
            "counts": counts, "grid": grid}


def show(q):
    return str(q.numerator) if q.denominator == 1 else f"{q.numerator}/{q.denominator}"


def over(a, b):
    """The convention of the specification: x / 0 = 0."""
    return a / b if b else F(0)


def product(values):
    return math.prod(values, start=F(1))


def request(case):
    return {"id": case["id"], "codebooks": case["books"], "items": case["items"],
            "rows": [[x, w, [show(p) for p in row]] for (x, w), row in case["rows"].items()],
            "counts": case["counts"]}


def expected(case):
    books, items, rows, grid = case["books"], case["items"], case["rows"], case["grid"]
    k = len(books)
    fixed = all(len(s) == k for s in items)
    distinct = sorted(set(items))
    multiplicity = [sum(s[:len(u)] == u for u in items) for s in items]
    answer = {"id": case["id"], "table_ok": fixed, "injective": len(distinct) == len(items),
              "prefix_code": all(m <= 1 for m in multiplicity),
              "complete": all(sum(s[:len(u)] == u for u in items) == 1 for s in grid),
              "multiplicity": multiplicity, "histories": []}
    scores, zs = {}, {}
    for x in range(case["histories"] if k else 0):
        def q(w, s):
            return product(rows[x, w + s[:j]][s[j]] for j in range(len(s)))
        score = [q((), s) for s in items]
        scores[x], zs[x] = score, sum(score)
        mass = sum(q((), s) for s in distinct)
        entry = {"history": x,
                 "model_ok": all(sum(r) == 1 and min(r) >= 0 for (y, _), r in rows.items() if y == x),
                 "scores": score, "Z": zs[x], "share": [over(p, zs[x]) for p in score],
                 "split": [over(p, mass * items.count(s)) for p, s in zip(score, items)],
                 "valid_mass": mass, "local": None, "global": None, "nodes": None}
        if fixed:
            nodes = sorted({s[:j] for s in items for j in range(k + 1)}, key=lambda w: (len(w), w))
            known = set(nodes)

            def allowed(w):
                return sum((rows[x, w][t] for t in range(books[len(w)]) if w + (t,) in known), F(0)) \
                    if len(w) < k else F(0)

            def reach(w):
                return sum((q(w, s[len(w):]) for s in distinct if s[:len(w)] == w), F(0))
            entry["local"] = [product(over(rows[x, s[:j]][s[j]], allowed(s[:j])) for j in range(k)) for s in items]
            entry["global"] = [over(p, mass) for p in score]
            entry["nodes"] = [[list(w), allowed(w), reach(w)] for w in nodes]
        answer["histories"].append(entry)
    if not k:  # no rows: the empty sequence has mass one at every history
        for x in range(case["histories"]):
            scores[x], zs[x] = [F(1)] * len(items), F(len(items))
    counts = case["counts"]
    answer["lik_AR"] = answer["lik_FV_scores"] = product(scores[x][v] ** n for x, v, n in counts)
    answer["lik_FV_share"] = product(over(scores[x][v], zs[x]) ** n for x, v, n in counts)
    answer["gap"] = product(zs[x] ** n for x, _, n in counts)
    return json.loads(json.dumps(answer, default=show))


def main():
    oracle = sys.argv[1]
    cases = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    batch = [make_case(rng, i) for i in range(cases)]
    lines = "".join(json.dumps(request(c)) + "\n" for c in batch)
    run = subprocess.run([oracle], input=lines, capture_output=True, text=True, check=True)
    answers = [json.loads(line) for line in run.stdout.splitlines()]
    bad = 0
    for case, got in zip(batch, answers, strict=True):
        want = expected(case)
        if got != want:
            bad += 1
            if bad <= 3:
                print("DIFFERENT", json.dumps(request(case)))
                for key in want:
                    if got.get(key) != want[key]:
                        print("  ", key, "oracle:", got.get(key), "python:", want[key])
    complete = sum(a.get("complete") is True for a in answers)
    print(f"oracle: {cases} random cases, {bad} differences, {complete} complete codes")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

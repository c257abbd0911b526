#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""counterexamples.json once more, by Python's fractions and the definitions: every
number of an answer from q(t | w) alone, and the values claimed ("named")."""

import itertools
import json
import pathlib
import sys
from fractions import Fraction as F
from math import prod

HERE = pathlib.Path(__file__).resolve().parent


def show(q):
    return str(q.numerator) if q.denominator == 1 else f"{q.numerator}/{q.denominator}"


def over(a, b):
    return a / b if b else F(0)


def starts(s, w):
    return s[:len(w)] == w


def history(x, books, items, q):
    def mass(s):
        return prod((q[w, s[len(w)]] for w in (s[:j] for j in range(len(s)))), start=F(1))

    codes = sorted(set(items))
    scores = [mass(s) for s in items]
    z = sum(scores)
    valid = sum(mass(s) for s in codes)
    full = all(len(s) == len(books) for s in items)
    found = {"history": x,
             "model_ok": all(sum(q[w, t] for t in range(books[len(w)])) == 1
                             for j in range(len(books)) for w in itertools.product(*map(range, books[:j]))),
             "scores": [show(p) for p in scores], "Z": show(z),
             "share": [show(over(p, z)) for p in scores],
             "split": [show(over(p, valid * items.count(s))) for p, s in zip(scores, items)],
             "valid_mass": show(valid), "local": None, "global": None, "nodes": None}
    if not full:
        return scores, z, found

    def allowed(w):
        return sum((q[w, t] for t in {s[len(w)] for s in codes if starts(s, w) and len(s) > len(w)}), F(0))

    def reach(w):
        return sum(prod((q[s[:j], s[j]] for j in range(len(w), len(s))), start=F(1))
                   for s in codes if starts(s, w))

    found["local"] = [show(prod((over(q[s[:j], s[j]], allowed(s[:j])) for j in range(len(s))), start=F(1)))
                      for s in items]
    found["global"] = [show(over(p, valid)) for p in scores]
    prefixes = sorted({s[:j] for s in codes for j in range(len(s) + 1)}, key=lambda w: (len(w), w))
    found["nodes"] = [[list(w), show(allowed(w)), show(reach(w))] for w in prefixes]
    return scores, z, found


def answer(request):
    books, items = request["codebooks"], [tuple(s) for s in request["items"]]
    models = {}
    for x, w, row in request["rows"]:
        models.setdefault(x, {}).update({(tuple(w), t): F(p) for t, p in enumerate(row)})
    grid = list(itertools.product(*map(range, books)))
    others = list(itertools.permutations(items, 2))
    result = {"table_ok": all(len(s) == len(books) for s in items),
              "injective": len(set(items)) == len(items),
              "prefix_code": not any(starts(s, w) for s, w in others),
              "complete": all(sum(starts(s, w) for w in items) == 1 for s in grid),
              "multiplicity": [sum(starts(s, w) for w in items) for s in items], "histories": []}
    ar = scores_likelihood = share = gap = F(1)
    for x, q in models.items():
        scores, z, found = history(x, books, items, q)
        result["histories"].append(found)
        for y, v, n in request["counts"]:
            if y == x:
                ar *= prod((q[items[v][:j], items[v][j]] for j in range(len(items[v]))), start=F(1)) ** n
                scores_likelihood *= scores[v] ** n
                share *= over(scores[v], z) ** n
                gap *= z ** n
    result |= {"lik_AR": show(ar), "lik_FV_scores": show(scores_likelihood),
               "lik_FV_share": show(share), "gap": show(gap)}
    return result


def at(value, pointer):
    for step in pointer.strip("/").split("/"):
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


vectors = json.loads((HERE / "counterexamples.json").read_text())["vectors"]
problems = [] if len(vectors) >= 25 else ["there are fewer vectors than cases"]
numbers = 0
for vector in vectors:
    mine = answer(vector["request"])
    problems += [f"{vector['id']}: {field} is {vector['answer'][field]}, by fractions {mine[field]}"
                 for field in mine if mine[field] != vector["answer"][field]]
    problems += [f"{vector['id']}: {field} is unknown" for field in set(vector["answer"]) - set(mine)]
    for pointer, value in vector["named"].items():
        numbers += 1
        if at(mine, pointer) != value:
            problems.append(f"{vector['id']}: claims {value} at {pointer}, by fractions {at(mine, pointer)}")
    if not vector["named"]:
        problems.append(f"{vector['id']} claims nothing")
print("\n".join(problems) if problems else
      f"{len(vectors)} vectors and {numbers} claimed values as by fractions")
sys.exit(bool(problems))

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The cases of the vectors: one function call each, grouped by law.

`named` holds values worked out by hand from the law, by JSON pointer into the
answer. They are compared with what the oracle says, and never come from it."""

import itertools
from fractions import Fraction as F

HALF = F(1, 2)

FLAGS = {
    "bijective": "every sequence over the codebooks is the code of exactly one item",
    "injective": "no two items share a code",
    "collision": "items share a code",
    "hole": "some sequence is no item's code",
    "variable_length": "codes shorter than k",
    "zero": "a conditional that is met is zero",
    "division_by_zero": "a denominator is zero; the specification says x / 0 = 0, sidproof refuses",
    "deterministic": "every conditional is 0 or 1",
    "parallel": "the conditionals do not depend on the prefix",
    "histories": "several histories",
    "named": "has values worked out by hand",
    "boundary": "k = 0, a codebook of one token, or one item",
    "optimum": "the model maximises a likelihood of the data",
}

GROUPS: dict[str, list[dict]] = {}


def show(q) -> str:
    q = F(q)
    return str(q.numerator) if q.denominator == 1 else f"{q.numerator}/{q.denominator}"


def named_value(value):
    if isinstance(value, list):
        return [show(entry) for entry in value]
    return value if isinstance(value, bool) else show(value)


def prefixes(books):
    for j in range(len(books)):
        yield from itertools.product(*map(range, books[:j]))


def cascaded(books, law):
    """Rows from a function of the prefix."""
    return [(w, law(w)) for w in prefixes(books)] if books else [((), [])]


def heads(*laws):
    """Parallel rows: one law a position."""
    return cascaded([len(law) for law in laws], lambda w: laws[len(w)])


def given(books, table):
    """Rows from a dictionary of prefixes; uniform where it says nothing."""
    return cascaded(books, lambda w: table.get(w, [F(1, books[len(w)])] * books[len(w)]))


def emit(books, s):
    return cascaded(books, lambda w: [int(t == s[len(w)]) for t in range(books[len(w)])])


def realise(books, mass):
    """A4: the conditionals of a law on sequences, given as a dictionary."""
    def below(w):
        return sum(p for s, p in mass.items() if s[:len(w)] == w)

    def law(w):
        width = books[len(w)]
        return [below(w + (t,)) / below(w) if below(w) else F(1, width) for t in range(width)]
    return cascaded(books, law)


def mixture(books, s):
    """Half the measure that always emits s, half the uniform measure."""
    grid = list(itertools.product(*map(range, books)))
    return realise(books, {u: HALF * (u == s) + HALF / len(grid) for u in grid})


def vector(group, law, comment, books, items, histories, counts=(), flags=(), named=None):
    """`histories`: rows of each history; `counts`: for each history, one number an item."""
    cases = GROUPS.setdefault(group, [])
    flags = list(flags) + (["named"] if named else []) + (["histories"] if len(histories) > 1 else [])
    assert all(flag in FLAGS for flag in flags)
    request = {
        "codebooks": books, "items": [list(s) for s in items],
        "rows": [[x, list(w), [show(p) for p in row]]
                 for x, rows in enumerate(histories) for w, row in rows],
        "counts": [[x, v, n] for x, row in enumerate(counts) for v, n in enumerate(row) if n]}
    cases.append({"id": f"{group}-{len(cases) + 1:02}", "law": law, "comment": comment,
                  "flags": sorted(flags), "request": request,
                  "named": {pointer: named_value(value) for pointer, value in (named or {}).items()}})


H0 = "/histories/0/"
GRID2 = [(0, 0), (0, 1), (1, 0), (1, 1)]
TREE = {(): [F(3, 5), F(2, 5)], (0,): [F(1, 3), F(2, 3)], (1,): [F(2, 3), F(1, 3)]}

# A. The theorem
vector("A", "A1", "no positions: the empty sequence has mass one", [], [()], [cascaded([], None)],
       [[3]], ["bijective", "boundary"], {H0 + "Z": 1, "/complete": True, "/lik_AR": 1})
vector("A", "A1", "no positions, two items: both are the empty sequence", [], [(), ()],
       [cascaded([], None)], [[1, 1]], ["collision", "boundary"],
       {H0 + "Z": 2, "/gap": 4, "/lik_FV_share": F(1, 4)})
vector("A", "A1", "codebooks of one token", [1, 1], [(0, 0)], [heads([1], [1])], [[2]],
       ["bijective", "boundary"], {H0 + "Z": 1, H0 + "model_ok": True, "/lik_AR": 1})
vector("A", "A2", "two histories over 2 x 3: the scores are laws on items", [2, 3],
       [(1, 2), (0, 0), (0, 1), (1, 0), (0, 2), (1, 1)],
       [given([2, 3], {(): [F(1, 4), F(3, 4)], (0,): [HALF, F(1, 3), F(1, 6)]}),
        given([2, 3], {(): [F(2, 3), F(1, 3)], (1,): [F(1, 5), F(1, 5), F(3, 5)]})],
       [[1, 2, 0, 0, 1, 0], [0, 0, 3, 1, 0, 0]], ["bijective"],
       {H0 + "Z": 1, "/histories/1/Z": 1, "/gap": 1})
vector("A", "A2", "the chain rule needs no bijection: a colliding table with a hole", [2, 2],
       [(0, 1), (0, 1), (1, 1)], [given([2, 2], TREE)], [[2, 1, 1]], ["collision", "hole"],
       {"/lik_AR": F(2, 5) ** 3 * F(2, 15), "/lik_FV_scores": F(2, 5) ** 3 * F(2, 15)})
vector("A", "A2", "an observed item of probability zero: both likelihoods are zero", [2, 2], GRID2,
       [given([2, 2], {(): [1, 0]})], [[1, 0, 1, 0]], ["bijective", "zero"],
       {"/lik_AR": 0, "/lik_FV_share": 0})
vector("A", "A2", "an unobserved item of probability zero does no harm", [2, 2], GRID2,
       [given([2, 2], {(): [1, 0]})], [[1, 1, 0, 0]], ["bijective", "zero"], {"/lik_AR": F(1, 4)})
vector("A", "A2c", "rows tied across prefixes: the AR optimum of the family ranks 01 first", [2, 2],
       [(0, 0), (0, 1), (1, 1)], [heads([F(4, 7), F(3, 7)], [F(2, 7), F(5, 7)])], [[2, 2, 3]],
       ["injective", "hole", "parallel", "optimum"],
       {H0 + "scores": [F(8, 49), F(20, 49), F(15, 49)], H0 + "Z": F(43, 49)})
vector("A", "A2c", "the FV optimum of the same family ranks 11 first", [2, 2],
       [(0, 0), (0, 1), (1, 1)], [heads([F(2, 5), F(3, 5)], [HALF, HALF])], [[2, 2, 3]],
       ["injective", "hole", "parallel", "optimum"],
       {H0 + "share": [F(2, 7), F(2, 7), F(3, 7)], H0 + "Z": F(7, 10)})
vector("A", "A3", "parallel heads over the whole grid", [2, 2], GRID2,
       [heads([F(1, 3), F(2, 3)], [F(1, 4), F(3, 4)])], [[0, 1, 2, 1]], ["bijective", "parallel"],
       {H0 + "Z": 1, H0 + "scores": [F(1, 12), F(1, 4), F(1, 6), HALF]})
vector("A", "A4", "the conditionals of the empirical law: scores are n/N", [2, 2], GRID2,
       [realise([2, 2], dict(zip(GRID2, [F(1, 7), F(2, 7), F(3, 7), F(1, 7)])))], [[1, 2, 3, 1]],
       ["bijective", "optimum"], {H0 + "scores": [F(1, 7), F(2, 7), F(3, 7), F(1, 7)]})
for free in (F(1, 3), F(1, 2)):
    vector("A", "A4", f"an unreached prefix is free: row 1 starts with {show(free)}", [2, 2], GRID2,
           [given([2, 2], {(): [1, 0], (0,): [F(1, 3), F(2, 3)], (1,): [free, 1 - free]})],
           [[1, 2, 0, 0]], ["bijective", "zero", "optimum"],
           {H0 + "scores": [F(1, 3), F(2, 3), 0, 0], "/lik_AR": F(4, 27)})
vector("A", "A6", "parallel heads over 2 x 3", [2, 3], [(0, 2), (1, 0), (1, 1)],
       [heads([F(1, 4), F(3, 4)], [HALF, F(1, 3), F(1, 6)])], [[1, 1, 1]],
       ["injective", "hole", "parallel"], {H0 + "scores": [F(1, 24), F(3, 8), F(1, 4)]})
vector("A", "A6", "the same heads and codes read backwards have the same masses", [3, 2],
       [(2, 0), (0, 1), (1, 1)], [heads([HALF, F(1, 3), F(1, 6)], [F(1, 4), F(3, 4)])], [[1, 1, 1]],
       ["injective", "hole", "parallel"], {H0 + "scores": [F(1, 24), F(3, 8), F(1, 4)]})

# B. The partition identity and the converse
vector("B", "B1", "one collision and two holes: Z = 2 Q(01) + Q(10)", [2, 2],
       [(0, 1), (0, 1), (1, 0)], [given([2, 2], TREE)], [[1, 1, 1]], ["collision", "hole"],
       {H0 + "Z": F(16, 15)})
vector("B", "B2 witness", "always emit the shared sequence: Z = m(s) = 3", [2, 2],
       [(1, 0), (1, 0), (1, 0), (0, 0)], [emit([2, 2], (1, 0))], [[1, 0, 0, 0]],
       ["collision", "hole", "deterministic", "parallel"], {H0 + "Z": 3})
vector("B", "B2 witness", "always emit a hole: Z = 0, and no item law exists", [2, 2],
       [(0, 0), (0, 1), (1, 0)], [emit([2, 2], (1, 1))], [[1, 0, 0]],
       ["injective", "hole", "deterministic", "parallel", "division_by_zero"],
       {H0 + "Z": 0, "/lik_AR": 0, "/gap": 0})
vector("B", "B2 trap", "as many items as sequences, one collision, uniform model: Z = 1 all the same",
       [2, 2], [(0, 0), (0, 0), (1, 0), (1, 1)], [given([2, 2], {})], [[1, 1, 1, 1]],
       ["collision", "hole", "parallel"], {H0 + "Z": 1, "/complete": False})
vector("B", "B4", "half the measure that emits the shared sequence, half the uniform one: "
       "a positive model with Z = (2 + 1)/2", [2, 2], [(0, 0), (0, 0), (1, 0), (1, 1)],
       [mixture([2, 2], (0, 0))], [[1, 0, 0, 0]], ["collision", "hole"], {H0 + "Z": F(3, 2)})
vector("B", "B4", "k = 0 with two items: Z = 2 for the only model", [], [(), ()],
       [cascaded([], None)], [], ["collision", "boundary"], {H0 + "Z": 2})
vector("B", "B3", "one to one, one hole, positive model: Z = 1 - Q(hole)", [2, 2],
       [(0, 0), (0, 1), (1, 0)], [given([2, 2], TREE)], [[1, 1, 1]], ["injective", "hole"],
       {H0 + "Z": F(13, 15)})
vector("B", "B3", "nothing leaks when the hole has mass zero", [2, 2], [(0, 0), (0, 1), (1, 0)],
       [given([2, 2], {(1,): [1, 0]})], [[1, 1, 1]], ["injective", "hole", "zero"], {H0 + "Z": 1})
vector("B", "B5", "two histories: the gap is Z(0)^3 Z(1)^2", [2, 2], [(0, 0), (1, 0)],
       [given([2, 2], TREE), given([2, 2], {})], [[2, 1], [1, 1]], ["injective", "hole"],
       {H0 + "Z": F(7, 15), "/histories/1/Z": HALF, "/gap": F(7, 15) ** 3 * F(1, 4)})
vector("B", "B5", "a history without data may have Z = 0", [2], [(0,)],
       [heads([HALF, HALF]), heads([0, 1])], [[2], [0]],
       ["injective", "hole", "zero", "boundary", "division_by_zero"],
       {"/gap": F(1, 4), "/lik_FV_share": 1})
vector("B", "B6", "SHARE and SPLIT rank differently: Q(s) = 2/5 for two items, Q(t) = 3/10 for one",
       [3], [(0,), (0,), (1,)], [heads([F(2, 5), F(3, 10), F(3, 10)])], [[1, 1, 1]],
       ["collision", "hole", "parallel"],
       {H0 + "share": [F(4, 11), F(4, 11), F(3, 11)], H0 + "split": [F(2, 7), F(2, 7), F(3, 7)],
        H0 + "global": [F(4, 7), F(4, 7), F(3, 7)]})

# C. Maxima
vector("C", "C1", "one to one with a hole: at the optimum nothing leaks", [2, 2],
       [(0, 0), (0, 1), (1, 1)],
       [realise([2, 2], {(0, 0): F(1, 4), (0, 1): HALF, (1, 1): F(1, 4)})], [[1, 2, 1]],
       ["injective", "hole", "optimum"],
       {H0 + "scores": [F(1, 4), HALF, F(1, 4)], H0 + "Z": 1, "/lik_AR": F(1, 64), "/gap": 1})
vector("C", "C1, C2", "two items with one code, once each: max lik_AR = 1, max lik_FV = 1/4", [2],
       [(0,), (0,)], [heads([1, 0])], [[1, 1]], ["collision", "hole", "deterministic", "optimum"],
       {"/lik_AR": 1, "/lik_FV_share": F(1, 4), "/gap": 4})
vector("C", "C1v", "{0, 01}, once each: max lik_AR = 1, max lik_FV = 1/4", [2, 2], [(0,), (0, 1)],
       [given([2, 2], {(): [1, 0], (0,): [0, 1]})], [[1, 1]],
       ["injective", "variable_length", "optimum", "zero"],
       {"/lik_AR": 1, "/lik_FV_share": F(1, 4), H0 + "Z": 2, "/prefix_code": False})
vector("C", "C2", "a shared code costs nothing when each history sees one of its items", [2],
       [(0,), (0,)], [heads([1, 0]), heads([1, 0])], [[2, 0], [0, 3]],
       ["collision", "hole", "deterministic", "optimum"], {"/lik_AR": 1})
vector("C", "C3, C4", "{00, 11} once each: the best parallel heads are uniform and leak one half",
       [2, 2], [(0, 0), (1, 1)], [heads([HALF, HALF], [HALF, HALF])], [[1, 1]],
       ["injective", "hole", "parallel", "optimum"],
       {H0 + "Z": HALF, H0 + "share": [HALF, HALF], "/lik_AR": F(1, 16), "/gap": F(1, 4)})
vector("C", "C3", "counts that are a product: parallel heads lose nothing", [2, 2], GRID2,
       [heads([F(1, 3), F(2, 3)], [F(1, 4), F(3, 4)])], [[1, 3, 2, 6]],
       ["bijective", "parallel", "optimum"],
       {H0 + "scores": [F(1, 12), F(1, 4), F(1, 6), HALF]})
vector("C", "C4", "collision and dependence at once: {00, 00, 11}", [2, 2],
       [(0, 0), (0, 0), (1, 1)], [heads([F(2, 3), F(1, 3)], [F(2, 3), F(1, 3)])], [[1, 1, 1]],
       ["collision", "hole", "parallel", "optimum"],
       {H0 + "scores": [F(4, 9), F(4, 9), F(1, 9)], H0 + "Z": 1, "/lik_AR": F(16, 729)})

# D. Variable length
vector("D", "D1, D2", "{0, 01} has Kraft sum 3/4 (the uniform model) and is no prefix code", [2, 2],
       [(0,), (0, 1)], [given([2, 2], {})], [[1, 1]], ["injective", "variable_length", "parallel"],
       {H0 + "Z": F(3, 4), "/prefix_code": False, "/injective": True})
vector("D", "D1", "{0, 01} has score 2 when 0 is followed by 1 for certain", [2, 2], [(0,), (0, 1)],
       [given([2, 2], {(): [1, 0], (0,): [0, 1]})], [], ["injective", "variable_length", "zero"],
       {H0 + "Z": 2})
vector("D", "D1", "{0, 10, 11} is a complete prefix code", [2, 2], [(0,), (1, 0), (1, 1)],
       [given([2, 2], TREE)], [[1, 1, 1]], ["injective", "variable_length"],
       {H0 + "Z": 1, "/prefix_code": True, "/complete": True})
vector("D", "D3", "and so it is for every other model", [2, 2], [(0,), (1, 0), (1, 1)],
       [given([2, 2], {(): [F(1, 7), F(6, 7)], (1,): [0, 1]})], [[1, 0, 1]],
       ["injective", "variable_length", "zero"], {H0 + "Z": 1})
vector("D", "D2", "{0, 10} is a prefix code with Kraft sum 3/4, not complete", [2, 2],
       [(0,), (1, 0)], [given([2, 2], {})], [], ["injective", "variable_length", "hole"],
       {H0 + "Z": F(3, 4), "/prefix_code": True, "/complete": False})
vector("D", "D2", "Kraft sum with codebooks of 2 and 3 tokens: 1/2 + 1/6", [2, 3],
       [(1,), (0, 2)], [given([2, 3], {})], [], ["injective", "variable_length", "hole"],
       {H0 + "Z": F(2, 3)})
vector("D", "D1", "the empty code alone is a complete prefix code", [2], [()],
       [given([2], {})], [[1]], ["injective", "variable_length", "boundary"],
       {H0 + "Z": 1, "/complete": True, "/prefix_code": True})
vector("D", "D1, D4", "the empty code beside another is a prefix of it", [2], [(), (1,)],
       [given([2], {})], [[1, 1]], ["injective", "variable_length"],
       {H0 + "Z": F(3, 2), "/prefix_code": False})
vector("D", "D1", "two items with one code are no prefix code", [2], [(1,), (1,)],
       [given([2], {})], [[1, 1]], ["collision", "hole"],
       {H0 + "Z": 1, "/prefix_code": False})
vector("D", "D4", "{0, 01} closed by the end token 2: a prefix code, and incomplete", [3, 3, 3],
       [(0, 2), (0, 1, 2)], [given([3, 3, 3], {})], [[1, 1]],
       ["injective", "variable_length", "hole"],
       {"/prefix_code": True, "/complete": False, H0 + "Z": F(4, 27)})

# E. Several sequences per item
vector("E", "E1", "two sequences of one item and one of another: p(v) is the sum over its rows",
       [2, 2], [(0, 0), (0, 1), (1, 0)], [given([2, 2], TREE)], [], ["injective", "hole"],
       {H0 + "scores": [F(1, 5), F(2, 5), F(4, 15)], H0 + "valid_mass": F(13, 15)})

# F. Constrained decoding
vector("F", "F2", "the smallest case in which LOCAL and GLOBAL choose another best item", [2, 2],
       [(0, 0), (1, 0)], [given([2, 2], TREE)], [[2, 1]], ["injective", "hole"],
       {H0 + "local": [F(3, 5), F(2, 5)], H0 + "global": [F(3, 7), F(4, 7)],
        H0 + "valid_mass": F(7, 15)})
vector("F", "F2", "one free choice, everything below it: LOCAL is GLOBAL for every positive model",
       [3, 2], [(0, 0), (0, 1), (2, 0), (2, 1)],
       [given([3, 2], {(): [HALF, F(1, 4), F(1, 4)], (0,): [F(1, 3), F(2, 3)]})], [],
       ["injective", "hole"],
       {H0 + "local": [F(2, 9), F(4, 9), F(1, 6), F(1, 6)],
        H0 + "global": [F(2, 9), F(4, 9), F(1, 6), F(1, 6)]})
vector("F", "F2", "k = 1: LOCAL is GLOBAL", [4], [(3,), (1,)],
       [heads([HALF, F(1, 8), F(1, 8), F(1, 4)])], [], ["injective", "hole", "parallel"],
       {H0 + "local": [F(2, 3), F(1, 3)], H0 + "global": [F(2, 3), F(1, 3)]})
vector("F", "F2", "unequal conditionals with equal completion: LOCAL is GLOBAL for this model", [2, 2],
       [(0, 0), (1, 1)], [given([2, 2], {(): [F(3, 5), F(2, 5)], (0,): [F(1, 3), F(2, 3)],
                                         (1,): [F(2, 3), F(1, 3)]})], [], ["injective", "hole"],
       {H0 + "local": [F(3, 5), F(2, 5)], H0 + "global": [F(3, 5), F(2, 5)]})
vector("F", "F1, F4", "a dead end: the trie's only token after 1 has probability zero", [2, 2],
       [(0, 0), (1, 0)], [given([2, 2], {(): [HALF, HALF], (0,): [HALF, HALF], (1,): [0, 1]})],
       [[1, 0]], ["injective", "hole", "zero", "division_by_zero"],
       {H0 + "valid_mass": F(1, 4), H0 + "global": [1, 0]})
vector("F", "F3", "no valid sequence has mass: neither law exists", [2, 2], [(0, 0), (1, 0)],
       [given([2, 2], {(0,): [0, 1], (1,): [0, 1]})], [], ["injective", "hole", "zero", "division_by_zero"],
       {H0 + "valid_mass": 0})
vector("F", "F5", "three items in stock: LOCAL prefers 10 to 00", [2, 2], [(0, 0), (1, 0), (0, 1)],
       [given([2, 2], {(): [F(3, 5), F(2, 5)]})], [], ["injective", "hole"],
       {H0 + "local": [F(3, 10), F(2, 5), F(3, 10)], H0 + "global": [F(3, 8), F(1, 4), F(3, 8)]})
vector("F", "F5", "01 out of stock: LOCAL prefers 00 to 10; GLOBAL keeps the ratio 3 : 2", [2, 2],
       [(0, 0), (1, 0)], [given([2, 2], {(): [F(3, 5), F(2, 5)]})], [], ["injective", "hole"],
       {H0 + "local": [F(3, 5), F(2, 5)], H0 + "global": [F(3, 5), F(2, 5)]})
vector("F", "F2b", "the masked model of the smallest case: Z = 1, its scores are LOCAL", [2, 2],
       [(0, 0), (1, 0)], [given([2, 2], {(): [F(3, 5), F(2, 5)], (0,): [1, 0], (1,): [1, 0]})],
       [[2, 1]], ["injective", "hole", "zero"],
       {H0 + "Z": 1, H0 + "scores": [F(3, 5), F(2, 5)], "/gap": 1})
vector("F", "F", "a shared code: decoding laws are laws on sequences", [2, 2],
       [(0, 0), (1, 0), (0, 0)], [given([2, 2], TREE)], [[1, 1, 1]], ["collision", "hole"],
       {H0 + "local": [F(3, 5), F(2, 5), F(3, 5)], H0 + "valid_mass": F(7, 15),
        H0 + "Z": F(2, 3)})

# G. The loss as practised
vector("G", "G3", "a stripped de-duplicating token: below 00 the mass 1/3 leaks", [2, 2, 3],
       [(0, 0, 0), (0, 0, 1), (0, 1, 0)], [given([2, 2, 3], {})], [[1, 1, 0]], ["injective", "hole"],
       {H0 + "scores": [F(1, 12), F(1, 12), F(1, 12)], H0 + "valid_mass": F(1, 4)})
vector("G", "G4", "a softmax over three tokens, a codebook of two: the full trie leaks", [3, 3], GRID2,
       [given([3, 3], {})], [[1, 1, 1, 1]], ["injective", "hole", "parallel"],
       {H0 + "Z": F(4, 9)})

# H. Search and sampling
vector("H", "H3", "greedy takes 0 and misses the best item, 10", [2, 3],
       [(0, 0), (0, 1), (0, 2), (1, 0)], [given([2, 3], {(1,): [1, 0, 0]})], [],
       ["injective", "hole", "zero"], {H0 + "scores": [F(1, 6), F(1, 6), F(1, 6), HALF]})
vector("H", "H6", "parallel heads squared and renormalised: the items are squared and renormalised",
       [2, 2], GRID2, [heads([F(1, 5), F(4, 5)], [F(1, 10), F(9, 10)])], [],
       ["bijective", "parallel"], {H0 + "scores": [F(1, 50), F(9, 50), F(4, 50), F(36, 50)]})

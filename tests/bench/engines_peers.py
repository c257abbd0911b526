# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Exact models side by side: sidproof's engines and Python's fractions on one job.

usage: engines_peers.py ENGINES_BENCH

The job is that of engines_bench.cpp, with the same numbers drawn. All run on one core;
times are CPU seconds. All must find the same number of models with Z = 1, or the
script fails. The table of ratios is printed as Markdown.
"""
import itertools
import json
import subprocess
import sys
import time
from fractions import Fraction


class Linear:
    def __init__(self):
        self.state = 1

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % bound


PREFIXES = [list(itertools.product(range(4), repeat=length)) for length in range(3)]
SEQUENCES = list(itertools.product(range(4), repeat=3))
ITEMS = SEQUENCES[:63] + [SEQUENCES[62]]
MULTIPLICITY = [1] * 62 + [2, 0]


def z_is_one(random):
    rows = {}
    for prefixes in PREFIXES:
        for prefix in prefixes:
            weights = [random.below(9) + 1 for _ in range(4)]
            total = sum(weights)
            rows[prefix] = [Fraction(weight, total) for weight in weights]
    draws = [random.below(64) for _ in range(16)]

    def mass(s):
        return rows[()][s[0]] * rows[s[:1]][s[1]] * rows[s[:2]][s[2]]

    masses = [mass(s) for s in ITEMS]
    z = sum(masses)
    by_sequences = sum(m * mass(s) for m, s in zip(MULTIPLICITY, SEQUENCES))
    tokens = Fraction(1)
    for position in range(3):
        for item in draws:
            code = ITEMS[item]
            tokens *= rows[code[:position]][code[position]]
    items = Fraction(1)
    for item in draws:
        items *= masses[item]
    if z != by_sequences or tokens != items:
        sys.exit("Python finds an identity broken")
    return z == 1


def main():
    output = subprocess.run([sys.argv[1], "--benchmark_format=json"], check=True,
                            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    engines = json.loads(output.stdout)["benchmarks"]
    random, models = Linear(), 1000
    best, ones = float("inf"), 0
    for _ in range(5):  # as for the others, other work on the machine must not count
        begin = time.process_time()
        ones += sum(z_is_one(random) for _ in range(models // 5))
        best = min(best, (time.process_time() - begin) / (models // 5))
    python, speeds = 1 / best, {}
    for engine in engines:
        if "error_message" in engine:
            sys.exit(f"{engine['name']}: {engine['error_message']}")
        if engine.get("z_is_one_of_1000", ones) != ones:
            sys.exit(f"{engine['name']} finds {engine['z_is_one_of_1000']} models with Z = 1, Python {ones}")
        speeds[engine["name"]] = engine["items_per_second"]
    boost = speeds["generic<Rational>"]
    print(f"{ones} of {models} models have Z = 1\n")
    print("| engine | models/s | ratio to Python `fractions` | ratio to Boost fractions |\n|---|--:|--:|--:|")
    for name, speed in [*speeds.items(), ("Python fractions", python)]:
        print(f"| {name} | {speed:,.0f} | {speed / python:.1f} | {speed / boost:.1f} |")


if __name__ == "__main__":
    main()

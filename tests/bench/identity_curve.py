# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What one point of the identity test B1 costs as tables grow.

usage: identity_curve.py LAWS_BENCH [CURVE.csv]

Runs laws_bench on tries of about 10^3 to 10^7 nodes and prints a Markdown table: the
CPU time of one point modulo 2^61 - 1 and its time a node, which is flat where the cost
is linear (beyond the caches every node costs its memory traffic). Given a second
argument, writes nodes and seconds there, too.
"""
import csv
import json
import subprocess
import sys

LAW = "point/B1_partition/"


def main():
    output = subprocess.run([sys.argv[1], f"--benchmark_filter=^{LAW}", "--benchmark_format=json"],
                            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    rows = []
    for point in json.loads(output.stdout)["benchmarks"]:
        if "error_message" in point:
            sys.exit(f"{point['name']}: {point['error_message']}")
        items = int(point["name"].removeprefix(LAW))
        rows.append((items, int(point["nodes"]), point["cpu_time"] / 1000))
    rows.sort()
    print("| items | trie nodes | one point | a node |\n|--:|--:|--:|--:|")
    for items, nodes, seconds in rows:
        print(f"| {items:,} | {nodes:,} | {1000 * seconds:,.2f} ms | {1e9 * seconds / nodes:.0f} ns |")
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("items", "nodes", "seconds"))
            writer.writerows(rows)


if __name__ == "__main__":
    main()

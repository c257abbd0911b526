# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`gap` on real interactions gives the figures that were counted independently of it."""

import csv
import ast
import collections
import json
import math

from harness import HOLDS, REFUTED, CliTest, main
from shared import DATA, need

MINI = need(DATA / "MiniOneRec")


class GapFigures(CliTest):
    def split(self, table, interactions, name="test"):
        report = self.report("gap", DATA / table, "-i", DATA / interactions, code=HOLDS)
        return next(split for split in report["splits"] if split["split"] == name)

    def enclosed(self, enclosure, expected, digits):
        slack = 1.0 * 10.0 ** -digits  # some of the published figures are cut, not rounded
        self.assertLessEqual(enclosure["lo"] - slack, expected)
        self.assertGreaterEqual(enclosure["hi"] + slack, expected)
        self.assertLess(enclosure["hi"] - enclosure["lo"], 1e-12)

    def test_published_figures(self):
        for table, data, share, digits, mean in (
                ("MiniOneRec/Industrial_and_Scientific.index.json",
                 "MiniOneRec/Industrial_and_Scientific.test.csv", 6.993161, 6, 0.050440743),
                ("MiniOneRec/Office_Products.index.json", "MiniOneRec/Office_Products.test.csv",
                 1.73, 2, 0.011965549),
                ("MiniOneRec-collab/Office_Products_collab_pre_sk.index.json",
                 "MiniOneRec/Office_Products.test.csv", 17.84, 2, 0.143553961),
                ("GenRec/Games.index.json", "GenRec/Games.inter.json", 2.23, 2, 0.016586326)):
            with self.subTest(table=table):
                split = self.split(table, data)
                self.assertAlmostEqual(split["hits"]["collision_share"]["value"] * 100, share,
                                       delta=0.51 * 10.0 ** -digits)
                self.enclosed(split["hits"]["mean_log_group_size_nats"], mean, 9)

    def test_industrial_test_targets_against_a_count_in_python(self):
        table = json.loads((MINI / "Industrial_and_Scientific.index.json").read_text())
        size = collections.Counter(map(tuple, table.values()))
        targets = [row["item_id"] for row in
                   csv.DictReader((MINI / "Industrial_and_Scientific.test.csv").open(newline=""))]
        split = self.split("MiniOneRec/Industrial_and_Scientific.index.json",
                           "MiniOneRec/Industrial_and_Scientific.test.csv")
        g = [size[tuple(table[item])] for item in targets]
        self.assertEqual(split["events"], len(targets))
        self.assertEqual(split["hits"]["collided"], sum(x > 1 for x in g))
        inverse = math.fsum(1 / x for x in g) / len(g)
        self.assertAlmostEqual(split["hits"]["overstated_share"]["value"], 1 - inverse, places=12)
        self.assertAlmostEqual(split["hits"]["inflation"]["value"], 1 / inverse - 1, places=12)

    def test_history_free_entropy_of_the_train_events(self):
        split = self.split("GenRec/Games.index.json", "GenRec/Games.inter.json", "train")
        self.enclosed(split["history_free"]["collision_entropy_nats"]["per_event"], 0.015068940, 9)

    def test_the_required_share_decides(self):
        arguments = ["gap", DATA / "MiniOneRec/Industrial_and_Scientific.index.json", "-i",
                     DATA / "MiniOneRec/Industrial_and_Scientific.test.csv", "--max-collided"]
        self.expect(HOLDS, *arguments, "7%")
        self.expect(REFUTED, *arguments, "6.9%")


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Certificates of the demo, of small tables and of every published table: they say what was counted
independently, they replay, and nothing in them can be altered."""

import csv
import json
import random

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, REFUTED, SOURCE, UNDECIDED,
                     CliTest, main)

DATA = SOURCE.parent / "shared" / "data"
EXPECTED = DATA / "EXPECTED.csv"


class CertificateTest(CliTest):
    def certified(self, table, code, *extra):
        """The certificate of a table (None: the demo) as text."""
        words = [] if table is None else [table]
        self.expect(code, "verify", *words, "--certificate", "c.json", "-q", *extra)
        return (self.folder / "c.json").read_bytes()

    def replayed(self, table, content=None, *extra):
        if content is not None:
            (self.folder / "altered.json").write_bytes(content)
        name = "c.json" if content is None else "altered.json"
        return self.run_program("replay", name, *(["--demo"] if table is None else [table]), "-q",
                                *extra)

    def rejected(self, table, certificate, positions):
        rng = random.Random(20260415)
        for position in positions:
            altered = bytearray(certificate)
            altered[position] = (altered[position] + rng.randrange(1, 256)) % 256
            done = self.replayed(table, bytes(altered))
            self.assertIn(done.returncode, (REFUTED, BAD_INPUT),
                          f"byte {position}: {certificate[position]} became {altered[position]}")


class Certificates(CertificateTest):
    def test_small_tables(self):
        for name, table, code in (("colliding", COLLIDING, REFUTED), ("one", ONE_TO_ONE, HOLDS),
                                  ("onto", ONTO, HOLDS)):
            with self.subTest(name=name):
                path = self.file(name + ".index.json", table)
                certificate = json.loads(self.certified(path, code))
                self.assertEqual(self.replayed(path).returncode, HOLDS)
                self.assertEqual(certificate["facts"]["complete"],
                                 "holds" if name == "onto" else "refuted")
                for identity in certificate["identities"]:
                    holds = name == "onto" or identity["law"] != "B2 unit partition"
                    self.assertEqual(identity["verdict"], "holds" if holds else "refuted")
                    if holds:
                        self.assertGreaterEqual(identity["error_bits"], 100)

    def test_every_byte_of_a_small_certificate(self):
        path = self.file("t.index.json", COLLIDING)
        certificate = self.certified(path, REFUTED)
        self.rejected(path, certificate, range(len(certificate)))

    def test_the_demo(self):
        certificate = self.certified(None, REFUTED)
        self.assertEqual(self.replayed(None).returncode, HOLDS)
        self.rejected(None, certificate, random.Random(1).sample(range(len(certificate)), 40))

    def test_threads_do_not_matter(self):
        self.assertEqual(self.certified(None, REFUTED, "--threads", "1"),
                         self.certified(None, REFUTED, "--threads", "3"))
        for threads in ("1", "3"):
            self.assertEqual(self.replayed(None, None, "--threads", threads).returncode, HOLDS)

    def test_one_content_in_two_formats_has_one_certificate(self):
        rows = "item_id,codes\n" + "".join(f'{item},"{" ".join(codes)}"\n'
                                           for item, codes in COLLIDING.items())
        one = self.certified(self.file("t.index.json", COLLIDING), REFUTED)
        other = self.certified(self.file("t.csv", rows), REFUTED)
        self.assertEqual(one, other)

    def test_tokens_that_are_numbers_and_texts_are_two_contents_that_diff_calls_equal(self):
        texts = self.file("t.index.json", {"0": ["4", "0"], "1": ["5", "1"]})
        numbers = self.file("t.csv", "item_id,c0,c1\n0,4,0\n1,5,1\n")
        self.expect(HOLDS, "diff", texts, numbers, "--require", "stable-sids,no-reuse")
        self.assertNotEqual(self.certified(texts, HOLDS), self.certified(numbers, HOLDS))
        self.assertEqual(self.replayed(numbers).returncode, HOLDS)
        self.assertEqual(self.replayed(texts).returncode, REFUTED)

    def test_without_a_table_nothing_is_decided(self):
        self.certified(self.file("t.index.json", COLLIDING), REFUTED)
        self.expect(UNDECIDED, "replay", "c.json")


class PublishedTables(CertificateTest):
    def setUp(self):
        if not EXPECTED.exists():
            self.skipTest("no published tables beside the checkout")
        super().setUp()

    def rows(self):
        with EXPECTED.open() as file:
            return list(csv.DictReader(file))

    def test_verdicts_are_the_expected_ones_and_replay(self):
        rows = self.rows()
        self.assertGreater(len(rows), 0)
        for row in rows:
            with self.subTest(table=row["table"]):
                clean = int(row["groups"]) == 0
                table = DATA / row["table"]
                certificate = json.loads(self.certified(table, HOLDS if clean else REFUTED))
                shape, facts = certificate["shape"], certificate["facts"]
                self.assertEqual(shape["items"], int(row["items"]))
                self.assertEqual(shape["max_length"], int(row["k"]))
                self.assertEqual(shape["codebooks"],
                                 [int(used) for used in row["used_codes_per_position"].split("|")])
                self.assertEqual(facts["distinct_sequences"], int(row["distinct"]))
                self.assertEqual(facts["collision_groups"], int(row["groups"]))
                self.assertEqual(facts["items_in_groups"], int(row["items_in_groups"]))
                self.assertEqual(facts["largest_group"], int(row["largest_group"]))
                self.assertEqual(facts["one_to_one"], "holds" if clean else "refuted")
                self.assertEqual(facts["onto"], "refuted")
                unmasked, masked, heads = certificate["recipes"]
                self.assertEqual((unmasked["equivalent"], heads["equivalent"]),
                                 ("refuted", "refuted"))
                self.assertEqual(masked["equivalent"], "holds" if clean else "refuted")
                self.assertEqual([recipe["gap"] for recipe in certificate["recipes"]],
                                 ["at most zero", "zero", "at most zero"] if clean else
                                 ["either", "at least zero", "either"])
                emitter = certificate["spot_checks"][2]
                self.assertEqual(emitter["z"], "0" if clean else row["largest_group"])
                for identity in certificate["identities"]:
                    question = identity["law"] == "B2 unit partition"
                    self.assertEqual(identity["verdict"], "refuted" if question else "holds")
                    if not question:
                        self.assertGreaterEqual(identity["error_bits"], 100)
                self.assertEqual(self.replayed(table).returncode, HOLDS)

    def test_altered_certificates_are_rejected(self):
        for row in self.rows()[:6]:
            with self.subTest(table=row["table"]):
                table = DATA / row["table"]
                certificate = self.certified(table, HOLDS if row["groups"] == "0" else REFUTED)
                self.rejected(table, certificate,
                              random.Random(2).sample(range(len(certificate)), 15))


if __name__ == "__main__":
    main()

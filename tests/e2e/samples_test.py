# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every published format: the tiny catalogue in each is read alike, or refused with the reason."""

from harness import BAD_INPUT, REFUTED, CliTest, main
from shared import DATA, need

SAMPLES = need(DATA / "samples")

# The same six items in each: two of them collide, no sequence is a prefix of another.
SAME = ["01.index.json", "02.id2sid.json", "03.info.txt", "04.codebook.json", "05.sid_map.json",
        "06.wrapped.json", "07a.raw.sem_ids.json", "07b.offset.sem_ids.json", "08.corpus.json",
        "09.codes.npy", "09.uint8.npy", "12a.codes.csv", "12b.forge.csv", "13.odps_dump.txt",
        "15.item.feat.json", "17.onerec_chat.jsonl", "18a.sid2pid.json"]


class Samples(CliTest):
    def test_the_same_catalogue_in_every_format(self):
        for name in SAME:
            with self.subTest(name=name):
                report = self.report("audit", SAMPLES / name, code=REFUTED)
                self.assertEqual(
                    (report["items"], report["distinct_sequences"], report["collision_groups"],
                     report["largest_group"], report["proper_prefixes"]), (6, 5, 1, 2, 0))
                self.assertEqual((report["min_length"], report["max_length"]), (3, 3))

    def test_xllm_records_have_no_magic_number_and_need_their_name(self):
        report = self.report("audit", SAMPLES / "18b.xllm_records.bin", "--format", "xllm-records",
                             code=REFUTED)
        self.assertEqual((report["items"], report["distinct_sequences"]), (6, 5))

    def test_textual_ids_with_a_prefix_and_an_empty_code(self):
        report = self.report("audit", SAMPLES / "16a.idgenrec.txt", code=REFUTED)
        self.assertEqual((report["items"], report["empty_codes"], report["proper_prefixes"]), (6, 1, 2))
        self.assertEqual(self.report("audit", SAMPLES / "16b.gram.txt")["items"], 2)
        self.assertEqual(self.report("audit", SAMPLES / "16c.p5.txt")["items"], 6)

    def test_faiss_codes_by_id(self):
        import numpy
        report = self.report("audit", SAMPLES / "14.opq4.ivfpq.index", code=REFUTED)
        codes = numpy.load(SAMPLES / "14.expected_codes_by_id.npy")
        self.assertEqual(report["items"], len(codes))
        self.assertEqual(report["distinct_sequences"], len(numpy.unique(codes, axis=0)))

    def test_npy_in_any_byte_order_and_layout(self):
        import numpy
        for name in ("bad.fortran.npy", "bad.bigendian.npy"):
            with self.subTest(name=name):
                codes = numpy.load(SAMPLES / name)
                report = self.report("audit", SAMPLES / name)
                self.assertEqual((report["items"], report["max_length"]), codes.shape)
                self.assertEqual(report["distinct_sequences"], len(numpy.unique(codes, axis=0)))

    def test_pickles_are_refused(self):
        self.assertIn("pickle", self.expect(BAD_INPUT, "audit", SAMPLES / "bad.object.npy").stderr)

    def test_hazards(self):
        report = self.report("audit", SAMPLES / "hazard.repeated_key.index.json", code=REFUTED)
        self.assertEqual((report["items"], report["repeated_items"]), (2, 1))
        report = self.report("audit", SAMPLES / "hazard.prefix_and_empty.index.json", code=REFUTED)
        self.assertEqual((report["proper_prefixes"], report["empty_codes"]), (2, 1))
        report = self.report("audit", SAMPLES / "hazard.case_only.index.json", code=0)
        self.assertEqual(report["collision_groups"], 0)
        self.assertIn("case-only-tokens", [finding["kind"] for finding in report["findings"]])

    def test_published_histories_of_users_are_no_tables(self):
        for name in ("GenRec/Games.inter.json", "MUTRARec/Arts.inter.json", "TokenRec/LastFM.train.txt",
                     "TokenRec/LastFM.item_list.txt", "MiniOneRec/Industrial_and_Scientific.test.csv"):
            with self.subTest(name=name):
                self.expect(BAD_INPUT, "audit", need(DATA / name))
        self.assertIn("histories of users",
                      self.expect(BAD_INPUT, "audit", DATA / "GenRec" / "Games.inter.json").stderr)

    def test_histories_without_item_ids_are_no_table(self):
        done = self.run_program("audit", SAMPLES / "12c.tokenrec_history.csv")
        self.assertIn(done.returncode, (BAD_INPUT, REFUTED))
        self.assertIn("item", done.stdout + done.stderr)


if __name__ == "__main__":
    main()

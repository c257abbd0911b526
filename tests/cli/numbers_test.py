# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Numbers of the command line: each is read exactly or refused by name, extremes included."""

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, REFUTED, UNDECIDED, USAGE, CliTest,
                     main)

MOST = 2 ** 64 - 1
NO_NUMBERS = ("-1", "+1", " 1", "1 ", "0x10", "nan", "inf", "-inf", "1,5", "１", "one", "1.", "--")
NO_COUNTS = (*NO_NUMBERS, "1e3", "1.5", str(MOST + 1), "9" * 400)
NO_DECIMALS = (*NO_NUMBERS, "1e3", "." + "1", "0." + "1" * 1000)
NO_REALS = ("-", "+1", " 1", "1 ", "0x10", "nan", "inf", "1e999", "1e-999", "one", "1,5")


class Numbers(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", ONE_TO_ONE)
        self.colliding = self.file("c.json", COLLIDING)
        self.events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 1]})

    def options(self):
        """Every option that takes a number: the command before it, and texts that are none."""
        audit, gap = ["audit", self.table], ["gap", self.table, "-i", self.events]
        generate = ["generate", self.table, "-i", self.events]
        tokenize = ["tokenize", "-o", "out.json"]
        counts = {"--threads": audit, "--groups": audit, "--most-affected": gap,
                  "--items": generate, "--requests": generate, "--history": generate,
                  "--beam": generate, "--samples": generate, "--top-k": generate,
                  "--width": generate, "--layers": generate, "--heads": generate,
                  "--levels": tokenize, "--codebook": tokenize, "--iterations": tokenize,
                  "--cases": ["fuzz"], "--top": ["objectives"]}
        for option, words in counts.items():
            yield [*words, option], NO_COUNTS
        yield [*generate, "--groups"], NO_COUNTS
        yield [*audit, "--codebooks"], [text for text in NO_COUNTS if "," not in text]
        for option in ("--temperature", "--top-p", "--head-temperature"):
            yield [*generate, option], NO_REALS
        yield ["fuzz", "--minutes"], (*NO_REALS, "0", "1e9")
        for option in ("--penalty", "--mmr"):
            yield [*generate, "--report", option], NO_DECIMALS
        for words in (["fuzz"], generate, tokenize):
            yield [*words, "--seed"], (*(set(NO_COUNTS) - {"0x10", str(MOST + 1)}), str(2 ** 128),
                                       "0x", "0x" + "1" * 33)

    def test_what_is_no_number_is_refused_by_name(self):
        for words, texts in self.options():
            for text in texts:
                with self.subTest(words=words, text=text):
                    done = self.expect(USAGE, *words[:-1], f"{words[-1]}={text}")
                    self.assertEqual(done.stdout, "")
                    self.assertIn(f"'{text}'", done.stderr)
        for text in (*NO_DECIMALS, "100.00000000000000000001", "101", "1e-3", "9" * 400):
            with self.subTest(text=text):
                if "," not in text:  # separates requirements
                    done = self.expect(USAGE, "audit", self.table, f"--require=max-excess={text}%")
                    self.assertIn(f"'{text}%'", done.stderr)
                done = self.expect(USAGE, "gap", self.table, "-i", self.events,
                                   f"--max-collided={text}%")
                self.assertIn(f"'{text}%'", done.stderr)
        for text in NO_COUNTS:
            for name in ("max-excess", "max-group"):
                if "," in text:
                    continue
                done = self.expect(USAGE, "audit", self.table, f"--require={name}={text}")
                self.assertIn(f"'{text}'", done.stderr)

    def test_every_extreme_has_an_answer(self):
        audit, gap = ["audit", self.table], ["gap", self.table, "-i", self.events]
        for words in ([*audit, "--groups", MOST], [*audit, "--threads", 1024],
                      [*gap, "--most-affected", MOST], [*audit, "--require", f"max-group={MOST}"],
                      [*audit, "--require", f"max-excess={MOST}"],
                      [*audit, "--codebooks", f"{MOST},{MOST}"],
                      ["fuzz", "--laws", "A2", "--cases", MOST, "--minutes", "0.000001"],
                      ["fuzz", "--laws", "A2", "--numbers", "prime61m31", "--cases", 1, "--seed",
                       2 ** 128 - 1]):
            with self.subTest(words=words):
                done = self.run_program(*words, timeout=120)
                self.assertIn(done.returncode, (HOLDS, UNDECIDED), done.stderr)
        done = self.expect(USAGE, "audit", self.table, "--threads", "1025")
        self.assertIn("'1025' is no whole number from 0 to 1024", done.stderr)
        generate = ["generate", self.table, "-i", self.events, "--width", "8", "--layers", "1",
                    "--heads", "1"]
        for option in ("--items", "--requests", "--history", "--beam", "--samples", "--top-k",
                       "--width", "--layers", "--heads"):
            with self.subTest(option=option):
                done = self.run_program(*generate, f"{option}={MOST}", timeout=120)
                self.assertIn(done.returncode, (HOLDS, USAGE, BAD_INPUT), done.stderr)
        for option in ("--levels", "--codebook"):
            with self.subTest(option=option):
                done = self.run_program("tokenize", "-o", "no.json", option, MOST, timeout=120)
                self.assertIn(done.returncode, (USAGE, BAD_INPUT), done.stderr)

    def test_percentages_are_read_digit_by_digit(self):
        # One of six items is one too many: 16.666... %.
        for limit, code in (("16." + "6" * 30, REFUTED), ("16." + "6" * 29 + "7", HOLDS),
                            ("19.99999999999999999999", HOLDS), ("100." + "0" * 900, HOLDS),
                            ("0." + "0" * 900 + "1", REFUTED), ("0100", HOLDS)):
            with self.subTest(limit=limit):
                self.expect(code, "audit", self.colliding, "--require", f"max-excess={limit}%")
        # One of two test targets shares its sequence: 50 %.
        for limit, code in (("49." + "9" * 30, REFUTED), ("50." + "0" * 30 + "1", HOLDS)):
            with self.subTest(limit=limit):
                self.expect(code, "gap", self.colliding, "-i", self.events, "--max-collided",
                            f"{limit}%")

    def test_a_seed_has_128_bits_in_either_writing(self):
        reports = [self.expect(HOLDS, "tokenize", "-o", f"{i}.csv", "--levels", "1", "--codebook",
                               "4", "--seed", seed) and (self.folder / f"{i}.csv").read_bytes()
                   for i, seed in enumerate((2 ** 64, "0x10000000000000000"))]
        self.assertEqual(*reports)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`tokenize` makes tables that keep the promises of their method and policy."""

import json
import re
import struct

from harness import BAD_INPUT, HOLDS, REFUTED, USAGE, CliTest, main


def floats(shape, values):
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}"
    header = header + " " * (-(len(header) + 11) % 64) + "\n"
    return (b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header)) + header.encode()
            + struct.pack(f"<{len(values)}f", *values))


def features(rows, columns, values):
    return floats((rows, columns), values)


class Tokenize(CliTest):
    def setUp(self):
        super().setUp()
        # 60 rows; rows 2i and 2i + 1 are equal, so quantizers cannot tell them apart.
        values = [((row // 2) * 37 % 101 + 13 * column * (row // 2)) % 29
                  for row in range(60) for column in range(8)]
        self.features = self.file("f.npy", features(60, 8, values))

    def tokenize(self, *arguments, code=HOLDS, name="t.json"):
        return self.expect(code, "tokenize", self.features, "-o", name, "--output-format",
                           "index-json", "--levels", "2", "--codebook", "8", "--force", *arguments)

    def test_equal_rows_collide_for_every_quantizer(self):
        for method in ("residual-kmeans", "hierarchical", "product", "optimised-product"):
            with self.subTest(method=method):
                self.tokenize("--method", method)
                self.assertGreaterEqual(self.report("audit", "t.json", code=REFUTED)["excess"], 30)

    def test_policies_keep_their_promises(self):
        for policy, code in (("append-to-groups", HOLDS), ("append-to-all", HOLDS),
                             ("relocate", HOLDS), ("append-to-later", REFUTED)):
            with self.subTest(policy=policy):
                self.tokenize("--policy", policy)
                self.expect(code, "audit", "t.json")

    def test_learned_codebooks_give_the_codes_by_hand(self):
        words = self.file("w.npy", floats((2, 2, 2), [0, 0, 10, 10, 0, 0, 1, 0]))  # levels, words, columns
        rows = self.file("r.npy", features(4, 2, [0, 0, 1, 0, 10, 10, 11, 10]))
        self.expect(HOLDS, "tokenize", rows, "-o", "t.json", "--output-format", "index-json", "--method",
                    "residual-codebooks", "--learned-codebooks", words,
                    "--ids", self.file("ids.txt", "p\r\nq\r\nr\r\ns"))
        table = json.loads((self.folder / "t.json").read_text())
        codes = {item: [token.strip("<>").rsplit("_")[-1] for token in tokens] for item, tokens in table.items()}
        self.assertEqual(codes, {"p": ["0", "0"], "q": ["0", "1"], "r": ["1", "0"], "s": ["1", "1"]})
        wide = self.file("n.npy", floats((2, 2, 3), [0.0] * 12))
        self.expect(BAD_INPUT, "tokenize", rows, "-o", "u.json", "--method", "residual-codebooks",
                    "--learned-codebooks", wide)
        self.expect(BAD_INPUT, "tokenize", rows, "-o", "u.json", "--method", "residual-codebooks",
                    "--learned-codebooks", self.folder / "absent.npy")
        self.assertNotIn("u.json", self.files())

    def test_atomic_is_one_to_one(self):
        self.tokenize("--method", "atomic")
        self.expect(HOLDS, "audit", "t.json", "--require", "one-to-one,prefix-free,onto")

    def test_titles(self):
        titles = self.file("titles.txt", "red shoe\nblue shoe\nred shoe\n")
        done = self.expect(HOLDS, "tokenize", "--method", "textual", "--titles", titles, "-o", "t.json",
                           "--output-format", "index-json")
        # The audit that is proposed reads the table: lists of bare words need their format.
        following = re.search(r"(?m)^next +sidproof (.*)$", done.stdout).group(1).split()
        self.assertEqual(self.report(*following)["excess"], 1)

    def test_the_seed_decides_and_threads_do_not(self):
        self.tokenize("--seed", "1", "--threads", "1", name="a.json")
        self.tokenize("--seed", "1", "--threads", "3", name="b.json")
        self.tokenize("--seed", "0x10000000000000001", name="c.json")
        read = lambda name: (self.folder / name).read_bytes()
        self.assertEqual(read("a.json"), read("b.json"))
        self.assertNotEqual(read("a.json"), read("c.json"))

    def test_an_array_holds_the_same_codes_as_the_tokens(self):
        for method in ("residual-kmeans", "product", "atomic"):
            with self.subTest(method=method):
                self.tokenize("--method", method)
                self.expect(HOLDS, "tokenize", self.features, "-o", "t.npy", "--levels", "2",
                            "--codebook", "8", "--method", method, "--force")
                texts, codes = (self.report("audit", name) for name in ("t.json", "t.npy"))
                self.assertEqual(codes["table"]["format"], "npy")
                for key in ("items", "distinct_sequences", "used_codes_per_position"):
                    self.assertEqual(texts[key], codes[key])
                self.assertEqual([group["items"] for group in texts["groups"]],
                                 [group["items"] for group in codes["groups"]])
                for group, same in zip(texts["groups"], codes["groups"]):
                    self.assertEqual([token.rsplit("_")[-1].strip("<>") for token in group["tokens"]],
                                     same["tokens"])

    def test_ids_name_each_row_once(self):
        names = [f"item {row}" for row in range(60)]
        self.tokenize("--ids", self.file("ids.txt", "\n".join(names) + "\n"))
        self.assertEqual(self.report("audit", "t.json")["items"], 60)
        for place, wrong in ((41, "item 7"), (41, "")):
            other = names[:place] + [wrong] + names[place + 1:]
            done = self.tokenize("--ids", self.file("ids.txt", "\n".join(other) + "\n"),
                                 code=BAD_INPUT)
            self.assertIn("ids.txt:42", done.stderr)

    def test_bad_features(self):
        nan = self.file("nan.npy", features(20, 2, [float("nan") if i == 7 else i for i in range(40)]))
        done = self.expect(BAD_INPUT, "tokenize", nan, "-o", "x.json", "--levels", "1", "--codebook", "2")
        self.assertIn("3", done.stderr)  # the row
        self.assertNotIn("x.json", self.files())

    def test_wrong_words(self):
        for arguments in (["--method", "nonsense"], ["--policy", "nonsense"], ["--levels", "0"],
                          ["--codebook", "0"], ["--method", "textual"],
                          ["--seed", "-1"], ["--seed", "0x"], ["--seed", "word"],
                          ["--method", "residual-codebooks"]):
            with self.subTest(arguments=arguments):
                self.tokenize(*arguments, code=USAGE)


if __name__ == "__main__":
    main()

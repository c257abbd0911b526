# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What the content of a file makes impossible is bad input (65), never a wrong word (64)."""

import json

from harness import BAD_INPUT, COLLIDING, CliTest, main
from tokenize_test import features, floats

TORN = '{"0":["<a_1>"],"1":["<a_1>"],"0":["<a_2>"]}'


class BadContent(CliTest):
    def refused(self, what, *arguments):
        with self.subTest(arguments=arguments):
            before = self.files()
            done = self.expect(BAD_INPUT, *arguments)
            self.assertIn(what, " ".join(done.stderr.split()))
            self.assertEqual(self.files(), before)

    def test_an_item_with_two_sequences(self):
        torn = self.file("torn.json", TORN)
        fine = self.file("fine.json", COLLIDING)
        data = self.file("x.inter.json", {"a": [0, 1]})
        said = "item 0 has two different sequences, <a_1> (row 1) and <a_2> (row 3)"
        self.refused(said, "gap", torn, "-i", data)
        self.refused(said, "objectives", torn, "-i", data)
        self.refused(said, "repair", torn, "-o", "out.json")
        self.refused(said, "repair", torn, "-o", "out.json", "--method", "relocate")
        self.refused(said, "diff", torn, fine)
        self.refused(said, "diff", fine, torn)

    def test_interactions_of_other_items(self):
        table = self.file("t.json", COLLIDING)
        for targets, said in ((["x", "y"], "none of the 2 targets is an item of the table"),
                              (["x"], "the only target is not an item of the table")):
            data = self.file("x.json", [{"history": [], "target": item} for item in targets])
            self.refused(said, "gap", table, "-i", data)
            self.refused(said, "objectives", table, "-i", data)

    def test_a_code_space_without_room(self):
        table = self.file("full.json", {"0": ["<a_0>"], "1": ["<a_0>"]})
        self.refused("no unused sequence", "repair", table, "-o", "out.json", "--method", "relocate")

    def test_features_that_do_not_fit(self):
        few = self.file("few.npy", features(4, 2, [0, 0, 1, 0, 1, 0, 0, 0]))
        tokenize = ("tokenize", few, "-o", "out.json")
        self.refused("the features have 2 distinct rows, fewer than the 8 codewords of a level", *tokenize,
                     "--codebook", "8", "--levels", "1")
        self.refused("2 columns cannot be cut into 3 blocks", *tokenize, "--method", "product", "--levels",
                     "3", "--codebook", "2")
        self.refused("the array is empty", "tokenize", self.file("none.npy", features(0, 2, [])), "-o", "out.json")
        wide = self.file("wide.npy", floats((1, 2, 3), [0.0] * 6))
        self.refused("the codebooks have 3 columns, the features 2", *tokenize, "--method",
                     "residual-codebooks", "--learned-codebooks", wide)
        empty = self.file("empty.npy", floats((0, 2, 2), []))
        self.refused("the array is empty", *tokenize, "--method", "residual-codebooks", "--learned-codebooks", empty)
        self.refused("1 item ids for 4 rows", *tokenize, "--ids", self.file("ids.txt", "a\n"))

    def test_no_titles(self):
        self.refused("there is no title", "tokenize", "-o", "out.json", "--method", "textual", "--titles",
                     self.file("titles.txt", ""))

    def test_no_events(self):
        table = self.file("t.json", COLLIDING)
        self.refused("there is no event in it", "gap", table, "-i", self.file("x.inter.json", json.dumps({"a": []})))


if __name__ == "__main__":
    main()

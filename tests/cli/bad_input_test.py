# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Bad input gets a message that says what and where, exit code 65, no output, and
never a crash, a hang or a guess."""

import io
import os
import re
import struct
import unittest
import zipfile

from harness import BAD_INPUT, CliTest, main


def npy(descr, shape, payload, fortran=False, version=(1, 0)):
    header = f"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}"
    header = header + " " * (-(len(header) + 11) % 64) + "\n"
    return (b"\x93NUMPY" + bytes(version) + struct.pack("<H", len(header)) + header.encode()
            + payload)


class BadInput(CliTest):
    def refuse(self, name, content, *words, arguments=()):
        """The program refuses the file; the message names it and has all words."""
        path = self.file(name, content)
        done = self.expect(BAD_INPUT, "audit", path, *arguments, "--json", "out.json")
        self.assertEqual(done.stdout, "")
        self.assertIn(name, done.stderr)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        for word in words:
            self.assertRegex(done.stderr.lower(), word.lower())
        self.assertNotIn("out.json", self.files())
        return done

    def test_empty_file(self):
        self.refuse("empty.json", b"", "empty")

    def test_files_that_are_no_tables_are_called_what_they_are(self):
        for name, content, word in (
                ("t.index.json", "version https://git-lfs.github.com/spec/v1\noid sha256:07\nsize 6\n", "git lfs pull"),
                ("login.json", "<!DOCTYPE html><html></html>", "html page"),
                ("users.json", {"1": [5, 7, 9, 11], "2": [7, 2]}, "histories of users"),
                ("users.txt", "1 <CI1><CI48> <CI14><CI64>\n2 <CI1><CI3>\n", "several sids side by side"),
                ("statistics.csv", "layer,code,share\n1,66,1.87\n", "nearest formats: csv .no column names the item"),
                ("tokens.json", {"eos_token": "</s>", "pad_token": "<pad>"}, "tokenizer"),
                ("engine.json", {"1,2,3": 1, "1,2,4": 1}, "names no items")):
            self.refuse(name, content, word)

    def test_a_named_format_does_not_make_a_table_of_anything(self):
        pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:07\nsize 6\n"
        self.refuse("t.txt", pointer, "git lfs pull", arguments=["--format", "word-ids"])
        self.refuse("t.json", '{"0": ["<a_1>"]}', "the content is index-json", arguments=["--format", "csv"])

    def test_truncated_json(self):
        self.refuse("t.json", '{"0": ["<a_1>", "<b_2>"], "1": ["<a_1>", "<b', r"byte|line")

    def test_every_truncation_of_a_table_is_refused(self):
        whole = b'{"0": ["<a_1>", "<b_2>"], "1": ["<a_0>", "<b_2>"]}'
        for length in range(1, len(whole)):
            path = self.file("cut.json", whole[:length])
            done = self.run_program("audit", path)
            self.assertEqual(done.returncode, BAD_INPUT, f"{length}: {done.stdout}{done.stderr}")

    def test_trailing_text_after_the_json(self):
        self.refuse("t.json", '{"0": ["<a_1>"]} and more')

    def test_binary_garbage(self):
        self.refuse("garbage.bin", bytes((i * 7919 + i * i) % 256 for i in range(5000)), "format")

    def test_one_long_line(self):
        self.refuse("line.txt", b"x" * (64 << 20))

    def test_deeply_nested_json(self):
        self.refuse("deep.json", "[" * 200_000 + "]" * 200_000)
        self.refuse("deep2.json", '{"a":' * 100_000 + "1" + "}" * 100_000)

    def test_wrong_types(self):
        for number, value in enumerate(("null", "true", "1.5", '{"0": 3.5}', '{"0": [1.5]}',
                                        '{"0": [null]}', '{"0": [[1]], "1": [[2]]}', '[1,2]', '"a"',
                                        '{"0": ["<a_1>", 3]}', '{"0": {"sid": 5}}')):
            with self.subTest(value=value):
                self.refuse(f"type{number}.json", value)

    def test_negative_codes(self):
        self.refuse("n.json", '{"0": [1, 2], "1": [1, -2]}', "-2|negative", r"byte|line")

    def test_huge_codes(self):
        self.refuse("h.json", '{"0": [1, 2], "1": [1, 4294967296]}', "4294967296|2\\^32|range")
        self.refuse("h2.json", '{"0": [1, 99999999999999999999999]}')

    def test_invalid_utf8(self):
        self.refuse("u.json", b'{"0": ["<a_\xff>", "<b_1>"]}', "utf-8")

    def test_a_folder(self):
        (self.folder / "d.json").mkdir()
        done = self.expect(BAD_INPUT, "audit", "d.json")
        self.assertRegex(done.stderr, "d.json.*(folder|directory)")

    @unittest.skipIf(os.geteuid() == 0, "root reads everything")
    def test_an_unreadable_file(self):
        path = self.file("secret.json", "{}")
        os.chmod(path, 0)
        self.assertIn("secret.json", self.expect(BAD_INPUT, "audit", path).stderr)

    def test_pickles_are_refused_with_the_conversion(self):
        self.refuse("t.pkl", b"\x80\x04\x95\x10\x00\x00\x00\x00\x00\x00\x00}\x94.", "pickle",
                    "convert|save|json")
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("archive/data.pkl", b"\x80\x02.")
        self.refuse("t.pt", archive.getvalue(), "pickle|torch", "convert|save|json")
        self.refuse("o.npy", npy("|O", "(2,)", b"\x80\x04."), "pickle|object")

    def test_hostile_npy_headers(self):
        self.refuse("big.npy", npy("<i8", "(4294967296, 4294967296)", b""))
        self.refuse("cut.npy", npy("|u1", "(10, 4)", b"\0" * 39))
        self.refuse("float.npy", npy("<f4", "(1, 2)", b"\0" * 8), "float|integer")
        self.refuse("negative.npy", npy("<i8", "(1, 2)", struct.pack("<qq", 1, -1)), "negative|-1")
        self.refuse("huge.npy", npy("<i8", "(1, 2)", struct.pack("<qq", 1, 2**32)))
        self.refuse("three.npy", npy("|u1", "(1, 2, 2)", b"\0" * 4))
        self.refuse("header.npy", b"\x93NUMPY\x02\0" + struct.pack("<I", 2**32 - 1) + b"{")

    def test_csv_rows_of_various_lengths(self):
        done = self.refuse("r.csv", "item_id,c0,c1\na,1,2\nb,3\n")
        self.assertRegex(done.stderr, r":3|line 3")

    def test_a_csv_whose_quote_never_ends(self):
        self.refuse("q.csv", 'item_id,c0,c1\na,1,2\n"b,3,4\n')

    def test_a_table_without_items(self):
        self.refuse("none.json", "{}")
        self.refuse("none2.json", "{}", "no item", arguments=["--format", "index-json"])
        self.refuse("none.npy", npy("|u1", "(0, 4)", b""), "no item")

    def test_baselines_that_are_none(self):
        table = self.file("t.json", '{"0": ["<a_1>"]}')
        for content in ("", "{}", "[]", "not json", '{"schema": "sidproof.audit/99"}',
                        '{"schema": "sidproof.audit/1"}'):
            with self.subTest(content=content):
                done = self.expect(BAD_INPUT, "audit", table, "--baseline",
                                   self.file("old.json", content))
                self.assertIn("old.json", done.stderr)


if __name__ == "__main__":
    main()

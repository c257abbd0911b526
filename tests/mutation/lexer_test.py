#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Tokens, brackets and the angle brackets of templates."""

import unittest

from lexer import BadSource, joined, lex


def texts(source):
    return [token.text for token in lex(source)]


class Lexer(unittest.TestCase):
    def test_comments_and_preprocessor_lines_are_no_tokens(self):
        self.assertEqual(texts("#include <a/b>\n#define X \\\n  1 + 2\nint a; // b + c\n/* d\n * e */ int f;"),
                         ["int", "a", ";", "int", "f", ";"])

    def test_a_hash_inside_a_line_is_no_directive(self):
        self.assertEqual(texts('f("#", a);'), ["f", "(", '"#"', ",", "a", ")", ";"])

    def test_strings_and_characters_are_one_token(self):
        self.assertEqual(texts(r'''f("a + \" // b", '\'', u8"x", R"x(a ")" b)x");'''),
                         ["f", "(", r'"a + \" // b"', ",", r"'\''", ",", 'u8"x"', ",", 'R"x(a ")" b)x"',
                          ")", ";"])

    def test_numbers_keep_their_suffixes_and_separators(self):
        self.assertEqual(texts("0x55'FFU 1'000 1.5e-3 .5 7ULL"), ["0x55'FFU", "1'000", "1.5e-3", ".5", "7ULL"])

    def test_lines_are_counted_over_comments_and_directives(self):
        self.assertEqual([token.line for token in lex("a\n// x\n#if 1\nb /* \n */ c")], [1, 4, 5])

    def test_template_arguments_are_told_from_comparisons(self):
        tokens = lex("a < b; std::array<std::pair<int, 3>, 2> c; x >> 1; template <class T> d; f<a>(1) > 2;")
        self.assertEqual(joined([t for t in tokens if t.in_angles]),
                         "<std::pair<int, 3>, 2> <class T><a>")
        self.assertIn(">>", [t.text for t in tokens if not t.in_angles])

    def test_a_name_before_a_glued_less_that_nothing_closes_is_no_template(self):
        self.assertFalse(any(t.in_angles for t in lex("if (a <b) c;")))

    def test_brackets_know_partner_and_parent(self):
        tokens = lex("f(a[1]);")
        self.assertEqual(tokens[1].partner, 6)
        self.assertEqual([t.parent for t in tokens], [-1, -1, 1, 1, 3, 1, -1, -1])

    def test_what_does_not_close_is_refused_with_its_line(self):
        for source, reason in (("\n(", "line 2: ( is not closed"), ("a\n]", "line 2: ] closes nothing"),
                               ("(]", "line 1: ] closes nothing")):
            with self.assertRaisesRegex(BadSource, reason.replace("(", r"\(").replace("]", r"\]")):
                lex(source)


if __name__ == "__main__":
    unittest.main()

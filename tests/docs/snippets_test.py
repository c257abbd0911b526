#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""snippets.py notices what it is for."""
import pathlib
import tempfile
import unittest

import snippets

SOURCE = "int before;\n  int f() {\n    g([] {\n    });\n    return 1;\n  }\nint after;\n"
GOOD = ('Text.\n\n<!-- from a.cpp: "int f()" to "}" -->\n```cpp\n'
        "int f() {\n  g([] {\n  });\n  return 1;\n}\n```\n")


class Snippets(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "a.cpp").write_text(SOURCE)

    def problems(self, page):
        return snippets.checked(self.root, page)[1]

    def test_a_cut_is_dedented_and_ends_where_it_says(self):
        self.assertEqual(snippets.checked(self.root, GOOD), (GOOD, [], 1))

    def test_a_piece_that_differs_is_noticed_and_cut_anew(self):
        page, problems, _ = snippets.checked(self.root, GOOD.replace("return 1", "return 2"))
        self.assertEqual(len(problems), 1)
        self.assertEqual(page, GOOD)

    def test_origins_that_are_gone_or_not_unique_are_noticed(self):
        for wrong in (GOOD.replace("a.cpp", "b.cpp"), GOOD.replace("int f()", "int g()"),
                      GOOD.replace('"int f()"', '"int "'), GOOD.replace('to "}"', 'to "]"')):
            self.assertEqual(len(self.problems(wrong)), 1, wrong)
            self.assertEqual(snippets.checked(self.root, wrong)[0], wrong)

    def test_code_from_nowhere_is_noticed_but_commands_and_text_are_not(self):
        self.assertEqual(len(self.problems("```cpp\nint x;\n```\n")), 1)
        self.assertEqual(len(self.problems("```\nsidproof audit T\nint x;\n```\n")), 1)
        self.assertEqual(len(self.problems(GOOD + "```json\n{}\n```\n")), 1)
        for fine in ("```\nsidproof audit T  # words\n```\n", "```text\nint x;\n```\n", "```{toctree}\na\n```\n"):
            self.assertEqual(self.problems(fine), [])

    def test_two_pieces_in_a_row_are_both_cut(self):
        self.assertEqual(snippets.checked(self.root, GOOD + GOOD.removeprefix("Text.\n\n"))[2], 2)


unittest.main()

#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The choices stand where the mutants are, nested ones too, and lines keep their numbers."""

import re
import unittest

from operators import mutants_of
from schemata import ACTIVE, schemata

FILE = "src/exact/x.cpp"


def written(source, wanted):
    """The schemata with the mutants whose mutated text is wanted, numbered by their order."""
    mutants = [m for m in mutants_of(FILE, source) if m.mutated in wanted]
    assert len(mutants) == len(wanted), [m.mutated for m in mutants]
    numbers = {wanted.index(m.mutated) + 1: m for m in mutants}
    return schemata(FILE, source, numbers)


def bare(text):
    """Without the line directives, and without blanks beside brackets."""
    text = " ".join(re.sub(r"^#line.*$", "", text, flags=re.MULTILINE).split())
    return re.sub(r" ?([(){}]) ?", r"\1", text).replace(ACTIVE, "on")


class Schemata(unittest.TestCase):
    def test_without_mutants_nothing_changes(self):
        self.assertEqual(schemata(FILE, "int a;  // b\n", {}), "int a;  // b\n")

    def test_an_expression(self):
        self.assertEqual(bare(written("int f() { return a + b; }", ["a - b"])),
                         '#include "mutation/active.hpp" int f(){return(on(1)?(a - b):(a + b));}')

    def test_a_condition_counts_by_its_truth(self):
        self.assertIn("if((on(1)? static_cast<bool>(!(a)): static_cast<bool>(a)))return;",
                      bare(written("void f() { if (a) return; }", ["!(a)"])))

    def test_a_value_that_is_dropped(self):
        self.assertIn(";(on(1)? static_cast<void>(--i): static_cast<void>(++i)))g();",
                      bare(written("void f() { for (;; ++i) g(); }", ["--i"])))

    def test_a_statement(self):
        self.assertIn("else{if(on(1)){--x;}else{++x;}}",
                      bare(written("void f() { if (a) b(); else ++x; }", ["--x;"])))

    def test_several_of_one_place(self):
        self.assertIn("(on(1)?(a <= b): on(2)?(a >= b):(a < b))",
                      bare(written("int f() { return a < b; }", ["a <= b", "a >= b"])))

    def test_one_inside_another(self):
        self.assertIn("(on(1)?(g(a + b)- c):(g((on(2)?(a - b):(a + b)))+ c))",
                      bare(written("int f() { return g(a + b) + c; }", ["g(a + b) - c", "a - b"])))

    def test_a_deletion_beside_a_change_of_the_same_statement(self):
        self.assertIn("{if(on(1)){x -= 1;}else if(on(2)){;}else{x += 1;}}",
                      bare(written("void f() { x += 1; }", ["x -= 1;", ";"])))

    def test_lines_are_named(self):
        text = written("int a;\nint f() {\n  return a + b;\n}\n", ["a - b"])
        number, name = 0, ""
        places = {}
        for line in text.splitlines():
            if match := re.fullmatch(r'#line (\d+) "(.*)"', line):
                number, name = int(match[1]), match[2]
                continue
            places[line.strip()] = (name, number)
            number += 1
        self.assertEqual(places["int a;"], (FILE, 1))
        self.assertEqual(places[f"{ACTIVE}(1) ? (a - b) :"], ("mutant:1", 1))
        self.assertEqual(places["(a + b))"], (FILE, 3))
        self.assertEqual(places["}"], (FILE, 4))

    def test_comments_do_not_swallow_the_rest(self):
        self.assertIn("(on(1)?(a - b):(a // one + b))",
                      bare(written("int f() { return a  // one\n      + b; }", ["a - b"])))


if __name__ == "__main__":
    unittest.main()

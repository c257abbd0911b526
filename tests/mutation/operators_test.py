#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Each operator makes the mutants that it says, where it says, and no others."""

import unittest

from operators import mutants_of


def changes(body, operator=None, kind=None):
    """The mutants of a function with this body, as (original, mutated)."""
    return {(m.original, m.mutated) for m in mutants_of("src/exact/x.cpp", f"int f(int a) {{ {body} }}\n")
            if operator in (None, m.operator) and kind in (None, m.kind)}


class Operators(unittest.TestCase):
    def check(self, body, operator, *expected):
        self.assertEqual(changes(body, operator), set(expected))

    def test_arithmetic(self):
        self.check("return a + b;", "arithmetic", ("a + b", "a - b"))
        self.check("return a % b * c;", "arithmetic", ("a % b * c", "a / b * c"), ("a % b * c", "a % b + c"))
        self.check("x += b;", "arithmetic", ("x += b;", "x -= b;"))
        self.check("return -a;", "arithmetic", ("-a", "a"))

    def test_texts_are_added_only(self):
        self.check('return "n = " + std::to_string(n);', "arithmetic")

    def test_bounds(self):
        self.check("return a < b;", "bound", ("a < b", "a <= b"), ("a < b", "a >= b"))
        self.check("return a >= b;", "bound", ("a >= b", "a > b"), ("a >= b", "a < b"))

    def test_relations_logic_bits_and_shifts(self):
        self.check("return a == b;", "relation", ("a == b", "a != b"))
        self.check("return a && !b;", "logic", ("a && !b", "a || !b"), ("a && !b", "a && b"))
        self.check("return a & ~b;", "bits", ("a & ~b", "a | ~b"), ("a & ~b", "a & b"))
        self.check("return a << 3U >> b;", "shift", ("a << 3U >> b", "a >> 3U >> b"),
                   ("a << 3U >> b", "a << 3U << b"))

    def test_steps(self):
        self.check("++a; b--;", "step", ("++a;", "--a;"), ("b--;", "b++;"))

    def test_constants(self):
        self.check("return 2;", "constant", ("2", "3"), ("2", "1"))
        self.check("return 0 + true;", "constant", ("0 + true", "1 + true"), ("0 + true", "0 + false"))
        self.check("return 0x10U + 1'000;", "constant", ("0x10U + 1'000", "17U + 1'000"),
                   ("0x10U + 1'000", "15U + 1'000"), ("0x10U + 1'000", "0x10U + 1001"),
                   ("0x10U + 1'000", "0x10U + 999"))

    def test_names_of_the_library_alone(self):
        self.check("return std::min(a, b.min());", "name", ("std::min(a, b.min())", "std::max(a, b.min())"))

    def test_conditions(self):
        self.check("if (a) return 1; while (g(b)) h();", "condition",
                   ("a", "!(a)"), ("a", "false"), ("g(b)", "!(g(b))"))
        self.check("if (const auto x = g()) h();", "condition")
        self.check("if constexpr (a) h();", "condition")

    def test_deletions(self):
        self.check("int x = g(); const T y(1); x = 3; h(x); *p += 1; return; break;", "deletion",
                   ("x = 3;", ";"), ("h(x);", ";"), ("*p += 1;", ";"), ("return;", ";"), ("break;", ";"))
        self.check("for (auto v : w) v.push_back(1);", "deletion", ("v.push_back(1);", ";"))
        self.check("std::vector<int> v(3); auto& [p, q] = r; T* t = nullptr;", "deletion")

    def test_the_smallest_clause_is_taken(self):
        self.check("g(a, b + c, d);", "arithmetic", ("b + c", "b - c"))
        self.check("const int x = a * b;", "arithmetic", ("a * b", "a + b"))
        self.check("y[i + 1] = 3;", "arithmetic", ("i + 1", "i - 1"))
        self.check("g<3>(std::pair<int, 2>(b + c, d), e);", "arithmetic", ("b + c", "b - c"))
        self.check("sort(v, [&](auto l, auto r) { return l < r; });", "bound",
                   ("l < r", "l <= r"), ("l < r", "l >= r"))

    def test_loops(self):
        self.assertEqual(changes("for (int i = 0, n = 7; i < n; ++i, --n) g();", kind="step"),
                         {("++i", "--i"), ("--n", "++n")})
        self.assertEqual(changes("for (int i = 0, n = 7; i < n; ++i) g();", "constant"),
                         {("0", "1"), ("7", "8"), ("7", "6")})
        self.assertEqual(changes("for (int i = 0; i < n; ++i) g();", "bound", "condition"),
                         {("i < n", "i <= n"), ("i < n", "i >= n")})
        self.check("for (const auto& x : g(a - 1)) h();", "arithmetic", ("a - 1", "a + 1"))

    def test_templates_pointers_and_references_are_untouched(self):
        for body in ("const T* p = &q; T& r = *p; T&& s = std::move(r);",
                     "std::vector<std::pair<A, B>> v;", "auto g = [&](const T& x) -> T& { return x; };"):
            self.assertEqual(changes(body), set(), body)

    def test_names_of_operators_are_untouched(self):
        self.assertEqual(mutants_of("f", "T operator+(T a, T b);\nT operator-();\nbool operator<(A a);\n"), [])

    def test_no_values(self):
        self.assertEqual(mutants_of("f", "struct A {\n  virtual int f() const = 0;\n  A() = default;\n};\n"), [])

    def test_strings_comments_and_includes_are_untouched(self):
        self.assertEqual(mutants_of("f", '#include "a+1"\n// b + 1\nconst char* t = "c + 1";\n'), [])

    def test_what_the_compiler_needs_is_marked(self):
        source = ("constexpr int a = 3;\nenum class E { x = 5 };\nint f(int b) {\n  switch (b) {\n    case 7: return 9;\n"
                  "  }\n  static_assert(sizeof(int) >= 4);\n  if constexpr (a > 1) return 2;\n"
                  "  constexpr auto g = [](int c) { return c + 6; };\n}\n"
                  "struct S {\n  constexpr int h() const { return 8; }\n  int i = 10;\n};\n")
        kinds = {(m.original, m.kind) for m in mutants_of("f", source) if m.operator != "deletion"}
        for text in ("3", "x = 5", "5", "a > 1", "c + 6"):
            self.assertNotIn((text, "value"), kinds, text)
        self.assertIn(("3", "constant"), kinds)
        self.assertIn(("a > 1", "constant"), kinds)
        for text in ("9", "2", "8", "10"):
            self.assertIn((text, "value"), kinds, text)

    def test_equal_changes_are_counted(self):
        mutants = [m for m in mutants_of("f", "int f() {\n  g(a + b);\n  h(a + b);\n}\n") if m.operator == "arithmetic"]
        self.assertEqual([m.occurrence for m in mutants], [1, 2])
        self.assertNotEqual(mutants[0].name, mutants[1].name)


if __name__ == "__main__":
    unittest.main()

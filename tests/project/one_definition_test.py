#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""one_definition.py notices a name that two files define, and blames nothing else."""

import unittest

from one_definition import violations

ONE = """#pragma once
#include "a.hpp"
namespace sidproof::reference {
struct Declared;
/// struct Twice {};
struct Twice {
  struct Inner {};
  int x = 1;
};
template <class T>
struct Generic : Base<T> {};
template <>
struct Generic<int> final {};
enum class Kind { struct_, twice };
using Text = std::string;
inline constexpr int table[] = {1, 2};
constexpr int of_each_file = 1;
[[nodiscard]] inline int size(const Twice& a, int depth = 1) { return a.x + depth; }
template <class T>
T larger(T a, T b) {
  return a < b ? b : a;
}
inline bool operator==(const Twice& a, const Twice& b) { return a.x == b.x; }
int only_declared(int x);
}  // namespace sidproof::reference
"""


def other(line: str) -> str:
    return "namespace sidproof {\nnamespace reference {\n\n" + line + "\n}\n}\n"


class OneDefinition(unittest.TestCase):
    def found(self, second: str, name: str = "src/b.hpp") -> list[str]:
        return violations({"src/a.hpp": ONE, name: second})

    def test_two_headers_may_not_define_one_name(self):
        for line, name in (
                ("struct Twice { int y; };", "Twice"), ("class Twice final : public Base {};", "Twice"),
                ("enum class Kind : int { a };", "Kind"), ("using Text = std::string_view;", "Text"),
                ("template <class U> struct Generic : U {};", "Generic"),
                ("template <> struct Generic<int> {};", "Generic<int>"),
                ("using Twice = int;", "Twice"),
                ("inline int size(const Twice& b, int other) { return 2; }", "size"),
                ("inline constexpr int table[3] = {};", "table"), ("inline const int table{1};", "table"),
                ("template <class T> T larger(T x, T y) { return x; }", "larger"),
                ("inline bool operator==(const Twice& l, const Twice& r) { return true; }",
                 "operator==")):
            found = self.found(other(line))
            self.assertEqual(len(found), 1, line)
            self.assertEqual(found[0], f"src/b.hpp:4: sidproof::reference::{name} is also defined at "
                             + found[0].rsplit(" ", 1)[1])
            self.assertIn(" src/a.hpp:", found[0])

    def test_overloads_declarations_and_other_namespaces_are_no_clash(self):
        for line in ("struct Twice;", "class Declared {};", "constexpr int of_each_file = 2;", "inline int size(const Twice& a, long b) { return 3; }",
                     "inline int size(int a) { return 3; }", "struct Outer { struct Twice {}; };",
                     "// struct Twice {};", "/* struct Twice {}; */", '#define TWICE struct Twice {};',
                     'inline const char* text() { return "struct Twice {};"; }',
                     "inline int late() {\n  struct Twice {};\n  return 0;\n}",
                     "namespace deeper {\nstruct Twice {};\n}", "static int size(const Twice& a, int b) { return 1; }",
                     "template <> struct Generic<long> {};", "int only_declared(int x);"):
            self.assertEqual(self.found(other(line)), [], line)
        self.assertEqual(self.found("struct Twice {};\n"), [])

    def test_what_a_source_file_defines_is_local_or_declared_in_a_header(self):
        for line, kind in (("struct Helper {};", "type"), ("inline int three = 3;", "variable"),
                           ("template <class T> int count(T x) { return 1; }", "function"),
                           ("inline int two() { return 2; }", "function")):
            found = self.found(other(line), "src/b.cpp")
            self.assertEqual(len(found), 1, line)
            self.assertIn(f"src/b.cpp:4: no header declares the {kind} sidproof::reference::", found[0])
            local = "namespace sidproof::reference {\nnamespace {\n" + line + "\n}\n}\n"
            self.assertEqual(self.found(local, "src/b.cpp"), [], line)
        for line in ("struct Declared { int x; };", "struct Declared::Part {};", "int size(int a) { return 1; }",
                     "template <class T> void Generic<T>::run() {}", "static int here() { return 1; }",
                     "using Rows = int;"):
            self.assertEqual(self.found(other(line), "src/b.cpp"), [], line)

    def test_sources_that_repeat_a_local_name_are_no_clash(self):
        local = "namespace sidproof {\nnamespace {\nstruct Helper {};\n}\n}\n"
        self.assertEqual(violations({"src/a.cpp": local, "src/b.cpp": local}), [])


if __name__ == "__main__":
    unittest.main()

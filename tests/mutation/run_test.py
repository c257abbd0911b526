#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The whole tool on a toy tree: what is killed, what survives, what does not compile,
what is never reached; stopping and going on; the exit codes."""

import json
import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).with_name("run.py")
TREE = {
    "CMakeLists.txt": """cmake_minimum_required(VERSION 3.25)
project(toy LANGUAGES CXX)
find_package(GTest REQUIRED)
enable_testing()
function(sidproof_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/src")
  target_link_libraries(${name} PRIVATE GTest::gmock_main)
  target_compile_features(${name} PRIVATE cxx_std_20)
endfunction()
add_subdirectory(tests/exact)
""",
    # The mutants of clamped are killed, or survive for want of a test at the bound; the
    # sum cannot be taken from a text; nothing calls idle; spin never ends when mutated.
    "src/exact/toy.hpp": """#pragma once
#include <string>
inline int clamped(int a) {
  if (a > 7) return 7;
  return a;
}
inline std::string twice(const std::string& text) { return text + text; }
inline int idle(int a) { return a * 2; }
inline int spin(int a) {
  while (a > 0) a -= 1;
  return a;
}
constexpr int three = 3;
""",
    "tests/exact/CMakeLists.txt": "sidproof_test(toy_test SOURCES toy_test.cpp)\n",
    "tests/exact/toy_test.cpp": """#include "exact/toy.hpp"
#include <gtest/gtest.h>
TEST(Toy, Clamps) { EXPECT_EQ(clamped(9), 7); EXPECT_EQ(clamped(5), 5); }
TEST(Toy, Twice) { EXPECT_EQ(twice("a"), "aa"); }
TEST(Toy, Spins) { EXPECT_EQ(spin(3), 0); }
""",
}


class Run(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name) / "toy"
        self.state = pathlib.Path(folder.name) / "state.jsonl"
        for name, text in TREE.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)

    def call(self, *words):
        return subprocess.run(
            [sys.executable, "-B", SCRIPT, "--root", self.root, "--resume", self.state, "--sample", "999",
             "--equivalent", self.root / "equivalent.toml", "--patience", "1", *words], capture_output=True, text=True, timeout=900)

    def outcomes(self):
        entries = [json.loads(line) for line in self.state.read_text().splitlines()]
        return {(e["original"], e["mutated"]): e["outcome"] for e in entries}

    def test_on_a_toy(self):
        done = self.call("--goal", "100")
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        outcomes = self.outcomes()
        self.assertEqual(outcomes["a > 7", "!(a > 7)"], "failed")
        self.assertEqual(outcomes["a > 7", "false"], "failed")
        self.assertEqual(outcomes["a > 7", "a >= 7"], "survived")
        self.assertEqual(outcomes["a * 2", "a + 2"], "unreached")
        self.assertEqual(outcomes["text + text", "text - text"], "uncompilable")
        self.assertEqual(outcomes["a -= 1;", ";"], "timeout")
        self.assertEqual(outcomes["3", "4"], "apart")
        self.assertIn("survived: src/exact/toy.hpp:4: bound: a > 7  =>  a >= 7", done.stdout)

        # All is known: nothing is built or run, and the same is said. A run that was
        # stopped in the middle of a line judges what is missing and says the same, too.
        whole = self.state.read_bytes()
        self.assertEqual(self.call("--goal", "100").stdout, done.stdout)
        self.assertEqual(self.state.read_bytes(), whole)
        self.state.write_bytes(whole[:len(whole) // 2])
        self.assertEqual(self.call("--goal", "100", "--jobs", "2").stdout, done.stdout)
        self.assertEqual(sorted(self.state.read_bytes().splitlines()), sorted(whole.splitlines()))

        rate = float(done.stdout.split("kill rate ")[-1].split()[0])
        self.assertTrue(0 < rate < 100)
        self.assertEqual(self.call("--goal", str(int(rate))).returncode, 0)

        # What is explained is no survivor; what is killed is not equivalent.
        (self.root / "equivalent.toml").write_text(
            '[[equivalent]]\nfile = "src/exact/toy.hpp"\noriginal = "a > 7"\nmutated = "a >= 7"\nreason = "7"\n')
        explained = self.call("--goal", str(int(rate)))
        self.assertEqual(explained.returncode, 0, explained.stdout)
        self.assertNotIn("a >= 7", explained.stdout)
        self.assertIn("1 equivalent", explained.stdout)
        (self.root / "equivalent.toml").write_text(
            '[[equivalent]]\nfile = "src/exact/toy.hpp"\noriginal = "a > 7"\nmutated = "false"\nreason = "7"\n')
        wrong = self.call("--goal", "1")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("not equivalent, killed by Toy.Clamps", wrong.stdout)
        (self.root / "equivalent.toml").write_text(
            '[[equivalent]]\nfile = "src/exact/toy.hpp"\noriginal = "a > 8"\nmutated = "false"\nreason = "7"\n')
        self.assertEqual(self.call().returncode, 65)

    def test_what_fails_without_a_mutant_is_no_judge(self):
        path = self.root / "tests/exact/toy_test.cpp"
        path.write_text(path.read_text().replace("clamped(9), 7", "clamped(9), 8"))
        done = self.call("--rooms", "exact")
        self.assertEqual(done.returncode, 70, done.stdout + done.stderr)
        self.assertIn("Toy.Clamps fails without a mutant", done.stderr)

    def test_the_sample_follows_the_seed(self):
        first = self.call("--list", "--sample", "5", "--seed", "1").stdout
        self.assertEqual(self.call("--list", "--sample", "5", "--seed", "1").stdout, first)
        self.assertNotEqual(self.call("--list", "--sample", "5", "--seed", "2").stdout, first)
        self.assertTrue(self.call("--list", "--sample", "9", "--seed", "1").stdout.startswith(first))

    def test_usage(self):
        self.assertEqual(self.call("--sample", "0").returncode, 64)
        self.assertEqual(self.call("--rooms", "kitchen").returncode, 64)


if __name__ == "__main__":
    unittest.main()

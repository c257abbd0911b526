#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Which tests run, in which order, and what counts as noticed."""

import pathlib
import stat
import tempfile
import unittest

from operators import Mutant
from trials import Outcome, Test, below, judge, mirror, stages

MUTANT = Mutant("src/laws/shrink.cpp", 3, "bound", "value", 0, 1, "a < b", "a <= b")


def test(program, name, file):
    return Test(program, name, file, 0.0, set())


class Stages(unittest.TestCase):
    def test_the_mirrored_file(self):
        self.assertEqual(mirror("src/laws/shrink.cpp"), "tests/laws/shrink_test.cpp")
        self.assertEqual(mirror("src/exact/field.hpp"), "tests/exact/field_test.cpp")

    def test_mirrored_tests_then_the_room_then_the_others(self):
        a = test("laws_test", "Laws.a", "tests/laws/laws_test.cpp")
        b = test("shrink_test", "Shrink.b", "tests/laws/shrink_test.cpp")
        c = test("audit_test", "Audit.c", "tests/audit/audit_test.cpp")
        d = test("shrink_test", "Other.d", "tests/laws/other_test.cpp")
        e = test("shrink_test", "Shrink.e", "tests/laws/shrink_test.cpp")
        self.assertEqual(stages(MUTANT, [c, a, b, d, e]), [[b, e], [a], [d], [c]])
        self.assertEqual(stages(MUTANT, []), [])

    def test_where_a_test_stands(self):
        tree = pathlib.Path("/tmp/tests/tree")
        self.assertEqual(below(tree, "/tmp/tests/tree/tests/laws/shrink_test.cpp"), "tests/laws/shrink_test.cpp")
        self.assertEqual(below(tree, "../tree/properties/laws/a_test.cpp"), "properties/laws/a_test.cpp")


class Judge(unittest.TestCase):
    """Programs that are shell scripts, so that each way to end can be had."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def program(self, name, body):
        path = self.folder / name
        path.write_text("#!/bin/sh\n" + body)
        path.chmod(path.stat().st_mode | stat.S_IEXEC)
        return path

    def judged(self, *bodies):
        programs = {f"p{i}": self.program(f"p{i}", body) for i, body in enumerate(bodies)}
        return judge(7, [[test(name, "A.b", "f")] for name in programs], programs)

    def test_none_notices(self):
        self.assertEqual(self.judged("exit 0\n", "exit 0\n"), Outcome("survived"))
        self.assertFalse(self.judged("exit 0\n").is_kill())

    def test_a_failure_names_its_test(self):
        self.assertEqual(self.judged("exit 0\n", "echo '[  FAILED  ] Shrink.Ends (3 ms)'; exit 1\n"),
                         Outcome("failed", "Shrink.Ends"))

    def test_a_crash(self):
        self.assertEqual(self.judged("kill -SEGV $$\n"), Outcome("crashed", "p0"))
        self.assertTrue(self.judged("exit 3\n").is_kill())

    def test_nothing_runs_behind_a_kill(self):
        self.judged("exit 1\n", f"touch {self.folder}/ran\n")
        self.assertFalse((self.folder / "ran").exists())

    def test_no_test_reaches_it(self):
        self.assertEqual(self.judged(), Outcome("unreached"))

    def test_the_mutant_and_the_tests_are_handed_over(self):
        self.assertEqual(self.judged('[ "$SIDPROOF_MUTANT $GTEST_FILTER" = "7 A.b" ]\n').kind, "survived")


if __name__ == "__main__":
    unittest.main()

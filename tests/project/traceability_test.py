#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""traceability.py passes a small tree that is in order and fails when one thing is not."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

SCRIPT = pathlib.Path(__file__).with_name("traceability.py")
TREE = {
    "docs/traceability.csv": """law,statement,spec,code,test
A1,"Sums to 1, always.",normalisation,src/laws/a.hpp:a1,properties/a.cpp:A1Normalisation
B1,Partition.,,src/laws/a.hpp:b1,tests/b_test.cpp
B1,Once more.,normalisation,,
""",
    "spec/A.v": "Theorem normalisation : True.\n",
    "src/laws/a.hpp": "bool a1();\nbool b1();\n",
    "src/laws/registry.cpp": 'over("A1", "normalisation", f); over("B1",\n  "partition", f);\n',
    "src/laws/identity.cpp": 'Identity{"B1 partition", 0}\n',
    "tests/b_test.cpp": "",
    "tests/laws/exhaustion_test.cpp": "TEST(E, B1) { exhaust_b1(6); }\n",
    "tests/laws/exhaustion_slow_test.cpp": "TEST(E, B1) { exhaust_b1_models(8); }\n",
    "properties/a.cpp": "RC_GTEST_PROP(Laws, A1Normalisation, ()) {}\n"
                        "RC_GTEST_PROP(Laws, A1AndB1Together, ()) {}\n",
    "properties/mutants/list/a.toml": '[[mutant]]\nname = "wrong"\nlaw = "A1"\n'
                                      '[[mutant]]\nname = "twice"\nlaw = "B1"\n',
}


class Traceability(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path, text in TREE.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(text)
        done = self.run_script("--write")
        self.assertEqual(done.returncode, 0, done.stdout)

    def run_script(self, *arguments):
        return subprocess.run([sys.executable, "-B", SCRIPT, self.root, *arguments],
                              capture_output=True, text=True)

    def replace(self, path, old, new):
        text = (self.root / path).read_text()
        self.assertIn(old, text)
        (self.root / path).write_text(text.replace(old, new))

    def check_refused(self, reason):
        done = self.run_script()
        self.assertEqual(done.returncode, 1)
        self.assertIn(reason, done.stdout)

    def test_what_the_code_says_is_written_in_the_first_row_of_each_law(self):
        self.assertEqual(self.run_script().returncode, 0)
        self.assertEqual((self.root / "docs/traceability.csv").read_text(), """\
law,statement,spec,code,test,property,mutants,identity,exhaustion
A1,"Sums to 1, always.",normalisation,src/laws/a.hpp:a1,properties/a.cpp:A1Normalisation,\
properties/a.cpp:A1Normalisation properties/a.cpp:A1AndB1Together,wrong,,
B1,Partition.,,src/laws/a.hpp:b1,tests/b_test.cpp,properties/a.cpp:A1AndB1Together,twice,partition,\
6(quick) 8_models(slow)
B1,Once more.,normalisation,,,,,,
""")

    def test_a_row_that_points_to_nothing(self):
        (self.root / "tests/b_test.cpp").unlink()
        self.check_refused("row 3, test: no file tests/b_test.cpp")

    def test_a_name_that_is_gone(self):
        self.replace("src/laws/a.hpp", "a1", "a2")
        self.check_refused("row 2, code: src/laws/a.hpp does not mention a1")

    def test_a_lemma_that_is_gone(self):
        self.replace("spec/A.v", "normalisation", "normalised")
        self.check_refused("row 2, spec: no lemma normalisation")

    def test_code_that_moved_on(self):
        self.replace("tests/laws/exhaustion_test.cpp", "6", "7")
        self.check_refused("differ from the code")

    def test_a_cell_written_by_hand(self):
        self.replace("docs/traceability.csv", ",twice,", ",thrice,")
        self.check_refused("differ from the code")

    def test_a_registered_law_without_a_row(self):
        self.replace("src/laws/registry.cpp", "B1", "B7")
        self.check_refused("no row for the registered law B7")

    def test_a_registered_law_without_a_mutant(self):
        self.replace("properties/mutants/list/a.toml", '"B1"', '"A1"')
        self.run_script("--write")
        self.check_refused("the registered law B1 has no mutants")

    def test_a_registered_law_without_a_property(self):
        self.replace("properties/a.cpp", "A1AndB1Together", "Together")
        self.run_script("--write")
        self.check_refused("the registered law B1 has no property")

    def test_a_mutant_of_a_law_that_does_not_exist(self):
        self.replace("properties/mutants/list/a.toml", '"B1"', '"B8"')
        self.check_refused("mutants twice: no row for law B8")


if __name__ == "__main__":
    unittest.main()

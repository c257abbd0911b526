#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""cuda_build_test.py notices spills, warnings and fused operations, and says when it is
skipped. Usage: cuda_build_can_fail.py NVCC."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import cuda_build_test

NVCC = sys.argv.pop(1) if len(sys.argv) > 1 else ""
LOG = """ptxas info    : Compiling entry function 'good' for 'sm_90'
    0 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads
ptxas info    : Compiling entry function 'bad' for 'sm_80'
    {} bytes stack frame, {} bytes spill stores, {} bytes spill loads
"""
KERNEL = "__global__ void kernel(double* x) {{ {} }}\n"


class CudaBuild(unittest.TestCase):
    def run_test(self, body, nvcc=NVCC, flags="-fmad=false -Werror all-warnings"):
        with tempfile.TemporaryDirectory() as folder:
            pathlib.Path(folder, "kernel.cu").write_text(KERNEL.format(body))
            return subprocess.run(
                [sys.executable, "-B", cuda_build_test.__file__, folder, folder + "/work", nvcc, "90",
                 flags, ""], capture_output=True, text=True, check=False)

    def test_spills_and_stacks_are_found_by_entry(self):
        self.assertEqual(cuda_build_test.spills(LOG.format(0, 0, 0)), [])
        for bytes_ in ((8, 0, 0), (0, 4, 0), (0, 0, 16)):
            found = cuda_build_test.spills(LOG.format(*bytes_))
            self.assertEqual(len(found), 1)
            self.assertTrue(found[0].startswith("sm_80: bad: "), found)

    def test_without_nvcc_it_is_skipped(self):
        done = self.run_test("x[0] = 1;", nvcc="/nowhere/nvcc")
        self.assertEqual(done.returncode, 77)
        self.assertIn("skipped: nvcc was not found", done.stdout)

    @unittest.skipUnless(pathlib.Path(NVCC).is_file(), "skipped: nvcc was not found")
    def test_bad_kernels_are_refused_by_the_compiler_or_the_lint(self):
        self.assertEqual(self.run_test("x[0] = x[1] * x[2] + x[3];").returncode, 0)
        for body, flags, word in (
                ("x[0] = x[1] * x[2] + x[3];", "-Werror all-warnings", "fuses"),
                ("int unused; x[0] = 1;", "-fmad=false -Werror all-warnings", "never referenced"),
                ("double a[64]; for (int i = 0; i < 64; ++i) a[i] = x[i]; x[0] = a[int(x[1])];",
                 "-fmad=false", "local memory"),
                ("atomicAdd(x, 1.0);", "-fmad=false", "no fixed order"),
                ("float* y = (float*)x; y[0] = __fdividef(y[1], y[2]);", "-fmad=false",
                 "approximate")):
            done = self.run_test(body, flags=flags)
            self.assertEqual(done.returncode, 1, body)
            self.assertIn(word, done.stdout, body)


if __name__ == "__main__":
    unittest.main()

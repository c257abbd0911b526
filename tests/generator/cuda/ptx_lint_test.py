#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""ptx_lint.py can fail: every sin is found where it stands, honest code is not blamed."""

import pathlib
import subprocess
import sys
import tempfile
import unittest

import ptx_lint

FRAME = """.version 9.0
.target sm_90
.address_size 64
.visible .entry kernel_of_a_test(
  .param .u64 kernel_of_a_test_param_0
)
{{
  .reg .f64 %fd<9>;
$L__BB0_1:
  {}
  ret;
}}
"""
HONEST = [
    "add.rn.f64 %fd1, %fd2, %fd3;", "sub.rn.f32 %f1, %f2, %f3;", "mul.rn.f64 %fd1, %fd2, %fd3;",
    "div.rn.f64 %fd1, %fd2, %fd3;", "rcp.rn.f64 %fd1, %fd2;", "sqrt.rn.f64 %fd1, %fd2;",
    "cvt.rn.f32.f64 %f1, %fd1;", "cvt.f64.f32 %fd1, %f1;", "cvt.rzi.s64.f64 %rd1, %fd1;",
    "cvt.rn.f64.u64 %fd1, %rd1;", "neg.f64 %fd1, %fd2;", "mad.lo.s32 %r1, %r2, %r3, %r4;",
    "mad.wide.u32 %rd1, %r2, %r3, %rd4;", "mul.lo.s64 %rd1, %rd2, %rd3;", "add.s64 %rd1, %rd2, 1;",
    "atom.global.add.u32 %r1, [%rd1], 1;", "red.shared.add.u64 [%rd1], %rd2;",
    "ld.shared.f64 %fd1, [%rd1];", "@%p1 ld.global.f32 %f1, [%rd1];", "max.f64 %fd1, %fd2, %fd3;",
    "setp.lt.f64 %p1, %fd1, %fd2;", "selp.f64 %fd1, %fd2, %fd3, %p1;",
]
SINS = {
    "fma.rn.f64 %fd1, %fd2, %fd3, %fd4;": "fuses",
    "fma.rn.f32 %f1, %f2, %f3, %f4;": "fuses",
    "@%p1 fma.rn.f64 %fd1, %fd2, %fd3, %fd4;": "fuses",
    "@!%p1 mad.rn.f32 %f1, %f2, %f3, %f4;": "fuses",
    "fma.rn.bf16x2 %r1, %r2, %r3, %r4;": "fuses",
    "add.ftz.f32 %f1, %f2, %f3;": "flushes",
    "mul.rn.ftz.f32 %f1, %f2, %f3;": "flushes",
    "cvt.ftz.f64.f32 %fd1, %f1;": "flushes",
    "div.approx.f32 %f1, %f2, %f3;": "approximate",
    "div.full.f32 %f1, %f2, %f3;": "approximate",
    "rcp.approx.ftz.f64 %fd1, %fd2;": "approximate",
    "sqrt.approx.f32 %f1, %f2;": "approximate",
    "rsqrt.approx.f64 %fd1, %fd2;": "approximate",
    "ex2.approx.f32 %f1, %f2;": "approximate",
    "lg2.approx.ftz.f32 %f1, %f2;": "approximate",
    "tanh.approx.f32 %f1, %f2;": "approximate",
    "add.f64 %fd1, %fd2, %fd3;": "nearest",
    "mul.f32 %f1, %f2, %f3;": "nearest",
    "sub.rz.f64 %fd1, %fd2, %fd3;": "nearest",
    "sqrt.rm.f64 %fd1, %fd2;": "nearest",
    "cvt.rz.f32.f64 %f1, %fd1;": "nearest",
    "cvt.rp.f32.f64 %f1, %fd1;": "nearest",
    "add.rn.sat.f32 %f1, %f2, %f3;": "saturates",
    "atom.global.add.f32 %f1, [%rd1], %f2;": "no fixed order",
    "atom.shared.add.f64 %fd1, [%rd1], %fd2;": "no fixed order",
    "red.global.add.f32 [%rd1], %f2;": "no fixed order",
    "mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%f1}, {%r1}, {%r2}, {%f2};": "matrix",
    "wgmma.mma_async.sync.aligned.m64n8k16.f32.bf16.bf16 {%f1}, %rd1, %rd2, 1;": "matrix",
    "st.local.f64 [%rd1], %fd1;": "local memory",
    "ld.local.v2.u32 {%r1, %r2}, [%rd1];": "local memory",
    ".local .align 16 .b8 __local_depot0[256];": "local memory",
}


class PtxLint(unittest.TestCase):
    def test_honest_code_is_not_blamed(self):
        for line in HONEST:
            self.assertEqual(ptx_lint.violations(FRAME.format(line), "f"), [], line)

    def test_every_sin_is_found(self):
        for line, word in SINS.items():
            found = ptx_lint.violations(FRAME.format(line), "file.ptx")
            self.assertTrue(any(word in sin for sin in found), (line, found))
            for sin in found:
                self.assertTrue(sin.startswith("file.ptx:10: kernel_of_a_test: "), sin)

    def test_comments_are_no_code(self):
        self.assertEqual(ptx_lint.violations(FRAME.format("// fma.rn.f64 a, b, c, d;"), "f"), [])

    def test_the_exit_code_tells(self):
        lint = str(pathlib.Path(ptx_lint.__file__))
        with tempfile.TemporaryDirectory() as folder:
            codes = {}
            for name, line in (("good", HONEST[0]), ("bad", "fma.rn.f64 %a, %b, %c, %d;")):
                path = pathlib.Path(folder, name + ".ptx")
                path.write_text(FRAME.format(line))
                codes[name] = subprocess.run([sys.executable, lint, str(path)],
                                             capture_output=True, check=False).returncode
            path = pathlib.Path(folder, "empty.ptx")
            path.write_text("")
            codes["empty"] = subprocess.run([sys.executable, lint, str(path)],
                                            capture_output=True, check=False).returncode
        self.assertEqual(codes, {"good": 0, "bad": 1, "empty": 1})


if __name__ == "__main__":
    unittest.main()

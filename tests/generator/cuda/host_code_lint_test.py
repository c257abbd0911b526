#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""host_code_lint.py can fail: each rule, broken in the sources as they are, is noticed.
Usage: host_code_lint_test.py FOLDER."""

import pathlib
import sys
import unittest

from host_code_lint import violations

FILES = {path.name: path.read_text() for path in pathlib.Path(sys.argv.pop()).iterdir()
         if path.suffix in {".cu", ".cuh"}}


class HostCodeLint(unittest.TestCase):
    def broken(self, name: str, old: str, new: str) -> list[str]:
        self.assertIn(old, FILES[name])
        return violations({**FILES, name: FILES[name].replace(old, new, 1)})

    def test_the_sources_keep_the_rules(self):
        self.assertEqual(violations(FILES), [])

    def test_a_copy_without_uploads_is_found(self):
        for copy in ("cudaMemcpyAsync(a, b, 4, cudaMemcpyHostToDevice, stream);",
                     "cudaMemcpy(a, b, 4, cudaMemcpyDefault);"):
            found = self.broken("cuda_place.cuh", "enqueue();", copy)
            self.assertEqual(len(found), 1, found)
            self.assertIn("without Uploads", found[0])
            self.assertTrue(found[0].startswith("cuda_place.cuh:"))

    def test_uploads_that_take_temporaries_or_do_not_wait_are_found(self):
        found = self.broken("device_array.cuh", "const std::vector<T>&& from, DeviceArray<T>& to) "
                            "const = delete;", "std::span<const T> from) const;")
        self.assertEqual([f.split(": ")[1] for f in found], ["Uploads take temporaries"])
        found = self.broken("device_array.cuh", "~Uploads() { static_cast<void>("
                            "cudaStreamSynchronize(stream_)); }", "~Uploads() {}")
        self.assertEqual([f.split(": ")[1] for f in found], ["Uploads end before their copies"])

    def test_every_member_that_leaves_the_device_to_the_caller_is_found(self):
        for name, text in FILES.items():
            for part in ("    const CurrentDevice current(executor_.device());\n",
                         "    const CurrentDevice current(device_);\n"):
                for i in range(1, text.count(part) + 1):
                    head = part.join(text.split(part)[:i])
                    tail = part.join(text.split(part)[i:])
                    found = violations({**FILES, name: head + tail})
                    self.assertEqual(len(found), 1, found)
                    self.assertIn("whatever device", found[0])

    def test_a_capture_that_leaves_its_error_is_found(self):
        found = self.broken("cuda_place.cuh", "static_cast<void>(cudaGetLastError());  //", "//")
        self.assertEqual(len(found), 1, found)
        self.assertIn("leaves its error behind", found[0])

    def test_sources_without_a_device_are_suspicious(self):
        self.assertEqual(len(violations({})), 1)


if __name__ == "__main__":
    unittest.main()

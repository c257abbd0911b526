#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Every system call of a command fails once, in turn: the command ends with a documented
code and a message, outputs are the old or the whole new ones, nothing else is left, and
short transfers change nothing. Memory runs out at many moments. A campaign that met a
fault goes on to the end that an undisturbed one has.

Usage: faults_test.py PROGRAM INJECTOR (the library made of faulty_calls.c)"""

import errno
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM, INJECTOR = sys.argv[1], sys.argv[2]
ENDS, REFUSALS = {0, 1, 2}, {64, 65, 70, 74}
SHORT = 0
FAULTS = {
    "open": [(errno.EIO, False), (errno.EMFILE, True)],
    "read": [(errno.EIO, False), (SHORT, False), (SHORT, True)],
    "write": [(errno.ENOSPC, True), (errno.EIO, False), (SHORT, False), (SHORT, True)],
    "pread": [(errno.EIO, False), (errno.EIO, True)],
    "pwrite": [(errno.ENOSPC, True), (errno.EIO, False), (SHORT, False)],
    "mmap": [(errno.ENOMEM, False), (errno.ENOMEM, True)],
    "fstat": [(errno.EIO, False)],
    "fsync": [(errno.EIO, False), (errno.ENOSPC, True)],
    "link": [(errno.EIO, False), (errno.ENOSPC, True)],
    "rename": [(errno.EIO, False)],
    "truncate": [(errno.EIO, False), (errno.ENOSPC, True)],
}
MOMENTS_OF_MEMORY = 25
# More moments of one kind than this are sampled evenly.
MOST_MOMENTS = 40


def moments(count, most):
    if count <= most:
        return list(range(1, count + 1))
    return sorted({1 + i * (count - 1) // (most - 1) for i in range(most)})


class Faults(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sidproof_faults_")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "work"  # the count stands beside it
        self.folder.mkdir()
        small = {str(i): [f"<a_{i % 5}>", f"<b_{i % 7}>"] for i in range(40)}
        large = {str(i): [f"<a_{i % 251}>", f"<b_{i // 7 % 241}>", f"<c_{i % 239}>"]
                 for i in range(9_000)}
        (self.folder / "small.json").write_text(json.dumps(small))
        (self.folder / "large.json").write_text(json.dumps(large))
        self.inputs = {"small.json", "large.json"}

    def run_program(self, command, fault=None):
        environment = {**os.environ}
        if fault is not None:
            call, at, error, lasting = fault
            environment |= {"LD_PRELOAD": INJECTOR, "SIDPROOF_FAULT_CALL": call,
                            "SIDPROOF_FAULT_AT": str(at), "SIDPROOF_FAULT_ERRNO": str(error),
                            "SIDPROOF_FAULT_LASTING": "1" if lasting else "0",
                            "SIDPROOF_FAULT_COUNT": str(self.folder.with_suffix(".count"))}
        return subprocess.run([PROGRAM, *command, "--threads", "1"], capture_output=True, text=True,
                              cwd=self.folder, env=environment, timeout=120, check=False)

    def count(self, command, call):
        self.run_program(command, (call, 0, 0, False))
        path = self.folder.with_suffix(".count")
        counted = int(path.read_text())
        path.unlink()
        self.clear()
        return counted

    def clear(self):
        for path in self.folder.iterdir():
            if path.name not in self.inputs:
                path.unlink()

    def state(self):
        return {path.name: path.read_text() for path in self.folder.iterdir()
                if path.name not in self.inputs}

    def check_end(self, done, fault, fine, old, new):
        """One disturbed run: its code, its message, its files."""
        what = f"{fault}: exit {done.returncode}\n{done.stderr}"
        self.assertIn(done.returncode, ENDS | REFUSALS, what)
        found = self.state()
        self.assertLessEqual(set(found), set(new), what)
        for name, content in new.items():
            self.assertIn(found.get(name), (old.get(name), content), f"{name}, {what}")
        if done.returncode in ENDS:
            self.assertEqual((done.returncode, found), (fine, new), what)
        else:
            self.assertRegex(done.stderr, "error: .", what)
        if fault[2] == SHORT and fault[0] != "memory":
            self.assertEqual(done.returncode, fine, what)

    def sweep(self, command, replace, fine=None):
        """All faults of a command that writes files; `replace`: they exist before."""
        done = self.run_program(command)
        fine = done.returncode
        self.assertIn(fine, ENDS, done.stderr)
        new = self.state()
        self.assertTrue(new)
        again = self.run_program(command)
        self.assertEqual((again.returncode, self.state()), (fine, new), "runs differ by themselves")
        old = {name: "old" for name in new} if replace else {}
        faults = []
        for call, kinds in FAULTS.items():
            self.clear()
            for at in moments(self.count(command, call), MOST_MOMENTS):
                faults += [(call, at, *kind) for kind in kinds]
        for at in moments(self.count(command, "memory"), MOMENTS_OF_MEMORY):
            faults += [("memory", at, errno.ENOMEM, False), ("memory", at, errno.ENOMEM, True)]
        refused = 0
        for fault in faults:
            self.clear()
            for name, content in old.items():
                (self.folder / name).write_text(content)
            done = self.run_program(command, fault)
            self.check_end(done, fault, fine, old, new)
            refused += done.returncode in REFUSALS
        self.assertGreater(refused, len(faults) // 4, "hardly any fault was felt")
        print(f"{len(faults)} faults, {refused} refused")

    def test_audit(self):
        self.sweep(["audit", "small.json", "--json", "r.json", "--html", "r.html", "-q"], False)

    def test_audit_replaces_its_reports(self):
        self.sweep(["audit", "large.json", "--json", "r.json", "--sarif", "r.sarif", "-q"], True)

    def test_repair(self):
        self.sweep(["repair", "small.json", "--output", "fixed.json", "--method", "append", "--force", "-q"], True)

    def test_certificate(self):
        self.sweep(["verify", "small.json", "--certificate", "c.json", "-q"], False)

    def test_campaign_goes_on(self):
        command = ["fuzz", "--store", "store", "--cases", "60", "--laws", "A2,B1", "--numbers",
                   "mersenne61", "--shapes", "cascaded", "-q", "--json", "end.json"]

        def end():
            report = json.loads((self.folder / "end.json").read_text())
            return {key: value for key, value in report.items() if "second" not in key}

        self.assertEqual(self.run_program(command).returncode, 0)
        expected = self.without_times(end())
        tried = felt = 0
        for call, kinds in FAULTS.items():
            self.clear()
            for at in moments(self.count(command, call), 12):
                for error, lasting in kinds:
                    self.clear()
                    fault = (call, at, error, lasting)
                    done = self.run_program(command, fault)
                    what = f"{fault}: exit {done.returncode}\n{done.stderr}"
                    self.assertIn(done.returncode, ENDS | REFUSALS, what)
                    tried += 1
                    felt += done.returncode in REFUSALS
                    after = self.run_program(command)
                    self.assertEqual(after.returncode, 0, f"after {what}\n{after.stderr}")
                    self.assertEqual(self.without_times(end()), expected, what)
                    left = {name for name in self.state_names() if name.endswith(".part")}
                    self.assertFalse(left, what)
        self.assertGreater(felt, 10)
        print(f"{tried} faults, {felt} refused")

    def state_names(self):
        return {path.name for path in self.folder.iterdir()}

    def without_times(self, value):
        if isinstance(value, dict):
            return {key: self.without_times(part) for key, part in value.items()
                    if "second" not in key and "rate" not in key}
        if isinstance(value, list):
            return [self.without_times(part) for part in value]
        return value


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

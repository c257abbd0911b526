# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What the command-line tests share: running the program in a folder of its own."""

import json
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["SIDPROOF_PROGRAM"]
SOURCE = pathlib.Path(os.environ["SIDPROOF_SOURCE_DIR"])

HOLDS, REFUTED, UNDECIDED, USAGE, BAD_INPUT, INTERNAL, CANNOT_WRITE = 0, 1, 2, 64, 65, 70, 74

# Six items; items 2 and 3 collide.
COLLIDING = {"0": ["<a_3>", "<b_1>"], "1": ["<a_3>", "<b_0>"], "2": ["<a_0>", "<b_2>"],
             "3": ["<a_0>", "<b_2>"], "4": ["<a_1>", "<b_0>"], "5": ["<a_3>", "<b_2>"]}
ONE_TO_ONE = {key: codes for key, codes in COLLIDING.items() if key != "3"}
ONTO = {str(2 * a + b): [f"<a_{a}>", f"<b_{b}>"] for a in (0, 1) for b in (0, 1)}


class CliTest(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sidproof_cli_")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def file(self, name, content):
        path = self.folder / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    def run_program(self, *arguments, **options):
        return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                              timeout=options.pop("timeout", 500), cwd=self.folder, check=False,
                              **options)

    def expect(self, code, *arguments, **options):
        done = self.run_program(*arguments, **options)
        self.assertEqual(done.returncode, code,
                         f"{arguments}\nstdout: {done.stdout}\nstderr: {done.stderr}")
        return done

    def report(self, *arguments, code=None):
        """The JSON report of a command."""
        done = self.run_program(*arguments, "--json", "-")
        if code is not None:
            self.assertEqual(done.returncode, code, done.stderr)
        return json.loads(done.stdout)

    def files(self):
        return sorted(path.name for path in self.folder.iterdir())


def main():
    unittest.main(verbosity=2)

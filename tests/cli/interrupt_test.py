# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Ctrl-C, SIGTERM and SIGKILL at any moment leave the old file or the whole new one."""

import json
import pathlib
import signal
import subprocess
import time

from harness import PROGRAM, CliTest, main


class Interrupt(CliTest):
    def setUp(self):
        super().setUp()
        rows = ",".join(f'"{i}": [{i % 251}, {i // 7 % 241}, {i % 239}]' for i in range(400_000))
        self.table = self.file("t.json", "{" + rows + "}")

    def interrupt(self, command, outputs, number, delay):
        """Sends a signal; every output holds what it held or a whole new document."""
        for path in outputs:
            path.write_text('{"old": true}')
        process = subprocess.Popen([PROGRAM, *command, "-q"], stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(number)
        code = process.wait(timeout=60)
        for path in outputs:
            content = json.loads(path.read_text())
            self.assertTrue(content == {"old": True} or self.whole(content), path.name)
        left = set(self.files()) - {"t.json", *(path.name for path in outputs)}
        if number == signal.SIGKILL:
            # Caught between naming the new file and putting it in the place of the old one.
            for name in sorted(left):
                self.assertRegex(name, r"^\.sidproof-\d+-\d+\.part$")
                self.assertTrue(self.whole(json.loads((self.folder / name).read_text())))
                (self.folder / name).unlink()
            left = set()
        self.assertEqual(left, set(), f"signal {number} after {delay} s")
        return code

    @staticmethod
    def whole(content):
        return content.get("items") == 400_000 or len(content) == 400_000

    def sweep(self, command, outputs):
        killed = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            for step in range(12):
                killed += self.interrupt(command, outputs, number, 0.02 * step) == -number
        self.assertGreater(killed, 5, "the program was never caught at work")

    def test_no_moment_leaves_half_a_report(self):
        outputs = [self.folder / "r.json"]
        self.sweep(["audit", self.table, "--json", str(outputs[0])], outputs)

    def test_no_moment_leaves_half_a_page(self):
        page = self.folder / "r.html"
        for step in range(12):
            process = subprocess.Popen([PROGRAM, "audit", self.table, "--html", str(page), "-q"],
                                       stderr=subprocess.DEVNULL)
            time.sleep(0.03 * step)
            process.send_signal(signal.SIGKILL)
            process.wait(timeout=60)
            self.assertLessEqual(set(self.files()), {"t.json", "r.html"})
            if page.exists():
                self.assertTrue(page.read_text().rstrip().endswith("</html>"))
                page.unlink()

    def test_no_moment_leaves_half_a_repaired_table(self):
        outputs = [self.folder / "fixed.json"]
        self.sweep(["repair", self.table, "--method", "append", "--output", str(outputs[0]), "--force"],
                   outputs)


if __name__ == "__main__":
    main()

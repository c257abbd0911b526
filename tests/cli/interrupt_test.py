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

    def interrupt(self, number, delay):
        output = self.folder / "r.json"
        output.write_text('{"old": true}')
        process = subprocess.Popen([PROGRAM, "audit", self.table, "--json", str(output), "--html",
                                    str(self.folder / "r.html"), "-q"], stderr=subprocess.DEVNULL)
        time.sleep(delay)
        process.send_signal(number)
        code = process.wait(timeout=60)
        content = json.loads(output.read_text())
        self.assertTrue(content == {"old": True} or content.get("items") == 400_000)
        left = set(self.files()) - {"t.json", "r.json", "r.html"}
        self.assertEqual(left, set(), f"signal {number} after {delay} s")
        html = self.folder / "r.html"
        if html.exists():
            self.assertTrue(html.read_text().rstrip().endswith("</html>"))
            html.unlink()
        return code

    def test_no_moment_leaves_half_a_file(self):
        killed = 0
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
            for step in range(12):
                killed += self.interrupt(number, 0.02 * step) == -number
        self.assertGreater(killed, 5, "the program was never caught at work")


if __name__ == "__main__":
    main()

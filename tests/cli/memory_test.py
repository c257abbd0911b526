# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""What would not fit into memory is refused before it is allocated, with both figures."""

import resource
import struct

from harness import BAD_INPUT, REFUTED, CliTest, main

ROWS = 2_000_000


def limited(mebibytes):
    def limit():
        resource.setrlimit(resource.RLIMIT_AS, (mebibytes << 20, mebibytes << 20))
    return limit


class Memory(CliTest):
    def setUp(self):
        super().setUp()
        header = f"{{'descr': '|u1', 'fortran_order': False, 'shape': ({ROWS}, 3), }}"
        header += " " * (63 - (10 + len(header)) % 64) + "\n"
        # Distinct but for the rows beyond 2^16, which repeat: refuted.
        codes = bytes(byte for row in range(1 << 16) for byte in (0, row >> 8, row & 255))
        body = (codes * (ROWS // (1 << 16) + 1))[:3 * ROWS]
        self.table = self.file("t.npy", b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header))
                               + header.encode() + body)

    def test_an_audit(self):
        # How much the loader takes of the limit differs: some are met while reading.
        predicted = 0
        for mebibytes in range(60, 240, 12):
            done = self.run_program("audit", self.table, "-q", preexec_fn=limited(mebibytes))
            self.assertIn(done.returncode, (BAD_INPUT, REFUTED), done.stderr)
            if done.returncode == BAD_INPUT:
                self.assertRegex(done.stderr, "^sidproof: error: .*memory")
            predicted += "2000000 rows would take about 31 MiB of memory" in done.stderr
            self.assertEqual(self.files(), ["t.npy"])
        self.assertGreater(predicted, 0)
        self.expect(REFUTED, "audit", self.table, "-q", preexec_fn=limited(400))

    def test_a_network(self):
        done = self.expect(BAD_INPUT, "generate", "--width", "1024", "--layers", "12",
                           preexec_fn=limited(400))
        self.assertIn("a network of these sizes would take about", done.stderr)


if __name__ == "__main__":
    main()

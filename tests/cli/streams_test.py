# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Exit codes where standard output or standard error cannot be written, for every command.

What is said on standard error never changes the code: it is that of the same command with
everything writable. A report that cannot be printed is 74, whatever the verdict is."""

import json
import os
import pathlib
import subprocess

from harness import (BAD_INPUT, CANNOT_WRITE, COLLIDING, HOLDS, ONE_TO_ONE, PROGRAM, REFUTED,
                     UNDECIDED, USAGE, CliTest, main)

STATES = ("open", "closed", "full", "broken pipe")


class Stream:
    """A descriptor in one of the states, to be given to a child as its stream `number`."""

    def __init__(self, state, number):
        self.state, self.number, self.descriptor, self.reader = state, number, None, None
        if state == "full":
            self.descriptor = os.open("/dev/full", os.O_WRONLY)
        elif state == "broken pipe":
            reader, self.descriptor = os.pipe()
            os.close(reader)
        elif state == "open":
            self.descriptor = os.open("/dev/null", os.O_WRONLY)

    def in_child(self):
        if self.descriptor is None:
            os.close(self.number)

    def close(self):
        if self.descriptor is not None:
            os.close(self.descriptor)


class Streams(CliTest):
    def code(self, arguments, out, err):
        streams = (Stream(out, 1), Stream(err, 2))

        def close_streams():
            for stream in streams:
                stream.in_child()

        try:
            return subprocess.run(
                [PROGRAM, *map(str, arguments)], stdin=subprocess.DEVNULL, cwd=self.folder,
                stdout=streams[0].descriptor, stderr=streams[1].descriptor, timeout=300,
                preexec_fn=close_streams, check=False).returncode
        finally:
            for stream in streams:
                stream.close()

    def commands(self):
        """Arguments and the code when everything can be written; the last entry says whether
        the command prints a report."""
        colliding = self.file("c.json", COLLIDING)
        table = self.file("t.json", ONE_TO_ONE)
        events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 1]})
        bad = self.file("bad.json", '{"0": ["<a_1>"')
        small = {str(i): [f"<a_{i // 2}>", f"<b_{i % 2}>"] for i in range(4)}
        square = self.file("s.json", small)
        history = self.file("h.inter.json", {"u": [0, 1, 2, 3], "v": [3, 2, 1]})
        self.expect(HOLDS, "verify", table, "--certificate", "cert.json", "--quiet")
        features = pathlib.Path(self.folder / "f.npy")
        header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), }".ljust(117) + "\n"
        features.write_bytes(b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") +
                             header.encode() + b"\0" * 12 + b"\0\0\x80\x3f" * 5)
        fuzz = ["fuzz", "--laws", "A2", "--numbers", "prime61m31", "--shapes", "cascaded"]
        generate = ["generate", square, "-i", history, "--width", "8", "--layers", "1",
                    "--heads", "1"]
        good = [(HOLDS, ["verify", table]), (REFUTED, ["verify", colliding]),
                (HOLDS, ["audit", table]), (REFUTED, ["audit", colliding]),
                (UNDECIDED, ["replay", "cert.json"]), (HOLDS, ["replay", "cert.json", table]),
                (HOLDS, ["gap", table, "-i", events]),
                (REFUTED, ["gap", colliding, "-i", events, "--max-collided", "0%"]),
                (HOLDS, ["repair", colliding, "-o", "out.json", "--force"]),
                (HOLDS, ["diff", table, table]),
                (REFUTED, ["diff", table, colliding, "--require", "stable-sids,no-new-collisions"]),
                (HOLDS, ["tokenize", "f.npy", "-o", "out.csv", "--levels", "1", "--codebook", "2",
                         "--force"]),
                (HOLDS, [*fuzz, "--cases", "3"]), (HOLDS, generate),
                (HOLDS, ["counterexample"]), (HOLDS, ["counterexample", "B2-collision"]),
                (HOLDS, ["objectives", table, "-i", events]), (HOLDS, ["formats"]),
                (HOLDS, ["completion", "bash"]), (HOLDS, ["manual"]), (HOLDS, ["--help"]),
                (HOLDS, ["--version"]), (HOLDS, ["help"]), (HOLDS, ["help", "audit"]),
                (HOLDS, ["audit", "--help"])]
        bad_data = [["verify", bad], ["audit", bad], ["audit", "absent.json"],
                    ["replay", bad, table], ["gap", bad, "-i", events], ["gap", table, "-i", bad],
                    ["repair", bad, "-o", "no.json"], ["diff", table, bad],
                    ["tokenize", bad, "-o", "no.json"], [*fuzz, "--store", bad],
                    ["generate", bad, "-i", events], ["objectives", bad, "-i", events]]
        wrong_words = [[], ["verfy"], [table], ["help", "nonsense"], ["verify", table, "--jsn", "x"],
                       ["audit", table, "--require", "nonsense"], ["replay"],
                       ["gap", table, "-i", events, "--split", "tset"], ["repair", table],
                       ["diff", table], ["tokenize", "--method", "nonsense", "-o", "no.json"],
                       ["fuzz", "--laws", "nonsense"], ["generate", "--mode", "nonsense"],
                       ["counterexample", "nonsense"], ["objectives", "--top", "0"],
                       ["formats", "x"], ["completion", "tcsh"], ["manual", "x"]]
        return ([(code, words, True) for code, words in good] +
                [(BAD_INPUT, words, False) for words in bad_data] +
                [(USAGE, words, False) for words in wrong_words])

    def test_the_code_is_that_of_the_verdict_or_of_the_report_that_is_lost(self):
        # Every pair in which something is unwritable, but mixed ones once only.
        pairs = [(out, err) for out in STATES for err in STATES
                 if "open" in (out, err) or out == err]
        for code, words, reports in self.commands():
            for out, err in pairs:
                with self.subTest(words=words, stdout=out, stderr=err):
                    lost = reports and out != "open"
                    self.assertEqual(self.code(words, out, err), CANNOT_WRITE if lost else code)

    def test_what_goes_to_a_file_is_not_lost(self):
        table = self.file("c.json", COLLIDING)
        self.expect(REFUTED, "audit", table, "--json", "want.json")
        want = (self.folder / "want.json").read_text()
        for out in STATES:
            for err in STATES:
                with self.subTest(stdout=out, stderr=err):
                    words = ["audit", table, "--quiet", "--json", "got.json"]
                    self.assertEqual(self.code(words, out, err), REFUTED)
                    self.assertEqual((self.folder / "got.json").read_text(), want)
                    os.unlink(self.folder / "got.json")

    def test_a_closed_stream_never_becomes_a_file_of_the_command(self):
        # The lowest free descriptor is what open() returns: a report must not go there.
        table = self.file("c.json", COLLIDING)
        events = self.file("e.inter.json", '{"u": [0, 1, 2], "u": [1, 2, 3]}')  # has a note
        for words in (["audit", table], ["gap", table, "-i", events]):
            self.run_program(*words, "--json", "want.json")
            want = json.loads((self.folder / "want.json").read_text())
            for out in ("open", "closed"):
                self.code([*words, "--json", "got.json"], out, "closed")
                self.assertEqual(json.loads((self.folder / "got.json").read_text()), want)

    def test_a_closed_standard_input_is_an_error_of_reading_it(self):
        done = subprocess.run([PROGRAM, "audit", "-"], capture_output=True, text=True, check=False,
                              preexec_fn=lambda: os.close(0))
        self.assertEqual(done.returncode, BAD_INPUT)
        self.assertIn("standard input: cannot read", done.stderr)


if __name__ == "__main__":
    main()

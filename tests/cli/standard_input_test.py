# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The path - is standard input, wherever a file is read; one input of a command at most."""

import json
import pathlib
import subprocess

from harness import (BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, ONTO, PROGRAM, REFUTED, USAGE, CliTest,
                     main)


class StandardInput(CliTest):
    def piped(self, code, content, *words):
        data = content if isinstance(content, bytes) else json.dumps(content).encode()
        done = subprocess.run([PROGRAM, *map(str, words)], input=data, capture_output=True,
                              cwd=self.folder, timeout=300, check=False)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def test_every_command_reads_its_table(self):
        table = self.file("c.json", COLLIDING)
        events = self.file("e.inter.json", {"u": [0, 1, 2], "v": [4, 5, 1]})
        self.expect(REFUTED, "verify", table, "--certificate", "cert.json")
        for code, words in ((REFUTED, ["verify", "-"]), (REFUTED, ["audit", "-"]),
                            (HOLDS, ["gap", "-", "-i", events]),
                            (HOLDS, ["repair", "-", "-o", "out.json", "--force"]),
                            (HOLDS, ["diff", "-", table]), (HOLDS, ["diff", table, "-"]),
                            (HOLDS, ["objectives", "-", "-i", events]),
                            (HOLDS, ["replay", "cert.json", "-"])):
            with self.subTest(words=words):
                by_name = [table if word == "-" else word for word in words]
                want = self.expect(code, *by_name).stdout.replace("c.json", "standard input", 1)
                got = self.piped(code, COLLIDING, *words).stdout.decode()
                if words[0] in ("audit", "verify", "gap"):
                    self.assertEqual(got.splitlines()[0].split("·")[0].strip(),
                                     want.splitlines()[0].split("·")[0].strip())
                self.assertEqual(len(got.splitlines()), len(want.splitlines()))

    def test_every_other_file_too(self):
        table = self.file("t.json", ONE_TO_ONE)
        self.piped(HOLDS, {"u": [0, 1, 2]}, "gap", table, "-i", "-")
        self.expect(HOLDS, "audit", table, "--json", "old.json", "--quiet")
        self.piped(HOLDS, (self.folder / "old.json").read_bytes(), "audit", table, "--baseline", "-")
        for name in ("-", "items:-"):
            self.piped(HOLDS, b"0\n1\n2\n", "audit", table, "--require", f"covers={name}")
            self.piped(REFUTED, b"0\n1\n99\n", "audit", table, "--require", f"covers={name}")
        self.piped(HOLDS, ONE_TO_ONE, "audit", table, "--require", "covers=table:-")
        self.expect(HOLDS, "verify", table, "--certificate", "cert.json", "--quiet")
        self.piped(HOLDS, (self.folder / "cert.json").read_bytes(), "replay", "-", table)

    def test_two_inputs_cannot_share_it(self):
        for words in (["diff", "-", "-"], ["gap", "-", "-i", "-"], ["audit", "-", "--covers", "-"],
                      ["audit", "-", "--baseline", "-"], ["replay", "-", "-"],
                      ["repair", "-", "-i", "-", "-o", "out.json"],
                      ["tokenize", "-", "--ids", "-", "-o", "out.json"]):
            with self.subTest(words=words):
                done = self.piped(USAGE, COLLIDING, *words)
                self.assertIn(b"two inputs are to be read from standard input", done.stderr)
        self.assertEqual(self.files(), [])

    def test_a_report_on_standard_output_is_not_in_its_way(self):
        done = self.piped(REFUTED, COLLIDING, "audit", "-", "--json", "-")
        self.assertEqual(json.loads(done.stdout)["items"], 6)

    def test_places_are_named(self):
        done = self.piped(BAD_INPUT, b'{"0":\n["<a_1>"', "audit", "-")
        self.assertIn(b"standard input:2: ", done.stderr)
        lines = ",\n".join(f'"{item}": {json.dumps(codes)}' for item, codes in COLLIDING.items())
        done = self.piped(REFUTED, ("{\n" + lines + "\n}\n").encode(), "audit", "-", "--sarif", "-")
        result = json.loads(done.stdout)["runs"][0]["results"][0]
        region = result["locations"][0]["physicalLocation"]["region"]
        self.assertEqual(region["startLine"], 4)

    def test_what_stands_beside_a_file_does_not_stand_beside_a_pipe(self):
        self.file("-.mapping.jsonl", '{"row_index": 0, "item_id": "A"}\n')
        self.expect(HOLDS, "repair", self.file("t.json", {"7": [0, 0], "8": [0, 1], "9": [1, 0], "A": [1, 1]}),
                    "-o", "t.npy")
        array = (self.folder / "t.npy").read_bytes()
        said = self.piped(HOLDS, array, "audit", "-").stdout.decode()
        self.assertIn("--mapping", said)
        named = self.piped(HOLDS, array, "audit", "-", "--mapping", "t.mapping.jsonl", "--json", "-")
        self.assertEqual(json.loads(named.stdout)["items"], 4)
        features = json.dumps({"i": [1, 2], "j": [3, 4]}).encode()
        self.piped(BAD_INPUT, features, "audit", "-", "--format", "actionpiece")

    def test_what_is_left_of_it_is_read(self):
        path = pathlib.Path(self.file("two.txt", "a line\n" + json.dumps(ONE_TO_ONE)))
        with path.open("rb", buffering=0) as stream:
            stream.read(7)
            done = subprocess.run([PROGRAM, "audit", "-"], stdin=stream, capture_output=True,
                                  check=False)
        self.assertEqual(done.returncode, HOLDS, done.stderr)


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""No option is taken and then ignored: what would change nothing is refused and named."""

from harness import BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, USAGE, CliTest, main

RELOCATE = ["--method", "relocate"]


class IdleOptions(CliTest):
    def setUp(self):
        super().setUp()
        self.table = self.file("t.json", COLLIDING)
        self.data = self.file("x.inter.json", {"a": [0, 2, 3], "b": [0, 3, 1, 4], "c": [5]})

    def refused(self, option, *arguments):
        with self.subTest(option=option, arguments=arguments):
            done = self.expect(USAGE, *arguments)
            self.assertIn(f"{option} has no effect", done.stderr)
            self.assertEqual(done.stdout, "")

    def test_they_are_refused(self):
        table, data = self.table, self.data
        idle = [
            ("--interactions-format", "gap", "--interactions-format", "event-csv"),
            ("--interactions-format", "objectives", "--interactions-format", "event-csv"),
            ("--split", "objectives", "--split", "test"),
            ("--format", "objectives", "--format", "csv"),
            ("--mapping", "objectives", "--mapping", table),
            ("--mapping", "audit", table, "--mapping", table),
            ("--mapping", "verify", table, "--mapping", table),
            ("--mapping", "gap", table, "-i", data, "--mapping", table),
            ("--mapping", "repair", table, "-o", "out.json", "--mapping", table),
            ("--interactions-format", "repair", table, "-o", "out.json", "--interactions-format",
             "inter-json"),
            ("--all-items", "repair", table, "-o", "out.json", *RELOCATE, "--all-items"),
            ("--codebooks", "repair", table, "-o", "out.json", "--codebooks", "4,4"),
            ("--interactions-format", "generate", "--interactions-format", "inter-json"),
            ("--force", "generate", table, "-i", data, "--force"),
        ]
        idle.append(("--seed", "generate", table, "-i", data, "--weights", "net", "--seed", "1"))
        idle += [("features", "tokenize", "f.npy", "-o", "out.json", "--method", "textual",
                  "--titles", table),
                 ("--titles", "tokenize", "-o", "out.json", "--titles", table),
                 ("--learned-codebooks", "tokenize", "-o", "out.json", "--method", "product",
                  "--learned-codebooks", table)]
        for case in idle:
            self.refused(*case)
        self.assertEqual(self.files(), ["t.json", "x.inter.json"])

    def test_the_same_options_are_taken_where_they_do_something(self):
        table, data = self.table, self.data
        self.expect(HOLDS, "gap", table, "-i", data, "--interactions-format", "inter-json")
        self.expect(HOLDS, "repair", table, "-o", "a.json", "--all-items", "-i", data,
                    "--interactions-format", "inter-json")
        self.expect(HOLDS, "repair", table, "-o", "b.json", *RELOCATE, "--codebooks", "4,3")
        self.expect(HOLDS, "objectives", self.file("o.json", ONE_TO_ONE), "-i", data, "--split",
                    "train", "--format", "index-json")

    def test_a_split_is_obeyed_in_every_format(self):
        # The targets of each split, by the rule of leave-one-out, counted by hand.
        sequences = {
            "x.inter.json": {"a": [0, 2, 3], "b": [0, 3, 1, 4], "c": [5]},
            "x.txt": "a 0 2 3\nb 0 3 1 4\nc 5\n",
            "x.csv": "user,item\na,0\nb,0\na,2\nb,3\na,3\nc,5\nb,1\nb,4\n",
            "x.inter": "user_id:token\titem_id:token\na\t0\na\t2\na\t3\nb\t0\nb\t3\nb\t1\nb\t4\nc\t5\n",
            "wide.csv": "session,item_1,item_2,item_3,item_4\na,0,2,3,\nb,0,3,1,4\nc,5,,,\n",
        }
        for name, content in sequences.items():
            path = self.file(name, content)
            for split, events in (("train", 4), ("valid", 2), ("test", 2)):
                with self.subTest(name=name, split=split):
                    report = self.report("gap", self.table, "-i", path, "--split", split, code=HOLDS)
                    self.assertEqual([(found["split"], found["examples"]) for found in report["splits"]],
                                     [(split, events)])
                    self.assertEqual(report["interactions"]["split"],
                                     {"from": "leave-one-out", "column": None, "only": split})
            report = self.report("gap", self.table, "-i", path, code=HOLDS)
            self.assertEqual({found["split"]: found["examples"] for found in report["splits"]},
                             {"train": 4, "valid": 2, "test": 2, "all": 8})
        only_train = self.file("short.txt", "a 0\nb 2\n")
        done = self.expect(BAD_INPUT, "gap", self.table, "-i", only_train, "--split", "test")
        self.assertIn("no example of the split test", done.stderr)

    def test_the_split_of_the_file_is_obeyed_and_told(self):
        data = self.file("d.csv", "user_id,item_id,split\na,0,train\na,1,train\nb,0,train\nb,2,test\n")
        report = self.report("gap", self.table, "-i", data, code=HOLDS)
        self.assertEqual({found["split"]: found["examples"] for found in report["splits"]},
                         {"train": 3, "test": 1, "all": 4})
        self.assertEqual(report["interactions"]["split"],
                         {"from": "file", "column": "split", "only": None})
        self.assertIn("no column of times", report["interactions"]["notes"][0])
        for command in ("gap", "objectives"):
            done = self.expect(HOLDS, command, self.table, "-i", data)
            self.assertIn('as the file says under "split"', done.stdout)
            self.assertIn("no column of times", done.stderr)
        examples = self.file("e.csv", "history,target\n[0],1\n")
        for split, origin in ((None, "default"), ("valid", "option")):
            chosen = ["--split", split] if split else []
            report = self.report("gap", self.table, "-i", examples, *chosen, code=HOLDS)
            self.assertEqual(report["interactions"]["split"]["from"], origin)
            self.assertEqual([found["split"] for found in report["splits"]], [split or "test"])

    def test_the_demo_obeys_a_split_too(self):
        report = self.report("gap", "--split", "valid", code=HOLDS)
        self.assertEqual([found["split"] for found in report["splits"]], ["valid"])


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The ready files of docs/ci do what they say: their own command lines, run here."""

import json
import os
import pathlib
import re
import shlex
import subprocess

import yaml
from harness import BAD_INPUT, COLLIDING, HOLDS, ONE_TO_ONE, PROGRAM, REFUTED, SOURCE, CliTest, main

KIT = SOURCE / "docs" / "ci"


class CiKit(CliTest):
    def setUp(self):
        super().setUp()
        # What the jobs call: a checkout whose script runs the program.
        checkout = self.folder / ".sidproof"
        checkout.mkdir()
        script = checkout / "sidproof"
        script.write_text(f'#!/bin/sh\n[ "$1" = setup ] && exit 0\nexec {shlex.quote(PROGRAM)} "$@"\n')
        script.chmod(0o755)

    def shell(self, command, **variables):
        return subprocess.run(["sh", "-ec", command], cwd=self.folder, capture_output=True, text=True,
                              timeout=120, check=False, env={**os.environ, **variables})

    def test_github_actions(self):
        workflow = yaml.safe_load((KIT / "github-actions.yml").read_text())
        steps = workflow["jobs"]["audit"]["steps"]
        [command] = [step["run"] for step in steps if step.get("name") == "audit"]
        [sarif] = [step["with"]["sarif_file"] for step in steps if "upload-sarif" in step.get("uses", "")]
        [kept] = [step["with"]["path"].split() for step in steps if "upload-artifact" in step.get("uses", "")]
        for table, code in ((ONE_TO_ONE, HOLDS), (COLLIDING, REFUTED)):
            path = self.file("items.index.json", table)
            done = self.shell(command, TABLE=path, REQUIRE=workflow["env"]["REQUIRE"])
            self.assertEqual(done.returncode, code, done.stderr)
            for report in (sarif, *kept):
                self.assertGreater((self.folder / report).stat().st_size, 0)
            findings = json.loads((self.folder / sarif).read_text())["runs"][0]["results"]
            self.assertEqual(len(findings), code)

    def test_gitlab_holds_a_table_to_its_past(self):
        job = yaml.safe_load((KIT / "gitlab-ci.yml").read_text())["semantic-ids"]
        [command] = job["script"]
        table = self.file("items.index.json", COLLIDING)
        baseline = self.folder / "baseline.json"
        self.expect(REFUTED, "audit", table, "--json", str(baseline))
        variables = {"TABLE": table, "BASELINE": str(baseline)}
        self.assertEqual(self.shell(command, **variables).returncode, HOLDS)
        self.file("items.index.json", {**COLLIDING, "6": COLLIDING["5"]})
        self.assertEqual(self.shell(command, **variables).returncode, REFUTED)
        produced = [*job["artifacts"]["paths"], job["artifacts"]["reports"]["junit"]]
        for report in produced:
            self.assertTrue((self.folder / report).is_file(), report)

    def test_the_pre_commit_hook_audits_every_table_and_the_worst_wins(self):
        [described] = yaml.safe_load((SOURCE / ".pre-commit-hooks.yaml").read_text())
        entry = SOURCE / described["entry"]
        self.assertTrue(os.access(entry, os.X_OK))
        good, bad = self.file("a.index.json", ONE_TO_ONE), self.file("b.index.json", COLLIDING)
        broken = self.file("c.index.json", "{")

        def hook(*words):
            return subprocess.run([entry, *words], env={**os.environ, "SIDPROOF": PROGRAM}, cwd=self.folder,
                                  capture_output=True, text=True, timeout=120, check=False)

        def hook_run(*words):
            return hook(*words).returncode

        self.assertEqual(hook_run("--quiet", good, good), HOLDS)
        self.assertEqual(hook_run("--quiet", bad, good), REFUTED)
        self.assertEqual(hook_run(good, broken, bad), BAD_INPUT)
        self.assertEqual(hook_run("--require=prefix-free", bad), HOLDS)
        self.assertEqual(hook_run(), HOLDS)
        self.file("-dash.index.json", COLLIDING)
        self.assertEqual(hook_run("--quiet", "-dash.index.json"), REFUTED)
        self.assertEqual(hook("--quiet", bad).stderr, f"sidproof audit {bad}: exit code {REFUTED}\n")

    def test_the_pre_commit_configuration_calls_the_hook_on_tables(self):
        [hook] = yaml.safe_load((SOURCE / ".pre-commit-hooks.yaml").read_text())
        config = yaml.safe_load((KIT / "pre-commit-config.yaml").read_text())
        [asked] = config["repos"][0]["hooks"]
        self.assertEqual(asked["id"], hook["id"])
        self.assertRegex("data/x/items.index.json", asked["files"])
        self.assertIsNone(re.search(asked["files"], "src/items.index.json"))
        for table, code in ((ONE_TO_ONE, HOLDS), (COLLIDING, REFUTED)):
            path = self.file("items.index.json", table)
            done = subprocess.run([SOURCE / hook["entry"], *asked["args"], path], check=False,
                                  env={**os.environ, "SIDPROOF": PROGRAM}, capture_output=True, timeout=120)
            self.assertEqual(done.returncode, code, done.stderr)

    def test_the_page_names_files_that_exist(self):
        page = (KIT / "README.md").read_text()
        for name in ("github-actions.yml", "gitlab-ci.yml", "pre_commit.sh", "../../Dockerfile"):
            self.assertIn(f"({name})", page)
            self.assertTrue((KIT / pathlib.Path(name)).exists())


main()

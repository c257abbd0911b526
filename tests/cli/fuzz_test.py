# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""`sidproof fuzz`: counts, stores, and what is left after kill -9, Ctrl-C and full disks."""

import json
import os
import pathlib
import pty
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import time

from harness import (BAD_INPUT, CANNOT_WRITE, HOLDS, PROGRAM, UNDECIDED, USAGE, CliTest, main)

SMALL = ["--laws", "B1,D2", "--numbers", "mersenne61,boost", "--cases", "700"]


class Fuzz(CliTest):
    def fuzz(self, *arguments, **options):
        return [PROGRAM, "fuzz", *map(str, arguments)]

    def json_of(self, *arguments, code=HOLDS):
        done = self.expect(code, "fuzz", *arguments, "--json", "-")
        return json.loads(done.stdout)

    def test_counts_every_unit_and_says_that_the_laws_hold(self):
        report = self.json_of(*SMALL)
        self.assertEqual(report["schema"], "sidproof.fuzz/1")
        names = [(u["law"], u["name"], u["numbers"], u["shape"]) for u in report["units"]]
        self.assertEqual(len(names), 2 * 4 + 1)
        self.assertEqual(len(set(names)), len(names))
        self.assertEqual(names[0][:2], ("B1", "partition"))
        self.assertEqual({u["cases"] for u in report["units"]}, {700})
        self.assertEqual({u["failed"] for u in report["units"]}, {0})
        self.assertEqual(report["verdict"]["verdict"], "holds")
        self.assertEqual(report["failures"], [])
        done = self.expect(HOLDS, "fuzz", *SMALL)
        self.assertRegex(done.stdout, r"B1 +boost +2800 +0 +0 +0 ")
        self.assertIn("laws hold    yes", done.stdout)
        self.assertLessEqual(max(map(len, done.stdout.splitlines())), 80)
        self.assertEqual(self.expect(HOLDS, "fuzz", *SMALL, "--quiet").stdout, "")
        self.assertEqual(self.files(), [])

    def test_the_report_depends_on_the_seed_alone(self):
        one = self.json_of("--laws", "B3", "--cases", 300, "--threads", 1)
        self.assertEqual(one, self.json_of("--laws", "leakage", "--cases", 300, "--threads", 5))
        other = self.json_of("--laws", "B3", "--cases", 300, "--seed", 1)
        self.assertNotEqual([u["not_applicable"] for u in one["units"]],
                            [u["not_applicable"] for u in other["units"]])
        self.assertEqual(other["seed"], "0x" + "0" * 31 + "1")

    def test_a_premise_that_no_case_meets_is_undecided(self):
        report = self.json_of("--laws", "C1", "--cases", 1, "--seed", 4, code=None)
        applied = report["units"][0]["not_applicable"] == 0
        self.assertEqual(report["exit_code"], HOLDS if applied else UNDECIDED)
        seeds = [s for s in range(40)
                 if self.run_program("fuzz", "--laws", "C1", "--cases", 1, "--seed", s,
                                     "-q").returncode == UNDECIDED]
        self.assertTrue(3 <= len(seeds) <= 30, seeds)

    def expect(self, code, *arguments, **options):
        if code is None:
            return self.run_program(*arguments, **options)
        return super().expect(code, *arguments, **options)

    def test_wrong_words_are_usage_errors(self):
        for arguments in (["--laws", "Z9"], ["--laws", "B1,"], ["--laws", ",B1"],
                          ["--numbers", "float"], ["--shapes", "ring"], ["--cases", "0"],
                          ["--cases", "-1"], ["--cases", "1e3"], ["--minutes", "0"],
                          ["--minutes", "-1"], ["--minutes", "nan"], ["--minutes", "x"],
                          ["--seed", "x"], ["--seed", "0x"], ["--store", ""], ["surplus"],
                          ["--laws", "C1", "--numbers", "flint"],
                          ["--store", "s", "--json", "s"], ["--store", "s", "--json", "./s"]):
            with self.subTest(arguments=arguments):
                done = self.expect(USAGE, "fuzz", *arguments)
                self.assertIn("sidproof: error:", done.stderr)
                self.assertEqual(done.stdout, "")
        self.assertEqual(self.files(), [])

    # Stores

    def test_a_store_goes_on_and_extends(self):
        whole = self.json_of(*SMALL)
        for cases in (1, 255, 256, 257, 700, 700):
            report = self.json_of("--laws", "B1,D2", "--numbers", "mersenne61,boost", "--store", "s",
                                  "--cases", cases)
            self.assertEqual({u["cases"] for u in report["units"]}, {cases})
        self.assertEqual(report, whole)
        # What is not said is the store's.
        self.assertEqual(self.json_of("--store", "s", "--cases", 700), whole)
        self.assertEqual(self.json_of("--store", "s", "--cases", 5), whole)
        self.assertEqual(self.files(), ["s"])

    def test_a_store_of_another_campaign_is_refused_and_kept(self):
        self.expect(HOLDS, "fuzz", *SMALL, "--store", "s", "--seed", 7)
        kept = (self.folder / "s").read_bytes()
        for arguments, word in ((["--seed", "8"], "seed"), (["--laws", "B1"], "another list"),
                                (["--laws", "D2,B1", "--numbers", "boost"], "another list"),
                                (["--shapes", "cascaded"], "another list")):
            with self.subTest(arguments=arguments):
                done = self.expect(BAD_INPUT, "fuzz", "--store", "s", *arguments)
                self.assertIn(word, done.stderr)
                self.assertEqual((self.folder / "s").read_bytes(), kept)
        self.expect(HOLDS, "fuzz", *SMALL, "--store", "s", "--seed", "0x7")

    def test_what_is_no_store_is_refused_and_kept(self):
        self.expect(HOLDS, "fuzz", *SMALL, "--store", "good")
        good = (self.folder / "good").read_bytes()
        foreign = self.folder / "foreign"
        with sqlite3.connect(foreign) as database:
            database.execute("CREATE TABLE block(unit)")
        files = {"empty": b"", "text": b"hello\n" * 100, "foreign": foreign.read_bytes(),
                 "cut": good[:len(good) // 2], "head": good[:100], "tail": good.rstrip(b"\0")[:-1],
                 "zeroed": good[:4096] + bytes(len(good) - 4096)}
        for name, content in files.items():
            with self.subTest(name=name):
                path = self.folder / name
                path.write_bytes(content)
                done = self.expect(BAD_INPUT, "fuzz", *SMALL, "--store", name)
                self.assertIn(name, done.stderr)
                self.assertIn(";", done.stderr, "no hint")
                self.assertEqual(path.read_bytes(), content)
        self.expect(BAD_INPUT, "fuzz", *SMALL, "--store", ".")
        self.expect(BAD_INPUT, "fuzz", *SMALL, "--store", "/dev/null")
        self.assertEqual(set(self.files()), {"good"} | set(files))

    def test_a_changed_byte_is_refused_or_makes_no_difference(self):
        whole = self.json_of(*SMALL, "--store", "s")
        good = (self.folder / "s").read_bytes()
        draws = random.Random(1)
        codes = []
        used = [place for place, byte in enumerate(good) if byte]
        for place in draws.sample(used, 60):
            spoilt = bytearray(good)
            spoilt[place] ^= 1 << draws.randrange(8)
            (self.folder / "s").write_bytes(spoilt)
            done = self.run_program("fuzz", *SMALL, "--store", "s", "--json", "-")
            self.assertIn(done.returncode, (HOLDS, BAD_INPUT), (place, done.stderr))
            if done.returncode == HOLDS:
                self.assertEqual(json.loads(done.stdout), whole, place)
            codes.append(done.returncode)
        self.assertGreater(codes.count(BAD_INPUT), 15)

    def test_one_process_at_a_time(self):
        process = subprocess.Popen(self.fuzz("--laws", "B1", "--store", "s", "--minutes", 5),
                                   cwd=self.folder, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            while not (self.folder / "s-wal").exists():
                time.sleep(0.01)
            done = self.expect(BAD_INPUT, "fuzz", "--store", "s")
            self.assertIn("locked", done.stderr)
        finally:
            process.kill()
            process.wait()
        self.expect(HOLDS, "fuzz", "--store", "s", "--cases", 1)

    # Ends before the end

    def run_until_done(self, number, arguments, whole_seconds, threads):
        draws = random.Random(threads)
        ended = []
        while True:
            process = subprocess.Popen(
                self.fuzz(*arguments, "--store", "s", "--threads", threads, "--json", "-"),
                cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            try:
                pause = whole_seconds / 3 * draws.random() * (1 + len(ended) / 20)
                output, errors = process.communicate(timeout=pause)
            except subprocess.TimeoutExpired:
                process.send_signal(number)
                output, errors = process.communicate(timeout=120)
            if process.returncode == HOLDS:
                return json.loads(output), ended
            ended.append(process.returncode)
            self.assertLess(len(ended), 500, errors)

    def ends_alike(self, number, code):
        arguments = ["--laws", "B1,F3,C2", "--numbers", "flint,mersenne61,boost", "--cases", 2500]
        begun = time.monotonic()
        whole = self.json_of(*arguments, "--threads", 2)
        seconds = time.monotonic() - begun
        for threads in (1, 2):
            ended = []
            while len(ended) < 3:
                found, ended = self.run_until_done(number, arguments, seconds, threads)
                self.assertEqual(found, whole)
                (self.folder / "s").unlink()
                self.assertEqual(self.files(), [])
                # Where it was hardly caught at work, the machine has become faster meanwhile.
                seconds /= 2
            # A signal may come before the program has begun to listen.
            self.assertIn(code, ended)
            self.assertLessEqual(set(ended), {code, -number})

    def test_after_kill_9_at_many_moments_the_end_is_the_same(self):
        self.ends_alike(signal.SIGKILL, -signal.SIGKILL)

    def test_after_ctrl_c_at_many_moments_the_end_is_the_same(self):
        self.ends_alike(signal.SIGINT, UNDECIDED)

    def test_an_interruption_says_how_to_go_on(self):
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            process = subprocess.Popen(
                self.fuzz("--laws", "B1", "--store", "my store", "--minutes", 5, "--failures", "f"),
                cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            while not (self.folder / "my store-wal").exists():
                time.sleep(0.01)
            process.send_signal(number)
            output, errors = process.communicate(timeout=60)
            self.assertEqual(process.returncode, UNDECIDED, errors)
            self.assertIn("interrupted", output)
            self.assertIn("sidproof fuzz --store 'my store' --minutes 5 --failures f",
                          " ".join(output.split()))
            self.assertEqual(errors, "")

    def test_minutes_end_it_with_what_there_is(self):
        begun = time.monotonic()
        report = self.json_of("--laws", "D2", "--minutes", "0.02")
        self.assertLess(time.monotonic() - begun, 60)
        self.assertGreater(report["units"][0]["cases"], 0)
        self.assertEqual(report["units"][0]["cases"] % 256, 0)
        self.assertFalse(report["interrupted"])

    # Disks

    def test_a_full_disk_is_said_and_the_store_goes_on(self):
        whole = self.json_of(*SMALL)

        def little_space():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

        done = subprocess.run(self.fuzz(*SMALL, "--store", "s"), preexec_fn=little_space,
                              restore_signals=False, cwd=self.folder, capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, CANNOT_WRITE, done.stderr)
        self.assertIn("run the same command again", done.stderr)
        self.assertEqual(self.json_of(*SMALL, "--store", "s"), whole)

    def test_a_disk_that_is_really_full(self):
        if shutil.which("unshare") is None or subprocess.run(
                ["unshare", "-rm", "true"], capture_output=True, check=False).returncode != 0:
            self.skipTest("no user namespaces here")
        (self.folder / "disk").mkdir()
        whole = self.json_of(*SMALL)
        words = " ".join(SMALL)
        script = (f"mount -t tmpfs -o size=64k tmpfs disk || exit 99; {PROGRAM} fuzz {words} "
                  f"--store disk/s; code=$?; ls disk >&2; mount -o remount,size=4m disk; "
                  f"{PROGRAM} fuzz {words} --store disk/s --json - || exit 98; exit $code")
        done = subprocess.run(["unshare", "-rm", "sh", "-c", script], cwd=self.folder,
                              capture_output=True, text=True, check=False)
        if done.returncode == 99:
            self.skipTest("no tmpfs here")
        self.assertEqual(done.returncode, CANNOT_WRITE, done.stderr)
        self.assertIn("free some space", done.stderr)
        self.assertEqual(json.loads(done.stdout), whole)

    def test_folders_that_cannot_be_written(self):
        self.expect(CANNOT_WRITE, "fuzz", *SMALL, "--store", "no/such/s")
        self.file("plain", "x")
        done = self.expect(CANNOT_WRITE, "fuzz", *SMALL, "--failures", "plain")
        self.assertIn("plain", done.stderr)
        self.expect(CANNOT_WRITE, "fuzz", *SMALL, "--json", "no/such/r.json")
        self.expect(CANNOT_WRITE, "fuzz", *SMALL, "--json", "/dev/full")

    def test_a_read_only_folder_and_a_read_only_store(self):
        def as_nobody():
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)

        self.folder.chmod(0o755)
        closed = self.folder / "closed"
        closed.mkdir()
        self.expect(HOLDS, "fuzz", *SMALL, "--store", "closed/s")
        (closed / "s").chmod(0o444)
        closed.chmod(0o555)
        kept = (closed / "s").read_bytes()
        program = shutil.copy(PROGRAM, self.folder / "sidproof")
        for name in ("closed/s", "closed/new"):
            done = subprocess.run([program, "fuzz", *SMALL, "--store", name], cwd=self.folder,
                                  preexec_fn=as_nobody, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, CANNOT_WRITE, done.stderr)
            self.assertIn(name, done.stderr)
        (closed / "s").chmod(0o666)  # the file may be written, its log may not
        done = subprocess.run([program, "fuzz", *SMALL, "--store", "closed/s"], cwd=self.folder,
                              preexec_fn=as_nobody, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, CANNOT_WRITE, done.stderr)
        closed.chmod(0o755)
        self.assertEqual((closed / "s").read_bytes(), kept)

    # The terminal

    def progress_on_a_terminal(self, *arguments):
        leader, follower = pty.openpty()
        process = subprocess.Popen(self.fuzz("--laws", "B1", "--minutes", "0.03", *arguments),
                                   cwd=self.folder, stdout=subprocess.DEVNULL, stderr=follower)
        os.close(follower)
        seen = b""
        while True:
            try:
                part = os.read(leader, 4096)
            except OSError:  # the other side is closed
                break
            if not part:
                break
            seen += part
        os.close(leader)
        self.assertEqual(process.wait(timeout=60), HOLDS)
        return seen.decode()

    def test_a_bar_on_a_terminal_and_none_when_quiet(self):
        seen = self.progress_on_a_terminal()
        self.assertIn("checking the laws", seen)
        self.assertIn("%", seen)
        self.assertTrue(seen.endswith("\r\x1b[K"), repr(seen[-40:]))
        self.assertEqual(self.progress_on_a_terminal("--quiet"), "")

    def test_the_folder_of_failures_is_made_and_stays_empty(self):
        self.expect(HOLDS, "fuzz", *SMALL, "--failures", "a/b")
        self.assertEqual(list((pathlib.Path(self.folder) / "a/b").iterdir()), [])


if __name__ == "__main__":
    main()

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""./sidproof fetches the library behind Parquet when a command needs it, whole or not at all.

In a copy of the script and of cmake/fetch_duckdb.sh, with a program that only prints its
arguments, and an npm that packs what the test says, fails, or hangs.
"""

import base64
import hashlib
import io
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
import unittest

SOURCE = pathlib.Path(sys.argv.pop(1))
NEEDS_NETWORK = 69


def archive(library):
    """A package as npm packs it, with that library inside."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in (("package/libduckdb.so", library), ("package/LICENSE", b"MIT")):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


class ParquetLibrary(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="sidproof_parquet_")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.root = self.folder / "checkout"
        (self.root / "cmake").mkdir(parents=True)
        shutil.copy(SOURCE / "sidproof", self.root)
        self.good = archive(b"the library")
        script = (SOURCE / "cmake/fetch_duckdb.sh").read_text()
        self.version = re.search(r"^version=(\S+)$", script, re.M)[1]
        checksum = base64.b64encode(hashlib.sha512(self.good).digest()).decode()
        script, changed = re.subn(r"^integrity=.*$", f"integrity={checksum}", script, flags=re.M)
        self.assertEqual(changed, 1)
        (self.root / "cmake/fetch_duckdb.sh").write_text(script)
        program = self.root / "build/release/src/cli/sidproof"
        program.parent.mkdir(parents=True)
        self.executable(program, 'printf "ran %s\\n" "$*"')
        (self.root / "build/release/build.ninja").touch()
        self.tools = self.folder / "tools"
        self.tools.mkdir()
        self.executable(self.tools / "ninja", "echo ninja: no work to do.")
        self.executable(self.tools / "dpkg-query",
                        'for word; do case $word in [a-z]*) echo "$word installed" ;; esac; done')
        self.executable(self.tools / "ldconfig", "exit 0")
        self.npm("exit 1")
        self.parquet = self.folder / "table"
        self.parquet.write_bytes(b"PAR1\0\0\0\0PAR1")
        self.text = self.folder / "table.parquet"
        self.text.write_text("{}")
        self.library = self.root / "build/duckdb/libduckdb.so"

    @staticmethod
    def executable(path, body):
        path.write_text("#!/bin/bash\n" + body + "\n")
        path.chmod(0o755)

    def npm(self, body):
        """What npm does; every call leaves a line in a file."""
        self.executable(self.tools / "npm", f'echo call >>"{self.folder}/calls"\n{body}')

    def npm_packs(self, content, before=""):
        packed = self.folder / "packed.tgz"
        packed.write_bytes(content)
        self.npm(f'{before}\ncp "{packed}" duckdb-node-bindings-linux-x64-{self.version}.tgz')

    def calls(self):
        log = self.folder / "calls"
        return len(log.read_text().splitlines()) if log.exists() else 0

    def environment(self, **more):
        path = f"{self.tools}:{os.environ['PATH']}"
        kept = {name: value for name, value in os.environ.items()
                if name not in ("SIDPROOF_DUCKDB", "LD_LIBRARY_PATH")}
        return {**kept, "PATH": path, **more}

    def run_script(self, *words, **more):
        return subprocess.run([self.root / "sidproof", *map(str, words)], capture_output=True,
                              text=True, timeout=100, env=self.environment(**more), check=False)

    def assert_nothing_installed(self):
        left = [path.name for path in self.library.parent.glob("[!.]*")] if self.library.parent.exists() else []
        self.assertEqual(left, [])

    def test_it_is_fetched_for_what_holds_parquet_and_for_nothing_else(self):
        self.npm_packs(self.good)
        others = (["audit", self.text], ["verify"], ["audit", "--covers", self.text, self.text],
                  ["audit", self.folder / "absent"], ["gap", self.text, "-i", self.parquet],
                  ["gap", self.text, f"--interactions={self.parquet}"],
                  ["repair", self.text, "-o", "out.csv"], ["audit", self.folder])
        for words in others:
            with self.subTest(words=words):
                done = self.run_script(*words)
                self.assertEqual((done.returncode, self.calls()), (0, 0), done.stderr)
                self.assertEqual(done.stderr, "")
        needed = (["audit", self.parquet], ["audit", "--format", "parquet", self.parquet],
                  ["audit", self.text, "--covers", self.parquet],
                  ["audit", self.text, f"--covers=table:{self.parquet}"],
                  ["audit", self.text, "--require", f"onto,covers={self.parquet},max-group=1"],
                  ["diff", self.text, self.parquet],
                  ["repair", self.text, "-o", "out.parquet"],
                  ["repair", self.text, "--output=out.parquet"],
                  ["repair", self.text, "-o", "out", "--output-format", "parquet"],
                  ["tokenize", "--output-format=parquet"])
        for number, words in enumerate(needed, 1):
            with self.subTest(words=words):
                done = self.run_script(*words)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertEqual(done.stdout, "ran " + " ".join(map(str, words)) + "\n")
                self.assertEqual(self.calls(), number)
                self.assertEqual(self.library.read_bytes(), b"the library")
                shutil.rmtree(self.library.parent)

    def test_it_is_fetched_once(self):
        self.npm_packs(self.good)
        for _ in range(3):
            self.assertEqual(self.run_script("audit", self.parquet).returncode, 0)
        self.assertEqual(self.calls(), 1)

    def test_a_library_that_is_there_already_will_do(self):
        self.assertEqual(self.run_script("audit", self.parquet, SIDPROOF_DUCKDB="x").returncode, 0)
        (self.folder / "lib").mkdir()
        (self.folder / "lib/libduckdb.so").touch()
        folders = f"/nowhere:{self.folder}/lib"
        self.assertEqual(self.run_script("audit", self.parquet, LD_LIBRARY_PATH=folders).returncode, 0)
        self.executable(self.tools / "ldconfig", "echo '	libduckdb.so (libc6,x86-64) => /usr/lib/x'")
        self.assertEqual(self.run_script("audit", self.parquet).returncode, 0)
        self.assertEqual(self.calls(), 0)

    def test_without_network_the_message_says_what_to_run_elsewhere(self):
        self.npm("echo 'npm ERR! network is down' >&2; exit 1")
        done = self.run_script("audit", self.parquet)
        self.assertEqual((done.returncode, done.stdout), (NEEDS_NETWORK, ""))
        for words in ("network is down", f"npm pack @duckdb/node-bindings-linux-x64@{self.version}",
                      "libduckdb.so"):
            self.assertIn(words, done.stderr)
        self.assert_nothing_installed()
        # And what it says works: the archive comes from elsewhere.
        name = f"duckdb-node-bindings-linux-x64-{self.version}.tgz"
        then = re.search(r"then here: (sh .*)$", done.stderr, re.M)[1]
        self.assertTrue(then.endswith(name), then)
        (self.folder / name).write_bytes(self.good)
        subprocess.run(then, shell=True, cwd=self.folder, env=self.environment(), check=True,
                       capture_output=True)
        self.assertEqual(self.run_script("audit", self.parquet).returncode, 0)

    def test_another_archive_is_refused(self):
        self.npm_packs(archive(b"another library"))
        done = self.run_script("audit", self.parquet)
        self.assertEqual((done.returncode, done.stdout), (NEEDS_NETWORK, ""))
        self.assertIn("checksum", done.stderr)
        self.assert_nothing_installed()

    def test_two_at_once_fetch_it_once(self):
        self.npm_packs(self.good, before="sleep 1")
        running = [subprocess.Popen([self.root / "sidproof", "audit", self.parquet],
                                    stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                    env=self.environment()) for _ in range(4)]
        for process in running:
            out, err = process.communicate(timeout=100)
            self.assertEqual((process.returncode, out), (0, f"ran audit {self.parquet}\n"), err)
        self.assertEqual(self.calls(), 1)

    def test_a_run_that_is_killed_leaves_nothing_that_counts(self):
        self.npm_packs(self.good, before=f'touch "{self.folder}/started"; sleep 60')
        first = subprocess.Popen([self.root / "sidproof", "audit", self.parquet],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 env=self.environment(), start_new_session=True)
        deadline = time.monotonic() + 60
        while not (self.folder / "started").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        self.assertFalse(self.library.exists())
        self.npm_packs(self.good)
        self.assertEqual(self.run_script("audit", self.parquet).returncode, 0)
        self.assertEqual(sorted(path.name for path in self.library.parent.glob("[!.]*")),
                         ["LICENSE", "libduckdb.so", "version"])

    def test_the_program_names_the_same_package_and_checksum(self):
        script = (SOURCE / "cmake/fetch_duckdb.sh").read_text()
        wanted = base64.b64decode(re.search(r"^integrity=(\S+)$", script, re.M)[1]).hex()
        source = (SOURCE / "src/io/columns/duckdb_library.cpp").read_text()
        hint = "".join(re.findall(r'^\s+"(.*)"', source[source.index("kInstall"):], re.M))
        self.assertIn(f"'{wanted}  duckdb-node-bindings-linux-x64-{self.version}.tgz' | sha512sum -c",
                      hint)
        self.assertIn(f"npm pack @duckdb/node-bindings-linux-x64@{self.version} ", hint)


if __name__ == "__main__":
    unittest.main(verbosity=2)

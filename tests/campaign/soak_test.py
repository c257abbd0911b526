#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""A long campaign over everything, killed once a minute: no law fails, every leg adds
cases, memory and open files stay within bounds. Usage: soak_test.py SIDPROOF; the
environment's SIDPROOF_SOAK_MINUTES (30) is how long."""
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

program = sys.argv[1]
minutes = float(os.environ.get("SIDPROOF_SOAK_MINUTES", "30"))
MOST_KIB = 200 * 1024
MOST_FILES = 24


def resident_kib(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def cases_of(folder):
    # One case more than none: only what is stored is counted.
    done = subprocess.run([program, "fuzz", "--store", "s", "--cases", "1", "--json", "-"],
                          cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 2), done.stderr + done.stdout
    report = json.loads(done.stdout)
    assert not report["failures"], report["failures"]
    return sum(unit["cases"] for unit in report["units"])


with tempfile.TemporaryDirectory(prefix="sidproof_soak_") as name:
    folder = pathlib.Path(name)
    end = time.monotonic() + minutes * 60
    legs, before, largest = 0, 0, 0
    # A leg of a few seconds on a busy machine may end before anything is stored.
    while end - time.monotonic() > 20:
        process = subprocess.Popen([program, "fuzz", "--store", "s", "--minutes", "600", "-q"],
                                   cwd=folder)
        leg_end = min(end, time.monotonic() + 60)
        while time.monotonic() < leg_end:
            time.sleep(0.5)
            assert process.poll() is None, "it ended by itself"
            largest = max(largest, resident_kib(process))
            assert largest < MOST_KIB, f"{largest} KiB of memory"
            files = len(os.listdir(f"/proc/{process.pid}/fd"))
            assert files < MOST_FILES, f"{files} open files"
        process.send_signal(signal.SIGKILL)
        process.wait()
        legs += 1
        now = cases_of(folder)
        assert now > before, f"leg {legs} added nothing"
        before = now
    size = (folder / "s").stat().st_size
    print(f"{legs} legs, {before} cases, none failed; at most {largest} KiB; store {size} bytes")

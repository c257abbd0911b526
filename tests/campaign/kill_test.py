#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Campaigns that are killed with SIGKILL again and again end like one that never was:
the same counts, the same failures, the same vectors; and the vectors satisfy their
schema. Usage: kill_test.py WRONG_CAMPAIGN SOURCE_DIR"""
import copy
import json
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time

program, source = sys.argv[1], pathlib.Path(sys.argv[2])
CASES = 1500


def command(folder, threads):
    return [program, str(folder / "store"), str(CASES), str(threads), str(folder / "failures")]


def content(folder, output):
    vectors = {path.name: path.read_text() for path in (folder / "failures").iterdir()}
    return output, vectors


def whole(folder):
    folder.mkdir()
    begun = time.monotonic()
    done = subprocess.run(command(folder, 2), capture_output=True, text=True, timeout=600, check=True)
    return content(folder, done.stdout), time.monotonic() - begun


def killed(folder, threads, seconds, draws):
    folder.mkdir()
    kills = 0
    while True:
        process = subprocess.Popen(command(folder, threads), stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
        try:
            # The later runs get more time, so that every campaign ends.
            output, errors = process.communicate(timeout=seconds * draws.random() * (1 + kills / 30))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.communicate()
            kills += 1
            continue
        assert process.returncode == 0, errors
        left = [path.name for path in folder.rglob("*") if path.name.endswith(".part")]
        assert not left, left
        return content(folder, output), kills


def check_schema(vectors):
    try:
        import jsonschema
    except ImportError:
        print("python3-jsonschema is missing: the schema was not checked")
        return
    schema = json.loads((source / "docs/schema/vectors/failure-1.schema.json").read_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for text in vectors.values():
        vector = json.loads(text)
        validator.validate(vector)
        for key in vector:
            broken = copy.deepcopy(vector)
            del broken[key]
            assert not validator.is_valid(broken), f"the schema accepts a vector without {key}"


with tempfile.TemporaryDirectory(prefix="sidproof_kill_") as name:
    scratch = pathlib.Path(name)
    expected, seconds = whole(scratch / "whole")
    assert len(expected[1]) > 3, "the wrong laws were not caught"
    assert len(expected[0].splitlines()) > len(expected[1])
    check_schema(expected[1])
    total = 0
    for threads in (1, 2):
        draws = random.Random(threads)
        for round_ in range(2):
            found, kills = killed(scratch / f"{threads}-{round_}", threads, seconds / 3, draws)
            assert found == expected, f"{threads} threads, {kills} kills: another end"
            total += kills
    assert total > 8, f"the program was killed only {total} times"
    print(f"{total} kills, {len(expected[1])} failures: the same ends")

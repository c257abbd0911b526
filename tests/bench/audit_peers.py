# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Collision audits side by side: sidproof, numpy.unique and DuckDB on the same codes.

usage: audit_peers.py AUDIT_TIME [--duckdb LIBDUCKDB.SO] [--rows N] [--repeats R] [--large N]

All run on one core, on random tokens below 256, in turns, best of R; times are CPU
seconds of one thread, so that other work on the machine counts less. Every tool must
find the same numbers, or the script fails. The table of ratios is printed as Markdown.
"""
import argparse
import ctypes
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np


def best(repeats, job):
    times = []
    for _ in range(repeats):
        begin = time.process_time()
        result = job()
        times.append(time.process_time() - begin)
    return min(times), result


class DuckDB:
    """The few calls of DuckDB's C API that are needed to load columns and count groups."""

    def __init__(self, path):
        self.lib = ctypes.CDLL(path)
        for name in ("duckdb_create_logical_type", "duckdb_create_data_chunk",
                     "duckdb_data_chunk_get_vector", "duckdb_vector_get_data"):
            getattr(self.lib, name).restype = ctypes.c_void_p
        self.lib.duckdb_value_int64.restype = ctypes.c_int64
        self.lib.duckdb_result_error.restype = ctypes.c_char_p
        self.database, self.connection = ctypes.c_void_p(), ctypes.c_void_p()
        if self.lib.duckdb_open(None, ctypes.byref(self.database)):
            sys.exit("DuckDB does not open")
        self.lib.duckdb_connect(self.database, ctypes.byref(self.connection))
        self.query("SET threads = 1")

    def query(self, sql, columns=0):
        result = (ctypes.c_uint64 * 8)()
        if self.lib.duckdb_query(self.connection, sql.encode(), ctypes.byref(result)):
            sys.exit(self.lib.duckdb_result_error(ctypes.byref(result)).decode())
        values = [self.lib.duckdb_value_int64(ctypes.byref(result), ctypes.c_uint64(c),
                                              ctypes.c_uint64(0)) for c in range(columns)]
        self.lib.duckdb_destroy_result(ctypes.byref(result))
        return values

    def load(self, name, codes):
        utinyint, chunk_rows = 6, 2048
        n, length = codes.shape
        columns = [np.ascontiguousarray(codes[:, j]) for j in range(length)]
        self.query(f"CREATE TABLE {name} ("
                   + ", ".join(f"c{j} UTINYINT NOT NULL" for j in range(length)) + ")")
        kind = ctypes.c_void_p(self.lib.duckdb_create_logical_type(utinyint))
        kinds = (ctypes.c_void_p * length)(*[kind] * length)
        chunk = ctypes.c_void_p(self.lib.duckdb_create_data_chunk(kinds, ctypes.c_uint64(length)))
        appender = ctypes.c_void_p()
        self.lib.duckdb_appender_create(self.connection, None, name.encode(),
                                        ctypes.byref(appender))
        for begin in range(0, n, chunk_rows):
            rows = min(chunk_rows, n - begin)
            self.lib.duckdb_data_chunk_reset(chunk)
            for j in range(length):
                vector = ctypes.c_void_p(self.lib.duckdb_data_chunk_get_vector(
                    chunk, ctypes.c_uint64(j)))
                data = self.lib.duckdb_vector_get_data(vector)
                ctypes.memmove(data, columns[j][begin:].ctypes.data, rows)
            self.lib.duckdb_data_chunk_set_size(chunk, ctypes.c_uint64(rows))
            if self.lib.duckdb_append_data_chunk(appender, chunk):
                sys.exit("DuckDB does not take the rows")
        self.lib.duckdb_appender_destroy(ctypes.byref(appender))

    def collisions(self, name, length):
        columns = ", ".join(f"c{j}" for j in range(length))
        return self.query(f"SELECT count(*), coalesce(sum(n), 0)::BIGINT, coalesce(max(n), 1) FROM "
                          f"(SELECT count(*) AS n FROM {name} GROUP BY {columns} "
                          f"HAVING count(*) > 1)", 3)


def numpy_collisions(packed):
    _, counts = np.unique(packed, return_counts=True)
    again = counts[counts > 1]
    return [int(again.size), int(again.sum()), int(again.max(initial=1))]


def sidproof(program, path, codes, repeats, what, threads=1):
    rows, length = codes
    output = subprocess.run([program, path, str(rows), str(length), str(threads), str(repeats),
                             what], check=True, capture_output=True, text=True).stdout
    return json.loads(output)


def compare(arguments, length, duck):
    rows = arguments.rows
    random = np.random.default_rng(20260415)
    codes = random.integers(0, 256, size=(rows, length), dtype=np.uint8)
    # Random long codes never collide: repeat some rows.
    again = random.integers(0, rows, size=(rows // 500, 2))
    codes[again[:, 0]] = codes[again[:, 1]]
    lines = []
    with tempfile.NamedTemporaryFile(dir="/tmp") as file:
        codes.tofile(file)
        file.flush()
        ours = sidproof(arguments.audit_time, file.name, codes.shape, arguments.repeats,
                        "collisions")
        whole = sidproof(arguments.audit_time, file.name, codes.shape, arguments.repeats, "audit")
    answer = [ours["groups"], ours["items_in_groups"], ours["largest"]]
    lines.append(("sidproof collisions", ours["cpu"]))
    lines.append(("sidproof whole audit (levels, codebooks, constraints, ...)",
                  whole["cpu"]))
    if length == 4:
        packed = codes.view("<u4").ravel()
        took, found = best(arguments.repeats, lambda: numpy_collisions(packed))
        assert found == answer, (found, answer)
        lines.append(("numpy unique with counts, packed u32", took))
        took, distinct = best(arguments.repeats, lambda: np.unique(packed).size)
        assert distinct == ours["distinct"]
        lines.append(("numpy unique without counts, packed u32", took))
        wide = packed.astype(np.uint64)
        took, found = best(arguments.repeats, lambda: numpy_collisions(wide))
        assert found == answer
        lines.append(("numpy unique with counts, packed u64", took))
    if duck:
        duck.load(f"codes{length}", codes)
        took, found = best(arguments.repeats, lambda: duck.collisions(f"codes{length}", length))
        assert found == answer, (found, answer)
        lines.append(("DuckDB GROUP BY ... HAVING, 1 thread", took))
        duck.query(f"DROP TABLE codes{length}")
    print(f"\n{rows} codes of {length} tokens of 256, one core\n")
    print("| method | CPU s | M codes/s | sidproof collisions is faster by |\n|---|---|---|---|")
    for name, took in lines:
        print(f"| {name} | {took:.3f} | {rows / took / 1e6:.1f} | {took / lines[0][1]:.1f} |")


def large(arguments):
    with tempfile.NamedTemporaryFile(dir="/tmp") as file:
        random = np.random.default_rng(7)
        for _ in range(10):
            random.integers(0, 256, size=arguments.large // 10 * 4, dtype=np.uint8).tofile(file)
        file.flush()
        size = os.path.getsize(file.name)
        for threads in (1, 2):
            took = sidproof(arguments.audit_time, file.name, (size // 4, 4), 1, "audit", threads)
            print(f"\nwhole audit of {size // 4} x 4 bytes, {threads} thread(s): "
                  f"{took['wall']:.2f} s, peak {took['peak_mib'] * 2**20 / size:.2f} x input")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("audit_time")
    parser.add_argument("--duckdb")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--lengths", default="4,32")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--large", type=int, default=0, help="rows of the mapped 4-byte table")
    arguments = parser.parse_args()
    duck = DuckDB(arguments.duckdb) if arguments.duckdb else None
    for length in map(int, arguments.lengths.split(",")):
        compare(arguments, length, duck)
    if arguments.large:
        large(arguments)


if __name__ == "__main__":
    main()

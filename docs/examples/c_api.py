#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The C interface from Python: an engine's test that compares its own constrained beam search,
here a few lines of numpy, with sidproof's. Usage: c_api.py [libsidproof_c.so]"""

import ctypes
import sys

import numpy as np

RAW, GLOBAL, LOCAL = range(3)
NO_CUT = -2**63


class Beam(ctypes.Structure):
    _fields_ = [("node", ctypes.c_uint32), ("parent", ctypes.c_uint32), ("score", ctypes.c_int64)]


class Trie:
    """A trie of semantic IDs; raises ValueError with sidproof's words."""

    def __init__(self, codes, path="libsidproof_c.so"):
        self.library = ctypes.CDLL(path)
        self.library.sidproof_last_error.restype = ctypes.c_char_p
        self.library.sidproof_trie_free.argtypes = [ctypes.c_void_p]
        self.handle = ctypes.c_void_p()
        codes = np.ascontiguousarray(codes, np.uint32)
        self.length = codes.shape[1]
        self.call("trie_build", pointer(codes), ctypes.c_size_t(codes.shape[0]),
                  ctypes.c_size_t(self.length), None, ctypes.byref(self.handle))

    def __del__(self):
        self.library.sidproof_trie_free(self.handle)

    def call(self, name, *arguments):
        if getattr(self.library, "sidproof_" + name)(*arguments) != 0:
            raise ValueError(self.library.sidproof_last_error().decode())

    def prefix(self, node):
        codes, depth = np.empty(self.length, np.uint32), ctypes.c_size_t()
        self.call("trie_prefix", self.handle, ctypes.c_uint32(node), pointer(codes), ctypes.byref(depth))
        return tuple(int(code) for code in codes[:depth.value])

    def step(self, mode, beams, logits, width):
        """The best `width` children of all beams, and the best score that was cut off."""
        logits = np.ascontiguousarray(logits, np.float32)
        found, cut = ctypes.c_size_t(), ctypes.c_int64()
        given, results = (Beam * len(beams))(*beams), (Beam * width)()
        self.call("step", self.handle, mode, given, ctypes.c_size_t(len(beams)), pointer(logits),
                  ctypes.c_size_t(width), results, ctypes.byref(found), ctypes.byref(cut))
        return list(results[:found.value]), cut.value


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def beam_search(trie, network, width, mode):
    """The sequences found with their log-probabilities, and whether the first is certified."""
    beams, best_cut = [Beam(0, 0, 0)], NO_CUT
    for _ in range(trie.length):
        beams, cut = trie.step(mode, beams, [network(trie.prefix(beam.node)) for beam in beams], width)
        best_cut = max(best_cut, cut)
    return ([(trie.prefix(beam.node), beam.score / 2**40) for beam in beams],
            beams[0].score > best_cut)


def engine_search(codes, network, width, mode):
    """The engine under test: the same in floating point, over all prefixes."""
    beams = [((), 0.0)]
    for depth in range(codes.shape[1]):
        candidates = []
        for prefix, score in beams:
            logits = np.asarray(network(prefix), np.float64)
            allowed = np.unique([row[depth] for row in codes if tuple(row[:depth]) == prefix])
            law = logits[allowed] if mode == LOCAL else logits
            normaliser = np.log(np.exp(law).sum())
            candidates += [(prefix + (int(code),), score + logits[code] - normaliser) for code in allowed]
        beams = sorted(candidates, key=lambda one: (-one[1], one[0]))[:width]
    return beams


def main(path):
    random = np.random.default_rng(7)
    codes = random.integers(0, 16, (200, 3))
    codes[0] = 15  # so that every codebook has 16 codes
    trie = Trie(codes, path)

    def network(prefix):
        return np.random.default_rng((1,) + prefix).normal(0, 2, 16).astype(np.float32)

    certified = 0
    for mode, name in ((RAW, "RAW"), (GLOBAL, "GLOBAL"), (LOCAL, "LOCAL")):
        for width in (1, 4, 32):
            exact, is_certified = beam_search(trie, network, width, mode)
            engine = engine_search(codes, network, width, mode)
            assert [prefix for prefix, _ in exact] == [prefix for prefix, _ in engine], (name, width)
            assert np.allclose([s for _, s in exact], [s for _, s in engine], rtol=0, atol=1e-11)
            certified += is_certified
            print(f"{name}, width {width}: {len(exact)} sequences agree, the first is {exact[0][0]}"
                  f"{', certified' if is_certified else ''}")
    assert 0 < certified < 9
    try:
        trie.step(RAW, [Beam(0, 0, 0)], [np.full(16, np.nan)], 1)
        raise AssertionError("a NaN was accepted")
    except ValueError as error:
        print(f"a NaN is refused: {error}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "libsidproof_c.so")

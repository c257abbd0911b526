// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"use strict";

/** Where a visitor starts: codebooks, codes, counts, and the rows by prefix. */
const examples = [
  {name: "one-to-one and onto", codebooks: [2, 2],
   items: [[0, 0], [0, 1], [1, 0], [1, 1]], counts: [3, 1, 2, 2],
   rows: {"": ["1/2", "1/2"], "0": ["3/4", "1/4"], "1": ["1/3", "2/3"]}},
  {name: "two items share a sequence", codebooks: [2, 2],
   items: [[0, 0], [0, 0], [1, 1]], counts: [1, 2, 2],
   rows: {"": ["2/5", "3/5"], "0": ["1", "0"], "1": ["1/2", "1/2"]}},
  {name: "one-to-one, not onto: leakage", codebooks: [2, 2],
   items: [[0, 0], [0, 1], [1, 1]], counts: [2, 2, 3],
   rows: {"": ["4/7", "3/7"], "0": ["2/7", "5/7"], "1": ["2/7", "5/7"]}},
  {name: "LOCAL and GLOBAL rank differently", codebooks: [2, 2],
   items: [[0, 0], [1, 0]], counts: [2, 1],
   rows: {"": ["3/5", "2/5"], "0": ["1/3", "2/3"], "1": ["2/3", "1/3"]}},
  {name: "a shared prefix only", codebooks: [2, 3],
   items: [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]], counts: [4, 2, 1, 1, 0, 1],
   rows: {"": ["7/9", "2/9"], "0": ["4/7", "2/7", "1/7"], "1": ["1/2", "0", "1/2"]}},
  {name: "one ID is a prefix of another", codebooks: [2, 2],
   items: [[0], [0, 1]], counts: [1, 1],
   rows: {"": ["1", "0"], "0": ["0", "1"], "1": ["1/2", "1/2"]}},
];

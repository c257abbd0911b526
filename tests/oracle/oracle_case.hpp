// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "objective/likelihood.hpp"
#include "random/stream.hpp"
#include "tokenization/code_space.hpp"
#include "tokenization/shapes.hpp"

namespace sidproof {

/// A fraction that every number type can read; not necessarily in lowest terms.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

/// One question to the oracle: a table, a model for each history, and data.
struct OracleCase {
  std::string kind;  ///< which corner it was drawn from, for reports
  CodeSpace space;
  std::vector<Sequence> codes;  ///< may leave the space: then there is nothing but a refusal
  std::variant<CascadedShape, ParallelShape, MarkovShape> shape{CascadedShape(CodeSpace())};
  std::vector<std::vector<Ratio>> cells;  ///< per history, one number for each cell of the shape
  std::vector<ItemCounts> counts;         ///< per history
};

/// A small case, most often in a corner: no positions, alphabets of one token, one
/// item, full grids, collisions, codes of several lengths, zeros, rows that are no
/// laws, codes outside the space.
[[nodiscard]] OracleCase draw_case(RandomStream& random);

/// The case as a request of spec/oracle/PROTOCOL.md, one line without its end. Every
/// conditional of every history is written out, whatever the model shares.
[[nodiscard]] std::string request_of(const OracleCase& drawn, std::uint64_t id);

/// Reads a request back (as a cascaded model); rows not given are zero. Throws
/// std::exception when the text is no request, or has fractions beyond 64 bits.
[[nodiscard]] OracleCase case_of_request(const std::string& request);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct TokenizeArguments {
  CommonArguments common;
  std::string features;  ///< empty: the demo catalogue's
  std::string output;
  std::string output_format;
  std::string method = "residual-kmeans";
  std::string policy = "none";
  std::string codebooks;  ///< npy of learned codebooks
  std::string titles;     ///< one title a line, for textual
  std::string ids;        ///< one item id a line
  std::size_t levels = 4;
  std::uint32_t codebook = 256;
  std::string seed = "0";  ///< as parse_seed() reads it: 128 bits
  unsigned iterations = 25;
  bool force = false;
};

/// Writes the table, prints and returns the exit code.
[[nodiscard]] ExitCode run_tokenize(const TokenizeArguments& arguments);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace sidproof {

/// The table and the network that the reports of `sidproof generate` for machines speak of.
struct GeneratorFacts {
  std::string table_name;  ///< for people
  std::string table_path;  ///< empty: the demo catalogue
  std::uint64_t rows = 0;  ///< of the table
  std::uint64_t items = 0;
  std::uint64_t sequences = 0;
  std::uint64_t nodes = 0;
  std::uint64_t vocabulary = 0;
  std::uint64_t positions = 0;
  std::uint64_t width = 0;
  std::uint64_t layers = 0;
  std::uint64_t heads = 0;
  std::uint64_t parameters = 0;
  std::string weights_sha256;              ///< 64 hexadecimal digits
  std::optional<double> head_temperature;  ///< of parallel heads; nothing: one linear head
  // How token laws were changed.
  double temperature = 1;
  std::uint64_t top_k = 0;  ///< 0: all
  double top_p = 1;
  std::string seed;  ///< of weights and draws
};

}  // namespace sidproof

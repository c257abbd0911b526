// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "cli/arguments.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

struct GenerateArguments {
  CommonArguments common;
  TableSource table;
  std::string interactions;  ///< empty only for the demo catalogue
  std::string interactions_format;
  std::string split;    ///< the only one to look at; empty: test, else any
  bool check = false;   ///< run the end-to-end checks instead
  bool report = false;  ///< measure what decoding loses and distorts instead
  ReportPaths reports;
  std::size_t items = 0;        ///< the first rows of the table; 0: all, or 4096 to check
  std::size_t requests = 0;     ///< histories; 0: 1, or 4 to check or report
  std::size_t history = 8;      ///< items of a history that the network sees
  std::string mode;             ///< raw, global or local; empty: decoding_of() chooses
  std::size_t beam = 10;        ///< beam width; K of --report
  std::size_t groups = 5;       ///< --report: of the diverse beams
  std::string penalty = "0.5";  ///< --report: of a repetition in diverse beams, nats
  std::string mmr = "0.5";      ///< --report: lambda of MMR
  std::string allow, deny;      ///< lists of items; empty: none
  bool exclude_history = false;
  std::uint64_t samples = 0;  ///< draws; 0: a beam, or 100000 to check
  std::size_t width = 64;     ///< of the network
  std::size_t layers = 2;
  std::size_t heads = 4;
  std::string head = "ar";                 ///< ar or parallel
  std::optional<double> head_temperature;  ///< of parallel heads; nothing: 0.03
  std::optional<double> temperature;       ///< of tokens; nothing: 1
  std::optional<std::uint64_t> top_k;      ///< nothing: all tokens
  std::optional<double> top_p;             ///< nothing: 1
  std::string executor = "cpu";            ///< cpu or cuda
  std::string arithmetic = "ref";          ///< ref, fast or fast-bf16
  std::string seed = "0";                  ///< of the weights and draws, as parse_seed() reads it
  std::string weights;                     ///< a folder or .safetensors file; empty: random weights
  std::string export_to;                   ///< write the network into this folder instead
  bool force = false;                      ///< ... also over files that are there
};

/// Recommends items for histories, or checks the generator; prints and returns the
/// exit code.
[[nodiscard]] ExitCode run_generate(const GenerateArguments& arguments);

}  // namespace sidproof

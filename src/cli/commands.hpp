// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace sidproof {

/// Where a command's table comes from.
struct TableSource {
  std::string path;     ///< empty: the built-in demo catalogue
  std::string format;   ///< empty: detect by content
  std::string mapping;  ///< npy: item ids by row
};

/// Reports besides the terminal's; an empty path asks for none, "-" is stdout.
struct ReportPaths {
  std::string json;
  std::string junit;
  std::string sarif;
  std::string html;
};

/// What every command takes.
struct CommonArguments {
  ColorChoice color = ColorChoice::automatic;
  bool quiet = false;    ///< no terminal report, no progress
  unsigned threads = 0;  ///< 0: all cores
};

struct AuditArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string require;   ///< empty: the default requirements
  std::string baseline;  ///< an earlier audit's JSON
  std::string covers;    ///< catalogue or interactions; information only
  std::vector<std::uint64_t> codebooks;
  std::size_t groups_shown = 3;
};

struct GapArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string interactions;  ///< empty only for the demo catalogue
  std::string interactions_format;
  std::string split = "test";  ///< split of files with explicit examples
  std::size_t most_affected = 20;
  std::string max_collided;  ///< e.g. "5%": refuted when more targets collide
};

struct RepairArguments {
  CommonArguments common;
  TableSource table;
  ReportPaths reports;
  std::string output;
  std::string output_format;
  std::string method = "append";
  bool all_items = false;
  bool force = false;
  std::vector<std::uint64_t> codebooks;
  std::string interactions;  ///< popularity decides who stays
  std::string interactions_format;
};

struct DiffArguments {
  CommonArguments common;
  TableSource before;
  TableSource after;
  ReportPaths reports;
  std::string require;  ///< no-reuse, stable-sids, no-removals, no-new-collisions
};

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

/// The commands of the program. They print, write the reports asked for and
/// return the exit code; `verify` is `audit` with the recipes on screen.
[[nodiscard]] ExitCode run_audit(const AuditArguments& arguments);
[[nodiscard]] ExitCode run_verify(const AuditArguments& arguments);
[[nodiscard]] ExitCode run_gap(const GapArguments& arguments);
[[nodiscard]] ExitCode run_repair(const RepairArguments& arguments);
[[nodiscard]] ExitCode run_diff(const DiffArguments& arguments);
[[nodiscard]] ExitCode run_tokenize(const TokenizeArguments& arguments);
[[nodiscard]] ExitCode run_formats(const CommonArguments& arguments);

}  // namespace sidproof

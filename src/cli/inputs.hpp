// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audit/audit.hpp"
#include "base/error.hpp"
#include "base/progress.hpp"
#include "cli/arguments.hpp"
#include "interactions/interactions.hpp"
#include "io/files/mapped_file.hpp"
#include "random/seed.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// A command's table, and the demo's interactions when it is the demo catalogue.
struct Input {
  Table table;
  std::optional<Interactions> demo_interactions;
  std::optional<MappedFile> file;  ///< the table's, where its rows were to be located
};

/// Reads the table, or makes the demo catalogue when no path is given.
[[nodiscard]] Result<Input> load(const TableSource& source, const CommonArguments& common,
                                 bool locate_rows, Progress& progress);

/// The seed that --seed gives. Errors: usage.
[[nodiscard]] Result<Seed> seed_named(const std::string& text);

/// What --split names; nothing for the empty word.
[[nodiscard]] std::optional<Split> split_named(const std::string& name);

/// The interactions in `path`, or, without a path, those that came with the demo
/// catalogue (moved out of `input`), of which a named split alone is kept. Errors: those
/// of read_interactions(); usage when there are neither.
[[nodiscard]] Result<Interactions> load_interactions(const std::string& path,
                                                     const std::string& format,
                                                     const std::string& split, Input& input);

/// What --covers and covers=FILE name.
struct CoveredFile {
  enum class Kind { detect, table, interactions, items, sids };
  Kind kind = Kind::detect;
  std::string path;
};

/// Takes "table:", "interactions:", "items:" or "sids:" off the front of the name.
[[nodiscard]] CoveredFile covered_file(const std::string& name);

/// Compares the table with a file of items: another table (then SIDs are compared
/// too), interactions, a list of ids, or a set of SIDs without items. The prefixes
/// "table:", "interactions:", "items:" and "sids:" say which; without one the content decides, and
/// where it fits a table and interactions alike ({"7": [1, 2]}) the answer is malformed, unless
/// the name ends in ".inter.json" or ".inter".
[[nodiscard]] Result<Coverage> load_coverage(const Table& table, const std::string& name);

/// The threads that the arguments ask for.
[[nodiscard]] Threads threads_of(const CommonArguments& common);

}  // namespace sidproof

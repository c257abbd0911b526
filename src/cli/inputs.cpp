// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.hpp"

#include <utility>

#include "audit/coverage.hpp"
#include "io/read_interactions.hpp"
#include "io/read_table.hpp"
#include "tokenizers/demo.hpp"

namespace sidproof {

Threads threads_of(const CommonArguments& common) {
  return common.threads == 0 ? Threads::all() : Threads{common.threads};
}

Result<Input> load(const TableSource& source, const CommonArguments& common, bool locate_rows,
                   Progress& progress) {
  if (source.path.empty()) {
    if (!source.format.empty() || !source.mapping.empty())
      return fail(ErrorCode::usage, "--format and --mapping need a table");
    auto demo = demo_catalogue(demo_seed, progress);
    if (!demo) return tl::unexpected(demo.error());
    return Input{std::move(demo->table), std::move(demo->interactions)};
  }
  ReadOptions options;
  options.format = source.format;
  options.mapping = source.mapping;
  options.locate_rows = locate_rows;
  options.threads = threads_of(common);
  auto table = read_table(source.path, options, progress);
  if (!table) return tl::unexpected(table.error());
  return Input{std::move(*table), std::nullopt};
}

Result<Coverage> load_coverage(const Table& table, const std::string& path) {
  // Lists of ids look like textual tables whose sequences are empty or words, so a
  // file counts as a table only in a format that cannot be a list.
  auto other = read_table(path);
  if (other && !other->format.starts_with("textual")) {
    std::vector<ItemSid> items;
    items.reserve(other->rows());
    for (std::size_t row = 0; row < other->rows(); ++row)
      items.push_back({other->items[row], other->sequence_text(row)});
    return coverage(table, path, items);
  }
  if (!other && other.error().code == ErrorCode::cannot_open) return tl::unexpected(other.error());
  if (const auto interactions = read_interactions(path)) return coverage(table, *interactions);
  const auto ids = read_item_list(path);
  if (!ids) return tl::unexpected(ids.error());
  return coverage(table, path, *ids);
}

}  // namespace sidproof

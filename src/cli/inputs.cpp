// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.hpp"

#include <utility>

#include "audit/coverage.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/json/read_sid_set.hpp"
#include "io/read_table.hpp"
#include "tokenizers/demo.hpp"

namespace sidproof {

Threads threads_of(const CommonArguments& common) {
  return common.threads == 0 ? Threads::all() : Threads{common.threads};
}

Split split_named(const std::string& name) {
  if (name == "train") return Split::train;
  return name == "valid" ? Split::valid : Split::test;
}

Result<Interactions> load_interactions(const std::string& path, const std::string& format,
                                       const std::string& split, Input& input) {
  if (!path.empty()) return read_interactions(path, format, split_named(split));
  if (input.demo_interactions) return std::move(*input.demo_interactions);
  return fail(ErrorCode::usage, "no interactions are named", {},
              "add --interactions FILE (formats: docs/formats.md)");
}

namespace {

Result<Coverage> covers_table(const Table& table, const std::string& path) {
  const auto other = read_table(path);
  if (!other) return tl::unexpected(other.error());
  std::vector<ItemSid> items;
  items.reserve(other->rows());
  for (std::size_t row = 0; row < other->rows(); ++row)
    items.push_back({other->items[row], other->sequence_text(row)});
  return coverage(table, path, items);
}

Result<Coverage> covers_interactions(const Table& table, const std::string& path) {
  const auto interactions = read_interactions(path);
  if (!interactions) return tl::unexpected(interactions.error());
  return coverage(table, *interactions);
}

Result<Coverage> covers_list(const Table& table, const std::string& path) {
  const auto ids = read_item_list(path);
  if (!ids) return tl::unexpected(ids.error());
  return coverage(table, path, *ids);
}

Result<Coverage> covers_sids(const Table& table, const std::string& path) {
  const auto sids = read_sid_set(path);
  if (!sids) return tl::unexpected(sids.error());
  return coverage_of_sids(table, path, *sids);
}

}  // namespace

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

CoveredFile covered_file(const std::string& name) {
  using Kind = CoveredFile::Kind;
  constexpr std::pair<std::string_view, Kind> prefixes[] = {{"table:", Kind::table},
                                                            {"interactions:", Kind::interactions},
                                                            {"items:", Kind::items},
                                                            {"sids:", Kind::sids}};
  for (const auto& [prefix, kind] : prefixes)
    if (name.starts_with(prefix)) return {kind, name.substr(prefix.size())};
  return {Kind::detect, name};
}

Result<Coverage> load_coverage(const Table& table, const std::string& name) {
  const auto [kind, path] = covered_file(name);
  switch (kind) {
    case CoveredFile::Kind::table: return covers_table(table, path);
    case CoveredFile::Kind::interactions: return covers_interactions(table, path);
    case CoveredFile::Kind::items: return covers_list(table, path);
    case CoveredFile::Kind::sids: return covers_sids(table, path);
    case CoveredFile::Kind::detect: break;
  }
  if (path.ends_with(".inter.json") || path.ends_with(".inter"))
    return covers_interactions(table, path);

  const auto other = read_table(path);
  if (!other && other.error().code == ErrorCode::cannot_open) return tl::unexpected(other.error());
  if (!other && read_sid_set(path)) return covers_sids(table, path);
  // {"7": [1, 2, 3]} may be an item's codes or a user's items.
  if (other && other->format == "codes-json" && read_interactions(path))
    return fail(ErrorCode::usage, "the file may be a table or interactions", {path, {}, {}},
                "write table:FILE or interactions:FILE");
  // Lists of ids look like tables of textual ids.
  if (other && (!other->format.ends_with("-ids") || other->format == "piece-ids"))
    return covers_table(table, path);
  if (const auto interactions = read_interactions(path)) return coverage(table, *interactions);
  return covers_list(table, path);
}

}  // namespace sidproof

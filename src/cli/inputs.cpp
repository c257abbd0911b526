// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/inputs.hpp"

#include <utility>

#include "audit/coverage.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/read_interactions.hpp"
#include "io/json/read_sid_set.hpp"
#include "io/read_table.hpp"
#include "tokenizers/demo.hpp"

namespace sidproof {

Threads threads_of(const CommonArguments& common) {
  return common.threads == 0 ? Threads::all() : Threads{common.threads};
}

Result<Seed> seed_named(const std::string& text) {
  if (const auto seed = parse_seed(text)) return *seed;
  return fail(ErrorCode::usage, "'" + text + "' is no seed", {},
              "give a whole number below 2^128: decimal, or 0x and up to 32 hexadecimal digits");
}

std::optional<Split> split_named(const std::string& name) {
  for (const Split split : {Split::train, Split::valid, Split::test})
    if (name == sidproof::name(split)) return split;
  return std::nullopt;
}

Result<Interactions> load_interactions(const std::string& path, const std::string& format,
                                       const std::string& split, Input& input) {
  if (!path.empty()) return read_interactions(path, format, split_named(split));
  if (input.demo_interactions) {
    Interactions demo = std::move(*input.demo_interactions);
    if (const auto wanted = split_named(split)) keep_only(demo, *wanted);
    return demo;
  }
  return fail(ErrorCode::usage, "no interactions are named", {},
              "add --interactions FILE (formats: docs/formats.md)");
}

namespace {

Result<Coverage> covers_table(const Table& table, const MappedFile& file) {
  const auto other = read_table(file);
  if (!other) return tl::unexpected(other.error());
  std::vector<ItemSid> items;
  items.reserve(other->rows());
  for (std::size_t row = 0; row < other->rows(); ++row)
    items.push_back({other->items[row], other->sequence_text(row)});
  return coverage(table, file.path(), items);
}

Result<Coverage> covers_interactions(const Table& table, const MappedFile& file) {
  const auto interactions = read_interactions(file, {}, std::nullopt);
  if (!interactions) return tl::unexpected(interactions.error());
  return coverage(table, *interactions);
}

Result<Coverage> covers_list(const Table& table, const MappedFile& file) {
  const auto ids = read_item_list(file);
  if (!ids) return tl::unexpected(ids.error());
  return coverage(table, file.path(), *ids);
}

Result<Coverage> covers_sids(const Table& table, const MappedFile& file) {
  const auto sids = read_sid_set(file);
  if (!sids) return tl::unexpected(sids.error());
  return coverage_of_sids(table, file.path(), *sids);
}

}  // namespace

Result<Input> load(const TableSource& source, const CommonArguments& common, bool locate_rows,
                   Progress& progress) {
  if (source.path.empty()) {
    if (!source.format.empty() || !source.mapping.empty())
      return fail(ErrorCode::usage, "--format and --mapping need a table");
    auto demo = demo_catalogue(demo_seed, progress);
    if (!demo) return tl::unexpected(demo.error());
    return Input{std::move(demo->table), std::move(demo->interactions), std::nullopt};
  }
  ReadOptions options;
  options.format = source.format;
  options.mapping = source.mapping;
  options.locate_rows = locate_rows;
  options.threads = threads_of(common);
  auto file = MappedFile::open(source.path);
  if (!file) return tl::unexpected(file.error());
  auto table = read_table(*file, options, progress);
  if (!table) return tl::unexpected(table.error());
  if (!source.mapping.empty() && table->format != "npy")
    return fail(ErrorCode::usage, "--mapping has no effect on " + table->format, {},
                "it names the items of an .npy file's rows");
  return Input{std::move(*table), std::nullopt,
               locate_rows ? std::optional(std::move(*file)) : std::nullopt};
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
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  switch (kind) {
    case CoveredFile::Kind::table: return covers_table(table, *file);
    case CoveredFile::Kind::interactions: return covers_interactions(table, *file);
    case CoveredFile::Kind::items: return covers_list(table, *file);
    case CoveredFile::Kind::sids: return covers_sids(table, *file);
    case CoveredFile::Kind::detect: break;
  }
  if (path.ends_with(".inter.json") || path.ends_with(".inter"))
    return covers_interactions(table, *file);

  const auto other = read_table(*file);
  if (!other && read_sid_set(*file)) return covers_sids(table, *file);
  // {"7": [1, 2, 3]} may be an item's codes or a user's items.
  if (other && other->format == "codes-json" && read_interactions(*file, {}, std::nullopt))
    return fail(ErrorCode::malformed, "the file may be a table or interactions", {path, {}, {}},
                "write table:FILE or interactions:FILE");
  // Lists of ids look like tables of textual ids.
  if (other && (!other->format.ends_with("-ids") || other->format == "piece-ids"))
    return covers_table(table, *file);
  if (const auto interactions = read_interactions(*file, {}, std::nullopt))
    return coverage(table, *interactions);
  return covers_list(table, *file);
}

}  // namespace sidproof

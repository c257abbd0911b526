// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/read_interactions.hpp"

#include <fmt/format.h>

#include <new>

#include "base/closest_word.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/not_interactions.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {

const std::vector<const InteractionReader*>& interaction_readers() {
  static const std::vector<const InteractionReader*> all = {
      &example_json_reader(), &inter_json_reader(), &recbole_inter_reader(), &example_csv_reader(),
      &event_csv_reader(),    &wide_csv_reader(),   &user_sequence_reader()};
  return all;
}

namespace {

/// The reader of that name, or the first one that accepts the file.
Result<const InteractionReader*> choose(const MappedFile& file, std::string_view format) {
  std::string known;
  std::vector<std::string_view> names;
  const Sniff sniff(file);
  for (const InteractionReader* reader : interaction_readers()) {
    if (format.empty() ? reader->accepts(sniff) : reader->name == format) {
      // A name stands for the signs that a file may lack, not against those it has.
      if (!format.empty() && !reader->accepts(sniff))
        if (auto refused = never_read(file)) return tl::unexpected(*std::move(refused));
      return reader;
    }
    known += (known.empty() ? "" : ", ") + std::string(reader->name);
    names.push_back(reader->name);
  }
  if (!format.empty())
    return fail(ErrorCode::usage, "unknown interactions format " + quoted(format), {},
                did_you_mean(format, names, "known formats: " + known));
  return tl::unexpected(unrecognised_interactions(file, known));
}

/// --split on what was read: of the file's own splits only one is kept, and a file
/// without any is that one as a whole.
Result<void> apply_split(Interactions& interactions, std::optional<Split> wanted) {
  SplitOrigin& origin = interactions.split_origin;
  if (!wanted) return {};
  if (origin.by == SplitOrigin::By::nobody) {
    origin.by = SplitOrigin::By::caller;
    return {};
  }
  keep_only(interactions, *wanted);
  if (!interactions.examples.empty()) return {};
  const std::string way =
      origin.by == SplitOrigin::By::file ? " under " + sidproof::quoted(origin.column) : " in it";
  return fail(ErrorCode::malformed, fmt::format("no example of the split {}{}", name(*wanted), way),
              {interactions.path, {}, {}}, "leave --split out to see all splits");
}

}  // namespace

Result<Interactions> read_interactions(const MappedFile& file, std::string_view format,
                                       std::optional<Split> split) {
  if (auto foreign = foreign_file(file)) return tl::unexpected(*std::move(foreign));
  const Result<const InteractionReader*> reader = choose(file, format);
  if (!reader) return tl::unexpected(reader.error());
  try {
    Result<Interactions> interactions = (*reader)->read(file, split.value_or(Split::test));
    if (!interactions) return interactions;
    if (interactions->examples.empty())
      return fail(ErrorCode::malformed, "there is no event in it", {file.path(), {}, {}},
                  "interactions need at least one user with one item");
    if (auto good = check_plausible(*interactions, format.empty()); !good)
      return tl::unexpected(std::move(good.error()));
    if (auto done = apply_split(*interactions, split); !done)
      return tl::unexpected(std::move(done.error()));
    return interactions;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::too_large, "the interactions do not fit into memory",
                {file.path(), {}, {}});
  }
}

Result<Interactions> read_interactions(const std::string& path, const std::string& format,
                                       std::optional<Split> split) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return read_interactions(*file, format, split);
}

}  // namespace sidproof

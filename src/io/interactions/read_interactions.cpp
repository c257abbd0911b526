// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/interactions/read_interactions.hpp"

#include <fmt/format.h>

#include <limits>
#include <new>

#include "base/closest_word.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {

const std::vector<const InteractionReader*>& interaction_readers() {
  static const std::vector<const InteractionReader*> all = {
      &example_json_reader(), &inter_json_reader(), &recbole_inter_reader(),
      &example_csv_reader(),  &event_csv_reader(),  &user_sequence_reader()};
  return all;
}

Result<Interactions> read_interactions(const MappedFile& file, std::string_view format,
                                       Split split) {
  if (file.bytes().empty())
    return fail(ErrorCode::malformed, "the file is empty", {file.path(), {}, {}});
  const InteractionReader* chosen = nullptr;
  std::string known;
  std::vector<std::string_view> names;
  const Sniff sniff(file);
  for (const InteractionReader* reader : interaction_readers()) {
    known += (known.empty() ? "" : ", ") + std::string(reader->name);
    names.push_back(reader->name);
    if (chosen == nullptr && (format.empty() ? reader->accepts(sniff) : reader->name == format))
      chosen = reader;
  }
  if (chosen == nullptr && !format.empty())
    return fail(ErrorCode::usage, "unknown interactions format " + quoted(format), {},
                did_you_mean(format, names, "known formats: " + known));
  if (chosen == nullptr)
    return fail(ErrorCode::malformed, "no interactions format recognised", {file.path(), {}, {}},
                "known formats: " + known);
  try {
    Result<Interactions> interactions = chosen->read(file, split);
    if (interactions && interactions->examples.empty())
      return fail(ErrorCode::malformed, "there is no event in it", {file.path(), {}, {}},
                  "interactions need at least one user with one item");
    return interactions;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::too_large, "the interactions do not fit into memory",
                {file.path(), {}, {}});
  }
}

Result<Interactions> read_interactions(const std::string& path, const std::string& format,
                                       Split split) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return read_interactions(*file, format, split);
}

}  // namespace sidproof

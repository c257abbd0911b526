// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "codes-json";

// Lists of integers, or of what someone may have meant as codes: the reader then
// says what is wrong with them.
Acceptance accepts(const Sniff& sniff) {
  const JsonMember* list = first_list(sniff.json);
  if (list == nullptr || list->first == JsonKind::string || list->first == JsonKind::object ||
      list->first == JsonKind::none)
    return Match::no;
  if (keys_are_words(sniff.json))
    return Acceptance::near_miss("its keys are words and no item ids");
  return Match::possible;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  Result<Table> table = read_lists(file, kName, ListOf::codes, options, progress, read_codes);
  if (!table || !options.format.empty()) return table;
  if (Result<void> lengths = check_lengths(*table, file); !lengths)
    return tl::unexpected(std::move(lengths.error()));
  return table;
}

}  // namespace

const Reader& codes_json_reader() {
  static const Reader reader{
      {kName, "{\"B001\": [3, 1, 2], ...}, offsets added or not (*.sem_ids)"}, accepts, read};
  return reader;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/read_table.hpp"

#include <algorithm>
#include <new>

#include "io/columns/tabular_readers.hpp"
#include "io/files/mapped_file.hpp"
#include "io/json/json_readers.hpp"
#include "io/reader.hpp"
#include "io/refused_formats.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

// Every table format, in the order of docs/formats: one line a reader.
const std::vector<const Reader*>& readers() {
  // clang-format off
  static const std::vector<const Reader*> all{
      &index_json_reader(),
      &info_txt_reader(),
      &joined_json_reader(),
      &sid_map_json_reader(),
      &wrapped_json_reader(),
      &codes_json_reader(),
      &corpus_json_reader(),
      &npy_reader(),
      &parquet_reader(),
      &csv_reader(),
      &tokenrec_history_reader(),
      &odps_dump_reader(),
      &faiss_reader(),
      &actionpiece_reader(),
      &word_ids_reader(),
      &gram_ids_reader(),
      &p5_ids_reader(),
      &onerec_chat_reader(),
      &sid2pid_json_reader(),
      &xllm_reader(),
      &torch_reader(),
      &pickle_reader(),
      &compressed_reader(),
  };
  // clang-format on
  return all;
}

std::string joined(const std::vector<const Reader*>& some) {
  std::string names;
  for (const Reader* reader : some) {
    if (!names.empty()) names += ", ";
    names += reader->format.name;
  }
  return names;
}

const Reader* find_reader(std::string_view name) {
  for (const Reader* reader : readers())
    if (reader->format.name == name) return reader;
  return nullptr;
}

Result<const Reader*> detect(const MappedFile& file) {
  const Location place{file.path(), {}, {}};
  if (file.bytes().empty()) return fail(ErrorCode::malformed, "the file is empty", place);
  const Sniff sniff(file);
  std::vector<const Reader*> certain;
  std::vector<const Reader*> possible;
  for (const Reader* reader : readers()) {
    const Match match = reader->accepts(sniff);
    if (match == Match::certain) certain.push_back(reader);
    if (match == Match::possible) possible.push_back(reader);
  }
  const std::vector<const Reader*>& candidates = certain.empty() ? possible : certain;
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) {
    return fail(
        ErrorCode::malformed,
        "no table format recognised; the file starts with " + quoted(file.bytes().substr(0, 24)),
        place, "name one with --format (sidproof formats lists them)");
  }
  return fail(ErrorCode::malformed, "the content fits several formats: " + joined(candidates),
              place, "name the right one with --format");
}

}  // namespace

const std::vector<TableFormat>& table_formats() {
  static const std::vector<TableFormat> formats = [] {
    std::vector<TableFormat> list;
    for (const Reader* reader : readers()) list.push_back(reader->format);
    return list;
  }();
  return formats;
}

Result<Table> read_table(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  const Reader* reader = nullptr;
  if (!options.format.empty()) {
    reader = find_reader(options.format);
    if (reader == nullptr)
      return fail(ErrorCode::usage, "unknown table format " + sidproof::quoted(options.format), {},
                  "known formats: " + joined(readers()));
  } else {
    const Result<const Reader*> detected = detect(file);
    if (!detected) return tl::unexpected<Error>(detected.error());
    reader = *detected;
  }
  try {
    return reader->read(file, options, progress);
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::too_large, "the table does not fit into memory", {file.path(), {}, {}});
  }
}

Result<Table> read_table(const std::string& path, const ReadOptions& options, Progress& progress) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected<Error>(file.error());
  return read_table(*file, options, progress);
}

}  // namespace sidproof

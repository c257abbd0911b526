// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/read_table.hpp"

#include <algorithm>
#include <new>
#include <optional>

#include "base/closest_word.hpp"
#include "io/columns/tabular_readers.hpp"
#include "io/files/mapped_file.hpp"
#include "io/json/json_readers.hpp"
#include "io/lookalikes.hpp"
#include "io/reader.hpp"
#include "io/refused_formats.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/sid_text.hpp"

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
      &records_reader(),
      &inverse_json_reader(),
      &sid_set_reader(),
      &npy_reader(),
      &parquet_reader(),
      &csv_reader(),
      &inverse_csv_reader(),
      &tokenrec_history_reader(),
      &odps_dump_reader(),
      &faiss_reader(),
      &actionpiece_reader(),
      &word_ids_reader(),
      &gram_ids_reader(),
      &p5_ids_reader(),
      &piece_ids_reader(),
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

std::vector<std::string_view> names() {
  std::vector<std::string_view> all;
  for (const Reader* reader : readers()) all.push_back(reader->format.name);
  return all;
}

const Reader* find_reader(std::string_view name) {
  for (const Reader* reader : readers())
    if (reader->format.name == name) return reader;
  return nullptr;
}

/// What every reader says to a file.
struct Answers {
  std::vector<const Reader*> certain;
  std::vector<const Reader*> possible;
  std::vector<std::string> near;  ///< "csv (no column names the item)"
};

Answers ask(const Sniff& sniff) {
  Answers answers;
  for (const Reader* reader : readers()) {
    const Acceptance answer = reader->accepts(sniff);
    if (answer.match == Match::certain) answers.certain.push_back(reader);
    if (answer.match == Match::possible) answers.possible.push_back(reader);
    if (!answer.missing.empty())
      answers.near.push_back(std::string(reader->format.name) + " (" + answer.missing + ")");
  }
  return answers;
}

tl::unexpected<Error> refuse(const Lookalike& found, const Location& place) {
  return fail(ErrorCode::unsupported, "this is no table but " + found.what, place, found.todo);
}

tl::unexpected<Error> not_recognised(const Sniff& sniff, const Answers& answers,
                                     const Location& place) {
  constexpr std::size_t kShown = 3;
  const std::optional<Lookalike> like = find_resemblance(sniff);
  std::string what = "no table format recognised; the file ";
  if (like) what += "looks like " + like->what + " and ";
  what += "starts with " + quoted(sniff.bytes.substr(0, 24));
  std::string hint = like ? like->todo : std::string();
  std::string nearest;
  for (std::size_t i = 0; i < std::min(answers.near.size(), kShown); ++i)
    nearest += (i == 0 ? "" : ", ") + answers.near[i];
  if (!nearest.empty())
    hint += (hint.empty() ? "" : "; ") + ("nearest formats: " + nearest) +
            "; if it is in one of them, name it with --format";
  if (hint.empty()) hint = "name its format with --format (sidproof formats lists them)";
  return fail(ErrorCode::malformed, what, place, hint);
}

Result<const Reader*> detect(const MappedFile& file, const Sniff& sniff) {
  const Location place{file.path(), {}, {}};
  const Answers answers = ask(sniff);
  const std::vector<const Reader*>& candidates =
      answers.certain.empty() ? answers.possible : answers.certain;
  if (candidates.size() == 1) return candidates.front();
  if (candidates.empty()) return not_recognised(sniff, answers, place);
  return fail(ErrorCode::malformed, "the content fits several formats: " + joined(candidates),
              place, "name the right one with --format");
}

/// The reader that --format names, unless the content is another format's for certain.
Result<const Reader*> named(const std::string& format, const MappedFile& file, const Sniff& sniff) {
  const Reader* reader = find_reader(format);
  if (reader == nullptr)
    return fail(ErrorCode::usage, "unknown table format " + sidproof::quoted(format), {},
                did_you_mean(format, names(), "known formats: " + joined(readers())));
  const Acceptance own = reader->accepts(sniff);
  if (own.match != Match::no || !own.missing.empty()) return reader;
  std::vector<const Reader*> certain = ask(sniff).certain;
  // Records without a magic number may begin like a compressed file.
  if (reader == &xllm_reader())
    std::erase_if(certain, [](const Reader* other) { return !other->format.readable; });
  if (certain.empty()) return reader;
  return fail(ErrorCode::malformed,
              "the content is " + joined(certain) + " and not " + sidproof::quoted(format),
              {file.path(), {}, {}}, "leave out --format, or name the right file");
}

/// A recognised table whose tokens are sequences by their looks has two readings.
Result<void> check_tokens(const Table& table) {
  for (std::size_t j = 0; j < table.alphabets.size(); ++j) {
    if (table.alphabets[j].is_numeric()) continue;
    for (std::uint32_t token = 0; token < table.alphabets[j].size(); ++token) {
      const std::string text = table.alphabets[j].text(token);
      if (!holds_several_tokens(text)) continue;
      return fail(ErrorCode::malformed,
                  sidproof::quoted(text) + " at position " + std::to_string(j + 1) +
                      " has two readings: one token, or a sequence of tokens",
                  {table.path, {}, {}},
                  "write each token as an element of its own; as one token it is read with "
                  "--format " +
                      table.format);
    }
  }
  return {};
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
  const Location place{file.path(), {}, {}};
  if (file.bytes().empty())
    return fail(ErrorCode::malformed, "the file is empty", {file.path(), {}, 0},
                "the export or download failed: write or fetch it again");
  const Sniff sniff(file);
  const auto signature = find_signature(sniff);
  if (signature && options.format != xllm_reader().format.name) return refuse(*signature, place);
  const Result<const Reader*> reader =
      options.format.empty() ? detect(file, sniff) : named(options.format, file, sniff);
  if (!reader) return tl::unexpected<Error>(reader.error());
  try {
    Result<Table> table = (*reader)->read(file, options, progress);
    if (!table || !options.format.empty()) return table;
    if (Result<void> single = check_tokens(*table); !single)
      return tl::unexpected(std::move(single.error()));
    return table;
  } catch (const std::bad_alloc&) {
    return fail(ErrorCode::too_large, "the table does not fit into memory", place);
  }
}

Result<Table> read_table(const std::string& path, const ReadOptions& options, Progress& progress) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected<Error>(file.error());
  return read_table(*file, options, progress);
}

}  // namespace sidproof

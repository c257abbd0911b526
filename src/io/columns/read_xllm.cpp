// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "io/columns/tabular_readers.hpp"
#include "io/files/byte_reader.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "xllm-records";
constexpr std::size_t kTokens = 3;
constexpr std::size_t kRecord = 8 + 4 * kTokens;

struct Record {
  std::int64_t item = 0;
  std::int32_t tokens[kTokens] = {};
};

Record record_at(std::string_view bytes, std::size_t number) {
  ByteReader reader(bytes.substr(number * kRecord, kRecord));
  Record record;
  record.item = reader.take<std::int64_t>().value_or(0);
  for (std::int32_t& token : record.tokens) token = reader.take<std::int32_t>().value_or(0);
  return record;
}

/// The format has no magic number: whatever looks plausible may be other numbers, so it
/// takes --format.
Acceptance accepts(const Sniff& sniff) {
  if (sniff.is_text || sniff.bytes.empty() || sniff.bytes.size() % kRecord != 0) return Match::no;
  constexpr std::int64_t kPlausibleItem = std::int64_t{1} << 48;
  constexpr std::int32_t kPlausibleToken = 1 << 20;
  bool any_token = false;
  const std::size_t seen = std::min<std::size_t>(sniff.bytes.size() / kRecord, 1000);
  for (std::size_t number = 0; number < seen; ++number) {
    const Record record = record_at(sniff.bytes, number);
    if (record.item < 0 || record.item >= kPlausibleItem) return Match::no;
    for (const std::int32_t token : record.tokens) {
      if (token < 0 || token >= kPlausibleToken) return Match::no;
      any_token = any_token || token > 0;
    }
  }
  if (!any_token) return Match::no;
  return Acceptance::near_miss("records of small numbers have no magic number");
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& /*progress*/) {
  if (Sniff(file).is_text)
    return fail(ErrorCode::malformed, "the file is a text and no binary records",
                {file.path(), {}, {}});
  if (file.bytes().find_first_not_of('\0') == std::string_view::npos)
    return fail(ErrorCode::malformed, "the file holds zero bytes only", {file.path(), {}, 0},
                "it was never written: write it again");
  const std::size_t over = file.bytes().size() % kRecord;
  if (over != 0)
    return fail(
        ErrorCode::malformed,
        fmt::format("{} bytes stand after the last whole record of {} bytes", over, kRecord),
        {file.path(), {}, file.bytes().size() - over},
        "a record is one int64 item and three int32 tokens, little-endian");
  TableBuilder builder(file, kName, options);
  for (std::size_t number = 0; number < file.bytes().size() / kRecord; ++number) {
    const Record record = record_at(file.bytes(), number);
    builder.row(std::to_string(record.item), number * kRecord);
    for (std::size_t j = 0; j < kTokens; ++j) {
      if (record.tokens[j] < 0)
        return fail(ErrorCode::out_of_range,
                    fmt::format("token {} of record {} (counted from 0) is negative: {}", j, number,
                                record.tokens[j]),
                    {file.path(), {}, number * kRecord + 8 + 4 * j},
                    "codes count from 0; remove padding before saving");
      builder.code(static_cast<std::uint32_t>(record.tokens[j]));
    }
  }
  return builder.finish();
}

}  // namespace

const Reader& xllm_reader() {
  static const Reader reader{
      {kName, "binary records: int64 item, 3 x int32 tokens, little-endian (xLLM)", true},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof

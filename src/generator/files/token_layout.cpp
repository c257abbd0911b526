// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/token_layout.hpp"

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "certificate/content_hash.hpp"
#include "io/json/json_faults.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/json_string.hpp"

namespace sidproof::reference {
namespace {

constexpr std::string_view table_key = "\"table_sha256\": \"";

// The line of a byte for people: without the comma and quotes of a code.
std::string_view line_at(std::string_view text, std::size_t byte) {
  const std::size_t before = byte == 0 ? std::string_view::npos : text.rfind('\n', byte - 1);
  const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
  text = text.substr(begin, std::min(text.find('\n', begin), text.size()) - begin);
  if (text.ends_with(',')) text.remove_suffix(1);
  return text.size() > 1 && text.starts_with('"') && text.ends_with('"')
             ? text.substr(1, text.size() - 2)
             : text;
}

}  // namespace

Result<std::string> token_layout_json(const Catalogue& catalogue, const Table& table) {
  std::string json = "{\n\"format\": \"sidproof-tokens/2\",\n\"begin\": 0,\n\"first_token\": [";
  for (std::size_t j = 0; j < catalogue.length(); ++j)
    json.append(j == 0 ? "" : ", ").append(std::to_string(catalogue.first_token(j)));
  json += "],\n\"codebooks\": [\n";
  for (std::size_t j = 0; j < catalogue.length(); ++j) {
    json += j == 0 ? "[\n" : ",\n[\n";
    for (std::uint32_t code = 0; code < catalogue.codebook(j); ++code) {
      const std::string text = table.alphabets[j].text(code);
      if (find_broken_utf8(text) != text.size())
        return fail(ErrorCode::unsupported,
                    "the token " + sidproof::quoted(text) + " is not UTF-8: JSON cannot hold it",
                    {table.path, {}, {}}, "convert the table to UTF-8");
      if (code > 0) json += ",\n";
      append_json_string(json, text);
    }
    json += "\n]";
  }
  std::vector<std::uint64_t> codebooks;
  for (const Alphabet& alphabet : table.alphabets) codebooks.push_back(alphabet.size());
  json.append("\n],\n").append(table_key).append(hex(content_hash(table, codebooks)));
  return json += "\"\n}\n";
}

Result<void> require_token_layout(const std::string& path, const std::string& layout) {
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored))
    return fail(ErrorCode::unsupported,
                "there is no tokens.json beside the weights: nothing says which of the network's "
                "tokens is which code",
                {path, {}, {}},
                "if the network was trained with the token numbers of an export of this table "
                "(generate --export FOLDER), copy that export's tokens.json to this place; "
                "networks with other token numbers are not read");
  const auto file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  return check_token_layout(*file, layout);
}

Result<void> check_token_layout(const MappedFile& file, const std::string& layout) {
  const std::string_view held = file.bytes();
  const auto part = static_cast<std::size_t>(
      std::mismatch(held.begin(), held.end(), layout.begin(), layout.end()).first - held.begin());
  if (part == held.size() && part == layout.size()) return {};
  if (held.size() == layout.size() && part > layout.rfind(table_key))
    return fail(ErrorCode::malformed,
                "the network was exported with another table: the codes are this one's, items or "
                "their sequences are not",
                file.at(part),
                "give that table; if the network knows the sequences of this one, export with it "
                "(generate --export FOLDER) and copy that tokens.json to this place");
  return fail(ErrorCode::malformed,
              "the network's tokens are not the table's: " + sidproof::quoted(line_at(held, part)) +
                  " stands where the table has " + sidproof::quoted(line_at(layout, part)),
              file.at(part),
              "give the table that the network was exported with, its rows in the same order");
}

}  // namespace sidproof::reference

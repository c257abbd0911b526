// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>
#include <vector>

#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "inverse-json";

// Lists of ids under SIDs. Item ids can look like numbers joined by underscores, so
// only SIDs in angle brackets leave no doubt.
Acceptance accepts(const Sniff& sniff) {
  const JsonMember* list = first_list(sniff.json);
  if (list == nullptr || (list->first != JsonKind::string && list->first != JsonKind::integer))
    return Match::no;
  const bool pieces = sniffed_text(sniff.json.members.front().key).starts_with('<');
  if (!keys_are_sids(sniff.json))
    return pieces ? Acceptance::near_miss("not all keys are SIDs, written in one way")
                  : Acceptance(Match::no);
  if (list->text.find("\"<") != std::string_view::npos)
    return Acceptance::near_miss("both keys and values are SIDs");
  return pieces ? Match::certain : Match::possible;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  SidReading reading;
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  JsonInput::Object root;
  std::uint64_t empty = 0;
  const auto member = [&](std::string_view key, const char* where, JsonInput::Value& value) {
    const auto tokens = reading.read(key);
    if (!tokens)
      return input.fail(tokens.error().code, where, tokens.error().what, tokens.error().hint);
    if ((*tokens)->size() < 2)
      return input.fail(ErrorCode::malformed, where,
                        "the key is no semantic ID of two or more tokens");
    bool any = false;
    const bool read = input.elements(value, "a list of items", [&](JsonInput::Value& element) {
      any = true;
      const char* place = JsonInput::raw(element).data();
      std::string_view item;
      if (!input.id(element, "an item id", item)) return false;
      if (is_ellipsis(item))
        return input.fail(ErrorCode::unsupported, place,
                          "the list of items is cut off with " + quoted(item) +
                              ": which items share this SID is not known",
                          "write the table again with all items of each SID");
      if (item.starts_with('<'))
        return input.fail(ErrorCode::malformed, place,
                          "expected an item id, found the token " + quoted(item));
      builder.row(item, input.byte(place));
      for (const SidToken& token : **tokens) builder.text(token.text);
      return true;
    });
    empty += read && !any ? 1U : 0U;
    return read;
  };
  if (!input.open(root) || !input.items(root, member) || !input.close())
    return tl::unexpected<Error>(input.take_error());
  Result<Table> table = builder.finish();
  if (table && empty > 0)
    table->findings.push_back(
        {Finding::Kind::skipped_rows, std::to_string(empty) + " SIDs have no item", empty});
  return table;
}

}  // namespace

const Reader& inverse_json_reader() {
  static const Reader reader{
      {kName, "{\"<a_3><b_1>\": [\"B001\", \"B002\"], ...}: SID to items"}, accepts, read};
  return reader;
}

}  // namespace sidproof

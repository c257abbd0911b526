// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "io/files/line_reader.hpp"
#include "io/interactions/column_names.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/not_interactions.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "user-sequences";

/// Positive signs: a user and an item on the first line, and every item of the head
/// looks like an id. Prose, logs and numbers with fractions do not.
bool accepts(const Sniff& sniff) {
  if (!sniff.is_text || sniff.json.root == JsonKind::object || sniff.json.root == JsonKind::array)
    return false;
  LineReader lines(sniff.head);
  std::uint64_t seen = 0;
  for (; lines.next(); ++seen) {
    if (seen > 0 && !lines.complete()) break;  // the head may end in the middle of a word
    std::string_view rest = lines.text();
    const std::string_view user = take_word(rest);
    if (user.find_first_of("\t,;|{}[]<>\"") != std::string_view::npos) return false;
    if (seen == 0 && (rest.empty() || is_column_name(user))) return false;
    if (rest.find('\t') != std::string_view::npos) return false;
    while (!rest.empty())
      if (!looks_like_id(take_word(rest))) return false;
  }
  return seen > 0;
}

Result<Interactions> read(const MappedFile& file, Split /*split*/) {
  if (auto wrong = lone_carriage_return(file)) return tl::unexpected(*std::move(wrong));
  Interactions interactions;
  std::vector<std::uint64_t> offsets = {0};
  Alphabet users;
  std::uint64_t repeated = 0;
  LineReader lines(file.bytes());
  while (lines.next()) {
    std::string_view rest = lines.text();
    const std::size_t odd =
        std::min(rest.find_first_of("{}[]\",;|"), rest.find("://"));  // of JSON, CSV, addresses
    if (odd != std::string_view::npos)
      return fail(ErrorCode::malformed,
                  fmt::format("{} stands in a line of words", quoted(rest.substr(odd, 1))),
                  {file.path(), lines.number(), lines.byte() + odd},
                  "write USER ITEM ITEM ... with blanks between; JSON and CSV are other formats");
    const std::uint32_t known = users.size();
    const std::string_view user = take_word(rest);
    if (user.starts_with('<'))
      return fail(ErrorCode::malformed,
                  quoted(user) + " in the place of a user is a token or markup",
                  {file.path(), lines.number(), lines.byte()}, "write USER ITEM ITEM ...");
    if (users.intern(user) < known) ++repeated;
    while (!rest.empty()) interactions.events.push_back(interactions.items.intern(take_word(rest)));
    offsets.push_back(interactions.events.size());
  }
  if (repeated > 0)
    interactions.notes.push_back(
        fmt::format("{} users stand there again; each line is a sequence of its own", repeated));
  interactions.path = file.path();
  interactions.format = kName;
  leave_one_out(interactions, offsets);
  return interactions;
}

}  // namespace

const InteractionReader& user_sequence_reader() {
  static const InteractionReader reader{kName, "USER ITEM ITEM ..., one line a user", accepts,
                                        read};
  return reader;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/relocate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "audit/free_sequences.hpp"
#include "audit/groups.hpp"
#include "audit/rebuild.hpp"
#include "audit/token_names.hpp"

namespace sidproof {

namespace {

using Tokens = std::vector<std::uint32_t>;

// What the items that move may use at one position: first the codes in use, ascending,
// then those that only the codebook has. Sequences are searched by these numbers.
struct Vocabulary {
  Tokens in_use;
  std::uint64_t size = 0;
  std::uint64_t first_number = 0;       // numbers below it belong to other positions
  std::optional<UnusedTokens> unnamed;  // codes beyond the alphabet, where it is not numeric

  [[nodiscard]] std::uint32_t number_of(std::uint32_t token) const {
    return static_cast<std::uint32_t>(std::ranges::lower_bound(in_use, token) - in_use.begin());
  }
};

std::vector<Tokens> tokens_in_use(const SequenceNumbers& sequences, std::size_t positions) {
  std::vector<boost::unordered_flat_set<std::uint32_t>> seen(positions);
  for (std::uint32_t s = 0; s < sequences.size(); ++s)
    for (std::size_t j = 0; j < sequences[s].size(); ++j) seen[j].insert(sequences[s][j]);
  std::vector<Tokens> all;
  for (const auto& position : seen) {
    all.emplace_back(position.begin(), position.end());
    std::ranges::sort(all.back());
  }
  return all;
}

// With offsets a position's numbers go from its least one to the next position's.
struct NumberSpan {
  std::uint64_t first = 0;
  std::uint64_t end = std::uint64_t{1} << 32;
};

std::vector<NumberSpan> number_spans(const Table& table, const AuditResult& audit) {
  std::vector<NumberSpan> spans(table.alphabets.size());
  // Sizes that were given are those of codes from 0 on, else they would not have fitted.
  if (!has_offset_codes(table) || audit.codebook_source == CodebookSource::given) return spans;
  const std::vector<NumberRange> ranges = number_ranges(table);
  for (std::size_t j = 0; j < spans.size(); ++j) {
    spans[j].first = ranges[j].least;
    if (j > 0) spans[j - 1].end = ranges[j].least;
  }
  return spans;
}

std::vector<Vocabulary> make_vocabulary(const Table& table, const NumberedTable& numbered,
                                        const AuditResult& audit, std::vector<std::string>& notes) {
  std::vector<Tokens> in_use = tokens_in_use(numbered.sequences, table.alphabets.size());
  const std::vector<NumberSpan> spans = number_spans(table, audit);
  std::vector<Vocabulary> positions(table.alphabets.size());
  for (std::size_t j = 0; j < positions.size(); ++j) {
    Vocabulary& position = positions[j];
    const Alphabet& alphabet = table.alphabets[j];
    position.in_use = std::move(in_use[j]);
    position.first_number = spans[j].first;
    const std::uint64_t room = spans[j].end - spans[j].first;
    position.size = std::max<std::uint64_t>(std::min(audit.positions[j].codebook, room),
                                            position.in_use.size());
    if (alphabet.is_numeric() || position.size == position.in_use.size()) continue;
    position.unnamed.emplace(alphabet, position.first_number);
    if (position.unnamed->known()) continue;
    notes.push_back(
        fmt::format("position {}: only the codes in use were considered, {} of {}, "
                    "because their names do not tell how others are written",
                    j + 1, position.in_use.size(), position.size));
    position.size = position.in_use.size();
  }
  return positions;
}

// Gives the numbers of a vocabulary back as tokens. Codes that no item had are the
// smallest numbers that are free; they enter the alphabet in the order of first use.
class Namer {
 public:
  Namer(std::vector<Vocabulary>& vocabulary, std::vector<Alphabet>& alphabets)
      : vocabulary_(vocabulary),
        alphabets_(alphabets),
        free_numbers_(alphabets.size()),
        named_(alphabets.size()),
        new_tokens_(alphabets.size()) {}

  std::uint32_t operator()(std::size_t position, std::uint32_t number) {
    const Vocabulary& from = vocabulary_[position];
    if (number < from.in_use.size()) return from.in_use[number];
    const auto [found, is_new] = named_[position].emplace(number, 0);
    if (is_new) {
      found->second = new_token(position, number - from.in_use.size());
      new_tokens_[position].push_back(found->second);
    }
    return found->second;
  }

  [[nodiscard]] std::vector<NewCodes> new_codes() const {
    std::vector<NewCodes> all;
    for (std::size_t j = 0; j < new_tokens_.size(); ++j) {
      if (new_tokens_[j].empty()) continue;
      NewCodes& here = all.emplace_back();
      here.position = j;
      for (const std::uint32_t token : new_tokens_[j])
        here.codes.push_back(alphabets_[j].text(token));
    }
    return all;
  }

 private:
  std::uint32_t new_token(std::size_t position, std::uint64_t n) {
    Alphabet& alphabet = alphabets_[position];
    if (!alphabet.is_numeric()) return alphabet.intern(vocabulary_[position].unnamed->text(n));
    const std::uint32_t number = free_number(position, n);
    if (number >= alphabet.size()) alphabet = Alphabet::numbers(number + 1);
    return number;
  }

  std::uint32_t free_number(std::size_t position, std::uint64_t n) {
    Tokens& free = free_numbers_[position];
    while (free.size() <= n) {
      std::uint64_t next =
          free.empty() ? vocabulary_[position].first_number : std::uint64_t{free.back()} + 1;
      while (std::ranges::binary_search(vocabulary_[position].in_use, next)) ++next;
      free.push_back(static_cast<std::uint32_t>(next));
    }
    return free[n];
  }

  std::vector<Vocabulary>& vocabulary_;
  std::vector<Alphabet>& alphabets_;
  std::vector<Tokens> free_numbers_;
  std::vector<boost::unordered_flat_map<std::uint32_t, std::uint32_t>> named_;
  std::vector<Tokens> new_tokens_;
};

using NewSequences = boost::unordered_flat_map<std::uint32_t, std::vector<std::uint32_t>>;

// Level by level, deepest first: whoever can keep more tokens goes first, so that
// nobody is pushed out by an item that had to come from elsewhere.
Result<NewSequences> find_places(const Table& table, const NumberedTable& numbered,
                                 const std::vector<Vocabulary>& vocabulary,
                                 std::vector<std::uint32_t> movers) {
  std::vector<TokenRange> ranges;
  for (const Vocabulary& position : vocabulary)
    ranges.push_back({0, std::max<std::uint64_t>(position.size, 1)});
  FreeSequences free(std::move(ranges));
  Tokens numbers;
  const auto numbers_of = [&](std::uint32_t sequence) -> std::span<const std::uint32_t> {
    const auto tokens = numbered.sequences[sequence];
    numbers.clear();
    for (std::size_t j = 0; j < tokens.size(); ++j)
      numbers.push_back(vocabulary[j].number_of(tokens[j]));
    return numbers;
  };
  for (std::uint32_t s = 0; s < numbered.sequences.size(); ++s)
    if (!free.add(numbers_of(s)))
      return fail(ErrorCode::too_large, "the table has more than 2^32 - 1 distinct prefixes",
                  {table.path, {}, {}});
  NewSequences places;
  for (std::size_t kept = table.codes.max_length(); kept-- > 0 && !movers.empty();) {
    std::erase_if(movers, [&](std::uint32_t row) {
      auto place = free.take(numbers_of(numbered.sequence[row]), kept);
      if (place) places.emplace(row, *std::move(place));
      return place.has_value();
    });
  }
  if (movers.empty()) return places;
  std::string sizes;
  for (const Vocabulary& position : vocabulary)
    sizes += fmt::format("{}{}", sizes.empty() ? "" : ",", position.size);
  return fail(
      ErrorCode::unsupported,
      fmt::format("no unused sequence over codebooks of {} codes is left for {} of {} that must "
                  "move (first: item {})",
                  sizes, movers.size(),
                  movers.size() + places.size() == 1
                      ? std::string("1 item")
                      : fmt::format("{} items", movers.size() + places.size()),
                  table.items[movers.front()]),
      {table.path, {}, {}},
      "give larger codebooks with --codebooks if the model has more codes, or repair by append, "
      "which adds a token instead");
}

std::uint64_t common_prefix(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return static_cast<std::uint64_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

Result<void> relocate_items(const Table& table, const NumberedTable& numbered,
                            const RepairOptions& options, RepairResult& result) {
  std::vector<Vocabulary> vocabulary =
      make_vocabulary(table, numbered, result.before, result.notes);

  const std::vector<std::uint32_t> ranks = ranks_in_group(numbered, options.popularity);
  std::vector<std::uint32_t> movers;
  for (std::uint32_t row = 0; row < ranks.size(); ++row)
    if (ranks[row] > 0) movers.push_back(row);
  auto places = find_places(table, numbered, vocabulary, std::move(movers));
  if (!places) return tl::unexpected(places.error());

  result.table = same_items(table);
  result.kept_prefix_counts.assign(table.codes.max_length(), 0);
  Namer name_token(vocabulary, result.table.alphabets);
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::uint32_t> tokens;
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    const auto old = numbered.sequences[numbered.sequence[row]];
    const auto place = places->find(row);
    if (place == places->end()) {
      tokens.insert(tokens.end(), old.begin(), old.end());
    } else {
      for (std::size_t j = 0; j < place->second.size(); ++j)
        tokens.push_back(name_token(j, place->second[j]));
      const std::uint64_t kept = common_prefix(old, std::span(tokens).last(old.size()));
      result.changes.push_back({row, row, kept});
      ++result.kept_prefix_counts[kept];
    }
    offsets.push_back(tokens.size());
  }
  result.table.codes = make_codes(std::move(offsets), std::move(tokens));
  result.new_codes = name_token.new_codes();
  return {};
}

}  // namespace sidproof

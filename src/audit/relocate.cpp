// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/relocate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
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

constexpr std::uint64_t most_tokens = std::uint64_t{1} << 32;

Result<void> check_codebooks(const Table& table, std::span<const std::uint64_t> codebooks) {
  const Location where{table.path, {}, {}};
  if (codebooks.size() != table.alphabets.size())
    return fail(ErrorCode::usage,
                fmt::format("{} codebook sizes for sequences of up to {} tokens", codebooks.size(),
                            table.alphabets.size()),
                where, "give one size for each position");
  for (std::size_t j = 0; j < codebooks.size(); ++j)
    if (codebooks[j] < table.alphabets[j].size())
      return fail(ErrorCode::usage,
                  fmt::format("position {} uses {} tokens, more than the codebook size {}", j + 1,
                              table.alphabets[j].size(), codebooks[j]),
                  where);
  return {};
}

// The codebooks that the repair may use, and the names of tokens not used yet.
struct Vocabulary {
  std::vector<TokenRange> ranges;
  std::vector<std::optional<UnusedTokens>> unused;  // none for numeric alphabets
};

Vocabulary make_vocabulary(const Table& table, const RepairOptions& options,
                           std::vector<std::string>& notes) {
  const auto& wanted = options.codebooks.empty() ? table.declared_codebooks : options.codebooks;
  const bool offset = has_offset_codes(table);
  const std::vector<NumberRange> numbers =
      offset ? number_ranges(table) : std::vector<NumberRange>();
  Vocabulary vocabulary;
  for (std::size_t j = 0; j < table.alphabets.size(); ++j) {
    const Alphabet& alphabet = table.alphabets[j];
    std::uint64_t size =
        std::max<std::uint64_t>(alphabet.size(), j < wanted.size() ? wanted[j] : 0);
    size = std::min(size, most_tokens - 1);
    const std::uint64_t first = offset ? numbers[j].least : 0;
    auto& unused = vocabulary.unused.emplace_back();
    if (!alphabet.is_numeric() && size > alphabet.size()) {
      unused.emplace(alphabet, first);
      if (!unused->known()) {
        notes.push_back(fmt::format(
            "position {}: only the {} tokens in use were considered, because their names do not "
            "tell how others are written",
            j + 1, alphabet.size()));
        size = alphabet.size();
      }
    }
    vocabulary.ranges.push_back({alphabet.is_numeric() ? first : 0, size});
  }
  return vocabulary;
}

// Gives a name to every new token and extends the alphabets. Tokens of a new
// sequence are numbered beyond the alphabet in the order of the unused tokens;
// only those in use get into the alphabet, in order of first use.
class Namer {
 public:
  Namer(Vocabulary& vocabulary, std::vector<Alphabet>& alphabets)
      : vocabulary_(vocabulary), alphabets_(alphabets), known_(alphabets.size()) {
    for (std::size_t j = 0; j < known_.size(); ++j) known_[j] = alphabets_[j].size();
  }

  std::uint32_t operator()(std::size_t position, std::uint32_t token) {
    Alphabet& alphabet = alphabets_[position];
    if (token < known_[position]) return token;
    if (alphabet.is_numeric()) {
      if (token >= alphabet.size()) alphabet = Alphabet::numbers(token + 1);
      return token;
    }
    return alphabet.intern(vocabulary_.unused[position]->text(token - known_[position]));
  }

 private:
  Vocabulary& vocabulary_;
  std::vector<Alphabet>& alphabets_;
  std::vector<std::uint32_t> known_;
};

using NewSequences = boost::unordered_flat_map<std::uint32_t, std::vector<std::uint32_t>>;

// Level by level, deepest first: whoever can keep more tokens goes first, so that
// nobody is pushed out by an item that had to come from elsewhere.
Result<NewSequences> find_places(const Table& table, const NumberedTable& numbered,
                                 const std::vector<TokenRange>& ranges,
                                 std::vector<std::uint32_t> movers) {
  FreeSequences free(ranges);
  for (std::uint32_t s = 0; s < numbered.sequences.size(); ++s)
    if (!free.add(numbered.sequences[s]))
      return fail(ErrorCode::too_large, "the table has more than 2^32 - 1 distinct prefixes",
                  {table.path, {}, {}});
  NewSequences places;
  for (std::size_t kept = table.codes.max_length(); kept-- > 0 && !movers.empty();) {
    std::erase_if(movers, [&](std::uint32_t row) {
      auto place = free.take(numbered.sequences[numbered.sequence[row]], kept);
      if (place) places.emplace(row, *std::move(place));
      return place.has_value();
    });
  }
  if (movers.empty()) return places;
  return fail(
      ErrorCode::usage,
      fmt::format("no unused sequence is left for {} of {} items that must move (first: "
                  "item {})",
                  movers.size(), movers.size() + places.size(), table.items[movers.front()]),
      {table.path, {}, {}},
      "give larger codebooks, or repair by append, which adds a token instead");
}

std::uint64_t common_prefix(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
  return static_cast<std::uint64_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

}  // namespace

Result<void> relocate_items(const Table& table, const NumberedTable& numbered,
                            const RepairOptions& options, RepairResult& result) {
  if (!options.codebooks.empty())
    if (auto checked = check_codebooks(table, options.codebooks); !checked)
      return tl::unexpected(checked.error());
  Vocabulary vocabulary = make_vocabulary(table, options, result.notes);

  const std::vector<std::uint32_t> ranks = ranks_in_group(numbered, options.popularity);
  std::vector<std::uint32_t> movers;
  for (std::uint32_t row = 0; row < ranks.size(); ++row)
    if (ranks[row] > 0) movers.push_back(row);
  auto places = find_places(table, numbered, vocabulary.ranges, std::move(movers));
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
      const std::uint64_t kept = common_prefix(old, place->second);
      result.changes.push_back({row, kept});
      ++result.kept_prefix_counts[kept];
      for (std::size_t j = 0; j < place->second.size(); ++j)
        tokens.push_back(name_token(j, place->second[j]));
    }
    offsets.push_back(tokens.size());
  }
  result.table.codes = make_codes(std::move(offsets), std::move(tokens));
  return {};
}

}  // namespace sidproof

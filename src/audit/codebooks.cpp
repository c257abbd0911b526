// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/codebooks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace sidproof {
namespace {

bool declares_codebooks(const Table& table) {
  return !table.alphabets.empty() && table.declared_codebooks.size() == table.alphabets.size();
}

std::uint32_t smallest_token(const Codes& codes, std::size_t position) {
  std::uint32_t smallest = std::numeric_limits<std::uint32_t>::max();
  codes.visit([&](const auto& rows) {
    for (std::size_t row = 0; row < rows.size(); ++row)
      if (rows[row].size() > position)
        smallest = std::min(smallest, std::uint32_t{rows[row][position]});
  });
  return smallest;
}

Result<void> check_given(const Table& table, std::span<const std::uint64_t> given,
                         std::span<const TokenCounts> counts) {
  const auto refuse = [&](std::string what) -> Result<void> {
    return fail(ErrorCode::usage, std::move(what), {table.path, {}, {}},
                "give one codebook size a position, none smaller than the tokens that occur");
  };
  if (given.size() != counts.size())
    return refuse(fmt::format("{} codebook sizes for {} positions", given.size(), counts.size()));
  for (std::size_t j = 0; j < given.size(); ++j) {
    if (counts[j].used > given[j])
      return refuse(fmt::format("position {} uses {} tokens, more than its codebook of {}", j + 1,
                                counts[j].used, given[j]));
    if (table.alphabets[j].is_numeric() && counts[j].largest >= given[j])
      return refuse(fmt::format("position {} uses token {}, which a codebook of {} does not have",
                                j + 1, counts[j].largest, given[j]));
  }
  return {};
}

}  // namespace

std::optional<std::string> declaration_refuted(const Table& table,
                                               std::span<const TokenCounts> counts) {
  if (!declares_codebooks(table)) return std::nullopt;
  for (std::size_t j = 0; j < counts.size(); ++j) {
    const std::uint64_t size = table.declared_codebooks[j];
    if (counts[j].used > size)
      return fmt::format(
          "the file declares a codebook of {} at position {} and uses {} codes there", size, j + 1,
          counts[j].used);
    if (!table.alphabets[j].is_numeric() || counts[j].used == 0 || counts[j].largest < size)
      continue;
    const std::uint32_t smallest = smallest_token(table.codes, j);
    if (counts[j].largest - smallest >= size)
      return fmt::format(
          "the file declares a codebook of {} at position {} and uses codes from {} to {} there",
          size, j + 1, smallest, counts[j].largest);
  }
  return std::nullopt;
}

Result<Codebooks> codebooks_of(const Table& table, std::span<const std::uint64_t> given,
                               std::span<const TokenCounts> counts) {
  Codebooks codebooks;
  if (!given.empty()) {
    if (auto fit = check_given(table, given, counts); !fit) return tl::unexpected(fit.error());
    codebooks.sizes.assign(given.begin(), given.end());
    codebooks.source = CodebookSource::given;
    return codebooks;
  }
  for (const TokenCounts& position : counts) codebooks.sizes.push_back(position.used);
  if (!declares_codebooks(table)) return codebooks;
  for (std::size_t j = 0; j < codebooks.sizes.size(); ++j)
    codebooks.sizes[j] = std::max(codebooks.sizes[j], table.declared_codebooks[j]);
  codebooks.contradiction = declaration_refuted(table, counts);
  codebooks.source = codebooks.contradiction ? CodebookSource::refuted : CodebookSource::declared;
  return codebooks;
}

}  // namespace sidproof

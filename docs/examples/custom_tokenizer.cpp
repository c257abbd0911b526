// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A tokenizer of one's own under RapidCheck: it hashes titles into two tokens, so it
// collides, and the property says that repair() always mends it.
#include <rapidcheck.h>

#include <audit/audit.hpp>
#include <audit/repair.hpp>
#include <functional>

namespace {

constexpr std::uint32_t codebook = 4;

sidproof::Table hashed(const std::vector<std::string>& titles) {
  std::vector<std::uint8_t> codes;
  for (const std::string& title : titles) {
    const std::size_t hash = std::hash<std::string>{}(title);
    codes.push_back(static_cast<std::uint8_t>(hash % codebook));
    codes.push_back(static_cast<std::uint8_t>(hash / codebook % codebook));
  }
  sidproof::Table table;
  table.codes = sidproof::Codes::fixed(titles.size(), 2, std::move(codes));
  table.alphabets.assign(2, sidproof::Alphabet::numbers(codebook));
  table.items = sidproof::ItemIds::row_numbers(titles.size());
  return table;
}

}  // namespace

int main() {
  const bool mends = rc::check("repair makes every hashed table one-to-one", [] {
    const auto titles = *rc::gen::nonEmpty(rc::gen::arbitrary<std::vector<std::string>>());
    const auto repaired = sidproof::repair(hashed(titles));
    RC_ASSERT(repaired.has_value());
    const auto result = sidproof::audit(repaired->table);
    RC_ASSERT(result.has_value());
    RC_ASSERT(result->groups.size() == 0U);
    RC_ASSERT(result->proper_prefixes == 0U);
  });
  return mends ? 0 : 1;
}

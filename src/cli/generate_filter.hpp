// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/generate_command.hpp"
#include "generator/decoding/catalogue.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Which items `generate` may recommend: --allow, --deny, --exclude-history. Histories
/// themselves may hold any item of the catalogue.
class CatalogueFilter {
 public:
  /// Reads the lists. Errors: those of read_item_list(); malformed (a list without a single
  /// item of the catalogue); usage (the lists leave nothing).
  [[nodiscard]] static Result<CatalogueFilter> make(const GenerateArguments& arguments,
                                                    const Table& table,
                                                    const reference::Catalogue& catalogue);

  [[nodiscard]] bool filters() const { return !words_.empty(); }
  /// For people; empty without a filter.
  [[nodiscard]] const std::string& words() const { return words_; }

  /// What may be recommended after one history.
  struct Kept {
    std::vector<bool> items;     ///< of the catalogue
    std::uint64_t excluded = 0;  ///< items that only the history keeps out
  };
  /// `history` is all of it that the catalogue has, whatever the network sees.
  [[nodiscard]] Kept kept(std::span<const std::uint32_t> history) const;

  /// The catalogue for one history, which without a filter is the given one itself; null
  /// when nothing may be recommended. Errors: those of Catalogue::restricted().
  [[nodiscard]] Result<std::shared_ptr<const reference::Catalogue>> apply(
      const reference::Catalogue& catalogue, const Kept& kept) const;

 private:
  std::vector<bool> keep_;
  bool exclude_history_ = false;
  std::string words_;
};

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

#include "c_api/call.hpp"

using sidproof::Trie;
using sidproof::c_api::call;
using sidproof::c_api::catalogue_of;
using sidproof::c_api::Refusal;
using sidproof::c_api::require;
using sidproof::reference::Catalogue;

namespace {

constexpr std::size_t most_positions = 4096;
constexpr std::uint32_t most_codes = std::uint32_t{1} << 20U;

sidproof::Table table_of(const std::uint32_t* codes, std::size_t items, std::size_t length,
                         const std::uint32_t* codebooks) {
  std::vector<std::uint32_t> largest(length, 0);
  for (std::size_t i = 0; i < items; ++i)
    for (std::size_t j = 0; j < length; ++j)
      largest[j] = std::max(largest[j], codes[i * length + j]);
  sidproof::Table table;
  for (std::size_t j = 0; j < length; ++j) {
    if (codebooks != nullptr && largest[j] >= codebooks[j])
      throw Refusal{SIDPROOF_USAGE, "position " + std::to_string(j) + " has the code " +
                                        std::to_string(largest[j]) + ", its codebook only " +
                                        std::to_string(codebooks[j])};
    const std::uint32_t size =
        codebooks != nullptr ? codebooks[j] : std::min(largest[j], most_codes) + 1;
    if (size >= most_codes)
      throw Refusal{SIDPROOF_TOO_LARGE,
                    "the codebook of position " + std::to_string(j) + " has 2^20 codes or more"};
    table.alphabets.push_back(sidproof::Alphabet::numbers(size));
  }
  table.codes = sidproof::Codes::fixed(items, length,
                                       std::vector<std::uint32_t>(codes, codes + items * length));
  table.items = sidproof::ItemIds::row_numbers(items);
  return table;
}

const Trie& trie_with(const sidproof_trie* trie, std::uint32_t node) {
  const Trie& all = catalogue_of(trie).trie();
  if (node >= all.nodes())
    throw Refusal{SIDPROOF_NOT_FOUND, "the trie has " + std::to_string(all.nodes()) +
                                          " nodes, there is no node " + std::to_string(node)};
  return all;
}

}  // namespace

int sidproof_trie_build(const uint32_t* codes, size_t items, size_t length,
                        const uint32_t* codebooks, sidproof_trie** trie) {
  return call([&] {
    require(codes != nullptr && trie != nullptr, "the codes or the place for the trie are null");
    require(items >= 1 && length >= 1, "a trie needs an item and a code");
    require(length <= most_positions, "a sequence has at most 4096 codes");
    if (items > std::numeric_limits<std::uint32_t>::max())
      throw Refusal{SIDPROOF_TOO_LARGE, "a trie has at most 2^32 - 1 items"};
    auto catalogue = Catalogue::make(table_of(codes, items, length, codebooks));
    if (!catalogue)
      throw Refusal{sidproof::c_api::status_of(catalogue.error().code), catalogue.error().what};
    *trie = std::make_unique<sidproof_trie>(sidproof_trie{*std::move(catalogue)}).release();
  });
}

void sidproof_trie_free(sidproof_trie* trie) { delete trie; }

int sidproof_trie_get_sizes(const sidproof_trie* trie, sidproof_trie_sizes* sizes) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    require(sizes != nullptr, "the place for the sizes is null");
    const auto [leaves, end] = catalogue.leaves();
    *sizes = {catalogue.items(),        end - leaves, catalogue.length(),
              catalogue.trie().nodes(), leaves,       catalogue.vocabulary() - 1};
  });
}

int sidproof_trie_codebook(const sidproof_trie* trie, size_t position, uint32_t* size) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    require(size != nullptr, "the place for the size is null");
    require(position < catalogue.length(), "there is no such position");
    *size = static_cast<std::uint32_t>(catalogue.codebook(position));
  });
}

int sidproof_trie_find(const sidproof_trie* trie, const uint32_t* prefix, size_t depth,
                       uint32_t* node) {
  return call([&] {
    const Catalogue& catalogue = catalogue_of(trie);
    require(node != nullptr && (prefix != nullptr || depth == 0),
            "the prefix or the place for the node is null");
    const auto found = catalogue.trie().find(std::span(prefix, depth));
    if (!found) throw Refusal{SIDPROOF_NOT_FOUND, "no item begins with this prefix"};
    *node = *found;
  });
}

int sidproof_trie_prefix(const sidproof_trie* trie, uint32_t node, uint32_t* prefix,
                         size_t* depth) {
  return call([&] {
    const Trie& all = trie_with(trie, node);
    require(prefix != nullptr && depth != nullptr, "the place for the prefix is null");
    const sidproof::Sequence codes = all.prefix(node);
    std::copy(codes.begin(), codes.end(), prefix);
    *depth = codes.size();
  });
}

int sidproof_trie_children(const sidproof_trie* trie, uint32_t node, uint32_t* first,
                           uint32_t* count) {
  return call([&] {
    const Trie& all = trie_with(trie, node);
    require(first != nullptr && count != nullptr, "the place for the children is null");
    *first = all.first_child(node);
    *count = all.child_count(node);
  });
}

int sidproof_trie_items(const sidproof_trie* trie, uint32_t leaf, const uint32_t** items,
                        size_t* count) {
  return call([&] {
    require(trie_with(trie, leaf).is_leaf(leaf), "the node is no leaf");
    require(items != nullptr && count != nullptr, "the place for the items is null");
    const auto group = trie->catalogue.items_of(leaf);
    *items = group.data();
    *count = group.size();
  });
}

int sidproof_trie_mask(const sidproof_trie* trie, uint32_t node, uint8_t* allowed) {
  return call([&] {
    const Trie& all = trie_with(trie, node);
    require(!all.is_leaf(node), "nothing follows a leaf");
    require(allowed != nullptr, "the place for the mask is null");
    const std::size_t position = all.prefix(node).size();
    std::fill_n(allowed, trie->catalogue.codebook(position), std::uint8_t{0});
    for (std::uint32_t child = all.first_child(node); child < all.first_child(node + 1); ++child)
      allowed[all.token(child)] = 1;
  });
}

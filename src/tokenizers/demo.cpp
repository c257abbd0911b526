// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/demo.hpp"

#include <utility>

#include "tokenizers/demo_interactions.hpp"
#include "tokenizers/demo_items.hpp"
#include "tokenizers/tokenize.hpp"

namespace sidproof {
namespace {

enum class Purpose : std::uint64_t { items, codebooks, interactions };

Seed seed_for(const Seed& seed, Purpose purpose) {
  return seed.derive(static_cast<std::uint64_t>(purpose));
}

// "B000012345": the row number scrambled within five digits, so that ids look like
// a shop's and not like row numbers.
ItemIds demo_ids(std::size_t count) {
  constexpr std::size_t multiplier = 61813;  // coprime to 100 000: no id repeats
  ItemIds ids;
  for (std::size_t row = 0; row < count; ++row) {
    const std::string digits = std::to_string(100000 + (row * multiplier + 12345) % 100000);
    ids.push_back("B0000" + digits.substr(1));
  }
  return ids;
}

}  // namespace

Result<DemoCatalogue> demo_catalogue(const Seed& seed, Progress& progress) {
  progress.update("demo catalogue", 0);
  std::vector<DemoItem> items = demo_items(seed_for(seed, Purpose::items));
  DemoCatalogue demo;
  std::vector<float> values;
  values.reserve(items.size() * demo_columns);
  for (DemoItem& item : items) {
    values.insert(values.end(), item.features.begin(), item.features.end());
    demo.titles.push_back(std::move(item.title));
  }
  demo.features = Features::own(items.size(), demo_columns, std::move(values));
  demo.features.items = demo_ids(items.size());

  TokenizerOptions options;
  options.seed = seed_for(seed, Purpose::codebooks);
  options.iterations = 8;
  Result<Tokenized> tokenized = tokenize(demo.features, options, progress);
  if (!tokenized) return tl::unexpected(std::move(tokenized.error()));
  demo.table = std::move(tokenized->table);
  demo.table.format = "sidproof-demo";
  demo.interactions =
      demo_interactions(items, demo.features.items, seed_for(seed, Purpose::interactions));
  return demo;
}

}  // namespace sidproof

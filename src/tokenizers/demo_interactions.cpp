// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/demo_interactions.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "tokenizers/demo_draws.hpp"

namespace sidproof {
namespace {

constexpr std::size_t shortest_history = 4;
constexpr std::size_t longest_history = 60;
constexpr double go_on = 0.83;         // chance that a history gets one more event
constexpr double stay_in_taste = 0.8;  // chance that an event is in the user's departments

// Draws items by popularity, from one department or from all.
class Shelves {
 public:
  explicit Shelves(std::span<const DemoItem> items) : rows_(demo_departments + 1) {
    std::vector<std::vector<double>> weights(rows_.size());
    for (std::size_t row = 0; row < items.size(); ++row) {
      for (const std::size_t shelf : {std::size_t{items[row].department}, everything}) {
        rows_[shelf].push_back(row);
        weights[shelf].push_back(items[row].popularity);
      }
    }
    for (std::vector<double>& shelf : weights) {
      if (shelf.empty()) shelf.push_back(1);
      choices_.emplace_back(shelf);
    }
  }

  static constexpr std::size_t everything = demo_departments;

  [[nodiscard]] std::size_t draw(std::size_t shelf, RandomStream& random) const {
    if (rows_[shelf].empty()) shelf = everything;
    return rows_[shelf][choices_[shelf].draw(random)];
  }

 private:
  std::vector<std::vector<std::size_t>> rows_;
  std::vector<WeightedChoice> choices_;
};

}  // namespace

Interactions demo_interactions(std::span<const DemoItem> items, const ItemIds& ids,
                               const Seed& seed) {
  RandomStream random(seed);
  const Shelves shelves(items);
  Interactions interactions;
  interactions.format = "sidproof-demo";
  std::vector<std::uint64_t> offsets{0};
  std::vector<std::size_t> history;
  for (std::size_t user = 0; user < demo_users; ++user) {
    std::size_t length = shortest_history;
    while (length < longest_history && random.unit() < go_on) ++length;
    std::array<std::size_t, 2> taste{};
    for (std::size_t& department : taste)
      department = items[shelves.draw(Shelves::everything, random)].department;

    history.clear();
    while (history.size() < length) {
      const std::size_t shelf =
          random.unit() < stay_in_taste ? taste[random.below(taste.size())] : Shelves::everything;
      const std::size_t row = shelves.draw(shelf, random);
      if (std::ranges::find(history, row) == history.end()) history.push_back(row);
    }
    for (const std::size_t row : history)
      interactions.events.push_back(interactions.items.intern(ids[row]));
    offsets.push_back(interactions.events.size());
  }
  leave_one_out(interactions, offsets);
  return interactions;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/demo_items.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "tokenizers/demo_draws.hpp"

namespace sidproof {
namespace {

using Point = std::vector<double>;

// How far the levels of the mixture spread.
constexpr double family_spread = 0.6;
constexpr double product_spread = 0.35;
constexpr double variant_spread = 0.35;
// Few products have variants; some variants repeat the product's description.
constexpr double share_with_variants = 0.013;
constexpr double share_of_copies = 0.25;
constexpr std::uint64_t fewest_extra_variants = 2;
constexpr std::uint64_t most_extra_variants = 5;

constexpr std::array<std::string_view, 16> brands = {
    "Alder", "Boreal", "Corvina", "Dunmore", "Estrel", "Fjord",  "Gantry", "Holm",
    "Ibis",  "Juno",   "Kestrel", "Lumen",   "Marlow", "Norden", "Orrin",  "Pavo"};
constexpr std::array<std::string_view, 12> qualities = {
    "Classic",  "Compact", "Deluxe", "Everyday", "Heavy-Duty", "Light",
    "Portable", "Premium", "Pro",    "Quiet",    "Slim",       "Studio"};
constexpr std::array<std::string_view, demo_departments> things = {
    "Guitar Strings", "Microphone", "Drum Sticks", "Music Stand",  "Headphones", "Keyboard",
    "Label Printer",  "Desk Lamp",  "Notebook",    "Fountain Pen", "Stapler",    "Paper Tray",
    "Puzzle",         "Board Game", "Toy Train",   "Doll House",   "Kite",       "Building Set",
    "Drill",          "Clamp",      "Work Gloves", "Level",        "Sandpaper",  "Tool Box"};
constexpr std::array<std::string_view, 6> variants = {"Black", "White",  "Red",
                                                      "Blue",  "2-Pack", "Large"};

Point around(const Point& centre, double spread, RandomStream& random) {
  Point point(centre);
  for (double& value : point) value += spread * bell(random);
  return point;
}

std::vector<float> rounded(const Point& point) {
  std::vector<float> values;
  values.reserve(point.size());
  for (const double value : point) values.push_back(static_cast<float>(value));
  return values;
}

struct Department {
  Point centre;
  std::vector<Point> families;
};

std::vector<Department> departments(RandomStream& random) {
  std::vector<Department> result;
  for (std::uint32_t d = 0; d < demo_departments; ++d) {
    Department department{around(Point(demo_columns), 1, random), {}};
    const std::uint64_t families = 8 + random.below(24);
    for (std::uint64_t f = 0; f < families; ++f)
      department.families.push_back(around(department.centre, family_spread, random));
    result.push_back(std::move(department));
  }
  return result;
}

// Weights 1/(1 + shift), 1/(2 + shift), ...: Zipf's law, with a flattened head.
std::vector<double> zipf(std::size_t count, double shift) {
  std::vector<double> weights;
  weights.reserve(count);
  for (std::size_t rank = 1; rank <= count; ++rank)
    weights.push_back(1.0 / (static_cast<double>(rank) + shift));
  return weights;
}

std::string product_title(std::uint32_t department, RandomStream& random) {
  std::string title(brands[random.below(brands.size())]);
  title += ' ';
  title += qualities[random.below(qualities.size())];
  title += ' ';
  title += things[department];
  title += ' ';
  title += std::to_string(100 + random.below(900));
  return title;
}

}  // namespace

std::vector<DemoItem> demo_items(const Seed& seed) {
  RandomStream random(seed);
  const std::vector<Department> shops = departments(random);
  const WeightedChoice department_of(zipf(demo_departments, 2));
  std::vector<WeightedChoice> family_of;
  family_of.reserve(shops.size());
  for (const Department& shop : shops) family_of.emplace_back(zipf(shop.families.size(), 3));

  std::vector<DemoItem> items;
  while (items.size() < demo_items_count) {
    const auto department = static_cast<std::uint32_t>(department_of.draw(random));
    const std::size_t family = family_of[department].draw(random);
    const Point product = around(shops[department].families[family], product_spread, random);
    const std::string title = product_title(department, random);
    // A product's place in the ranking of sales: Pareto with exponent 1.
    double popularity = 1.0 / (random.unit() + 0.002);
    std::uint64_t count = 1;
    if (random.unit() < share_with_variants) {
      count +=
          fewest_extra_variants + random.below(most_extra_variants - fewest_extra_variants + 1);
      popularity *= 3;  // what sells well comes in many variants
    }
    for (std::uint64_t v = 0; v < count && items.size() < demo_items_count; ++v) {
      const bool copy = v > 0 && random.unit() < share_of_copies;
      const Point point = v == 0 || copy ? product : around(product, variant_spread, random);
      std::string name = title;
      if (count > 1) {
        name += ' ';
        name += variants[v];
      }
      items.push_back(
          {department, popularity / static_cast<double>(v + 1), std::move(name), rounded(point)});
    }
  }
  shuffle(items, random);
  return items;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/exhaustion.hpp"

#include <algorithm>
#include <utility>

namespace sidproof {
namespace {

void factorise(std::uint32_t size, std::vector<std::uint32_t>& factors,
               std::vector<CodeSpace>& spaces) {
  if (size == 1) spaces.emplace_back(factors);
  for (std::uint32_t factor = 2; factor <= size; ++factor) {
    if (size % factor != 0) continue;
    factors.push_back(factor);
    factorise(size / factor, factors, spaces);
    factors.pop_back();
  }
}

std::vector<Sequence> usable_codes(const CodeSpace& space, CodeLengths lengths) {
  std::vector<Sequence> codes;
  for (std::size_t k = lengths == CodeLengths::any ? 0 : space.length(); k <= space.length(); ++k) {
    std::vector<std::uint32_t> alphabets = space.alphabets();
    alphabets.resize(k);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView s) {
      codes.emplace_back(s.begin(), s.end());
    });
  }
  return codes;
}

// The maps whose first items have the codes `fixed`, the others running as an
// odometer, in one TokenMap.
class Odometer {
 public:
  Odometer(const CodeSpace& space, const std::vector<Sequence>& codes, std::size_t items,
           ItemNames names, const std::vector<std::size_t>& fixed)
      : codes_(codes),
        names_(names),
        fixed_(fixed.size()),
        choice_(items, 0),
        map_(space, std::vector<Sequence>(items, codes.front())) {
    for (std::size_t v = 0; v < items; ++v) choose(v, v < fixed_ ? fixed[v] : least(v));
  }

  [[nodiscard]] const TokenMap& map() const { return map_; }

  // The next map; false after the last.
  bool advance() {
    std::size_t v = choice_.size();
    while (v > fixed_ && choice_[v - 1] + 1 == codes_.size()) --v;
    if (v == fixed_) return false;
    choose(v - 1, choice_[v - 1] + 1);
    for (; v < choice_.size(); ++v) choose(v, least(v));
    return true;
  }

 private:
  [[nodiscard]] std::size_t least(std::size_t item) const {
    return item == 0 || names_ == ItemNames::count ? 0 : choice_[item - 1];
  }
  void choose(std::size_t item, std::size_t code) {
    choice_[item] = code;
    map_.replace(item, codes_[code]);
  }

  const std::vector<Sequence>& codes_;
  ItemNames names_;
  std::size_t fixed_;
  std::vector<std::size_t> choice_;
  TokenMap map_;
};

Census take_census(Odometer odometer, const std::function<Verdict(const TokenMap&)>& law) {
  Census census;
  do {
    const TokenMap& map = odometer.map();
    ++census.maps;
    census.injective += is_injective(map) ? 1U : 0U;
    census.onto += is_onto(map) ? 1U : 0U;
    census.bijective += is_bijective(map) ? 1U : 0U;
    census.prefix_codes += is_prefix_code(map) ? 1U : 0U;
    Verdict verdict = law(map);
    if (verdict.truth == Truth::refuted) census.verdict = std::move(verdict);
  } while (census.verdict.truth != Truth::refuted && odometer.advance());
  return census;
}

// The codes of the first items, by which the maps are dealt out to tasks.
std::vector<std::vector<std::size_t>> beginnings(std::size_t codes, std::size_t items,
                                                 ItemNames names) {
  constexpr std::size_t most = 2;
  std::vector<std::vector<std::size_t>> result(1);
  for (std::size_t v = 0; v < std::min(items, most); ++v) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& beginning : result)
      for (std::size_t code = v == 0 || names == ItemNames::count ? 0 : beginning.back();
           code < codes; ++code) {
        longer.push_back(beginning);
        longer.back().push_back(code);
      }
    result = std::move(longer);
  }
  return result;
}

}  // namespace

std::vector<CodeSpace> code_spaces_of_size(std::uint32_t size) {
  std::vector<CodeSpace> spaces;
  std::vector<std::uint32_t> factors;
  factorise(size, factors, spaces);
  return spaces;
}

Census exhaust(const CodeSpace& space, std::size_t items, CodeLengths lengths,
               const std::function<Verdict(const TokenMap&)>& law, ItemNames names,
               Threads threads) {
  const std::vector<Sequence> codes = usable_codes(space, lengths);
  const auto tasks = beginnings(codes.size(), items, names);
  std::vector<Census> parts(tasks.size());
  parallel_for(threads, tasks.size(), [&](std::size_t task) {
    parts[task] = take_census(Odometer(space, codes, items, names, tasks[task]), law);
  });
  Census census;
  for (Census& part : parts) {
    census.maps += part.maps;
    census.injective += part.injective;
    census.onto += part.onto;
    census.bijective += part.bijective;
    census.prefix_codes += part.prefix_codes;
    if (part.verdict.truth != Truth::refuted) continue;
    census.verdict = std::move(part.verdict);
    break;
  }
  return census;
}

}  // namespace sidproof

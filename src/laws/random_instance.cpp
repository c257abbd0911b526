// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/random_instance.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

class InstanceDraw {
 public:
  InstanceDraw(RandomStream& stream, const InstanceLimits& limits)
      : stream_(stream), limits_(limits) {}

  Instance instance(CodesKind kind, bool positive) {
    Instance instance;
    instance.alphabets = alphabets();
    space_ = instance.space();
    instance.codes = codes(kind);
    instance.weights = weights();
    if (positive && below(8) != 0)
      for (std::uint32_t& weight : instance.weights) weight = std::max(weight, 1U);
    instance.counts = counts(instance.codes.size());
    instance.choices = choices();
    return instance;
  }

 private:
  std::uint32_t below(std::uint64_t bound) {
    return static_cast<std::uint32_t>(stream_.below(bound));
  }
  // lowest ... highest.
  std::uint32_t between(std::uint32_t lowest, std::uint32_t highest) {
    return lowest + below(std::uint64_t{highest} - lowest + 1);
  }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t n = list.size(); n > 1; --n) std::swap(list[n - 1], list[below(n)]);
  }

  std::vector<std::uint32_t> alphabets() {
    std::vector<std::uint32_t> sizes;
    if (limits_.positions == 0 || below(10) == 0) return sizes;
    const std::uint32_t positions = between(1, limits_.positions);
    std::uint64_t sequences = 1;
    for (std::uint32_t j = 0; j < positions; ++j) {
      const std::uint64_t room =
          std::min<std::uint64_t>(limits_.alphabet, limits_.sequences / sequences);
      const bool single = room < 2 || below(6) == 0;
      sizes.push_back(single ? 1 : between(2, static_cast<std::uint32_t>(room)));
      sequences *= sizes.back();
    }
    return sizes;
  }

  Sequence sequence() { return space_.sequence(stream_.below(*space_.sequences())); }

  std::vector<Sequence> every_sequence() {
    std::vector<Sequence> all;
    space_.for_each([&](SequenceView s) { all.emplace_back(s.begin(), s.end()); });
    shuffle(all);
    return all;
  }

  // So many codes, each from `draw`.
  template <class F>
  static std::vector<Sequence> repeat(std::size_t items, F&& draw) {
    std::vector<Sequence> codes;
    for (std::size_t v = 0; v < items; ++v) codes.push_back(draw());
    return codes;
  }

  std::vector<Sequence> codes(CodesKind kind) {
    switch (kind) {
      case CodesKind::bijection: return every_sequence();
      case CodesKind::any_length: return any_length_codes();
      case CodesKind::fixed_length: break;
    }
    return fixed_length_codes();
  }

  std::vector<Sequence> fixed_length_codes() {
    const std::uint32_t items = between(1, limits_.items);
    std::vector<Sequence> codes;
    switch (below(8)) {
      case 0: return {sequence()};
      case 1: {  // one group of any size, the others anywhere
        codes = repeat(items, [&] { return sequence(); });
        const std::uint32_t members = between(1, items);
        std::fill_n(codes.begin(), members, Sequence(codes.front()));
        shuffle(codes);
        return codes;
      }
      case 2: {  // few sequences, several groups
        const Sequence one = sequence();
        const Sequence other = sequence();
        return repeat(items, [&] { return below(2) == 0 ? one : other; });
      }
      case 3:  // one-to-one
        codes = every_sequence();
        codes.resize(std::min<std::size_t>(codes.size(), items));
        return codes;
      case 4:  // as many items as sequences, of which one is taken twice
        codes = every_sequence();
        if (codes.size() <= limits_.items) codes.front() = codes.back();
        codes.resize(std::min<std::size_t>(codes.size(), limits_.items));
        return codes;
      case 5: return every_sequence();
      default: return repeat(items, [&] { return sequence(); });
    }
  }

  Sequence prefix() {
    Sequence code = sequence();
    code.resize(below(code.size() + 1));
    return code;
  }

  // Leaves of a tree whose inner nodes have all their children.
  std::vector<Sequence> complete_prefix_code() {
    std::vector<Sequence> leaves = {{}};
    for (std::uint32_t splits = below(4); splits > 0; --splits) {
      const std::size_t chosen = below(leaves.size());
      const Sequence parent = leaves[chosen];
      if (parent.size() == space_.length()) continue;
      leaves.erase(leaves.begin() + static_cast<std::ptrdiff_t>(chosen));
      for (std::uint32_t t = 0; t < space_.alphabet(parent.size()); ++t) {
        leaves.push_back(parent);
        leaves.back().push_back(t);
      }
    }
    shuffle(leaves);
    return leaves;
  }

  std::vector<Sequence> any_length_codes() {
    const std::uint32_t items = between(1, limits_.items);
    std::vector<Sequence> codes;
    switch (below(8)) {
      case 0: return {prefix()};
      case 1: return complete_prefix_code();
      case 2:  // with a hole, where more than one item is left
        codes = complete_prefix_code();
        if (codes.size() > 1) codes.pop_back();
        return codes;
      case 3:  // with a collision
        codes = complete_prefix_code();
        codes.push_back(codes[below(codes.size())]);
        return codes;
      case 4: {  // prefixes of one sequence
        const Sequence longest = sequence();
        return repeat(items, [&] {
          Sequence code = longest;
          code.resize(below(code.size() + 1));
          return code;
        });
      }
      case 5: return fixed_length_codes();
      case 6:  // the empty code beside others
        codes = repeat(items, [&] { return prefix(); });
        codes[below(items)].clear();
        return codes;
      default: return repeat(items, [&] { return prefix(); });
    }
  }

  std::vector<std::uint32_t> weights() {
    const std::uint32_t number = between(1, 7);
    const std::uint32_t same = between(1, limits_.weight);
    std::vector<std::uint32_t> list;
    const std::uint32_t pattern = below(6);
    if (pattern == 0) return list;  // all 1
    for (std::uint32_t i = 0; i < number; ++i) switch (pattern) {
        case 1: list.push_back(same); break;
        case 2: list.push_back(below(4) == 0 ? 1 : 0); break;
        case 3: list.push_back(between(1, limits_.weight)); break;
        case 4: list.push_back(below(std::uint64_t{1} << below(21))); break;
        default: list.push_back(between(0, limits_.weight)); break;
      }
    return list;
  }

  ItemCounts counts(std::size_t items) {
    ItemCounts list(items, 0);
    const std::uint32_t pattern = below(6);
    const std::size_t chosen = below(items);
    for (std::size_t v = 0; v < items; ++v) switch (pattern) {
        case 0: break;  // no data
        case 1: list[v] = 1; break;
        case 2: list[v] = v == chosen ? between(0, limits_.count) : 0; break;
        case 3: list[v] = v == chosen ? 0 : between(0, limits_.count); break;
        case 4: list[v] = below(std::uint64_t{4} * limits_.count + 1); break;
        default: list[v] = between(0, limits_.count); break;
      }
    return list;
  }

  std::vector<std::uint32_t> choices() {
    const std::uint32_t number = below(8);
    const std::uint32_t bound = below(2) == 0 ? 2 : 8;
    std::vector<std::uint32_t> list;
    for (std::uint32_t i = 0; i < number; ++i) list.push_back(below(bound));
    return list;
  }

  RandomStream& stream_;
  const InstanceLimits& limits_;
  CodeSpace space_;
};

}  // namespace

Instance random_instance(RandomStream& stream, CodesKind kind, bool positive,
                         const InstanceLimits& limits) {
  return InstanceDraw(stream, limits).instance(kind, positive);
}

Instance random_case(const Seed& seed, const RegisteredLaw& law, std::uint64_t index,
                     const InstanceLimits& limits) {
  Seed of_law = seed;
  for (const char letter : law.id)
    of_law = of_law.derive(std::uint64_t{static_cast<unsigned char>(letter)});
  RandomStream stream(of_law.derive(index));
  return random_instance(stream, law.codes, law.positive, limits);
}

}  // namespace sidproof

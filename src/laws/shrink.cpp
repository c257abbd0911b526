// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/shrink.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

namespace sidproof {
namespace {

template <class Numbers>
std::uint64_t sum_of(const Numbers& numbers) {
  std::uint64_t total = 0;
  for (const auto number : numbers) total += number;
  return total;
}

std::uint64_t tokens_in(const std::vector<Sequence>& codes) {
  std::uint64_t total = 0;
  for (const Sequence& code : codes) total += code.size();
  return total;
}

std::uint64_t token_sum(const std::vector<Sequence>& codes) {
  std::uint64_t total = 0;
  for (const Sequence& code : codes) total += sum_of(code);
  return total;
}

auto size_of(const Instance& i) {
  return std::tuple(i.codes.size(), i.alphabets.size(), sum_of(i.alphabets), tokens_in(i.codes),
                    i.weights.size(), sum_of(i.weights), i.choices.size(), sum_of(i.choices),
                    sum_of(i.counts), token_sum(i.codes));
}

template <class T>
void erase_at(std::vector<T>& list, std::size_t place) {
  list.erase(list.begin() + static_cast<std::ptrdiff_t>(place));
}

class ShrinkSteps {
 public:
  explicit ShrinkSteps(const Instance& instance) : from_(instance) {}

  std::vector<Instance> all() {
    fewer_items();
    fewer_positions();
    smaller_alphabets();
    shorter_codes();
    fewer_and_lower(&Instance::weights);
    fewer_and_lower(&Instance::choices);
    lower_counts();
    lower_tokens();
    ordered_codes();
    return std::move(steps_);
  }

 private:
  void keep(Instance instance) {
    if (!instance.codes.empty()) steps_.push_back(std::move(instance));
  }

  void fewer_items() {
    for (std::size_t v = 0; v < from_.codes.size(); ++v) {
      Instance next = from_;
      erase_at(next.codes, v);
      erase_at(next.counts, v);
      keep(std::move(next));
    }
  }

  // Without the items that have this token (or any other one) at this position.
  Instance without_items(std::size_t position, std::uint32_t token, bool any_other) const {
    Instance next = from_;
    for (std::size_t v = next.codes.size(); v-- > 0;) {
      const Sequence& code = next.codes[v];
      if (code.size() <= position || (code[position] == token) == any_other) continue;
      erase_at(next.codes, v);
      erase_at(next.counts, v);
    }
    return next;
  }

  static Instance without_position(Instance next, std::size_t position) {
    erase_at(next.alphabets, position);
    for (Sequence& code : next.codes)
      if (code.size() > position) erase_at(code, position);
    return next;
  }

  void fewer_positions() {
    for (std::size_t j = 0; j < from_.alphabets.size(); ++j) {
      // A bijection stays one only if the items of one token alone are kept.
      for (std::uint32_t token = 0; token < from_.alphabets[j]; ++token)
        keep(without_position(without_items(j, token, true), j));
      keep(without_position(from_, j));
    }
  }

  static Instance without_token(Instance next, std::size_t position, std::uint32_t token) {
    --next.alphabets[position];
    for (Sequence& code : next.codes)
      if (code.size() > position && code[position] >= token && code[position] > 0) --code[position];
    return next;
  }

  void smaller_alphabets() {
    for (std::size_t j = 0; j < from_.alphabets.size(); ++j) {
      if (from_.alphabets[j] == 1) continue;
      for (std::uint32_t token = from_.alphabets[j]; token-- > 0;) {
        keep(without_token(without_items(j, token, false), j, token));
        keep(without_token(from_, j, token));
      }
    }
  }

  void shorter_codes() {
    for (std::size_t v = 0; v < from_.codes.size(); ++v) {
      if (from_.codes[v].empty()) continue;
      Instance next = from_;
      next.codes[v].pop_back();
      keep(std::move(next));
    }
  }

  // Values below `number`, the lowest first and denser towards it: large numbers
  // come down in few steps, and the last value is the predecessor.
  template <class Number>
  static std::vector<Number> lower(Number number) {
    std::vector<Number> values;
    const auto add = [&](Number value) {
      if (value < number && (values.empty() || value > values.back())) values.push_back(value);
    };
    add(0);
    add(1);
    for (Number part = number / 2; part > 0; part /= 2) add(number - part);
    return values;
  }

  void fewer_and_lower(std::vector<std::uint32_t> Instance::* list) {
    for (std::size_t i = 0; i < (from_.*list).size(); ++i) {
      Instance next = from_;
      erase_at(next.*list, i);
      keep(std::move(next));
    }
    for (std::size_t i = 0; i < (from_.*list).size(); ++i)
      for (const std::uint32_t value : lower((from_.*list)[i])) {
        Instance next = from_;
        (next.*list)[i] = value;
        keep(std::move(next));
      }
  }

  void lower_counts() {
    for (std::size_t v = 0; v < from_.counts.size(); ++v)
      for (const std::uint64_t value : lower(from_.counts[v])) {
        Instance next = from_;
        next.counts[v] = value;
        keep(std::move(next));
      }
  }

  void lower_tokens() {
    for (std::size_t v = 0; v < from_.codes.size(); ++v)
      for (std::size_t j = 0; j < from_.codes[v].size(); ++j)
        for (const std::uint32_t token : lower(from_.codes[v][j])) {
          Instance next = from_;
          next.codes[v][j] = token;
          keep(std::move(next));
        }
  }

  void ordered_codes() {
    for (std::size_t v = 1; v < from_.codes.size(); ++v) {
      if (!(from_.codes[v] < from_.codes[v - 1])) continue;
      Instance next = from_;
      std::swap(next.codes[v - 1], next.codes[v]);
      std::swap(next.counts[v - 1], next.counts[v]);
      keep(std::move(next));
    }
  }

  const Instance& from_;
  std::vector<Instance> steps_;
};

}  // namespace

bool is_smaller(const Instance& a, const Instance& b) {
  const auto size_a = size_of(a);
  const auto size_b = size_of(b);
  return size_a == size_b ? a.codes < b.codes : size_a < size_b;
}

std::vector<Instance> smaller_instances(const Instance& instance) {
  return ShrinkSteps(instance).all();
}

Instance shrink(Instance instance, const std::function<bool(const Instance&)>& fails) {
  for (bool found = true; found;) {
    found = false;
    for (Instance& next : smaller_instances(instance)) {
      if (!fails(next)) continue;
      instance = std::move(next);
      found = true;
      break;
    }
  }
  return instance;
}

}  // namespace sidproof

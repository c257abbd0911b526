// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/instance.hpp"

#include <algorithm>
#include <ostream>

namespace sidproof {
namespace {

template <class Numbers>
void append_list(std::string& text, const char* name, const Numbers& numbers) {
  text.append(text.empty() ? "" : "; ").append(name);
  for (const auto number : numbers) text.append(" ").append(std::to_string(number));
}

template <class Numbers>
void move_round(Numbers& numbers, std::size_t places) {
  if (!numbers.empty())
    std::ranges::rotate(numbers,
                        numbers.begin() + static_cast<std::ptrdiff_t>(places % numbers.size()));
}

}  // namespace

Instance Instance::after(std::size_t places) const {
  Instance moved = *this;
  move_round(moved.weights, places);
  move_round(moved.counts, places);
  return moved;
}

std::string text_of_instance(const Instance& instance) {
  std::string text;
  append_list(text, "alphabets", instance.alphabets);
  for (const Sequence& code : instance.codes) append_list(text, "code", code);
  append_list(text, "weights", instance.weights);
  append_list(text, "counts", instance.counts);
  append_list(text, "choices", instance.choices);
  return text;
}

std::ostream& operator<<(std::ostream& out, const Instance& instance) {
  return out << text_of_instance(instance);
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/instance.hpp"

#include <ostream>

namespace sidproof {
namespace {

template <class Numbers>
void append_list(std::string& text, const char* name, const Numbers& numbers) {
  text.append(text.empty() ? "" : "; ").append(name);
  for (const auto number : numbers) text.append(" ").append(std::to_string(number));
}

}  // namespace

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

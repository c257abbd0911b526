// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/difference.hpp"

#include <simdjson.h>

#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "certificate/certificate_json.hpp"

namespace sidproof {
namespace {

namespace dom = simdjson::dom;
using Optional = std::optional<dom::element>;

// Records of lists are known by these.
std::string label(dom::element record) {
  for (const std::string_view key : {"law", "model", "recipe", "decoding"}) {
    std::string_view text;
    if (record.is_object() && record[key].get(text) == simdjson::SUCCESS)
      return " (" + std::string(text) + ')';
  }
  return {};
}

std::string value_text(const Optional& value) {
  if (!value) return "nothing";
  std::string_view text;
  return value->get(text) == simdjson::SUCCESS ? std::string(text) : simdjson::minify(*value);
}

class Walk {
 public:
  void compare(const std::string& where, const Optional& certified, const Optional& recomputed) {
    if (certified && recomputed && certified->is_object() && recomputed->is_object())
      return members(where, *certified, *recomputed);
    if (certified && recomputed && certified->is_array() && recomputed->is_array())
      return entries(where, *certified, *recomputed);
    ++result_.claims;
    std::string one = value_text(certified);
    std::string other = value_text(recomputed);
    if (one == other) return;
    ++result_.count;
    if (result_.first.size() < Differences::most_listed)
      result_.first.push_back({where, std::move(one), std::move(other)});
  }
  [[nodiscard]] Differences take() { return std::move(result_); }

 private:
  // Both are canonical: equal keys in equal order.
  void members(const std::string& where, dom::element certified, dom::element recomputed) {
    const dom::object other = recomputed;
    auto next = other.begin();
    for (const auto [key, value] : dom::object(certified)) {
      compare((where.empty() ? "" : where + ' ') + std::string(key), value, next.value());
      ++next;
    }
  }
  void entries(const std::string& where, dom::element certified, dom::element recomputed) {
    const dom::array ones = certified;
    const dom::array others = recomputed;
    auto one = ones.begin();
    auto other = others.begin();
    for (std::size_t i = 0; one != ones.end() || other != others.end(); ++i) {
      const Optional a = one != ones.end() ? Optional(*one) : std::nullopt;
      const Optional b = other != others.end() ? Optional(*other) : std::nullopt;
      compare(where + '[' + std::to_string(i) + ']' + label(a ? *a : *b), a, b);
      if (a) ++one;
      if (b) ++other;
    }
  }

  Differences result_;
};

}  // namespace

Differences differences(const Certificate& certified, const Certificate& recomputed) {
  return differences_of_texts(certificate_json(certified), certificate_json(recomputed));
}

Differences differences_of_texts(std::string_view certified, std::string_view recomputed) {
  const simdjson::padded_string one(certified);
  const simdjson::padded_string other(recomputed);
  dom::parser parser_of_one;
  dom::parser parser_of_other;
  Walk comparison;
  comparison.compare({}, parser_of_one.parse(one).value(), parser_of_other.parse(other).value());
  Differences result = comparison.take();
  if ((result.count == 0) != (certified == recomputed))
    throw std::logic_error("certificates that differ in no value have different texts");
  return result;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/requirements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include "base/closest_word.hpp"
#include "base/plural.hpp"
#include "exact/decimal.hpp"

namespace sidproof {
namespace {

using Kind = Requirement::Kind;

struct Name {
  Kind kind;
  std::string_view text;
  bool has_value;
};

constexpr std::array<Name, 6> names{{{Kind::one_to_one, "one-to-one", false},
                                     {Kind::prefix_free, "prefix-free", false},
                                     {Kind::onto, "onto", false},
                                     {Kind::covers, "covers", true},
                                     {Kind::max_excess, "max-excess", true},
                                     {Kind::max_group, "max-group", true}}};

constexpr std::string_view known =
    "known are one-to-one, prefix-free, onto, covers=FILE, max-excess=N, max-excess=P% and "
    "max-group=N";

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "12.5" of 100, exactly.
std::optional<Rational> percentage(std::string_view text) {
  const auto value = parse_decimal(text);
  if (!value || *value > 100) return std::nullopt;
  return *value / 100;
}

// A share of the items as the shortest percentage; shares come from percentage().
std::string percent_text(const Rational& share) {
  Rational percent = share * 100;
  std::string text = Integer(numerator(percent) / denominator(percent)).str();
  percent -= Rational(Integer(numerator(percent) / denominator(percent)));
  if (percent != 0) text += '.';
  while (percent != 0) {
    percent *= 10;
    const Integer digit = numerator(percent) / denominator(percent);
    text += digit.str();
    percent -= Rational(digit);
  }
  return text + '%';
}

Result<Requirement> parse_one(std::string_view text) {
  const auto refuse = [&](std::string what, std::string hint = std::string(known)) {
    return fail(ErrorCode::usage, std::move(what), {}, std::move(hint));
  };
  const std::size_t equals = text.find('=');
  const std::string_view word = text.substr(0, equals);
  const bool has_value = equals != std::string_view::npos;
  const std::string_view value = has_value ? text.substr(equals + 1) : std::string_view();
  for (const Name& name : names) {
    if (name.text != word) continue;
    if (name.has_value != has_value || (has_value && value.empty()))
      return refuse(fmt::format("requirement '{}' {}", text,
                                name.has_value ? "lacks its value" : "takes no value"));
    Requirement requirement;
    requirement.kind = name.kind;
    if (name.kind == Kind::covers) {
      requirement.path = std::string(value);
      return requirement;
    }
    if (!has_value) return requirement;
    if (name.kind == Kind::max_excess && value.back() == '%') {
      requirement.share = percentage(value.substr(0, value.size() - 1));
      if (!requirement.share)
        return refuse(
            fmt::format("'{}' is not a percentage from 0% to 100% in at most {} decimal digits",
                        value, longest_decimal));
      return requirement;
    }
    const auto limit = whole_number(value);
    if (!limit)
      return refuse(fmt::format("'{}' in '{}' is no whole number from 0 to 18446744073709551615",
                                value, text));
    requirement.limit = *limit;
    return requirement;
  }
  std::array<std::string_view, names.size()> words;
  std::ranges::transform(names, words.begin(), &Name::text);
  return refuse(fmt::format("unknown requirement '{}'", text), did_you_mean(word, words, known));
}

Verdict at_most(std::string_view what, std::uint64_t value, std::uint64_t limit) {
  const std::string text = fmt::format("{} {}, at most {} allowed", what, value, limit);
  return value <= limit ? Verdict::holds(text) : Verdict::refuted(text);
}

Verdict excess_verdict(const Requirement& requirement, const AuditResult& audit) {
  if (!requirement.share) return at_most("excess", audit.excess, requirement.limit);
  const std::string text =
      fmt::format("excess {} of {}, at most {} allowed", audit.excess,
                  plural(audit.items, "item", "items"), percent_text(*requirement.share));
  return Rational(audit.excess) <= *requirement.share * audit.items ? Verdict::holds(text)
                                                                    : Verdict::refuted(text);
}

Verdict coverage_verdict(const Requirement& requirement, const AuditResult& audit) {
  if (!audit.coverage || audit.coverage->source != requirement.path)
    return Verdict::unknown(fmt::format("coverage of {} was not measured", requirement.path));
  const Coverage& coverage = *audit.coverage;
  const std::string_view kind = coverage.of_sids ? "SIDs" : "items";
  if (coverage.missing.empty() && coverage.stale.empty())
    return Verdict::holds(fmt::format("{} of {} {} in the table",
                                      coverage.expected == 1
                                          ? fmt::format("the 1 {}", kind.substr(0, kind.size() - 1))
                                          : fmt::format("all {} {}", coverage.expected, kind),
                                      requirement.path, coverage.expected == 1 ? "is" : "are"));
  std::string text;
  if (!coverage.missing.empty())
    text = fmt::format(
        "{} of {} of {} {} not in the table, the first is {}", coverage.missing.size(),
        plural(coverage.expected, kind.substr(0, kind.size() - 1), kind), requirement.path,
        coverage.missing.size() == 1 ? "is" : "are", coverage.missing.front());
  if (!coverage.stale.empty())
    text += fmt::format("{}{} another SID in {} than in the table, the first is {}",
                        text.empty() ? "" : "; ",
                        plural(coverage.stale.size(), "item has", "items have"), requirement.path,
                        coverage.stale.front());
  return Verdict::refuted(text);
}

Verdict evaluate_one(const Requirement& requirement, const AuditResult& audit) {
  switch (requirement.kind) {
    case Kind::one_to_one: return audit.one_to_one;
    case Kind::prefix_free: return audit.prefix_free;
    case Kind::onto: return audit.onto;
    case Kind::covers: return coverage_verdict(requirement, audit);
    case Kind::max_excess: return excess_verdict(requirement, audit);
    case Kind::max_group: break;
  }
  return at_most("largest group", audit.largest_group, requirement.limit);
}

}  // namespace

std::string to_string(const Requirement& requirement) {
  std::string text;
  for (const Name& name : names)
    if (name.kind == requirement.kind) text = name.text;
  switch (requirement.kind) {
    case Kind::covers: return text + '=' + requirement.path;
    case Kind::max_excess:
      if (requirement.share) return text + '=' + percent_text(*requirement.share);
      return fmt::format("{}={}", text, requirement.limit);
    case Kind::max_group: return fmt::format("{}={}", text, requirement.limit);
    default: return text;
  }
}

std::vector<Requirement> default_requirements() {
  Requirement prefix_free;
  prefix_free.kind = Kind::prefix_free;
  return {Requirement{}, prefix_free};
}

Result<std::vector<Requirement>> parse_requirements(std::string_view list) {
  std::vector<Requirement> requirements;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    auto requirement = parse_one(list.substr(begin, end - begin));
    if (!requirement) return tl::unexpected(requirement.error());
    for (const Requirement& earlier : requirements) {
      if (earlier.kind == requirement->kind)
        return fail(ErrorCode::usage,
                    fmt::format("'{}' and '{}' cannot both be required", to_string(earlier),
                                to_string(*requirement)),
                    {}, "name each requirement once");
    }
    requirements.push_back(std::move(*requirement));
    begin = end + 1;
  }
  return requirements;
}

std::vector<RequirementVerdict> evaluate(std::span<const Requirement> requirements,
                                         const AuditResult& audit) {
  std::vector<RequirementVerdict> verdicts;
  verdicts.reserve(requirements.size());
  for (const Requirement& requirement : requirements)
    verdicts.push_back({requirement, evaluate_one(requirement, audit)});
  return verdicts;
}

Verdict merge(std::span<const RequirementVerdict> verdicts) {
  std::vector<Verdict> plain;
  plain.reserve(verdicts.size());
  for (const RequirementVerdict& verdict : verdicts) plain.push_back(verdict.verdict);
  return merge(std::span<const Verdict>(plain));
}

}  // namespace sidproof

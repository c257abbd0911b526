// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/plan.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/closest_word.hpp"
#include "base/version.hpp"
#include "laws/random_instance.hpp"

namespace sidproof {
namespace {

bool is_part_of(std::string_view id, std::string_view label) {
  return id.size() == label.size() + 1 && id.starts_with(label) && id.back() >= 'a' &&
         id.back() <= 'z';
}

bool names(std::string_view word, const RegisteredLaw& law, std::span<const RegisteredLaw> laws) {
  if (word == law.id || word == law.name) return true;
  const bool is_a_law = std::ranges::any_of(
      laws, [&](const RegisteredLaw& other) { return word == other.id || word == other.name; });
  return !is_a_law && is_part_of(law.id, word);
}

template <class Name>
std::vector<std::string_view> collected(std::span<const RegisteredLaw> laws, Name&& name) {
  std::vector<std::string_view> seen;
  for (const RegisteredLaw& law : laws)
    for (const std::string_view word : name(law))
      if (std::ranges::find(seen, word) == seen.end()) seen.push_back(word);
  return seen;
}

// The first word of `words` that stands for none of the names.
template <class Known>
std::optional<std::string> stranger(const std::vector<std::string>& words, Known&& known) {
  for (const std::string& word : words)
    if (!known(word)) return word;
  return std::nullopt;
}

std::vector<std::string_view> number_names(const RegisteredLaw& law) {
  std::vector<std::string_view> names;
  for (const NumberSystem numbers : law.numbers) names.push_back(name(numbers));
  return names;
}

std::vector<std::string_view> shape_names(const RegisteredLaw& law) {
  std::vector<std::string_view> names;
  for (const ModelShape shape : law.shapes) names.push_back(name(shape));
  return names;
}

bool selects(const std::vector<std::string>& words, std::string_view name) {
  return words.empty() || std::ranges::find(words, name) != words.end();
}

tl::unexpected<Error> unknown(const char* what, const std::string& word,
                              const std::vector<std::string_view>& known) {
  std::string list = "known:";
  for (const std::string_view name : known)
    list.append(name == known.front() ? " " : ", ").append(name);
  return fail(ErrorCode::usage, std::string("there is no ") + what + " '" + word + "'", {},
              did_you_mean(word, known, list));
}

}  // namespace

Result<CampaignPlan> plan_campaign(std::span<const RegisteredLaw> laws,
                                   const CampaignSelection& selection, const Seed& seed) {
  if (const auto word = stranger(selection.laws, [&](const std::string& candidate) {
        return std::ranges::any_of(
            laws, [&](const RegisteredLaw& law) { return names(candidate, law, laws); });
      }))
    return unknown("law", *word, collected(laws, [](const RegisteredLaw& law) {
                     return std::vector<std::string_view>{law.id};
                   }));
  if (const auto word = stranger(selection.numbers, [](const std::string& candidate) {
        return number_system(candidate).has_value();
      }))
    return unknown("number system", *word, collected(laws, number_names));
  if (const auto word = stranger(selection.shapes, [](const std::string& candidate) {
        return model_shape(candidate).has_value();
      }))
    return unknown("shape", *word, collected(laws, shape_names));
  CampaignPlan plan;
  plan.seed = seed;
  plan.program = version;
  plan.instances = random_instances_version;
  for (const RegisteredLaw& law : laws) {
    if (!selection.laws.empty() && !std::ranges::any_of(selection.laws, [&](const auto& word) {
          return names(word, law, laws);
        }))
      continue;
    for (const NumberSystem numbers : law.numbers)
      for (const ModelShape shape : law.shapes)
        if (selects(selection.numbers, name(numbers)) && selects(selection.shapes, name(shape)))
          plan.units.push_back(
              {std::string(law.id), std::string(name(numbers)), std::string(name(shape))});
  }
  if (plan.units.empty())
    return fail(ErrorCode::usage, "no law speaks of this choice of number systems and shapes", {},
                "choose fewer restrictions");
  return plan;
}

Result<std::vector<BoundUnit>> bind_units(const CampaignPlan& plan,
                                          std::span<const RegisteredLaw> laws) {
  std::vector<BoundUnit> units;
  for (const CampaignUnit& unit : plan.units) {
    const auto law = std::ranges::find(laws, std::string_view(unit.law), &RegisteredLaw::id);
    const auto numbers = number_system(unit.numbers);
    const auto shape = model_shape(unit.shape);
    const bool known = law != laws.end() && numbers && shape &&
                       std::ranges::find(law->numbers, *numbers) != law->numbers.end() &&
                       std::ranges::find(law->shapes, *shape) != law->shapes.end();
    if (!known)
      return fail(ErrorCode::unsupported,
                  "the campaign checks " + unit.law + " over " + unit.numbers + ", " + unit.shape +
                      ", which this program does not have",
                  {}, "continue it with the program that began it, or start a new store");
    units.push_back({&*law, *numbers, *shape});
  }
  return units;
}

std::string text_of_plan(const CampaignPlan& plan) {
  std::string text = to_string(plan.seed) + ", blocks of " + std::to_string(plan.block) +
                     ", program " + plan.program + ", instances " + std::to_string(plan.instances);
  for (const CampaignUnit& unit : plan.units)
    text.append(", ")
        .append(unit.law)
        .append(" ")
        .append(unit.numbers)
        .append(" ")
        .append(unit.shape);
  return text;
}

}  // namespace sidproof

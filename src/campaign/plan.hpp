// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "laws/registry.hpp"
#include "random/seed.hpp"

namespace sidproof {

/// One column of a campaign: a law over one number system and shape, by their names.
struct CampaignUnit {
  std::string law;
  std::string numbers;
  std::string shape;

  friend bool operator==(const CampaignUnit&, const CampaignUnit&) = default;
};

/// What a campaign's cases follow from. Two runs of one plan check the same cases;
/// the stored counts of one plan mean nothing to another.
struct CampaignPlan {
  Seed seed;
  std::uint32_t block = 256;    ///< cases that are committed together; at least 1
  std::string program;          ///< the version of sidproof that runs it
  std::uint32_t instances = 0;  ///< random_instances_version
  std::vector<CampaignUnit> units;

  friend bool operator==(const CampaignPlan&, const CampaignPlan&) = default;
};

/// What to check, by names; an empty list means everything. A law is named by its
/// label ("B1"), by its name ("partition"), or with its parts at once ("A2" means A2a
/// and A2b).
struct CampaignSelection {
  std::vector<std::string> laws{};
  std::vector<std::string> numbers{};
  std::vector<std::string> shapes{};
};

/// Every selected law over every selected number system and shape that it lists, in
/// the order of `laws`. Errors: usage (an unknown name, a name repeated in vain, or
/// nothing selected).
[[nodiscard]] Result<CampaignPlan> plan_campaign(std::span<const RegisteredLaw> laws,
                                                 const CampaignSelection& selection,
                                                 const Seed& seed);

/// A unit with the law that it names.
struct BoundUnit {
  const RegisteredLaw* law = nullptr;
  NumberSystem numbers{};
  ModelShape shape{};
};

/// The units of a plan as laws that can be checked. Errors: unsupported (a law that
/// `laws` does not hold, or not over this number system and shape).
[[nodiscard]] Result<std::vector<BoundUnit>> bind_units(const CampaignPlan& plan,
                                                        std::span<const RegisteredLaw> laws);

/// "0x..., B1 flint cascaded, ...": everything of the plan in one line.
[[nodiscard]] std::string text_of_plan(const CampaignPlan& plan);

}  // namespace sidproof

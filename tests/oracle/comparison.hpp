// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "exact/field.hpp"
#include "oracle/mutant.hpp"
#include "oracle/oracle_case.hpp"

namespace sidproof {

/// How often each quantity was compared, and where the core and the oracle differ.
struct Comparison {
  std::map<std::string, std::uint64_t, std::less<>> compared;
  std::map<std::string, std::uint64_t, std::less<>> differing;
  std::vector<std::string> first_differences;  ///< the first few, to be read by a person

  void record(std::string_view quantity, bool same, const std::string& difference);
};

/// Evaluates the case by the core over Rational, FlintRational and the integers mod
/// 2^61-1 and compares every quantity with the oracle's answer (PROTOCOL.md). Where
/// the specification says x / 0 = 0 the core refuses: then it must refuse exactly
/// when the oracle's denominator is 0.
void compare(const OracleCase& drawn, const nlohmann::json& answer, Mutant mutant,
             Comparison& comparison);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fmt/format.h>

#include <cstdint>
#include <string>

#include "exact/enclosure.hpp"
#include "report/numbers.hpp"

// Words that the reports of decoding pathologies share; not a promise to callers.
namespace sidproof::pathology_words {

/// A mass with four digits, each certified.
[[nodiscard]] inline std::string mass(const Enclosure& value) { return enclosure_text(value, 4); }

/// "3 of 4".
[[nodiscard]] inline std::string of(std::uint64_t part, std::uint64_t whole) {
  return fmt::format("{} of {}", grouped(part), grouped(whole));
}

}  // namespace sidproof::pathology_words

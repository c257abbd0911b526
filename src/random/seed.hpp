// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sidproof {

/// 128 bits from which all randomness of a job follows.
struct Seed {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  friend bool operator==(const Seed&, const Seed&) = default;
  friend auto operator<=>(const Seed&, const Seed&) = default;

  /// A seed for one purpose of the job: different labels give unrelated streams.
  /// It is a Philox block that no RandomStream of this seed emits. Labels < 2^63.
  [[nodiscard]] Seed derive(std::uint64_t label) const;
};

/// A whole number below 2^128: in decimal digits, or 0x and 1 to 32 hexadecimal digits;
/// nothing for other texts.
[[nodiscard]] std::optional<Seed> parse_seed(std::string_view text);

/// "0x" and 32 hexadecimal digits; parse_seed() reads it back.
[[nodiscard]] std::string to_string(const Seed& seed);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "certificate/certificate.hpp"

namespace sidproof {

/// A claim on which a certificate and its recomputation disagree.
struct Difference {
  std::string claim;       ///< e.g. "identities[2] (B5 objective_gap) points[1] residue"
  std::string certified;   ///< as the certificate has it; "nothing" when it lacks it
  std::string recomputed;  ///< "nothing" when there is no such claim
};

struct Differences {
  std::vector<Difference> first;  ///< at most `most_listed`
  std::uint64_t count = 0;        ///< all of them
  std::uint64_t claims = 0;       ///< how many values were compared
  static constexpr std::size_t most_listed = 16;
};

/// Compares the canonical texts value by value, so that no claim can be forgotten:
/// count == 0 exactly when the texts are equal.
[[nodiscard]] Differences differences(const Certificate& certified, const Certificate& recomputed);

/// The same for canonical texts of any one schema.
[[nodiscard]] Differences differences_of_texts(std::string_view certified,
                                               std::string_view recomputed);

}  // namespace sidproof

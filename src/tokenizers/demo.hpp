// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/progress.hpp"
#include "interactions/interactions.hpp"
#include "random/seed.hpp"
#include "tokenization/features.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// A synthetic catalogue of 12 000 items whose table has the defects that
/// published tables have. Item ids look like "B000012345", in the order of rows.
struct DemoCatalogue {
  Features features;                ///< 12 000 x 32: departments, families, products, variants
  std::vector<std::string> titles;  ///< variants of a product differ in the last word only
  Table table;                      ///< residual k-means, 4 levels of 256, no collision policy
  Interactions interactions;        ///< users' histories, split leave-one-out
};

/// The seed of the built-in catalogue that `sidproof verify` uses.
inline constexpr Seed demo_seed{0, 20260415};

/// Generates and tokenizes the catalogue: a function of the seed alone, the same
/// bits on every machine (golden hash in tests/tokenizers/demo_test.cpp).
[[nodiscard]] Result<DemoCatalogue> demo_catalogue(const Seed& seed = demo_seed,
                                                   Progress& progress = Progress::none());

}  // namespace sidproof

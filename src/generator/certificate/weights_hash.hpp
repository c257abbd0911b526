// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "certificate/sha256.hpp"
#include "generator/network/weights.hpp"

namespace sidproof::reference {

/// SHA-256 of a network: its sizes, and every tensor under the name that GPT2LMHeadModel
/// gives it. Where the weights came from does not enter. The exact bytes:
/// docs/generator.md, "The digest of the weights".
[[nodiscard]] Sha256::Digest weights_hash(const Weights& weights);

/// The epsilon of the layer norms as text: the shortest that reads back as the same double.
[[nodiscard]] std::string epsilon_text(double epsilon);

}  // namespace sidproof::reference

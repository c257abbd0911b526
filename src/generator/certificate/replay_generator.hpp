// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "base/parallel.hpp"
#include "base/progress.hpp"
#include "certificate/difference.hpp"
#include "generator/certificate/generator_certificate.hpp"
#include "generator/network/weights.hpp"
#include "tokenization/table.hpp"

namespace sidproof::reference {

/// Compares every claim of a generator's certificate with what the table and the weights
/// give, computed without the code that was judged (docs/generator.md says what is shared).
/// `weights`: nothing where they follow from the certificate's seed. Another table or other
/// weights are refuted by their hash alone. Does not depend on the number of threads.
/// Errors: usage (weights of a file are needed and absent, or given beside a seed),
/// malformed (examples that are no rows, sizes that do not fit the table), too_large,
/// out_of_range (the network overflows).
[[nodiscard]] Result<Differences> replay_generator(const GeneratorCertificate& certificate,
                                                   const Table& table,
                                                   const std::optional<Weights>& weights,
                                                   Threads threads,
                                                   Progress& progress = Progress::none());

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>

#include "base/progress.hpp"
#include "generator/certificate/generator_certificate.hpp"
#include "generator/check/check.hpp"
#include "tokenization/table.hpp"

namespace sidproof::reference {

struct CertifyOptions {
  Threads threads;
  Seed seed;                        ///< of the draws
  std::uint64_t samples = 100'000;  ///< draws of each law, at most 10^8
  std::string weights_seed;         ///< see GeneratorCertificate
};

/// What the subject computes for these examples, as a certificate. The catalogue holds the
/// table's first rows; network and subject are what check_generator() takes. The subject
/// is believed: replay finds out. Errors: usage (no example, parallel heads), those of the subject,
/// out_of_range (a loss that 2048 bits do not decide).
[[nodiscard]] Result<GeneratorCertificate> certify_generator(
    const Subject& subject, const Network& network, const Catalogue& catalogue, const Table& table,
    std::span<const Observed> observed, const CertifyOptions& options,
    Progress& progress = Progress::none());

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>

#include "certificate/sha256.hpp"
#include "random/seed.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// SHA-256 of everything that a certificate's claims depend on, and of nothing else:
/// item ids and token numbers row by row, each position's tokens in the order of
/// their numbers, and the codebook sizes, one a position. The file's name, its
/// format and its bytes do not enter. The exact bytes: docs/certificate.md.
[[nodiscard]] Sha256::Digest content_hash(const Table& table,
                                          std::span<const std::uint64_t> codebooks);

/// The first 128 bits of the hash, big-endian: whoever makes a table cannot choose
/// the points at which it is tested.
[[nodiscard]] Seed seed_of(const Sha256::Digest& content);

}  // namespace sidproof

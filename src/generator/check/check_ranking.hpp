// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>

#include "generator/decoding/search.hpp"
#include "generator/enclosure/enclosed_network.hpp"
#include "verdict/verdict.hpp"

namespace sidproof::reference {

/// Is `ranking` the exact top of all sequences, best first, of the real network whose
/// enclosed laws these are? However it was computed: by rounded arithmetic, by a search
/// that cut off. Refuted by a certified inversion, two sequences of which the later one, or
/// one that is absent, is certainly the more probable; the reason names their items and
/// log-probabilities; or by what is no sequence of the catalogue or stands there twice.
/// Unknown where enclosures overlap. An empty ranking is unknown. The enclosed laws are those
/// of the catalogue's whole trie.
[[nodiscard]] Verdict check_ranking(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                                    std::span<const Scored> ranking, Decoding decoding);

/// How far the scores are from the real log-probabilities at most, in nats; nodes that are no
/// sequences of the catalogue are passed over.
[[nodiscard]] double largest_score_error(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                                         std::span<const Scored> ranking, Decoding decoding);

}  // namespace sidproof::reference

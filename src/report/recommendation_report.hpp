// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "exact/integer.hpp"
#include "report/generator_facts.hpp"
#include "report/history_selection.hpp"
#include "tokenization/table.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// What `sidproof generate` recommends or draws. The table is borrowed.
struct RecommendationReport {
  const Table& table;
  GeneratorFacts generator{};
  HistorySelection histories{};
  std::string arithmetic{};  ///< "ref", "fast" or "fast-bf16"
  std::string law{};         ///< "RAW", "GLOBAL" or "LOCAL"
  std::uint64_t beam = 10;   ///< its width; of drawn sequences so many are listed
  std::uint64_t draws = 0;   ///< for each history; 0: a search
  std::string filter{};      ///< what is not recommended, in words; empty: everything is

  /// A sequence that was found or drawn.
  struct Result {
    std::vector<std::uint32_t> rows{};  ///< all items that have it, ascending
    std::int64_t score = 0;             ///< searched: the sum of its logarithms, in 2^-40 nats
    std::uint64_t draws = 0;            ///< how often it was drawn
    double log_probability = 0;         ///< in nats, by the law; rounded
  };
  /// A prefix of items after which top-k and top-p keep no token that leads on to an item.
  struct DeadEnd {
    std::vector<std::string> prefix{};  ///< its tokens; none: the very beginning
    std::uint64_t cut = 0;              ///< tokens that would lead on, at least 1
  };
  struct Request {
    std::vector<std::uint32_t> history{};  ///< rows that the network saw, oldest first
    std::uint64_t earlier = 0;             ///< events before them that it did not see
    std::uint64_t left_out = 0;            ///< events whose items the catalogue does not have
    std::uint64_t excluded = 0;            ///< items of the history that may not be recommended
    std::uint32_t target = 0;              ///< the row of the item that came next
    bool target_excluded = false;          ///< by the filter
    std::uint64_t sequences = 0;           ///< that may be recommended
    std::vector<Result> results{};         ///< best first, or drawn most often first
    /// Searched: the first so many results are proved to have the best scores of all (H2).
    std::uint64_t certified = 0;
    std::uint64_t met = 0;  ///< drawn: different sequences; `results` lists the first of them
    std::optional<Rational> catalogue_mass{};  ///< Q(C): computed for GLOBAL alone
    /// What LOCAL loses in dead ends; computed where tokens are cut and the trie is small enough.
    std::optional<Rational> dead_mass{};
    std::optional<DeadEnd> dead_end{};
    std::string nothing{};             ///< why there are no results; empty where there are some
    std::optional<Verdict> verdict{};  ///< on a fast arithmetic's ranking
  };
  std::vector<Request> requests{};
  int exit_code = 0;  ///< as the program will return it
};

/// The place of the target's sequence among the results, from 1; nothing: it is none of them.
[[nodiscard]] std::optional<std::uint64_t> target_rank(
    const RecommendationReport::Request& request);

/// "sidproof.recommendations/1" (docs/schema/recommendations-1.schema.json).
[[nodiscard]] std::string recommendation_json(const RecommendationReport& report);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/progress.hpp"
#include "generator/decoding/item_law.hpp"
#include "generator/decoding/search.hpp"
#include "generator/enclosure/enclosed_network.hpp"
#include "random/seed.hpp"
#include "verdict/verdict.hpp"

namespace sidproof::reference {

/// How a subject is to go about a computation whose result may not depend on it.
struct Schedule {
  Executor::Settings executor;
  TriePass pass;
};

/// The generator under test, by what it promises. The checks see nothing else, so that
/// they judge any generator, a broken one included.
struct Subject {
  using Prompt = std::span<const std::uint32_t>;
  using Draw =
      std::function<std::uint32_t(const Seed&, std::uint64_t request, std::uint64_t sample)>;

  std::function<Result<TrieLaws>(Prompt, const Schedule&)> laws;
  /// The exact law of the sequences that these token laws give.
  std::function<ItemLaw(const TrieLaws&)> item_law;
  std::function<Result<NodeLaw>(Prompt, std::uint32_t node)> recomputed;
  /// The laws before top-k and top-p, and over the whole codebook after a node. Asked only
  /// where tokens may be cut.
  std::function<Result<TrieLaws>(Prompt)> untruncated;
  std::function<Result<std::vector<std::uint64_t>>(Prompt, std::uint32_t node)> untruncated_row;
  std::function<Result<Found>(Prompt, std::size_t width, Decoding, const Schedule&)> beam;
  std::function<Result<Draw>(const TrieLaws&, const ItemLaw&, Decoding)> sampler;
  /// Computes a prompt and shows every operator with its inputs and outputs, up to the
  /// logits of the first position; with parallel heads those of all positions. The network
  /// throws where the prompt is none for it.
  std::function<void(Prompt, const Observer&)> observe;
};

/// The reference generator itself, with token laws changed by a rule. Network and
/// catalogue must outlive the subject.
[[nodiscard]] Subject reference_subject(const Network& network, const Catalogue& catalogue,
                                        const TokenRule& rule = {});

/// The network over the real numbers, by which a subject is judged.
struct Enclosures {
  std::function<EnclosedLaws(Subject::Prompt, int bits, Threads, Progress&)> laws;
  std::function<EnclosedLaws(Subject::Prompt, std::uint32_t leaf, int bits)> sequence;
};

/// Ball arithmetic on the weights (enclosed_network.hpp). Network and catalogue must outlive
/// it.
[[nodiscard]] Enclosures enclosures_of(const Network& network, const Catalogue& catalogue,
                                       double temperature = 1);

/// A history and what came next, as rows of the catalogue.
struct Observed {
  std::vector<std::uint32_t> history;
  std::uint32_t target = 0;
};

/// One check's outcome; the verdict's reason holds its figures, or the witness.
struct Check {
  std::string name;   ///< stable, e.g. "K2-sums"
  std::string claim;  ///< one line
  Verdict verdict;
  double seconds = 0;
};

struct CheckOptions {
  Threads threads;
  Seed seed;
  std::uint64_t samples = 100'000;  ///< for the e-value
  std::size_t enclosed = 1;         ///< histories whose whole trie is enclosed
  int bits = 192;                   ///< precision to begin with, >= 2
  TokenRule rule;                   ///< that the subject claims to follow
};

/// K1 to K8 of docs/generator.md, for the table that the catalogue was made of, the
/// network over the reals, and the subject that claims to compute it. `observed` holds
/// at least one example. Errors: those of the subject and of validate(rule), usage (no
/// example, a target that is none of the catalogue's items, a precision below 2 bits).
[[nodiscard]] Result<std::vector<Check>> check_generator(
    const Subject& subject, const Network& network, const Catalogue& catalogue, const Codes& codes,
    std::span<const Observed> observed, const CheckOptions& options,
    Progress& progress = Progress::none());

/// The same with a judge of one's own: for tests of the checks themselves.
[[nodiscard]] Result<std::vector<Check>> check_generator(
    const Subject& subject, const Enclosures& enclosures, const Network& network,
    const Catalogue& catalogue, const Codes& codes, std::span<const Observed> observed,
    const CheckOptions& options, Progress& progress = Progress::none());

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/parallel_laws.hpp"

#include <stdexcept>

#include "generator/decoding/sequence_score_kernel.hpp"

namespace sidproof::reference {

Result<std::vector<CodebookLaw>> position_laws(const Network& network, const Catalogue& catalogue,
                                               std::span<const std::uint32_t> prompt,
                                               const Executor& executor, CacheLayout layout,
                                               const TokenRule& rule) {
  if (!network.is_parallel())
    return fail(ErrorCode::usage, "a network with one head has no laws of its positions");
  if (auto valid = validate(rule); !valid) return tl::unexpected(valid.error());
  const auto session = Session::start(network, catalogue, prompt, 0, executor, layout);
  if (!session) return tl::unexpected(session.error());
  std::vector<CodebookLaw> laws;
  for (std::size_t j = 0; j < catalogue.length(); ++j) {
    const std::vector<float> logits = network.parallel_logits(
        session->root().hidden, j, catalogue.first_token(j), catalogue.codebook(j), executor);
    if (auto valid = finite(logits); !valid) return tl::unexpected(valid.error());
    laws.push_back(codebook_law(logits, rule));
  }
  return laws;
}

std::vector<std::int64_t> sequence_scores(const Catalogue& catalogue,
                                          std::span<const CodebookLaw> laws,
                                          const Executor& executor) {
  const std::size_t length = catalogue.length();
  std::vector<std::int64_t> logs;
  std::vector<std::uint32_t> begin;
  if (laws.size() != length) throw std::invalid_argument("not one law for each position");
  for (const CodebookLaw& law : laws) {
    if (law.log.size() != catalogue.codebook(begin.size()))
      throw std::invalid_argument("a law that is not over its position's codebook");
    begin.push_back(static_cast<std::uint32_t>(logs.size()));
    logs.insert(logs.end(), law.log.begin(), law.log.end());
  }
  const auto [first, end] = catalogue.leaves();
  const std::size_t sequences = end - first;
  std::vector<std::uint32_t> codes;
  codes.reserve(sequences * length);
  for (std::uint32_t leaf = first; leaf < end; ++leaf)
    for (const std::uint32_t code : catalogue.trie().prefix(leaf)) codes.push_back(code);
  std::vector<std::int64_t> scores(sequences);
  executor.run((sequences + SequenceScoreKernel::tile - 1) / SequenceScoreKernel::tile,
               SequenceScoreKernel{logs.data(), begin.data(), codes.data(), scores.data(),
                                   sequences, length});
  return scores;
}

}  // namespace sidproof::reference

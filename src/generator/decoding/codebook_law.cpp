// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/codebook_law.hpp"

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {

CodebookLaw codebook_law(std::span<const float> logits) {
  CodebookLaw law;
  law.logits.assign(logits.begin(), logits.end());
  law.weight.resize(logits.size());
  law.log.resize(logits.size());
  integer_weights(logits.data(), logits.size(), law.weight.data());
  fixed_logs(logits.data(), logits.size(), law.log.data());
  return law;
}

NodeLaw law_of_children(const Trie& trie, std::uint32_t node, const CodebookLaw& law) {
  NodeLaw result;
  for (const std::uint64_t weight : law.weight) result.outside += weight;
  std::vector<float> masked;
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child) {
    const std::uint32_t code = trie.token(child);
    result.weight.push_back(law.weight[code]);
    result.outside -= law.weight[code];
    result.log.push_back(law.log[code]);
    masked.push_back(law.logits[code]);
  }
  result.masked_log.resize(masked.size());
  fixed_logs(masked.data(), masked.size(), result.masked_log.data());
  return result;
}

NodeLaw law_of_children(const Trie& trie, std::uint32_t node, std::span<const float> logits) {
  return law_of_children(trie, node, codebook_law(logits));
}

}  // namespace sidproof::reference

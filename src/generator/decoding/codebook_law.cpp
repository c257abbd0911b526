// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/codebook_law.hpp"

#include "generator/arithmetic/token_law.hpp"

namespace sidproof::reference {
namespace {

// The log-probabilities of the softmax over `kept` codes alone; of the others cut_log.
std::vector<std::int64_t> logs_among(const CodebookLaw& law, std::span<const std::uint32_t> kept) {
  std::vector<std::int64_t> logs(law.logits.size(), cut_log);
  if (kept.empty()) return logs;
  std::vector<float> logits;
  for (const std::uint32_t code : kept) logits.push_back(law.logits[code]);
  std::vector<std::int64_t> values(kept.size());
  fixed_logs(logits.data(), logits.size(), values.data(), law.temperature);
  for (std::size_t i = 0; i < kept.size(); ++i) logs[kept[i]] = values[i];
  return logs;
}

}  // namespace

CodebookLaw codebook_law(std::span<const float> logits, const TokenRule& rule) {
  CodebookLaw law;
  law.logits.assign(logits.begin(), logits.end());
  law.temperature = rule.temperature;
  law.weight.resize(logits.size());
  integer_weights(logits.data(), logits.size(), law.weight.data(), rule.temperature);
  truncate(law.weight, rule);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t code = 0; code < logits.size(); ++code)
    if (law.weight[code] != 0) kept.push_back(code);
  law.log = logs_among(law, kept);
  return law;
}

NodeLaw law_of_children(const Trie& trie, std::uint32_t node, const CodebookLaw& law) {
  NodeLaw result;
  for (const std::uint64_t weight : law.weight) result.outside += weight;
  std::vector<std::uint32_t> kept;
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child) {
    const std::uint32_t code = trie.token(child);
    result.weight.push_back(law.weight[code]);
    result.outside -= law.weight[code];
    result.log.push_back(law.log[code]);
    if (law.weight[code] != 0) kept.push_back(code);
  }
  const std::vector<std::int64_t> masked = logs_among(law, kept);
  for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
    result.masked_log.push_back(masked[trie.token(child)]);
  return result;
}

NodeLaw law_of_children(const Trie& trie, std::uint32_t node, std::span<const float> logits) {
  return law_of_children(trie, node, codebook_law(logits));
}

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/check/check_host.hpp"

#include <string>

namespace sidproof::reference {
namespace {

// The first place where two arrays differ; their size for none.
template <class T>
std::size_t difference(const std::vector<T>& a, const std::vector<T>& b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  return i;
}

template <class T>
std::string told(const std::string& what, const std::vector<T>& host, const std::vector<T>& other) {
  if (host == other) return {};
  const std::size_t i = difference(host, other);
  if (i == host.size() || i == other.size()) return what + " are not as many";
  return what + " of node " + std::to_string(i) + ": " + std::to_string(other[i]) +
         ", by the host " + std::to_string(host[i]);
}

}  // namespace

Result<Verdict> check_host(const Subject& subject, const Network& network,
                           const Catalogue& catalogue, const Computed& computed, Threads threads) {
  const Network host(network.weights());
  const Executor executor({threads});
  const auto laws = trie_laws(host, catalogue, computed.prompt, executor);
  if (!laws) return tl::unexpected(laws.error());
  for (const std::string& text : {told("weights", laws->weight, computed.laws.weight),
                                  told("logs", laws->log, computed.laws.log),
                                  told("masked logs", laws->masked_log, computed.laws.masked_log),
                                  told("outside weights", laws->outside, computed.laws.outside)})
    if (!text.empty()) return Verdict::refuted(text);
  for (const Decoding decoding : {Decoding::raw, Decoding::local})
    for (const std::size_t width : {std::size_t{1}, std::size_t{7}, std::size_t{70}}) {
      const auto expected =
          beam_search(host, catalogue, computed.prompt, width, decoding, executor);
      if (!expected) return tl::unexpected(expected.error());
      const auto found = subject.beam(computed.prompt, width, decoding, Schedule{});
      if (!found) return tl::unexpected(found.error());
      if (found->results != expected->results || found->best_pruned != expected->best_pruned)
        return Verdict::refuted("a beam of width " + std::to_string(width) + " is not the host's");
    }
  return Verdict::holds(std::to_string(laws->weight.size()) + " nodes by " +
                        network.executor_name() + " and by the host");
}

}  // namespace sidproof::reference

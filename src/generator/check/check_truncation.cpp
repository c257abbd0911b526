// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// K2-truncation: integers against the templates of THEORY H7 over the rationals.
#include <algorithm>
#include <string>
#include <vector>

#include "decoding/truncation.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_parts.hpp"

namespace sidproof::reference {
namespace {

constexpr std::size_t compared_nodes = 48;

// The law of one codebook as a model of one level.
class Row {
 public:
  explicit Row(std::size_t codebook) : trie_(one_level(codebook)), codebook_(codebook) {}

  // What is left of a law: top-k, then top-p of that.
  [[nodiscard]] std::vector<FlintRational> truncated(std::vector<FlintRational> law,
                                                     const TokenRule& rule) const {
    law = cut(std::move(law), {rule.top_k, FlintRational(1)});
    const Rational p(rule.top_p);
    return cut(std::move(law), {0, FlintRational::parse(p.str())});
  }

 private:
  static Trie one_level(std::size_t codebook) {
    std::vector<std::uint32_t> codes(codebook);
    for (std::uint32_t code = 0; code < codebook; ++code) codes[code] = code;
    return *Trie::build(Codes::fixed(codebook, 1, std::move(codes)));
  }
  [[nodiscard]] std::vector<FlintRational> cut(std::vector<FlintRational> law,
                                               const Truncation<FlintRational>& rule) const {
    law.insert(law.begin(), FlintRational(1));
    const TrieModel<FlintRational> model(
        trie_, CodeSpace({static_cast<std::uint32_t>(codebook_)}), std::move(law),
        std::vector<FlintRational>(codebook_ + 1, FlintRational(0)));
    std::vector<FlintRational> masses = truncated_masses(model, kept_nodes(model, rule));
    masses.erase(masses.begin());
    return masses;
  }

  Trie trie_;
  std::size_t codebook_;
};

std::string at(std::uint32_t node, std::uint32_t code) {
  return "code " + std::to_string(code) + " after node " + std::to_string(node);
}

}  // namespace

Result<Verdict> check_truncation(const Subject& subject, const Catalogue& catalogue,
                                 const Computed& computed, const TokenRule& rule) {
  const Trie& trie = catalogue.trie();
  const std::uint32_t inner = catalogue.leaves().first;
  // Everywhere: no child that was cut is better than one that was kept, equal ones by code.
  const auto whole = subject.untruncated(computed.prompt);
  if (!whole) return tl::unexpected(whole.error());
  std::size_t cut = 0;
  for (std::uint32_t node = 0; node < inner; ++node) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      order.push_back(child);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return whole->weight[a] > whole->weight[b];
    });
    bool over = false;
    for (const std::uint32_t child : order) {
      const std::uint64_t weight = computed.laws.weight[child];
      if (weight == 0) ++cut;
      over = over || weight == 0;
      if (over && weight != 0)
        return Verdict::refuted(at(node, trie.token(child)) + " is kept, a better one is cut");
      if (weight != 0 && weight < whole->weight[child])
        return Verdict::refuted(at(node, trie.token(child)) + " is kept with less weight");
    }
  }
  // At some nodes the whole codebook.
  const FlintRational total(std::int64_t{1} << weight_bits);
  const std::uint32_t step = std::max<std::uint32_t>(1, inner / compared_nodes);
  std::size_t compared = 0;
  for (std::uint32_t node = 0; node < inner; node += step, ++compared) {
    const auto weights = subject.untruncated_row(computed.prompt, node);
    if (!weights) return tl::unexpected(weights.error());
    std::vector<FlintRational> law;
    Integer sum = 0;
    for (const std::uint64_t weight : *weights) {
      sum += weight;
      law.push_back(FlintRational(static_cast<std::int64_t>(weight)) / total);
    }
    if (sum != weight_total)
      return Verdict::refuted("before top-k and top-p the weights after node " +
                              std::to_string(node) + " add up to " + sum.str());
    const auto share = Row(weights->size()).truncated(std::move(law), rule);
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      const std::uint32_t code = trie.token(child);
      const FlintRational weight(static_cast<std::int64_t>(computed.laws.weight[child]));
      const FlintRational wanted = share[code] * total;
      const FlintRational off = weight < wanted ? wanted - weight : weight - wanted;
      if (!(off < FlintRational(1)) ||
          (computed.laws.weight[child] == 0) != (share[code] == FlintRational(0)))
        return Verdict::refuted(at(node, code) + " has the weight " + weight.text() +
                                ", its share is " + wanted.text());
    }
  }
  return Verdict::holds(std::to_string(cut) + " of " + std::to_string(trie.nodes() - 1) +
                        " edges cut, " + std::to_string(compared) +
                        " codebooks compared with exact shares");
}

}  // namespace sidproof::reference

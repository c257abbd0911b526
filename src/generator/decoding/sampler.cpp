// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/sampler.hpp"

#include <algorithm>

namespace sidproof::reference {

Integer uniform_below(RandomStream& random, const Integer& bound) {
  if (bound < 1) throw std::invalid_argument("there is no number below the bound");
  if (bound == 1) return 0;
  const std::size_t bits = msb(Integer(bound - 1)) + 1;
  while (true) {
    Integer u = 0;
    std::size_t left = bits;
    for (; left >= 64; left -= 64) u = (u << 64U) | random.bits64();
    if (left > 0) u = (u << left) | (random.bits64() >> (64 - left));
    if (u < bound) return u;
  }
}

Result<Sampler> Sampler::make(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                              Decoding decoding) {
  if (decoding == Decoding::raw)
    return fail(ErrorCode::usage, "RAW is no law on items and cannot be sampled as one", {},
                "sample from GLOBAL or LOCAL");
  if (!has_sizes(laws, catalogue) || law.mass.size() != catalogue.trie().nodes() ||
      law.completion.size() != catalogue.trie().nodes())
    return fail(ErrorCode::usage, "the laws are not the catalogue's");
  if (auto some = some_sequence_left(law); !some) return tl::unexpected(some.error());
  if (decoding == Decoding::local && local_dead_mass(catalogue, laws) != 0)
    return fail(ErrorCode::usage,
                "LOCAL is no law on the items: it can end at a prefix after which top-k and top-p "
                "cut every token of the trie",
                {}, "sample from GLOBAL, or take a larger top-k or top-p");
  return Sampler(catalogue, laws, law, decoding);
}

Sampler::Sampler(const Catalogue& catalogue, const TrieLaws& laws, const ItemLaw& law,
                 Decoding decoding)
    : catalogue_(&catalogue), laws_(&laws), law_(&law), decoding_(decoding) {
  const Trie& trie = catalogue.trie();
  inside_.assign(catalogue.leaves().first, 0);
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    inside_[trie.parent(node)] += laws.weight[node];
  if (decoding_ != Decoding::global) return;
  upto_.resize(trie.nodes());
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    upto_[node] = law.completion[node] * laws.weight[node];
    if (node != trie.first_child(trie.parent(node))) upto_[node] += upto_[node - 1];
  }
}

std::uint32_t Sampler::draw(const Seed& seed, std::uint64_t request, std::uint64_t sample) const {
  RandomStream random(stream(seed, request, sample));
  if (decoding_ == Decoding::global) return global_leaf(uniform_below(random, law_->inside()));
  std::uint32_t node = 0;
  while (!catalogue_->trie().is_leaf(node)) node = local_child(node, random.below(inside_[node]));
  return node;
}

std::uint32_t Sampler::global_leaf(Integer u) const {
  if (upto_.empty() || u < 0 || u >= law_->inside())
    throw std::invalid_argument("no number below GLOBAL's whole mass");
  const Trie& trie = catalogue_->trie();
  std::uint32_t node = 0;
  while (!trie.is_leaf(node)) {
    const auto first = upto_.begin() + trie.first_child(node);
    const auto found = std::upper_bound(first, upto_.begin() + trie.first_child(node + 1), u);
    if (found != first) u -= *(found - 1);
    node = static_cast<std::uint32_t>(found - upto_.begin());
    // A child's block is its completion times its weight.
    u /= laws_->weight[node];
  }
  return node;
}

std::uint32_t Sampler::local_child(std::uint32_t node, std::uint64_t u) const {
  if (node >= inside_.size() || u >= inside_[node])
    throw std::invalid_argument("no number below the mass inside an inner node");
  std::uint32_t child = catalogue_->trie().first_child(node);
  while (u >= laws_->weight[child]) u -= laws_->weight[child++];
  return child;
}

}  // namespace sidproof::reference

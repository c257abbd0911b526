// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/bulk_identity.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "exact/wide.hpp"
#include "random/philox_lanes.hpp"

namespace sidproof {
namespace {

constexpr std::uint64_t modulus = Mersenne61::modulus;

// A product of two residues is below 2^122: 32 of them and a residue fit in 128 bits.
constexpr std::size_t products_before_folding = 32;

// Congruent and below 2^67.
Wide folded(Wide sum) { return (sum & modulus) + (sum >> 61U); }

std::uint64_t residue(Wide sum) {
  const auto twice = static_cast<std::uint64_t>(folded(folded(sum)));
  return twice >= modulus ? twice - modulus : twice;
}

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  const Wide wide = static_cast<Wide>(a) * b;
  const std::uint64_t sum =
      (static_cast<std::uint64_t>(wide) & modulus) + static_cast<std::uint64_t>(wide >> 61U);
  return sum >= modulus ? sum - modulus : sum;
}

std::uint64_t difference(std::uint64_t a, std::uint64_t b) {
  return a >= b ? a - b : a + modulus - b;
}

BulkIdentity::Residues residues(const std::array<Wide, BulkIdentity::lanes>& sums) {
  BulkIdentity::Residues result;
  for (std::size_t l = 0; l < sums.size(); ++l) result[l] = Mersenne61::from_bits(residue(sums[l]));
  return result;
}

}  // namespace

BulkIdentity::BulkIdentity(const Trie& trie, const CodeSpace& space)
    : full_(trie.nodes(), false), into_(trie.nodes()), below_(trie.nodes()) {
  for (std::size_t depth = 0; depth < space.length() && depth <= trie.depth(); ++depth)
    for (std::size_t node = trie.level(depth).first; node < trie.level(depth).second; ++node)
      full_[node] = trie.child_count(node) == space.alphabet(depth);
  for (std::size_t node = 0; node < trie.nodes(); ++node) {
    first_child_.push_back(trie.first_child(node));
    terminals_.push_back(trie.terminals(node));
    below_[node].fill(trie.terminals(node));
  }
  first_child_.push_back(trie.first_child(trie.nodes()));
  for (std::size_t row = 0; row < trie.rows(); ++row) {
    for (std::uint32_t node = trie.node_of_row(row); node != 0; node = trie.parent(node))
      paths_.push_back(node);
    path_end_.push_back(paths_.size());
  }
}

void BulkIdentity::draw(const Seed& seed, std::uint64_t first) {
  std::array<Seed, lanes> seeds;
  for (std::size_t l = 0; l < lanes; ++l) seeds[l] = seed.derive(first + l);
  PhiloxLanes<lanes> random(seeds);
  Values now{};
  Values next{};
  bool waiting = false;
  for (std::size_t node = 0; node < full_.size(); ++node) {
    const std::uint32_t end = first_child_[node + 1];
    const bool full = full_[node];
    Values rest;
    rest.fill(1);
    for (std::uint32_t child = first_child_[node]; child < end; ++child) {
      Values& into = into_[child];
      if (full && child + 1 == end) {
        into = rest;
        break;
      }
      if (waiting)
        now = next;
      else
        random.next(now, next);
      waiting = !waiting;
      for (std::size_t l = 0; l < lanes; ++l) {
        const std::uint64_t once = (now[l] & modulus) + (now[l] >> 61U);
        into[l] = once >= modulus ? once - modulus : once;
        rest[l] = difference(rest[l], into[l]);
      }
    }
  }
}

BulkIdentity::Residues BulkIdentity::sum_of_products() const {
  std::array<Wide, lanes> sums{};
  std::size_t begin = 0;
  for (std::size_t row = 0; row < path_end_.size(); ++row) {
    const std::size_t end = path_end_[row];
    Values mass;
    mass.fill(1);
    if (begin != end) mass = into_[paths_[begin]];
    for (std::size_t step = begin + 1; step + 1 < end; ++step) {
      const Values& into = into_[paths_[step]];
      for (std::size_t l = 0; l < lanes; ++l) mass[l] = product(mass[l], into[l]);
    }
    if (end - begin > 1) {
      const Values& into = into_[paths_[end - 1]];
      for (std::size_t l = 0; l < lanes; ++l) sums[l] += static_cast<Wide>(mass[l]) * into[l];
    } else {
      for (std::size_t l = 0; l < lanes; ++l) sums[l] += mass[l];
    }
    if (row % products_before_folding == products_before_folding - 1)
      for (Wide& sum : sums) sum = folded(sum);
    begin = end;
  }
  return residues(sums);
}

BulkIdentity::Residues BulkIdentity::backward() {
  for (std::size_t node = full_.size(); node-- > 0;) {
    const std::uint32_t begin = first_child_[node];
    const std::uint32_t end = first_child_[node + 1];
    if (begin == end) continue;
    std::array<Wide, lanes> sums;
    sums.fill(terminals_[node]);
    for (std::uint32_t child = begin; child < end; ++child) {
      const Values& into = into_[child];
      const Values& below = below_[child];
      for (std::size_t l = 0; l < lanes; ++l) sums[l] += static_cast<Wide>(into[l]) * below[l];
      if ((child - begin) % products_before_folding == products_before_folding - 1)
        for (Wide& sum : sums) sum = folded(sum);
    }
    for (std::size_t l = 0; l < lanes; ++l) below_[node][l] = residue(sums[l]);
  }
  Residues z;
  for (std::size_t l = 0; l < lanes; ++l) z[l] = Mersenne61::from_bits(below_[0][l]);
  return z;
}

BulkIdentity::Routes BulkIdentity::check(const Seed& seed, std::uint64_t first) {
  draw(seed, first);
  return {sum_of_products(), backward()};
}

BulkRun check_models(const Trie& trie, const CodeSpace& space, const Seed& seed,
                     std::uint64_t models, Threads threads) {
  constexpr std::uint64_t models_a_task = std::uint64_t{1} << 16U;
  struct Part {
    std::uint64_t z_is_one = 0;
    Mersenne61 sum;
    std::optional<std::uint64_t> differs;
    Mersenne61 by_items;
    Mersenne61 backward;
  };
  std::vector<Part> parts(static_cast<std::size_t>((models + models_a_task - 1) / models_a_task));
  parallel_for(threads, parts.size(), [&](std::size_t task) {
    BulkIdentity identity(trie, space);
    Part& part = parts[task];
    const std::uint64_t end = std::min(models, (task + 1) * models_a_task);
    for (std::uint64_t first = task * models_a_task; first < end; first += BulkIdentity::lanes) {
      const BulkIdentity::Routes z = identity.check(seed, first);
      for (std::size_t l = 0; l < BulkIdentity::lanes && first + l < end; ++l) {
        part.z_is_one += z.by_items[l] == Mersenne61(1) ? 1U : 0U;
        part.sum += z.by_items[l];
        if (z.by_items[l] == z.backward[l] || part.differs) continue;
        part.differs = first + l;
        part.by_items = z.by_items[l];
        part.backward = z.backward[l];
      }
    }
  });
  BulkRun run;
  run.models = models;
  run.verdict = Verdict::holds();
  Mersenne61 sum(0);
  for (const Part& part : parts) {
    run.z_is_one += part.z_is_one;
    sum += part.sum;
    if (part.differs && run.verdict.truth == Truth::holds)
      run.verdict = Verdict::refuted("model " + std::to_string(*part.differs) + ": Z by items " +
                                     text_of(part.by_items) + " is not Z backwards " +
                                     text_of(part.backward));
  }
  run.checksum = sum.value();
  return run;
}

}  // namespace sidproof

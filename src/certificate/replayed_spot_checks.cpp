// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/replayed_spot_checks.hpp"

#include <algorithm>
#include <utility>

#include "certificate/sha256.hpp"
#include "random/stream.hpp"

namespace sidproof {
namespace {

// All items of one length have one mass under the uniform model.
Rational z_of_uniform(const PrefixLevels& levels) {
  Integer numerator = 0;
  Integer denominator = 1;
  for (std::size_t level = 0; level <= levels.depth(); ++level) {
    if (level > 0) {
      numerator *= levels.codebooks[level - 1];
      denominator *= levels.codebooks[level - 1];
    }
    for (const std::uint32_t ends : levels.ends[level]) numerator += ends;
  }
  return {numerator, denominator};
}

// Z * W^depth, an integer: products of the weights along each sequence.
Rational z_of_weights(const PrefixLevels& levels, const Seed& seed) {
  RandomStream random(seed.derive(stream_of_weights));
  std::vector<Integer> reached = {1};
  Integer z = levels.ends[0][0];
  for (std::size_t level = 0; level < levels.depth(); ++level) {
    std::vector<Integer> next;
    next.reserve(levels.width(level + 1));
    z *= weight_of_a_row;
    for (std::size_t prefix = 0; prefix < levels.width(level); ++prefix) {
      const std::uint32_t children = levels.children[level][prefix];
      std::uint64_t rest = weight_of_a_row;
      for (std::uint32_t child = 0; child < children; ++child) {
        const bool takes_rest = levels.is_full(level, prefix) && child + 1 == children;
        const std::uint64_t weight =
            takes_rest ? rest : 1 + random.below((weight_of_a_row - 1) / children);
        rest -= weight;
        next.push_back(reached[prefix] * weight);
        z += next.back() * levels.ends[level + 1][next.size() - 1];
      }
    }
    reached = std::move(next);
  }
  Integer denominator = 1;
  for (std::size_t level = 0; level < levels.depth(); ++level) denominator *= weight_of_a_row;
  return {z, denominator};
}

// The emitter's Z: how many item sequences begin the emitted one. Their runs stand
// before its own, and share ever fewer tokens with it.
std::uint64_t items_that_begin(const SortedRows& rows, std::size_t run) {
  std::uint64_t items = rows.items[run];
  std::uint32_t common = rows.length[run];
  for (std::size_t before = run; before > 0; --before) {
    common = std::min(common, rows.shared[before]);
    if (rows.length[before - 1] == common) items += rows.items[before - 1];
  }
  return items;
}

std::size_t run_of_row(const SortedRows& rows, std::uint64_t row) {
  for (std::size_t run = 0; run < rows.runs(); ++run)
    for (std::uint32_t place = rows.begin[run]; place < rows.begin[run + 1]; ++place)
      if (rows.order[place] == row) return run;
  return rows.runs();
}

// The run whose sequence is longest among those that begin with this one's; among
// equally long ones the one of the first row.
std::size_t longest_extension(const SortedRows& rows, std::size_t run) {
  std::size_t longest = run;
  for (std::size_t next = run + 1; next < rows.runs() && rows.shared[next] >= rows.length[run];
       ++next) {
    const bool longer = rows.length[next] > rows.length[longest];
    const bool as_long = longest != run && rows.length[next] == rows.length[longest];
    if (longer || (as_long && rows.order[rows.begin[next]] < rows.order[rows.begin[longest]]))
      longest = next;
  }
  return longest;
}

std::uint64_t z_of_emitter(const SortedRows& rows, const CertifiedWitnesses& witnesses) {
  if (!witnesses.collision && !witnesses.prefix && witnesses.unused) return 0;
  std::uint64_t row = 0;
  if (witnesses.prefix) row = witnesses.prefix->first;
  if (witnesses.collision) row = witnesses.collision->first;
  return items_that_begin(rows, longest_extension(rows, run_of_row(rows, row)));
}

}  // namespace

bool has_spot_checks(const CertifiedShape& shape) {
  std::uint64_t nodes = 0;
  for (const std::uint64_t level : shape.nodes) nodes += level;
  return nodes <= most_spot_checked / std::max<std::uint64_t>(shape.max_length, 1);
}

std::string stated_fraction(const Rational& z) {
  constexpr std::size_t longest = 1024;
  std::string text = z.str();
  return text.size() <= longest ? text : "sha256:" + sha256_hex(text);
}

std::vector<CertifiedSpotCheck> replayed_spot_checks(const SortedRows& rows,
                                                     const PrefixLevels& levels, const Seed& seed,
                                                     const CertifiedWitnesses& witnesses) {
  return {{"uniform", stated_fraction(z_of_uniform(levels))},
          {"weighted", stated_fraction(z_of_weights(levels, seed))},
          {"emitter", stated_fraction(Rational(z_of_emitter(rows, witnesses)))}};
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/certificate/replayed_laws.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <utility>

#include "certificate/sha256.hpp"
#include "exact/wide.hpp"
#include "generator/arithmetic/elementary.hpp"

namespace sidproof::reference {
namespace {

constexpr std::uint64_t total = std::uint64_t{1} << 48U;

// 2^48 shared out by the softmax: one unit each, the rest by differences of rounded
// running sums of the exponentials, which are cut to 62 - ceil(log2 count) bits.
std::vector<std::uint64_t> shared_out(const std::vector<float>& logits) {
  const std::size_t count = logits.size();
  int width = 0;
  while ((std::size_t{1} << static_cast<unsigned>(width)) < count) ++width;
  const double most = double{*std::max_element(logits.begin(), logits.end())};
  std::vector<std::uint64_t> upto(count + 1, 0);
  for (std::size_t i = 0; i < count; ++i)
    upto[i + 1] = upto[i] + static_cast<std::uint64_t>(
                                std::ldexp(exponential(double{logits[i]} - most), 62 - width));
  const auto place = [&](std::size_t i) {
    return static_cast<std::uint64_t>(Wide{upto[i]} * (total - count) / upto[count]);
  };
  std::vector<std::uint64_t> weights(count);
  for (std::size_t i = 0; i < count; ++i) weights[i] = 1 + place(i + 1) - place(i);
  return weights;
}

// The log-softmax in units of 2^-40 nats, at least -1024 nats.
std::vector<std::int64_t> log_softmax(const std::vector<float>& logits) {
  const double most = double{*std::max_element(logits.begin(), logits.end())};
  double lane[32] = {};
  for (std::size_t i = 0; i < logits.size(); ++i)
    lane[i % 32] = lane[i % 32] + exponential(double{logits[i]} - most);
  for (std::size_t width = 16; width >= 1; width /= 2)
    for (std::size_t l = 0; l < width; ++l) lane[l] = lane[l] + lane[l + width];
  const double normaliser = logarithm(lane[0]);
  std::vector<std::int64_t> logs;
  for (const float logit : logits) {
    const double nats = std::max(double{logit} - most - normaliser, -1024.0);
    logs.push_back(std::min<std::int64_t>(0, std::llrint(std::ldexp(nats, 40))));
  }
  return logs;
}

class Descent {
 public:
  Descent(const ReplayedNetwork& network, const ReplayedPrefixes& prefixes, ReplayedLaws& laws)
      : network_(&network), prefixes_(&prefixes), laws_(&laws) {}

  // The law at a prefix whose last token has this hidden state.
  void law(std::size_t level, std::uint32_t prefix, const std::vector<float>& hidden) {
    const std::vector<float> logits =
        network_->logits(hidden, prefixes_->first_token[level], prefixes_->levels.codebooks[level]);
    for (const float logit : logits)
      if (!std::isfinite(logit)) {
        overflowed_ = true;
        return;
      }
    const auto weights = shared_out(logits);
    const auto logs = log_softmax(logits);
    const std::uint32_t begin = prefixes_->first_child[level][prefix];
    const std::uint32_t end = prefixes_->first_child[level][prefix + 1];
    std::vector<float> inside;
    std::uint64_t outside = total;
    for (std::uint32_t child = begin; child < end; ++child) {
      const std::uint32_t code = prefixes_->levels.token[level + 1][child];
      laws_->weight[level + 1][child] = weights[code];
      laws_->log[level + 1][child] = logs[code];
      inside.push_back(logits[code]);
      outside -= weights[code];
    }
    laws_->outside[level][prefix] = outside;
    const auto masked = log_softmax(inside);
    std::copy(masked.begin(), masked.end(),
              laws_->masked_log[level + 1].begin() + static_cast<std::ptrdiff_t>(begin));
  }

  // The law at a prefix and at all that begin with it; the memory ends before its last
  // token, and does so again afterwards.
  void descend(std::size_t level, std::uint32_t prefix, ReplayedNetwork::Memory& memory) {
    if (level == prefixes_->length()) return;
    const std::uint32_t code = prefixes_->levels.token[level][prefix];
    law(level, prefix, network_->step(memory, prefixes_->first_token[level - 1] + code));
    for (std::uint32_t child = prefixes_->first_child[level][prefix];
         child < prefixes_->first_child[level][prefix + 1]; ++child)
      descend(level + 1, child, memory);
    memory.forget();
  }

  [[nodiscard]] bool overflowed() const { return overflowed_; }

 private:
  const ReplayedNetwork* network_;
  const ReplayedPrefixes* prefixes_;
  ReplayedLaws* laws_;
  std::atomic<bool> overflowed_ = false;
};

}  // namespace

std::vector<std::uint32_t> ReplayedPrefixes::codes(std::size_t level, std::uint32_t prefix) const {
  std::vector<std::uint32_t> codes(level);
  for (; level > 0; --level) {
    codes[level - 1] = levels.token[level][prefix];
    prefix = parent[level][prefix];
  }
  return codes;
}

ReplayedPrefixes replayed_prefixes(const Table& table, std::size_t items,
                                   std::span<const std::uint64_t> codebooks) {
  // A row is an item here, whatever its id.
  Table first;
  std::vector<std::uint32_t> tokens;
  for (std::size_t row = 0; row < items; ++row)
    for (const std::uint32_t token : table.codes.row(row)) tokens.push_back(token);
  first.codes = Codes::fixed(items, codebooks.size(), std::move(tokens));
  first.items = ItemIds::row_numbers(items);
  const SortedRows rows = sort_rows(first);
  ReplayedPrefixes prefixes;
  prefixes.levels = prefix_levels(first, rows, codebooks);
  const std::size_t length = codebooks.size();
  prefixes.first_child.resize(length + 1);
  prefixes.parent.resize(length + 1);
  prefixes.parent[0] = {0};
  for (std::size_t level = 0; level <= length; ++level) {
    std::uint32_t next = 0;
    for (std::uint32_t prefix = 0; prefix < prefixes.levels.width(level); ++prefix) {
      prefixes.first_child[level].push_back(next);
      next += prefixes.levels.children[level][prefix];
      if (level < length) prefixes.parent[level + 1].resize(next, prefix);
    }
    prefixes.first_child[level].push_back(next);
  }
  prefixes.leaf_of_row.resize(items);
  for (std::uint32_t run = 0; run < rows.runs(); ++run)
    for (std::uint32_t place = rows.begin[run]; place < rows.begin[run + 1]; ++place)
      prefixes.leaf_of_row[rows.order[place]] = run;
  std::uint32_t token = 1;
  for (const std::uint64_t codebook : codebooks) {
    prefixes.first_token.push_back(token);
    token += static_cast<std::uint32_t>(codebook);
  }
  return prefixes;
}

Result<ReplayedLaws> replayed_laws(const ReplayedNetwork& network, const ReplayedPrefixes& prefixes,
                                   std::span<const std::uint32_t> prompt, Threads threads) {
  ReplayedLaws laws;
  for (std::size_t level = 0; level <= prefixes.length(); ++level) {
    const std::size_t width = prefixes.levels.width(level);
    laws.weight.emplace_back(width, 0);
    laws.log.emplace_back(width, 0);
    laws.masked_log.emplace_back(width, 0);
    laws.outside.emplace_back(level < prefixes.length() ? width : 0, 0);
  }
  ReplayedNetwork::Memory memory = network.empty();
  std::vector<float> hidden;
  for (const std::uint32_t token : prompt) hidden = network.step(memory, token);
  Descent descent(network, prefixes, laws);
  descent.law(0, 0, hidden);
  parallel_for(threads, prefixes.levels.width(1), [&](std::size_t child) {
    ReplayedNetwork::Memory own = memory;
    descent.descend(1, static_cast<std::uint32_t>(child), own);
  });
  if (descent.overflowed())
    return fail(ErrorCode::out_of_range,
                "the network overflowed: a logit is infinite or no number");
  return laws;
}

std::string replayed_laws_hash(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws) {
  Sha256 hash;
  hash.bytes("sidproof.generator-laws/1\n").number(prefixes.levels.nodes());
  for (std::size_t level = 1; level <= prefixes.length(); ++level)
    for (std::size_t i = 0; i < laws.weight[level].size(); ++i)
      hash.number(laws.weight[level][i])
          .number(static_cast<std::uint64_t>(laws.log[level][i]))
          .number(static_cast<std::uint64_t>(laws.masked_log[level][i]));
  for (const auto& level : laws.outside)
    for (const std::uint64_t outside : level) hash.number(outside);
  return hex(hash.finish());
}

std::vector<Integer> leaf_masses(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws) {
  std::vector<Integer> masses;
  for (std::uint32_t leaf = 0; leaf < prefixes.leaves(); ++leaf) {
    Integer mass = 1;
    std::uint32_t prefix = leaf;
    for (std::size_t level = prefixes.length(); level > 0; --level) {
      mass *= laws.weight[level][prefix];
      prefix = prefixes.parent[level][prefix];
    }
    masses.push_back(std::move(mass));
  }
  return masses;
}

std::string replayed_gradient_hash(const ReplayedPrefixes& prefixes, const ReplayedLaws& laws,
                                   std::span<const Integer> masses) {
  const std::size_t length = prefixes.length();
  // What the items below each prefix weigh, item by item.
  std::vector<std::vector<Integer>> below(length + 1);
  for (std::size_t level = 0; level <= length; ++level)
    below[level].resize(prefixes.levels.width(level), Integer(0));
  for (const std::uint32_t leaf : prefixes.leaf_of_row) {
    std::uint32_t prefix = leaf;
    for (std::size_t level = length;; --level) {
      below[level][prefix] += masses[leaf];
      if (level == 0) break;
      prefix = prefixes.parent[level][prefix];
    }
  }
  Sha256 hash;
  hash.bytes("sidproof.generator-gradient/1\n").number(prefixes.levels.nodes());
  for (std::size_t level = 1; level <= length; ++level)
    for (std::size_t i = 0; i < below[level].size(); ++i) {
      const Integer all = below[level - 1][prefixes.parent[level][i]];
      hash.text(Integer(below[level][i] * total - all * laws.weight[level][i]).str());
    }
  for (std::size_t level = 0; level < length; ++level)
    for (std::size_t i = 0; i < below[level].size(); ++i)
      hash.text(Integer(-(below[level][i] * laws.outside[level][i])).str());
  return hex(hash.finish());
}

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>

#include "generator/arithmetic/block.hpp"
#include "generator/arithmetic/elementary.hpp"
#include "generator/arithmetic/host_device.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/step_trie.hpp"

namespace sidproof::reference {

// The kernels of one step of beam search for several requests at once. The beams of a
// request stand in the order of their nodes, so its candidates, the edges out of its
// beams one after the other, stand in the order of the nodes they lead to: an order by
// score that keeps the order of candidates among equals is the order H5. A score is at
// most 0; its key is its negative, so that small keys are good. No key is `no_candidate`.

inline constexpr std::uint64_t no_candidate = ~std::uint64_t{0};

/// The beams of all requests on one level: `width` places a request, of which the first
/// `count` are taken.
struct BeamsView {
  std::uint32_t* node;
  std::int64_t* score;
  std::uint32_t* count;  ///< per request
  std::uint32_t width;
};

/// Candidates: `capacity` places a request. Beam i of a request offers those from
/// offset[i] up to offset[i + 1], a request's offsets being width + 1 numbers.
struct CandidatesView {
  std::uint32_t* offset;
  std::uint64_t* key;
  std::uint32_t* index;
  std::uint32_t capacity;
};

/// Per request: the prefix sum over the beams' degrees. A block is a request.
struct OffsetsKernel {
  StepTrieView trie;
  BeamsView beams;
  std::uint32_t* offset;

  static constexpr unsigned most_threads = 1024;
  [[nodiscard]] std::size_t shared() const { return most_threads; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::uint32_t* node = beams.node + block.index() * beams.width;
    std::uint32_t* out = offset + block.index() * (beams.width + std::size_t{1});
    const std::uint32_t count = beams.count[block.index()];
    double* sums = block.shared();  // of degrees: far below 2^53
    const unsigned threads = block.threads() < most_threads ? block.threads() : most_threads;
    const std::uint32_t share = (count + threads - 1) / threads;
    const auto begin = [share, count](unsigned thread) {
      const std::uint32_t first = thread * share;
      return first < count ? first : count;
    };
    block.phase([&](unsigned thread) {
      if (thread >= threads) return;
      std::uint32_t sum = 0;
      for (std::uint32_t i = begin(thread); i < begin(thread + 1); ++i)
        sum += trie.edge(node[i] + 1) - trie.edge(node[i]);
      sums[thread] = static_cast<double>(sum);
    });
    block.phase([&](unsigned thread) {
      if (thread != 0) return;
      double running = 0;
      for (unsigned t = 0; t < threads; ++t) {
        const double sum = sums[t];
        sums[t] = running;
        running = running + sum;
      }
      for (std::uint32_t i = count; i <= beams.width; ++i)
        out[i] = static_cast<std::uint32_t>(running);
    });
    block.phase([&](unsigned thread) {
      if (thread >= threads) return;
      auto running = static_cast<std::uint32_t>(sums[thread]);
      for (std::uint32_t i = begin(thread); i < begin(thread + 1); ++i) {
        out[i] = running;
        running += trie.edge(node[i] + 1) - trie.edge(node[i]);
      }
    });
  }
};

/// Empties the places of candidates and numbers them. A block is `share` places.
struct ClearKernel {
  CandidatesView candidates;
  std::size_t places;  ///< of all requests

  static constexpr std::size_t share = 1024;
  [[nodiscard]] std::size_t shared() const { return 0; }
  [[nodiscard]] std::size_t blocks() const { return (places + share - 1) / share; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t begin = block.index() * share;
    const std::size_t end = begin + share < places ? begin + share : places;
    block.phase([&](unsigned thread) {
      for (std::size_t i = begin + thread; i < end; i += block.threads()) {
        candidates.key[i] = no_candidate;
        candidates.index[i] = static_cast<std::uint32_t>(i % candidates.capacity);
      }
    });
  }
};

/// The candidates of one beam from the logits of its codebook, by the fixed-point
/// log-probabilities (token_law.hpp). A block is a beam's place.
struct StepScoreKernel {
  StepTrieView trie;
  BeamsView beams;
  CandidatesView candidates;
  const float* logits;  ///< requests x width x codebook
  std::size_t codebook;
  bool masked;  ///< LOCAL: over the trie's children alone
  std::uint32_t* overflow;

  [[nodiscard]] std::size_t shared() const { return 64; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t request = block.index() / beams.width;
    const std::size_t beam = block.index() % beams.width;
    if (beam >= beams.count[request]) return;
    const float* row = logits + block.index() * codebook;
    const std::uint32_t node = beams.node[block.index()];
    const std::uint32_t first = trie.edge(node);
    const std::uint32_t degree = trie.edge(node + 1) - first;
    const StepTrieView& edges = trie;
    const bool mask = masked;
    const auto logit = [row, first, mask, &edges](std::size_t i) {
      return static_cast<double>(row[mask ? edges.code(first + static_cast<std::uint32_t>(i)) : i]);
    };
    const std::size_t count = masked ? degree : codebook;
    double* most = block.shared() + 32;
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i < codebook; i += block.threads())
        if (!(row[i] - row[i] == 0.0F)) *overflow = 1;
      for (std::size_t lane = thread; lane < 32; lane += block.threads()) {
        double largest_here = logit(0);
        for (std::size_t i = lane; i < count; i += 32)
          if (logit(i) > largest_here) largest_here = logit(i);
        most[lane] = largest_here;
      }
    });
    block.phase([&](unsigned thread) {
      if (thread != 0) return;
      for (unsigned lane = 1; lane < 32; ++lane)
        if (most[lane] > most[0]) most[0] = most[lane];
    });
    block_lane_sum(block, block.shared(), count,
                   [&](std::size_t i) { return exponential(logit(i) - most[0]); });
    block.phase([&](unsigned thread) {
      const double normaliser = logarithm(block.shared()[0]);
      const std::uint32_t* offset =
          candidates.offset + request * (beams.width + std::size_t{1}) + beam;
      std::uint64_t* out = candidates.key + request * candidates.capacity + *offset;
      for (std::uint32_t j = thread; j < degree; j += block.threads()) {
        const auto chosen = static_cast<double>(row[trie.code(first + j)]);
        const std::int64_t score =
            beams.score[block.index()] + fixed_log((chosen - most[0]) - normaliser);
        out[j] = static_cast<std::uint64_t>(-score);
      }
    });
  }
};

/// What a search cut off, per request.
struct PrunedView {
  std::uint64_t* key;  ///< no_candidate: nothing so far
  std::uint32_t* node;
};

/// The candidate `index` of a request, resolved.
struct Resolved {
  std::uint32_t beam;
  std::uint32_t edge;
};

[[nodiscard]] SIDPROOF_HOST_DEVICE inline Resolved resolve(const StepTrieView& trie,
                                                           const std::uint32_t* node,
                                                           const std::uint32_t* offset,
                                                           std::uint32_t beams,
                                                           std::uint32_t index) {
  std::uint32_t low = 0;  // the last beam whose offset is not above the index
  std::uint32_t high = beams;
  while (high - low > 1) {
    const std::uint32_t middle = low + (high - low) / 2;
    if (offset[middle] <= index)
      low = middle;
    else
      high = middle;
  }
  return {low, trie.edge(node[low]) + (index - offset[low])};
}

/// After the candidates were put in order: keeps the first ones' numbers, to be put in
/// the order of candidates, and remembers the best that was cut off. A block is a request.
struct KeepKernel {
  StepTrieView trie;
  BeamsView beams;
  CandidatesView candidates;  ///< in order
  BeamsView next;
  std::uint64_t* kept;       ///< requests x next.width: numbers of candidates
  std::uint32_t* kept_rank;  ///< their places in the order of scores
  PrunedView pruned;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t request = block.index();
    const std::uint32_t* offset = candidates.offset + request * (beams.width + std::size_t{1});
    const std::uint64_t* key = candidates.key + request * candidates.capacity;
    const std::uint32_t* index = candidates.index + request * candidates.capacity;
    const std::uint32_t all = offset[beams.width];
    const std::uint32_t count = all < next.width ? all : next.width;
    block.phase([&](unsigned thread) {
      for (std::uint32_t i = thread; i < next.width; i += block.threads()) {
        kept[request * next.width + i] = i < count ? index[i] : no_candidate;
        kept_rank[request * next.width + i] = i;
      }
      if (thread != 0) return;
      next.count[request] = count;
      if (all <= count || key[count] >= pruned.key[request]) return;
      const Resolved cut = resolve(trie, beams.node + request * beams.width, offset,
                                   beams.count[request], index[count]);
      pruned.key[request] = key[count];
      pruned.node[request] = StepTrieView::child(cut.edge);
    });
  }
};

/// Rows of the next batch, for a network that is to compute the tokens of new beams. Places
/// that are not taken repeat the first beam, in slots of their own.
struct RowsView {
  std::uint32_t* token;
  std::uint32_t* position;
  const std::uint32_t* slot;
  const std::size_t* before_begin;  ///< path_begin of the beams that were
  const std::uint32_t* before;      ///< their paths
  const std::size_t* path_begin;
  std::uint32_t* path;
  std::uint32_t first_token;  ///< of the level's codebook
};

/// The next beams from the kept candidates in their order. A block is a beam's place.
struct AdvanceKernel {
  StepTrieView trie;
  BeamsView beams;
  CandidatesView candidates;
  BeamsView next;
  const std::uint64_t* kept;
  const std::uint32_t* kept_rank;
  RowsView rows;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t row = block.index();
    const std::size_t request = row / next.width;
    const std::size_t source = row % next.width < next.count[request] ? row : request * next.width;
    const Resolved from = resolve(trie, beams.node + request * beams.width,
                                  candidates.offset + request * (beams.width + std::size_t{1}),
                                  beams.count[request], static_cast<std::uint32_t>(kept[source]));
    const std::size_t begin = rows.path_begin[row];
    const std::size_t length = rows.path_begin[row + 1] - begin;
    const std::uint32_t* before =
        rows.before + rows.before_begin[request * beams.width + from.beam];
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i + 1 < length; i += block.threads())
        rows.path[begin + i] = before[i];
      if (thread != 0) return;
      rows.path[begin + length - 1] = rows.slot[row];
      rows.token[row] = rows.first_token + trie.code(from.edge);
      rows.position[row] = static_cast<std::uint32_t>(length - 1);
      next.node[row] = StepTrieView::child(from.edge);
      next.score[row] = -static_cast<std::int64_t>(
          candidates.key[request * candidates.capacity + kept_rank[source]]);
    });
  }
};

/// The results from the candidates of the last level, in order. A block is a request.
struct ResultKernel {
  StepTrieView trie;
  BeamsView beams;
  CandidatesView candidates;
  BeamsView results;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t request = block.index();
    const std::uint32_t* offset = candidates.offset + request * (beams.width + std::size_t{1});
    block.phase([&](unsigned thread) {
      for (std::uint32_t i = thread; i < results.count[request]; i += block.threads()) {
        const std::size_t at = request * candidates.capacity + i;
        const Resolved from = resolve(trie, beams.node + request * beams.width, offset,
                                      beams.count[request], candidates.index[at]);
        results.node[request * results.width + i] = StepTrieView::child(from.edge);
        results.score[request * results.width + i] = -static_cast<std::int64_t>(candidates.key[at]);
      }
    });
  }
};

/// Logits between -8 and 8 that follow from their places (the finaliser of MurmurHash3). A
/// block is `share` places.
struct NoiseKernel {
  float* logits;
  std::size_t places;

  static constexpr std::size_t share = 1024;
  [[nodiscard]] std::size_t shared() const { return 0; }
  [[nodiscard]] std::size_t blocks() const { return (places + share - 1) / share; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const std::size_t begin = block.index() * share;
    const std::size_t end = begin + share < places ? begin + share : places;
    block.phase([&](unsigned thread) {
      for (std::size_t i = begin + thread; i < end; i += block.threads()) {
        auto h = static_cast<std::uint32_t>(i) + 1;
        h = (h ^ (h >> 16U)) * 0x85ebca6bU;
        h = (h ^ (h >> 13U)) * 0xc2b2ae35U;
        h = h ^ (h >> 16U);
        logits[i] = static_cast<float>(static_cast<double>(h >> 8U) / 1048576.0 - 8.0);
      }
    });
  }
};

/// Copies some rows. A block is a row.
struct GatherKernel {
  const float* from;
  const std::uint32_t* which;
  float* to;
  std::size_t width;

  [[nodiscard]] std::size_t shared() const { return 0; }

  template <class Block>
  SIDPROOF_HOST_DEVICE void operator()(const Block& block) const {
    const float* in = from + which[block.index()] * width;
    float* out = to + block.index() * width;
    block.phase([&](unsigned thread) {
      for (std::size_t i = thread; i < width; i += block.threads()) out[i] = in[i];
    });
  }
};

}  // namespace sidproof::reference

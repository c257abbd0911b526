// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/least_losses.hpp"

#include <algorithm>
#include <cstddef>
#include <unordered_map>
#include <vector>

namespace sidproof {

namespace {

// sum of c * n ln n over counts n, collected by n so that the exact sum has one
// term per distinct count.
class CountLogs {
 public:
  void add(std::uint64_t n) { ++times_[n]; }
  void subtract(std::uint64_t n) { --times_[n]; }

  [[nodiscard]] LogSum sum() const {
    LogSum result;
    for (const auto& [n, times] : times_)
      if (n > 1 && times != 0) result.add(n, Integer(n) * times);
    return result;
  }

 private:
  std::unordered_map<std::uint64_t, std::int64_t> times_;
};

// The events of one history that have one sequence.
struct Leaf {
  std::uint32_t sequence = 0;
  std::uint32_t row = 0;  // first of them
  std::uint64_t events = 0;
};

// A prefix: the leaves [begin, end) in lexicographic order start with the same
// `depth` tokens.
struct Branch {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t depth = 0;
};

class Minimiser {
 public:
  explicit Minimiser(const SequenceNumbers& sequences) : sequences_(sequences) {}

  void add_history(std::span<const TargetEvent> events) {
    ++losses_.histories;
    if (events.size() == 1) {
      ++losses_.lone_events;  // every model puts all mass there: all losses are 0
      return;
    }
    collect_leaves(events);
    add_item_law(events);
    add_sequence_law(events.size());
    add_cascaded(events.size());
    add_parallel();
  }

  [[nodiscard]] LeastLosses result() {
    losses_.fv = fv_.sum();
    losses_.sequence = sequence_.sum();
    losses_.cascaded = cascaded_.sum();
    losses_.parallel = parallel_.sum();
    return std::move(losses_);
  }

 private:
  void collect_leaves(std::span<const TargetEvent> events) {
    leaves_.clear();
    for (const TargetEvent& event : events) {
      if (leaves_.empty() || leaves_.back().sequence != event.sequence)
        leaves_.push_back({event.sequence, event.row, 0});
      ++leaves_.back().events;
      if (event.row != leaves_.back().row && !losses_.collided_rows)
        losses_.collided_rows = {leaves_.back().row, event.row};
    }
  }

  void add_item_law(std::span<const TargetEvent> events) {
    fv_.add(events.size());
    for (std::size_t i = 0; i < events.size();) {
      std::size_t next = i;
      while (next < events.size() && events[next].row == events[i].row) ++next;
      fv_.subtract(next - i);
      i = next;
    }
  }

  void add_sequence_law(std::uint64_t total) {
    sequence_.add(total);
    for (const Leaf& leaf : leaves_) sequence_.subtract(leaf.events);
  }

  // q(t | w) = n(wt) / c(w), where c(w) counts the events that go on after w:
  // the loss is sum_w [c(w) ln c(w) - sum_t n(wt) ln n(wt)]. Where nothing ends
  // inside, c(w) = n(w) and the sum telescopes to the sequence law's.
  void add_cascaded(std::uint64_t total) {
    const std::size_t length = tokens(leaves_.front()).size();
    const bool fixed = std::ranges::all_of(
        leaves_, [&](const Leaf& leaf) { return tokens(leaf).size() == length; });
    if (fixed) {
      cascaded_.add(total);
      for (const Leaf& leaf : leaves_) cascaded_.subtract(leaf.events);
      return;
    }
    std::ranges::sort(leaves_, [&](const Leaf& a, const Leaf& b) {
      return std::ranges::lexicographical_compare(tokens(a), tokens(b));
    });
    pending_.assign(1, {0, leaves_.size(), 0});
    while (!pending_.empty()) {
      const Branch branch = pending_.back();
      pending_.pop_back();
      add_branch(branch);
    }
  }

  void add_branch(const Branch& branch) {
    std::uint64_t arriving = 0;
    for (std::size_t i = branch.begin; i < branch.end; ++i) arriving += leaves_[i].events;
    if (branch.depth > 0) cascaded_.subtract(arriving);

    // Shorter sequences come first: only the first leaf can end here.
    std::size_t i = branch.begin;
    std::uint64_t going_on = arriving;
    if (tokens(leaves_[i]).size() == branch.depth) {
      going_on -= leaves_[i].events;
      ++i;
      if (i < branch.end && !losses_.prefix_rows)
        losses_.prefix_rows = {leaves_[branch.begin].row, leaves_[i].row};
    }
    if (going_on > 0) cascaded_.add(going_on);
    while (i < branch.end) {
      std::size_t next = i + 1;
      const std::uint32_t token = tokens(leaves_[i])[branch.depth];
      while (next < branch.end && tokens(leaves_[next])[branch.depth] == token) ++next;
      if (next - i == 1)
        cascaded_.subtract(leaves_[i].events);  // one sequence below: nothing left to choose
      else
        pending_.push_back({i, next, branch.depth + 1});
      i = next;
    }
  }

  // q_j(t) = n_j(t) / N_j over the events that reach position j.
  void add_parallel() {
    std::size_t longest = 0;
    for (const Leaf& leaf : leaves_) longest = std::max(longest, tokens(leaf).size());
    for (std::size_t j = 0; j < longest; ++j) {
      column_.clear();
      std::uint64_t reaching = 0;
      for (const Leaf& leaf : leaves_) {
        if (tokens(leaf).size() <= j) continue;
        column_.emplace_back(tokens(leaf)[j], leaf.events);
        reaching += leaf.events;
      }
      std::ranges::sort(column_);
      parallel_.add(reaching);
      for (std::size_t i = 0; i < column_.size();) {
        std::uint64_t events = 0;
        const std::uint32_t token = column_[i].first;
        for (; i < column_.size() && column_[i].first == token; ++i) events += column_[i].second;
        parallel_.subtract(events);
      }
    }
  }

  [[nodiscard]] std::span<const std::uint32_t> tokens(const Leaf& leaf) const {
    return sequences_[leaf.sequence];
  }

  const SequenceNumbers& sequences_;
  LeastLosses losses_;
  CountLogs fv_;
  CountLogs sequence_;
  CountLogs cascaded_;
  CountLogs parallel_;
  std::vector<Leaf> leaves_;
  std::vector<Branch> pending_;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> column_;
};

}  // namespace

LeastLosses least_losses(std::span<const TargetEvent> events, const SequenceNumbers& sequences) {
  Minimiser minimiser(sequences);
  for (std::size_t begin = 0; begin < events.size();) {
    std::size_t end = begin;
    while (end < events.size() && events[end].history == events[begin].history) ++end;
    minimiser.add_history(events.subspan(begin, end - begin));
    begin = end;
  }
  return minimiser.result();
}

}  // namespace sidproof

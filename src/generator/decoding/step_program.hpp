// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/step_kernels.hpp"
#include "generator/network/forward.hpp"

namespace sidproof::reference {

/// The weights, the trie and the shape where a program can reach them.
struct ProgramInputs {
  Shape shape;
  WeightsView weights;
  const float* head;  ///< width x vocabulary
  StepTrieView trie;
};

/// A batch of beam searches as one sequence of kernels, written once for host and device.
/// `Place` is where it runs:
///   run(blocks, kernel)
///   Array<T>: an array with size(), data() and grow(size)
///   Uploads(place): uploads(vector, array) copies from the host, maybe later: the vector
///     stays as it is until the Uploads end. finish() waits and says what failed
///   download(pointer, span): copies to the host and waits
///   Pairs: 64-bit keys() and 32-bit numbers(), with grow(size)
///   reserve(segments, size): room for a sort() of that many
///   sort(pairs, segments, size, bits): puts each of `segments` segments of `size` keys in the
///     ascending order of their low `bits` bits and moves the numbers along; equal keys keep
///     their order
template <class Place>
class StepProgram {
  template <class T>
  using Array = typename Place::template Array<T>;
  using Uploads = typename Place::Uploads;
  using Pairs = typename Place::Pairs;

 public:
  /// Allocates everything. `place` must outlive the program.
  StepProgram(const Place& place, ProgramInputs inputs, SearchPlan plan)
      : place_(&place), inputs_(std::move(inputs)), plan_(std::move(plan)) {
    const Shape& s = inputs_.shape;
    const std::size_t requests = plan_.requests();
    cache_.grow(2 * s.layers * plan_.slots() * s.width);
    activations_.grow(plan_.most_rows() * ActivationsView::floats(s));
    std::size_t candidates = 0;
    std::size_t logits = 0;
    std::size_t beams = plan_.results();
    prompt_paths();
    for (std::size_t d = 0; d < plan_.depth(); ++d) {
      const PlannedLevel& level = plan_.levels[d];
      candidates = std::max<std::size_t>(candidates, level.candidates);
      logits = std::max<std::size_t>(logits, std::size_t{level.beams} * level.codebook);
      beams = std::max<std::size_t>(beams, level.beams);
      if (d > 0) plan_level(d);
      place.reserve(requests, level.candidates);
      if (d > 0) place.reserve(requests, level.beams);
    }
    hidden_.grow(requests * s.width);
    logits_.grow(requests * logits);
    offsets_.grow(requests * (beams + 1));
    candidates_.grow(requests * candidates);
    kept_.grow(requests * beams);
    pruned_key_.grow(requests);
    pruned_node_.grow(requests);
    overflow_.grow(1);
    if (plan_.noise) {
      const NoiseKernel noise{logits_.data(), requests * logits};
      place.run(noise.blocks(), noise);
    }
    for (Beams& b : beams_) {
      b.node.grow(requests * beams);
      b.score.grow(requests * beams);
      b.count.grow(requests);
    }
  }

  /// The prompts; then what has to be the same before every run. Errors: those of
  /// SearchPlan::validate().
  [[nodiscard]] Result<void> prepare(std::span<const std::vector<std::uint32_t>> prompts) {
    if (auto valid = plan_.validate(inputs_.shape, prompts); !valid) return valid;
    std::vector<std::uint32_t> tokens;
    std::vector<std::uint32_t> positions;
    for (const std::vector<std::uint32_t>& prompt : prompts)
      for (std::size_t t = 0; t < prompt.size(); ++t) {
        tokens.push_back(prompt[t]);
        positions.push_back(static_cast<std::uint32_t>(t));
      }
    const std::vector<std::uint32_t> zeros(plan_.requests(), 0);
    const std::vector<std::uint32_t> ones(plan_.requests(), 1);
    const std::vector<std::int64_t> no_score(plan_.requests(), 0);
    const std::vector<std::uint64_t> nothing_cut(plan_.requests(), no_candidate);
    const std::vector<std::uint32_t> no_overflow(1, 0);
    Uploads uploads(*place_);
    uploads(tokens, token_);
    uploads(positions, position_);
    uploads(zeros, beams_[0].node);
    uploads(no_score, beams_[0].score);
    uploads(ones, beams_[0].count);
    uploads(nothing_cut, pruned_key_);
    uploads(zeros, pruned_node_);
    uploads(no_overflow, overflow_);
    uploads.finish();
    return {};
  }

  /// Enqueues all kernels, from the prompts to the results. The sequence depends on the
  /// plan alone.
  void run() {
    for (std::size_t d = 0; d < plan_.depth(); ++d) {
      if (!plan_.noise) network(d);
      step(d);
    }
  }

  /// What run() found, once it has ended. Errors: out_of_range (a logit is not finite).
  [[nodiscard]] Result<std::vector<Found>> results() {
    std::vector<std::uint32_t> overflow(1);
    place_->download(overflow_.data(), std::span(overflow));
    if (overflow[0] != 0) return network_overflow();
    const std::size_t requests = plan_.requests();
    const std::size_t width = plan_.results();
    const Beams& last = beams_[plan_.depth() % 2];
    std::vector<std::uint32_t> node(requests * width);
    std::vector<std::int64_t> score(requests * width);
    std::vector<std::uint32_t> count(requests);
    std::vector<std::uint64_t> pruned_key(requests);
    std::vector<std::uint32_t> pruned_node(requests);
    place_->download(last.node.data(), std::span(node));
    place_->download(last.score.data(), std::span(score));
    place_->download(last.count.data(), std::span(count));
    place_->download(pruned_key_.data(), std::span(pruned_key));
    place_->download(pruned_node_.data(), std::span(pruned_node));
    std::vector<Found> found(requests);
    for (std::size_t r = 0; r < requests; ++r) {
      for (std::size_t i = 0; i < count[r]; ++i)
        found[r].results.push_back({node[r * width + i], score[r * width + i]});
      if (pruned_key[r] != no_candidate)
        found[r].best_pruned = Scored{pruned_node[r], -static_cast<std::int64_t>(pruned_key[r])};
    }
    return found;
  }

  [[nodiscard]] const SearchPlan& plan() const { return plan_; }

 private:
  struct Beams {
    Array<std::uint32_t> node;
    Array<std::int64_t> score;
    Array<std::uint32_t> count;
  };
  // The slots that the rows of a batch attend to.
  struct Paths {
    std::vector<std::size_t> begin;
    std::size_t longest = 0;
    Array<std::size_t> begin_there;
    Array<std::uint32_t> slots;
    Array<std::uint32_t> own_slot;
  };

  // All prompts in one batch, request after request, in the first slots.
  void prompt_paths() {
    Paths& paths = paths_.emplace_back();
    std::vector<std::uint32_t> slots;
    std::vector<std::uint32_t> own;
    std::vector<std::uint32_t> last;
    std::vector<std::size_t> whole{};  // where the path of each prompt's last token begins
    paths.begin.push_back(0);
    std::uint32_t first = 0;
    for (const std::size_t length : plan_.lengths) {
      for (std::uint32_t t = 0; t < length; ++t) {
        if (t + 1 == length) whole.push_back(slots.size());
        for (std::uint32_t i = 0; i <= t; ++i) slots.push_back(first + i);
        own.push_back(first + t);
        paths.begin.push_back(slots.size());
      }
      first += static_cast<std::uint32_t>(length);
      last.push_back(first - 1);
      paths.longest = std::max(paths.longest, length);
    }
    Uploads uploads(*place_);
    uploads(paths.begin, paths.begin_there);
    uploads(slots, paths.slots);
    uploads(own, paths.own_slot);
    uploads(last, last_row_);
    uploads(whole, root_begin_);
    uploads.finish();
    next_slot_ = first;
  }

  // The paths of level d's beams: prompt and d tokens, the last in a slot of its own.
  void plan_level(std::size_t d) {
    Paths& paths = paths_.emplace_back();
    std::vector<std::uint32_t> own;
    paths.begin.push_back(0);
    for (const std::size_t length : plan_.lengths) {
      for (std::uint32_t i = 0; i < plan_.levels[d].beams; ++i) {
        own.push_back(next_slot_++);
        paths.begin.push_back(paths.begin.back() + length + d);
      }
      paths.longest = std::max(paths.longest, length + d);
    }
    Uploads uploads(*place_);
    uploads(paths.begin, paths.begin_there);
    uploads(own, paths.own_slot);
    uploads.finish();
    paths.slots.grow(paths.begin.back());
    row_token_.grow(own.size());
    row_position_.grow(own.size());
  }

  [[nodiscard]] const float* normed(std::size_t rows) const {
    return ActivationsView::in(activations_.data(), inputs_.shape, rows).normed;
  }

  void pass(std::size_t rows, std::size_t d, const std::uint32_t* token,
            const std::uint32_t* position) {
    const Shape& s = inputs_.shape;
    const Paths& paths = paths_[d];
    forward_pass(s, inputs_.weights,
                 {rows, paths.longest, token, position, paths.own_slot.data(), paths.slots.data(),
                  paths.begin_there.data()},
                 {cache_.data(), plan_.slots() * s.width},
                 ActivationsView::in(activations_.data(), s, rows), *place_, Unobserved());
  }

  // The logits of level d's beams.
  void network(std::size_t d) {
    const Shape& s = inputs_.shape;
    const std::size_t requests = plan_.requests();
    const PlannedLevel& level = plan_.levels[d];
    const std::size_t places = requests * level.beams;
    if (d == 0) {
      const std::size_t rows = paths_[0].begin.size() - 1;
      pass(rows, 0, token_.data(), position_.data());
      place_->run(requests, GatherKernel{normed(rows), last_row_.data(), hidden_.data(), s.width});
    } else {
      pass(places, d, row_token_.data(), row_position_.data());
    }
    place_->run(places, LinearKernel{d == 0 ? hidden_.data() : normed(places), inputs_.head,
                                     nullptr, nullptr, logits_.data(), s.width, s.vocabulary,
                                     level.first_token, level.codebook});
  }

  [[nodiscard]] BeamsView view(std::size_t d) {
    Beams& b = beams_[d % 2];
    const std::uint32_t width = d < plan_.depth() ? plan_.levels[d].beams : plan_.results();
    return {b.node.data(), b.score.data(), b.count.data(), width};
  }

  // From the logits of level d's beams to the next level's beams.
  void step(std::size_t d) {
    const PlannedLevel& level = plan_.levels[d];
    const std::size_t requests = plan_.requests();
    const bool last = d + 1 == plan_.depth();
    const BeamsView beams = view(d);
    const BeamsView next = view(d + 1);
    const auto candidates_now = [&] {  // sorting may move them
      return CandidatesView{offsets_.data(), candidates_.keys(), candidates_.numbers(),
                            level.candidates};
    };
    place_->run(requests, OffsetsKernel{inputs_.trie, beams, offsets_.data()});
    const ClearKernel clear{candidates_now(), requests * level.candidates};
    place_->run(clear.blocks(), clear);
    place_->run(requests * level.beams,
                StepScoreKernel{inputs_.trie, beams, candidates_now(), logits_.data(),
                                level.codebook, plan_.masked, overflow_.data()});
    place_->sort(candidates_, requests, level.candidates, score_bits());
    const CandidatesView candidates = candidates_now();
    place_->run(requests, KeepKernel{inputs_.trie,
                                     beams,
                                     candidates,
                                     next,
                                     kept_.keys(),
                                     kept_.numbers(),
                                     {pruned_key_.data(), pruned_node_.data()}});
    if (last) {
      place_->run(requests, ResultKernel{inputs_.trie, beams, candidates, next});
      return;
    }
    place_->sort(kept_, requests, next.width, 32);
    const Paths& paths = paths_[d + 1];
    const RowsView rows{
        row_token_.data(),      row_position_.data(),
        paths.own_slot.data(),  d == 0 ? root_begin_.data() : paths_[d].begin_there.data(),
        paths_[d].slots.data(), paths.begin_there.data(),
        paths.slots.data(),     level.first_token};
    place_->run(requests * next.width, AdvanceKernel{inputs_.trie, beams, candidates, next,
                                                     kept_.keys(), kept_.numbers(), rows});
  }

  // Keys are at most depth * 2^50, and no_candidate is above all of them.
  [[nodiscard]] unsigned score_bits() const {
    return 51 + static_cast<unsigned>(std::bit_width(plan_.depth()));
  }

  const Place* place_;
  ProgramInputs inputs_;
  SearchPlan plan_;
  std::vector<Paths> paths_;
  std::uint32_t next_slot_ = 0;
  Array<float> cache_, activations_, hidden_, logits_;
  Array<std::uint32_t> token_, position_, row_token_, row_position_, last_row_;
  Array<std::size_t> root_begin_;
  Array<std::uint32_t> offsets_, pruned_node_, overflow_;
  Array<std::uint64_t> pruned_key_;
  Pairs candidates_, kept_;
  Beams beams_[2];
};

}  // namespace sidproof::reference

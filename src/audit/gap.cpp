// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/gap.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <numeric>
#include <span>
#include <utility>

#include "audit/affected.hpp"
#include "audit/histories.hpp"
#include "audit/least_losses.hpp"
#include "audit/numbered_table.hpp"

namespace sidproof {

namespace {

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

ExactNats exact_nats(const LogSum& total, std::uint64_t events) {
  ExactNats result{total.enclose(), {}, total.sign()};
  if (events == 0) return result;
  LogSum mean = total;
  mean.divide_by(Integer(events));
  result.per_event = mean.enclose();
  return result;
}

LogSum difference(LogSum minuend, const LogSum& subtrahend) {
  minuend.subtract(subtrahend);
  return minuend;
}

std::string_view when(Pooling pooling) {
  return pooling == Pooling::history_free ? "with the history left out" : "after the same history";
}

constexpr std::string_view no_event = "no target of this split is in the table";

Verdict attains_fv(const Table& table, const LeastLosses& losses, Pooling pooling) {
  if (losses.histories == 0) return Verdict::unknown(std::string(no_event));
  if (losses.collided_rows) {
    const auto [a, b] = *losses.collided_rows;
    return Verdict::refuted(
        fmt::format("items {} and {} were observed {} and share the sequence {}", table.items[a],
                    table.items[b], when(pooling), table.sequence_text(a)));
  }
  if (losses.prefix_rows) {
    const auto [a, b] = *losses.prefix_rows;
    return Verdict::refuted(
        fmt::format("items {} and {} were observed {} and the sequence {} is a proper prefix of {}",
                    table.items[a], table.items[b], when(pooling), table.sequence_text(a),
                    table.sequence_text(b)));
  }
  return Verdict::holds(fmt::format(
      "no two items observed {} share a sequence or are prefix and extension", when(pooling)));
}

Verdict attains_cascaded(const ExactNats& total_correlation, std::uint64_t events,
                         Pooling pooling) {
  if (events == 0) return Verdict::unknown(std::string(no_event));
  if (total_correlation.sign == 0)
    return Verdict::holds(
        fmt::format("{}, the tokens of a sequence are independent of each other", when(pooling)));
  return Verdict::refuted(fmt::format("total correlation {:.6g} nats per event {}",
                                      total_correlation.per_event.mid(), when(pooling)));
}

LossGap loss_gap(const Table& table, const NumberedTable& numbered, Pooling pooling,
                 std::vector<TargetEvent> events) {
  if (pooling == Pooling::history_free)
    for (TargetEvent& event : events) event.history = 0;
  std::ranges::sort(events);
  const LeastLosses losses = least_losses(events, numbered.sequences);

  LossGap gap;
  gap.pooling = pooling;
  gap.events = events.size();
  gap.histories = losses.histories;
  gap.lone_events = losses.lone_events;
  gap.best_fv_loss = exact_nats(losses.fv, gap.events);
  gap.best_cascaded_loss = exact_nats(losses.cascaded, gap.events);
  gap.best_parallel_loss = exact_nats(losses.parallel, gap.events);
  gap.collision_entropy = exact_nats(difference(losses.fv, losses.sequence), gap.events);
  gap.ending_entropy = exact_nats(difference(losses.sequence, losses.cascaded), gap.events);
  gap.total_correlation = exact_nats(difference(losses.parallel, losses.cascaded), gap.events);
  gap.decomposition = exact_nats(difference(losses.parallel, losses.fv), gap.events);
  gap.cascaded_attains_fv = attains_fv(table, losses, pooling);
  gap.parallel_attains_cascaded = attains_cascaded(gap.total_correlation, gap.events, pooling);
  return gap;
}

// The interactions seen from the table.
struct Joined {
  const Table& table;
  const Interactions& interactions;
  const ItemIndex& index;
  NumberedTable numbered;
  std::vector<std::uint32_t> row_of_item;  // item number -> row or no_row
  std::vector<std::uint32_t> history;      // per example
};

std::vector<MissingTarget> missing_targets(const Joined& joined,
                                           std::span<const std::uint32_t> examples) {
  std::vector<std::uint64_t> events(joined.row_of_item.size());
  for (const std::uint32_t e : examples) {
    const std::uint32_t target = joined.interactions.examples[e].target;
    if (joined.row_of_item[target] == no_row) ++events[target];
  }
  std::vector<std::uint32_t> items;
  for (std::uint32_t item = 0; item < events.size(); ++item)
    if (events[item] > 0) items.push_back(item);
  std::ranges::sort(items, [&](std::uint32_t a, std::uint32_t b) {
    return events[a] != events[b] ? events[a] > events[b] : a < b;
  });
  std::vector<MissingTarget> missing;
  for (const std::uint32_t item : items)
    missing.push_back({joined.interactions.items.text(item), events[item]});
  return missing;
}

SplitGap split_gap(const Joined& joined, std::string_view split,
                   std::span<const std::uint32_t> examples, const GapOptions& options) {
  const Interactions& interactions = joined.interactions;
  std::vector<TargetEvent> events;
  std::vector<std::uint32_t> group_sizes;
  std::vector<bool> hits;
  std::uint64_t hits_on_missing = 0;
  for (const std::uint32_t e : examples) {
    const bool hit = !interactions.hits.empty() && interactions.hits[e];
    const std::uint32_t row = joined.row_of_item[interactions.examples[e].target];
    if (row == no_row) {
      hits_on_missing += hit ? 1 : 0;
      continue;
    }
    const std::uint32_t sequence = joined.numbered.sequence[row];
    events.push_back({joined.history[e], sequence, row});
    group_sizes.push_back(joined.numbered.items[sequence]);
    if (!interactions.hits.empty()) hits.push_back(hit);
  }

  SplitGap result;
  result.split = split;
  result.examples = examples.size();
  result.events = events.size();
  result.missing_events = result.examples - result.events;
  result.missing = missing_targets(joined, examples);
  result.hits = hit_inflation(group_sizes, hits);
  if (!interactions.hits.empty()) {
    if (!result.hits.measured) result.hits.measured.emplace();  // every target is missing
    result.hits.measured->hits_on_missing = hits_on_missing;
  }
  list_affected(joined.table, joined.numbered, joined.index, events, options.most_affected, result);
  result.history_free = loss_gap(joined.table, joined.numbered, Pooling::history_free, events);
  result.per_history =
      loss_gap(joined.table, joined.numbered, Pooling::per_history, std::move(events));
  return result;
}

Result<void> check(const Table& table, const Interactions& interactions) {
  const Location where{interactions.path, {}, {}};
  if (interactions.examples.empty())
    return fail(ErrorCode::malformed, "the interactions have no example (no event with a target)",
                where);
  if (!interactions.hits.empty() && interactions.hits.size() != interactions.examples.size())
    return fail(ErrorCode::usage,
                fmt::format("{} hits for {} examples: one is needed for each",
                            interactions.hits.size(), interactions.examples.size()),
                where);
  for (const Example& example : interactions.examples)
    if (example.target >= interactions.items.size())
      return fail(ErrorCode::usage, "an example's target is no item of the interactions", where);
  return check_row_count(table);
}

std::vector<std::uint32_t> rows_of_items(const Interactions& interactions, const ItemIndex& index) {
  std::vector<std::uint32_t> rows(interactions.items.size());
  for (std::uint32_t item = 0; item < rows.size(); ++item)
    rows[item] = index.find(interactions.items.text(item)).value_or(no_row);
  return rows;
}

Result<void> check_same_items(const Joined& joined) {
  const auto& examples = joined.interactions.examples;
  const auto known = [&](const Example& e) { return joined.row_of_item[e.target] != no_row; };
  if (std::ranges::any_of(examples, known)) return {};
  const std::string own = joined.table.rows() == 0 ? "none" : joined.table.items[0];
  return fail(
      ErrorCode::unsupported,
      fmt::format("{} an item of the table (first target: {}, first item of the table: "
                  "{})",
                  examples.size() == 1 ? std::string("the only target is not")
                                       : fmt::format("none of the {} targets is", examples.size()),
                  joined.interactions.items.text(examples[0].target), own),
      {joined.interactions.path, {}, {}},
      "give interactions whose item ids are those of the table");
}

}  // namespace

std::string_view name(Pooling pooling) {
  return pooling == Pooling::history_free ? "history-free" : "exact, tabular per history";
}

const SplitGap* GapResult::find(std::string_view split) const {
  const auto found = std::ranges::find(splits, split, &SplitGap::split);
  return found == splits.end() ? nullptr : &*found;
}

Result<GapResult> gap(const Table& table, const Interactions& interactions,
                      const GapOptions& options, Progress& progress) {
  if (auto checked = check(table, interactions); !checked) return tl::unexpected(checked.error());
  progress.update("joining interactions", 0);
  const ItemIndex index(table.items);
  auto numbered = number_table(table, index, "the gap");
  if (!numbered) return tl::unexpected(numbered.error());
  auto history = number_histories(interactions);
  if (!history) return tl::unexpected(history.error());
  const Joined joined{table,
                      interactions,
                      index,
                      *std::move(numbered),
                      rows_of_items(interactions, index),
                      *std::move(history)};
  if (auto checked = check_same_items(joined); !checked) return tl::unexpected(checked.error());

  GapResult result;
  result.items = joined.numbered.distinct_items;
  result.repeated_rows = index.repeats().size();
  result.distinct_sequences = joined.numbered.sequences.size();
  result.fixed_length = table.codes.is_fixed_length();

  constexpr std::array splits{Split::train, Split::valid, Split::test};
  std::vector<std::uint32_t> of_split;
  for (const Split split : splits) {
    of_split.clear();
    for (std::uint32_t e = 0; e < interactions.examples.size(); ++e)
      if (interactions.examples[e].split == split) of_split.push_back(e);
    if (of_split.empty()) continue;
    progress.update("losses per split", static_cast<double>(result.splits.size()) / 4);
    result.splits.push_back(split_gap(joined, name(split), of_split, options));
  }
  if (result.splits.size() > 1) {
    progress.update("losses per split", 0.75);
    of_split.resize(interactions.examples.size());
    std::iota(of_split.begin(), of_split.end(), std::uint32_t{0});
    result.splits.push_back(split_gap(joined, "all", of_split, options));
  }
  progress.update("losses per split", 1);
  return result;
}

}  // namespace sidproof

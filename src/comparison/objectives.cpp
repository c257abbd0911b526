// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "comparison/objectives.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <limits>
#include <map>
#include <numeric>
#include <span>
#include <utility>

#include "audit/audit.hpp"
#include "audit/histories.hpp"
#include "audit/item_index.hpp"
#include "audit/least_losses.hpp"
#include "audit/numbered_table.hpp"
#include "comparison/least_way.hpp"
#include "comparison/token_fits.hpp"
#include "exact/rational_log_sum.hpp"
#include "objective/parallel_family.hpp"

namespace sidproof {
namespace {

constexpr std::uint32_t no_row = std::numeric_limits<std::uint32_t>::max();

ExactNats exact_nats(const RationalLogSum& total, std::uint64_t events) {
  ExactNats result{total.enclose(), {}, total.sign()};
  if (events != 0) result.per_event = (total * (Rational(1) / Rational(events))).enclose();
  return result;
}

// The table once, seen by rows, sequences and trie.
struct Catalogue {
  const Table& table;
  ItemIndex index;
  NumberedTable numbered;
  Trie trie;
  std::vector<std::uint8_t> is_item;                // 0: the row repeats an item
  std::vector<std::uint32_t> rows;                  // of distinct items
  std::vector<std::vector<std::uint32_t>> rows_of;  // per sequence
  std::vector<std::uint64_t> codebooks;
  bool prefix_free = true;
};

Result<Catalogue> make_catalogue(const Table& table, Progress& progress) {
  ItemIndex index(table.items);
  auto numbered = number_table(table, index, "a comparison of objectives");
  if (!numbered) return tl::unexpected(numbered.error());
  auto trie = Trie::build(table.codes);
  if (!trie) return tl::unexpected(trie.error());
  const auto audited = audit(table, {}, progress);
  if (!audited) return tl::unexpected(audited.error());
  Catalogue catalogue{
      table, std::move(index), *std::move(numbered), *std::move(trie), {}, {}, {}, {}, true};
  catalogue.is_item.assign(table.rows(), 1);
  for (const ItemIndex::Repeat& repeat : catalogue.index.repeats())
    catalogue.is_item[repeat.row] = 0;
  catalogue.rows_of.resize(catalogue.numbered.sequences.size());
  for (std::uint32_t row = 0; row < table.rows(); ++row) {
    if (catalogue.is_item[row] == 0) continue;
    catalogue.rows.push_back(row);
    catalogue.rows_of[catalogue.numbered.sequence[row]].push_back(row);
  }
  for (const PositionUse& position : audited->positions)
    catalogue.codebooks.push_back(position.codebook);
  for (std::size_t node = 0; node < catalogue.trie.nodes(); ++node)
    if (!catalogue.trie.is_leaf(node) && catalogue.trie.terminals(node) != 0)
      catalogue.prefix_free = false;
  return catalogue;
}

// Parallel heads: n_j(t) over the events that reach position j. Where none does the head
// is free: a point mass on the way that gives the items there the least probability.
class Heads {
 public:
  Heads(const Catalogue& catalogue, const std::vector<std::uint64_t>& events)
      : table_(catalogue.table) {
    for (const Alphabet& alphabet : table_.alphabets) counts_.emplace_back(alphabet.size(), 0);
    totals_.assign(counts_.size(), 0);
    for (std::size_t row = 0; row < events.size(); ++row) {
      if (events[row] == 0) continue;
      for (std::size_t j = 0; j < table_.codes.length(row); ++j) {
        counts_[j][table_.codes.token(row, j)] += events[row];
        totals_[j] += events[row];
      }
    }
    // Whoever reaches a position reaches all before it.
    reached_ = static_cast<std::size_t>(std::ranges::count_if(totals_, std::identity()));
    if (reached_ < totals_.size()) choose_free(catalogue);
  }
  [[nodiscard]] std::uint64_t free() const { return totals_.size() - reached_; }
  [[nodiscard]] Rational conditional(std::size_t position, std::uint32_t token) const {
    return {counts_[position][token], std::max<std::uint64_t>(totals_[position], 1)};
  }
  [[nodiscard]] Rational mass(std::size_t row) const { return mass(row, table_.codes.length(row)); }

 private:
  [[nodiscard]] Rational mass(std::size_t row, std::size_t length) const {
    Rational product = 1;
    for (std::size_t j = 0; j < length && product != 0; ++j)
      product *= conditional(j, table_.codes.token(row, j));
    return product;
  }

  void choose_free(const Catalogue& catalogue) {
    std::vector<std::uint64_t> offsets{0};
    std::vector<std::uint32_t> tokens;
    std::vector<Rational> masses;
    for (const std::uint32_t row : catalogue.rows) {
      if (table_.codes.length(row) <= reached_) continue;
      for (std::size_t j = reached_; j < table_.codes.length(row); ++j)
        tokens.push_back(table_.codes.token(row, j));
      offsets.push_back(tokens.size());
      masses.push_back(mass(row, reached_));
    }
    const Trie rest = *Trie::build(Codes::ragged(std::move(offsets), std::move(tokens)));
    std::vector<Rational> weights(rest.nodes(), 0);
    for (std::size_t row = 0; row < masses.size(); ++row)
      weights[rest.node_of_row(row)] += masses[row];
    const LeastWay way(rest, std::span(catalogue.codebooks).subspan(reached_), weights);
    std::size_t position = reached_;
    for (auto node = way.next(0); node; node = way.next(*node))
      counts_[position++][rest.token(*node)] = 1;
  }

  const Table& table_;
  std::vector<std::vector<std::uint64_t>> counts_;
  std::vector<std::uint64_t> totals_;
  std::size_t reached_ = 0;
};

std::vector<Rational> scores(const std::vector<ComparedItem>& items,
                             Rational ComparedItem::* score) {
  std::vector<Rational> all;
  all.reserve(items.size());
  for (const ComparedItem& item : items) all.push_back(item.*score);
  return all;
}

std::vector<Rational> known(const std::vector<ComparedItem>& items) {
  std::vector<Rational> all;
  for (const ComparedItem& item : items) all.push_back(*item.fv_tokens);
  return all;
}

// -sum n(v) ln p(v), plus N ln z.
template <class LawOf>
RationalLogSum loss_of(const std::vector<ComparedItem>& items, LawOf&& law, const Rational& z) {
  // Few distinct probabilities: one logarithm each.
  std::map<Rational, std::uint64_t> events_of;
  std::uint64_t events = 0;
  for (const ComparedItem& item : items) {
    if (item.events == 0) continue;
    events_of[law(item)] += item.events;
    events += item.events;
  }
  RationalLogSum sum;
  for (const auto& [probability, count] : events_of) sum.add(probability, -Rational(count));
  if (events != 0) sum.add(z, Rational(events));
  return sum;
}

std::vector<std::string> token_texts(const Catalogue& catalogue, std::uint32_t node) {
  std::vector<std::string> texts;
  const Sequence prefix = catalogue.trie.prefix(node);
  for (std::size_t j = 0; j < prefix.size(); ++j)
    texts.push_back(catalogue.table.alphabets[j].text(prefix[j]));
  return texts;
}

void keep_rows(const Catalogue& catalogue, std::vector<FittedRow> rows, const TokenFit& ar,
               const TokenFit& fv, const ObjectivesOptions& options,
               HistoryFreeObjectives& result) {
  const Trie& trie = catalogue.trie;
  result.rows_differing = static_cast<std::uint64_t>(
      std::ranges::count_if(rows, [](const FittedRow& row) { return row.differs; }));
  if (!options.all_rows) {
    std::erase_if(rows, [](const FittedRow& row) { return !row.differs; });
    std::ranges::stable_sort(rows, std::ranges::greater{}, &FittedRow::events);
    if (rows.size() > options.rows_shown) rows.resize(options.rows_shown);
  }
  for (const FittedRow& row : rows) {
    FittedPrefix fitted{token_texts(catalogue, row.node), row.events, {}};
    const std::size_t position = fitted.prefix.size();
    for (std::uint32_t child = trie.first_child(row.node); child < trie.first_child(row.node + 1);
         ++child)
      fitted.cells.push_back({catalogue.table.alphabets[position].text(trie.token(child)),
                              ar.into[child], fv.into[child]});
    result.fitted.push_back(std::move(fitted));
  }
}

// The FV optimum of parallel heads, where it attains n/N.
void fit_heads(const Catalogue& catalogue, const Heads& ar, const ObjectivesOptions& options,
               HistoryFreeObjectives& result) {
  const Table& table = catalogue.table;
  if (!table.codes.is_fixed_length() || result.items.size() > options.heads_items) return;
  std::vector<Sequence> codes;
  ItemCounts counts;
  for (const ComparedItem& item : result.items) {
    if (item.events == 0 || item.group_size != 1) return;
    codes.push_back(table.codes.row(item.row));
    counts.push_back(item.events);
  }
  std::vector<std::uint32_t> sizes;
  for (const Alphabet& alphabet : table.alphabets) sizes.push_back(alphabet.size());
  const TokenMap map(CodeSpace(sizes), codes);
  const AttainedLaw attained = heads_of_empirical_law(map, counts);
  if (!attained.attained || !attained.heads) return;
  const std::vector<Rational> law = normalised(item_masses(*attained.heads, map));
  for (std::size_t v = 0; v < law.size(); ++v) result.items[v].fv_heads = law[v];
  for (std::size_t j = 0; j < sizes.size(); ++j) {
    FittedHead head{j, {}};
    for (std::uint32_t t = 0; t < sizes[j]; ++t)
      head.cells.push_back(
          {table.alphabets[j].text(t), ar.conditional(j, t), attained.heads->row(j)[t]});
    result.heads.push_back(std::move(head));
  }
}

HistoryFreeObjectives history_free(const Catalogue& catalogue,
                                   const std::vector<TargetEvent>& events,
                                   const ObjectivesOptions& options) {
  HistoryFreeObjectives result;
  std::vector<std::uint64_t> of_row(catalogue.table.rows(), 0);
  for (const TargetEvent& event : events) ++of_row[event.row];
  const std::uint64_t total = events.size();
  const TokenFit ar = ar_fit(catalogue.trie, catalogue.codebooks, of_row, catalogue.is_item);
  const auto fv = fv_fit(catalogue.trie, catalogue.codebooks, of_row, catalogue.is_item);
  const Heads heads(catalogue, of_row);
  result.ar_free_prefixes = free_prefixes(catalogue.trie, ar, of_row);
  result.free_heads = heads.free();
  std::vector<std::uint64_t> of_sequence(catalogue.rows_of.size(), 0);
  for (const std::uint32_t row : catalogue.rows)
    of_sequence[catalogue.numbered.sequence[row]] += of_row[row];
  for (const std::uint32_t row : catalogue.rows) {
    const std::uint32_t sequence = catalogue.numbered.sequence[row];
    const std::uint64_t sharing = catalogue.rows_of[sequence].size();
    ComparedItem item{row,
                      of_row[row],
                      sharing,
                      Rational(of_row[row], total),
                      ar.mass[catalogue.trie.node_of_row(row)],
                      std::nullopt,
                      heads.mass(row),
                      std::nullopt};
    if (fv) item.fv_tokens = Rational(of_sequence[sequence], Integer(total) * sharing);
    result.z_ar += item.ar;
    result.z_parallel += item.parallel;
    result.items.push_back(std::move(item));
  }
  const auto items = [&](Rational ComparedItem::* score) { return scores(result.items, score); };
  const std::vector<Rational> observed = items(&ComparedItem::fv);
  result.ar = rank_difference(observed, items(&ComparedItem::ar));
  result.parallel = rank_difference(observed, items(&ComparedItem::parallel));
  result.fv_at_ar = exact_nats(
      loss_of(result.items, [](const ComparedItem& item) { return item.ar; }, result.z_ar), total);
  result.fv_at_parallel = exact_nats(
      loss_of(
          result.items, [](const ComparedItem& item) { return item.parallel; }, result.z_parallel),
      total);
  std::vector<FittedRow> rows = compare_fits(catalogue.trie, of_row, ar, fv ? *fv : ar);
  result.rows_with_data = rows.size();
  if (fv) {
    result.fv_tokens_ranks = rank_difference(observed, known(result.items));
    result.between = rank_difference(known(result.items), items(&ComparedItem::ar));
    result.fv_tokens = exact_nats(
        loss_of(result.items, [](const ComparedItem& item) { return *item.fv_tokens; }, 1), total);
    keep_rows(catalogue, std::move(rows), ar, *fv, options, result);
  } else {
    result.unattained = {token_texts(catalogue, fv.error().node), fv.error().share,
                         fv.error().needed_below};
  }
  fit_heads(catalogue, heads, options, result);
  return result;
}

// The items of one history that have a positive score, in both optima.
struct Support {
  std::vector<Rational> fv;
  std::vector<Rational> ar;
  std::uint64_t unseen = 0;  ///< of these, without an event
  Rational z;
};

class PerHistory {
 public:
  explicit PerHistory(const Catalogue& catalogue) : catalogue_(catalogue) {}

  // Events of one history, ascending by sequence and row.
  void add(std::span<const TargetEvent> events) {
    const std::uint64_t total = events.size();
    Support support;
    std::uint64_t weighted = 0;  // sum of m(s) n(s)
    for (std::size_t i = 0; i < events.size();) {
      std::size_t next = i;
      while (next < events.size() && events[next].sequence == events[i].sequence) ++next;
      const std::uint64_t here = next - i;
      const auto& rows = catalogue_.rows_of[events[i].sequence];
      weighted += here * rows.size();
      add_group(events.subspan(i, here), rows, support);
      sequence_loss_[{here, total}] += here;
      share_loss_[{here, total * rows.size()}] += here;
      i = next;
    }
    z_[{weighted, total}] += total;
    RankDifference difference = rank_difference(support.fv, support.ar);
    // Every item outside has score 0 in both.
    const std::uint64_t outside = catalogue_.rows.size() - support.fv.size();
    difference.pairs += outside * support.fv.size() + outside * (outside - (outside > 0)) / 2;
    difference.tied_in_first += outside * support.unseen;
    difference.tied_in_both += outside * (outside - (outside > 0)) / 2;
    histories_swapping_ += difference.swapped > 0 ? 1 : 0;
    ranks_ += difference;
  }

  void finish(std::uint64_t events, PerHistoryObjectives& result) const {
    RationalLogSum at_ar = sum_of(sequence_loss_);
    for (const auto& [z, times] : z_) at_ar.add(Rational(z.first, z.second), Rational(times));
    result.fv_at_ar = exact_nats(at_ar, events);
    result.fv_tokens = exact_nats(sum_of(share_loss_), events);
    result.ar = ranks_;
    result.histories_swapping = histories_swapping_;
  }

 private:
  using Tally = std::map<std::pair<std::uint64_t, std::uint64_t>, std::uint64_t>;

  static void add_group(std::span<const TargetEvent> events, const std::vector<std::uint32_t>& rows,
                        Support& support) {
    std::size_t i = 0;
    for (const std::uint32_t row : rows) {
      std::uint64_t of_item = 0;
      for (; i < events.size() && events[i].row == row; ++i) ++of_item;
      support.fv.emplace_back(of_item);
      support.ar.emplace_back(events.size());
      support.unseen += of_item == 0 ? 1 : 0;
    }
  }
  static RationalLogSum sum_of(const Tally& tally) {
    RationalLogSum sum;
    for (const auto& [probability, times] : tally)
      sum.add(Rational(probability.first, probability.second), -Rational(times));
    return sum;
  }

  const Catalogue& catalogue_;
  Tally sequence_loss_;
  Tally share_loss_;
  Tally z_;
  RankDifference ranks_;
  std::uint64_t histories_swapping_ = 0;
};

// Do two items of these events, ascending by sequence and row, share a sequence?
bool blurred(std::span<const TargetEvent> events) {
  return std::ranges::adjacent_find(events, [](const TargetEvent& a, const TargetEvent& b) {
           return a.sequence == b.sequence && a.row != b.row;
         }) != events.end();
}

PerHistoryObjectives per_history(const Catalogue& catalogue, std::vector<TargetEvent> events) {
  std::ranges::sort(events);
  PerHistoryObjectives result;
  PerHistory all(catalogue);
  for (std::size_t i = 0; i < events.size();) {
    std::size_t next = i;
    while (next < events.size() && events[next].history == events[i].history) ++next;
    const auto of_history = std::span(events).subspan(i, next - i);
    result.histories_blurred += blurred(of_history) ? 1U : 0U;
    if (catalogue.prefix_free) all.add(of_history);
    i = next;
  }
  if (catalogue.prefix_free) all.finish(events.size(), result);
  return result;
}

}  // namespace

Result<ObjectivesResult> compare_objectives(const Table& table, const Interactions& interactions,
                                            const ObjectivesOptions& options, Progress& progress) {
  // gap() checks the input and gives the least losses.
  auto losses = gap(table, interactions, {}, progress);
  if (!losses) return tl::unexpected(losses.error());
  auto catalogue = make_catalogue(table, progress);
  if (!catalogue) return tl::unexpected(catalogue.error());
  const auto history = number_histories(interactions);
  if (!history) return tl::unexpected(history.error());
  ObjectivesResult result{losses->items,          losses->distinct_sequences, losses->fixed_length,
                          catalogue->prefix_free, catalogue->codebooks,       {}};
  for (const Split split : {Split::train, Split::valid, Split::test}) {
    const SplitGap* of_split = losses->find(name(split));
    if (of_split == nullptr) continue;
    progress.update("comparing optima", static_cast<double>(result.splits.size()) / 3);
    std::vector<TargetEvent> events;
    for (std::size_t e = 0; e < interactions.examples.size(); ++e) {
      const Example& example = interactions.examples[e];
      if (example.split != split) continue;
      const auto row = catalogue->index.find(interactions.items.text(example.target));
      if (row) events.push_back({(*history)[e], catalogue->numbered.sequence[*row], *row});
    }
    SplitObjectives compared{of_split->split, of_split->examples, of_split->events, {}, {}};
    if (!events.empty()) {
      compared.history_free = history_free(*catalogue, events, options);
      compared.per_history = per_history(*catalogue, std::move(events));
    }
    compared.history_free.losses = of_split->history_free;
    compared.per_history.losses = of_split->per_history;
    result.splits.push_back(std::move(compared));
  }
  return result;
}

std::vector<std::size_t> top_items(const std::vector<ComparedItem>& items,
                                   Rational ComparedItem::* score, std::size_t count) {
  std::vector<std::size_t> order(items.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](std::size_t a, std::size_t b) {
                      if (items[a].*score != items[b].*score)
                        return items[b].*score < items[a].*score;
                      return a < b;
                    });
  order.resize(count);
  return order;
}

}  // namespace sidproof

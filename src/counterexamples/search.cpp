// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/search.hpp"

#include <algorithm>
#include <utility>

#include "counterexamples/row_laws.hpp"
#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

void share_events(std::vector<ItemCounts>& all, ItemCounts& counts, std::uint64_t left,
                  std::size_t item) {
  const std::size_t after = counts.size() - item - 1;
  if (left < after + 1) return;
  if (after == 0) {
    counts[item] = left;
    all.push_back(counts);
    return;
  }
  for (std::uint64_t n = left - after; n >= 1; --n) {
    counts[item] = n;
    share_events(all, counts, left - n, item + 1);
  }
}

template <Field N>
class Searcher {
 public:
  Searcher(const SearchSpace& space, const std::function<bool(const Candidate<N>&)>& refutes)
      : space_(space), refutes_(refutes) {}

  std::optional<Found<N>> run() {
    const bool numbers = space_.rows != Rows::none || space_.data;
    for (size_.items = 1; size_.items <= space_.box.items; ++size_.items)
      for (size_.length = 1; size_.length <= space_.box.length; ++size_.length)
        for (size_.tokens = 2; size_.tokens <= space_.box.tokens; ++size_.tokens) {
          const std::vector<TokenMap> maps = tables();
          for (size_.denominator = 1; size_.denominator <= (numbers ? space_.box.denominator : 1);
               ++size_.denominator) {
            same_size_ = 0;
            for (const TokenMap& map : maps) {
              // An end token makes the alphabets larger than |T|.
              width_ = map.space().alphabet(0);
              laws_ = row_laws(width_, size_.denominator, space_.rows == Rows::positive);
              if (over_data(map)) return std::move(found_);
            }
            smaller_ += same_size_;
          }
        }
    return std::nullopt;
  }

 private:
  std::vector<TokenMap> tables() const {
    std::vector<TokenMap> maps = space_.tables
                                     ? space_.tables(size_.items, size_.length, size_.tokens)
                                     : token_maps(size_.items, size_.length, size_.tokens,
                                                  space_.variable_length, space_.naming);
    if (space_.admits)
      std::erase_if(maps, [&](const TokenMap& map) { return !space_.admits(map); });
    return maps;
  }

  bool over_data(const TokenMap& map) {
    const auto trie = Trie::build(map.codes());
    if (!space_.data) return over_models(map, *trie, ItemCounts(map.items(), 0));
    // A model can bring the denominator itself; without one the data must.
    const std::uint32_t least = space_.rows == Rows::none ? size_.denominator : 1;
    for (std::uint32_t events = least; events <= size_.denominator; ++events)
      for (const ItemCounts& counts : event_counts(size_.items, events))
        if (over_models(map, *trie, counts)) return true;
    return false;
  }

  bool over_models(const TokenMap& map, const Trie& trie, const ItemCounts& counts) {
    const CascadedShape shape(map.space());
    const std::vector<N> base = resting_cells(shape);
    if (space_.rows == Rows::none) return look(map, trie, CascadedTable<N>(shape, base), counts);
    if (laws_.empty()) return false;
    std::vector<std::size_t> begins;
    for (const Sequence& prefix : rows_in_use(map))
      begins.push_back(shape.row_begin(shape.row_of(prefix)));
    const std::uint64_t events = total(counts);
    std::vector<std::size_t> law(begins.size(), 0);
    std::vector<N> cells = base;
    do {
      std::uint64_t largest = events;
      for (const std::size_t l : law)
        largest = std::max<std::uint64_t>(largest, laws_[l].denominator);
      if (largest != size_.denominator) continue;
      for (std::size_t row = 0; row < law.size(); ++row) place(cells, begins[row], laws_[law[row]]);
      if (look(map, trie, CascadedTable<N>(shape, cells), counts)) return true;
    } while (advance(law));
    return false;
  }

  std::vector<N> resting_cells(const CascadedShape& shape) const {
    std::vector<N> cells(shape.cells(), N(0));
    const RowLaw rest = row_laws(width_, width_, space_.rows == Rows::positive).front();
    for (std::size_t row = 0; row < shape.rows(); ++row) place(cells, shape.row_begin(row), rest);
    return cells;
  }

  static void place(std::vector<N>& cells, std::size_t begin, const RowLaw& law) {
    for (std::size_t t = 0; t < law.weights.size(); ++t)
      cells[begin + t] = fraction<N>(law.weights[t], law.denominator);
  }

  // The next choice of a law for each row, the last row fastest.
  bool advance(std::vector<std::size_t>& law) const {
    for (std::size_t row = law.size(); row-- > 0;) {
      if (++law[row] < laws_.size()) return true;
      law[row] = 0;
    }
    return false;
  }

  bool look(const TokenMap& map, const Trie& trie, CascadedTable<N> model,
            const ItemCounts& counts) {
    if (!refutes_({size_, map, trie, model, counts})) {
      ++same_size_;
      return false;
    }
    found_.emplace(Found<N>{size_, map, std::move(model), counts, smaller_, same_size_});
    return true;
  }

  const SearchSpace& space_;
  const std::function<bool(const Candidate<N>&)>& refutes_;
  Size size_;
  std::uint32_t width_ = 2;
  std::vector<RowLaw> laws_;
  std::uint64_t smaller_ = 0;
  std::uint64_t same_size_ = 0;
  std::optional<Found<N>> found_;
};

}  // namespace

std::vector<ItemCounts> event_counts(std::uint32_t items, std::uint32_t events) {
  std::vector<ItemCounts> all;
  ItemCounts counts(items, 0);
  share_events(all, counts, events, 0);
  return all;
}

template <Field N>
std::optional<Found<N>> search(const SearchSpace& space,
                               const std::function<bool(const Candidate<N>&)>& refutes) {
  return Searcher<N>(space, refutes).run();
}

template std::optional<Found<Rational>> search(
    const SearchSpace&, const std::function<bool(const Candidate<Rational>&)>&);
template std::optional<Found<FlintRational>> search(
    const SearchSpace&, const std::function<bool(const Candidate<FlintRational>&)>&);

}  // namespace sidproof

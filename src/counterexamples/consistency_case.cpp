// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "counterexamples/assemble.hpp"
#include "counterexamples/cases.hpp"
#include "counterexamples/row_laws.hpp"
#include "exact/flint_rational.hpp"
#include "laws/witness.hpp"

namespace sidproof::counterexamples {
namespace {

// A stochastic matrix by the number of each row's law.
using Choice = std::vector<std::size_t>;

// The next choice, the last row fastest; false after the last.
bool advance(Choice& choice, std::size_t laws) {
  for (std::size_t row = choice.size(); row-- > 0;) {
    if (++choice[row] < laws) return true;
    choice[row] = 0;
  }
  return false;
}

template <Field N>
std::vector<std::vector<N>> matrix(const Choice& choice, const std::vector<RowLaw>& laws) {
  std::vector<std::vector<N>> rows;
  for (const std::size_t law : choice) {
    rows.emplace_back();
    for (const std::uint32_t weight : laws[law].weights)
      rows.back().push_back(fraction<N>(weight, laws[law].denominator));
  }
  return rows;
}

// (kappa tau)(u | v): item v, its sequence by tau, decoded to u by kappa.
template <Field N>
std::vector<std::vector<N>> round_trip(const std::vector<std::vector<N>>& tau,
                                       const std::vector<std::vector<N>>& kappa) {
  std::vector<std::vector<N>> trip(tau.size(), std::vector<N>(tau.size(), N(0)));
  for (std::size_t v = 0; v < tau.size(); ++v)
    for (std::size_t s = 0; s < kappa.size(); ++s)
      for (std::size_t u = 0; u < tau.size(); ++u) trip[v][u] += tau[v][s] * kappa[s][u];
  return trip;
}

// THEORY E3: does the round trip keep the law p, and not every item?
template <Field N>
bool consistent_but_not_exact(const std::vector<N>& p, const std::vector<std::vector<N>>& trip) {
  std::vector<N> after(p.size(), N(0));
  bool exact = true;
  for (std::size_t v = 0; v < p.size(); ++v)
    for (std::size_t u = 0; u < p.size(); ++u) {
      after[u] += p[v] * trip[v][u];
      exact = exact && trip[v][u] == N(u == v ? 1 : 0);
    }
  return after == p && !exact;
}

struct Candidate3 {
  std::vector<Rational> p;
  std::vector<std::vector<Rational>> tau;
  std::vector<std::vector<Rational>> kappa;
};

class Search3 {
 public:
  explicit Search3(Size box) : box_(box) {}

  bool run() {
    for (size.items = 1; size.items <= box_.items; ++size.items)
      for (size.length = 1; size.length <= box_.length; ++size.length)
        for (size.tokens = 2; size.tokens <= box_.tokens; ++size.tokens)
          for (size.denominator = 1; size.denominator <= box_.denominator; ++size.denominator) {
            same_size = 0;
            if (one_size()) return true;
            smaller += same_size;
          }
    return false;
  }

  Size size;
  std::uint64_t smaller = 0;
  std::uint64_t same_size = 0;
  Candidate3 found;

 private:
  bool one_size() {
    std::uint32_t sequences = 1;
    for (std::uint32_t j = 0; j < size.length; ++j) sequences *= size.tokens;
    const std::uint32_t largest = size.denominator;
    const std::vector<RowLaw> priors = row_laws(size.items, largest, true);
    const std::vector<RowLaw> of_item = row_laws(sequences, largest, false);
    const std::vector<RowLaw> of_sequence = row_laws(size.items, largest, false);
    for (std::size_t p = 0; p < priors.size(); ++p) {
      Choice tau(size.items, 0);
      do {
        Choice kappa(sequences, 0);
        do {
          std::uint32_t denominator = priors[p].denominator;
          for (const std::size_t row : tau)
            denominator = std::max(denominator, of_item[row].denominator);
          for (const std::size_t row : kappa)
            denominator = std::max(denominator, of_sequence[row].denominator);
          if (denominator != size.denominator) continue;
          const auto prior = matrix<FlintRational>({p}, priors)[0];
          if (consistent_but_not_exact(prior,
                                       round_trip(matrix<FlintRational>(tau, of_item),
                                                  matrix<FlintRational>(kappa, of_sequence)))) {
            found = {matrix<Rational>({p}, priors)[0], matrix<Rational>(tau, of_item),
                     matrix<Rational>(kappa, of_sequence)};
            return true;
          }
          ++same_size;
        } while (advance(kappa, of_sequence.size()));
      } while (advance(tau, of_item.size()));
    }
    return false;
  }

  Size box_;
};

}  // namespace

Counterexample e3_consistency() {
  const Size box{2, 2, 3, 3};
  Search3 search(box);
  if (!search.run()) throw std::logic_error("no counterexample in the box for E3");
  const CodeSpace space(std::vector<std::uint32_t>(search.size.length, search.size.tokens));
  std::vector<std::string> items;
  std::vector<std::string> sequences;
  for (std::uint32_t v = 0; v < search.size.items; ++v)
    items.push_back("item " + std::to_string(v));
  space.for_each([&](SequenceView s) { sequences.push_back(text_of_sequence(s)); });
  const auto trip = round_trip(search.found.tau, search.found.kappa);
  std::size_t item = 0;
  while (trip[item][item] == 1) ++item;
  const std::string name = "item " + std::to_string(item);
  // No table: tau is stochastic. The codes only keep the number of items.
  const TokenMap none(space,
                      std::vector<Sequence>(search.size.items, Sequence(search.size.length, 0)));
  return {{"E3-consistency", "E3",
           "a tokenizer and decoder that keep the law of the items keep every item",
           "kappa tau p = p for every law p (here it holds for one)",
           "right totals do not prove that items survive tokenization: check the round trip item "
           "by item"},
          {search.size, box,
           "all positive laws p on items, stochastic tokenizers tau and decoders kappa",
           search.smaller, search.same_size},
          none,
          {},
          {},
          {},
          {{"p", {"p"}, items, {search.found.p}},
           {"tau, from items to sequences", items, sequences, search.found.tau},
           {"kappa, from sequences to items", sequences, items, search.found.kappa}},
          {},
          {"(kappa tau)(" + name + " | " + name + ")", trip[item][item], {}},
          {"an exact round trip has", 1, {}},
          {{"kappa tau p = p",
            claim("kappa tau p = p", consistent_but_not_exact(search.found.p, trip), "E3")}}};
}

}  // namespace sidproof::counterexamples

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <string>

#include "base/parallel.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "laws/constrained_laws.hpp"
#include "laws/exhaustion.hpp"
#include "random/stream.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof::testing_tools {

// LOCAL = GLOBAL for every positive model iff C = {w a u: a in A, u free}, one prefix w:
// from the first node that branches on, every node below its children is full.
inline bool has_free_tails(const Trie& trie, const CodeSpace& space) {
  std::uint32_t node = 0;
  std::size_t depth = 0;
  while (trie.child_count(node) == 1) {
    node = trie.first_child(node);
    ++depth;
  }
  for (std::size_t below = depth + 1; below < space.length(); ++below) {
    const auto [begin, end] = trie.level(below);
    for (std::size_t inner = begin; inner < end; ++inner)
      if (trie.child_count(inner) != space.alphabet(below)) return false;
  }
  return true;
}

// How many sets C have that form: w of each length with a set A; a full A below w is
// the same set as w's last token alone.
inline std::uint64_t sets_with_free_tails(const CodeSpace& space) {
  if (space.length() == 0) return 1;
  std::uint64_t sets = 0;
  for (std::size_t j = 0; j < space.length(); ++j) {
    sets += *space.prefixes(j) * ((std::uint64_t{1} << space.alphabet(j)) - 1);
    if (j > 0) sets -= *space.prefixes(j);
  }
  return sets;
}

template <Field F>
bool local_is_global(const TrieModel<F>& model) {
  const auto local = local_masses(model);
  const auto global = global_masses(model);
  for (std::size_t node = 0; node < model.trie().nodes(); ++node)
    if (model.trie().is_leaf(node) && !(local[node] == global[node])) return false;
  return true;
}

// Whether C has free tails, for every set C of sequences of the space; `problem` says
// what is wrong with one, or nothing.
inline void for_each_catalogue(const CodeSpace& space,
                               const std::function<std::string(const Trie&, bool)>& problem) {
  const std::uint64_t sets = (std::uint64_t{1} << *space.sequences()) - 1;
  std::vector<std::string> problems(sets);
  std::atomic<std::uint64_t> free_tails{0};
  parallel_for(Threads{2}, sets, [&](std::size_t task) {
    std::vector<Sequence> codes;
    for (std::uint64_t s = 0; s < *space.sequences(); ++s)
      if ((((task + 1) >> s) & 1U) != 0) codes.push_back(space.sequence(s));
    const TokenMap map(space, codes);
    const auto trie = Trie::build(map.codes());
    const bool has = has_free_tails(*trie, space);
    if (has) ++free_tails;
    problems[task] = problem(*trie, has);
    if (!problems[task].empty()) problems[task] += "; " + text_of_map(map);
  });
  for (const std::string& text : problems) ASSERT_EQ(text, "");
  ASSERT_EQ(free_tails, sets_with_free_tails(space));
}

// Every positive model over the trie whose rows are multiples of 1 / (|T| + finer).
class TinyModels {
 public:
  TinyModels(const Trie& trie, const CodeSpace& space, std::uint32_t finer)
      : trie_(trie), space_(space), finer_(finer), weight_(trie.nodes(), 1) {
    for (std::size_t depth = 0; depth < trie.depth(); ++depth)
      for (auto node = trie.level(depth).first; node < trie.level(depth).second; ++node) {
        width_.push_back(space.alphabet(depth));
        rows_.push_back(node);
      }
    for (std::size_t row = 0; row < rows_.size(); ++row) (void)restart(row);
  }

  [[nodiscard]] TrieModel<FlintRational> model() const {
    std::vector<FlintRational> into(trie_.nodes(), FlintRational(1));
    std::vector<FlintRational> leak(trie_.nodes(), FlintRational(0));
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      FlintRational rest(1);
      for (auto child = begin(row); child < end(row); ++child) {
        into[child] = fraction<FlintRational>(weight_[child], width_[row] + finer_);
        rest -= into[child];
      }
      leak[rows_[row]] = rest;
    }
    return {trie_, space_, into, leak};
  }

  // The next model; false after the last.
  bool advance() {
    for (std::size_t row = 0; row < rows_.size(); ++row)
      if (advance(row)) return true;
    return false;
  }

 private:
  [[nodiscard]] std::uint32_t begin(std::size_t row) const { return trie_.first_child(rows_[row]); }
  [[nodiscard]] std::uint32_t end(std::size_t row) const {
    return trie_.first_child(rows_[row] + 1);
  }
  // Every token outside has a weight of at least 1; in full rows the weights add up.
  [[nodiscard]] bool is_law(std::size_t row) const {
    std::uint32_t sum = width_[row] - (end(row) - begin(row));
    for (auto child = begin(row); child < end(row); ++child) sum += weight_[child];
    const bool full = end(row) - begin(row) == width_[row];
    return full ? sum == width_[row] + finer_ : sum <= width_[row] + finer_;
  }
  bool advance(std::size_t row) {
    while (true) {
      auto child = begin(row);
      while (child < end(row) && weight_[child] == 1 + finer_) weight_[child++] = 1;
      if (child < end(row)) ++weight_[child];
      if (child == end(row)) return restart(row);
      if (is_law(row)) return true;
    }
  }
  // From all ones to the first law; the row has then turned over.
  bool restart(std::size_t row) {
    if (!is_law(row)) weight_[begin(row)] += finer_;
    return false;
  }

  const Trie& trie_;
  const CodeSpace& space_;
  std::uint32_t finer_;
  std::vector<std::uint32_t> weight_;  // per node
  std::vector<std::uint32_t> width_;   // per inner node
  std::vector<std::uint32_t> rows_;    // the inner nodes
};

// F2 on every tiny model over every C, and the sets C for which LOCAL = GLOBAL on all
// of them; also at a drawn model, where equality is an identity test.
inline std::string f2_problem(const Trie& trie, const CodeSpace& space, std::uint32_t finer,
                              bool free_tails) {
  bool always = true;
  TinyModels models(trie, space, finer);
  do {
    const auto model = models.model();
    const Verdict verdict = f2_local_equals_global(model);
    if (verdict.truth != Truth::holds) return "F2: " + verdict.reason;
    always = always && local_is_global(model);
  } while (models.advance());
  return always == free_tails ? "" : "LOCAL = GLOBAL for all models iff tails are free";
}

inline void exhaust_f2(std::uint32_t largest) {
  for (std::uint32_t size = 1; size <= largest; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size)) {
      for_each_catalogue(space, [&](const Trie& trie, bool free_tails) {
        return f2_problem(trie, space, 2, free_tails);
      });
      if (testing::Test::HasFatalFailure()) return;
    }
}

inline void exhaust_f2_catalogues(std::uint32_t largest) {
  for (std::uint32_t size = 1; size <= largest; ++size)
    for (const CodeSpace& space : code_spaces_of_size(size)) {
      for_each_catalogue(space, [&](const Trie& trie, bool free_tails) -> std::string {
        RandomStream random({0x7461696c73U, 2});
        const auto model = free_trie_model<Mersenne61>(
            trie, space, [&] { return Mersenne61::from_bits(random.bits64()); });
        return local_is_global(model) == free_tails ? "" : "LOCAL = GLOBAL iff tails are free";
      });
      if (testing::Test::HasFatalFailure()) return;
    }
}

}  // namespace sidproof::testing_tools

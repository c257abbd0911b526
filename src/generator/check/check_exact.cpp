// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// K1 to K3, K6, K8: checks without any rounding.
#include <algorithm>
#include <cstdio>
#include <set>
#include <string>

#include "decoding/constrained.hpp"
#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_parts.hpp"
#include "laws/bulk_identity.hpp"

namespace sidproof::reference {
namespace {

std::string count(std::size_t n, const std::string& noun) {
  std::string text = std::to_string(n) + " " + noun;
  if (n != 1) text += 's';
  return text;
}

std::string at_node(const Catalogue& catalogue, std::uint32_t node) {
  std::string codes;
  for (const std::uint32_t code : catalogue.trie().prefix(node)) {
    if (!codes.empty()) codes += ' ';
    codes += std::to_string(code);
  }
  return "prefix (" + codes + ")";
}

std::string name_of(Decoding decoding) {
  if (decoding == Decoding::raw) return "RAW";
  return decoding == Decoding::global ? "GLOBAL" : "LOCAL";
}

Rational rational(const FlintRational& x) { return Rational(x.text()); }

// The first way in which two computations of the same laws differ; empty for none.
std::string difference(const Catalogue& catalogue, const TrieLaws& a, const TrieLaws& b) {
  for (std::uint32_t node = 0; node < catalogue.trie().nodes(); ++node)
    if (a.weight[node] != b.weight[node] || a.log[node] != b.log[node] ||
        a.masked_log[node] != b.masked_log[node])
      return "at " + at_node(catalogue, node) + ": weights " + std::to_string(a.weight[node]) +
             " and " + std::to_string(b.weight[node]) + ", logs " + std::to_string(a.log[node]) +
             " and " + std::to_string(b.log[node]);
  return a == b ? "" : "outside the trie";
}

constexpr std::size_t compared_nodes = 48;
constexpr std::uint64_t random_models = 1024;

// THEORY's template where every prefix can be completed; otherwise Q(s)/Q(C).
std::vector<FlintRational> global_of(const TrieModel<FlintRational>& model,
                                     std::vector<FlintRational> raw) {
  const std::vector<FlintRational> h = completion_masses(model);
  const FlintRational zero(0);
  if (std::none_of(h.begin(), h.end(), [&](const auto& x) { return x == zero; }))
    return global_masses(model);
  for (FlintRational& mass : raw) mass = mass / h.front();
  return raw;
}

// LOCAL on every node, and what it loses in dead ends.
struct Local {
  std::vector<FlintRational> mass;
  FlintRational dead{0};
};

// THEORY's template where LOCAL is a law at every node; otherwise step by step.
Local local_of(const TrieModel<FlintRational>& model) {
  const Trie& trie = model.trie();
  const std::vector<FlintRational> a = child_masses(model);
  const FlintRational zero(0);
  if (std::none_of(a.begin(), a.end(), [&](const auto& x) { return x == zero; }))
    return {local_masses(model), zero};
  Local local{std::vector<FlintRational>(trie.nodes(), zero), zero};
  local.mass[0] = FlintRational(1);
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) {
    if (node != 0 && !(a[trie.parent(node)] == zero))
      local.mass[node] = local.mass[trie.parent(node)] * model.into(node) / a[trie.parent(node)];
    if (a[node] == zero) local.dead += local.mass[node];
  }
  return local;
}

}  // namespace

Verdict check_trie(const Catalogue& catalogue, const Codes& codes) {
  const Trie& trie = catalogue.trie();
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    const std::uint32_t parent = trie.parent(node);
    if (parent >= node || node < trie.first_child(parent) || node >= trie.first_child(parent + 1))
      return Verdict::refuted("node " + std::to_string(node) + " is no child of its parent");
    if (node > trie.first_child(parent) && trie.token(node - 1) >= trie.token(node))
      return Verdict::refuted("the children of " + at_node(catalogue, parent) + " do not ascend");
  }
  std::vector<bool> met(catalogue.items(), false);
  for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf)
    for (const std::uint32_t item : catalogue.items_of(leaf)) {
      if (item >= met.size() || met[item] || trie.prefix(leaf) != codes.row(item))
        return Verdict::refuted("row " + std::to_string(item) + " does not belong to " +
                                at_node(catalogue, leaf));
      met[item] = true;
    }
  for (std::size_t item = 0; item < met.size(); ++item)
    if (!met[item] || trie.find(codes.row(item)) != trie.node_of_row(item))
      return Verdict::refuted("the codes of row " + std::to_string(item) + " lead elsewhere");
  return Verdict::holds(count(catalogue.items(), "item") + " of " +
                        count(catalogue.leaves().second - catalogue.leaves().first, "sequence") +
                        ", " + count(trie.nodes(), "node"));
}

Verdict check_token_sums(const Catalogue& catalogue, const TrieLaws& laws, const TokenRule& rule) {
  const Trie& trie = catalogue.trie();
  for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node) {
    Integer sum = laws.outside[node];
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1);
         ++child) {
      if (laws.weight[child] == 0 && !rule.truncates())
        return Verdict::refuted("the weight of " + at_node(catalogue, child) + " is zero");
      const bool cut = laws.weight[child] == 0;
      if ((laws.log[child] == cut_log) != cut || (laws.masked_log[child] == cut_log) != cut)
        return Verdict::refuted("weight and logarithms of " + at_node(catalogue, child) +
                                " do not agree on whether it was cut");
      sum += laws.weight[child];
    }
    if (sum != weight_total)
      return Verdict::refuted("the weights at " + at_node(catalogue, node) + " add up to " +
                              sum.str() + ", not 2^48");
  }
  return Verdict::holds(count(catalogue.leaves().first, "law") + " add up to exactly 2^48");
}

Verdict check_item_sums(const Catalogue& catalogue, const Computed& computed) {
  const auto model = rational_model(catalogue, computed.laws);
  const std::vector<FlintRational> raw = raw_masses(model);
  const std::vector<FlintRational> global = global_of(model, raw);
  const Local local = local_of(model);
  const FlintRational one(1);
  const std::vector<FlintRational> completions = completion_masses(model);
  const FlintRational inside = completions.front();
  Integer unit = 1;  // 2^(48 (k - depth)), from the leaves up
  for (std::size_t depth = catalogue.length() + 1; depth-- > 0; unit *= weight_total) {
    const auto [begin, end] = catalogue.trie().level(depth);
    for (std::uint32_t node = begin; node < end; ++node)
      if (Rational(computed.law.completion[node], unit) != rational(completions[node]))
        return Verdict::refuted("h at " + at_node(catalogue, node) + " is not " +
                                completions[node].text());
  }
  for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local}) {
    FlintRational sum(0);
    for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf) {
      const Rational p = probability(catalogue, computed.laws, computed.law, leaf, decoding);
      const auto& masses = decoding == Decoding::raw      ? raw
                           : decoding == Decoding::global ? global
                                                          : local.mass;
      const FlintRational& expected = masses[leaf];
      if (p != rational(expected))
        return Verdict::refuted(name_of(decoding) + " of " + at_node(catalogue, leaf) + " is " +
                                p.str() + ", not " + expected.text());
      sum += expected;
    }
    FlintRational wanted = decoding == Decoding::raw ? inside : one;
    if (decoding == Decoding::local) wanted -= local.dead;
    if (!(sum == wanted))
      return Verdict::refuted(name_of(decoding) + " adds up to " + sum.text() + ", not " +
                              wanted.text());
  }
  const Rational dead = local_dead_mass(catalogue, computed.laws);
  if (dead != rational(local.dead))
    return Verdict::refuted("the dead ends of LOCAL hold " + local.dead.text() + ", not " +
                            dead.str());
  char figures[96];
  if (dead == 0)
    std::snprintf(figures, sizeof figures, "GLOBAL = 1, LOCAL = 1, RAW = Q(C) = %.3g",
                  static_cast<double>(rational(inside)));
  else
    std::snprintf(figures, sizeof figures,
                  "GLOBAL = 1, RAW = Q(C) = %.3g, LOCAL no law: %.3g ends in dead ends",
                  static_cast<double>(rational(inside)), static_cast<double>(dead));
  return Verdict::holds(figures);
}

Verdict check_identities(const Catalogue& catalogue, const CheckOptions& options) {
  const BulkRun run = check_models(catalogue.trie(), catalogue.space(), options.seed.derive(8),
                                   random_models, options.threads);
  if (run.verdict.truth != Truth::holds) return run.verdict;
  const bool bijective = catalogue.is_one_to_one() && catalogue.is_onto();
  // Where Z is not the constant 1 it is 1 at a random point with probability < 2^-40.
  if (run.z_is_one != (bijective ? run.models : 0))
    return Verdict::refuted("Z = 1 for " + std::to_string(run.z_is_one) + " of " +
                            count(run.models, "random model") + ", but the table is " +
                            (bijective ? "a bijection" : "no bijection"));
  return Verdict::holds(count(run.models, "random model") +
                        (bijective ? ", Z = 1 for all" : ", Z = 1 for none"));
}

Result<Verdict> check_no_invalid_item(const Subject& subject, const Catalogue& catalogue,
                                      const Computed& computed) {
  const auto [begin, end] = catalogue.leaves();
  const std::size_t sequences = end - begin;
  std::size_t returned = 0;
  for (const Decoding decoding : {Decoding::raw, Decoding::global, Decoding::local})
    for (const std::size_t width : {std::size_t{1}, std::size_t{7}, sequences + 5}) {
      const auto found = subject.beam(computed.prompt, width, decoding, {});
      if (!found) return tl::unexpected(found.error());
      const std::string beam = name_of(decoding) + " beam of " + std::to_string(width);
      if (found->results.size() > std::min(width, sequences) ||
          (found->results.empty() && width >= sequences))
        return Verdict::refuted(beam + ": " + count(found->results.size(), "result"));
      std::set<std::uint32_t> nodes;
      const Scored* last = nullptr;
      for (const Scored& result : found->results) {
        if (result.node < begin || result.node >= end || !nodes.insert(result.node).second)
          return Verdict::refuted(beam + ": node " + std::to_string(result.node) +
                                  " is no item's sequence, or stands there twice");
        if (computed.law.mass[result.node] == 0)
          return Verdict::refuted(beam + ": " + at_node(catalogue, result.node) +
                                  " has a token that was cut");
        if (last != nullptr && !before(*last, result))
          return Verdict::refuted(beam + ": " + at_node(catalogue, result.node) + " out of order");
        last = &result;
      }
      returned += nodes.size();
    }
  return Verdict::holds(count(returned, "result") + " of 9 beams, widths 1, 7 and " +
                        std::to_string(sequences + 5));
}

Result<Verdict> check_bits(const Subject& subject, const Catalogue& catalogue,
                           const Computed& computed) {
  const Schedule schedules[] = {
      {{Threads{1}, 1, Order::backward}, {1024, CacheLayout::in_order}},
      {{Threads{2}, 7, Order::shuffled}, {333, CacheLayout::scattered}},
      {{Threads{3}, 64, Order::forward}, {7, CacheLayout::scattered}},
  };
  for (const Schedule& schedule : schedules) {
    const auto laws = subject.laws(computed.prompt, schedule);
    if (!laws) return tl::unexpected(laws.error());
    if (const std::string where = difference(catalogue, computed.laws, *laws); !where.empty())
      return Verdict::refuted("another schedule gives other laws " + where);
    for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
      const auto usual = subject.beam(computed.prompt, 20, decoding, {});
      const auto other = subject.beam(computed.prompt, 20, decoding, schedule);
      if (!usual || !other) return tl::unexpected((usual ? other : usual).error());
      if (usual->results != other->results || usual->best_pruned != other->best_pruned)
        return Verdict::refuted("another schedule gives another " + name_of(decoding) + " beam");
    }
  }
  const Trie& trie = catalogue.trie();
  const std::uint32_t inner = catalogue.leaves().first;
  const std::uint32_t step = std::max<std::uint32_t>(1, inner / compared_nodes);
  std::size_t recomputed = 0;
  for (std::uint32_t node = 0; node < inner; node += step, ++recomputed) {
    const auto law = subject.recomputed(computed.prompt, node);
    if (!law) return tl::unexpected(law.error());
    const std::uint32_t first = trie.first_child(node);
    for (std::uint32_t i = 0; i < law->weight.size(); ++i)
      if (law->weight[i] != computed.laws.weight[first + i] ||
          law->log[i] != computed.laws.log[first + i] ||
          law->masked_log[i] != computed.laws.masked_log[first + i])
        return Verdict::refuted("without a cache the law at " + at_node(catalogue, node) +
                                " is another");
  }
  return Verdict::holds("3 other schedules, " + count(recomputed, "law") +
                        " recomputed without a cache: no bit differs");
}

Result<Verdict> check_search(const Subject& subject, const Catalogue& catalogue,
                             const Computed& computed) {
  const std::size_t sequences = catalogue.leaves().second - catalogue.leaves().first;
  std::string figures;
  for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
    const auto ranking = exhaustive_ranking(catalogue, computed.laws, decoding);
    for (const std::size_t width : {std::size_t{1}, std::size_t{10}, std::size_t{100}, sequences}) {
      const auto found = subject.beam(computed.prompt, width, decoding, {});
      if (!found) return tl::unexpected(found.error());
      const std::string beam = name_of(decoding) + " beam of " + std::to_string(width);
      std::size_t exact = 0;
      while (exact < found->results.size() && exact < ranking.size() &&
             found->results[exact] == ranking[exact])
        ++exact;
      if (width >= sequences && (exact < ranking.size() || exact < found->results.size()))
        return Verdict::refuted(beam + ": rank " + std::to_string(exact + 1) +
                                " is not the exhaustive ranking's");
      std::size_t certified = 0;
      for (std::size_t k = 1; k <= found->results.size(); ++k)
        if (found->certifies(k)) certified = k;
      if (certified > exact)
        return Verdict::refuted(beam + ": the top " + std::to_string(certified) +
                                " are certified, but only the first " + std::to_string(exact) +
                                " are right");
      figures += (figures.empty() ? "" : "; ") + beam + ": " + std::to_string(exact) + " right, " +
                 std::to_string(certified) + " certified";
    }
  }
  return Verdict::holds(figures);
}

}  // namespace sidproof::reference

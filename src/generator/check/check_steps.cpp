// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// One step of gradient descent by L_AR and by L_FV from the same parameters (THEORY A2c,
// A5, B5): the same parameters where Z = 1 for all models, otherwise apart by the gradient
// of ln Z.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_parts.hpp"

namespace sidproof::reference {
namespace {

constexpr double widest_radius = 1e-30;
constexpr int step_power = -7;  // the learning rate is 2^-7

std::string figure(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", x);
  return text;
}

Ball dyadic(float x, int bits) {
  int exponent = 0;
  const float mantissa = std::frexp(x, &exponent);
  return Ball::dyadic(static_cast<std::int64_t>(std::ldexp(mantissa, 24)), exponent - 24, bits);
}

// The chosen rows of a linear head: at each position the target's token and the next one.
struct HeadRow {
  std::size_t position = 0;
  std::uint32_t code = 0;
};

std::vector<HeadRow> head_rows(const Catalogue& catalogue, const Sequence& target) {
  std::vector<HeadRow> rows;
  for (std::size_t j = 0; j < target.size(); ++j) {
    rows.push_back({j, target[j]});
    const auto next = static_cast<std::uint32_t>((target[j] + 1) % catalogue.codebook(j));
    if (next != target[j]) rows.push_back({j, next});
  }
  return rows;
}

// Slopes of a loss: at the logit of every edge, at those of all codes without an edge
// together (by node), and at the weights of the chosen rows of the head.
struct Slopes {
  std::vector<Ball> edge;
  std::vector<Ball> outside;
  std::vector<std::vector<Ball>> head;
};

class Steps {
 public:
  Steps(const Network& network, const Catalogue& catalogue, const EnclosedLaws& enclosed,
        const EnclosedLaws& forced, std::uint32_t leaf, bool masked, bool with_head)
      : network_(&network),
        catalogue_(&catalogue),
        trie_(&catalogue.trie()),
        enclosed_(&enclosed),
        forced_(&forced),
        masked_(masked),
        bits_(enclosed.log.front().bits()),
        target_(trie_->prefix(leaf)),
        rows_(with_head ? head_rows(catalogue, target_) : std::vector<HeadRow>()) {
    for (std::uint32_t node = leaf;; node = trie_->parent(node)) {
      path_.insert(path_.begin(), node);
      if (node == 0) break;
    }
    q_.assign(trie_->nodes(), zero());
    for (std::uint32_t node = 1; node < trie_->nodes(); ++node) q_[node] = exp(logs()[node]);
  }

  // L_AR by teacher forcing alone: nothing off the target's path matters.
  [[nodiscard]] Slopes ar() const {
    Slopes slopes = none();
    for (std::size_t j = 0; j < target_.size(); ++j) {
      const std::uint32_t node = path_[j];
      Ball outside(1, bits_);
      for (std::uint32_t child = first(node); child < first(node + 1); ++child) {
        const Ball q =
            exp((masked_ ? forced_->masked_siblings : forced_->siblings)[j][child - first(node)]);
        outside -= q;
        slopes.edge[child] = child == path_[j + 1] ? q - Ball(1, bits_) : q;
      }
      slopes.outside[node] = outside;
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r].position != j || !visible(node, rows_[r].code)) continue;
        Ball slope = probability(*forced_, j, j, rows_[r].code);
        if (rows_[r].code == target_[j]) slope -= Ball(1, bits_);
        add(slopes.head[r], slope, *forced_, j);
      }
    }
    return slopes;
  }

  // L_FV: the softmax over the items, each with its own sequence.
  [[nodiscard]] Slopes fv() const {
    std::vector<Ball> mass(trie_->nodes(), zero());
    Ball all = zero();
    const auto [begin, end] = catalogue_->leaves();
    for (std::uint32_t leaf = begin; leaf < end; ++leaf) {
      Ball log = zero();
      for (std::uint32_t node = leaf; node != 0; node = trie_->parent(node)) log += logs()[node];
      const Ball p = exp(log);
      for (std::size_t i = 0; i < catalogue_->items_of(leaf).size(); ++i) mass[leaf] += p;
      all += mass[leaf];
    }
    for (std::uint32_t node = end; node-- > 0;) {
      if (node >= begin) mass[node] /= all;
      if (node != 0) mass[trie_->parent(node)] += mass[node];
    }
    Slopes slopes = of_masses(mass);
    for (std::size_t j = 0; j < target_.size(); ++j) {
      const std::uint32_t node = path_[j];
      Ball outside(1, bits_);
      for (std::uint32_t child = first(node); child < first(node + 1); ++child) {
        slopes.edge[child] += q_[child];
        outside -= q_[child];
        if (child == path_[j + 1]) slopes.edge[child] -= Ball(1, bits_);
      }
      slopes.outside[node] += outside;
      for (std::size_t r = 0; r < rows_.size(); ++r) {
        if (rows_[r].position != j || !visible(node, rows_[r].code)) continue;
        Ball slope = probability(*enclosed_, node, j, rows_[r].code);
        if (rows_[r].code == target_[j]) slope -= Ball(1, bits_);
        add(slopes.head[r], slope, *enclosed_, node);
      }
    }
    return slopes;
  }

  // ln Z, by the pass backwards over the trie: reached times what lies below, over Z.
  [[nodiscard]] Slopes log_z() const {
    std::vector<Ball> below(trie_->nodes(), zero());
    for (auto node = static_cast<std::uint32_t>(trie_->nodes()); node-- > 0;) {
      if (trie_->is_leaf(node)) below[node] = Ball(trie_->terminals(node), bits_);
      if (node != 0) below[trie_->parent(node)] += q_[node] * below[node];
    }
    std::vector<Ball> reached(trie_->nodes(), Ball(1, bits_));
    for (std::uint32_t node = 1; node < trie_->nodes(); ++node)
      reached[node] = reached[trie_->parent(node)] * q_[node];
    std::vector<Ball> mass;
    for (std::uint32_t node = 0; node < trie_->nodes(); ++node)
      mass.push_back(reached[node] * below[node] / below[0]);
    return of_masses(mass);
  }

  // The parameters after a step by one loss less those after a step by the other, for
  // every parameter: f(begin, slope of one, slope of other).
  template <class F>
  void for_each(const Slopes& one, const Slopes& other, const F& f) const {
    for (std::uint32_t node = 1; node < trie_->nodes(); ++node)
      f(logs()[node], one.edge[node], other.edge[node], "the logit of", node);
    if (!masked_)
      for (std::uint32_t node = 0; node < catalogue_->leaves().first; ++node)
        f(zero(), one.outside[node], other.outside[node], "the logits without an edge at", node);
    const std::size_t d = network_->shape().width;
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const std::uint32_t token = catalogue_->first_token(rows_[r].position) + rows_[r].code;
      for (std::size_t i = 0; i < d; ++i)
        f(weight(token, i), one.head[r][i], other.head[r][i], "the head's row of token", token);
    }
  }

  [[nodiscard]] std::size_t parameters() const {
    return trie_->nodes() - 1 + (masked_ ? 0 : catalogue_->leaves().first) +
           rows_.size() * network_->shape().width;
  }

 private:
  [[nodiscard]] Ball zero() const { return Ball(0, bits_); }
  [[nodiscard]] const std::vector<Ball>& logs() const {
    return masked_ ? enclosed_->masked_log : enclosed_->log;
  }
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const { return trie_->first_child(node); }
  [[nodiscard]] Ball weight(std::uint32_t token, std::size_t i) const {
    const Weights& weights = network_->weights();
    const auto& head = weights.shape.tied ? weights.tokens : weights.head;
    return dyadic(head[token * weights.shape.width + i], bits_);
  }
  [[nodiscard]] Slopes none() const {
    return {std::vector<Ball>(trie_->nodes(), zero()),
            std::vector<Ball>(catalogue_->leaves().first, zero()),
            std::vector<std::vector<Ball>>(rows_.size(),
                                           std::vector<Ball>(network_->shape().width, zero()))};
  }

  // A masked softmax does not see codes without an edge.
  [[nodiscard]] bool visible(std::uint32_t node, std::uint32_t code) const {
    return !masked_ || trie_->child(node, code).has_value();
  }

  // q(code) at a state, from its hidden numbers and its normaliser.
  [[nodiscard]] Ball probability(const EnclosedLaws& laws, std::size_t state, std::size_t position,
                                 std::uint32_t code) const {
    const std::size_t d = network_->shape().width;
    const std::uint32_t token = catalogue_->first_token(position) + code;
    Ball logit = zero();
    for (std::size_t i = 0; i < d; ++i) logit += laws.hidden[state * d + i] * weight(token, i);
    return exp(logit - (masked_ ? laws.masked_normaliser : laws.normaliser)[state]);
  }

  void add(std::vector<Ball>& row, const Ball& slope, const EnclosedLaws& laws,
           std::size_t state) const {
    for (std::size_t i = 0; i < row.size(); ++i)
      row[i] += slope * laws.hidden[state * row.size() + i];
  }

  // Expected counts below a law of the items less those of free continuation.
  [[nodiscard]] Slopes of_masses(const std::vector<Ball>& mass) const {
    Slopes slopes = none();
    for (std::uint32_t node = 0; node < catalogue_->leaves().first; ++node) {
      Ball outside(1, bits_);
      for (std::uint32_t child = first(node); child < first(node + 1); ++child) {
        slopes.edge[child] = mass[child] - mass[node] * q_[child];
        outside -= q_[child];
      }
      slopes.outside[node] = -(mass[node] * outside);
    }
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      const auto [begin, end] = trie_->level(rows_[r].position);
      for (std::uint32_t node = begin; node < end; ++node) {
        const auto child = trie_->child(node, rows_[r].code);
        if (masked_ && !child) continue;
        const Ball slope =
            child ? slopes.edge[*child]
                  : -(mass[node] * probability(*enclosed_, node, rows_[r].position, rows_[r].code));
        add(slopes.head[r], slope, *enclosed_, node);
      }
    }
    return slopes;
  }

  const Network* network_;
  const Catalogue* catalogue_;
  const Trie* trie_;
  const EnclosedLaws* enclosed_;
  const EnclosedLaws* forced_;
  bool masked_;
  int bits_;
  Sequence target_;
  std::vector<HeadRow> rows_;
  std::vector<std::uint32_t> path_;
  std::vector<Ball> q_;
};

}  // namespace

Verdict check_steps(const Network& network, const Catalogue& catalogue,
                    const EnclosedLaws& enclosed, const EnclosedLaws& forced, std::uint32_t target,
                    double temperature) {
  const std::uint32_t leaf = catalogue.trie().node_of_row(target);
  const bool with_head = !network.is_parallel() && temperature == 1;
  const int bits = enclosed.log.front().bits();
  const Ball rate = Ball::dyadic(1, step_power, bits);
  std::string figures;
  for (const bool masked : {false, true}) {
    const Steps steps(network, catalogue, enclosed, forced, leaf, masked, with_head);
    const Slopes ar = steps.ar();
    const Slopes fv = steps.fv();
    const Slopes log_z = steps.log_z();
    const std::string name = masked ? "masked" : "unmasked";
    const bool equal = catalogue.is_one_to_one() && (masked || catalogue.is_onto());
    std::vector<Ball> apart;
    steps.for_each(
        ar, fv,
        [&](const Ball& now, const Ball& one, const Ball& other, const char*, std::uint32_t) {
          apart.push_back((now - rate * one) - (now - rate * other));
        });
    Verdict verdict = Verdict::holds();
    double widest = 0;
    double furthest = 0;
    std::size_t parameter = 0;
    // L_FV = L_AR + ln Z: the step by L_FV goes further by the gradient of ln Z.
    steps.for_each(
        log_z, log_z,
        [&](const Ball&, const Ball& slope, const Ball&, const char* what, std::uint32_t which) {
          const Ball& difference = apart[parameter++];
          const Ball rest = difference - rate * slope;
          widest = std::max({widest, rest.radius(), difference.radius()});
          furthest = std::max(furthest, std::abs(difference.enclose().mid()));
          if (verdict.truth == Truth::refuted) return;
          const std::string where = name + ", " + what + " " + std::to_string(which) + ": ";
          if (!rest.contains_zero())
            verdict = Verdict::refuted(
                where + "the steps end " + figure(difference.enclose().mid()) +
                " apart, the gradient of ln Z says " + figure((rate * slope).enclose().mid()));
          else if (equal && !difference.contains_zero())
            verdict =
                Verdict::refuted(where + "the steps end " + figure(difference.enclose().mid()) +
                                 " apart, though Z = 1 for every model");
        });
    if (verdict.truth == Truth::refuted) return verdict;
    if (!(widest < widest_radius))
      return Verdict::unknown("the " + name + " steps are known to a radius of " + figure(widest) +
                              " only");
    figures += (figures.empty() ? "" : "; ") + name + ": " + std::to_string(steps.parameters()) +
               " parameters " +
               (equal ? "the same" : "apart by the gradient of ln Z, at most " + figure(furthest)) +
               ", radius " + figure(widest);
  }
  return Verdict::holds(figures);
}

Result<Verdict> check_integer_steps(const Subject& subject, const Catalogue& catalogue,
                                    const Computed& computed, std::uint32_t target) {
  const Trie& trie = catalogue.trie();
  const TrieLaws& laws = computed.laws;
  const auto [begin, end] = catalogue.leaves();
  // L_FV: the items' masses, added up from below.
  std::vector<Integer> mass(trie.nodes(), Integer(0));
  for (std::uint32_t node = end; node-- > 0;) {
    if (node >= begin) mass[node] = computed.law.mass[node] * catalogue.items_of(node).size();
    if (node != 0) mass[trie.parent(node)] += mass[node];
  }
  // ln Z: reached, times the items below by a pass backwards.
  std::vector<Integer> below(trie.nodes(), Integer(0));
  for (auto node = static_cast<std::uint32_t>(trie.nodes()); node-- > 0;) {
    if (trie.is_leaf(node)) below[node] = trie.terminals(node);
    if (node != 0) below[trie.parent(node)] += below[node] * laws.weight[node];
  }
  for (std::uint32_t node = 0; node < trie.nodes(); ++node) below[node] *= computed.law.mass[node];
  const Integer& all = mass.front();
  const bool equal = catalogue.is_one_to_one() && catalogue.is_onto();
  std::string problem;
  std::size_t logits = 0;
  std::size_t apart = 0;
  // Slopes of L_FV and ln Z times 2^48 Z, of L_AR times 2^48.
  const auto compare = [&](const Integer& fv, const Integer& ar, const Integer& log_z,
                           std::uint32_t node, const char* what) {
    ++logits;
    if (log_z != 0) ++apart;
    if (!problem.empty()) return;
    if (fv - ar * all != log_z)
      problem = std::string(what) + std::to_string(node) + ": L_FV - L_AR has the slope " +
                Integer(fv - ar * all).str() + ", ln Z " + log_z.str();
    else if (equal && log_z != 0)
      problem = std::string(what) + std::to_string(node) +
                ": the table is a bijection, but ln Z has the slope " + log_z.str();
  };
  std::vector<std::uint32_t> path;
  for (std::uint32_t node = trie.node_of_row(target);; node = trie.parent(node)) {
    path.insert(path.begin(), node);
    if (node == 0) break;
  }
  std::size_t on_path = 0;
  for (std::uint32_t node = 0; node < begin; ++node) {
    // Teacher forcing runs the network at the target's prefixes only, each from scratch.
    const bool forced = on_path + 1 < path.size() && path[on_path] == node;
    NodeLaw alone;
    if (forced) {
      auto law = subject.recomputed(computed.prompt, node);
      if (!law) return tl::unexpected(law.error());
      alone = std::move(*law);
    }
    const std::uint32_t first = trie.first_child(node);
    for (std::uint32_t child = first; child < trie.first_child(node + 1); ++child) {
      const bool taken = forced && child == path[on_path + 1];
      Integer ar = 0;
      Integer fv = mass[child] * weight_total - mass[node] * laws.weight[child];
      if (forced) {
        ar = alone.weight[child - first];
        fv += all * laws.weight[child];
      }
      if (taken) {
        ar -= weight_total;
        fv -= all * weight_total;
      }
      compare(fv, ar, below[child] * weight_total - below[node] * laws.weight[child], child,
              "the logit of node ");
    }
    Integer ar = 0;
    Integer fv = -(mass[node] * laws.outside[node]);
    if (forced) {
      ar = alone.outside;
      fv += all * laws.outside[node];
      ++on_path;
    }
    compare(fv, ar, -(below[node] * laws.outside[node]), node,
            "the logits without an edge at node ");
  }
  if (!problem.empty()) return Verdict::refuted("item " + std::to_string(target) + ", " + problem);
  return Verdict::holds(std::to_string(logits) + " slopes, " +
                        (apart == 0
                             ? "the same by both losses"
                             : std::to_string(apart) + " apart by exactly the slope of ln Z"));
}

}  // namespace sidproof::reference

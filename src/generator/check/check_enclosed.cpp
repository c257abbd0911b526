// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// K4, K5 and the losses of K7: the subject and the theorem against the real network.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <span>
#include <string>

#include "generator/arithmetic/token_law.hpp"
#include "generator/check/check_parts.hpp"
#include "generator/enclosure/operator_bounds.hpp"

namespace sidproof::reference {
namespace {

constexpr double widest_radius = 1e-30;
// A log-probability has the errors of a logit and of the normaliser; networks of 1 to 4
// layers were seen to err by less than 2 units of the largest log-probability.
constexpr double budget_units = 16;

std::string figure(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3g", x);
  return text;
}

std::string figure(const Ball& x) { return figure(x.enclose().mid()); }

Ball sum_to(const Trie& trie, const std::vector<Ball>& logs, std::uint32_t leaf) {
  Ball sum(0, logs[leaf].bits());
  for (std::uint32_t node = leaf; node != 0; node = trie.parent(node)) sum += logs[node];
  return sum;
}

// The sum over all items of the law of their sequences, from the root forwards.
Ball sum_over_items(const Catalogue& catalogue, const std::vector<Ball>& logs) {
  Ball sum(0, logs.front().bits());
  for (std::uint32_t leaf = catalogue.leaves().first; leaf < catalogue.leaves().second; ++leaf) {
    const Ball mass = exp(sum_to(catalogue.trie(), logs, leaf));
    for (std::size_t i = 0; i < catalogue.items_of(leaf).size(); ++i) sum += mass;
  }
  return sum;
}

// The same from the leaves backwards, with the multiplicities m(s): THEORY B1.
Ball z_backwards(const Catalogue& catalogue, const std::vector<Ball>& logs) {
  const Trie& trie = catalogue.trie();
  const int bits = logs.front().bits();
  std::vector<Ball> z(trie.nodes(), Ball(0, bits));
  for (std::uint32_t node = static_cast<std::uint32_t>(trie.nodes()); node-- > 0;) {
    if (trie.is_leaf(node)) z[node] = Ball(trie.terminals(node), bits);
    if (node != 0) z[trie.parent(node)] += exp(logs[node]) * z[node];
  }
  return z.front();
}

bool too_wide(const Ball& x) { return !(x.radius() < widest_radius); }

double distance(const Ball& x) {
  const Enclosure e = x.enclose();
  return std::max(std::abs(e.lo), std::abs(e.hi));
}

// What |x| is at least.
double least_distance(const Ball& x) {
  const Enclosure e = x.enclose();
  return std::max({e.lo, -e.hi, 0.0});
}

// In parentheses; the first ones of many are left out.
std::string text_of(std::span<const std::uint32_t> numbers) {
  constexpr std::size_t shown = 8;
  std::string text(1, '(');
  if (numbers.size() > shown) text += "... ";
  const auto last = numbers.last(std::min(shown, numbers.size()));
  for (std::size_t i = 0; i < last.size(); ++i) {
    if (i > 0) text += ' ';
    text += std::to_string(last[i]);
  }
  text += ')';
  return text;
}

// A leaf as a witness: an item, and how many share its sequence.
std::string item_at(const Catalogue& catalogue, std::uint32_t leaf) {
  const auto items = catalogue.items_of(leaf);
  std::string text =
      "item " + std::to_string(items.front()) + " " + text_of(catalogue.trie().prefix(leaf));
  if (items.size() > 1) text += " (of " + std::to_string(items.size()) + " that share it)";
  return text;
}

// The history as a witness: the network's input.
std::string after_prompt(const Computed& computed) {
  return "after a prompt of " + std::to_string(computed.prompt.size()) + " tokens " +
         text_of(computed.prompt);
}

double nats(const Rational& x) {
  // Beyond the range of double only the figure suffers.
  return std::log(static_cast<double>(x));
}

}  // namespace

Verdict check_operators(const Subject& subject, const Shape& shape, const Computed& computed) {
  OperatorBounds bounds(shape.epsilon, shape.heads);
  subject.observe(computed.prompt, [&](const OperatorCall& call) { bounds.judge(call); });
  if (!bounds.violation().empty()) return Verdict::refuted(bounds.violation());
  if (bounds.outputs() == 0) return Verdict::unknown("no operator was seen");
  return Verdict::holds(std::to_string(bounds.outputs()) + " outputs, the worst at a share of " +
                        figure(bounds.worst()) + " of its bound");
}

Verdict check_enclosures(const Network& network, const Catalogue& catalogue,
                         const Computed& computed, const EnclosedLaws& enclosed,
                         double temperature) {
  const Trie& trie = catalogue.trie();
  // Cosines err by units of 1, whatever the logarithms are. From below: wide enclosures
  // shall not widen the budget.
  double largest = 1;
  if (network.is_parallel())
    largest = std::max(largest, 1 / (network.shape().head_temperature * temperature));
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    largest = std::max(
        {largest, least_distance(enclosed.log[node]), least_distance(enclosed.masked_log[node])});
  const double budget = budget_units * 0x1p-24 * largest;
  const int bits = enclosed.log.front().bits();
  bool undecided = false;
  double worst = 0;
  for (std::uint32_t node = 1; node < trie.nodes(); ++node)
    for (const bool masked : {false, true}) {
      const std::int64_t log = masked ? computed.laws.masked_log[node] : computed.laws.log[node];
      if (log == least_log) continue;
      const Ball& exact = masked ? enclosed.masked_log[node] : enclosed.log[node];
      const Ball error = Ball::dyadic(log, -static_cast<int>(log_bits), bits) - exact;
      worst = std::max(worst, distance(error));
      if (least_distance(error) > budget)
        return Verdict::refuted(
            after_prompt(computed) + ", prefix " + text_of(trie.prefix(node)) + ": the " +
            (masked ? "masked " : "") + "log-probability is " +
            figure(std::ldexp(static_cast<double>(log), -static_cast<int>(log_bits))) +
            ", the real network's " + figure(exact) + ": off by " + figure(error) +
            " nats, more than the budget of " + figure(budget));
      undecided = undecided || !(distance(error) <= budget);
    }
  // The integer weights, where a unit of 2^-48 does not hide the error.
  for (std::uint32_t node = 1; node < trie.nodes(); ++node) {
    const Ball q = exp(enclosed.log[node]);
    const Ball error = Ball::dyadic(static_cast<std::int64_t>(computed.laws.weight[node]),
                                    -static_cast<int>(weight_bits), bits) -
                       q;
    const double allowed =
        q.enclose().hi * budget * 1.001 + static_cast<double>(most_tokens) * 0x1p-60 + 0x1p-38;
    if (least_distance(error) > allowed)
      return Verdict::refuted(after_prompt(computed) + ", prefix " + text_of(trie.prefix(node)) +
                              ": the weight is " + std::to_string(computed.laws.weight[node]) +
                              " of 2^48, the real probability " + figure(q) + ": off by " +
                              figure(error) + ", more than " + figure(allowed));
    undecided = undecided || !(distance(error) <= allowed);
  }
  std::size_t inversions = 0;
  double widest = 0;
  std::string witness;
  for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
    const auto& logs = decoding == Decoding::local ? enclosed.masked_log : enclosed.log;
    const auto ranking = exhaustive_ranking(catalogue, computed.laws, decoding);
    std::vector<Ball> exact;
    for (const Scored& scored : ranking) exact.push_back(sum_to(trie, logs, scored.node));
    for (std::size_t i = 1; i < ranking.size(); ++i)
      if (less(exact[i - 1], exact[i]) == Ternary::yes) {
        ++inversions;
        const double by = least_distance(exact[i] - exact[i - 1]);
        if (by < widest) continue;
        widest = by;
        witness = item_at(catalogue, ranking[i - 1].node) + " of " + figure(exact[i - 1]) +
                  " nats stands before " + item_at(catalogue, ranking[i].node) + " of " +
                  figure(exact[i]) + (decoding == Decoding::local ? ", LOCAL" : ", RAW");
      }
  }
  const double allowed = 2 * static_cast<double>(catalogue.length()) * budget;
  if (widest > allowed)
    return Verdict::refuted(after_prompt(computed) + ": " + witness + ": inverted by " +
                            figure(widest) + " nats, more than " + figure(allowed));
  if (undecided)
    return Verdict::unknown("the enclosures are too wide for the budget of " + figure(budget) +
                            " nats: up to " + figure(worst));
  return Verdict::holds("largest error " + figure(worst) + " nats of a budget of " +
                        figure(budget) + " (width " + std::to_string(network.shape().width) +
                        "); " + std::to_string(inversions) + " neighbours inverted, by at most " +
                        figure(widest) + " nats");
}

Verdict check_enclosed_sums(const Catalogue& catalogue, const EnclosedLaws& enclosed) {
  std::string figures;
  for (const bool masked : {true, false}) {
    const auto& logs = masked ? enclosed.masked_log : enclosed.log;
    const Ball sum = sum_over_items(catalogue, logs);
    const Ball z = z_backwards(catalogue, logs);
    const std::string name = masked ? "masked" : "unmasked";
    if (too_wide(sum) || too_wide(z))
      return Verdict::unknown("the " + name + " sum is known to a radius of " +
                              figure(std::max(sum.radius(), z.radius())) + " only");
    if (!(sum - z).contains_zero())
      return Verdict::refuted("the " + name + " sum over all items is " + figure(sum) +
                              ", the backward pass says " + figure(z));
    const bool one = catalogue.is_one_to_one() && (masked || catalogue.is_onto());
    if (one && !(sum - Ball(1, sum.bits())).contains_zero())
      return Verdict::refuted("the " + name + " sum over all items is " + figure(sum) + ", not 1");
    figures += (figures.empty() ? "" : "; ") + name + " " +
               (one ? "sum = 1" : "ln Z = " + figure(log(z))) + ", radius " + figure(sum.radius());
  }
  return Verdict::holds(figures);
}

Result<Verdict> check_integer_losses(const Subject& subject, const Catalogue& catalogue,
                                     const Computed& computed, std::uint32_t target) {
  const Trie& trie = catalogue.trie();
  const std::uint32_t leaf = trie.node_of_row(target);
  // Teacher forcing: the target's tokens one after the other, each from scratch.
  Integer ar = 1;
  Integer ar_inside = 1;
  std::vector<std::uint32_t> path;
  for (std::uint32_t node = leaf; node != 0; node = trie.parent(node)) path.push_back(node);
  std::uint32_t at = 0;
  for (std::size_t j = path.size(); j-- > 0; at = path[j]) {
    const auto law = subject.recomputed(computed.prompt, at);
    if (!law) return tl::unexpected(law.error());
    ar *= law->weight[path[j] - trie.first_child(at)];
    Integer inside = 0;
    for (const std::uint64_t weight : law->weight) inside += weight;
    ar_inside *= inside;
  }
  const Integer one = Integer(1) << (weight_bits * catalogue.length());
  const Integer sum = item_mass_sum(catalogue, computed.law);
  const Rational z(sum, one);
  const Rational lik_ar(ar, one);
  const Rational lik_fv(computed.law.mass[leaf], sum);
  if (lik_ar != z * lik_fv)
    return Verdict::refuted("item " + std::to_string(target) + ": the AR likelihood " +
                            lik_ar.str() + " is not Z times the FV likelihood");
  const bool bijective = catalogue.is_one_to_one() && catalogue.is_onto();
  if (bijective && z != 1) return Verdict::refuted("the table is a bijection, but Z = " + z.str());
  // Masked: LOCAL's sum over the items is 1 exactly when they do not share sequences.
  Rational masked_z = 0;
  Rational masked_target = 0;
  for (std::uint32_t other = catalogue.leaves().first; other < catalogue.leaves().second; ++other) {
    const Rational p = probability(catalogue, computed.laws, computed.law, other, Decoding::local);
    masked_z += p * Integer(catalogue.items_of(other).size());
    if (other == leaf) masked_target = p;
  }
  if ((ar == 0 ? Rational(0) : Rational(ar, ar_inside)) != masked_target)
    return Verdict::refuted("item " + std::to_string(target) +
                            ": the masked AR likelihood is not LOCAL's");
  if (catalogue.is_one_to_one() && masked_z != 1 - local_dead_mass(catalogue, computed.laws))
    return Verdict::refuted("no items share a sequence, but the masked Z is " + masked_z.str());
  return Verdict::holds("L_AR = " + figure(-nats(lik_ar)) + ", L_FV = " + figure(-nats(lik_fv)) +
                        ", ln Z = " + (z == 1 ? "0" : figure(nats(z))) +
                        "; masked L_AR = " + figure(-nats(masked_target)) +
                        ", ln Z = " + (masked_z == 1 ? "0" : figure(nats(masked_z))));
}

Verdict check_enclosed_losses(const Catalogue& catalogue, const EnclosedLaws& enclosed,
                              const EnclosedLaws& forced, std::uint32_t target) {
  const std::uint32_t leaf = catalogue.trie().node_of_row(target);
  const int bits = enclosed.log.front().bits();
  std::string figures;
  for (const bool masked : {false, true}) {
    Ball ar(0, bits);
    for (const Ball& log : masked ? forced.masked_log : forced.log) ar -= log;
    // The softmax over the catalogue of the items' scores.
    const auto& logs = masked ? enclosed.masked_log : enclosed.log;
    const Ball normaliser = log(sum_over_items(catalogue, logs));
    const Ball fv = normaliser - sum_to(catalogue.trie(), logs, leaf);
    const Ball log_z = log(z_backwards(catalogue, logs));
    const std::string name = masked ? "masked" : "unmasked";
    const Ball rest = fv - ar - log_z;
    if (too_wide(rest))
      return Verdict::unknown("the " + name + " losses are known to a radius of " +
                              figure(rest.radius()) + " only");
    if (!rest.contains_zero())
      return Verdict::refuted("item " + std::to_string(target) + ", " + name + ": L_FV - L_AR = " +
                              figure(fv - ar) + ", but ln Z = " + figure(log_z));
    const bool equal = catalogue.is_one_to_one() && (masked || catalogue.is_onto());
    if (equal && !(fv - ar).contains_zero())
      return Verdict::refuted("item " + std::to_string(target) + ", " + name +
                              ": the losses differ by " + figure(fv - ar));
    figures += (figures.empty() ? "" : "; ") + name + " L_AR = " + figure(ar) + ", L_FV " +
               (equal ? "equal"
                      : "= L_AR " + std::string(log_z.enclose().mid() < 0 ? "- " : "+ ") +
                            figure(std::abs(log_z.enclose().mid()))) +
               ", radius " + figure(rest.radius());
  }
  return Verdict::holds(figures);
}

}  // namespace sidproof::reference

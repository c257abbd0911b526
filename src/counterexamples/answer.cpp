// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "counterexamples/answer.hpp"

#include <algorithm>
#include <set>

#include "exact/flint_rational.hpp"
#include "exact/rational.hpp"

namespace sidproof {
namespace {

using N = FlintRational;

N over(const N& a, const N& b) { return is_zero(b) ? N(0) : a / b; }

bool starts(SequenceView sequence, SequenceView prefix) {
  return prefix.size() <= sequence.size() &&
         std::ranges::equal(prefix, sequence.first(prefix.size()));
}

std::vector<std::string> texts(const std::vector<N>& numbers) {
  std::vector<std::string> all;
  for (const N& number : numbers) all.push_back(number.text());
  return all;
}

// One table and one model, from nothing but q(t | w).
class Definitions {
 public:
  Definitions(const TokenMap& map, const CascadedTable<Rational>& model)
      : map_(map), model_(model) {
    for (std::size_t v = 0; v < map.items(); ++v) {
      scores_.push_back(mass(map[v]));
      z_ += scores_.back();
      if (codes_.emplace(map[v].begin(), map[v].end()).second) valid_ += scores_.back();
    }
  }

  const std::vector<N>& scores() const { return scores_; }
  const N& z() const { return z_; }

  Answer::History history() const {
    Answer::History h;
    h.model_ok = rows_are_laws();
    h.scores = texts(scores_);
    h.z = z_.text();
    h.share = texts(share());
    h.split = texts(split());
    h.valid_mass = valid_.text();
    if (map_.is_fixed_length()) decode(h);
    return h;
  }

  std::vector<N> share() const {
    std::vector<N> law;
    for (const N& score : scores_) law.push_back(over(score, z_));
    return law;
  }

 private:
  N conditional(SequenceView prefix, std::uint32_t token) const {
    return N::parse(text_of(model_.conditional(prefix, token)));
  }
  N mass(SequenceView s) const {
    N product(1);
    for (std::size_t j = 0; j < s.size(); ++j) product *= conditional(s.first(j), s[j]);
    return product;
  }
  std::vector<N> split() const {
    std::vector<N> law;
    for (std::size_t v = 0; v < map_.items(); ++v) {
      std::int64_t sharing = 0;
      for (std::size_t u = 0; u < map_.items(); ++u)
        sharing += std::ranges::equal(map_[u], map_[v]) ? 1 : 0;
      law.push_back(over(scores_[v], valid_ * N(sharing)));
    }
    return law;
  }
  bool rows_are_laws() const {
    bool laws = true;
    for (std::size_t row = 0; row < model_.shape().rows(); ++row) {
      N sum(0);
      for (const Rational& cell : model_.row(row)) {
        sum += N::parse(text_of(cell));
        laws = laws && cell >= 0;
      }
      laws = laws && sum == N(1);
    }
    return laws;
  }
  // Mass of the codes below w, w's own mass left out.
  N reach(const Sequence& w) const {
    N sum(0);
    for (const Sequence& code : codes_) {
      if (!starts(code, w)) continue;
      N product(1);
      for (std::size_t j = w.size(); j < code.size(); ++j)
        product *= conditional(SequenceView(code).first(j), code[j]);
      sum += product;
    }
    return sum;
  }
  N allowed(const Sequence& w) const {
    std::set<std::uint32_t> children;
    for (const Sequence& code : codes_)
      if (starts(code, w) && code.size() > w.size()) children.insert(code[w.size()]);
    N sum(0);
    for (const std::uint32_t token : children) sum += conditional(w, token);
    return sum;
  }
  void decode(Answer::History& h) const {
    std::vector<N> local;
    std::vector<N> global;
    for (std::size_t v = 0; v < map_.items(); ++v) {
      N product(1);
      for (std::size_t j = 0; j < map_[v].size(); ++j) {
        const SequenceView w = map_[v].first(j);
        product *= over(conditional(w, map_[v][j]), allowed(Sequence(w.begin(), w.end())));
      }
      local.push_back(product);
      global.push_back(over(scores_[v], valid_));
    }
    h.local = texts(local);
    h.global = texts(global);
    const auto order = [](const Sequence& a, const Sequence& b) {
      return a.size() != b.size() ? a.size() < b.size() : a < b;
    };
    std::set<Sequence, decltype(order)> prefixes(order);
    for (const Sequence& code : codes_)
      for (std::size_t j = 0; j <= code.size(); ++j)
        prefixes.emplace(code.begin(), code.begin() + static_cast<std::ptrdiff_t>(j));
    h.nodes.emplace();
    for (const Sequence& w : prefixes) h.nodes->push_back({w, allowed(w).text(), reach(w).text()});
  }

  const TokenMap& map_;
  const CascadedTable<Rational>& model_;
  std::vector<N> scores_;
  std::set<Sequence> codes_;
  N z_{0};
  N valid_{0};
};

void describe_table(const TokenMap& map, Answer& answer) {
  answer.table_ok = answer.injective = answer.prefix_code = true;
  for (std::size_t v = 0; v < map.items(); ++v) {
    answer.table_ok = answer.table_ok && map[v].size() == map.space().length();
    answer.multiplicity.push_back(0);
    for (std::size_t u = 0; u < map.items(); ++u) {
      if (starts(map[v], map[u])) ++answer.multiplicity.back();
      if (u == v) continue;
      answer.injective = answer.injective && !std::ranges::equal(map[u], map[v]);
      answer.prefix_code = answer.prefix_code && !starts(map[v], map[u]);
    }
  }
  answer.complete = true;
  map.space().for_each([&](SequenceView s) {
    int extended = 0;
    for (std::size_t v = 0; v < map.items(); ++v) extended += starts(s, map[v]) ? 1 : 0;
    answer.complete = answer.complete && extended == 1;
  });
}

std::string field_text(const Quantity& quantity) { return text_of(quantity.value); }

Verdict compare(const std::string& name, const std::vector<std::string>& values, const Place& place,
                const Answer& answer) {
  const auto expected = values_at(answer, place);
  if (!expected) return Verdict::refuted(name + ": no place " + place.field);
  if (*expected == values) return Verdict::holds();
  std::string text = name + ":";
  for (const std::string& value : values) text += " " + value;
  text += " against";
  for (const std::string& value : *expected) text += " " + value;
  return Verdict::refuted(text);
}

}  // namespace

Answer answer_by_definition(const Counterexample& example) {
  Answer answer;
  describe_table(example.map, answer);
  N ar(1);
  N scores(1);
  N share(1);
  N gap(1);
  for (const NamedModel& named : example.models) {
    const Definitions model(example.map, named.model);
    answer.histories.push_back(model.history());
    const std::vector<N> law = model.share();
    for (std::size_t v = 0; v < example.counts.size(); ++v)
      for (std::uint64_t event = 0; event < example.counts[v]; ++event) {
        ar *= model.scores()[v];
        scores *= model.scores()[v];
        share *= law[v];
        gap *= model.z();
      }
  }
  answer.lik_ar = ar.text();
  answer.lik_fv_scores = scores.text();
  answer.lik_fv_share = share.text();
  answer.gap = gap.text();
  return answer;
}

std::optional<std::vector<std::string>> values_at(const Answer& answer, const Place& place) {
  using Values = std::vector<std::string>;
  if (!place.history) {
    if (place.field == "lik_AR") return Values{answer.lik_ar};
    if (place.field == "lik_FV_scores") return Values{answer.lik_fv_scores};
    if (place.field == "lik_FV_share") return Values{answer.lik_fv_share};
    if (place.field == "gap") return Values{answer.gap};
    return std::nullopt;
  }
  if (*place.history >= answer.histories.size()) return std::nullopt;
  const Answer::History& history = answer.histories[*place.history];
  if (place.field == "Z") return Values{history.z};
  if (place.field == "valid_mass") return Values{history.valid_mass};
  if (place.field == "scores") return history.scores;
  if (place.field == "share") return history.share;
  if (place.field == "split") return history.split;
  if (place.field == "local") return history.local;
  if (place.field == "global") return history.global;
  return std::nullopt;
}

Verdict agrees(const Counterexample& example, const Answer& answer) {
  if (example.left.value == example.right.value)
    return Verdict::refuted("both sides are " + field_text(example.left));
  std::vector<Verdict> parts;
  for (const Quantity* side : {&example.left, &example.right})
    if (side->place)
      parts.push_back(compare(side->name, {field_text(*side)}, *side->place, answer));
  for (const Column& column : example.columns) {
    if (!column.place) continue;
    std::vector<std::string> values;
    for (const std::optional<Rational>& value : column.values)
      values.push_back(value ? text_of(*value) : "-");
    parts.push_back(compare(column.name, values, *column.place, answer));
  }
  for (const auto& [name, verdict] : example.law)
    parts.push_back(verdict.truth == Truth::holds ? verdict
                                                  : Verdict::refuted(name + ": " + verdict.reason));
  return merge(parts);
}

}  // namespace sidproof

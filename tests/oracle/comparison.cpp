// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "oracle/comparison.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>
#include <variant>

#include "decoding/constrained.hpp"
#include "decoding/item_laws.hpp"
#include "exact/flint_rational.hpp"
#include "exact/mersenne61.hpp"
#include "exact/rational.hpp"
#include "model/tabular.hpp"
#include "objective/partition.hpp"
#include "tokenization/token_map.hpp"

namespace sidproof {
namespace {

using nlohmann::json;

// A model of the core, whatever its shape; two mutants spoil it here.
template <Field N>
class CaseModel {
 public:
  using number = N;

  CaseModel(const OracleCase& drawn, const std::vector<Ratio>& ratios, Mutant mutant)
      : mutant_(mutant), table_(table(drawn, ratios)) {}

  [[nodiscard]] const CodeSpace& space() const {
    return std::visit([](const auto& table) -> const CodeSpace& { return table.space(); }, table_);
  }
  [[nodiscard]] N conditional(SequenceView prefix, std::uint32_t token) const {
    Sequence read(prefix.begin(), prefix.end());
    if (mutant_ == Mutant::short_prefix && !read.empty()) read.back() = 0;
    return std::visit([&](const auto& table) { return table.conditional(read, token); }, table_);
  }
  [[nodiscard]] bool is_model() const {
    return std::visit([](const auto& table) { return !first_row_that_is_no_law(table); }, table_);
  }

 private:
  using Table = std::variant<CascadedTable<N>, ParallelHeads<N>, MarkovModel<N>>;
  static Table table(const OracleCase& drawn, const std::vector<Ratio>& ratios) {
    std::vector<N> cells;
    cells.reserve(ratios.size());
    for (const Ratio& ratio : ratios)
      cells.push_back(fraction<N>(ratio.numerator, ratio.denominator));
    return std::visit(
        [&](const auto& shape) -> Table {
          return Tabular<N, std::remove_cvref_t<decltype(shape)>>(shape, std::move(cells));
        },
        drawn.shape);
  }
  Mutant mutant_;
  Table table_;
};

// The value, or nothing where the core refuses to divide by zero.
template <class Compute>
auto defined(Compute&& compute) -> std::optional<decltype(compute())> {
  try {
    return compute();
  } catch (const std::overflow_error&) {
    return std::nullopt;
  }
}

template <Field N>
bool is_same(const N& core, const std::string& oracle) {
  if constexpr (OrderedField<N>) {
    return text_of(core) == oracle;  // both in lowest terms
  } else {
    const auto integer = [](std::string_view digits) {
      const bool negative = digits.starts_with('-');
      N value(0);
      for (const char digit : digits.substr(negative ? 1 : 0))
        value = value * N(10) + N(std::int64_t{digit - '0'});
      return negative ? -value : value;
    };
    const std::size_t slash = oracle.find('/');
    if (slash == std::string::npos) return core == integer(oracle);
    return core * integer(std::string_view(oracle).substr(slash + 1)) ==
           integer(std::string_view(oracle).substr(0, slash));
  }
}

bool is_zero_text(const json& text) { return text.get_ref<const std::string&>() == "0"; }

template <Field N>
class Evaluation {
 public:
  Evaluation(const OracleCase& drawn, const TokenMap& map, Trie trie, const json& answer,
             Mutant mutant, Comparison& comparison)
      : drawn_(drawn),
        map_(map),
        trie_(std::move(trie)),
        answer_(answer),
        mutant_(mutant),
        comparison_(comparison) {}

  void run() {
    const std::size_t histories = drawn_.cells.size();
    check("histories", answer_.at("histories").size() == histories, "their number");
    N ar(1);
    N scores_likelihood(1);
    N share_likelihood(1);
    bool share_exists = true;
    N gap(1);
    for (std::size_t x = 0; x < histories; ++x) {
      const std::size_t given = mutant_ == Mutant::first_history ? 0 : x;
      const CaseModel<N> model(drawn_, drawn_.cells[given], mutant_);
      ItemCounts counts = drawn_.counts[x];
      if (mutant_ == Mutant::shifted_counts)
        std::rotate(counts.begin(), counts.end() - 1, counts.end());
      const json& history = answer_.at("histories").at(x);
      const std::vector<N> masses = item_masses(model, map_);
      check_history(model, masses, history);
      ar *= mutant_ == Mutant::missing_last_token ? ar_likelihood(model, without_last(), counts)
                                                  : ar_likelihood(model, map_, counts);
      scores_likelihood *= fv_likelihood<N>(masses, counts);
      std::uint64_t events = total(counts);
      if (mutant_ == Mutant::one_event_each)
        events = static_cast<std::uint64_t>(
            std::count_if(counts.begin(), counts.end(), [](auto n) { return n != 0; }));
      gap *= power<N>(z_direct(model, map_), events);
      if (events == 0) continue;
      const auto law = defined([&] { return normalised(masses); });
      if (law)
        share_likelihood *=
            fv_likelihood<N>(mutant_ == Mutant::scores_for_share ? masses : *law, counts);
      else
        share_exists = false;
    }
    check_number("lik_AR", ar, answer_.at("lik_AR"));
    check_number("lik_FV_scores", scores_likelihood, answer_.at("lik_FV_scores"));
    check_number("gap", gap, answer_.at("gap"));
    // Z = 0 at a history with data: SHARE does not exist, and the specification's is 0.
    check_number("lik_FV_share", share_exists ? share_likelihood : N(0),
                 answer_.at("lik_FV_share"));
    if (share_exists) check_number("B5", share_likelihood * gap, answer_.at("lik_AR"));
  }

 private:
  void check(std::string_view quantity, bool same, const std::string& difference) {
    comparison_.record(quantity, same, same ? "" : difference);
  }
  void check_number(std::string_view quantity, const N& core, const json& oracle) {
    const auto& text = oracle.get_ref<const std::string&>();
    const bool same = is_same(core, text);
    check(quantity, same, same ? "" : text_of(core) + " against " + text);
  }
  void check_all(std::string_view quantity, const std::vector<N>& core, const json& oracle) {
    check(quantity, core.size() == oracle.size(), "another number of items");
    for (std::size_t i = 0; i < std::min(core.size(), oracle.size()); ++i)
      check_number(quantity, core[i], oracle.at(i));
  }
  // A law that exists unless the denominator is 0; then the oracle has zeros.
  void check_law(std::string_view quantity, const std::optional<std::vector<N>>& core,
                 const json& oracle, const json& denominator) {
    check(quantity, core.has_value() != is_zero_text(denominator), "refused on one side only");
    check_all(quantity, core.value_or(std::vector<N>(oracle.size(), N(0))), oracle);
  }

  TokenMap without_last() const {
    std::vector<Sequence> codes;
    codes.reserve(map_.items());
    for (std::size_t v = 0; v < map_.items(); ++v)
      codes.emplace_back(map_[v].begin(), map_[v].end() - (map_[v].empty() ? 0 : 1));
    return {map_.space(), codes};
  }

  void check_history(const CaseModel<N>& model, const std::vector<N>& masses, const json& history) {
    const TrieModel<N> on = on_trie(model, trie_);
    if constexpr (OrderedField<N>)
      check("model_ok", model.is_model() == history.at("model_ok").get<bool>(), "model_ok");
    check_all("scores", masses, history.at("scores"));
    const std::vector<N> raw = raw_masses(on);
    check_all("scores", at_items(raw), history.at("scores"));
    check_partition(model, on, masses, history);
    check_law("share", defined([&] { return share_law(masses); }), history.at("share"),
              history.at("Z"));
    check_law("split", defined([&] {
                return mutant_ == Mutant::share_for_split ? share_law(masses)
                                                          : split_law(masses, map_);
              }),
              history.at("split"), history.at("valid_mass"));
    check_mass(on, masses, history);
    check("local", history.at("local").is_null() != map_.is_fixed_length(), "null");
    if (map_.is_fixed_length()) check_trie(on, raw, history);
  }

  // Z by its definition and, where they apply, by four other routes.
  void check_partition(const CaseModel<N>& model, const TrieModel<N>& on,
                       const std::vector<N>& masses, const json& history) {
    const json& z = history.at("Z");
    check_number(
        "Z", mutant_ == Mutant::dropped_collision ? distinct_mass(masses) : z_direct(model, map_),
        z);
    check_number("Z along paths", z_along_paths(on), z);
    check_number("Z backward", z_backward(on), z);
    check_number("Z by leakage", z_by_leakage(on), z);
    if (map_.is_fixed_length() || history.at("model_ok").get<bool>())
      check_number("Z by multiplicity", z_by_multiplicity(model, map_), z);
  }

  N distinct_mass(const std::vector<N>& masses) const {
    N sum(0);
    for (const std::uint32_t item : sequence_groups(map_).first_item) sum += masses[item];
    return sum;
  }

  void check_mass(const TrieModel<N>& on, const std::vector<N>& masses, const json& history) {
    const json& mass = history.at("valid_mass");
    N sum = distinct_mass(masses);
    if (mutant_ == Mutant::items_for_mass) {
      sum = N(0);
      for (const N& item : masses) sum += item;
    }
    check_number("valid_mass", sum, mass);
    if (is_prefix_free(trie_)) check_number("valid_mass", completion_masses(on)[0], mass);
  }

  void check_trie(const TrieModel<N>& on, const std::vector<N>& raw, const json& history) {
    const json& nodes = history.at("nodes");
    check("nodes", nodes.size() == trie_.nodes(), "another number of nodes");
    if (nodes.size() != trie_.nodes()) return;
    std::vector<N> a = child_masses(on);
    std::vector<N> h = completion_masses(on);
    spoil(on, a, h);
    bool dead_end = false;
    bool cut_off = false;
    for (std::uint32_t node = 0; node < trie_.nodes(); ++node) {
      const json& entry = nodes.at(node);
      check("nodes", entry.at(0).get<Sequence>() == trie_.prefix(node), "another prefix");
      check_number("reach", h[node], entry.at(2));
      if (trie_.is_leaf(node)) continue;
      check_number("allowed", a[node], entry.at(1));
      dead_end = dead_end || is_zero_text(entry.at(1));
      cut_off = cut_off || is_zero_text(entry.at(2));
    }
    check_decoding(on, raw, h, dead_end, cut_off, history);
  }

  void spoil(const TrieModel<N>& on, std::vector<N>& a, std::vector<N>& h) const {
    if (mutant_ == Mutant::unmasked)
      for (std::size_t node = 0; node < a.size(); ++node) a[node] += on.leak(node);
    if (mutant_ == Mutant::reach_counts_items)
      for (std::size_t node = 0; node < h.size(); ++node)
        if (trie_.is_leaf(node)) h[node] = N(std::int64_t{trie_.terminals(node)});
  }

  void check_decoding(const TrieModel<N>& on, const std::vector<N>& raw, const std::vector<N>& h,
                      bool dead_end, bool cut_off, const json& history) {
    auto local = defined([&] { return local_masses(on); });
    auto global = defined([&] { return global_masses(on); });
    check("local", local.has_value() != dead_end, "refused on one side only");
    check("global", global.has_value() != cut_off, "refused on one side only");
    if (mutant_ == Mutant::local_for_global && local && global) global = local;
    if (mutant_ == Mutant::global_for_local && local && global) local = global_masses(on);
    if (local) {
      check_all("local", at_items(*local), history.at("local"));
      check_all("F2b masked", at_items(raw_masses(masked_model(on))), history.at("local"));
      const std::vector<N> weight = importance_weights(on);
      std::vector<N> undone;
      undone.reserve(raw.size());
      for (std::size_t node = 0; node < raw.size(); ++node)
        undone.push_back(local->at(node) * weight[node]);
      check_all("F4 weighted", at_items(undone), history.at("scores"));
    }
    if (global) check_all("global", at_items(*global), history.at("global"));
    // Q(s)/Q(C) exists also where some node below is cut off.
    std::vector<N> ratio(raw.size(), N(0));
    if (!is_zero(h[0]))
      for (std::size_t node = 0; node < raw.size(); ++node) ratio[node] = raw[node] / h[0];
    check_all("global as a ratio", at_items(ratio), history.at("global"));
  }

  std::vector<N> at_items(const std::vector<N>& of_node) const {
    std::vector<N> result;
    result.reserve(map_.items());
    for (std::size_t v = 0; v < map_.items(); ++v) result.push_back(of_node[trie_.node_of_row(v)]);
    return result;
  }

  const OracleCase& drawn_;
  const TokenMap& map_;
  Trie trie_;
  const json& answer_;
  Mutant mutant_;
  Comparison& comparison_;
};

bool is_complete(const TokenMap& map) {
  // D3: among prefix codes one positive model decides.
  const auto uniform = uniform_model<Rational>(CascadedShape(map.space()));
  return is_prefix_code(map) && z_direct(uniform, map) == 1;
}

bool is_prefix_code_as_mutated(const TokenMap& map) {
  const SequenceGroups groups = sequence_groups(map);
  std::vector<Sequence> codes;
  codes.reserve(groups.first_item.size());
  for (const std::uint32_t item : groups.first_item)
    codes.emplace_back(map[item].begin(), map[item].end());
  return is_prefix_code(TokenMap(map.space(), codes));
}

void compare_table(const TokenMap& map, const Trie& trie, const json& answer, Mutant mutant,
                   Comparison& comparison) {
  const auto check = [&](const char* name, bool core) {
    comparison.record(name, core == answer.at(name).get<bool>(), name);
  };
  check("table_ok", map.is_fixed_length());
  check("injective", is_injective(map));
  check("prefix_code", mutant == Mutant::equal_is_no_prefix ? is_prefix_code_as_mutated(map)
                                                            : is_prefix_code(map));
  check("complete", mutant == Mutant::full_length_is_enough
                        ? map.is_fixed_length() && is_injective(map)
                        : is_complete(map));
  if (map.is_fixed_length())
    comparison.record("bijective", is_bijective(map) == answer.at("complete").get<bool>(),
                      "bijective");
  for (std::size_t v = 0; v < map.items(); ++v) {
    std::int64_t multiplicity = trie.terminals(0);
    for (std::uint32_t node = trie.node_of_row(v); node != 0; node = trie.parent(node))
      multiplicity += trie.terminals(node);
    comparison.record("multiplicity", multiplicity == answer.at("multiplicity").at(v),
                      std::to_string(multiplicity));
  }
}

}  // namespace

void Comparison::record(std::string_view quantity, bool same, const std::string& difference) {
  ++compared.try_emplace(std::string(quantity)).first->second;
  if (same) return;
  ++differing.try_emplace(std::string(quantity)).first->second;
  if (first_differences.size() < 5)
    first_differences.push_back(std::string(quantity) + ": " + difference);
}

void compare(const OracleCase& drawn, const nlohmann::json& answer, Mutant mutant,
             Comparison& comparison) {
  if (answer.contains("error"))
    return comparison.record("request", false, answer.at("error").get<std::string>());
  std::optional<TokenMap> map;
  try {
    map.emplace(drawn.space, drawn.codes);
  } catch (const std::invalid_argument&) {
    return comparison.record("refused", !answer.at("table_ok").get<bool>(),
                             "only the core refuses the table");
  }
  const Result<Trie> trie = Trie::build(map->codes());
  if (!trie) return comparison.record("trie", false, "the core builds no trie");
  compare_table(*map, *trie, answer, mutant, comparison);
  Evaluation<Rational>(drawn, *map, *trie, answer, mutant, comparison).run();
  Evaluation<FlintRational>(drawn, *map, *trie, answer, mutant, comparison).run();
  Evaluation<Mersenne61>(drawn, *map, *trie, answer, mutant, comparison).run();
}

}  // namespace sidproof

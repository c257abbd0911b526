// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include "audit/item_index.hpp"
#include "cli/generate_report.hpp"
#include "cli/inputs.hpp"
#include "cli/outputs.hpp"
#include "generator/check.hpp"
#include "generator/sampler.hpp"
#include "generator/token_law.hpp"
#include "report/numbers.hpp"

namespace sidproof {
namespace {

using reference::Catalogue;
using reference::Decoding;
using reference::Network;
using reference::Observed;

constexpr std::size_t checked_items = 4096;
constexpr std::size_t checked_requests = 4;
constexpr std::uint64_t checked_samples = 100'000;
constexpr std::uint64_t most_samples = 100'000'000;

Decoding decoding_named(const std::string& name) {
  if (name == "raw") return Decoding::raw;
  return name == "local" ? Decoding::local : Decoding::global;
}

/// The first examples of the split whose items are all in the catalogue. Items of a
/// history beyond those that the network sees do not count.
Result<std::vector<Observed>> examples(const Table& table, const Catalogue& catalogue,
                                       const Interactions& interactions, Split split,
                                       std::size_t wanted, std::size_t seen) {
  const ItemIndex index(table.items);
  if (!index.repeats().empty()) {
    const auto& repeat = index.repeats().front();
    return fail(ErrorCode::malformed,
                fmt::format("the item of row {} stands in row {} already", repeat.row + 1,
                            repeat.first_row + 1),
                {table.path, {}, {}}, "every item needs one row; see the command audit");
  }
  std::vector<std::optional<std::uint32_t>> row_of(interactions.items.size());
  for (std::uint32_t item = 0; item < interactions.items.size(); ++item) {
    const auto row = index.find(interactions.items.text(item));
    if (row && *row < catalogue.items()) row_of[item] = row;
  }
  std::vector<Observed> found;
  for (const bool any_split : {false, true}) {
    for (const Example& example : interactions.examples) {
      if (found.size() == wanted) break;
      if (!any_split && example.split != split) continue;
      auto history = interactions.history(example);
      history = history.last(std::min(history.size(), seen));
      Observed observed;
      bool known = row_of[example.target].has_value();
      for (const std::uint32_t item : history) {
        known = known && row_of[item].has_value();
        if (known) observed.history.push_back(*row_of[item]);
      }
      if (!known) continue;
      observed.target = *row_of[example.target];
      found.push_back(std::move(observed));
    }
    if (!found.empty()) break;
  }
  if (found.empty())
    return fail(ErrorCode::malformed, "no example has all its items in the catalogue",
                {interactions.path, {}, {}},
                "the table's item ids and the interactions' must be the same texts; or take more "
                "items");
  return found;
}

Result<Network> make_network(const GenerateArguments& arguments, const Catalogue& catalogue,
                             const Seed& seed) {
  reference::Shape shape;
  shape.vocabulary = catalogue.vocabulary();
  shape.width = arguments.width;
  shape.layers = arguments.layers;
  shape.heads = arguments.heads;
  shape.inner = 4 * arguments.width;
  shape.positions = (arguments.history + 1) * catalogue.length();
  if (auto valid = validate(shape); !valid) return tl::unexpected(valid.error());
  return Network(random_weights(shape, seed.derive(0)));
}

std::string percentage(double p) { return fmt::format("{:>9.4g} %", 100 * p); }

Result<Recommendation> recommend(const GenerateArguments& arguments, const Network& network,
                                 const Catalogue& catalogue, const Observed& observed,
                                 const reference::Executor& executor) {
  const Decoding decoding = decoding_named(arguments.mode);
  Recommendation result;
  result.history = observed.history;
  result.target = observed.target;
  const auto prompt = catalogue.prompt(observed.history, network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  const auto found = beam_search(network, catalogue, *prompt, arguments.beam, decoding, executor);
  if (!found) return tl::unexpected(found.error());
  std::string law = "RAW";
  double inside = 1;
  if (decoding == Decoding::local) law = "LOCAL";
  if (decoding == Decoding::global) {
    const auto laws = trie_laws(network, catalogue, *prompt, executor);
    if (!laws) return tl::unexpected(laws.error());
    const reference::ItemLaw exact = item_law(catalogue, *laws);
    law = "GLOBAL";
    inside = nearest_double(
        Rational(exact.inside(), Integer(1) << (reference::weight_bits * catalogue.length())));
  }
  std::size_t certified = 0;
  for (std::size_t k = 1; k <= found->results.size(); ++k)
    if (found->certifies(k)) certified = k;
  for (const reference::Scored& scored : found->results)
    for (const std::uint32_t item : catalogue.items_of(scored.node))
      result.items.push_back(
          {item, percentage(std::exp(static_cast<double>(scored.score) * 0x1p-40) / inside)});
  result.remark = fmt::format(
      "probabilities of sequences, {}; certified: the first {} of {} are the exact top of all {}",
      law, certified, counted(found->results.size(), "sequence", "sequences"),
      grouped(catalogue.leaves().second - catalogue.leaves().first));
  if (found->results.size() < arguments.beam)
    result.remark += fmt::format("; {} of the beam absent: there are no more sequences",
                                 arguments.beam - found->results.size());
  return result;
}

Result<Recommendation> sample(const GenerateArguments& arguments, const Network& network,
                              const Catalogue& catalogue, const Observed& observed,
                              std::uint64_t request, const Seed& seed,
                              const reference::Executor& executor) {
  Recommendation result;
  result.history = observed.history;
  result.target = observed.target;
  const auto prompt = catalogue.prompt(observed.history, network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  const auto laws = trie_laws(network, catalogue, *prompt, executor);
  if (!laws) return tl::unexpected(laws.error());
  const reference::ItemLaw law = item_law(catalogue, *laws);
  const Decoding decoding = decoding_named(arguments.mode);
  const auto sampler = reference::Sampler::make(catalogue, *laws, law, decoding);
  if (!sampler) return tl::unexpected(sampler.error());
  std::map<std::uint32_t, std::uint64_t> counts;
  for (std::uint64_t number = 0; number < arguments.samples; ++number)
    ++counts[sampler->draw(seed.derive(1), request, number)];
  std::vector<std::pair<std::uint32_t, std::uint64_t>> order(counts.begin(), counts.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  if (order.size() > arguments.beam) order.resize(arguments.beam);
  for (const auto& [leaf, count] : order) {
    const double p = nearest_double(probability(catalogue, *laws, law, leaf, decoding));
    for (const std::uint32_t item : catalogue.items_of(leaf))
      result.items.push_back({item, fmt::format("{:>8} ×, expected {:.1f}", count,
                                                p * static_cast<double>(arguments.samples))});
  }
  result.remark = fmt::format("{} of {}, {} met", counted(arguments.samples, "draw", "draws"),
                              decoding == Decoding::local ? "LOCAL" : "GLOBAL",
                              counted(counts.size(), "sequence", "sequences"));
  return result;
}

Result<ExitCode> run(const GenerateArguments& arguments) {
  const auto seed = parse_seed(arguments.seed);
  if (!seed)
    return fail(ErrorCode::usage, "'" + arguments.seed + "' is no seed", {},
                "give a decimal number, or 0x and up to 32 hexadecimal digits");
  if (arguments.beam == 0) return fail(ErrorCode::usage, "a beam needs a width of at least 1");
  if (arguments.history > 4096)
    return fail(ErrorCode::usage, "a network sees at most 4096 items of a history");
  if (arguments.samples > most_samples)
    return fail(ErrorCode::usage, fmt::format("at most {} draws at once", most_samples));
  if (arguments.samples > 0 && !arguments.check && arguments.mode == "raw")
    return fail(ErrorCode::usage, "RAW is no law on items and cannot be sampled as one", {},
                "take --mode global or local");
  ProgressBar progress(arguments.common.quiet);
  auto input = load(arguments.table, arguments.common, false, progress);
  if (!input) return tl::unexpected(input.error());
  const auto interactions = load_interactions(arguments.interactions, arguments.interactions_format,
                                              arguments.split, *input);
  if (!interactions) return tl::unexpected(interactions.error());
  const std::size_t items =
      arguments.items != 0 ? arguments.items : (arguments.check ? checked_items : Catalogue::all);
  const auto catalogue = Catalogue::make(input->table, items);
  if (!catalogue) return tl::unexpected(catalogue.error());
  const auto network = make_network(arguments, *catalogue, *seed);
  if (!network) return tl::unexpected(network.error());
  const std::size_t wanted =
      arguments.requests != 0 ? arguments.requests : (arguments.check ? checked_requests : 1);
  const auto observed = examples(input->table, *catalogue, *interactions,
                                 split_named(arguments.split), wanted, arguments.history);
  if (!observed) return tl::unexpected(observed.error());

  const GeneratorSummary summary{input->table.path.empty() ? "demo catalogue" : input->table.path,
                                 catalogue->items(),
                                 input->table.rows(),
                                 catalogue->leaves().second - catalogue->leaves().first,
                                 catalogue->trie().nodes(),
                                 network->shape(),
                                 *seed};
  const TextOptions layout = text_options(arguments.common);
  Outputs outputs(arguments.common);
  if (arguments.check) {
    reference::CheckOptions options;
    options.threads = threads_of(arguments.common);
    options.seed = seed->derive(1);
    options.samples = arguments.samples != 0 ? arguments.samples : checked_samples;
    const auto checks =
        check_generator(reference_subject(*network, *catalogue), *network, *catalogue,
                        input->table.codes, *observed, options, progress);
    if (!checks) return tl::unexpected(checks.error());
    Truth truth = Truth::holds;
    for (const reference::Check& check : *checks) truth = worst(truth, check.verdict.truth);
    progress.clear();
    if (auto done = outputs.finish(check_text(summary, *checks, layout)); !done)
      return tl::unexpected(done.error());
    return exit_code(truth);
  }
  const reference::Executor executor({threads_of(arguments.common)});
  std::vector<Recommendation> recommendations;
  for (std::size_t i = 0; i < observed->size(); ++i) {
    auto recommendation =
        arguments.samples == 0
            ? recommend(arguments, *network, *catalogue, (*observed)[i], executor)
            : sample(arguments, *network, *catalogue, (*observed)[i], i, *seed, executor);
    if (!recommendation) return tl::unexpected(recommendation.error());
    recommendations.push_back(std::move(*recommendation));
  }
  progress.clear();
  if (auto done = outputs.finish(generate_text(summary, input->table, recommendations, layout));
      !done)
    return tl::unexpected(done.error());
  return ExitCode::holds;
}

}  // namespace

ExitCode run_generate(const GenerateArguments& arguments) {
  const auto code = run(arguments);
  return code ? *code : report_failure(code.error());
}

}  // namespace sidproof

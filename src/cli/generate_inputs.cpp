// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

#include "audit/item_index.hpp"
#include "cli/generate_executor.hpp"
#include "generator/files/gpt2_files.hpp"
#include "generator/files/token_layout.hpp"

namespace sidproof {

using reference::Catalogue;
using reference::Decoding;
using reference::Network;
using reference::Observed;

Decoding decoding_named(const std::string& name) {
  if (name == "raw") return Decoding::raw;
  return name == "local" ? Decoding::local : Decoding::global;
}

Result<std::vector<Observed>> observed_examples(const Table& table, const Catalogue& catalogue,
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

Result<reference::TokenRule> token_rule(const GenerateArguments& arguments) {
  if (arguments.top_k == 0)
    return fail(ErrorCode::usage, "top-k keeps at least one token", {},
                "without --top-k all are kept");
  const reference::TokenRule rule{arguments.temperature.value_or(1), arguments.top_k.value_or(0),
                                  arguments.top_p.value_or(1)};
  if (auto valid = validate(rule); !valid) return tl::unexpected(valid.error());
  if (rule == reference::TokenRule{}) return rule;
  if (!arguments.export_to.empty())
    return fail(ErrorCode::usage, "temperature, top-k and top-p change laws, not what is exported");
  if (!arguments.reports.certificate.empty())
    return fail(ErrorCode::usage, "certificates are of laws without temperature, top-k and top-p");
  return rule;
}

namespace {

Result<Network> load_network(const GenerateArguments& arguments, const Table& table,
                             const Catalogue& catalogue) {
  const auto files = reference::Gpt2Files::at(arguments.weights);
  auto weights = read_gpt2(files);
  if (!weights) return tl::unexpected(weights.error());
  const reference::Shape& shape = weights->shape;
  if (shape.vocabulary < catalogue.vocabulary())
    return fail(ErrorCode::malformed,
                fmt::format("the network's vocabulary has {} tokens, the table needs {}",
                            shape.vocabulary, catalogue.vocabulary()),
                {files.config, {}, {}}, "the beginning token, then the codes of every position");
  if (shape.positions < catalogue.length())
    return fail(ErrorCode::malformed,
                fmt::format("the network's inputs have at most {} tokens, one sequence has {}",
                            shape.positions, catalogue.length()),
                {files.config, {}, {}});
  const std::string tokens =
      (std::filesystem::path(files.config).parent_path() / "tokens.json").string();
  std::error_code ignored;
  if (std::filesystem::exists(tokens, ignored)) {
    const auto file = MappedFile::open(tokens);
    if (!file) return tl::unexpected(file.error());
    const auto layout = token_layout_json(catalogue, table);
    if (!layout) return tl::unexpected(layout.error());
    if (auto same = reference::check_token_layout(*file, *layout); !same)
      return tl::unexpected(same.error());
  }
  return network_on(arguments, *std::move(weights));
}

}  // namespace

Result<Network> make_network(const GenerateArguments& arguments, const Table& table,
                             const Catalogue& catalogue, const Seed& seed) {
  if (arguments.head == "parallel" && !(arguments.weights.empty() && arguments.export_to.empty()))
    return fail(ErrorCode::usage, "files hold networks of GPT2LMHeadModel, without parallel heads",
                {}, "take --head ar");
  if (arguments.head != "parallel" && arguments.head_temperature)
    return fail(ErrorCode::usage, "--head-temperature is one of parallel heads", {},
                "take --head parallel");
  if (!arguments.weights.empty()) return load_network(arguments, table, catalogue);
  reference::Shape shape;
  shape.vocabulary = catalogue.vocabulary();
  shape.width = arguments.width;
  shape.layers = arguments.layers;
  shape.heads = arguments.heads;
  shape.inner = 4 * arguments.width;
  shape.positions = (arguments.history + 1) * catalogue.length();
  if (arguments.head == "parallel") shape.parallel_heads = catalogue.length();
  shape.head_temperature = arguments.head_temperature.value_or(shape.head_temperature);
  if (auto valid = validate(shape); !valid) return tl::unexpected(valid.error());
  if (auto fits = require_network_memory(shape); !fits) return tl::unexpected(fits.error());
  return network_on(arguments, random_weights(shape, seed.derive(0)));
}

}  // namespace sidproof

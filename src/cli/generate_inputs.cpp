// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_inputs.hpp"

#include <fmt/format.h>

#include <utility>

#include "cli/generate_executor.hpp"
#include "generator/files/gpt2_files.hpp"
#include "generator/files/token_layout.hpp"

namespace sidproof {

using reference::Catalogue;
using reference::Decoding;
using reference::Network;

Decoding decoding_of(const GenerateArguments& arguments) {
  if (arguments.mode == "raw") return Decoding::raw;
  if (arguments.mode == "local") return Decoding::local;
  if (arguments.mode == "global") return Decoding::global;
  return arguments.samples > 0 || arguments.report ? Decoding::global : Decoding::raw;
}

std::string law_name(Decoding decoding) {
  if (decoding == Decoding::raw) return "RAW";
  return decoding == Decoding::local ? "LOCAL" : "GLOBAL";
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
  const auto layout = token_layout_json(catalogue, table);
  if (!layout) return tl::unexpected(layout.error());
  if (auto known = reference::require_token_layout(files.tokens, *layout); !known)
    return tl::unexpected(known.error());
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

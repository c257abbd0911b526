// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/generate_fast.hpp"

#include <fmt/format.h>

#include <span>

#include "cli/generate_inputs.hpp"
#include "cli/inputs.hpp"
#include "generator/check/check_ranking.hpp"
#include "generator/enclosure/operator_bounds.hpp"

namespace sidproof {

using reference::NetworkArithmetic;

namespace {

// Some ten minutes of one core.
constexpr double most_enclosed = 2e10;
constexpr int bits = 192;

}  // namespace

NetworkArithmetic arithmetic_named(const std::string& name) {
  if (name == "fast") return NetworkArithmetic::binary32;
  return name == "fast-bf16" ? NetworkArithmetic::bfloat16 : NetworkArithmetic::reference;
}

Result<void> check_arithmetic(const GenerateArguments& arguments) {
  if (arithmetic_named(arguments.arithmetic) == NetworkArithmetic::reference) return {};
  if (arguments.check || arguments.samples > 0 || !arguments.export_to.empty())
    return fail(ErrorCode::usage, "checks, draws and exports are the reference arithmetic's", {},
                "take --arithmetic ref");
  if (arguments.executor != "cpu")
    return fail(ErrorCode::usage, "the fast arithmetics run on the CPU only", {},
                "take --executor cpu, or --arithmetic ref");
  if (arguments.head == "parallel" || arguments.temperature || arguments.top_k || arguments.top_p)
    return fail(ErrorCode::usage,
                "the fast arithmetics have the linear head's laws as they are: no parallel heads, "
                "temperature, top-k or top-p",
                {}, "take --arithmetic ref");
  return {};
}

Result<Verdict> judge_fast(const GenerateArguments& arguments, const reference::Network& network,
                           const reference::Catalogue& catalogue,
                           const reference::Observed& observed, Progress& progress) {
  const auto prompt = catalogue.prompt(observed.history, network.shape().positions);
  if (!prompt) return tl::unexpected(prompt.error());
  reference::OperatorBounds bounds(network.shape().epsilon, network.shape().heads,
                                   arithmetic_named(arguments.arithmetic));
  reference_subject(network, catalogue).observe(*prompt, [&](const reference::OperatorCall& call) {
    bounds.judge(call);
  });
  if (!bounds.violation().empty()) return Verdict::refuted(bounds.violation());
  const auto decoding = decoding_of(arguments);
  const auto found = beam_search(network, catalogue, *prompt, arguments.beam, decoding,
                                 reference::Executor({threads_of(arguments.common)}));
  if (!found) return tl::unexpected(found.error());
  // What the beam cut off is no loss of accuracy: only what H2 certifies is claimed.
  std::size_t certified = found->results.size();
  while (certified > 0 && !found->certifies(certified)) --certified;
  if (certified == 0)
    return Verdict::unknown("the beam does not certify its own order (H2); take a wider --beam");
  const std::span<const reference::Scored> ranking(found->results.data(), certified);
  const double cost = trie_cost(network.shape(), catalogue, prompt->size());
  if (cost > most_enclosed)
    return Verdict::unknown(
        fmt::format("enclosing the network at every node would take {:.2g} multiplications of "
                    "balls; take fewer --items",
                    cost));
  const auto enclosed =
      enclosed_trie_laws(network, catalogue, *prompt, bits, threads_of(arguments.common), progress);
  Verdict verdict = check_ranking(catalogue, enclosed, ranking, decoding);
  verdict.reason += fmt::format(
      "; {} outputs of operators at up to {:.2f} of their bounds, scores off by up to {:.2g} nats",
      bounds.outputs(), bounds.worst(),
      largest_score_error(catalogue, enclosed, ranking, decoding));
  return verdict;
}

}  // namespace sidproof

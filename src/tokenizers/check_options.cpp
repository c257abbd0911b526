// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/check_options.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "tokenizers/premises.hpp"

namespace sidproof {
namespace {

auto usage(std::string what, std::string hint) {
  return fail(ErrorCode::usage, std::move(what), {}, std::move(hint));
}

// The files do not fit the options or each other.
auto refused(std::string what, std::string hint) {
  return fail(ErrorCode::unsupported, std::move(what), {}, std::move(hint));
}

std::string text(std::string_view view) { return std::string(view); }

Result<void> check_learned(const LearnedCodebooks& codebooks, const Features& features) {
  if (codebooks.levels == 0 || codebooks.size == 0 || codebooks.size > largest_codebook)
    return refused(
        "codebooks of " + std::to_string(codebooks.levels) + " levels x " +
            std::to_string(codebooks.size) + " codewords cannot be used",
        "give 1 or more levels of 1 to " + std::to_string(largest_codebook) + " codewords");
  if (codebooks.columns != features.columns)
    return refused("the codebooks have " + std::to_string(codebooks.columns) +
                       " columns, the features " + std::to_string(features.columns),
                   "give features as the encoder makes them for these codebooks");
  const auto bad =
      std::ranges::find_if(codebooks.values, [](float value) { return !std::isfinite(value); });
  if (bad == codebooks.values.end()) return {};
  const auto position = static_cast<std::size_t>(bad - codebooks.values.begin());
  const std::size_t codeword = position / codebooks.columns;
  return fail(ErrorCode::malformed, "NaN or infinity in the codebooks at level " +
                                        std::to_string(codeword / codebooks.size) + ", codeword " +
                                        std::to_string(codeword % codebooks.size));
}

Result<void> check_method(const TokenizerOptions& options, const Features& features) {
  if (options.method == Method::atomic) return {};
  if (options.method == Method::residual_codebooks) {
    if (!options.codebooks)
      return usage("residual-codebooks needs learned codebooks",
                   "give them as .npy of shape levels x codewords x columns");
    return check_learned(*options.codebooks, features);
  }
  if (options.codebooks)
    return usage(text(name(options.method)) + " learns its codebooks itself",
                 "use residual-codebooks for given ones");
  if (options.levels == 0 || options.levels > 4096)
    return usage(std::to_string(options.levels) + " levels are out of range", "use 1 to 4096");
  if (options.codebook == 0 || options.codebook > largest_codebook)
    return usage("a codebook of " + std::to_string(options.codebook) + " is out of range",
                 "use 1 to " + std::to_string(largest_codebook));
  const bool parallel =
      options.method == Method::product || options.method == Method::optimised_product;
  if (parallel && options.levels > features.columns)
    return refused(std::to_string(features.columns) + " columns cannot be cut into " +
                       std::to_string(options.levels) + " blocks",
                   "use at most as many levels as columns");
  return {};
}

}  // namespace

Result<void> check_options(const TokenizerOptions& options, const Features* features) {
  if (!combines(options.method, options.policy))
    return usage(text(name(options.policy)) + " needs codewords, which " +
                     text(name(options.method)) + " does not have",
                 "use none, append-* or counter-modulo");
  if (options.appended_vocabulary > largest_codebook)
    return usage("an appended vocabulary of " + std::to_string(options.appended_vocabulary) +
                     " is out of range",
                 "use at most " + std::to_string(largest_codebook));
  if (options.policy == CollisionPolicy::counter_modulo && options.appended_vocabulary == 0 &&
      (options.codebook == 0 || options.codebook > largest_codebook))
    return usage("counter-modulo needs a vocabulary of 1 or more", "set the appended vocabulary");
  if (options.policy == CollisionPolicy::sinkhorn &&
      !(options.sinkhorn_epsilon >= 0.002 && options.sinkhorn_epsilon <= 1e6))
    return usage("the Sinkhorn regularisation is out of range", "use 0.002 to 1000000");
  if (features == nullptr) {
    if (options.method == Method::textual) return {};
    return usage(text(name(options.method)) + " needs features, not titles",
                 "use the method textual for titles");
  }
  if (options.method == Method::textual)
    return usage("textual needs titles, not features", "give one title a row");
  return check_method(options, *features);
}

}  // namespace sidproof

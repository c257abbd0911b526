// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/tokenize.hpp"

#include <algorithm>
#include <utility>

#include "tokenizers/append.hpp"
#include "tokenizers/atomic.hpp"
#include "tokenizers/canonical.hpp"
#include "tokenizers/check_options.hpp"
#include "tokenizers/counter_modulo.hpp"
#include "tokenizers/hierarchical.hpp"
#include "tokenizers/make_table.hpp"
#include "tokenizers/memory.hpp"
#include "tokenizers/product.hpp"
#include "tokenizers/relocate.hpp"
#include "tokenizers/residual.hpp"
#include "tokenizers/sinkhorn.hpp"
#include "tokenizers/textual.hpp"

namespace sidproof {
namespace {

Result<Quantized> quantize(const Features& features, const TokenizerOptions& options,
                           Progress& progress) {
  auto prepared = prepare(features);
  if (!prepared) return tl::unexpected(std::move(prepared.error()));
  const QuantizerOptions quantizer{
      options.levels,
      options.codebook,
      options.iterations,
      options.rotations,
      options.seed,
      options.threads,
      options.policy == CollisionPolicy::sinkhorn || options.policy == CollisionPolicy::relocate};
  if (options.method == Method::residual_codebooks)
    return residual_codebooks(*prepared, *options.codebooks, quantizer, progress);

  const std::size_t distinct = (*prepared)->order.distinct;
  if (distinct < options.codebook)
    return fail(ErrorCode::unsupported,
                "the features have " + std::to_string(distinct) +
                    " distinct rows, fewer than the " + std::to_string(options.codebook) +
                    " codewords of a level",
                {}, "use a codebook of at most " + std::to_string(distinct));
  switch (options.method) {
    case Method::hierarchical: return hierarchical_kmeans(*prepared, quantizer, progress);
    case Method::product: return product_quantization(*prepared, quantizer, progress);
    case Method::optimised_product:
      return optimised_product_quantization(*prepared, quantizer, progress);
    default: return residual_kmeans(*prepared, quantizer, progress);
  }
}

// Groups beyond the vocabulary that the user granted to an appended token.
Result<void> check_vocabulary(const std::vector<std::vector<std::size_t>>& groups,
                              const TokenizerOptions& options) {
  if (!appends(options.policy) || options.appended_vocabulary == 0) return {};
  const std::size_t bare = options.policy == CollisionPolicy::append_to_later ? 1 : 0;
  for (const auto& group : groups)
    if (group.size() - bare > options.appended_vocabulary)
      return fail(ErrorCode::out_of_range,
                  "a group of " + std::to_string(group.size()) +
                      " items does not fit an appended vocabulary of " +
                      std::to_string(options.appended_vocabulary) + " (its first item is row " +
                      std::to_string(group.front()) + ")",
                  {}, "allow more counters, or resolve collisions by relocate first");
  return {};
}

Result<CodeRows> resolve(const CodeRows& codes, const CodeGeometry* geometry,
                         const TokenizerOptions& options, TokenizerReport& report) {
  switch (options.policy) {
    case CollisionPolicy::none: break;
    case CollisionPolicy::append_to_groups: return append_to_groups(codes);
    case CollisionPolicy::append_to_all: return append_to_all(codes);
    case CollisionPolicy::append_to_later: return append_to_later(codes);
    case CollisionPolicy::counter_modulo:
      return counter_modulo(
          codes, options.appended_vocabulary == 0 ? options.codebook : options.appended_vocabulary);
    case CollisionPolicy::sinkhorn: {
      SinkhornResult result = sinkhorn(
          codes, *geometry,
          {options.sinkhorn_rounds, options.sinkhorn_iterations, options.sinkhorn_epsilon});
      report.sinkhorn_rounds = result.rounds;
      return std::move(result.codes);
    }
    case CollisionPolicy::relocate: return relocate(codes, *geometry);
  }
  return codes;
}

Result<CodeRows> resolved(const CodeRows& codes, const CodeGeometry* geometry,
                          const TokenizerOptions& options, TokenizerReport& report) {
  const auto groups = collision_groups(codes);
  const CollidingRows before = count_collisions(groups);
  report.items_in_groups_before = before.items_in_groups;
  report.excess_before = before.excess;
  for (const auto& group : groups) ++report.groups_before[group.size()];
  for (const std::uint32_t size : codes.codebooks)
    report.largest_codebook = std::max<std::uint64_t>(report.largest_codebook, size);
  if (auto fits = check_vocabulary(groups, options); !fits)
    return tl::unexpected(std::move(fits.error()));
  Result<CodeRows> result = resolve(codes, geometry, options, report);
  if (!result) return result;
  const CollidingRows after = count_collisions(collision_groups(*result));
  report.items_in_groups_after = after.items_in_groups;
  report.excess_after = after.excess;
  for (std::size_t row = 0; row < codes.rows(); ++row)
    if (!std::ranges::equal(codes[row], std::as_const(*result)[row])) ++report.changed_items;
  return result;
}

Result<std::vector<Alphabet>> item_alphabet(const ItemIds& items) {
  Alphabet alphabet;
  for (std::size_t row = 0; row < items.size(); ++row) {
    const std::string id = items[row];
    if (alphabet.intern("<item_" + id + ">") != row)
      return fail(ErrorCode::malformed, "item id " + id + " stands in more than one row", {},
                  "give each row an id of its own");
  }
  return std::vector{std::move(alphabet)};
}

}  // namespace

Result<Tokenized> tokenize(const Features& features, const TokenizerOptions& options,
                           Progress& progress) {
  if (auto checked = check_options(options, &features); !checked)
    return tl::unexpected(std::move(checked.error()));
  if (auto fits = check_memory(features, options); !fits)
    return tl::unexpected(std::move(fits.error()));

  Tokenized result;
  Quantized quantized;
  std::vector<Alphabet> alphabets;
  if (options.method == Method::atomic) {
    if (auto checked = check_features(features); !checked)
      return tl::unexpected(std::move(checked.error()));
    auto named = item_alphabet(features.items);
    if (!named) return tl::unexpected(std::move(named.error()));
    alphabets = std::move(*named);
    quantized.codes = atomic_codes(features.rows);
  } else {
    Result<Quantized> made = quantize(features, options, progress);
    if (!made) return tl::unexpected(std::move(made.error()));
    quantized = std::move(*made);
  }
  result.report.mean_squared_error = std::move(quantized.mean_squared_error);
  const Result<CodeRows> codes =
      resolved(quantized.codes, quantized.geometry.get(), options, result.report);
  if (!codes) return tl::unexpected(codes.error());
  result.table = make_table(*codes, std::move(alphabets), features.items);
  if (features.rounded > 0)
    result.table.findings.push_back(
        {Finding::Kind::other,
         std::to_string(features.rounded) +
             " float64 features were rounded to float32, which may make items equal",
         features.rounded});
  return result;
}

Result<Tokenized> tokenize_titles(const std::vector<std::string>& titles, const ItemIds& items,
                                  const TokenizerOptions& options) {
  if (auto checked = check_options(options, nullptr); !checked)
    return tl::unexpected(std::move(checked.error()));
  if (titles.size() != items.size())
    return fail(
        ErrorCode::usage,
        std::to_string(titles.size()) + " titles for " + std::to_string(items.size()) + " items",
        {}, "give one title an item");
  if (titles.empty())
    return fail(ErrorCode::malformed, "there is no title", {}, "give one title a line");
  Tokenized result;
  TextualCodes textual = textual_codes(titles);
  const Result<CodeRows> codes = resolved(textual.codes, nullptr, options, result.report);
  if (!codes) return tl::unexpected(codes.error());
  // Counters at positions that no title reaches are written like all others.
  textual.alphabets.resize(codes->codebooks.size());
  result.table = make_table(*codes, std::move(textual.alphabets), items);
  return result;
}

}  // namespace sidproof

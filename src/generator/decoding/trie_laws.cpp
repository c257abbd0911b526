// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/trie_laws.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "generator/arithmetic/token_law.hpp"
#include "generator/decoding/parallel_laws.hpp"
#include "generator/decoding/prompt.hpp"

namespace sidproof::reference {
namespace {

// Puts the law of an inner node where it belongs.
void place(const Trie& trie, std::uint32_t node, const NodeLaw& law, TrieLaws& laws) {
  const auto first = static_cast<std::ptrdiff_t>(trie.first_child(node));
  std::ranges::copy(law.weight, laws.weight.begin() + first);
  std::ranges::copy(law.log, laws.log.begin() + first);
  std::ranges::copy(law.masked_log, laws.masked_log.begin() + first);
  laws.outside[node] = law.outside;
}

TrieLaws empty_laws(const Catalogue& catalogue) {
  const std::size_t nodes = catalogue.trie().nodes();
  return {std::vector<std::uint64_t>(nodes, 0), std::vector<std::int64_t>(nodes, 0),
          std::vector<std::int64_t>(nodes, 0),
          std::vector<std::uint64_t>(catalogue.leaves().first, 0)};
}

std::vector<const Session::State*> pointers(const std::vector<Session::State>& states,
                                            std::size_t begin, std::size_t end) {
  std::vector<const Session::State*> result;
  for (std::size_t i = begin; i < end; ++i) result.push_back(&states[i]);
  return result;
}

}  // namespace

double trie_cost(const Shape& shape, const Catalogue& catalogue, std::size_t prompt) {
  const auto width = static_cast<double>(shape.width);
  if (shape.parallel_heads > 0)
    return static_cast<double>(prompt) * shape.multiplications(prompt) +
           width * (static_cast<double>(shape.parallel_heads) * width +
                    static_cast<double>(catalogue.vocabulary()));
  const auto rows = static_cast<double>(prompt + catalogue.leaves().first);
  const auto head =
      static_cast<double>(catalogue.vocabulary()) / static_cast<double>(catalogue.length()) * width;
  return rows * (shape.multiplications(prompt + catalogue.length()) + head);
}

bool has_sizes(const TrieLaws& laws, const Catalogue& catalogue) {
  const std::size_t nodes = catalogue.trie().nodes();
  return laws.weight.size() == nodes && laws.log.size() == nodes &&
         laws.masked_log.size() == nodes && laws.outside.size() == catalogue.leaves().first;
}

TrieLaws laws_of_positions(const Catalogue& catalogue, std::span<const CodebookLaw> positions,
                           Threads threads) {
  const Trie& trie = catalogue.trie();
  if (positions.size() != catalogue.length())
    throw std::invalid_argument("not one law for each position");
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth)
    if (positions[depth].weight.size() != catalogue.codebook(depth) ||
        positions[depth].log.size() != catalogue.codebook(depth) ||
        positions[depth].logits.size() != catalogue.codebook(depth))
      throw std::invalid_argument("a law that is not over its position's codebook");
  TrieLaws laws = empty_laws(catalogue);
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    const auto [begin, end] = trie.level(depth);
    parallel_for(threads, end - begin, [&, first = begin](std::size_t i) {
      const auto node = static_cast<std::uint32_t>(first + i);
      place(trie, node, law_of_children(trie, node, positions[depth]), laws);
    });
  }
  return laws;
}

Result<TrieLaws> trie_laws(const Network& network, const Catalogue& catalogue,
                           std::span<const std::uint32_t> prompt, const Executor& executor,
                           const TriePass& pass, double limit, const TokenRule& rule) {
  if (pass.batch == 0) return fail(ErrorCode::usage, "a batch has at least one prefix");
  if (auto valid = validate(rule); !valid) return tl::unexpected(valid.error());
  const double cost = trie_cost(network.shape(), catalogue, prompt.size());
  if (cost > limit)
    return fail(ErrorCode::too_large,
                "the network at every node of the trie would take " +
                    std::to_string(static_cast<std::uint64_t>(cost / 1e9)) +
                    " thousand million multiplications",
                {}, "take fewer items or a smaller network");
  if (network.is_parallel()) {
    const auto positions = position_laws(network, catalogue, prompt, executor, pass.layout, rule);
    if (!positions) return tl::unexpected(positions.error());
    return laws_of_positions(catalogue, *positions, executor.settings().threads);
  }
  const Trie& trie = catalogue.trie();
  auto session =
      Session::start(network, catalogue, prompt, catalogue.leaves().first, executor, pass.layout);
  if (!session) return tl::unexpected(session.error());
  TrieLaws laws = empty_laws(catalogue);
  std::vector<Session::State> states{session->root()};
  for (std::size_t depth = 0; depth < catalogue.length(); ++depth) {
    const auto [level_begin, level_end] = trie.level(depth);
    if (depth > 0) {
      // The parents of this level, in the order of its nodes.
      std::vector<Session::State> next;
      const std::uint32_t parents_begin = trie.level(depth - 1).first;
      for (std::uint32_t begin = level_begin; begin < level_end;
           begin +=
           static_cast<std::uint32_t>(std::min<std::size_t>(pass.batch, level_end - begin))) {
        const auto end =
            static_cast<std::uint32_t>(std::min<std::size_t>(level_end, begin + pass.batch));
        std::vector<const Session::State*> parents;
        std::vector<std::uint32_t> codes;
        for (std::uint32_t node = begin; node < end; ++node) {
          parents.push_back(&states[trie.parent(node) - parents_begin]);
          codes.push_back(trie.token(node));
        }
        std::vector<Session::State> part = session->extend(parents, codes);
        std::move(part.begin(), part.end(), std::back_inserter(next));
      }
      states = std::move(next);
    }
    const std::size_t codebook = catalogue.codebook(depth);
    for (std::size_t begin = 0; begin < states.size(); begin += pass.batch) {
      const std::size_t end = std::min(states.size(), begin + pass.batch);
      const auto logits = session->logits(pointers(states, begin, end));
      if (!logits) return tl::unexpected(logits.error());
      parallel_for(executor.settings().threads, end - begin, [&](std::size_t i) {
        const auto node = static_cast<std::uint32_t>(level_begin + begin + i);
        const auto row = std::span(*logits).subspan(i * codebook, codebook);
        place(trie, node, law_of_children(trie, node, codebook_law(row, rule)), laws);
      });
    }
  }
  return laws;
}

Result<NodeLaw> recomputed_law(const Network& network, const Catalogue& catalogue,
                               std::span<const std::uint32_t> prompt, std::uint32_t node,
                               const Executor& executor, const TokenRule& rule) {
  const auto law = recomputed_codebook_law(network, catalogue, prompt, node, executor, rule);
  if (!law) return tl::unexpected(law.error());
  return law_of_children(catalogue.trie(), node, *law);
}

Result<CodebookLaw> recomputed_codebook_law(const Network& network, const Catalogue& catalogue,
                                            std::span<const std::uint32_t> prompt,
                                            std::uint32_t node, const Executor& executor,
                                            const TokenRule& rule) {
  if (node >= catalogue.leaves().first)
    return fail(ErrorCode::usage, "node " + std::to_string(node) + " is no inner node of the trie");
  if (auto valid = validate(rule); !valid) return tl::unexpected(valid.error());
  const Sequence prefix = catalogue.trie().prefix(node);
  if (network.is_parallel()) {
    auto positions =
        position_laws(network, catalogue, prompt, executor, CacheLayout::in_order, rule);
    if (!positions) return tl::unexpected(positions.error());
    return std::move((*positions)[prefix.size()]);
  }
  if (auto valid = validate_network(network.shape(), catalogue); !valid)
    return tl::unexpected(valid.error());
  if (auto valid = validate_prompt(network.shape(), prompt, prefix.size()); !valid)
    return tl::unexpected(valid.error());
  std::vector<std::uint32_t> tokens(prompt.begin(), prompt.end());
  for (std::size_t j = 0; j < prefix.size(); ++j)
    tokens.push_back(catalogue.first_token(j) + prefix[j]);
  const std::size_t codebook = catalogue.codebook(prefix.size());
  auto cache = network.cache(tokens.size());
  if (!cache) return tl::unexpected(cache.error());
  Batch batch;
  std::vector<std::uint32_t> path;
  for (std::uint32_t t = 0; t < tokens.size(); ++t) {
    batch.add(tokens[t], t, t, path);
    path.push_back(t);
  }
  const std::vector<float> hidden = network.forward(batch, *cache, executor);
  const std::vector<float> logits =
      network.logits(std::span(hidden).last(network.shape().width),
                     catalogue.first_token(prefix.size()), codebook, executor);
  if (auto valid = finite(logits); !valid) return tl::unexpected(valid.error());
  return codebook_law(logits, rule);
}

TrieModel<FlintRational> rational_model(const Catalogue& catalogue, const TrieLaws& laws) {
  const Trie& trie = catalogue.trie();
  const FlintRational total(std::int64_t{1} << weight_bits);
  std::vector<FlintRational> into(trie.nodes(), FlintRational(1));
  std::vector<FlintRational> leak(trie.nodes(), FlintRational(0));
  for (std::uint32_t node = 0; node < catalogue.leaves().first; ++node) {
    for (std::uint32_t child = trie.first_child(node); child < trie.first_child(node + 1); ++child)
      into[child] = FlintRational(static_cast<std::int64_t>(laws.weight[child])) / total;
    leak[node] = FlintRational(static_cast<std::int64_t>(laws.outside[node])) / total;
  }
  return TrieModel<FlintRational>(trie, catalogue.space(), std::move(into), std::move(leak));
}

}  // namespace sidproof::reference

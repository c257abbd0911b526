// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace sidproof {

/// How items become token sequences. "Cascaded" and "parallel" are the paper's
/// words: a cascaded level depends on the tokens before it.
enum class Method {
  residual_kmeans,     ///< cascaded: k-means of what the levels before left over (RQ)
  residual_codebooks,  ///< cascaded: nearest codewords of given codebooks (RQ-VAE export)
  hierarchical,        ///< cascaded: k-means again inside each cluster
  product,             ///< parallel: k-means of column blocks (PQ)
  optimised_product,   ///< parallel: PQ after a learned rotation (OPQ)
  atomic,              ///< one token an item
  textual              ///< the words of the title
};

/// What is done about items that share a sequence. What each guarantees is said
/// at its function (append.hpp, counter_modulo.hpp, sinkhorn.hpp, relocate.hpp)
/// and, for all combinations, by guaranteed() in premises.hpp.
enum class CollisionPolicy {
  none,              ///< sequences stay as they are
  append_to_groups,  ///< a de-duplication token on every member of a group, none on others
  append_to_all,     ///< a de-duplication token on every item (0 for items that are alone)
  append_to_later,   ///< on all members but the first: NOT prefix-free
  counter_modulo,    ///< on every item, counted modulo a vocabulary: can collide again
  sinkhorn,          ///< last level again by entropic optimal transport inside the groups
  relocate           ///< all but the best fitting member move to the nearest free sequence
};

inline constexpr std::array all_methods = {
    Method::residual_kmeans, Method::residual_codebooks, Method::hierarchical,
    Method::product,         Method::optimised_product,  Method::atomic,
    Method::textual};

inline constexpr std::array all_policies = {
    CollisionPolicy::none,           CollisionPolicy::append_to_groups,
    CollisionPolicy::append_to_all,  CollisionPolicy::append_to_later,
    CollisionPolicy::counter_modulo, CollisionPolicy::sinkhorn,
    CollisionPolicy::relocate};

/// Names as used on the command line: "residual-kmeans", "append-to-groups", ...
[[nodiscard]] std::string_view name(Method method);
[[nodiscard]] std::string_view name(CollisionPolicy policy);

/// append_to_groups, append_to_all or append_to_later.
[[nodiscard]] bool appends(CollisionPolicy policy);

/// The inverse of name().
[[nodiscard]] std::optional<Method> find_method(std::string_view name);
[[nodiscard]] std::optional<CollisionPolicy> find_policy(std::string_view name);

}  // namespace sidproof

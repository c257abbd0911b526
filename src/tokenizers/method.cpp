// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/method.hpp"

#include <algorithm>

namespace sidproof {

std::string_view name(Method method) {
  switch (method) {
    case Method::residual_kmeans: return "residual-kmeans";
    case Method::residual_codebooks: return "residual-codebooks";
    case Method::hierarchical: return "hierarchical";
    case Method::product: return "product";
    case Method::optimised_product: return "optimised-product";
    case Method::atomic: return "atomic";
    case Method::textual: break;
  }
  return "textual";
}

std::string_view name(CollisionPolicy policy) {
  switch (policy) {
    case CollisionPolicy::none: return "none";
    case CollisionPolicy::append_to_groups: return "append-to-groups";
    case CollisionPolicy::append_to_all: return "append-to-all";
    case CollisionPolicy::append_to_later: return "append-to-later";
    case CollisionPolicy::counter_modulo: return "counter-modulo";
    case CollisionPolicy::sinkhorn: return "sinkhorn";
    case CollisionPolicy::relocate: break;
  }
  return "relocate";
}

bool appends(CollisionPolicy policy) {
  return policy == CollisionPolicy::append_to_groups || policy == CollisionPolicy::append_to_all ||
         policy == CollisionPolicy::append_to_later;
}

std::optional<Method> find_method(std::string_view text) {
  const auto* const found =
      std::ranges::find_if(all_methods, [&](Method method) { return name(method) == text; });
  return found == all_methods.end() ? std::nullopt : std::optional(*found);
}

std::optional<CollisionPolicy> find_policy(std::string_view text) {
  const auto* const found = std::ranges::find_if(
      all_policies, [&](CollisionPolicy policy) { return name(policy) == text; });
  return found == all_policies.end() ? std::nullopt : std::optional(*found);
}

}  // namespace sidproof

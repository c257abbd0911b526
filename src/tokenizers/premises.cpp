// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/premises.hpp"

namespace sidproof {

bool combines(Method method, CollisionPolicy policy) {
  const bool needs_codewords =
      policy == CollisionPolicy::sinkhorn || policy == CollisionPolicy::relocate;
  return !needs_codewords || (method != Method::atomic && method != Method::textual);
}

Premises guaranteed(Method method, CollisionPolicy policy) {
  const bool fixed = method != Method::textual;
  // Atomic codes never collide, so that policies find nothing to do; those that
  // append to every item append the one counter 0.
  if (method == Method::atomic)
    return {.one_to_one = true,
            .prefix_free = true,
            .onto = policy != CollisionPolicy::counter_modulo,
            .fixed_length = true,
            .order_independent = true};
  switch (policy) {
    case CollisionPolicy::none:
      return {.prefix_free = fixed, .fixed_length = fixed, .order_independent = true};
    case CollisionPolicy::append_to_groups: return {.one_to_one = true, .prefix_free = fixed};
    case CollisionPolicy::append_to_all:
      return {.one_to_one = true, .prefix_free = true, .fixed_length = fixed};
    case CollisionPolicy::append_to_later: return {.one_to_one = true};
    case CollisionPolicy::counter_modulo: return {.prefix_free = true, .fixed_length = fixed};
    case CollisionPolicy::sinkhorn:
      return {.prefix_free = true, .fixed_length = true, .order_independent = true};
    case CollisionPolicy::relocate: break;
  }
  return {.one_to_one = true, .prefix_free = true, .fixed_length = true};
}

}  // namespace sidproof

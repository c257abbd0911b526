// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/laws/instance_gen.hpp"

#include <utility>
#include <vector>

#include "laws/random_instance.hpp"
#include "laws/shrink.hpp"

namespace sidproof::properties {

bool is_of_kind(const Instance& instance, CodesKind kind) {
  switch (kind) {
    case CodesKind::any_length: return true;
    case CodesKind::fixed_length: return instance.map().is_fixed_length();
    case CodesKind::bijection: return is_bijective(instance.map());
  }
  return false;
}

rc::Gen<Instance> instances(CodesKind kind, bool positive) {
  return {[=](rc::Random random, int) {
    Seed seed;
    seed.low = random.next();
    seed.high = random.next();
    RandomStream stream(seed);
    return rc::shrinkable::shrinkRecur(random_instance(stream, kind, positive),
                                       [=](const Instance& instance) {
                                         std::vector<Instance> smaller;
                                         for (Instance& next : smaller_instances(instance))
                                           if (is_of_kind(next, kind))
                                             smaller.push_back(std::move(next));
                                         return rc::seq::fromContainer(std::move(smaller));
                                       });
  }};
}

}  // namespace sidproof::properties

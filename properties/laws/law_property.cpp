// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "properties/laws/law_property.hpp"

#include <rapidcheck.h>

#include <vector>

#include "properties/laws/instance_gen.hpp"

namespace sidproof::properties {

void require_law(std::string_view id) {
  const RegisteredLaw* registered = find_law(id);
  if (registered == nullptr) RC_FAIL(std::string("src/laws/registry.cpp has no law ").append(id));
  const RegisteredLaw& law = *registered;
  const Instance instance = *instances(law.codes, law.positive);
  const auto numbers = *rc::gen::elementOf(std::vector(law.numbers.begin(), law.numbers.end()));
  const auto shape = *rc::gen::elementOf(std::vector(law.shapes.begin(), law.shapes.end()));
  const Verdict verdict = law.check(instance, numbers, shape);
  if (verdict.truth == Truth::refuted)
    RC_FAIL(std::string(name(numbers)).append(" ").append(name(shape)).append(": ") +
            verdict.reason);
}

}  // namespace sidproof::properties

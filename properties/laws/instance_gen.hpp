// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <rapidcheck.h>

#include "laws/instance.hpp"
#include "laws/registry.hpp"

namespace sidproof::properties {

/// Does an instance have codes of this kind?
[[nodiscard]] bool is_of_kind(const Instance& instance, CodesKind kind);

/// random_instance() for RapidCheck: biased to corners whatever the size, and shrunk
/// along smaller_instances() of the same kind. (instance_gen_test.cpp counts that the
/// corners are drawn.)
[[nodiscard]] rc::Gen<Instance> instances(CodesKind kind, bool positive = false);

}  // namespace sidproof::properties

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/number_systems.hpp"
#include "laws/partition_checks_impl.hpp"

namespace sidproof {

template struct PartitionChecks<CheckedRational>;

}  // namespace sidproof

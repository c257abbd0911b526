// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "generator/check/check_parts.hpp"

namespace sidproof::reference {

/// K3 where a device computes the network: the host's laws and beams are the subject's,
/// bit for bit. `network` may be the device's; its weights count.
[[nodiscard]] Result<Verdict> check_host(const Subject& subject, const Network& network,
                                         const Catalogue& catalogue, const Computed& computed,
                                         Threads threads);

}  // namespace sidproof::reference

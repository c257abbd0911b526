// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "interactions/interactions.hpp"

namespace sidproof {

std::string_view name(Split split) {
  switch (split) {
    case Split::train: return "train";
    case Split::valid: return "valid";
    case Split::test: break;
  }
  return "test";
}

void leave_one_out(Interactions& interactions, std::span<const std::uint64_t> offsets) {
  for (std::size_t user = 0; user + 1 < offsets.size(); ++user) {
    const std::uint64_t begin = offsets[user];
    const std::uint64_t end = offsets[user + 1];
    for (std::uint64_t event = begin; event < end; ++event) {
      Split split = Split::train;
      if (end - begin >= 2 && event + 1 == end) split = Split::test;
      if (end - begin >= 3 && event + 2 == end) split = Split::valid;
      interactions.examples.push_back({begin, event, interactions.events[event], split});
    }
  }
}

}  // namespace sidproof

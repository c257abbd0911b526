// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/files/partial_files.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <climits>
#include <cstring>

namespace sidproof {
namespace {

enum State : int { kFree, kFilling, kReady };

struct Slot {
  std::atomic<int> state{kFree};
  std::array<char, PATH_MAX> path{};
};

static_assert(std::atomic<int>::is_always_lock_free);
std::array<Slot, 16> slots;

}  // namespace

int register_partial_file(const std::string& path) noexcept {
  for (std::size_t i = 0; path.size() < PATH_MAX && i < slots.size(); ++i) {
    int expected = kFree;
    if (!slots[i].state.compare_exchange_strong(expected, kFilling)) continue;
    std::memcpy(slots[i].path.data(), path.c_str(), path.size() + 1);
    slots[i].state.store(kReady);
    return static_cast<int>(i);
  }
  return -1;
}

void forget_partial_file(int slot) noexcept {
  if (slot >= 0) slots[static_cast<std::size_t>(slot)].state.store(kFree);
}

void unlink_partial_files() noexcept {
  for (Slot& slot : slots)
    if (slot.state.load() == kReady) ::unlink(slot.path.data());
}

}  // namespace sidproof

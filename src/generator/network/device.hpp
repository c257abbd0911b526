// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/error.hpp"

namespace sidproof::reference {

struct Batch;
struct OperatorCall;
struct SearchPlan;
class Searcher;
class StepTrie;
using Observer = std::function<void(const OperatorCall&)>;

/// A device failed while it computed: a kernel could not run, memory ran out in the
/// middle. What was computed is lost.
class DeviceFailure : public std::runtime_error {
 public:
  explicit DeviceFailure(const std::string& what, bool out_of_memory = false)
      : std::runtime_error(what), out_of_memory_(out_of_memory) {}
  [[nodiscard]] bool out_of_memory() const { return out_of_memory_; }

 private:
  bool out_of_memory_;
};

/// Memory on a device.
class DeviceMemory {
 public:
  DeviceMemory() = default;
  DeviceMemory(const DeviceMemory&) = delete;
  DeviceMemory& operator=(const DeviceMemory&) = delete;
  virtual ~DeviceMemory() = default;
};

/// A device that holds the weights of one network and runs its kernels in the host's
/// stead. Results are the host's, bit for bit, unless the device says otherwise. All members but
/// name() throw DeviceFailure when the device fails. Arguments are in range: Network and
/// make_searcher() look before they ask a device.
class Device {
 public:
  Device() = default;
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;
  virtual ~Device() = default;

  /// Of the device and its driver, for people.
  [[nodiscard]] virtual std::string name() const = 0;

  /// Memory for the keys and values of `slots` tokens. Errors: too_large.
  [[nodiscard]] virtual Result<std::unique_ptr<DeviceMemory>> cache(std::size_t slots) = 0;

  /// Network::forward(); `memory` comes from cache().
  [[nodiscard]] virtual std::vector<float> forward(const Batch& batch, DeviceMemory& memory,
                                                   const Observer& observer) = 0;

  /// Runs searches of this plan on the device. Errors: too_large.
  [[nodiscard]] virtual Result<std::unique_ptr<Searcher>> searcher(const SearchPlan& plan,
                                                                   const StepTrie& trie) = 0;

  /// Network::logits().
  [[nodiscard]] virtual std::vector<float> logits(std::span<const float> hidden, std::size_t first,
                                                  std::size_t count) = 0;
};

}  // namespace sidproof::reference

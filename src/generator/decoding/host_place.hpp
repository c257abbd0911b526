// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <span>
#include <vector>

#include "generator/arithmetic/executor.hpp"

namespace sidproof::reference {

/// The host as a place for programs (step_program.hpp).
class HostPlace {
 public:
  template <class T>
  class Array {
   public:
    [[nodiscard]] T* data() const { return data_.get(); }
    [[nodiscard]] std::size_t size() const { return size_; }
    void grow(std::size_t size) {
      if (size <= size_) return;
      data_ = std::make_unique<T[]>(size);
      size_ = size;
    }

   private:
    std::unique_ptr<T[]> data_;
    std::size_t size_ = 0;
  };

  /// Keys and their numbers.
  class Pairs {
   public:
    void grow(std::size_t size) {
      keys_.grow(size);
      numbers_.grow(size);
    }
    [[nodiscard]] std::uint64_t* keys() const { return keys_.data(); }
    [[nodiscard]] std::uint32_t* numbers() const { return numbers_.data(); }

   private:
    Array<std::uint64_t> keys_;
    Array<std::uint32_t> numbers_;
  };

  /// Copies at once.
  class Uploads {
   public:
    explicit Uploads(const HostPlace&) {}
    template <class T>
    void operator()(const std::vector<T>& from, Array<T>& to) const {
      to.grow(from.size());
      std::ranges::copy(from, to.data());
    }
    template <class T>
    void operator()(const std::vector<T>&& from, Array<T>& to) const = delete;
    void finish() const {}
  };

  explicit HostPlace(const Executor& executor) : executor_(&executor) {}

  template <class Kernel>
  void run(std::size_t blocks, const Kernel& kernel) const {
    executor_->run(blocks, kernel);
  }

  template <class T>
  void download(const T* from, std::span<T> to) const {
    std::copy_n(from, to.size(), to.data());
  }

  void reserve(std::size_t, std::size_t) const {}
  /// 1 <= bits <= 64.
  void sort(Pairs& pairs, std::size_t segments, std::size_t size, unsigned bits) const {
    const std::uint64_t mask = ~std::uint64_t{0} >> (64 - bits);
    std::vector<std::size_t> order(size);
    for (std::size_t segment = 0; segment < segments; ++segment) {
      std::uint64_t* key = pairs.keys() + segment * size;
      std::uint32_t* number = pairs.numbers() + segment * size;
      std::iota(order.begin(), order.end(), std::size_t{0});
      std::ranges::stable_sort(order, {}, [key, mask](std::size_t i) { return key[i] & mask; });
      const std::vector<std::uint64_t> old_keys(key, key + size);
      const std::vector<std::uint32_t> old_numbers(number, number + size);
      for (std::size_t i = 0; i < size; ++i) {
        key[i] = old_keys[order[i]];
        number[i] = old_numbers[order[i]];
      }
    }
  }

 private:
  const Executor* executor_;
};

}  // namespace sidproof::reference

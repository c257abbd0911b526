// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace sidproof {

/// Room for numbers that are written before they are read: not cleared, and in
/// huge pages where the system has them, because it is written all over the place.
template <class T>
class LargeArray {
  static_assert(std::is_trivially_copyable_v<T>);

 public:
  [[nodiscard]] T* data() { return data_.get(); }
  [[nodiscard]] std::size_t size() const { return size_; }

  /// Afterwards there is room for n; what was in it is lost when it grows.
  void reserve(std::size_t n) {
    if (n <= size_) return;
    data_.reset();
    constexpr std::size_t page = std::size_t{2} << 20U;
    const std::size_t alignment = n * sizeof(T) >= page ? page : 64;
    const std::size_t bytes = (n * sizeof(T) + alignment - 1) / alignment * alignment;
    auto* room = static_cast<T*>(std::aligned_alloc(alignment, bytes));
    if (room == nullptr) throw std::bad_alloc();
    data_.reset(room);
    size_ = n;
#ifdef __linux__
    if (alignment == page) madvise(room, bytes, MADV_HUGEPAGE);  // advice only: may fail
#endif
  }

 private:
  struct Free {
    void operator()(T* room) const { std::free(room); }
  };
  std::unique_ptr<T[], Free> data_;
  std::size_t size_ = 0;
};

}  // namespace sidproof

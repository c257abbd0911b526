// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <type_traits>

/// What the sources with generated mutants ask for at run time.
namespace sidproof::mutation {

inline constexpr std::size_t capacity = 1 << 16;

/// The number in SIDPROOF_MUTANT; 0 without it: the code as it is.
inline const int chosen = [] {
  const char* text = std::getenv("SIDPROOF_MUTANT");
  return text == nullptr ? 0 : std::atoi(text);
}();

/// One byte per mutant, 1 once its place was reached: the file named by
/// SIDPROOF_REACHED, mapped, so that a process that dies or forks loses nothing.
inline char* const reached = []() -> char* {
  const char* path = std::getenv("SIDPROOF_REACHED");
  if (path == nullptr) return nullptr;
  const int file = ::open(path, O_RDWR);
  if (file < 0) std::abort();
  void* bytes = ::mmap(nullptr, capacity, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  ::close(file);
  if (bytes == MAP_FAILED) std::abort();
  return static_cast<char*>(bytes);
}();

/// Does mutant `number` run here? Never at compile time.
[[nodiscard]] constexpr bool active(int number) {
  if (std::is_constant_evaluated()) return false;
  if (reached != nullptr) __atomic_store_n(&reached[number], 1, __ATOMIC_RELAXED);
  return chosen == number;
}

}  // namespace sidproof::mutation

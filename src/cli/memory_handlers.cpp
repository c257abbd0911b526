// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/memory_handlers.hpp"

#include <flint/flint.h>
#include <gmp.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/exit_code.hpp"
#include "io/files/atomic_file.hpp"

namespace sidproof {
namespace {

// Neither library may be left by an exception, and nothing here may allocate.
[[noreturn]] void out_of_memory() {
  AtomicFile::remove_partial_files();
  constexpr char message[] = "sidproof: error: out of memory\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, message, sizeof message - 1);
  ::_exit(static_cast<int>(ExitCode::bad_input));
}

extern "C" void* allocate_or_end(std::size_t size) {
  void* memory = std::malloc(size);
  if (memory == nullptr) out_of_memory();
  return memory;
}

extern "C" void* reallocate_or_end(void* old, std::size_t /*old_size*/, std::size_t size) {
  void* memory = std::realloc(old, size);
  if (memory == nullptr) out_of_memory();
  return memory;
}

extern "C" void release(void* memory, std::size_t /*size*/) { std::free(memory); }

extern "C" void* allocate_zeros_or_end(std::size_t count, std::size_t size) {
  void* memory = std::calloc(count, size);
  if (memory == nullptr) out_of_memory();
  return memory;
}

extern "C" void* allocate_for_flint(std::size_t size) { return allocate_or_end(size); }

extern "C" void* reallocate_for_flint(void* old, std::size_t size) {
  return reallocate_or_end(old, 0, size);
}

}  // namespace

void install_memory_handlers() {
  mp_set_memory_functions(&allocate_or_end, &reallocate_or_end, &release);
  __flint_set_memory_functions(&allocate_for_flint, &allocate_zeros_or_end, &reallocate_for_flint,
                               &std::free);
}

}  // namespace sidproof

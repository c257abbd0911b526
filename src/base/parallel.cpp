// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/parallel.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace sidproof {
namespace {

// Static initialisers of other files write here: it must not have one itself.
constinit std::array<std::atomic<void (*)()>, 8> releases{};

void release_memory_of_thread() {
  for (const auto& release : releases)
    if (void (*const f)() = release.load()) f();
}

}  // namespace

void at_thread_end(void (*release)()) {
  for (auto& place : releases) {
    void (*expected)() = nullptr;
    if (place.compare_exchange_strong(expected, release) || expected == release) return;
  }
}

Threads Threads::all() { return {std::max(1U, std::thread::hardware_concurrency())}; }

void parallel_for(Threads threads, std::size_t tasks,
                  const std::function<void(std::size_t)>& task) {
  const std::size_t workers = std::min<std::size_t>(std::max(1U, threads.count), tasks);
  if (workers <= 1) {
    for (std::size_t i = 0; i < tasks; ++i) task(i);
    return;
  }
  std::atomic<std::size_t> next{0};
  std::mutex failure_mutex;
  std::exception_ptr failure;
  std::size_t failed_task = tasks;
  const auto work = [&] {
    for (std::size_t i = next.fetch_add(1); i < tasks; i = next.fetch_add(1)) {
      try {
        task(i);
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (i < failed_task) {
          failed_task = i;
          failure = std::current_exception();
        }
      }
    }
  };
  {
    std::vector<std::jthread> pool;
    pool.reserve(workers - 1);
    for (std::size_t w = 1; w < workers; ++w)
      pool.emplace_back([&work] {
        work();
        release_memory_of_thread();
      });
    work();
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace sidproof

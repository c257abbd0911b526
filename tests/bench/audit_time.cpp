// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// audit_time FILE ROWS LENGTH THREADS REPEATS collisions|audit
// Times sidproof on a file of raw bytes, ROWS x LENGTH tokens, mapped and not
// copied; prints one JSON object. audit_peers.py sets it beside other tools.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <functional>
#include <span>
#include <string>

#include "audit/audit.hpp"
#include "audit/collisions.hpp"
#include "io/files/mapped_file.hpp"

namespace {

struct Duration {
  double wall = 0;
  double cpu = 0;  // of all threads together
};

Duration measure(const std::function<void()>& job) {
  const auto wall = std::chrono::steady_clock::now();
  const std::clock_t cpu = std::clock();
  job();
  return {std::chrono::duration<double>(std::chrono::steady_clock::now() - wall).count(),
          static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC};
}

double peak_mebibytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

int main(int count, char** arguments) {
  const std::span<char*> args(arguments, static_cast<std::size_t>(count));
  if (args.size() != 7) {
    std::fputs("usage: audit_time FILE ROWS LENGTH THREADS REPEATS collisions|audit\n", stderr);
    return 64;
  }
  const std::size_t rows = std::strtoull(args[2], nullptr, 10);
  const std::size_t length = std::strtoull(args[3], nullptr, 10);
  const sidproof::Threads threads{static_cast<unsigned>(std::strtoul(args[4], nullptr, 10))};
  const bool whole = std::strcmp(args[6], "audit") == 0;

  Duration best{1e300, 1e300};
  sidproof::AuditResult result;
  for (long repeat = std::strtol(args[5], nullptr, 10); repeat > 0; --repeat) {
    // Opened anew each time, so that a repetition pays for its page faults, too.
    const auto file = sidproof::MappedFile::open(args[1]);
    if (!file || file->bytes().size() != rows * length) {
      std::fputs("the file does not hold ROWS x LENGTH bytes\n", stderr);
      return 65;
    }
    const sidproof::FixedRows<std::uint8_t> view{
        reinterpret_cast<const std::uint8_t*>(file->bytes().data()), rows, length};
    sidproof::Table table;
    table.codes = sidproof::Codes::borrowed(view, file->owner());
    table.alphabets.assign(length, sidproof::Alphabet::numbers(256));
    table.items = sidproof::ItemIds::row_numbers(rows);
    const Duration took = measure([&] {
      if (whole) {
        result = *sidproof::audit(table, {threads, {}});
        return;
      }
      auto found = sidproof::collisions(table.codes, threads);
      result.distinct_sequences = found.distinct;
      result.groups = std::move(found.groups);
    });
    best = {std::min(best.wall, took.wall), std::min(best.cpu, took.cpu)};
  }
  std::printf(
      "{\"wall\": %.6f, \"cpu\": %.6f, \"distinct\": %llu, \"groups\": %zu, \"items_in_groups\": "
      "%zu, "
      "\"largest\": %zu, \"peak_mib\": %.1f}\n",
      best.wall, best.cpu, static_cast<unsigned long long>(result.distinct_sequences),
      result.groups.size(), result.groups.rows.size(),
      result.groups.size() > 0 ? result.groups[0].size() : 1, peak_mebibytes());
  return 0;
}

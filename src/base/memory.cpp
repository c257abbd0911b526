// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/memory.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <string>

namespace sidproof {
namespace {

constexpr std::uint64_t unlimited = std::numeric_limits<std::uint64_t>::max();

std::uint64_t page_size() {
  const long size = ::sysconf(_SC_PAGESIZE);
  return size > 0 ? static_cast<std::uint64_t>(size) : 4096;
}

std::uint64_t machine_memory() {
  const long pages = ::sysconf(_SC_PHYS_PAGES);
  return pages > 0 ? static_cast<std::uint64_t>(pages) * page_size() : unlimited;
}

std::uint64_t address_space_left() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return unlimited;
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  const std::uint64_t used = pages * page_size();
  return limit.rlim_cur > used ? limit.rlim_cur - used : 0;
}

// Inside a container the own cgroup is the root of what can be seen.
std::uint64_t cgroup_memory() {
  std::string group;
  std::ifstream groups("/proc/self/cgroup");
  for (std::string line; std::getline(groups, line);)
    if (line.starts_with("0::")) group = line.substr(3);
  std::uint64_t bytes = unlimited;
  std::ifstream("/sys/fs/cgroup" + group + "/memory.max") >> bytes;
  return bytes == 0 ? unlimited : bytes;  // 0: the word "max", or no such file
}

std::string readable(double bytes) {
  const bool large = bytes >= 0x1p30;
  const double units = std::ceil(bytes / (large ? 0x1p30 : 0x1p20));
  if (units >= 1e12) return "more than 10^12 GiB";
  return std::to_string(static_cast<std::uint64_t>(units)) + (large ? " GiB" : " MiB");
}

}  // namespace

std::uint64_t available_memory() {
  return std::min({machine_memory(), address_space_left(), cgroup_memory()});
}

Result<void> require_memory(std::string_view what, double bytes, std::string_view hint,
                            std::uint64_t limit) {
  const auto allowed = static_cast<double>(limit == 0 ? available_memory() : limit);
  if (bytes <= allowed) return {};
  return fail(ErrorCode::too_large,
              std::string(what) + " would take about " + readable(bytes) + " of memory, " +
                  readable(allowed) + " are allowed",
              {}, std::string(hint));
}

}  // namespace sidproof

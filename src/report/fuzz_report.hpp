// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "verdict/verdict.hpp"

namespace sidproof {

/// One law over one number system and shape, in the reports of `sidproof fuzz`.
struct FuzzUnit {
  std::string law;   ///< "B1"
  std::string name;  ///< "partition"
  std::string numbers;
  std::string shape;
  std::uint64_t cases = 0;  ///< of the whole campaign, as the next three
  std::uint64_t not_applicable = 0;
  std::uint64_t undecided = 0;
  std::uint64_t failed = 0;
  std::uint64_t cases_now = 0;  ///< of this run
  double seconds = 0;           ///< that this run's cases took, summed over threads
};

/// A failure, shrunk.
struct FuzzFailure {
  std::string id;
  std::string law;
  std::string numbers;
  std::string shape;
  std::string reason;       ///< the law's witness
  std::string instance;     ///< JSON
  std::uint64_t index = 0;  ///< the first case that shrinks to it
  std::uint64_t times = 0;  ///< how many cases did
  std::string file;         ///< its vector; empty: not saved
};

/// What the reports of `sidproof fuzz` speak of.
struct FuzzReport {
  std::string seed;
  std::string store;  ///< path; empty: in memory
  std::vector<FuzzUnit> units;
  std::vector<FuzzFailure> failures;
  bool interrupted = false;
  Verdict verdict;     ///< do the laws hold in all cases?
  std::string resume;  ///< the command that goes on; empty: nothing to go on with
  int exit_code = 0;   ///< as the program will return it
};

}  // namespace sidproof

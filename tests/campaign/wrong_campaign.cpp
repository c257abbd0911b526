// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A campaign of laws of which some are wrong, for kill_test.py: what the program does
// with failures cannot be seen on laws that hold.
// Usage: wrong_campaign STORE CASES THREADS FAILURES
#include <cstdio>
#include <cstdlib>
#include <string>

#include "campaign/campaign.hpp"
#include "campaign/failure_vector.hpp"
#include "campaign/store_file.hpp"
#include "campaign/test_laws.hpp"

namespace sidproof {
namespace {

template <class T>
T must(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "%s\n", to_string(result.error()).c_str());
    std::exit(70);
  }
  return std::move(*result);
}

int run(const std::string& path, std::uint64_t cases, unsigned threads, const char* failures) {
  const auto laws = test::test_laws();
  const CampaignPlan plan = must(plan_campaign(laws, {}, {0, 5}));
  Store store = must(store_exists(path) ? Store::open(path) : Store::create(path, plan));
  CampaignOptions options;
  options.threads = {threads};
  options.cases = cases;
  options.failures = failures;
  must(run_campaign(store, laws, options));
  for (const UnitProgress& unit : store.progress()) {
    const CaseCounts sum = unit.total();
    std::printf("%llu %llu %llu %llu %llu, %zu more\n", static_cast<unsigned long long>(sum.cases),
                static_cast<unsigned long long>(sum.not_applicable),
                static_cast<unsigned long long>(sum.undecided),
                static_cast<unsigned long long>(sum.failed),
                static_cast<unsigned long long>(unit.whole), unit.rest.size());
  }
  for (const auto& [place, failure] : store.failures())
    std::printf("%s: %llu times, %s\n", failure_id(plan, failure).c_str(),
                static_cast<unsigned long long>(failure.times), failure.drawn.c_str());
  return 0;
}

}  // namespace
}  // namespace sidproof

int main(int argc, char** argv) {
  if (argc != 5) return 64;
  return sidproof::run(argv[1], std::strtoull(argv[2], nullptr, 10),
                       static_cast<unsigned>(std::strtoul(argv[3], nullptr, 10)), argv[4]);
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Reads a table of any format and says whether it is one-to-one.
//   audit_a_table TABLE
#include <audit/audit.hpp>
#include <audit/requirements.hpp>
#include <cstdio>
#include <io/read_table.hpp>

int main(int argc, char** argv) {
  if (argc != 2) return 64;
  const auto table = sidproof::read_table(argv[1]);
  if (!table) {
    std::fprintf(stderr, "%s\n", table.error().what.c_str());
    return 65;
  }
  const auto result = sidproof::audit(*table);
  if (!result) return 65;
  const auto wanted = sidproof::default_requirements();  // one-to-one, prefix-free
  const auto verdicts = sidproof::evaluate(wanted, *result);
  for (const auto& [requirement, verdict] : verdicts)
    std::printf("%s: %s %s\n", to_string(requirement).c_str(),
                verdict.truth == sidproof::Truth::holds ? "yes" : "NO", verdict.reason.c_str());
  return sidproof::merge(verdicts).truth == sidproof::Truth::holds ? 0 : 1;
}

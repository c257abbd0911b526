// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/start_failure.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace sidproof {
namespace {

using namespace reference;

TEST(StartFailure, EachIsToldApartWithWhatTheDriverSaysAndWhatToDo) {
  const std::pair<StartFailure, ErrorCode> all[] = {
      {StartFailure::no_driver, ErrorCode::missing_tool},
      {StartFailure::old_driver, ErrorCode::missing_tool},
      {StartFailure::no_device, ErrorCode::missing_tool},
      {StartFailure::unsupported, ErrorCode::unsupported},
      {StartFailure::out_of_memory, ErrorCode::too_large},
      {StartFailure::broken, ErrorCode::cannot_open}};
  std::set<std::string> words;
  std::set<std::string> hints;
  for (const auto& [failure, code] : all) {
    const Error error = start_error(failure, "so says the driver");
    EXPECT_EQ(error.code, code);
    EXPECT_NE(error.what.find("CUDA"), std::string::npos);
    EXPECT_NE(error.what.find(": so says the driver"), std::string::npos);
    EXPECT_NE(error.hint.find("--executor cpu"), std::string::npos);
    words.insert(error.what);
    hints.insert(error.hint);
  }
  EXPECT_EQ(words.size(), std::size(all));
  EXPECT_EQ(hints.size(), std::size(all));
}

}  // namespace
}  // namespace sidproof

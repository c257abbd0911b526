// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

TEST(ErrorText, NamesThePlaceThenWhatThenTheByteThenTheHint) {
  const Error error{
      ErrorCode::malformed, "a code is negative", {"t.json", 3, 41}, "use codes >= 0"};
  EXPECT_EQ(to_string(error), "t.json:3: a code is negative (byte 41); use codes >= 0");
}

TEST(ErrorText, LeavesOutWhatIsUnknown) {
  EXPECT_EQ(to_string(Error{ErrorCode::usage, "no table is named", {}, ""}), "no table is named");
  EXPECT_EQ(to_string(Error{ErrorCode::cannot_open, "is a directory", {"d", {}, {}}, ""}),
            "d: is a directory");
}

TEST(Fail, MakesAResultWithoutValue) {
  const Result<int> result = fail(ErrorCode::too_large, "too large");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace sidproof

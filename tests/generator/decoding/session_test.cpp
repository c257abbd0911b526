// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/decoding/session.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Codes32 = std::vector<std::uint32_t>;

TEST(Session, ExtendsByCodesOfTheNextPositionOnly) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 73);
  const Executor executor;
  auto session = Session::start(small.network, small.catalogue, small.prompt, 4, executor);
  ASSERT_TRUE(session);
  const Session::State* root = &session->root();
  EXPECT_THROW(static_cast<void>(session->extend({&root, 1}, Codes32{3})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(session->extend({&root, 1}, Codes32{})), std::invalid_argument);
  EXPECT_THROW(static_cast<void>(session->extend({&root, 1}, Codes32{0, 1})),
               std::invalid_argument);
  const auto first = session->extend({&root, 1}, Codes32{2});
  const Session::State* one = &first[0];
  EXPECT_THROW(static_cast<void>(session->extend({&one, 1}, Codes32{4})), std::invalid_argument);
  const auto second = session->extend({&one, 1}, Codes32{3});
  const Session::State* two = &second[0];
  // The last token of a sequence is never computed: nothing follows it.
  EXPECT_THROW(static_cast<void>(session->extend({&two, 1}, Codes32{1})), std::invalid_argument);
  EXPECT_EQ(session->logits({&two, 1})->size(), 2U);
  const Session::State* mixed[] = {one, two};
  EXPECT_EQ(session->logits(mixed).error().code, ErrorCode::usage);
  EXPECT_TRUE(session->logits({})->empty());
}

TEST(Session, MorePrefixesThanAnyMemoryHoldsAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 74);
  const Executor executor;
  for (const std::size_t prefixes : {~std::size_t{0}, ~std::size_t{0} / 2}) {
    const auto session =
        Session::start(small.network, small.catalogue, small.prompt, prefixes, executor);
    ASSERT_FALSE(session);
    EXPECT_EQ(session.error().code, ErrorCode::too_large);
  }
}

TEST(Session, MorePrefixesThanItWasToldAreRefused) {
  const SmallCase small = SmallCase::make(full_table({3, 4, 2}), 74);
  const Executor executor;
  auto session = Session::start(small.network, small.catalogue, small.prompt, 1, executor);
  ASSERT_TRUE(session);
  const Session::State* root = &session->root();
  static_cast<void>(session->extend({&root, 1}, Codes32{0}));
  EXPECT_THROW(static_cast<void>(session->extend({&root, 1}, Codes32{1})), std::length_error);
}

}  // namespace
}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/cuda/device_memory.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

using namespace reference;

Shape shape() {
  Shape s;
  s.vocabulary = 10;
  s.positions = 6;
  s.width = 8;
  s.layers = 3;
  s.heads = 2;
  s.inner = 20;
  return s;
}

TEST(DeviceMemory, WeightsAndHeadAreCounted) {
  // Per layer: norms 4 * 8, qkv 8 * 24 + 24, project 8 * 8 + 8, up 8 * 20 + 20, down 20 * 8 + 8.
  const double layer = 32 + 216 + 72 + 180 + 168;
  EXPECT_EQ(weight_bytes(shape()), 4 * ((10 + 6) * 8 + 3 * layer + 16 + 10 * 8));
}

TEST(DeviceMemory, ASessionTakesKeysValuesAndActivations) {
  // Keys and values: 2 * 3 * 8; x, normed, q, k, v, mixed: 6 * 8; the MLP: 20.
  EXPECT_EQ(session_bytes(shape(), 5), 4.0 * 5 * (48 + 48 + 20));
  EXPECT_EQ(session_bytes(shape(), 0), 0.0);
}

TEST(DeviceMemory, WhatDoesNotFitIsRefusedBeforehandWithBothSizes) {
  EXPECT_TRUE(fits(970e6, 1000e6, "the weights", "a device"));
  const auto refused = fits(971e6, 1000e6, "the weights", "a device");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::too_large);
  EXPECT_EQ(refused.error().what, "the weights take 972 MB; a device has 1001 MB free");
  EXPECT_NE(refused.error().hint.find("--executor cpu"), std::string::npos);
}

}  // namespace
}  // namespace sidproof

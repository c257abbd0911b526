// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "certificate/sha256.hpp"

#include <gtest/gtest.h>

namespace sidproof {
namespace {

// The examples of FIPS 180-4.
TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(sha256_hex(std::string(1'000'000, 'a')),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PiecesDoNotMatter) {
  Sha256 hash;
  for (int i = 0; i < 1'000'000; ++i) hash.bytes("a");
  EXPECT_EQ(hex(hash.finish()), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, NumbersAreLittleEndianAndTextsHaveLengths) {
  const std::string bytes("\x04\x03\x02\x01\x08\x07\x06\x05\x04\x03\x02\x01", 12);
  EXPECT_EQ(hex(Sha256().word(0x01020304).number(0x0102030405060708).finish()), sha256_hex(bytes));
  EXPECT_NE(Sha256().text("ab").text("c").finish(), Sha256().text("a").text("bc").finish());
}

}  // namespace
}  // namespace sidproof

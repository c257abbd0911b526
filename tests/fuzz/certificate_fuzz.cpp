// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes as a certificate: whatever is accepted is the canonical text of what was
// read, and its replay on a small table gives an answer.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "certificate/certificate_json.hpp"
#include "certificate/replay.hpp"
#include "fuzz/require.hpp"

namespace {

using sidproof::fuzz::require;

// Four rows of two tokens: the table of the seed "colliding".
const sidproof::Table& table() {
  static const sidproof::Table table = [] {
    sidproof::Table made;
    made.items = sidproof::ItemIds::row_numbers(4);
    made.alphabets = {sidproof::Alphabet::numbers(3), sidproof::Alphabet::numbers(2)};
    made.codes = sidproof::Codes::fixed(4, 2, std::vector<std::uint8_t>{0, 1, 2, 0, 2, 0, 1, 1});
    return made;
  }();
  return table;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto certificate = sidproof::parse_certificate(text, "certificate.json");
  if (!certificate) {
    require(!certificate.error().what.empty());
    require(certificate.error().code != sidproof::ErrorCode::internal);
    require(certificate.error().where.byte.value_or(0) <= size);
    return 0;
  }
  require(sidproof::certificate_json(*certificate) == text);
  const auto replayed = sidproof::replay(*certificate, table(), sidproof::Threads{1});
  require(!replayed || replayed->claims > 0);
  return 0;
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes as ActionPiece's merge table.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "fuzz/require.hpp"
#include "io/json/actionpiece_vocabulary.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using sidproof::fuzz::require;
  const auto file = sidproof::MappedFile::from_bytes({reinterpret_cast<const char*>(data), size},
                                                     "/no/such/file");
  const auto vocabulary = sidproof::read_actionpiece_vocabulary(file, sidproof::Progress::none());
  if (!vocabulary) {
    require(!vocabulary.error().what.empty());
    require(vocabulary.error().where.byte.value_or(0) <= size);
    return 0;
  }
  require(vocabulary->categories > 0);
  require(vocabulary->merged <= vocabulary->tokens);
  require(vocabulary->features.size() <= vocabulary->tokens);
  require(std::is_sorted(vocabulary->features.begin(), vocabulary->features.end()));
  return 0;
}

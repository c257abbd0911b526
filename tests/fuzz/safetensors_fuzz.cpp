// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes as a .safetensors file: the tensors of what is accepted fill it without
// holes, and every value that is read is finite; what is refused has a reason and a place.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>

#include "fuzz/require.hpp"
#include "io/arrays/safetensors.hpp"

namespace {

using sidproof::fuzz::require;

void require_reason(const sidproof::Error& error, std::size_t size) {
  require(!error.what.empty());
  require(error.code != sidproof::ErrorCode::internal);
  require(error.where.byte.value_or(size + 1) <= size);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto file = sidproof::MappedFile::from_bytes(bytes, "model.safetensors");
  const auto entries = sidproof::read_safetensors(file);
  if (!entries) {
    require_reason(entries.error(), size);
    return 0;
  }
  std::set<std::string_view> names;
  std::uint64_t at = entries->empty() ? size : entries->front().begin;
  for (const sidproof::SafetensorsEntry& entry : *entries) {
    require(names.insert(entry.name).second);
    require(entry.begin == at && entry.end >= at && entry.where < entries->front().begin);
    at = entry.end;
    const auto tensor = sidproof::tensor_of(file, entry);
    if (!tensor) {
      require_reason(tensor.error(), size);
      continue;
    }
    std::size_t values = 1;
    for (const std::size_t extent : tensor->shape) values *= extent;
    require(values == tensor->values.size());
    require(values * (entry.dtype == "F32" ? 4 : 2) == entry.end - entry.begin);
    for (const float value : tensor->values) require(std::isfinite(value));
  }
  require(at == size);
  return 0;
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes as a config.json, and behind a zero byte the weights: the shape that is
// accepted reads back from its own configuration, and weights have that shape.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "fuzz/require.hpp"
#include "generator/files/gpt2_config.hpp"
#include "generator/files/gpt2_files.hpp"

using sidproof::MappedFile;
using sidproof::fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = bytes.find('\0');
  const std::string_view config = bytes.substr(0, end);
  const auto shape =
      sidproof::reference::read_gpt2_config(MappedFile::from_bytes(config, "config.json"));
  if (!shape) {
    require(!shape.error().what.empty() && shape.error().code != sidproof::ErrorCode::internal);
    require(shape.error().where.byte.value_or(0) <= config.size());
    return 0;
  }
  require(validate(*shape).has_value());
  const std::string written = gpt2_config_json(*shape);
  const auto again =
      sidproof::reference::read_gpt2_config(MappedFile::from_bytes(written, "config.json"));
  require(again && *again == *shape);
  if (end == std::string_view::npos) return 0;
  const auto file = MappedFile::from_bytes(bytes.substr(end + 1), "model.safetensors");
  const auto weights = sidproof::reference::read_gpt2(file, *shape);
  if (!weights) {
    require(!weights.error().what.empty());
    require(weights.error().code != sidproof::ErrorCode::internal);
    return 0;
  }
  std::size_t values = 0;
  for (const auto& [name, tensor] : to_tensors(*weights)) values += tensor.values.size();
  require(values == shape->parameters());
  return 0;
}

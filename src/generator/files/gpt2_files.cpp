// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/gpt2_files.hpp"

#include <charconv>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include "generator/files/gpt2_config.hpp"
#include "io/arrays/safetensors.hpp"

namespace sidproof::reference {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "transformer.";
constexpr std::string_view head = "lm_head.weight";
constexpr std::size_t tensors_of_a_layer = 12;

// h.0.attn.bias and h.0.attn.masked_bias: the causal mask, which older versions of
// the transformers library saved with the weights.
bool is_mask(std::string_view name, std::size_t layers) {
  if (!name.starts_with("h.")) return false;
  name.remove_prefix(2);
  std::size_t layer = 0;
  const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), layer);
  if (error != std::errc() || layer >= layers) return false;
  const std::string_view rest(end, static_cast<std::size_t>(name.data() + name.size() - end));
  return name.starts_with(std::to_string(layer) + ".") &&
         (rest == ".attn.bias" || rest == ".attn.masked_bias");
}

}  // namespace

Gpt2Files Gpt2Files::at(const std::string& path) {
  std::error_code ignored;
  if (fs::is_directory(path, ignored))
    return {(fs::path(path) / "model.safetensors").string(),
            (fs::path(path) / "config.json").string()};
  return {path, (fs::path(path).parent_path() / "config.json").string()};
}

Result<Weights> read_gpt2(const MappedFile& weights, const Shape& shape) {
  const auto entries = read_safetensors(weights);
  if (!entries) return tl::unexpected(entries.error());
  if (entries->size() / tensors_of_a_layer < shape.layers)
    return fail(ErrorCode::malformed,
                std::to_string(shape.layers) + " layers have more than the " +
                    std::to_string(entries->size()) + " tensors of this file",
                {weights.path(), {}, {}}, "the config.json is another network's");
  Tensors tensors;
  for (const SafetensorsEntry& entry : *entries) {
    std::string_view name = entry.name;
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
    if (is_mask(name, shape.layers)) continue;
    auto tensor = tensor_of(weights, entry);
    if (!tensor) return tl::unexpected(tensor.error());
    std::string full = name == head ? std::string(name) : std::string(prefix).append(name);
    if (!tensors.emplace(std::move(full), *std::move(tensor)).second)
      return fail(ErrorCode::malformed,
                  "the tensor '" + std::string(name) + "' stands there with and without '" +
                      std::string(prefix) + "'",
                  {weights.path(), {}, entry.where});
  }
  auto read = from_tensors(shape, std::move(tensors));
  if (!read) {
    Error error = read.error();
    error.where.path = weights.path();
    return tl::unexpected(std::move(error));
  }
  return read;
}

Result<Weights> read_gpt2(const Gpt2Files& files) {
  const auto weights = MappedFile::open(files.weights);
  if (!weights) return tl::unexpected(weights.error());
  const auto config = MappedFile::open(files.config);
  if (!config) return tl::unexpected(config.error());
  const auto shape = read_gpt2_config(*config);
  if (!shape) return tl::unexpected(shape.error());
  if (auto fits = require_network_memory(*shape); !fits) {
    Error error = fits.error();
    error.where.path = files.config;
    return tl::unexpected(std::move(error));
  }
  return read_gpt2(*weights, *shape);
}

}  // namespace sidproof::reference

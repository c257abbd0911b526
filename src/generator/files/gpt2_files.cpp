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

// What save_pretrained() and other programs leave beside or in place of model.safetensors.
struct Unread {
  const char* file;
  const char* what;
  const char* hint;
};
constexpr const char* as_one_file =
    "load it and write it with save_pretrained(FOLDER, max_shard_size=\"100GB\")";
constexpr const char* as_safetensors =
    "load it and write it with save_pretrained(FOLDER, safe_serialization=True)";
constexpr Unread unread[] = {
    {"model.safetensors.index.json", "weights in several files are not read", as_one_file},
    {"pytorch_model.bin.index.json", "weights in several pickles are not read", as_safetensors},
    {"pytorch_model.bin", "a pickle can run any program and is never loaded", as_safetensors},
    {"tf_model.h5", "weights of TensorFlow are not read", as_safetensors},
    {"flax_model.msgpack", "weights of Flax are not read", as_safetensors},
};

// The file that was asked for is there and is the whole network.
Result<void> require_whole_network(const Gpt2Files& files) {
  const fs::path folder = fs::path(files.config).parent_path();
  std::error_code ignored;
  const auto exists = [&](const char* name) { return fs::exists(folder / name, ignored); };
  if (exists("adapter_config.json"))
    return fail(ErrorCode::unsupported, "an adapter changes the network of another folder",
                {(folder / "adapter_config.json").string(), {}, {}},
                "merge it into its network: merge_and_unload(), then save_pretrained(FOLDER)");
  const bool is_shard =
      exists(unread[0].file) &&
      fs::path(files.weights).filename().string().find("-of-") != std::string::npos;
  if (fs::exists(files.weights, ignored) && !is_shard) return {};
  for (const auto& [file, what, hint] : unread)
    if (exists(file))
      return fail(ErrorCode::unsupported, what, {(folder / file).string(), {}, {}}, hint);
  return {};
}

}  // namespace

Gpt2Files Gpt2Files::at(const std::string& path) {
  std::error_code ignored;
  const bool is_folder = fs::is_directory(path, ignored);
  const fs::path folder = is_folder ? fs::path(path) : fs::path(path).parent_path();
  return {is_folder ? (folder / "model.safetensors").string() : path,
          (folder / "config.json").string(), (folder / "tokens.json").string()};
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
  if (auto whole = require_whole_network(files); !whole) return tl::unexpected(whole.error());
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

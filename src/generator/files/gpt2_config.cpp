// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/gpt2_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "base/progress.hpp"
#include "io/json/json_input.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof::reference {
namespace {

// Fields with one value that is this network; the others are some other network.
constexpr std::pair<std::string_view, std::string_view> fixed_fields[] = {
    {"model_type", "\"gpt2\""},
    {"activation_function", "\"gelu_new\""},
    {"scale_attn_weights", "true"},
    {"scale_attn_by_inverse_layer_idx", "false"},
    {"reorder_and_upcast_attn", "false"},
    {"add_cross_attention", "false"},
    {"quantization_config", "null"},
    {"is_encoder_decoder", "false"},
    {"auto_map", "null"},
};

// Classes of the library whose value is this network's; others may compute anything.
constexpr std::string_view known_classes[] = {"GPT2LMHeadModel", "GPT2Model"};

class ConfigReader {
 public:
  explicit ConfigReader(const MappedFile& file) : file_(file), json_(file, Progress::none()) {}

  Result<Shape> read() {
    JsonInput::Object root;
    if (!json_.open(root)) {
      Error error = json_.take_error();
      error.hint = "a config.json of GPT2LMHeadModel is one JSON object";
      return tl::unexpected(std::move(error));
    }
    const bool read = json_.members(root, [this](std::string_view key, const char* where,
                                                 JsonInput::Value& value) {
      return member(std::string(key), where, value);
    }) && json_.close();
    if (!read) return tl::unexpected(json_.take_error());
    return shape();
  }

 private:
  bool member(std::string key, const char* where, JsonInput::Value& value) {
    if (!seen_.insert(key).second)
      return json_.fail(ErrorCode::malformed, where,
                        "the field " + sidproof::quoted(key) + " stands there twice");
    for (const auto& [field, needed] : fixed_fields) {
      if (key != field) continue;
      const std::string_view found = JsonInput::raw(value);
      if (found != needed)
        return json_.fail(ErrorCode::unsupported, where,
                          fmt::format("{} is {}, which is another network: only {} is known here",
                                      key, found.substr(0, 60), needed));
      return json_.skip(value);
    }
    if (key == "architectures" && JsonInput::raw(value) != "null") return classes(where, value);
    if (key == "pruned_heads" && JsonInput::raw(value) != "null") return pruned(value);
    if (key == "layer_norm_epsilon") {
      if (value.get_double().get(shape_.epsilon) == simdjson::SUCCESS) return true;
      return json_.fail_type(value, "a positive number for layer_norm_epsilon");
    }
    if (key == "tie_word_embeddings") {
      if (value.get_bool().get(shape_.tied) == simdjson::SUCCESS) return true;
      return json_.fail_type(value, "true or false for tie_word_embeddings");
    }
    if (key == "n_inner" && JsonInput::raw(value) == "null") return json_.skip(value);
    for (const char* size :
         {"vocab_size", "n_positions", "n_ctx", "n_embd", "n_layer", "n_head", "n_inner"})
      if (key == size) return read_size(std::move(key), where, value);
    return json_.skip(value);
  }

  bool classes(const char* where, JsonInput::Value& value) {
    return json_.elements(value, "a list for architectures", [&](JsonInput::Value& element) {
      std::string_view found;
      if (!json_.string(element, "the name of a class in architectures", found)) return false;
      return std::ranges::find(known_classes, found) != std::end(known_classes) ||
             json_.fail(ErrorCode::unsupported, where,
                        fmt::format("architectures is {}, which may be another network: only "
                                    "GPT2LMHeadModel and GPT2Model are known here",
                                    found.substr(0, 60)));
    });
  }

  bool pruned(JsonInput::Value& value) {
    JsonInput::Object layers;
    return json_.object(value, "an object for pruned_heads", layers) &&
           json_.members(layers, [&](std::string_view, const char* where, JsonInput::Value&) {
             return json_.fail(ErrorCode::unsupported, where,
                               "pruned_heads is not empty, which is another network");
           });
  }

  bool read_size(std::string key, const char* where, JsonInput::Value& value) {
    std::uint64_t size = 0;
    if (value.get_uint64().get(size) != simdjson::SUCCESS || size == 0 ||
        size >= std::uint64_t{1} << 31U)
      return json_.fail_type(value, "an integer from 1 to 2^31 - 1 for " + key);
    sizes_[std::move(key)] = {static_cast<std::size_t>(size), where};
    return true;
  }

  Result<Shape> shape() {
    for (const char* size : {"vocab_size", "n_positions", "n_embd", "n_layer", "n_head"})
      if (!sizes_.contains(size))
        return fail(ErrorCode::malformed, std::string("there is no field ") + size,
                    {file_.path(), {}, {}}, "a config.json of GPT2LMHeadModel has it");
    const auto size = [this](const char* name) { return sizes_[name].first; };
    shape_.vocabulary = size("vocab_size");
    shape_.positions = size("n_positions");
    shape_.width = size("n_embd");
    shape_.layers = size("n_layer");
    shape_.heads = size("n_head");
    shape_.inner = sizes_.contains("n_inner") ? size("n_inner") : 4 * shape_.width;
    if (sizes_.contains("n_ctx") && size("n_ctx") != shape_.positions) {
      json_.fail(ErrorCode::unsupported, sizes_["n_ctx"].second,
                 "n_ctx is not n_positions, which is another network");
      return tl::unexpected(json_.take_error());
    }
    if (auto valid = validate(shape_); !valid) {
      Error error = valid.error();
      if (error.code == ErrorCode::usage) error.code = ErrorCode::malformed;
      error.where.path = file_.path();
      error.hint.clear();
      return tl::unexpected(std::move(error));
    }
    return shape_;
  }

  const MappedFile& file_;
  JsonInput json_;
  Shape shape_;
  std::set<std::string> seen_;
  std::map<std::string, std::pair<std::size_t, const char*>> sizes_;
};

}  // namespace

Result<Shape> read_gpt2_config(const MappedFile& file) { return ConfigReader(file).read(); }

std::string gpt2_config_json(const Shape& shape) {
  return fmt::format(
      R"({{
  "architectures": ["GPT2LMHeadModel"],
  "model_type": "gpt2",
  "vocab_size": {},
  "n_positions": {},
  "n_embd": {},
  "n_layer": {},
  "n_head": {},
  "n_inner": {},
  "activation_function": "gelu_new",
  "layer_norm_epsilon": {},
  "tie_word_embeddings": {},
  "scale_attn_weights": true,
  "scale_attn_by_inverse_layer_idx": false,
  "reorder_and_upcast_attn": false,
  "resid_pdrop": 0.0,
  "embd_pdrop": 0.0,
  "attn_pdrop": 0.0,
  "bos_token_id": 0,
  "eos_token_id": null,
  "torch_dtype": "float32"
}}
)",
      shape.vocabulary, shape.positions, shape.width, shape.layers, shape.heads, shape.inner,
      shape.epsilon, shape.tied);
}

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/gpt2_config.hpp"

#include <gmock/gmock.h>

namespace sidproof::reference {
namespace {

using testing::HasSubstr;

Result<Shape> read(const std::string& json) {
  return read_gpt2_config(MappedFile::from_bytes(json, "config.json"));
}

// A configuration with one more field.
std::string with(const std::string& field) {
  return R"({"vocab_size": 37, "n_positions": 12, "n_embd": 24, "n_layer": 3, "n_head": 3)" +
         (field.empty() ? "" : ", " + field) + "}";
}

std::string refusal(const std::string& field, ErrorCode code = ErrorCode::unsupported) {
  const auto shape = read(with(field));
  EXPECT_FALSE(shape) << field;
  if (shape) return {};
  EXPECT_EQ(shape.error().code, code) << field;
  EXPECT_EQ(shape.error().where.path, "config.json");
  return to_string(shape.error());
}

TEST(Gpt2Config, WhatIsWrittenReadsBack) {
  Shape shape;
  shape.vocabulary = 1000;
  shape.positions = 40;
  shape.width = 30;
  shape.layers = 5;
  shape.heads = 6;
  shape.inner = 70;
  for (const double epsilon : {1e-5, 1e-12, 0.1, 3.0})
    for (const bool tied : {false, true}) {
      shape.epsilon = epsilon;
      shape.tied = tied;
      const auto again = read(gpt2_config_json(shape));
      ASSERT_TRUE(again) << to_string(again.error());
      EXPECT_EQ(*again, shape);
    }
}

TEST(Gpt2Config, HasTheDefaultsOfGpt2) {
  const auto shape = read(with(""));
  ASSERT_TRUE(shape) << to_string(shape.error());
  EXPECT_EQ(shape->vocabulary, 37U);
  EXPECT_EQ(shape->positions, 12U);
  EXPECT_EQ(shape->layers, 3U);
  EXPECT_EQ(shape->heads, 3U);
  EXPECT_EQ(shape->inner, 96U);
  EXPECT_EQ(shape->epsilon, 1e-5);
  EXPECT_TRUE(shape->tied);
  EXPECT_EQ(read(with("\"n_inner\": null"))->inner, 96U);
  EXPECT_EQ(read(with("\"n_inner\": 5"))->inner, 5U);
  EXPECT_EQ(read(with("\"layer_norm_epsilon\": 1e-6"))->epsilon, 1e-6);
  EXPECT_FALSE(read(with("\"tie_word_embeddings\": false"))->tied);
}

TEST(Gpt2Config, FieldsWithoutMeaningForTheNetworkArePassedOver) {
  EXPECT_TRUE(read(with(R"("architectures": ["GPT2LMHeadModel"], "resid_pdrop": 0.1, "use_cache":
      true, "task_specific_params": {"a": {"n_embd": 7}}, "bos_token_id": 50256, "n_ctx": 12,
      "model_type" : "gpt2", "activation_function": "gelu_new" , "scale_attn_weights": true,
      "reorder_and_upcast_attn": false, "quantization_config": null, "pruned_heads": {},
      "auto_map": null)")));
  EXPECT_TRUE(read(with(R"("architectures": ["GPT2Model"], "pruned_heads": null)")));
  EXPECT_TRUE(read(with(R"("architectures": null)")));
}

TEST(Gpt2Config, OtherNetworksAreRefusedByTheirField) {
  for (const char* field :
       {R"("model_type": "gpt_neo")", R"("model_type": "gpt3")", R"("activation_function": "gelu")",
        R"("activation_function": "relu")", R"("scale_attn_weights": false)",
        R"("scale_attn_by_inverse_layer_idx": true)", R"("reorder_and_upcast_attn": true)",
        R"("add_cross_attention": true)", R"("quantization_config": {"bits": 4})",
        R"("activation_function": null)", R"("n_ctx": 13)", R"("is_encoder_decoder": true)",
        R"("architectures": ["GPT2Mine"])", R"("architectures": ["GPT2LMHeadModel", "GPT2Mine"])",
        R"("pruned_heads": {"0": [1]})", R"("auto_map": {"AutoModel": "mine.Mine"})"}) {
    const std::string name = std::string(field).substr(1, std::string(field).find('"', 1) - 1);
    EXPECT_THAT(refusal(field), HasSubstr(name + " is"));
    EXPECT_THAT(refusal(field), HasSubstr("(byte "));
  }
}

TEST(Gpt2Config, BrokenOnesAreRefused) {
  for (const char* field :
       {"\"n_inner\": 0", "\"n_inner\": -1", "\"n_inner\": 2.5", "\"n_inner\": \"5\"",
        "\"n_inner\": 2147483648", "\"layer_norm_epsilon\": \"1e-5\"", "\"layer_norm_epsilon\": 0",
        "\"layer_norm_epsilon\": -1e-5", "\"tie_word_embeddings\": 1", "\"n_embd\": 24",
        "\"architectures\": \"GPT2LMHeadModel\"", "\"architectures\": [2]", "\"pruned_heads\": []",
        "\"use_cache\": tru", "\"use_cache\"", "\"x\": [1"})
    refusal(field, ErrorCode::malformed);
  EXPECT_THAT(refusal("\"n_layer\": 3", ErrorCode::malformed), HasSubstr("twice"));
  EXPECT_THAT(refusal("\"n_inner\": 2147483647", ErrorCode::too_large), HasSubstr("2^31"));
  for (const char* text : {"", "[]", "3", "{", "{} {}"}) EXPECT_FALSE(read(text)) << text;
  EXPECT_THAT(read("[]").error().hint, HasSubstr("config.json"));
  EXPECT_THAT(read("{}").error().what, HasSubstr("no field vocab_size"));
  const auto heads =
      read(R"({"vocab_size": 37, "n_positions": 12, "n_embd": 25, "n_layer": 3, "n_head": 3})");
  ASSERT_FALSE(heads);
  EXPECT_EQ(heads.error().code, ErrorCode::malformed);
}

}  // namespace
}  // namespace sidproof::reference

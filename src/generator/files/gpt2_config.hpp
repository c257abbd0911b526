// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "generator/network/shape.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof::reference {

/// The shape that a config.json of GPT2LMHeadModel describes (the fields of the
/// transformers library's GPT2Config). vocab_size, n_positions, n_embd, n_layer and
/// n_head are needed; n_inner (null: 4 n_embd), layer_norm_epsilon (1e-5) and
/// tie_word_embeddings (true) have that library's defaults. What makes it another
/// network is refused: a model_type that is not gpt2, an activation_function that is
/// not gelu_new, scale_attn_weights false, scale_attn_by_inverse_layer_idx,
/// reorder_and_upcast_attn, add_cross_attention, is_encoder_decoder, a quantization_config,
/// pruned_heads, an n_ctx that is not n_positions, architectures other than GPT2LMHeadModel and
/// GPT2Model, an auto_map (code of the checkpoint's own). Other fields do not change what
/// GPT2LMHeadModel computes and are passed over.
/// Errors, with the byte of the field: malformed (no JSON object, a field that is
/// missing, repeated, or of another type, sizes that validate() refuses), unsupported
/// (another network), too_large.
[[nodiscard]] Result<Shape> read_gpt2_config(const MappedFile& file);

/// The config.json of a network: read_gpt2_config() gives the same shape back, and the
/// transformers library makes a GPT2LMHeadModel of it, without dropout.
[[nodiscard]] std::string gpt2_config_json(const Shape& shape);

}  // namespace sidproof::reference

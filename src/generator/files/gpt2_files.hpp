// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/error.hpp"
#include "generator/network/weights.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof::reference {

/// Where a network lies on disk, as GPT2LMHeadModel.save_pretrained() leaves it.
struct Gpt2Files {
  std::string weights;  ///< model.safetensors
  std::string config;   ///< config.json beside it
  std::string tokens;   ///< tokens.json beside it, which only an export of ours holds

  /// A folder that holds both, or the .safetensors file itself.
  [[nodiscard]] static Gpt2Files at(const std::string& path);
};

/// Reads the weights of GPT2LMHeadModel, or of GPT2Model, whose names lack
/// "transformer.". The buffers of older files (h.*.attn.bias, h.*.attn.masked_bias)
/// are passed over; a tied head may be there when it equals the token embedding.
/// Errors: those of read_gpt2_config() and read_safetensors(); unsupported (weights in several
/// files, pickles, other frameworks' files, adapters: each with the way out); malformed (a tensor
/// that is missing, has another shape, stands there under both names, is no part of
/// the network, or holds a NaN or an infinity); too_large (more weights than fit into memory).
[[nodiscard]] Result<Weights> read_gpt2(const Gpt2Files& files);

/// The same of files that are open already.
[[nodiscard]] Result<Weights> read_gpt2(const MappedFile& weights, const Shape& shape);

}  // namespace sidproof::reference

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>

#include "io/detect.hpp"

namespace sidproof {

/// What a file that is no table is by its looks, and what to do about it.
struct Lookalike {
  std::string what;  ///< "a Git LFS pointer, not the file itself"
  std::string todo;  ///< what to do; may be empty
};

/// What the file is for certain, by a magic number or by how it begins: no table begins
/// like that, in whatever format it is asked to be read.
[[nodiscard]] std::optional<Lookalike> find_signature(const Sniff& sniff);

/// What the file resembles: asked when no reader recognised it.
[[nodiscard]] std::optional<Lookalike> find_resemblance(const Sniff& sniff);

}  // namespace sidproof

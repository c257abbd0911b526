// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tokenizers/method.hpp"

namespace sidproof {

/// The premises of the theorem (THEORY A, B, D) that a tokenizer may guarantee.
/// False means "not for every input", never "for no input".
struct Premises {
  bool one_to_one = false;         ///< no two items share a sequence
  bool prefix_free = false;        ///< no sequence is a proper prefix of another
  bool onto = false;               ///< every sequence of the code space is an item's
  bool fixed_length = false;       ///< all sequences have one length
  bool order_independent = false;  ///< permuting the items permutes the table's rows, no more

  friend bool operator==(const Premises&, const Premises&) = default;
};

/// What `method` followed by `policy` guarantees for every input that tokenize()
/// or tokenize_titles() accepts, whatever the other options.
[[nodiscard]] Premises guaranteed(Method method, CollisionPolicy policy);

/// Whether tokenize() (tokenize_titles() for textual) accepts the combination:
/// sinkhorn and relocate need codewords, so not atomic or textual.
[[nodiscard]] bool combines(Method method, CollisionPolicy policy);

}  // namespace sidproof

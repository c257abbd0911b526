// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tokenization/alphabet.hpp"
#include "tokenization/codes.hpp"
#include "tokenization/item_ids.hpp"

namespace sidproof {

/// Something a reader noticed that the user should know, and that is no reason
/// to refuse the table.
struct Finding {
  enum class Kind {
    repeated_item,        ///< an item id stands in more than one row
    case_only_tokens,     ///< two tokens of one position differ by case only
    several_sequences,    ///< items have several token sequences by design (ActionPiece)
    needs_tokenizer,      ///< the real tokens depend on a sub-word tokenizer
    offset_codes,         ///< the codes look as if position offsets were added
    positionless_tokens,  ///< tokens do not carry their position
    out_of_codebook,      ///< a code is not below the size that the file declares
    skipped_rows,         ///< rows without an item (histories, headers) were left out
    other
  };
  Kind kind = Kind::other;
  std::string message;      ///< one sentence for people
  std::uint64_t count = 1;  ///< how many places it concerns
};

/// Stable name of a finding's kind as used in reports, e.g. "repeated-item".
[[nodiscard]] std::string_view name(Finding::Kind kind);

/// A semantic-ID table: tok : I -> T_1 x ... x T_k as it stands in a file, row by
/// row. Rows whose item id repeats are kept (tok is then no function; the audit
/// says so). Fixed or variable length; position j's tokens are numbers of
/// alphabets[j]. Invariants: items.size() == codes.rows(),
/// alphabets.size() == codes.max_length(), every token < its alphabet's size. Who fills one
/// keeps them; readers do, and Catalogue::make() looks.
struct Table {
  std::string path;    ///< where it came from; empty for tables made in memory
  std::string format;  ///< the format's name as in docs/formats, e.g. "index-json"
  Codes codes;
  std::vector<Alphabet> alphabets;
  ItemIds items;
  /// Codebook sizes that the file itself declares; empty when it declares none.
  std::vector<std::uint64_t> declared_codebooks;
  std::vector<Finding> findings;
  /// Byte offset of each row in the file; empty unless the reader was asked.
  std::vector<std::uint64_t> row_bytes;

  [[nodiscard]] std::size_t rows() const { return codes.rows(); }

  /// The tokens of a row as texts, in order.
  [[nodiscard]] std::vector<std::string> tokens(std::size_t row) const;

  /// The row's sequence for people: bracketed tokens joined, others separated by
  /// blanks; "(empty)" for the empty sequence.
  [[nodiscard]] std::string sequence_text(std::size_t row) const;
};

}  // namespace sidproof

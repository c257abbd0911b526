// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"
#include "io/tables/token_interner.hpp"
#include "tokenization/table.hpp"

namespace sidproof {

/// Collects the rows of a table in the order of the file and makes a Table of
/// them: interns tokens per position, keeps item ids as text (or as nothing when
/// they are the row numbers), chooses fixed or ragged storage and the narrowest
/// token width, and adds the findings that can be told from the rows alone:
/// repeated_item, case_only_tokens, offset_codes, positionless_tokens.
///
/// A row is row(item, byte) followed by its tokens. A table has textual tokens
/// or integer codes, not both: readers refuse a mixture before they come here
/// (holds_texts / holds_codes tell what there was so far).
class TableBuilder {
 public:
  /// More tokens in one row than this are an error of finish().
  static constexpr std::size_t kMaxLength = std::size_t{1} << 16;

  TableBuilder(const MappedFile& file, std::string_view format, const ReadOptions& options);

  /// Starts the next row; `byte` is where it stands in the file. The text may
  /// vanish afterwards.
  void row(std::string_view item, std::uint64_t byte);

  /// Appends a textual token to the current row.
  void text(std::string_view token) {
    if (length_ >= interners_.size() && !grow_texts()) return;
    tokens_.push_back(interners_[length_++].intern(token));
  }

  /// The same for a text that TokenInterner::word() made.
  void text_word(std::uint64_t word) {
    if (length_ >= interners_.size() && !grow_texts()) return;
    tokens_.push_back(interners_[length_++].intern_word(word));
  }

  /// Appends an integer code to the current row.
  void code(std::uint32_t value) {
    if (length_ >= ranges_.size() && !grow_codes()) return;
    Range& range = ranges_[length_++];
    if (value < range.lowest) range.lowest = value;
    if (value > range.highest) range.highest = value;
    tokens_.push_back(value);
  }

  [[nodiscard]] std::size_t rows() const { return rows_; }
  /// Tokens of the current row so far.
  [[nodiscard]] std::size_t length() const { return length_; }
  [[nodiscard]] bool holds_texts() const { return !interners_.empty(); }
  [[nodiscard]] bool holds_codes() const { return !ranges_.empty(); }

  void add(Finding finding) { findings_.push_back(std::move(finding)); }
  /// Codebook sizes that the file declares, one a position.
  void declare(std::vector<std::uint64_t> codebooks) { declared_ = std::move(codebooks); }

  /// Errors: malformed (no row at all), too_large (more than 2^32 - 2 rows, a row
  /// of more than kMaxLength tokens). The builder is spent afterwards.
  [[nodiscard]] Result<Table> finish();

 private:
  struct Range {
    std::uint32_t lowest = std::numeric_limits<std::uint32_t>::max();
    std::uint32_t highest = 0;
  };

  bool grow_texts();
  bool grow_codes();
  bool too_long();
  void close_row();
  void keep_id(std::string_view item);
  void reserve_from_first_rows();
  Codes take_codes(bool narrow8, bool narrow16);
  std::vector<Alphabet> take_alphabets();
  std::vector<Alphabet> number_alphabets();

  const MappedFile* file_;
  std::string format_;
  bool locate_rows_;

  std::size_t rows_ = 0;
  std::size_t length_ = 0;
  bool any_row_open_ = false;
  std::vector<std::uint32_t> tokens_;
  std::size_t common_length_ = 0;
  bool ragged_ = false;
  std::vector<std::uint64_t> offsets_;  // filled once a row differs in length

  std::vector<TokenInterner> interners_;
  std::vector<Range> ranges_;

  bool numbered_ = true;  // every id so far was its row number
  char next_number_[24] = {'0'};
  std::size_t next_digits_ = 1;
  ItemIds items_;
  std::string last_item_;
  bool ascending_numbers_ = true;
  bool ascending_texts_ = true;

  std::vector<std::uint64_t> row_bytes_;
  std::uint64_t current_byte_ = 0;
  std::uint64_t too_long_byte_ = 0;
  bool too_long_ = false;
  std::vector<std::uint64_t> declared_;
  std::vector<Finding> findings_;
};

/// Codes below this many are their own token numbers; a position with larger ones is
/// renumbered. Bounded so that the alphabets of all positions together stay within
/// 2^24 tokens, or four times the codes of the table if that is more: a small file
/// cannot ask for much memory.
[[nodiscard]] std::uint64_t dense_codes(std::uint64_t rows, std::uint64_t positions);

/// `text` in double quotes for messages: cut after 60 bytes, control characters
/// and broken UTF-8 escaped. (Call it as sidproof::quoted for a std::string:
/// argument-dependent lookup would find std::quoted.)
[[nodiscard]] std::string quoted(std::string_view text);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace sidproof {

/// Rows of one common length, stored one after the other.
template <class Token>
struct FixedRows {
  using token_type = Token;
  const Token* data = nullptr;
  std::size_t rows = 0;
  std::size_t length = 0;

  [[nodiscard]] std::size_t size() const { return rows; }
  [[nodiscard]] std::span<const Token> operator[](std::size_t row) const {
    return {data + row * length, length};
  }
};

/// Rows of any lengths: row i is tokens[offsets[i] .. offsets[i+1]).
struct RaggedRows {
  using token_type = std::uint32_t;
  const std::uint32_t* tokens = nullptr;
  const std::uint64_t* offsets = nullptr;
  std::size_t rows = 0;

  [[nodiscard]] std::size_t size() const { return rows; }
  [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const {
    return {tokens + offsets[row], static_cast<std::size_t>(offsets[row + 1] - offsets[row])};
  }
};

/// The token sequences of a table, one a row, as token numbers of the position's
/// alphabet. Immutable and cheap to copy (the storage is shared). Fixed-length
/// rows are kept in the narrowest width that their producer chose, possibly in
/// memory that is mapped from a file.
class Codes {
 public:
  Codes() = default;

  /// Row-major tokens, values.size() == rows * length. `rows` is given because
  /// length may be 0. Throws std::invalid_argument for another number of values.
  [[nodiscard]] static Codes fixed(std::size_t rows, std::size_t length,
                                   std::vector<std::uint8_t> values);
  [[nodiscard]] static Codes fixed(std::size_t rows, std::size_t length,
                                   std::vector<std::uint16_t> values);
  [[nodiscard]] static Codes fixed(std::size_t rows, std::size_t length,
                                   std::vector<std::uint32_t> values);

  /// Like fixed(), but the tokens stay where they are; `owner` keeps them alive, as many as
  /// the rows say: callers look.
  template <class Token>
  [[nodiscard]] static Codes borrowed(FixedRows<Token> rows, std::shared_ptr<const void> owner);

  /// offsets.size() == rows + 1, offsets.front() == 0, non-decreasing,
  /// offsets.back() == tokens.size(). Rows that turn out to have one common
  /// length are stored as fixed rows. Throws std::invalid_argument for other offsets.
  [[nodiscard]] static Codes ragged(std::vector<std::uint64_t> offsets,
                                    std::vector<std::uint32_t> tokens);

  [[nodiscard]] std::size_t rows() const { return rows_; }
  [[nodiscard]] std::size_t min_length() const { return min_length_; }
  [[nodiscard]] std::size_t max_length() const { return max_length_; }
  [[nodiscard]] bool is_fixed_length() const { return min_length_ == max_length_; }

  // row < rows(), position < length(row): callers look, as with an array.
  [[nodiscard]] std::size_t length(std::size_t row) const;
  [[nodiscard]] std::uint32_t token(std::size_t row, std::size_t position) const;
  [[nodiscard]] std::vector<std::uint32_t> row(std::size_t row) const;

  /// Calls f with FixedRows<uint8_t>, FixedRows<uint16_t>, FixedRows<uint32_t>
  /// or RaggedRows: the way to write a loop over all rows.
  template <class F>
  decltype(auto) visit(F&& f) const {
    return std::visit(std::forward<F>(f), view_);
  }

 private:
  using View = std::variant<FixedRows<std::uint8_t>, FixedRows<std::uint16_t>,
                            FixedRows<std::uint32_t>, RaggedRows>;
  template <class Token>
  static Codes own(std::size_t rows, std::size_t length, std::vector<Token> values);

  View view_;
  std::shared_ptr<const void> owner_;
  std::size_t rows_ = 0;
  std::size_t min_length_ = 0;
  std::size_t max_length_ = 0;
};

template <class Token>
Codes Codes::borrowed(FixedRows<Token> rows, std::shared_ptr<const void> owner) {
  Codes codes;
  codes.view_ = rows;
  codes.owner_ = std::move(owner);
  codes.rows_ = rows.rows;
  codes.min_length_ = codes.max_length_ = rows.length;
  return codes;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/tables/table_builder.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "io/tables/table_findings.hpp"

namespace sidproof {

TableBuilder::TableBuilder(const MappedFile& file, std::string_view format,
                           const ReadOptions& options)
    : file_(&file), format_(format), locate_rows_(options.locate_rows) {}

void TableBuilder::row(std::string_view item, std::uint64_t byte) {
  close_row();
  any_row_open_ = true;
  current_byte_ = byte;
  if (locate_rows_) row_bytes_.push_back(byte);
  keep_id(item);
}

// The length that the first rows have in common needs no offsets; the first row
// that differs makes them up for all rows before it.
void TableBuilder::close_row() {
  if (!any_row_open_) return;
  if (rows_ == 0) common_length_ = length_;
  if (!ragged_ && length_ != common_length_) {
    ragged_ = true;
    offsets_.resize(rows_ + 1);
    for (std::size_t r = 0; r <= rows_; ++r) offsets_[r] = r * common_length_;
  }
  if (ragged_) offsets_.push_back(tokens_.size());
  ++rows_;
  length_ = 0;
  any_row_open_ = false;
  if (rows_ == 1024) reserve_from_first_rows();
}

void TableBuilder::keep_id(std::string_view item) {
  if (numbered_) {
    if (item == std::string_view(next_number_, next_digits_)) {
      const auto end = std::to_chars(next_number_, next_number_ + sizeof next_number_, rows_ + 1);
      next_digits_ = static_cast<std::size_t>(end.ptr - next_number_);
      return;
    }
    numbered_ = false;
    const ItemIds before = ItemIds::row_numbers(rows_);
    for (std::size_t r = 0; r < rows_; ++r) items_.push_back(before[r]);
    if (rows_ > 0) last_item_ = before[rows_ - 1];
    ascending_texts_ = rows_ <= 10;
  }
  if (rows_ > 0) {
    if (last_item_.size() >= item.size() && (last_item_.size() > item.size() || last_item_ >= item))
      ascending_numbers_ = false;
    if (last_item_ >= item) ascending_texts_ = false;
  }
  if (ascending_numbers_ || ascending_texts_) last_item_ = item;
  items_.push_back(item);
}

void TableBuilder::reserve_from_first_rows() {
  const std::uint64_t size = file_->bytes().size();
  if (current_byte_ == 0 || current_byte_ >= size) return;
  const double factor = 1.02 * static_cast<double>(size) / static_cast<double>(current_byte_);
  // A file is no smaller than its tokens: a first part of very short rows cannot
  // make us ask for more than it holds.
  const auto expected = [&](std::size_t now) {
    return std::min(static_cast<std::size_t>(static_cast<double>(now) * factor) + 1024,
                    static_cast<std::size_t>(size));
  };
  tokens_.reserve(expected(tokens_.size()));
  if (locate_rows_) row_bytes_.reserve(expected(row_bytes_.size()));
  if (!numbered_) items_.reserve(expected(rows_), 0);
}

bool TableBuilder::too_long() {
  if (length_ < kMaxLength) return false;
  if (!too_long_) {
    too_long_ = true;
    too_long_byte_ = current_byte_;
  }
  return true;
}

bool TableBuilder::grow_texts() {
  if (too_long()) return false;
  interners_.emplace_back();
  return true;
}

bool TableBuilder::grow_codes() {
  if (too_long()) return false;
  ranges_.emplace_back();
  return true;
}

Codes TableBuilder::take_codes(bool narrow8, bool narrow16) {
  if (ragged_) return Codes::ragged(std::move(offsets_), std::move(tokens_));
  const auto narrow = [this](auto token) {
    std::vector<decltype(token)> values(tokens_.size());
    std::transform(tokens_.begin(), tokens_.end(), values.begin(),
                   [](std::uint32_t t) { return static_cast<decltype(token)>(t); });
    tokens_ = {};
    return values;
  };
  if (narrow8) return Codes::fixed(rows_, common_length_, narrow(std::uint8_t{}));
  if (narrow16) return Codes::fixed(rows_, common_length_, narrow(std::uint16_t{}));
  return Codes::fixed(rows_, common_length_, std::move(tokens_));
}

std::vector<Alphabet> TableBuilder::take_alphabets() {
  std::vector<Alphabet> alphabets;
  alphabets.reserve(interners_.size());
  for (TokenInterner& interner : interners_) alphabets.push_back(interner.take());
  return alphabets;
}

std::uint64_t dense_codes(std::uint64_t rows, std::uint64_t positions) {
  constexpr std::uint64_t most = std::uint64_t{1} << 16;
  constexpr std::uint64_t together = std::uint64_t{1} << 24;
  return std::max(std::min(most, together / std::max<std::uint64_t>(positions, 1)), 4 * rows);
}

// A code is its own token number where the codes are dense. Sparse ones (hashes,
// say) are renumbered in ascending order, so that nobody needs memory for 2^32
// unused tokens.
std::vector<Alphabet> TableBuilder::number_alphabets() {
  const std::uint64_t dense = dense_codes(rows_, ranges_.size());
  std::vector<Alphabet> alphabets;
  std::vector<std::vector<std::uint32_t>> sparse(ranges_.size());
  const auto for_each_token = [this](const auto& use) {
    std::size_t next = 0;
    for (std::size_t r = 0; r < rows_; ++r) {
      const std::size_t length =
          ragged_ ? static_cast<std::size_t>(offsets_[r + 1] - offsets_[r]) : common_length_;
      for (std::size_t j = 0; j < length; ++j) use(j, tokens_[next++]);
    }
  };
  const auto is_sparse = [&](std::size_t j) { return ranges_[j].highest >= dense; };
  bool any = false;
  for (std::size_t j = 0; j < ranges_.size(); ++j) any = any || is_sparse(j);
  if (any) {
    for_each_token([&](std::size_t j, std::uint32_t code) {
      if (is_sparse(j)) sparse[j].push_back(code);
    });
    for (std::vector<std::uint32_t>& codes : sparse) {
      std::sort(codes.begin(), codes.end());
      codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
    }
    for_each_token([&](std::size_t j, std::uint32_t& code) {
      if (!is_sparse(j)) return;
      const auto found = std::lower_bound(sparse[j].begin(), sparse[j].end(), code);
      code = static_cast<std::uint32_t>(found - sparse[j].begin());
    });
  }
  for (std::size_t j = 0; j < ranges_.size(); ++j) {
    if (!is_sparse(j)) {
      alphabets.push_back(Alphabet::numbers(ranges_[j].highest + 1));
      continue;
    }
    std::vector<std::string> texts;
    texts.reserve(sparse[j].size());
    for (const std::uint32_t code : sparse[j]) texts.push_back(std::to_string(code));
    alphabets.push_back(Alphabet::texts(std::move(texts)));
  }
  return alphabets;
}

Result<Table> TableBuilder::finish() {
  close_row();
  if (too_long_)
    return fail(ErrorCode::too_large,
                "a sequence has more than " + std::to_string(kMaxLength) + " tokens",
                file_->at(too_long_byte_), "is this a table of semantic IDs?");
  if (rows_ == 0)
    return fail(ErrorCode::malformed, "there is no item in it", {file_->path(), {}, {}},
                "a table needs at least one item");
  if (rows_ >= std::numeric_limits<std::uint32_t>::max() - 1)
    return fail(ErrorCode::too_large, "more than 2^32 - 2 rows", {file_->path(), {}, {}});

  Table table;
  table.path = file_->path();
  table.format = std::move(format_);
  table.items = numbered_ ? ItemIds::row_numbers(rows_) : std::move(items_);
  table.declared_codebooks = std::move(declared_);
  table.row_bytes = std::move(row_bytes_);
  table.findings = std::move(findings_);

  const bool codes = holds_codes();
  table.alphabets = codes ? number_alphabets() : take_alphabets();
  std::uint32_t largest = 0;
  for (const Alphabet& alphabet : table.alphabets) largest = std::max(largest, alphabet.size());
  table.codes = take_codes(largest <= 256, largest <= 65536);

  if (!numbered_ && !ascending_numbers_ && !ascending_texts_) find_repeated_items(table);
  if (codes) {
    find_position_of_codes(table);
  } else {
    find_case_only_tokens(table);
    find_positionless_tokens(table);
  }
  return table;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 60;
  const bool cut = text.size() > kShown;
  if (cut) text = text.substr(0, kShown);
  std::string shown = "\"";
  constexpr std::string_view kHex = "0123456789abcdef";
  const auto escape = [&](unsigned char c) {
    shown += "\\x";
    shown += kHex[c >> 4U];
    shown += kHex[c & 15U];
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto c = static_cast<unsigned char>(text[i]);
    std::size_t follow = 0;
    if (c >= 0xf0 && c <= 0xf4)
      follow = 3;
    else if (c >= 0xe0)
      follow = 2;
    else if (c >= 0xc2)
      follow = 1;
    bool whole = c >= 0x20 && c < 0x7f;
    if (follow > 0 && c <= 0xf4) {
      whole = i + follow < text.size();
      for (std::size_t k = 1; whole && k <= follow; ++k)
        whole = (static_cast<unsigned char>(text[i + k]) & 0xc0U) == 0x80;
      // The control characters from U+0080 on drive terminals, too.
      if (whole && c == 0xc2) whole = static_cast<unsigned char>(text[i + 1]) >= 0xa0;
    }
    if (!whole) {
      escape(c);
      ++i;
      continue;
    }
    shown += text.substr(i, follow + 1);
    i += follow + 1;
  }
  shown += '"';
  if (cut) shown += "...";
  return shown;
}

}  // namespace sidproof

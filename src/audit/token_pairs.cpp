// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/token_pairs.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <type_traits>

#include "audit/radix_sort.hpp"

namespace sidproof {
namespace {

// A set of numbers below 2^64 that is sorted whenever it has doubled.
class SortedSet {
 public:
  explicit SortedSet(std::uint64_t chunk) : chunk_(chunk), limit_(chunk) {}

  void insert(std::uint64_t number) {
    if (!numbers_.empty() && numbers_.back() == number) return;
    numbers_.push_back(number);
    if (numbers_.size() >= limit_) settle();
  }
  std::vector<std::uint64_t> take() {
    settle();
    return std::move(numbers_);
  }

 private:
  void settle() {
    spare_.resize(numbers_.size());
    radix_sort(numbers_.data(), spare_.data(), numbers_.size(), 64);
    numbers_.erase(std::ranges::unique(numbers_).begin(), numbers_.end());
    limit_ = std::max(chunk_, 2 * numbers_.size());
  }

  std::uint64_t chunk_;
  std::uint64_t limit_;
  std::vector<std::uint64_t> numbers_;
  std::vector<std::uint64_t> spare_;
};

std::uint64_t pair_of(std::uint32_t first, std::uint32_t second) {
  return std::uint64_t{first} << 32U | second;
}

// One bitmap for each pair of neighbouring positions: bit first * stride + second.
class PairBitmaps {
 public:
  explicit PairBitmaps(std::span<const std::uint32_t> largest) {
    std::uint64_t bits = 0;
    for (std::size_t j = 0; j + 1 < largest.size(); ++j) {
      begins_.push_back(bits);
      strides_.push_back(std::uint64_t{largest[j + 1]} + 1);
      bits += (std::uint64_t{largest[j]} + 1) * strides_.back();
      bits = (bits + 63) / 64 * 64;
    }
    words_.assign(bits / 64, 0);
  }

  template <class Rows>
  void mark(const Rows& rows) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto row = rows[i];
      for (std::size_t j = 0; j + 1 < row.size(); ++j) {
        const std::uint64_t bit = begins_[j] + row[j] * strides_[j] + row[j + 1];
        words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
    }
  }

  // The most frequent shape: bytes, a length that the compiler knows.
  template <std::size_t Length>
  void mark_bytes(const FixedRows<std::uint8_t>& rows) {
    const std::uint8_t* row = rows.data;
    for (std::size_t i = 0; i < rows.rows; ++i, row += Length) {
      for (std::size_t j = 0; j + 1 < Length; ++j) {
        const std::uint64_t bit = begins_[j] + row[j] * strides_[j] + row[j + 1];
        words_[bit / 64] |= std::uint64_t{1} << (bit % 64);
      }
    }
  }

  [[nodiscard]] std::vector<std::uint64_t> pairs(std::size_t j) const {
    std::vector<std::uint64_t> result;
    const std::size_t begin = begins_[j] / 64;
    const std::size_t end = j + 1 < begins_.size() ? begins_[j + 1] / 64 : words_.size();
    for (std::size_t w = begin; w < end; ++w) {
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1) {
        const std::uint64_t bit =
            (w - begin) * 64 + static_cast<std::uint64_t>(std::countr_zero(word));
        result.push_back(pair_of(static_cast<std::uint32_t>(bit / strides_[j]),
                                 static_cast<std::uint32_t>(bit % strides_[j])));
      }
    }
    return result;
  }

 private:
  std::vector<std::uint64_t> begins_;
  std::vector<std::uint64_t> strides_;
  std::vector<std::uint64_t> words_;
};

template <class Rows>
void mark_all(const Rows& rows, PairBitmaps& bitmaps) {
  if constexpr (std::is_same_v<Rows, FixedRows<std::uint8_t>>) {
    if (rows.length == 3) return bitmaps.mark_bytes<3>(rows);
    if (rows.length == 4) return bitmaps.mark_bytes<4>(rows);
  }
  bitmaps.mark(rows);
}

template <class Rows>
void sort_pairs(const Rows& rows, std::uint64_t chunk, TokenPairs& result) {
  std::vector<SortedSet> sets(result.pairs.size(), SortedSet(chunk));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows[i];
    for (std::size_t j = 0; j + 1 < row.size(); ++j) sets[j].insert(pair_of(row[j], row[j + 1]));
  }
  for (std::size_t j = 0; j < sets.size(); ++j) result.pairs[j] = sets[j].take();
}

template <class Rows>
void find_ends(const Rows& rows, std::size_t positions, bool fixed, TokenPairs& result) {
  result.lengths.assign(positions + 1, false);
  result.ends.resize(positions);
  if (rows.size() == 0) return;
  if (fixed && positions > 1) {
    // Every pair of the last two positions ends a sequence.
    result.lengths[positions] = true;
    for (const std::uint64_t pair : result.pairs.back())
      result.ends.back().push_back(static_cast<std::uint32_t>(pair));
  } else {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto row = rows[i];
      result.lengths[row.size()] = true;
      if (row.size() > 0) result.ends[row.size() - 1].push_back(row[row.size() - 1]);
    }
  }
  for (auto& tokens : result.ends) {
    std::ranges::sort(tokens);
    tokens.erase(std::ranges::unique(tokens).begin(), tokens.end());
  }
}

}  // namespace

TokenPairs token_pairs(const Codes& codes, std::span<const std::uint32_t> largest,
                       const TokenPairsOptions& options) {
  const std::size_t positions = codes.max_length();
  TokenPairs result;
  result.pairs.resize(positions > 0 ? positions - 1 : 0);
  // A bitmap is worth its clearing when it is not much larger than the table.
  const std::uint64_t worth =
      std::min(options.most_bits,
               std::max<std::uint64_t>(std::uint64_t{1} << 22U, std::uint64_t{codes.rows()} * 256));
  bool small = true;
  std::uint64_t bits = 0;
  for (std::size_t j = 0; small && j + 1 < positions; ++j) {
    const std::uint64_t first = std::uint64_t{largest[j]} + 1;
    const std::uint64_t second = std::uint64_t{largest[j + 1]} + 1;
    small = second <= worth / first && bits + first * second <= worth;
    bits += first * second + 63;
  }
  codes.visit([&](const auto& rows) {
    if (small) {
      PairBitmaps bitmaps(largest);
      mark_all(rows, bitmaps);
      for (std::size_t j = 0; j + 1 < positions; ++j) result.pairs[j] = bitmaps.pairs(j);
    } else {
      sort_pairs(rows, options.chunk, result);
    }
    find_ends(rows, positions, codes.is_fixed_length(), result);
  });
  return result;
}

}  // namespace sidproof

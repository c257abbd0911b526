// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/npy_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>

namespace sidproof {
namespace {

constexpr std::size_t kRowsPerTask = std::size_t{1} << 20;

template <class Value>
Value swapped(Value value) {
  using Bits = std::make_unsigned_t<Value>;
  auto bits = static_cast<Bits>(value);
  if constexpr (sizeof(Value) == 2) bits = __builtin_bswap16(bits);
  if constexpr (sizeof(Value) == 4) bits = __builtin_bswap32(bits);
  if constexpr (sizeof(Value) == 8) bits = __builtin_bswap64(bits);
  return static_cast<Value>(bits);
}

/// The array as it stands in the file; get(i) is the i-th value of the file.
template <class Value>
struct Source {
  const char* data;
  bool swap;

  [[nodiscard]] Value get(std::size_t i) const {
    Value value;
    std::memcpy(&value, data + i * sizeof(Value), sizeof(Value));
    return swap ? swapped(value) : value;
  }
};

std::size_t tasks_for(std::size_t rows) { return (rows + kRowsPerTask - 1) / kRowsPerTask; }

/// Largest value, or the first position (in file order) of one that is no code.
struct Extent {
  std::uint32_t largest = 0;
  std::optional<std::size_t> bad;
};

template <class Value>
Extent extent(const Source<Value>& source, std::size_t count, Threads threads) {
  std::vector<Extent> parts(tasks_for(count));
  parallel_for(threads, parts.size(), [&](std::size_t task) {
    const std::size_t end = std::min(count, (task + 1) * kRowsPerTask);
    Extent part;
    for (std::size_t i = task * kRowsPerTask; i < end; ++i) {
      const Value value = source.get(i);
      if constexpr (std::is_signed_v<Value> || sizeof(Value) == 8) {
        const bool fits = value >= Value{0} && static_cast<std::uint64_t>(value) <=
                                                   std::numeric_limits<std::uint32_t>::max();
        if (!fits) {
          part.bad = i;
          break;
        }
      }
      part.largest = std::max(part.largest, static_cast<std::uint32_t>(value));
    }
    parts[task] = part;
  });
  Extent all;
  for (const Extent& part : parts) {
    all.largest = std::max(all.largest, part.largest);
    if (part.bad && !all.bad) all.bad = part.bad;
  }
  return all;
}

template <class Token, class Value>
Codes convert(const Source<Value>& source, const NpyHeader& header, Threads threads) {
  std::vector<Token> tokens(header.rows * header.columns);
  parallel_for(threads, tasks_for(header.rows), [&](std::size_t task) {
    const std::size_t begin = task * kRowsPerTask;
    const std::size_t end = std::min(header.rows, begin + kRowsPerTask);
    if (header.fortran_order) {
      for (std::size_t column = 0; column < header.columns; ++column)
        for (std::size_t row = begin; row < end; ++row)
          tokens[row * header.columns + column] = static_cast<Token>(
              std::make_unsigned_t<Value>(source.get(column * header.rows + row)));
    } else {
      for (std::size_t i = begin * header.columns; i < end * header.columns; ++i)
        tokens[i] = static_cast<Token>(std::make_unsigned_t<Value>(source.get(i)));
    }
  });
  return Codes::fixed(header.rows, header.columns, std::move(tokens));
}

template <class Value>
Result<Codes> converted(const MappedFile& file, const NpyHeader& header, Threads threads) {
  const Source<Value> source{file.bytes().data() + header.data, header.big_endian};
  const Extent found = extent(source, header.rows * header.columns, threads);
  if (found.bad) {
    const std::size_t row =
        header.fortran_order ? *found.bad % header.rows : *found.bad / header.columns;
    const std::size_t column =
        header.fortran_order ? *found.bad / header.rows : *found.bad % header.columns;
    const Value value = source.get(*found.bad);
    const bool negative = value < Value{0};
    return fail(ErrorCode::out_of_range,
                fmt::format("the value {} in row {}, column {} (counted from 0) is {}", value, row,
                            column, negative ? "negative" : "above 4294967295, the largest code"),
                {file.path(), {}, header.data + *found.bad * sizeof(Value)},
                negative ? "codes count from 0; remove padding rows before saving"
                         : "hashes are no codes; number the codewords of each level");
  }
  if (found.largest <= 0xFF) return convert<std::uint8_t>(source, header, threads);
  if (found.largest <= 0xFFFF) return convert<std::uint16_t>(source, header, threads);
  return convert<std::uint32_t>(source, header, threads);
}

template <class Token>
Codes borrowed(const MappedFile& file, const NpyHeader& header) {
  const void* const data = file.bytes().data() + header.data;
  return Codes::borrowed(
      FixedRows<Token>{static_cast<const Token*>(data), header.rows, header.columns}, file.owner());
}

/// Lane-wise maxima over a block of rows. The lanes are a whole number of rows
/// wide, so the inner loop has no dependence on the position and vectorises.
template <class Token>
void raise_maxima(const FixedRows<Token>& rows, std::size_t begin, std::size_t end,
                  std::vector<std::uint32_t>& largest) {
  const std::size_t length = rows.length;
  const std::size_t repeat = length >= 64 ? 1 : 64 / length + 1;
  std::vector<Token> lanes(length * repeat, 0);
  const Token* at = rows.data + begin * length;
  const Token* const stop = rows.data + end * length;
  Token* const lane = lanes.data();
  for (const std::size_t width = lanes.size(); static_cast<std::size_t>(stop - at) >= width;
       at += width)
    for (std::size_t i = 0; i < width; ++i) lane[i] = std::max(lane[i], at[i]);
  for (std::size_t i = 0; at + i < stop; ++i) lane[i] = std::max(lane[i], at[i]);
  for (std::size_t i = 0; i < lanes.size(); ++i)
    largest[i % length] = std::max(largest[i % length], std::uint32_t{lanes[i]});
}

}  // namespace

Result<Codes> npy_codes(const MappedFile& file, const NpyHeader& header, Threads threads) {
  static_assert(std::endian::native == std::endian::little);
  const bool aligned =
      reinterpret_cast<std::uintptr_t>(file.bytes().data() + header.data) % header.width == 0;
  const bool as_is = !header.is_signed && aligned && header.width <= 4 &&
                     (!header.fortran_order || header.columns == 1 || header.rows == 1) &&
                     (!header.big_endian || header.width == 1);
  switch (header.width) {
    case 1:
      if (as_is) return borrowed<std::uint8_t>(file, header);
      return header.is_signed ? converted<std::int8_t>(file, header, threads)
                              : converted<std::uint8_t>(file, header, threads);
    case 2:
      if (as_is) return borrowed<std::uint16_t>(file, header);
      return header.is_signed ? converted<std::int16_t>(file, header, threads)
                              : converted<std::uint16_t>(file, header, threads);
    case 4:
      if (as_is) return borrowed<std::uint32_t>(file, header);
      return header.is_signed ? converted<std::int32_t>(file, header, threads)
                              : converted<std::uint32_t>(file, header, threads);
    default:
      return header.is_signed ? converted<std::int64_t>(file, header, threads)
                              : converted<std::uint64_t>(file, header, threads);
  }
}

std::vector<std::uint32_t> largest_tokens(const Codes& codes, Threads threads) {
  return codes.visit([&](const auto& rows) -> std::vector<std::uint32_t> {
    using Rows = std::decay_t<decltype(rows)>;
    if constexpr (std::is_same_v<Rows, RaggedRows>) {
      return {};
    } else {
      if (rows.rows == 0 || rows.length == 0) return {};
      std::vector<std::vector<std::uint32_t>> parts(tasks_for(rows.rows));
      parallel_for(threads, parts.size(), [&](std::size_t task) {
        parts[task].assign(rows.length, 0);
        raise_maxima(rows, task * kRowsPerTask, std::min(rows.rows, (task + 1) * kRowsPerTask),
                     parts[task]);
      });
      for (std::size_t task = 1; task < parts.size(); ++task)
        for (std::size_t j = 0; j < rows.length; ++j)
          parts[0][j] = std::max(parts[0][j], parts[task][j]);
      return parts[0];
    }
  });
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/npy_header.hpp"

#include <fmt/format.h>

#include <charconv>
#include <limits>
#include <utility>
#include <vector>

namespace sidproof {
namespace {

constexpr std::size_t kMostColumns = 65536;

Result<void> set_type(std::string_view descr, NpyHeader& header, const std::string& path) {
  const auto refuse = [&](std::string what, std::string hint) {
    return fail(ErrorCode::unsupported, std::move(what), {path, {}, 10}, std::move(hint));
  };
  if (descr.empty())
    return refuse("the array has a structured type",
                  "save one plain integer array: np.save(path, codes)");
  const bool ordered =
      descr.front() == '<' || descr.front() == '>' || descr.front() == '|' || descr.front() == '=';
  const char order = ordered ? descr.front() : '=';
  if (ordered) descr.remove_prefix(1);
  const char kind = descr.empty() ? '\0' : descr.front();
  std::size_t width = 0;
  if (descr.size() > 1) (void)std::from_chars(descr.data() + 1, descr.data() + descr.size(), width);
  if (kind == 'O')
    return refuse("the array holds pickled Python objects, which may run code when loaded",
                  "convert it where you trust it: np.save(path, "
                  "np.array(np.load(old, allow_pickle=True).tolist()))");
  if (kind == 'f' || kind == 'c')
    return refuse(fmt::format("the array holds reals ({}), not codes", descr),
                  "if they are codes: np.save(path, array.astype(np.int64))");
  if (kind == 'U' || kind == 'S')
    return refuse("the array holds texts", "write the tokens as index.json or CSV");
  const bool known = (kind == 'u' || kind == 'i' || kind == 'b') && descr.size() == 2 &&
                     (width == 1 || width == 2 || width == 4 || width == 8) &&
                     (kind != 'b' || width == 1);
  if (!known)
    return refuse(fmt::format("the array's type '{}' is not an integer type", descr),
                  "save codes as an integer array");
  header.is_signed = kind == 'i';
  header.width = width;
  header.big_endian = order == '>';
  return {};
}

}  // namespace

Result<NpyHeader> parse_npy_header(std::string_view bytes, const std::string& path) {
  const auto broken = [&](std::string what, std::uint64_t byte) {
    return broken_npy(std::move(what), byte, path);
  };
  const Result<NpyArray> array = parse_npy_array(bytes, path);
  if (!array) return tl::unexpected(array.error());
  const std::size_t begin = array->dictionary;
  NpyHeader header;
  if (Result<void> typed = set_type(array->descr, header, path); !typed)
    return tl::unexpected(std::move(typed.error()));
  const std::vector<std::uint64_t>& shape = array->shape;
  if (shape.size() != 2)
    return fail(ErrorCode::unsupported,
                fmt::format("the array has {} dimension{}, a table has two (row = item)",
                            shape.size(), shape.size() == 1 ? "" : "s"),
                {path, {}, begin}, "reshape it to (items, tokens) before saving");
  if (shape[1] == 0) return broken("the array has no columns", begin);
  if (shape[1] > kMostColumns)
    return fail(ErrorCode::too_large,
                fmt::format("the array has {} columns, at most {} tokens an item are read",
                            shape[1], kMostColumns),
                {path, {}, begin}, "is it transposed? A table has one row an item");
  header.data = array->data;
  const std::uint64_t row_bytes = shape[1] * header.width;
  const std::size_t there = bytes.size() - header.data;
  if (shape[0] > std::numeric_limits<std::size_t>::max() / row_bytes ||
      shape[0] * row_bytes > there)
    return broken(fmt::format("the array ends early: shape ({}, {}) of {} byte values does not "
                              "fit into {} bytes",
                              shape[0], shape[1], header.width, there),
                  bytes.size());
  if (shape[0] * row_bytes < there)
    return broken(fmt::format("{} bytes follow the array", there - shape[0] * row_bytes),
                  header.data + shape[0] * row_bytes);
  header.rows = static_cast<std::size_t>(shape[0]);
  header.columns = static_cast<std::size_t>(shape[1]);
  header.fortran_order = array->fortran_order;
  return header;
}

std::string make_npy_header(std::size_t width, std::size_t rows, std::size_t columns) {
  std::string text =
      fmt::format("{{'descr': '{}u{}', 'fortran_order': False, 'shape': ({}, {}), }}",
                  width == 1 ? '|' : '<', width, rows, columns);
  const std::size_t unpadded = 10 + text.size() + 1;
  text.append((64 - unpadded % 64) % 64, ' ');
  text += '\n';
  std::string header(npy_magic);
  header += '\x01';
  header += '\0';
  header += static_cast<char>(text.size() & 0xFF);
  header += static_cast<char>(text.size() >> 8);
  return header + text;
}

}  // namespace sidproof

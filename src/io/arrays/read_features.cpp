// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/read_features.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

#include "io/arrays/npy_array.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {
namespace {

static_assert(std::endian::native == std::endian::little, "float32 data is used where it stands");

constexpr std::string_view kConversion =
    "convert it: np.save(path, np.ascontiguousarray(array, dtype='<f4'))";

/// An array of reals of a known number of dimensions, and where its values stand.
struct Reals {
  std::vector<std::size_t> shape;
  std::size_t count = 0;
  std::size_t width = 4;  ///< bytes a value: 4 or 8
  std::size_t data = 0;
};

Result<std::size_t> width_of(const NpyArray& array, const std::string& path) {
  if (array.descr == "<f4" || array.descr == "=f4" || array.descr == "f4") return 4;
  if (array.descr == "<f8" || array.descr == "=f8" || array.descr == "f8") return 8;
  const auto refuse = [&](std::string what) {
    return fail(ErrorCode::unsupported, std::move(what), {path, {}, array.dictionary},
                std::string(kConversion));
  };
  if (array.descr.empty()) return refuse("the array has a structured type");
  if (array.descr.find('O') != std::string_view::npos)
    return fail(ErrorCode::unsupported,
                "the array holds pickled Python objects, which may run code when loaded",
                {path, {}, array.dictionary},
                "convert it where you trust it: np.save(path, np.stack(np.load(old, "
                "allow_pickle=True)).astype('<f4'))");
  if (array.descr.starts_with('>')) return refuse("the array is big-endian");
  return refuse(fmt::format("the array's type '{}' is neither float32 nor float64", array.descr));
}

Result<Reals> parse_reals(const MappedFile& file, std::size_t dimensions,
                          std::string_view meaning) {
  const std::string& path = file.path();
  const Result<NpyArray> array = parse_npy_array(file.bytes(), path);
  if (!array) return tl::unexpected(array.error());
  const Result<std::size_t> width = width_of(*array, path);
  if (!width) return tl::unexpected(width.error());
  const auto refuse = [&](std::string what, std::string_view hint) {
    return fail(ErrorCode::unsupported, std::move(what), {path, {}, array->dictionary},
                std::string(hint));
  };
  if (array->shape.size() != dimensions)
    return refuse(fmt::format("the array has {} dimensions, {} has {}", array->shape.size(),
                              meaning, dimensions),
                  "reshape it before saving");
  // One dimension of more than 1 makes both orders the same.
  std::size_t extended = 0;
  for (const std::uint64_t size : array->shape) extended += size > 1 ? 1 : 0;
  if (array->fortran_order && extended > 1)
    return refuse("the array is in Fortran order", kConversion);

  Reals reals{{}, 1, *width, array->data};
  const std::uint64_t there = file.bytes().size() - array->data;
  for (const std::uint64_t size : array->shape) {
    if (size == 0) return broken_npy("the array is empty", array->dictionary, path);
    if (size > there / reals.count)
      return broken_npy(fmt::format("the array ends early: {} bytes cannot hold its shape", there),
                        file.bytes().size(), path);
    reals.shape.push_back(size);
    reals.count *= size;
  }
  if (reals.count > there / reals.width || reals.count * reals.width != there)
    return broken_npy(fmt::format("{} values of {} bytes should follow the header, {} bytes do",
                                  reals.count, reals.width, there),
                      array->data, path);
  return reals;
}

struct Converted {
  std::vector<float> values;
  std::uint64_t rounded = 0;
};

template <class Real>
Real value_at(const char* data, std::size_t i) {
  Real value;
  std::memcpy(&value, data + i * sizeof(Real), sizeof(Real));
  return value;
}

Result<Converted> converted(const MappedFile& file, const Reals& reals) {
  const char* data = file.bytes().data() + reals.data;
  Converted result{std::vector<float>(reals.count), 0};
  if (reals.width == 4) {
    std::memcpy(result.values.data(), data, reals.count * 4);
    return result;
  }
  for (std::size_t i = 0; i < reals.count; ++i) {
    const auto value = value_at<double>(data, i);
    const bool beyond =
        std::isfinite(value) && !(std::abs(value) < 0x1.ffffffp127);  // would round to infinity
    if (beyond)
      return fail(ErrorCode::out_of_range, fmt::format("the value {} exceeds float32", value),
                  {file.path(), {}, reals.data + i * 8}, "scale the features down");
    result.values[i] = static_cast<float>(value);
    if (!std::isnan(value) && static_cast<double>(result.values[i]) != value) ++result.rounded;
  }
  return result;
}

}  // namespace

Result<Features> read_features(const std::string& path) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const Result<Reals> reals = parse_reals(*file, 2, "a feature matrix");
  if (!reals) return tl::unexpected(reals.error());
  const std::size_t rows = reals->shape[0];
  const char* data = file->bytes().data() + reals->data;
  if (reals->width == 4 && std::bit_cast<std::uintptr_t>(data) % alignof(float) == 0) {
    const void* bytes = data;
    return Features{rows,
                    reals->shape[1],
                    {static_cast<const float*>(bytes), reals->count},
                    file->owner(),
                    ItemIds::row_numbers(rows),
                    0};
  }
  Result<Converted> values = converted(*file, *reals);
  if (!values) return tl::unexpected(std::move(values.error()));
  Features features = Features::own(rows, reals->shape[1], std::move(values->values));
  features.rounded = values->rounded;
  return features;
}

Result<LearnedCodebooks> read_codebooks(const std::string& path) {
  const Result<MappedFile> file = MappedFile::open(path);
  if (!file) return tl::unexpected(file.error());
  const Result<Reals> reals = parse_reals(*file, 3, "a set of codebooks (levels, size, columns)");
  if (!reals) return tl::unexpected(reals.error());
  Result<Converted> values = converted(*file, *reals);
  if (!values) return tl::unexpected(std::move(values.error()));
  return LearnedCodebooks{reals->shape[0], reals->shape[1], reals->shape[2],
                          std::move(values->values)};
}

}  // namespace sidproof

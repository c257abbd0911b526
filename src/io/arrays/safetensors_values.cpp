// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "io/arrays/safetensors.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/json_string.hpp"

namespace sidproof {
namespace {

static_assert(std::endian::native == std::endian::little,
              "values are copied as they stand in the file");

}  // namespace

float from_binary16(std::uint16_t bits) {
  const std::uint32_t sign = (bits & 0x8000U) << 16U;
  const std::uint32_t exponent = bits >> 10U & 31U;
  const std::uint32_t fraction = bits & 0x3ffU;
  if (exponent == 31) return std::bit_cast<float>(sign | 0x7f800000U | fraction << 13U);
  if (exponent == 0) {  // in units of 2^-24; normal in binary32
    const float magnitude = std::ldexp(static_cast<float>(fraction), -24);
    return sign != 0 ? -magnitude : magnitude;
  }
  return std::bit_cast<float>(sign | (exponent + 127U - 15U) << 23U | fraction << 13U);
}

float from_bfloat16(std::uint16_t bits) {
  return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U);
}

Result<Tensor> tensor_of(const MappedFile& file, const SafetensorsEntry& entry) {
  const bool half = entry.dtype == "F16";
  const bool brain = entry.dtype == "BF16";
  if (!half && !brain && entry.dtype != "F32")
    return fail(ErrorCode::unsupported,
                "the tensor " + sidproof::quoted(entry.name) + " has the dtype " + entry.dtype,
                {file.path(), {}, entry.where}, "save the weights as F32, F16 or BF16");
  const std::size_t size = half || brain ? 2 : 4;
  const auto bytes = static_cast<std::size_t>(entry.end - entry.begin);
  const char* const from = file.bytes().data() + entry.begin;
  Tensor tensor{entry.shape, std::vector<float>(bytes / size)};
  if (size == 4) {
    if (bytes > 0) std::memcpy(tensor.values.data(), from, bytes);
  } else {
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
      std::uint16_t bits = 0;
      std::memcpy(&bits, from + 2 * i, 2);
      tensor.values[i] = half ? from_binary16(bits) : from_bfloat16(bits);
    }
  }
  for (std::size_t i = 0; i < tensor.values.size(); ++i)
    if (!std::isfinite(tensor.values[i]))
      return fail(ErrorCode::malformed,
                  "value " + std::to_string(i) + " of the tensor " + sidproof::quoted(entry.name) +
                      (std::isnan(tensor.values[i]) ? " is not a number" : " is infinite"),
                  {file.path(), {}, entry.begin + i * size});
  return tensor;
}

Result<void> write_safetensors(const Tensors& tensors, AtomicFile& file) {
  std::string header = R"({"__metadata__":{"format":"pt"})";
  std::uint64_t at = 0;
  for (const auto& [name, tensor] : tensors) {
    header += ',';
    append_json_string(header, name);
    header += R"(:{"dtype":"F32","shape":[)";
    for (std::size_t i = 0; i < tensor.shape.size(); ++i)
      header.append(i == 0 ? "" : ",").append(std::to_string(tensor.shape[i]));
    const std::uint64_t end = at + tensor.values.size() * sizeof(float);
    header.append(R"(],"data_offsets":[)").append(std::to_string(at));
    header.append(",").append(std::to_string(end)).append("]}");
    at = end;
  }
  header += '}';
  header.append((8 - header.size() % 8) % 8, ' ');
  const std::uint64_t length = header.size();
  std::string prefix(sizeof length, '\0');
  std::memcpy(prefix.data(), &length, sizeof length);
  if (auto written = file.write(prefix + header); !written) return written;
  for (const auto& [name, tensor] : tensors) {
    const std::string_view bytes(reinterpret_cast<const char*>(tensor.values.data()),
                                 tensor.values.size() * sizeof(float));
    if (auto written = file.write(bytes); !written) return written;
  }
  return {};
}

}  // namespace sidproof

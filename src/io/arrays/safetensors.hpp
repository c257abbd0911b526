// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "io/files/atomic_file.hpp"
#include "io/files/mapped_file.hpp"
#include "model/tensor.hpp"

namespace sidproof {

/// The format .safetensors (huggingface.co/docs/safetensors): the length of a header as
/// a 64-bit little-endian integer, the header as a JSON object {"name": {"dtype":
/// "F32", "shape": [2, 3], "data_offsets": [begin, end]}, "__metadata__": {...}}, then
/// the values, row-major and little-endian, tensor after tensor.

/// A tensor of such a file. Its bytes lie in the file.
struct SafetensorsEntry {
  std::string name;
  std::string dtype;               ///< "F32", "BF16", "I64", ...
  std::vector<std::size_t> shape;  ///< empty: one value
  std::uint64_t begin = 0;         ///< first byte of its values, from the start of the file
  std::uint64_t end = 0;           ///< behind its last byte
  std::uint64_t where = 0;         ///< the byte of its name in the header
};

/// The tensors of a file in the order of their values, which fill everything behind
/// the header: no holes, no overlaps, no bytes left. Errors, with path and byte:
/// malformed (a header that is longer than the file or than 10^8 bytes, is no JSON or
/// no such object; repeated names; members that are missing, repeated or unknown;
/// shapes and offsets that contradict each other; values that end beyond the file:
/// it was cut short), unsupported (a dtype that the format does not have).
[[nodiscard]] Result<std::vector<SafetensorsEntry>> read_safetensors(const MappedFile& file);

/// The values of a tensor of that file. F16 and BF16 become the binary32 numbers
/// that they are. Errors: unsupported (other dtypes), malformed (a NaN or an infinity,
/// with its index and byte).
[[nodiscard]] Result<Tensor> tensor_of(const MappedFile& file, const SafetensorsEntry& entry);

/// Writes all tensors as F32 in the order of their names, to a file that is not
/// committed yet; the metadata is {"format": "pt"}, which other readers ask for. The
/// bytes are a function of the tensors; values begin at a multiple of 8. Names are
/// UTF-8. Errors: cannot_write.
[[nodiscard]] Result<void> write_safetensors(const Tensors& tensors, AtomicFile& file);

/// The binary32 number that a binary16 or a bfloat16 is: all of them are.
[[nodiscard]] float from_binary16(std::uint16_t bits);
[[nodiscard]] float from_bfloat16(std::uint16_t bits);

}  // namespace sidproof

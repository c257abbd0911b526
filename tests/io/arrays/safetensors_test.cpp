// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/arrays/safetensors.hpp"

#include <gmock/gmock.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>

#include "io/scratch_folder.hpp"

namespace sidproof {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::string file_bytes(const std::string& header, const std::string& data) {
  const std::uint64_t length = header.size();
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &length, 8);
  return bytes + header + data;
}

template <class Number>
std::string bytes_of(std::initializer_list<Number> numbers) {
  std::string bytes;
  for (const Number number : numbers)
    bytes.append(reinterpret_cast<const char*>(&number), sizeof number);
  return bytes;
}

const std::string two_tensors = R"({"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]},)"
                                R"("__metadata__":{"format":"pt"},)"
                                R"("a":{"shape":[1,1],"data_offsets":[0,4],"dtype":"F32"}}   )";
const std::string three_values = bytes_of({1.5F, -2.0F, 0.25F});

Error refused(const std::string& bytes) {
  const auto read = read_safetensors(MappedFile::from_bytes(bytes, "m.safetensors"));
  EXPECT_FALSE(read);
  if (read) return {};
  EXPECT_EQ(read.error().where.path, "m.safetensors");
  EXPECT_TRUE(read.error().where.byte);
  EXPECT_FALSE(read.error().where.line);
  return read.error();
}

// The header of one tensor "t" with these members, over 12 bytes.
Error refused_entry(const std::string& members) {
  return refused(file_bytes("{\"t\":{" + members + "}}", three_values));
}

TEST(Safetensors, TensorsComeInTheOrderOfTheirValues) {
  const auto file = MappedFile::from_bytes(file_bytes(two_tensors, three_values));
  const auto entries = read_safetensors(file);
  ASSERT_TRUE(entries) << to_string(entries.error());
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_EQ((*entries)[0].name, "a");
  EXPECT_THAT((*entries)[0].shape, ElementsAre(1U, 1U));
  EXPECT_EQ((*entries)[0].begin, 8 + two_tensors.size());
  EXPECT_EQ((*entries)[1].name, "b");
  EXPECT_EQ((*entries)[1].where, 8U + 1);
  const auto b = tensor_of(file, (*entries)[1]);
  ASSERT_TRUE(b);
  EXPECT_THAT(b->values, ElementsAre(-2.0F, 0.25F));
}

TEST(Safetensors, AnEmptyFileOfTensorsAndEmptyTensorsAreFine) {
  EXPECT_TRUE(read_safetensors(MappedFile::from_bytes(file_bytes("{}", "")))->empty());
  const auto file = MappedFile::from_bytes(file_bytes(
      R"({"e":{"dtype":"F32","shape":[0,9223372036854775807,8],"data_offsets":[0,0]}})", ""));
  const auto entries = read_safetensors(file);
  ASSERT_TRUE(entries) << to_string(entries.error());
  EXPECT_TRUE(tensor_of(file, entries->front())->values.empty());
}

TEST(Safetensors, HostileHeadersAreRefused) {
  EXPECT_THAT(refused("").what, HasSubstr("8 bytes"));
  EXPECT_THAT(refused("1234567").what, HasSubstr("8 bytes"));
  EXPECT_THAT(refused(std::string(16, '\xff')).what, HasSubstr("18446744073709551615"));
  EXPECT_THAT(refused(bytes_of({std::uint64_t{3}}) + "{}").what, HasSubstr("the file has 2 left"));
  EXPECT_THAT(refused(bytes_of({std::uint64_t{100'000'001}}) + std::string(100'000'001, ' ')).what,
              HasSubstr("the format allows 100000000"));
  EXPECT_THAT(refused(file_bytes("", "")).what, HasSubstr("'{'"));
  EXPECT_THAT(refused(file_bytes(" {}", "")).what, HasSubstr("'{'"));
  EXPECT_THAT(refused(file_bytes("[]", "")).what, HasSubstr("'{'"));
  EXPECT_THAT(refused(file_bytes("{", "")).what, HasSubstr("JSON"));
  EXPECT_THAT(refused(file_bytes("{} {}", "")).what, HasSubstr("follows the end"));
  EXPECT_THAT(refused(file_bytes("{\"t\xff\":1}", "")).what, HasSubstr("UTF-8"));
  EXPECT_THAT(refused(file_bytes(R"({"__metadata__":{"a":1}})", "")).what, HasSubstr("a text"));
  EXPECT_THAT(refused(file_bytes(R"({"__metadata__":{},"__metadata__":{}})", "")).what,
              HasSubstr("twice"));
  EXPECT_THAT(refused(file_bytes(R"({"t":[]})", "")).what, HasSubstr("an object"));
  const std::string t = R"("t":{"dtype":"F32","shape":[3],"data_offsets":[0,12]})";
  const Error repeated = refused(file_bytes("{" + t + "," + t + "}", three_values));
  EXPECT_THAT(repeated.what, HasSubstr("\"t\" stands in the header twice"));
  EXPECT_EQ(repeated.where.byte, 8 + 2 + t.size());
}

TEST(Safetensors, EntriesThatContradictThemselvesAreRefused) {
  EXPECT_THAT(refused_entry(R"("shape":[3],"data_offsets":[0,12])").what, HasSubstr("lacks"));
  EXPECT_THAT(refused_entry(R"("dtype":"F32","data_offsets":[0,12])").what, HasSubstr("lacks"));
  EXPECT_THAT(refused_entry(R"("dtype":"F32","shape":[3])").what, HasSubstr("lacks"));
  EXPECT_THAT(
      refused_entry(R"("dtype":"F32","dtype":"F32","shape":[3],"data_offsets":[0,12])").what,
      HasSubstr("two members"));
  EXPECT_THAT(
      refused_entry(R"("dtype":"F32","shape":[3],"data_offsets":[0,12],"strides":[1])").what,
      HasSubstr("unknown member \"strides\""));
  const Error dtype = refused_entry(R"("dtype":"F33","shape":[3],"data_offsets":[0,12])");
  EXPECT_THAT(dtype.what, HasSubstr("\"F33\", which is not known"));
  EXPECT_EQ(dtype.code, ErrorCode::unsupported);
  // The last one needs 2^64 + 12 bytes.
  for (const char* shape :
       {"[2]", "[4]", "[3,2]", "[]", "[0]", "[4294967296,4294967296]", "[4611686018427387907]"})
    EXPECT_THAT(
        refused_entry(std::string(R"("dtype":"F32","data_offsets":[0,12],"shape":)") + shape).what,
        HasSubstr("its shape needs"))
        << shape;
  for (const char* shape : {"[-3]", "[3.0]", "3", "[18446744073709551616]", "[\"3\"]", "[null]"})
    EXPECT_THAT(
        refused_entry(std::string(R"("dtype":"F32","data_offsets":[0,12],"shape":)") + shape).what,
        HasSubstr("expected"))
        << shape;
  for (const char* offsets : {"[12,0]", "[0]", "[0,4,12]", "[]"})
    EXPECT_THAT(
        refused_entry(std::string(R"("dtype":"F32","shape":[3],"data_offsets":)") + offsets).what,
        HasSubstr("not [begin, end]"))
        << offsets;
}

TEST(Safetensors, ValuesFillTheFile) {
  const auto with = [](const char* first, const char* second, const std::string& data) {
    return file_bytes(std::string(R"({"a":{"dtype":"F32","shape":[1],"data_offsets":)") + first +
                          R"(},"b":{"dtype":"F32","shape":[2],"data_offsets":)" + second + "}}",
                      data);
  };
  EXPECT_TRUE(read_safetensors(MappedFile::from_bytes(with("[0,4]", "[4,12]", three_values))));
  EXPECT_TRUE(read_safetensors(MappedFile::from_bytes(with("[8,12]", "[0,8]", three_values))));
  EXPECT_THAT(refused(with("[0,4]", "[2,10]", three_values)).what, HasSubstr("inside the one"));
  EXPECT_THAT(refused(with("[0,4]", "[0,8]", three_values)).what, HasSubstr("inside the one"));
  EXPECT_THAT(refused(with("[0,4]", "[5,13]", three_values + "x")).what,
              HasSubstr("the one before it ends"));
  EXPECT_THAT(refused(with("[1,5]", "[5,13]", three_values + "x")).what, HasSubstr("begins"));
  EXPECT_THAT(refused(with("[0,4]", "[4,12]", three_values + "x")).what,
              HasSubstr("1 bytes follow"));
  const std::string whole = with("[0,4]", "[4,12]", three_values);
  for (std::size_t size = 0; size < whole.size(); ++size) refused(whole.substr(0, size));
  EXPECT_THAT(refused(whole.substr(0, whole.size() - 1)).hint, HasSubstr("truncated"));
  EXPECT_THAT(refused(with("[0,4]", "[18446744073709551608,18446744073709551615]", "")).what,
              HasSubstr("ends at byte"));
}

// binary16 and bfloat16 by their definitions: sign, exponent, fraction.
double by_definition(std::uint16_t bits, int exponent_bits, int fraction_bits) {
  const int bias = (1 << (exponent_bits - 1)) - 1;
  const int exponent = bits >> fraction_bits & ((1 << exponent_bits) - 1);
  const double fraction = std::ldexp(bits & ((1 << fraction_bits) - 1), -fraction_bits);
  const double magnitude =
      exponent == 0 ? std::ldexp(fraction, 1 - bias) : std::ldexp(1.0 + fraction, exponent - bias);
  return (bits & 0x8000) != 0 ? -magnitude : magnitude;
}

TEST(Safetensors, EveryHalfIsWidenedExactly) {
  for (std::uint32_t i = 0; i < 0x10000; ++i) {
    const auto bits = static_cast<std::uint16_t>(i);
    for (const bool brain : {false, true}) {
      const float value = brain ? from_bfloat16(bits) : from_binary16(bits);
      const std::uint32_t most = brain ? 0x7f80U : 0x7c00U;
      if ((i & most) == most) {
        EXPECT_EQ(std::isinf(value), (i & 0x7fffU) == most);
        EXPECT_EQ(std::isnan(value), (i & 0x7fffU) != most);
        continue;
      }
      ASSERT_EQ(static_cast<double>(value),
                brain ? by_definition(bits, 8, 7) : by_definition(bits, 5, 10));
      ASSERT_EQ(std::signbit(value), i >= 0x8000U);
    }
  }
}

TEST(Safetensors, NotFiniteValuesAreNamedByTensorIndexAndByte) {
  const float infinity = std::numeric_limits<float>::infinity();
  const auto problem = [](const char* dtype, const std::string& data) {
    const std::string header = std::string(R"({"t":{"dtype":")") + dtype +
                               R"(","shape":[3],"data_offsets":[0,)" + std::to_string(data.size()) +
                               "]}}";
    const auto file = MappedFile::from_bytes(file_bytes(header, data), "m");
    const auto tensor = tensor_of(file, read_safetensors(file)->front());
    EXPECT_FALSE(tensor);
    return tensor ? std::string()
                  : to_string(tensor.error()) + " - " +
                        std::to_string(*tensor.error().where.byte - 8 - header.size());
  };
  EXPECT_THAT(problem("F32", bytes_of({1.0F, 2.0F, std::nanf("")})),
              HasSubstr("value 2 of the tensor \"t\" is not a number"));
  EXPECT_THAT(problem("F32", bytes_of({1.0F, infinity, 0.0F})),
              HasSubstr("value 1 of the tensor \"t\" is infinite"));
  EXPECT_THAT(problem("F32", bytes_of({1.0F, infinity, 0.0F})), testing::EndsWith("- 4"));
  EXPECT_THAT(problem("F16", bytes_of<std::uint16_t>({0, 0x7c00, 0})), testing::EndsWith("- 2"));
  EXPECT_THAT(problem("BF16", bytes_of<std::uint16_t>({0, 0, 0xff81})), HasSubstr("not a number"));
  EXPECT_THAT(problem("I32", three_values), HasSubstr("save the weights as F32, F16 or BF16"));
}

TEST(Safetensors, WrittenFilesReadBackBitByBit) {
  const test::ScratchFolder folder;
  Tensors tensors;
  tensors["z\"\\\n"] = {{2, 1}, {-0.0F, std::numeric_limits<float>::denorm_min()}};
  tensors["b"] = {{}, {std::numeric_limits<float>::max()}};
  tensors["a"] = {{1, 0}, {}};
  std::string first;
  for (const char* name : {"one", "two"}) {
    auto out = AtomicFile::create(folder / name);
    ASSERT_TRUE(out);
    ASSERT_TRUE(write_safetensors(tensors, *out));
    ASSERT_TRUE(out->commit());
    const auto file = MappedFile::open(folder / name);
    const auto entries = read_safetensors(*file);
    ASSERT_TRUE(entries) << to_string(entries.error());
    ASSERT_EQ(entries->size(), tensors.size());
    EXPECT_EQ(entries->front().begin % 8, 0U);
    for (const SafetensorsEntry& entry : *entries) {
      const auto tensor = tensor_of(*file, entry);
      ASSERT_TRUE(tensor);
      const Tensor& written = tensors.at(entry.name);
      EXPECT_EQ(tensor->shape, written.shape);
      ASSERT_EQ(tensor->values.size(), written.values.size());
      for (std::size_t i = 0; i < written.values.size(); ++i)
        EXPECT_EQ(std::bit_cast<std::uint32_t>(tensor->values[i]),
                  std::bit_cast<std::uint32_t>(written.values[i]));
    }
    if (first.empty()) first = file->bytes();
    EXPECT_EQ(file->bytes(), first);
  }
}

}  // namespace
}  // namespace sidproof

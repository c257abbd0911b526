// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/gpt2_files.hpp"

#include <gmock/gmock.h>
#include <sys/resource.h>

#include <cstring>
#include <filesystem>
#include <fstream>

#include "generator/files/gpt2_export.hpp"
#include "generator/network/network.hpp"
#include "io/arrays/safetensors.hpp"
#include "io/files/atomic_file.hpp"
#include "io/scratch_folder.hpp"
#include "sanitized.hpp"

namespace sidproof::reference {
namespace {

using testing::AllOf;
using testing::HasSubstr;

Shape small_shape(bool tied = true) {
  Shape shape;
  shape.vocabulary = 11;
  shape.positions = 5;
  shape.width = 6;
  shape.layers = 2;
  shape.heads = 2;
  shape.inner = 7;
  shape.tied = tied;
  return shape;
}

Weights small_weights(bool tied = true) { return random_weights(small_shape(tied), Seed{0, 31}); }

// The same tensors, read from a file.
Result<Weights> through_a_file(const Tensors& tensors, const Shape& shape) {
  const test::ScratchFolder folder;
  auto out = AtomicFile::create(folder / "m.safetensors");
  EXPECT_TRUE(write_safetensors(tensors, *out) && out->commit());
  return read_gpt2(*MappedFile::open(folder / "m.safetensors"), shape);
}

bool same_bits(const Weights& a, const Weights& b) {
  const Tensors one = to_tensors(a);
  const Tensors other = to_tensors(b);
  if (!(a.shape == b.shape) || one.size() != other.size()) return false;
  for (const auto& [name, tensor] : one) {
    const auto found = other.find(name);
    if (found == other.end() || found->second.shape != tensor.shape ||
        std::memcmp(found->second.values.data(), tensor.values.data(),
                    tensor.values.size() * sizeof(float)) != 0)
      return false;
  }
  return true;
}

TEST(Gpt2Files, AnExportReadsBackBitByBit) {
  const test::ScratchFolder folder;
  for (const bool tied : {true, false}) {
    const std::string place = folder / (tied ? "tied" : "untied");
    ASSERT_TRUE(export_gpt2(place, small_weights(tied), "{}\n", "[]\n"));
    for (const std::string& path : {place, place + "/model.safetensors"}) {
      const auto read = read_gpt2(Gpt2Files::at(path));
      ASSERT_TRUE(read) << to_string(read.error());
      EXPECT_TRUE(same_bits(*read, small_weights(tied)));
    }
    EXPECT_EQ(MappedFile::open(place + "/tokens.json")->bytes(), "{}\n");
    EXPECT_EQ(MappedFile::open(place + "/logits.json")->bytes(), "[]\n");
  }
  EXPECT_FALSE(same_bits(*read_gpt2(Gpt2Files::at(folder / "tied")), small_weights(false)));
}

TEST(Gpt2Files, ExportsAreReplacedWholeAndTheSameBytes) {
  const test::ScratchFolder folder;
  const auto bytes = [&] {
    return std::string(MappedFile::open(folder / "model.safetensors")->bytes());
  };
  ASSERT_TRUE(export_gpt2(folder.path(), small_weights(), "", ""));
  const std::string first = bytes();
  ASSERT_TRUE(export_gpt2(folder.path(), small_weights(false), "", ""));
  EXPECT_NE(bytes(), first);
  ASSERT_TRUE(export_gpt2(folder.path(), small_weights(), "", ""));
  EXPECT_EQ(bytes(), first);
  EXPECT_EQ(folder.entries(), 4U);
}

TEST(Gpt2Files, AnExportThatFailsLeavesNothing) {
  const test::ScratchFolder folder;
  const auto absent = export_gpt2(folder / "no/such", small_weights(), "", "");
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::cannot_write);
  EXPECT_EQ(folder.entries(), 0U);
  // The last of the files cannot be made: the others must not appear.
  std::filesystem::create_directories(folder / "blocked/model.safetensors");
  const auto blocked = export_gpt2(folder / "blocked", small_weights(), "", "");
  ASSERT_FALSE(blocked);
  EXPECT_EQ(blocked.error().code, ErrorCode::cannot_write);
  EXPECT_FALSE(std::filesystem::exists(folder / "blocked/config.json"));
}

TEST(Gpt2Files, NamesOfTheBaseModelMasksAndATiedHeadAreRead) {
  Tensors bare;
  for (auto& [name, tensor] : to_tensors(small_weights()))
    bare[name.substr(std::string("transformer.").size())] = tensor;
  const auto read = through_a_file(bare, small_shape());
  ASSERT_TRUE(read) << to_string(read.error());
  EXPECT_TRUE(same_bits(*read, small_weights()));

  Tensors older = to_tensors(small_weights());
  older["transformer.h.0.attn.bias"] = {{1, 1, 5, 5}, std::vector<float>(25, 1.0F)};
  older["h.1.attn.masked_bias"] = {{}, {-1e4F}};
  older["lm_head.weight"] = older["transformer.wte.weight"];
  const auto masked = through_a_file(older, small_shape());
  ASSERT_TRUE(masked) << to_string(masked.error());
  EXPECT_TRUE(same_bits(*masked, small_weights()));
}

TEST(Gpt2Files, WhatIsNotReadIsNamedWithTheWayOut) {
  const test::ScratchFolder folder;
  ASSERT_TRUE(export_gpt2(folder.path(), small_weights(), "", ""));
  const auto refusal = [&](const std::string& path) {
    const auto read = read_gpt2(Gpt2Files::at(path));
    EXPECT_FALSE(read) << path;
    if (read) return std::string();
    EXPECT_EQ(read.error().code, ErrorCode::unsupported);
    return to_string(read.error());
  };
  const std::string model = folder / "model.safetensors";
  for (const auto& [file, way_out] :
       {std::pair("pytorch_model.bin", "safe_serialization=True"),
        std::pair("pytorch_model.bin.index.json", "safe_serialization=True"),
        std::pair("model.safetensors.index.json", "max_shard_size"),
        std::pair("tf_model.h5", "safe_serialization=True"),
        std::pair("flax_model.msgpack", "safe_serialization=True")}) {
    std::ofstream(folder / file) << "{}";
    // Beside the file that is read it does no harm.
    EXPECT_TRUE(read_gpt2(Gpt2Files::at(folder.path()))) << file;
    std::filesystem::rename(model, folder / "moved");
    EXPECT_THAT(refusal(folder.path()), AllOf(HasSubstr(file), HasSubstr(way_out)));
    std::filesystem::rename(folder / "moved", model);
    std::filesystem::remove(folder / file);
  }
  // One of several files is not the network.
  const std::string shard = folder / "model-00001-of-00002.safetensors";
  std::filesystem::copy_file(model, shard);
  EXPECT_TRUE(read_gpt2(Gpt2Files::at(shard)));
  std::ofstream(folder / "model.safetensors.index.json") << "{}";
  EXPECT_THAT(refusal(shard), HasSubstr("several files"));
  std::filesystem::remove(folder / "model.safetensors.index.json");
  std::ofstream(folder / "adapter_config.json") << "{}";
  EXPECT_THAT(refusal(folder.path()), HasSubstr("merge_and_unload"));
}

TEST(Gpt2Files, TensorsOfOtherNetworksAreRefusedByName) {
  const auto problem = [](auto&& change, bool tied = true) {
    Tensors tensors = to_tensors(small_weights(tied));
    change(tensors);
    const auto read = through_a_file(tensors, small_shape(tied));
    EXPECT_FALSE(read);
    if (read) return std::string();
    EXPECT_EQ(read.error().code, ErrorCode::malformed);
    EXPECT_THAT(read.error().where.path, HasSubstr("m.safetensors"));
    return read.error().what;
  };
  const Tensor one{{1}, {0.0F}};
  EXPECT_THAT(problem([&](Tensors& t) { t["transformer.h.2.attn.bias"] = one; }),
              HasSubstr("no part of this network"));
  EXPECT_THAT(problem([&](Tensors& t) { t["transformer.h.00.attn.bias"] = one; }),
              HasSubstr("no part of this network"));
  EXPECT_THAT(problem([&](Tensors& t) { t["transformer.h.0.attn.bias2"] = one; }),
              HasSubstr("no part of this network"));
  EXPECT_THAT(problem([&](Tensors& t) { t["ln_f.bias"] = t["transformer.ln_f.bias"]; }),
              HasSubstr("with and without"));
  EXPECT_THAT(problem([](Tensors& t) { t.erase("transformer.h.1.mlp.c_fc.weight"); }),
              HasSubstr("'transformer.h.1.mlp.c_fc.weight'"));
  EXPECT_THAT(problem([](Tensors& t) {
                auto& shape = t["transformer.h.0.attn.c_attn.weight"].shape;
                std::swap(shape[0], shape[1]);  // a Linear in place of the Conv1D
              }),
              HasSubstr("has the shape [18, 6], not [6, 18]"));
  EXPECT_THAT(problem([](Tensors& t) { t.erase("lm_head.weight"); }, false),
              HasSubstr("'lm_head.weight'"));
  EXPECT_THAT(problem([](Tensors& t) {
                t["lm_head.weight"] = t["transformer.wte.weight"];
                t["lm_head.weight"].values[3] += 1.0F;
              }),
              HasSubstr("the head is tied"));
  EXPECT_THAT(problem([](Tensors& t) { t["transformer.wpe.weight"].values[4] = std::nanf(""); }),
              HasSubstr("value 4 of the tensor \"transformer.wpe.weight\" is not a number"));
}

TEST(Gpt2Files, ManyLayersInTheConfigurationNeedNoMemory) {
  Shape shape = small_shape();
  shape.layers = std::size_t{1} << 20U;
  const auto read = through_a_file(to_tensors(small_weights()), shape);
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().what, HasSubstr("1048576 layers"));
}

#if !SIDPROOF_SANITIZED
TEST(Gpt2Files, MoreThanFitsIntoMemoryIsRefusedByTheConfiguration) {
  const test::ScratchFolder folder;
  ASSERT_TRUE(export_gpt2(folder.path(), small_weights(), "", ""));
  const auto files = Gpt2Files::at(folder.path());
  std::ofstream(files.config) << R"({"vocab_size": 1, "n_positions": 1, "n_embd": 16384,
      "n_layer": 1, "n_head": 1, "n_inner": 16384})";  // 1.6 thousand million weights
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_AS, &before), 0);
  rlimit limit = before;
  limit.rlim_cur = rlim_t{1} << 30U;
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &limit), 0);
  const auto read = read_gpt2(files);
  ASSERT_EQ(::setrlimit(RLIMIT_AS, &before), 0);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::too_large);
  EXPECT_EQ(read.error().where.path, files.config);
}
#endif

TEST(Gpt2Export, LogitsReadBackToTheSameNumbers) {
  const Network network(small_weights());
  const auto all = logits_case(network, {0, 3, 10, 3}, 0, Executor());
  const auto some = logits_case(network, {0, 3, 10, 3}, 2, Executor());
  ASSERT_TRUE(all && some);
  ASSERT_EQ(all->logits.size(), 4U * 11);
  EXPECT_EQ(std::vector<float>(all->logits.begin() + 2 * 11, all->logits.end()), some->logits);
  const std::string json = logits_json(std::vector{*some, *all});
  EXPECT_THAT(json, HasSubstr("{\"tokens\": [0, 3, 10, 3], \"from\": 2, \"logits\": [\n["));
  std::size_t at = json.find("\"logits\": [\n[") + 13;
  for (const float expected : some->logits) {
    char* end = nullptr;
    EXPECT_EQ(std::strtof(json.c_str() + at, &end), expected);
    at = json.find_first_of("-0123456789", static_cast<std::size_t>(end - json.c_str()));
  }
}

TEST(Gpt2Export, TokensThatTheNetworkCannotReadAreRefused) {
  const Network network(small_weights());
  const std::size_t positions = network.shape().positions;
  const auto code = [&](std::vector<std::uint32_t> tokens, std::size_t from) {
    const auto made = logits_case(network, std::move(tokens), from, Executor());
    return made ? ErrorCode::internal : made.error().code;
  };
  EXPECT_EQ(code(std::vector<std::uint32_t>(positions, 10), 0), ErrorCode::internal);
  EXPECT_EQ(code({}, 0), ErrorCode::usage);
  EXPECT_EQ(code({0, 11}, 0), ErrorCode::usage);
  EXPECT_EQ(code({0, 1}, 2), ErrorCode::usage);
  EXPECT_EQ(code(std::vector<std::uint32_t>(positions + 1, 0), 0), ErrorCode::usage);
}

TEST(Gpt2Export, OverflowingNetworksAreRefused) {
  Weights weights = small_weights(false);
  for (float& value : weights.norm) value = 3e38F;
  for (float& value : weights.head) value = 3e38F;
  EXPECT_FALSE(logits_case(Network(weights), {0}, 0, Executor()));
}

}  // namespace
}  // namespace sidproof::reference

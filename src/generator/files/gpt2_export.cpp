// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "generator/files/gpt2_export.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <iterator>
#include <numeric>
#include <string>
#include <system_error>
#include <utility>

#include "generator/decoding/prompt.hpp"
#include "generator/decoding/session.hpp"
#include "generator/files/gpt2_config.hpp"
#include "io/arrays/safetensors.hpp"
#include "io/files/atomic_file.hpp"

namespace sidproof::reference {
namespace {

namespace fs = std::filesystem;

Result<void> write_files(const std::string& folder, const Weights& weights,
                         const std::string& tokens, const std::string& logits) {
  const std::string texts[] = {tokens, logits, gpt2_config_json(weights.shape)};
  std::vector<AtomicFile> files;
  for (std::size_t i = 0; i < std::size(exported_files); ++i) {
    auto file = AtomicFile::create((fs::path(folder) / exported_files[i]).string());
    if (!file) return tl::unexpected(file.error());
    auto written = i < std::size(texts) ? file->write(texts[i])
                                        : write_safetensors(to_tensors(weights), *file);
    if (!written) return written;
    files.push_back(*std::move(file));
  }
  for (AtomicFile& file : files)
    if (auto committed = file.commit(); !committed) return committed;
  return {};
}

}  // namespace

Result<LogitsCase> logits_case(const Network& network, std::vector<std::uint32_t> tokens,
                               std::size_t from, const Executor& executor) {
  const Shape& shape = network.shape();
  if (network.is_parallel())
    return fail(ErrorCode::unsupported, "parallel heads have no logits over the vocabulary");
  if (auto valid = validate_prompt(shape, tokens, 0); !valid) return tl::unexpected(valid.error());
  if (from >= tokens.size())
    return fail(ErrorCode::usage, "logits are wanted from token " + std::to_string(from) + " of " +
                                      std::to_string(tokens.size()));
  auto cache = network.cache(tokens.size());
  if (!cache) return tl::unexpected(cache.error());
  Batch batch;
  std::vector<std::uint32_t> path(tokens.size());
  std::iota(path.begin(), path.end(), 0U);
  for (std::uint32_t i = 0; i < tokens.size(); ++i)
    batch.add(tokens[i], i, i, std::span(path).first(i));
  const std::vector<float> hidden = network.forward(batch, *cache, executor);
  LogitsCase result;
  result.logits =
      network.logits(std::span(hidden).subspan(from * shape.width), 0, shape.vocabulary, executor);
  if (auto all = finite(result.logits); !all) return tl::unexpected(all.error());
  result.tokens = std::move(tokens);
  result.from = from;
  return result;
}

std::string logits_json(std::span<const LogitsCase> cases) {
  std::string json = "{\n\"format\": \"sidproof-logits/1\",\n\"requests\": [";
  for (const LogitsCase& one : cases) {
    json += &one == cases.data() ? "\n" : ",\n";
    json += fmt::format("{{\"tokens\": [{}], \"from\": {}, \"logits\": [",
                        fmt::join(one.tokens, ", "), one.from);
    const std::size_t rows = one.tokens.size() - one.from;
    const std::size_t vocabulary = one.logits.size() / rows;
    for (std::size_t row = 0; row < rows; ++row)
      json +=
          fmt::format("{}\n[{}]", row == 0 ? "" : ",",
                      fmt::join(std::span(one.logits).subspan(row * vocabulary, vocabulary), ", "));
    json += "]}";
  }
  return json += "\n]\n}\n";
}

Result<void> export_gpt2(const std::string& folder, const Weights& weights,
                         const std::string& tokens, const std::string& logits) {
  std::error_code error;
  const bool made = fs::create_directory(folder, error);
  if (error)
    return fail(ErrorCode::cannot_write, "the folder cannot be made: " + error.message(),
                {folder, {}, {}}, "name a folder whose parent exists");
  auto written = write_files(folder, weights, tokens, logits);
  if (!written && made) fs::remove(folder, error);  // only while it is empty
  return written;
}

}  // namespace sidproof::reference

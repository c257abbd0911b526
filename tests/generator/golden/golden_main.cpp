// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Golden hashes of laws and beams (docs/generator.md, "Evidence on a GPU"):
//   generator_golden check FILE cpu|cuda           compares; exit 1 where bits differ
//   generator_golden record FILE cpu|cuda COMMIT   and writes who computed them
// FILE holds cases and hashes; exit 77 where there is no such executor.
#include <fmt/format.h>

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "generator/cuda/cuda_device.hpp"
#include "generator/decoding/batch_search.hpp"
#include "generator/decoding/small_catalogues.hpp"

namespace sidproof {
namespace {

using namespace reference;
using Json = nlohmann::ordered_json;

// Numbers as 8 bytes each, the lowest first, whatever the machine.
class Hash {
 public:
  template <class Values>
  void add(const Values& values) {
    add_one(values.size());
    for (const auto value : values) add_one(static_cast<std::uint64_t>(value));
  }
  void add(const Found& found) {
    add_one(found.results.size());
    for (const Scored& one : found.results) {
      add_one(one.node);
      add_one(static_cast<std::uint64_t>(one.score));
    }
    add_one(found.best_pruned ? static_cast<std::uint64_t>(found.best_pruned->score) : 1);
  }
  [[nodiscard]] std::string text() const {
    const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
    return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
  }

 private:
  void add_one(std::uint64_t value) {
    for (unsigned i = 0; i < 8; ++i) bytes_.push_back(static_cast<unsigned char>(value >> (8 * i)));
  }
  std::vector<unsigned char> bytes_;
};

// The network of one case by one executor.
Result<Network> network_of(const Json& one, const Catalogue& catalogue,
                           const std::string& executor) {
  Shape shape;
  shape.vocabulary = catalogue.vocabulary();
  shape.positions = one["positions"];
  shape.width = one["width"];
  shape.layers = one["layers"];
  shape.heads = one["heads"];
  shape.inner = 4 * shape.width;
  shape.tied = one["tied"];
  if (auto valid = validate(shape); !valid) return tl::unexpected(valid.error());
  Weights weights = random_weights(shape, Seed{0, one["seed"].get<std::uint64_t>()});
  if (executor == "cpu") return Network(std::move(weights));
  auto device = cuda_device(weights);
  if (!device) return tl::unexpected(device.error());
  return Network(std::move(weights), std::move(*device));
}

// Laws of the whole trie after the longest history, beams of both kinds, and searches of
// all histories at once.
Result<std::string> hash_of(const Json& one, const Catalogue& catalogue, const Network& network) {
  const Executor executor({Threads::all()});
  std::vector<std::vector<std::uint32_t>> prompts;
  for (const Json& history : one["histories"]) {
    auto prompt =
        catalogue.prompt(history.get<std::vector<std::uint32_t>>(), network.shape().positions);
    if (!prompt) return tl::unexpected(prompt.error());
    prompts.push_back(std::move(*prompt));
  }
  const std::size_t width = one["beam"];
  Hash hash;
  const auto laws = trie_laws(network, catalogue, prompts.front(), executor);
  if (!laws) return tl::unexpected(laws.error());
  hash.add(laws->weight);
  hash.add(laws->log);
  hash.add(laws->masked_log);
  hash.add(laws->outside);
  for (const Decoding decoding : {Decoding::raw, Decoding::local}) {
    const auto found = beam_search(network, catalogue, prompts.front(), width, decoding, executor);
    if (!found) return tl::unexpected(found.error());
    hash.add(*found);
    const auto batch = batch_search(network, catalogue, prompts, width, decoding, executor);
    if (!batch) return tl::unexpected(batch.error());
    for (const Found& request : *batch) hash.add(request);
  }
  return hash.text();
}

int fail_with(const std::string& what, int code) {
  fmt::print(stderr, "{}\n", what);
  return code;
}

int run(const std::string& verb, const std::string& path, const std::string& executor,
        const std::string& commit) {
  std::ifstream in(path);
  Json golden = Json::parse(in, nullptr, false);
  if (golden.is_discarded() || golden["format"] != "sidproof.golden/1")
    return fail_with(path + " holds no golden hashes", 65);
  std::size_t wrong = 0;
  for (Json& one : golden["cases"]) {
    const auto catalogue = Catalogue::make(random_table(
        one["codebooks"].get<std::vector<std::uint32_t>>(), one["items"], one["table_seed"]));
    if (!catalogue) return fail_with(to_string(catalogue.error()), 65);
    const auto network = network_of(one, *catalogue, executor);
    if (!network)
      return fail_with("skipped: " + to_string(network.error()),
                       network.error().code == ErrorCode::missing_tool ? 77 : 65);
    const auto hash = hash_of(one, *catalogue, *network);
    if (!hash) return fail_with(to_string(hash.error()), 65);
    const std::string name = one["case"];
    if (one["hash"].get<std::string>().empty() && verb == "record") one["hash"] = *hash;
    const std::string expected = one["hash"];
    if (*hash != expected) {
      ++wrong;
      fmt::print("{}: {} by {}, not {}\n", name, *hash, network->executor_name(), expected);
      continue;
    }
    const std::string who = network->executor_name();
    const std::size_t comma = who.find(", CUDA driver ");
    one["device"] = who.substr(0, comma);
    one["driver"] = comma == std::string::npos ? who : who.substr(comma + 2);
    one["commit"] = executor == "cpu" ? "cpu" : commit;
  }
  if (wrong > 0) return fail_with(fmt::format("{} cases have other bits", wrong), 1);
  fmt::print("{} cases have the golden bits, by {}\n", golden["cases"].size(), executor);
  if (verb != "record") return 0;
  std::ofstream out(path);
  out << "{\"format\": \"sidproof.golden/1\", \"cases\": [";
  for (std::size_t i = 0; i < golden["cases"].size(); ++i)
    out << (i == 0 ? "\n" : ",\n") << golden["cases"][i].dump();
  out << "\n]}\n";
  out.close();
  return out ? 0 : fail_with("cannot write " + path, 74);
}

}  // namespace
}  // namespace sidproof

int main(int count, char** arguments) {
  const std::vector<std::string> words(arguments + 1, arguments + count);
  const bool check = words.size() == 3 && words[0] == "check";
  const bool record = words.size() == 4 && words[0] == "record";
  if ((!check && !record) || (words[2] != "cpu" && words[2] != "cuda")) {
    fmt::print(stderr,
               "usage: generator_golden check FILE cpu|cuda\n"
               "       generator_golden record FILE cpu|cuda COMMIT\n");
    return 64;
  }
  try {
    return sidproof::run(words[0], words[1], words[2], record ? words[3] : "");
  } catch (const std::exception& failure) {
    return sidproof::fail_with(failure.what(), 70);
  }
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
//
// index.json of two million items: what simdjson needs to only walk over the
// document, and what we need to read it, in one run.
#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace {

using sidproof::MappedFile;

enum class Keys { row_numbers, shuffled_texts };

// `items` items of four tokens <a_0> ... <d_255>, as json.dump writes them.
MappedFile make_document(std::uint64_t items, Keys keys) {
  std::string text = "{";
  std::uint64_t state = 20260415;
  const auto next = [&state] {
    state = state * 6364136223846793005U + 1442695040888963407U;
    return state >> 33U;
  };
  for (std::uint64_t i = 0; i < items; ++i) {
    if (i > 0) text += ", ";
    text += '"';
    // A bijection on 32 bits, written like an ASIN: distinct, in no order.
    if (keys == Keys::row_numbers)
      text += std::to_string(i);
    else
      text += "B0" + std::to_string(1000000000U + (i * 2654435761U) % 4294967296U);
    text += "\": [";
    for (int level = 0; level < 4; ++level) {
      if (level > 0) text += ", ";
      text += "\"<";
      text += static_cast<char>('a' + level);
      text += '_' + std::to_string(next() % 256) + ">\"";
    }
    text += ']';
  }
  text += '}';
  return MappedFile::from_bytes(text, "bench");
}

const MappedFile& document(Keys keys) {
  static const MappedFile numbers = make_document(2'000'000, Keys::row_numbers);
  static const MappedFile texts = make_document(2'000'000, Keys::shuffled_texts);
  return keys == Keys::row_numbers ? numbers : texts;
}

void rates(benchmark::State& state, const MappedFile& file) {
  const auto runs = static_cast<std::int64_t>(state.iterations());
  state.SetBytesProcessed(runs * static_cast<std::int64_t>(file.bytes().size()));
  state.SetItemsProcessed(runs * 2'000'000);
}

// Every key and every token is visited and unescaped, nothing is kept.
void iterate(benchmark::State& state, Keys keys) {
  const MappedFile& file = document(keys);
  for ([[maybe_unused]] auto turn : state) {
    simdjson::ondemand::parser parser;
    simdjson::ondemand::document json;
    std::size_t characters = 0;
    if (parser
            .iterate(file.bytes().data(), file.bytes().size(), file.bytes().size() + file.padding())
            .get(json) != simdjson::SUCCESS)
      return state.SkipWithError("no JSON");
    for (auto field : json.get_object()) {
      characters += field.unescaped_key().value().size();
      for (auto token : field.value().get_array()) characters += token.get_string().value().size();
    }
    benchmark::DoNotOptimize(characters);
  }
  rates(state, file);
}

void read(benchmark::State& state, Keys keys) {
  const MappedFile& file = document(keys);
  for ([[maybe_unused]] auto turn : state) {
    const auto table = sidproof::read_table(file);
    if (!table) return state.SkipWithError(table.error().what.c_str());
    benchmark::DoNotOptimize(table->rows());
  }
  rates(state, file);
}

void register_all() {
  for (const auto& [name, keys] : {std::pair{"row_numbers", Keys::row_numbers},
                                   std::pair{"shuffled_texts", Keys::shuffled_texts}}) {
    const std::string suffix = std::string("/") + name;
    benchmark::RegisterBenchmark(("simdjson_iterate" + suffix).c_str(),
                                 [keys](benchmark::State& state) { iterate(state, keys); })
        ->Unit(benchmark::kMillisecond);
    benchmark::RegisterBenchmark(("read_table" + suffix).c_str(), [keys](benchmark::State& state) {
      read(state, keys);
    })->Unit(benchmark::kMillisecond);
  }
}

}  // namespace

int main(int argc, char** argv) {
  register_all();
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}

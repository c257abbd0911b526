// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/failure_vector.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>
#include <vector>

#include "exact/flint_rational.hpp"
#include "io/files/atomic_file.hpp"
#include "io/text/json_string.hpp"
#include "model/tabular.hpp"
#include "objective/likelihood.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {
namespace {

template <class Numbers>
std::string list_json(const Numbers& numbers) {
  std::string text = "[";
  for (const auto number : numbers)
    text.append(text.size() == 1 ? "" : ",").append(std::to_string(number));
  return text.append("]");
}

std::string lists_json(const std::vector<Sequence>& lists) {
  std::string text = "[";
  for (const Sequence& list : lists)
    text.append(text.size() == 1 ? "" : ",").append(list_json(list));
  return text.append("]");
}

CascadedTable<FlintRational> cascaded_model(const Instance& instance, ModelShape shape) {
  using F = FlintRational;
  switch (shape) {
    case ModelShape::parallel: return as_cascaded(instance.model<F, ParallelShape>());
    case ModelShape::markov: return as_cascaded(instance.model<F, MarkovShape>());
    case ModelShape::mixture: return instance.mixed_model<F>();
    case ModelShape::cascaded: break;
  }
  return instance.model<F, CascadedShape>();
}

std::string rows_json(const CascadedTable<FlintRational>& model) {
  std::string text = "[";
  for (std::size_t length = 0; length < model.space().length(); ++length) {
    std::vector<std::uint32_t> alphabets = model.space().alphabets();
    alphabets.resize(length);
    CodeSpace(std::move(alphabets)).for_each([&](SequenceView prefix) {
      text.append(text.size() == 1 ? "[0," : ",[0,").append(list_json(prefix)).append(",[");
      bool first = true;
      for (const FlintRational& cell : model.row(model.shape().row_of(prefix))) {
        text.append(first ? "\"" : ",\"").append(cell.text()).append("\"");
        first = false;
      }
      text.append("]]");
    });
  }
  return text.append("]");
}

std::string folder_hint(const std::error_code& error) {
  return error == std::errc::no_space_on_device ? "free some space"
                                                : "name a folder that you may write to";
}

}  // namespace

std::string instance_json(const Instance& instance) {
  return "{\"alphabets\":" + list_json(instance.alphabets) +
         ",\"codes\":" + lists_json(instance.codes) +
         ",\"weights\":" + list_json(instance.weights) +
         ",\"counts\":" + list_json(instance.counts) +
         ",\"choices\":" + list_json(instance.choices) + "}";
}

std::string oracle_request_json(const Instance& instance, ModelShape shape) {
  std::string text = "{\"codebooks\":" + list_json(instance.alphabets) +
                     ",\"items\":" + lists_json(instance.codes) +
                     ",\"rows\":" + rows_json(cascaded_model(instance, shape)) + ",\"counts\":[";
  bool first = true;
  for (std::size_t v = 0; v < instance.counts.size(); ++v) {
    if (instance.counts[v] == 0) continue;
    text.append(first ? "[0," : ",[0,").append(std::to_string(v)).append(",");
    text.append(std::to_string(instance.counts[v])).append("]");
    first = false;
  }
  return text.append("]}");
}

std::string flags_json(const Instance& instance, ModelShape shape) {
  const TokenMap map = instance.map();
  const bool fixed = map.is_fixed_length();
  const bool is_boundary = instance.alphabets.empty() || instance.codes.size() == 1 ||
                           std::ranges::find(instance.alphabets, 1U) != instance.alphabets.end();
  const std::pair<const char*, bool> words[] = {
      {"bijective", is_bijective(map)},
      {"injective", is_injective(map)},
      {"collision", !is_injective(map)},
      {"hole", fixed && !is_onto(map)},
      {"prefix", is_injective(map) && !is_prefix_code(map)},
      {"lengths", !fixed},
      {"zero", !has_no_zero(cascaded_model(instance, shape))},
      {"no_data", total(instance.counts) == 0},
      {"unseen", total(instance.counts) != 0 &&
                     std::ranges::find(instance.counts, 0U) != instance.counts.end()},
      {"boundary", is_boundary}};
  std::string text = "[";
  for (const auto& [word, is] : words)
    if (is) text.append(text.size() == 1 ? "\"" : ",\"").append(word).append("\"");
  return text.append("]");
}

std::string failure_id(const CampaignPlan& plan, const FailureRecord& failure) {
  const CampaignUnit& unit = plan.units.at(failure.unit);
  constexpr const char* digits = "0123456789abcdef";
  const std::uint64_t hash = XXH3_64bits(failure.instance.data(), failure.instance.size());
  std::string id = unit.law + "-" + unit.numbers + "-" + unit.shape + "-";
  for (unsigned shift = 64; shift > 0; shift -= 4) id += digits[(hash >> (shift - 4)) & 15U];
  return id;
}

std::string failure_vector(const CampaignPlan& plan, const FailureRecord& failure) {
  const CampaignUnit& unit = plan.units.at(failure.unit);
  std::string text = "{\n  \"schema\": \"sidproof.failure/1\",\n  \"id\": ";
  const auto member = [&](const char* name, std::string_view value) {
    text.append(",\n  \"").append(name).append("\": ");
    append_json_string(text, value);
  };
  append_json_string(text, failure_id(plan, failure));
  member("law", unit.law);
  member("numbers", unit.numbers);
  member("shape", unit.shape);
  member("comment", failure.reason);
  text.append(",\n  \"flags\": ").append(failure.flags);
  member("seed", to_string(plan.seed));
  text.append(",\n  \"case\": ").append(std::to_string(failure.index));
  text.append(",\n  \"drawn\": ").append(failure.drawn);
  text.append(",\n  \"instance\": ").append(failure.instance);
  text.append(",\n  \"request\": ").append(failure.request);
  return text.append("\n}\n");
}

Result<void> prepare_failure_folder(const std::string& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && !std::filesystem::is_directory(folder, error))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error) return {};
  return fail(ErrorCode::cannot_write, "cannot make the folder of failures: " + error.message(),
              {folder, {}, {}}, folder_hint(error));
}

Result<void> save_failure(const std::string& folder, const CampaignPlan& plan,
                          const FailureRecord& failure) {
  const std::string path = folder + "/" + failure_id(plan, failure) + ".json";
  const std::string text = failure_vector(plan, failure);
  std::ifstream file(path, std::ios::binary);
  const std::string old((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
  return old == text ? Result<void>() : write_file(path, text);
}

}  // namespace sidproof

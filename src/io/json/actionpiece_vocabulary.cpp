// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/actionpiece_vocabulary.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "io/json/json_input.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

using Value = JsonInput::Value;

std::uint64_t feature(std::uint32_t category, std::uint32_t value) {
  return std::uint64_t{category} << 32U | value;
}

class VocabularyReader {
 public:
  VocabularyReader(const MappedFile& file, Progress& progress) : input_(file, progress) {}

  bool read() {
    JsonInput::Object root;
    bool any = false;
    const auto member = [&](std::string_view key, const char* where, Value& value) {
      if (key == "n_categories") return input_.code(value, vocabulary_.categories);
      if (key != "token2feat") return input_.skip(value);
      if (std::exchange(any, true))
        return input_.fail(ErrorCode::malformed, where, "there are two members \"token2feat\"");
      return JsonInput::raw(value).starts_with('[') ? merge_list(value) : expansions(value);
    };
    if (!input_.open(root) || !input_.members(root, member) || !input_.close()) return false;
    if (!any || vocabulary_.categories == 0)
      return input_.fail(ErrorCode::malformed, start_,
                         "there is no \"token2feat\" or "
                         "\"n_categories\" in the merge table");
    finish();
    return true;
  }

  ActionPieceVocabulary& vocabulary() { return vocabulary_; }
  Error take_error() { return input_.take_error(); }
  void start_at(const char* start) { start_ = start; }

 private:
  // [[-1, -1], [0, 17], ..., [-1, 4, 9], ...]: the place in the list is the token.
  bool merge_list(Value& list) {
    std::uint64_t token = 0;
    return input_.elements(list, "a list of tokens", [&](Value& entry) {
      const char* where = JsonInput::raw(entry).data();
      std::vector<std::int64_t> numbers;
      if (!integers(entry, numbers)) return false;
      const std::uint64_t self = token++;
      if (numbers.size() == 2 && numbers[0] == -1 && numbers[1] == -1) return true;
      ++vocabulary_.tokens;
      if (numbers.size() == 2) return add_feature(numbers, where);
      if (numbers.size() != 3 || numbers[0] != -1)
        return input_.fail(ErrorCode::malformed, where,
                           "token " + std::to_string(self) +
                               " is neither [category, value] nor [-1, token, token]");
      for (const std::int64_t part : {numbers[1], numbers[2]}) {
        if (part < 0 || static_cast<std::uint64_t>(part) >= self)
          return input_.fail(ErrorCode::malformed, where,
                             "token " + std::to_string(self) + " is merged from token " +
                                 std::to_string(part) +
                                 ", which is not before it: it has no fixed set of features");
      }
      ++vocabulary_.merged;
      return true;
    });
  }

  // {"12": [[0, 3], [1, 5]], ...}: all features of each token.
  bool expansions(Value& object) {
    JsonInput::Object tokens;
    boost::unordered_flat_map<std::string, std::vector<std::uint64_t>> seen;
    return input_.object(object, "a list or an object of tokens", tokens) &&
           input_.members(tokens, [&](std::string_view name, const char* where, Value& value) {
             const std::string token(name);
             std::vector<std::uint64_t> expansion;
             if (!pairs(value, expansion)) return false;
             if (expansion.empty())
               return input_.fail(ErrorCode::malformed, where,
                                  "token " + sidproof::quoted(token) + " stands for no feature");
             std::sort(expansion.begin(), expansion.end());
             const auto [entry, is_new] = seen.emplace(token, expansion);
             if (!is_new && entry->second == expansion) return true;
             if (!is_new)
               return input_.fail(
                   ErrorCode::malformed, where,
                   "token " + sidproof::quoted(token) + " has two different sets of features");
             ++vocabulary_.tokens;
             if (expansion.size() == 1)
               vocabulary_.features.push_back(expansion.front());
             else
               ++vocabulary_.merged;
             return true;
           });
  }

  bool pairs(Value& list, std::vector<std::uint64_t>& expansion) {
    return input_.elements(list, "a list of [category, value]", [&](Value& pair) {
      const char* where = JsonInput::raw(pair).data();
      std::vector<std::int64_t> numbers;
      if (!integers(pair, numbers)) return false;
      if (numbers.size() != 2 || !in_range(numbers))
        return input_.fail(ErrorCode::malformed, where, "a feature is not [category, value]");
      expansion.push_back(
          feature(static_cast<std::uint32_t>(numbers[0]), static_cast<std::uint32_t>(numbers[1])));
      return true;
    });
  }

  [[nodiscard]] bool in_range(const std::vector<std::int64_t>& pair) const {
    return pair[0] >= 0 && pair[0] <= 0xffffffff && pair[1] >= 0 && pair[1] <= 0xffffffff;
  }

  bool add_feature(const std::vector<std::int64_t>& pair, const char* where) {
    if (!in_range(pair))
      return input_.fail(ErrorCode::malformed, where, "a feature is not [category, value]");
    vocabulary_.features.push_back(
        feature(static_cast<std::uint32_t>(pair[0]), static_cast<std::uint32_t>(pair[1])));
    return true;
  }

  bool integers(Value& list, std::vector<std::int64_t>& numbers) {
    return input_.elements(list, "a list of integers", [&](Value& element) {
      const std::string_view text = JsonInput::raw(element);
      if (text.starts_with('"'))
        return input_.fail(ErrorCode::unsupported, text.data(),
                           "the features are texts; only integer features can be read");
      std::int64_t number = 0;
      if (numbers.size() == 3 || element.get_int64().get(number) != simdjson::SUCCESS)
        return input_.fail_type(element, "two or three integers");
      numbers.push_back(number);
      return true;
    });
  }

  void finish() {
    std::vector<std::uint64_t>& features = vocabulary_.features;
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    auto& category_of = vocabulary_.category_of.emplace();
    for (const std::uint64_t known : features) {
      const auto category = static_cast<std::uint32_t>(known >> 32U);
      if (!category_of.emplace(static_cast<std::uint32_t>(known), category).second) {
        vocabulary_.category_of.reset();
        return;
      }
    }
  }

  JsonInput input_;
  const char* start_ = nullptr;
  ActionPieceVocabulary vocabulary_;
};

}  // namespace

bool ActionPieceVocabulary::has(std::uint32_t category, std::uint32_t value) const {
  return std::binary_search(features.begin(), features.end(), feature(category, value));
}

Result<ActionPieceVocabulary> read_actionpiece_vocabulary(const MappedFile& file,
                                                          Progress& progress) {
  VocabularyReader reader(file, progress);
  reader.start_at(file.bytes().data());
  if (!reader.read()) return tl::unexpected<Error>(reader.take_error());
  return std::move(reader.vocabulary());
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "io/json/actionpiece_vocabulary.hpp"
#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "actionpiece";
constexpr std::string_view kVocabulary = "actionpiece.json";

bool is_vocabulary(const Sniff& sniff) {
  const auto has = [&](std::string_view key) {
    return std::any_of(sniff.json.members.begin(), sniff.json.members.end(),
                       [&](const JsonMember& member) { return member.key == key; });
  };
  return sniff.json.root == JsonKind::object && has("n_categories") && has("token2feat");
}

Acceptance accepts(const Sniff& sniff) { return is_vocabulary(sniff) ? Match::certain : Match::no; }

// The other file of the pair, in the same folder: the merge table by its name,
// the features by theirs; of several the one that shares what stands before the
// name ("Beauty." in Beauty.actionpiece.json).
Result<std::string> find_partner(const std::string& path, bool have_vocabulary) {
  namespace fs = std::filesystem;
  const fs::path self(path);
  const std::string name = self.filename().string();
  const fs::path folder = self.has_parent_path() ? self.parent_path() : fs::path(".");
  std::vector<std::string> found;
  std::error_code error;
  if (path != standard_input && fs::exists(self, error)) {
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
      const std::string other = entry->path().filename().string();
      if (other == name) continue;
      if (have_vocabulary ? other.ends_with(".feat") || other.ends_with(".feat.json")
                          : other.ends_with(kVocabulary))
        found.push_back(other);
    }
  }
  std::sort(found.begin(), found.end());
  if (found.size() > 1) {
    const std::string start = name.substr(0, name.find('.') + 1);
    std::vector<std::string> related;
    std::copy_if(found.begin(), found.end(), std::back_inserter(related),
                 [&](const std::string& other) { return other.starts_with(start); });
    if (related.size() == 1) found = related;
  }
  if (found.size() == 1)
    return (self.has_parent_path() ? folder / found.front() : fs::path(found.front())).string();
  const std::string wanted = have_vocabulary ? "the item features (*.feat or *.feat.json)"
                                             : "the merge table (actionpiece.json)";
  return fail(found.empty() ? ErrorCode::cannot_open : ErrorCode::malformed,
              found.empty() ? "ActionPiece tables are two files: " + wanted + " is not beside it"
                            : "more than one file beside it may be " + wanted,
              {path, {}, {}}, "name the other file with --mapping");
}

// Item features to codes. Rows hold the features as they stand, or sorted by
// category where they are a set.
class FeatureRow {
 public:
  explicit FeatureRow(const ActionPieceVocabulary& vocabulary) : vocabulary_(&vocabulary) {}

  bool operator()(JsonInput& input, TableBuilder& builder, JsonInput::Value& list) {
    const char* where = JsonInput::raw(list).data();
    features_.clear();
    const bool read = input.elements(list, "a list of features", [&](JsonInput::Value& element) {
      std::uint32_t value = 0;
      if (!input.code(element, value)) return false;
      features_.push_back({category(value), value});
      return true;
    });
    if (!read) return false;
    if (vocabulary_->category_of) {
      std::sort(features_.begin(), features_.end());
    } else if (features_.size() != vocabulary_->categories) {
      return input.fail(ErrorCode::malformed, where,
                        std::to_string(features_.size()) + " features, where the merge table has " +
                            std::to_string(vocabulary_->categories) + " categories");
    }
    for (const Feature& one : features_) {
      if (!vocabulary_->has(one.category, one.value)) ++unknown_;
      builder.code(one.value);
    }
    ++items_;
    return true;
  }

  void add_findings(Table& table) const {
    table.findings.push_back(
        {Finding::Kind::several_sequences,
         "an item has several token sequences by design: any order and merging of its features. "
         "Each of the " +
             std::to_string(vocabulary_->tokens) +
             " tokens expands to one fixed set of features, so two items share a sequence exactly "
             "when their features are equal, and the features stand for the item here. Tokens "
             "merged across items concern whole histories and are not judged (law E2)",
         items_});
    if (unknown_ > 0)
      table.findings.push_back(
          {Finding::Kind::out_of_codebook,
           std::to_string(unknown_) + " features have no token: such items cannot be tokenized",
           unknown_});
  }

 private:
  struct Feature {
    std::uint32_t category = 0;
    std::uint32_t value = 0;
    auto operator<=>(const Feature&) const = default;
  };

  [[nodiscard]] std::uint32_t category(std::uint32_t value) const {
    if (!vocabulary_->category_of) return static_cast<std::uint32_t>(features_.size());
    const auto found = vocabulary_->category_of->find(value);
    return found == vocabulary_->category_of->end() ? vocabulary_->categories : found->second;
  }

  const ActionPieceVocabulary* vocabulary_;
  std::vector<Feature> features_;
  std::uint64_t unknown_ = 0;
  std::uint64_t items_ = 0;
};

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  const bool have_vocabulary = is_vocabulary(Sniff(file));
  Result<std::string> partner =
      options.mapping.empty() ? find_partner(file.path(), have_vocabulary) : options.mapping;
  if (!partner) return tl::unexpected<Error>(partner.error());
  const Result<MappedFile> other = MappedFile::open(*partner);
  if (!other) return tl::unexpected<Error>(other.error());
  const MappedFile& vocabulary_file = have_vocabulary ? file : *other;
  const MappedFile& feature_file = have_vocabulary ? *other : file;
  const Result<ActionPieceVocabulary> vocabulary =
      read_actionpiece_vocabulary(vocabulary_file, progress);
  if (!vocabulary) return tl::unexpected<Error>(vocabulary.error());
  FeatureRow row(*vocabulary);
  Result<Table> table =
      read_items(feature_file, kName, options, progress,
                 [&](JsonInput& input, TableBuilder& builder, JsonInput::Value& value) {
                   return row(input, builder, value);
                 });
  if (!table) return table;
  row.add_findings(*table);
  return table;
}

}  // namespace

const Reader& actionpiece_reader() {
  static const Reader reader{
      {kName, "actionpiece.json with the item features *.feat beside it"}, accepts, read};
  return reader;
}

}  // namespace sidproof

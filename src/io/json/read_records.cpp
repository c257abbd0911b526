// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "io/columns/csv_layout.hpp"
#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/json/json_shape.hpp"
#include "io/json/sid_value.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "records-json";

std::vector<std::string> names_of(const std::vector<JsonMember>& members) {
  std::vector<std::string> names;
  for (const JsonMember& member : members) names.emplace_back(member.key);
  return names;
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    text += name.substr(0, 24);
  }
  return text.substr(0, 120);
}

// JSON lines or a list of objects; one object alone is a record, too.
Acceptance accepts(const Sniff& sniff) {
  const std::vector<JsonMember> first = first_record(sniff);
  if (first.empty()) return Match::no;
  const std::vector<std::string> names = names_of(first);
  const Result<std::optional<ColumnLayout>> layout = find_columns(names);
  if (!layout) return Acceptance::near_miss(layout.error().what);
  const bool several = sniff.json.root == JsonKind::array || sniff.json.several_documents;
  if (!*layout)
    return several ? Acceptance::near_miss(
                         "no field of the records holds a SID (sid, codes, token_ids, c0, ...); "
                         "there are " +
                         listed(names))
                   : Acceptance(Match::no);
  const ColumnLayout& found = **layout;
  if (found.user)
    return Acceptance::near_miss("the field " + names[*found.user] +
                                 " says that the records are events of users and no items");
  if (!found.item && !found.item_list)
    return several ? Acceptance::near_miss(
                         "no field of the records names the item (item_id, item, asin, id, ...); "
                         "there are " +
                         listed(names))
                   : Acceptance(Match::no);
  if (found.list) {
    const JsonKind kind = first[*found.list].kind;
    if (kind != JsonKind::string && kind != JsonKind::array)
      return Acceptance::near_miss("the field " + names[*found.list] +
                                   " is neither a list nor a text");
  }
  return Match::certain;
}

// Where the objects of the file stand, one after the other: JSON lines, or the elements
// of one list.
class Objects {
 public:
  explicit Objects(std::string_view bytes) : bytes_(bytes) {
    if (bytes_.starts_with("\xef\xbb\xbf")) at_ = 3;
    blanks();
    list_ = at_ < bytes_.size() && bytes_[at_] == '[';
    if (list_) ++at_;
  }

  // The next object; nothing at the end or where something else stands (`fault`).
  std::optional<std::string_view> next() {
    blanks();
    if (list_ && any_ && at_ < bytes_.size() && bytes_[at_] == ',') {
      ++at_;
      blanks();
    }
    if (at_ == bytes_.size()) {
      if (list_) fault = "the list of records is not closed at the end";
      return std::nullopt;
    }
    if (list_ && bytes_[at_] == ']') {
      ++at_;
      blanks();
      if (at_ != bytes_.size()) fault = "something follows the list of records";
      return std::nullopt;
    }
    if (bytes_[at_] != '{') {
      fault = "expected a record in braces here";
      return std::nullopt;
    }
    any_ = true;
    const std::size_t begin = at_;
    std::size_t depth = 0;
    for (bool inside = false; at_ < bytes_.size(); ++at_) {
      const char c = bytes_[at_];
      if (inside && c == '\\') {
        ++at_;
      } else if (c == '"') {
        inside = !inside;
      } else if (!inside && (c == '{' || c == '[')) {
        ++depth;
      } else if (!inside && (c == '}' || c == ']') && --depth == 0) {
        ++at_;
        return bytes_.substr(begin, at_ - begin);
      }
    }
    at_ = begin;
    fault = "the record that starts here never ends: the file may be truncated";
    return std::nullopt;
  }

  [[nodiscard]] std::size_t at() const { return at_; }
  std::string fault;

 private:
  void blanks() { at_ = std::min(bytes_.find_first_not_of(" \t\r\n", at_), bytes_.size()); }

  std::string_view bytes_;
  std::size_t at_ = 0;
  bool list_ = false;
  bool any_ = false;
};

class RecordReader {
 public:
  RecordReader(const MappedFile& file, const ReadOptions& options, Progress& progress)
      : file_(file), progress_(progress), input_(file, progress), builder_(file, kName, options) {}

  Result<Table> read() {
    Objects objects(file_.bytes());
    for (std::uint64_t seen = 0;; ++seen) {
      const std::optional<std::string_view> object = objects.next();
      if (!object) break;
      const auto byte = static_cast<std::uint64_t>(object->data() - file_.bytes().data());
      if (seen % 8192 == 0)
        progress_.update("reading",
                         static_cast<double>(byte) / static_cast<double>(file_.bytes().size()));
      if (seen == 0)
        if (Result<void> found = find_fields(*object); !found)
          return tl::unexpected(std::move(found.error()));
      if (!record(*object, byte)) return tl::unexpected<Error>(input_.take_error());
    }
    if (!objects.fault.empty())
      return fail(ErrorCode::malformed, objects.fault, file_.at(objects.at()),
                  "records are JSON lines or a JSON list of objects");
    return builder_.finish();
  }

 private:
  Result<void> find_fields(std::string_view object) {
    const std::vector<std::string> names = names_of(sniff_json(object).members);
    Result<std::optional<ColumnLayout>> layout = find_columns(names);
    const auto byte = static_cast<std::uint64_t>(object.data() - file_.bytes().data());
    if (!layout) {
      layout.error().where = file_.at(byte);
      return tl::unexpected(std::move(layout.error()));
    }
    if (!*layout || !((*layout)->item || (*layout)->item_list))
      return fail(ErrorCode::malformed,
                  "no fields hold the item and its SID; there are " + listed(names), file_.at(byte),
                  "name them item_id and sid");
    const ColumnLayout& found = **layout;
    items_are_listed_ = !found.item;
    item_ = names[found.item ? *found.item : *found.item_list];
    if (found.list) sids_ = {names[*found.list]};
    for (const std::size_t column : found.codes) sids_.push_back(names[column]);
    one_code_each_ = !found.list;
    return {};
  }

  bool record(std::string_view object, std::uint64_t byte) {
    items_.clear();
    codes_.assign(one_code_each_ ? sids_.size() : 0, std::nullopt);
    bool any_sid = false;
    JsonInput::Object root;
    const bool read =
        input_.open_part(object, root) &&
        input_.members(root,
                       [&](std::string_view key, const char* where, JsonInput::Value& value) {
                         if (key == item_) return items_.empty() ? items(value) : twice(where);
                         const auto found = std::ranges::find(sids_, key);
                         if (found == sids_.end()) return input_.skip(value);
                         if (one_code_each_)
                           return code(static_cast<std::size_t>(found - sids_.begin()), value);
                         if (any_sid) return twice(where);
                         any_sid = true;
                         return sid_.read(input_, value);
                       }) &&
        input_.close();
    if (!read) return false;
    const char* where = object.data();
    if (items_.empty() && !items_are_listed_)
      return input_.fail(ErrorCode::malformed, where, "the record has no \"" + item_ + '"');
    const bool complete =
        one_code_each_
            ? std::ranges::all_of(codes_, [](const auto& one) { return one.has_value(); })
            : any_sid;
    if (!complete)
      return input_.fail(ErrorCode::malformed, where,
                         "the record has no \"" + sids_[missing_code()] + '"');
    for (const std::string& item : items_) {
      builder_.row(item, byte);
      if (!one_code_each_ && !sid_.append_to(builder_, input_)) return false;
      for (const std::optional<std::uint32_t>& code : codes_) builder_.code(*code);
    }
    return true;
  }

  [[nodiscard]] std::size_t missing_code() const {
    const auto found =
        std::ranges::find_if(codes_, [](const auto& one) { return !one.has_value(); });
    return found == codes_.end() ? 0 : static_cast<std::size_t>(found - codes_.begin());
  }

  bool twice(const char* where) {
    return input_.fail(ErrorCode::malformed, where - 1, "the field stands twice in the record");
  }

  bool code(std::size_t position, JsonInput::Value& value) {
    std::uint32_t code = 0;
    if (!input_.code(value, code)) return false;
    codes_[position] = code;
    return true;
  }

  bool items(JsonInput::Value& value) {
    std::string_view id;
    if (!items_are_listed_) {
      if (!input_.id(value, "an item id", id)) return false;
      items_.emplace_back(id);
      return true;
    }
    return input_.elements(value, "a list of items", [&](JsonInput::Value& element) {
      const char* where = JsonInput::raw(element).data();
      std::string_view one;
      if (!input_.id(element, "an item id", one)) return false;
      if (is_ellipsis(one))
        return input_.fail(ErrorCode::unsupported, where,
                           "the list of items is cut off with " + quoted(one),
                           "write the table again with all items of each SID");
      items_.emplace_back(one);
      return true;
    });
  }

  const MappedFile& file_;
  Progress& progress_;
  JsonInput input_;
  TableBuilder builder_;
  std::string item_;  // the field that names the item, or lists the items
  bool items_are_listed_ = false;
  std::vector<std::string> sids_;  // the field of the SID, or one a position
  bool one_code_each_ = false;
  SidValue sid_;
  std::vector<std::string> items_;
  std::vector<std::optional<std::uint32_t>> codes_;
};

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  return RecordReader(file, options, progress).read();
}

}  // namespace

const Reader& records_reader() {
  static const Reader reader{
      {kName, "JSON lines or a list of {\"item_id\": ..., \"sid\": \"SID_3_1\" or [3, 1]}"},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof

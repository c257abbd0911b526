// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_shape.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace sidproof {
namespace {

constexpr std::size_t kSniffed = std::size_t{1} << 20;
constexpr std::size_t kMembers = 64;

class Outline {
 public:
  explicit Outline(std::string_view text) : text_(text.substr(0, kSniffed)) {}

  JsonShape read() {
    JsonShape shape;
    blanks();
    shape.root = kind();
    if (shape.root != JsonKind::object && shape.root != JsonKind::array) {
      shape.root = JsonKind::none;
      return shape;
    }
    const bool whole = shape.root == JsonKind::object ? object(shape.members, 1) : skip();
    if (whole) {
      blanks();
      shape.several_documents = kind() != JsonKind::none;
    }
    return shape;
  }

 private:
  [[nodiscard]] bool at_end() const { return next_ >= text_.size(); }

  void blanks() {
    while (!at_end() && std::string_view(" \t\r\n").find(text_[next_]) != std::string_view::npos)
      ++next_;
  }

  [[nodiscard]] JsonKind kind() const {
    if (at_end()) return JsonKind::none;
    switch (text_[next_]) {
      case '{': return JsonKind::object;
      case '[': return JsonKind::array;
      case '"': return JsonKind::string;
      case 't':
      case 'f': return JsonKind::boolean;
      case 'n': return JsonKind::null;
      default: break;
    }
    const char c = text_[next_];
    if (c != '-' && (c < '0' || c > '9')) return JsonKind::none;
    const std::size_t end = text_.find_first_not_of("+-0123456789.eE", next_);
    const std::string_view number = text_.substr(next_, end - next_);
    return number.find_first_of(".eE") == std::string_view::npos ? JsonKind::integer
                                                                 : JsonKind::other_number;
  }

  // Each of these moves behind what it names and says whether its end was seen.
  bool string(std::string_view& raw) {
    const std::size_t begin = ++next_;
    while (!at_end() && text_[next_] != '"') next_ += text_[next_] == '\\' ? 2U : 1U;
    const bool closed = !at_end();
    if (!closed) next_ = text_.size();
    raw = text_.substr(begin, next_ - begin);
    if (closed) ++next_;
    return closed;
  }

  bool skip() {
    std::size_t depth = 0;
    do {
      blanks();
      if (at_end()) return false;
      const char c = text_[next_];
      if (c == '"') {
        std::string_view ignored;
        if (!string(ignored)) return false;
        continue;
      }
      if (c == '{' || c == '[') ++depth;
      if (c == '}' || c == ']') {
        if (depth == 0) return false;
        --depth;
      }
      if (c == ',' || c == ':' || c == '{' || c == '[' || c == '}' || c == ']') {
        if (depth == 0 && (c == ',' || c == ':')) return false;
        ++next_;
      } else {
        next_ = text_.find_first_of(",:{}[]\" \t\r\n", next_);
        if (next_ == std::string_view::npos) next_ = text_.size();
      }
    } while (depth > 0);
    return true;
  }

  // `levels` more levels of objects are looked into.
  bool object(std::vector<JsonMember>& members, int levels) {
    ++next_;
    for (;;) {
      blanks();
      if (at_end()) return false;
      if (text_[next_] == '}') {
        ++next_;
        return true;
      }
      if (text_[next_] == ',') {
        ++next_;
        continue;
      }
      if (text_[next_] != '"' || members.size() == kMembers) return false;
      JsonMember member;
      if (!string(member.key)) return false;
      blanks();
      if (at_end() || text_[next_] != ':') return false;
      ++next_;
      blanks();
      const bool whole = value(member, levels);
      members.push_back(std::move(member));
      if (!whole) return false;
    }
  }

  bool value(JsonMember& member, int levels) {
    member.kind = kind();
    const std::size_t begin = next_;
    switch (member.kind) {
      case JsonKind::none: return false;
      case JsonKind::string: return string(member.text);
      case JsonKind::object:
        if (levels > 0) return object(member.members, levels - 1);
        return skip();
      case JsonKind::array: {
        ++next_;
        blanks();
        member.first = kind();
        if (member.first == JsonKind::object) static_cast<void>(object(member.members, 0));
        next_ = begin;
        return with_text(member, begin);
      }
      default: return with_text(member, begin);
    }
  }

  bool with_text(JsonMember& member, std::size_t begin) {
    const bool whole = skip();
    member.text = text_.substr(begin, next_ - begin);
    return whole;
  }

  std::string_view text_;
  std::size_t next_ = 0;
};

}  // namespace

JsonShape sniff_json(std::string_view text) { return Outline(text).read(); }

std::string sniffed_text(std::string_view raw) {
  std::string text;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '\\' || i + 1 == raw.size()) {
      text += raw[i];
      continue;
    }
    const char kind = raw[++i];
    const std::string_view hex = raw.substr(i + 1, 4);
    unsigned point = 0x80;
    if (kind == 'u' && hex.size() == 4)
      (void)std::from_chars(hex.data(), hex.data() + hex.size(), point, 16);
    if (kind == 't' || kind == 'n' || kind == 'r') {
      text += ' ';
    } else if (kind == '"' || kind == '/' || kind == '\\') {
      text += kind;
    } else if (point < 0x80) {
      text += static_cast<char>(point);
      i += 4;
    } else {
      text += '\\';
      text += kind;
    }
  }
  return text;
}

std::vector<JsonMember> first_record(const Sniff& sniff) {
  if (sniff.json.root == JsonKind::object) return sniff.json.members;
  if (sniff.json.root != JsonKind::array) return {};
  const JsonShape inside = sniff_json(sniff.head.substr(sniff.head.find('[') + 1));
  return inside.root == JsonKind::object ? inside.members : std::vector<JsonMember>();
}

const JsonMember* find_member(const std::vector<JsonMember>& members, std::string_view key) {
  const auto found = std::ranges::find(members, key, &JsonMember::key);
  return found == members.end() ? nullptr : &*found;
}

bool is_one_object(const JsonShape& json) {
  return json.root == JsonKind::object && !json.several_documents && !json.members.empty();
}

bool keys_are_words(const JsonShape& json) {
  constexpr std::string_view kWord = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_- $";
  return std::ranges::all_of(json.members, [&](const JsonMember& member) {
    return member.key.size() > 1 && member.key.find_first_not_of(kWord) == std::string_view::npos;
  });
}

bool is_object_of_objects_with(const JsonShape& json, std::string_view key, JsonKind kind) {
  if (!is_one_object(json)) return false;
  const JsonMember& first = json.members.front();
  if (first.kind != JsonKind::object) return false;
  const JsonMember* found = find_member(first.members, key);
  return found != nullptr && found->kind == kind;
}

}  // namespace sidproof

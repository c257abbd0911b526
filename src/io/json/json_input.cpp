// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/json_input.hpp"

#include <algorithm>
#include <string>

#include "io/json/json_faults.hpp"
#include "io/tables/table_builder.hpp"

namespace sidproof {
namespace {

constexpr unsigned kDeepest = 256;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(kBlanks) + 1);
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::string_view kind_of(std::string_view raw) {
  if (raw.empty()) return "nothing";
  switch (raw.front()) {
    case '{': return "an object";
    case '[': return "a list";
    case '"': return "a string";
    case 'n': return "null";
    case 't':
    case 'f': return "a truth value";
    default: return "a number";
  }
}

}  // namespace

bool JsonInput::open(Object& root) {
  std::string_view document = file_->bytes();
  if (document.starts_with(kByteOrderMark)) document.remove_prefix(kByteOrderMark.size());
  return open_part(document, root);
}

bool JsonInput::open_part(std::string_view part, Object& root) {
  if (part.size() >= simdjson::SIMDJSON_MAXSIZE_BYTES - simdjson::SIMDJSON_PADDING)
    return fail(ErrorCode::too_large, file_->bytes().data(),
                "JSON of 4 GiB or more cannot be read (the limit of simdjson)",
                "write the table as .npy or CSV");
  item_ = nullptr;
  const auto behind = static_cast<std::size_t>(file_->bytes().data() + file_->bytes().size() -
                                               (part.data() + part.size()));
  const std::size_t allocated = part.size() + behind + file_->padding();
  if (const auto error = parser_.iterate(part.data(), part.size(), allocated).get(document_))
    return fail_document(error, part);
  const std::size_t start = part.find_first_not_of(kBlanks);
  if (part[start] != '{')
    return fail(ErrorCode::malformed, part.data() + start,
                "the JSON is " + std::string(kind_of(part.substr(start))) + ", not an object",
                "a table is an object with one member an item");
  if (const auto error = document_.get_object().get(root)) return fail_document(error, part);
  return true;
}

bool JsonInput::close() {
  item_ = nullptr;
  const char* where = nullptr;
  if (document_.current_location().get(where) == simdjson::OUT_OF_BOUNDS) return true;
  return fail(ErrorCode::malformed, where, "something follows the end of the JSON document",
              "if this is JSON lines, it is another format");
}

bool JsonInput::id(Value& value, std::string_view what, std::string_view& text) {
  if (const std::string_view number = raw(value); is_digits(number)) {
    text = number;
    return true;
  }
  return string(value, what, text);
}

std::string_view JsonInput::raw(Value& value) {
  const std::string_view token = value.raw_json_token();
  return !token.empty() && (token.front() == '{' || token.front() == '[') ? token.substr(0, 1)
                                                                          : trimmed_end(token);
}

bool JsonInput::skip(Value& value) { return skip(value, 0); }

bool JsonInput::skip(Value& value, unsigned depth) {
  const std::string_view text = raw(value);
  if (depth > kDeepest)
    return fail(ErrorCode::malformed, text.data(),
                "the JSON is nested more than " + std::to_string(kDeepest) + " levels deep");
  if (text.starts_with('{')) {
    Object inner;
    return object(value, "an object", inner) &&
           members(inner, [&](std::string_view, const char*, Value& member) {
             return skip(member, depth + 1);
           });
  }
  if (text.starts_with('['))
    return elements(value, "a list", [&](Value& element) { return skip(element, depth + 1); });
  if (text.starts_with('"')) {
    std::string_view ignored;
    return string(value, "a string", ignored);
  }
  // An unread scalar is passed over by simdjson, so it is checked here. Numbers
  // may be of any size: nobody needs them.
  if (text == "true" || text == "false" || text == "null" || is_json_number(text)) return true;
  return fail(ErrorCode::malformed, text.data(), quoted(text) + " is no JSON value");
}

bool JsonInput::fail(ErrorCode code, const char* where, std::string what, std::string hint) {
  if (item_ != nullptr) {
    const std::size_t length =
        string_length(file_->bytes().substr(static_cast<std::size_t>(byte(item_)) + 1));
    what = "item " + quoted(std::string_view(item_ + 1, length)) + ": " + what;
  }
  error_ = {code, std::move(what), file_->at(byte(where)), std::move(hint)};
  return false;
}

bool JsonInput::fail_type(Value& value, std::string_view what) {
  const std::string_view found = raw(value);
  std::string shown(kind_of(found));
  if (!found.empty() && found.front() != '{' && found.front() != '[')
    shown = found.front() == '"'
                ? "the string " + quoted(found.substr(1, string_length(found.substr(1))))
                : std::string(found.substr(0, 40));
  return fail(ErrorCode::malformed, found.data(),
              "expected " + std::string(what) + ", found " + shown);
}

bool JsonInput::fail_code(Value& value) {
  const std::string_view text = raw(value);
  if (is_digits(text) && (text.size() == 1 || text.front() != '0'))
    return fail(
        ErrorCode::out_of_range, text.data(),
        "code " + std::string(text.substr(0, 40)) + " is above 4294967295, the largest code",
        "hashes are no codes; number the codewords of each level");
  if (text.starts_with('-') && is_digits(text.substr(1)))
    return fail(ErrorCode::out_of_range, text.data(),
                "code " + std::string(text.substr(0, 40)) + " is negative",
                "codes count from 0; remove padding before saving");
  if (is_json_number(text))
    return fail(ErrorCode::malformed, text.data(),
                "code " + std::string(text.substr(0, 40)) + " is not an integer",
                "cast the codes to integers before saving");
  return fail_type(value, "an integer code");
}

bool JsonInput::fail_json(simdjson::error_code error) {
  const char* where = nullptr;
  if (document_.current_location().get(where) != simdjson::SUCCESS)
    where = file_->bytes().data() + file_->bytes().size();
  switch (error) {
    case simdjson::TAPE_ERROR:
    case simdjson::INCORRECT_TYPE:
      return fail(ErrorCode::malformed, where,
                  "the JSON is broken here: a comma, colon, key or bracket is missing");
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return fail(ErrorCode::malformed, where, "the JSON ends too early",
                  "the file may be truncated");
    default:
      return fail(ErrorCode::malformed, where,
                  std::string("broken JSON: ") + simdjson::error_message(error));
  }
}

bool JsonInput::fail_document(simdjson::error_code error, std::string_view part) {
  const auto at = [&](std::size_t offset) { return part.data() + std::min(offset, part.size()); };
  switch (error) {
    case simdjson::EMPTY: return fail(ErrorCode::malformed, at(0), "the file is empty");
    case simdjson::CAPACITY:
    case simdjson::MEMALLOC:
      return fail(ErrorCode::too_large, at(0), "the JSON does not fit into memory",
                  "write the table as .npy or CSV");
    case simdjson::UTF8_ERROR:
      return fail(ErrorCode::malformed, at(find_broken_utf8(part)), "the text is not valid UTF-8",
                  "convert the file to UTF-8");
    case simdjson::UNCLOSED_STRING:
    case simdjson::UNESCAPED_CHARS: {
      const StringFault fault = find_string_fault(part);
      if (fault.unclosed)
        return fail(ErrorCode::malformed, at(fault.offset),
                    "the string that starts here never ends", "the file may be truncated");
      return fail(ErrorCode::malformed, at(fault.offset),
                  "a control character stands unescaped in a string");
    }
    case simdjson::INCOMPLETE_ARRAY_OR_OBJECT:
      return fail(ErrorCode::malformed, at(trimmed_end(part).size()),
                  "the JSON object is not closed at the end", "the file may be truncated");
    default:
      return fail(ErrorCode::malformed, at(0),
                  std::string("broken JSON: ") + simdjson::error_message(error));
  }
}

void JsonInput::tell_progress(const char* where) {
  progress_->update("reading",
                    static_cast<double>(byte(where)) / static_cast<double>(file_->bytes().size()));
}

bool JsonInput::unescaped_slow(const char* raw, std::size_t plain, std::string_view& text) {
  const std::string_view rest(
      raw + plain,
      static_cast<std::size_t>(file_->bytes().data() + file_->bytes().size() - (raw + plain)));
  const std::size_t length = plain + string_length(rest);
  scratch_.resize(length + simdjson::SIMDJSON_PADDING);
  auto* target = reinterpret_cast<std::uint8_t*>(scratch_.data());
  if (parser_
          .unescape(simdjson::ondemand::raw_json_string(reinterpret_cast<const std::uint8_t*>(raw)),
                    target)
          .get(text) != simdjson::SUCCESS)
    return fail(ErrorCode::malformed, raw - 1,
                "the string " + quoted(std::string_view(raw, length)) +
                    " has an escape that JSON does not know",
                "half of a surrogate pair is none");
  return true;
}

}  // namespace sidproof

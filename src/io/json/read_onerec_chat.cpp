// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/json/json_readers.hpp"
#include "io/json/json_rows.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kName = "onerec-chat";
constexpr std::string_view kBegin = "<|sid_begin|>";
constexpr std::string_view kEnd = "<|sid_end|>";
constexpr std::array<std::string_view, 5> kIdKeys{"item", "item_id", "raw_item_id", "pid", "id"};

Acceptance accepts(const Sniff& sniff) {
  const JsonShape& json = sniff.json;
  return json.root == JsonKind::object && std::any_of(json.members.begin(), json.members.end(),
                                                      [](const JsonMember& member) {
                                                        return member.key == "messages" &&
                                                               member.kind == JsonKind::array;
                                                      })
             ? Match::certain
             : Match::no;
}

// One line: whose item it is, and what the assistant says. SIDs in the prompt
// belong to the history.
class ChatLine {
 public:
  explicit ChatLine(JsonInput& input) : input_(&input) {}

  bool read(std::string_view line) {
    JsonInput::Object root;
    return input_->open_part(line, root) &&
           input_->members(root, [&](std::string_view key, const char*,
                                     JsonInput::Value& value) { return member(key, value); }) &&
           input_->close();
  }

  std::string id;
  bool has_id = false;
  std::string answer;  // all that the assistant says

 private:
  bool member(std::string_view key, JsonInput::Value& value) {
    if (key == "messages")
      return input_->elements(value, "a list of messages",
                              [&](JsonInput::Value& one) { return message(one); });
    const auto* found = std::find(kIdKeys.begin(), kIdKeys.end(), key);
    // The most telling of several id keys counts, whatever their order.
    if (found == kIdKeys.end() || (has_id && found >= rank_)) return input_->skip(value);
    std::string_view text;
    if (!input_->id(value, "an item id", text)) return false;
    id = text;
    has_id = true;
    rank_ = found;
    return true;
  }

  bool message(JsonInput::Value& value) {
    JsonInput::Object fields;
    std::string role;
    std::string content;
    const bool read =
        input_->object(value, "a message with role and content", fields) &&
        input_->members(fields, [&](std::string_view key, const char*, JsonInput::Value& field) {
          if (key == "content") return this->content(field, content);
          if (key != "role") return input_->skip(field);
          std::string_view text;
          if (!input_->string(field, "a role in quotes", text)) return false;
          role = text;
          return true;
        });
    if (read && role == "assistant") answer += content;
    return read;
  }

  // A string, or a list of parts {"type": "text", "text": "..."}.
  bool content(JsonInput::Value& value, std::string& into) {
    const std::string_view raw = JsonInput::raw(value);
    if (raw == "null") return input_->skip(value);
    if (!raw.starts_with('[')) {
      std::string_view text;
      if (!input_->string(value, "the content as a string or list of parts", text)) return false;
      into += text;
      return true;
    }
    return input_->elements(value, "a list of parts", [&](JsonInput::Value& part) {
      JsonInput::Object fields;
      return input_->object(part, "a part with a text", fields) &&
             input_->members(fields,
                             [&](std::string_view key, const char*, JsonInput::Value& field) {
                               if (key != "text") return input_->skip(field);
                               std::string_view text;
                               if (!input_->string(field, "a text in quotes", text)) return false;
                               into += text;
                               return true;
                             });
    });
  }

  JsonInput* input_;
  const std::string_view* rank_ = nullptr;
};

// The tokens of the SID; what is wrong with the answer, or empty.
struct Answer {
  std::vector<SidToken> tokens;
  std::string fault;
  bool any = false;
};

Answer find_sid(std::string_view answer) {
  Answer found;
  const std::size_t begin = answer.find(kBegin);
  if (begin == std::string_view::npos) return found;
  found.any = true;
  const std::size_t end = answer.find(kEnd, begin);
  if (end == std::string_view::npos) {
    found.fault = "a SID of the assistant has no <|sid_end|>";
    return found;
  }
  if (answer.find(kBegin, begin + 1) != std::string_view::npos) {
    found.fault = "the assistant names more than one SID: which one is the item's?";
    return found;
  }
  const std::string_view inside = answer.substr(begin + kBegin.size(), end - begin - kBegin.size());
  if (inside.find_first_not_of(" \t\r\n") == std::string_view::npos) return found;
  Result<SidText> sid = parse_sid_text(inside);
  if (sid && sid->form == SidForm::pieces)
    found.tokens = std::move(sid->tokens);
  else
    found.fault = "the SID " + quoted(inside) + " is not made of tokens like <s_a_3>";
  return found;
}

Result<Table> read(const MappedFile& file, const ReadOptions& options, Progress& progress) {
  JsonInput input(file, progress);
  TableBuilder builder(file, kName, options);
  LineReader lines(file.bytes());
  std::uint64_t without = 0;
  const auto size = static_cast<double>(file.bytes().size());
  for (std::uint64_t seen = 1; lines.next(); ++seen) {
    if (seen % 4096 == 0) progress.update("reading", static_cast<double>(lines.byte()) / size);
    ChatLine line(input);
    if (!line.read(lines.text())) return tl::unexpected<Error>(input.take_error());
    const Answer answer = find_sid(line.answer);
    if (!answer.fault.empty())
      return fail(ErrorCode::malformed, answer.fault, file.at(lines.byte()));
    if (!answer.any) {
      ++without;
      continue;
    }
    if (!line.has_id)
      return fail(ErrorCode::malformed,
                  "the line does not say which item it is about: none of the keys item, item_id, "
                  "raw_item_id, pid, id",
                  file.at(lines.byte()), "add the item's id to every line");
    builder.row(line.id, lines.byte());
    for (const SidToken& token : answer.tokens) builder.text(token.text);
  }
  if (without > 0)
    builder.add({Finding::Kind::skipped_rows,
                 std::to_string(without) + " lines without a SID of the assistant were left out",
                 without});
  return builder.finish();
}

}  // namespace

const Reader& onerec_chat_reader() {
  static const Reader reader{
      {kName, "JSON lines {\"item\": ..., \"messages\": [...]} with <|sid_begin|>...<|sid_end|>"},
      accepts,
      read};
  return reader;
}

}  // namespace sidproof

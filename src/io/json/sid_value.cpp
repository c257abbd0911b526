// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/json/sid_value.hpp"

namespace sidproof {

bool SidValue::read(JsonInput& input, JsonInput::Value& value) {
  const std::string_view raw = JsonInput::raw(value);
  where_ = raw.data();
  texts_.clear();
  codes_.clear();
  if (raw.starts_with('"')) return read_text(input, value);
  if (!raw.starts_with('[')) return input.fail_type(value, "a SID as text or list");
  return input.elements(value, "a SID as text or list",
                        [&](JsonInput::Value& element) { return read_element(input, element); });
}

bool SidValue::read_text(JsonInput& input, JsonInput::Value& value) {
  std::string_view text;
  if (!input.string(value, "a SID in quotes", text)) return false;
  if (text.empty()) return true;
  const auto tokens = reading_.read(text);
  if (!tokens)
    return input.fail(tokens.error().code, where_, tokens.error().what, tokens.error().hint);
  if (reading_.last().form == SidForm::single)
    return input.fail(ErrorCode::malformed, where_,
                      quoted(text) + " is one word or number and no sequence of tokens",
                      "known forms: SID_005_003, <a_5><b_3>, 5,3, [5, 3] (docs/formats.md)");
  for (const SidToken& token : **tokens) texts_.push_back(token.text);
  return true;
}

bool SidValue::read_element(JsonInput& input, JsonInput::Value& element) {
  const std::string_view raw = JsonInput::raw(element);
  if (!raw.starts_with('"')) {
    std::uint32_t code = 0;
    if (!input.code(element, code)) return false;
    codes_.push_back(code);
  } else {
    std::string_view token;
    if (!input.string(element, "a token in quotes", token)) return false;
    texts_.emplace_back(token);
  }
  return (texts_.empty() || codes_.empty()) ||
         input.fail(ErrorCode::malformed, raw.data(), "integer codes and texts stand in one list",
                    "a table has either integer codes or textual tokens");
}

bool SidValue::append_to(TableBuilder& builder, JsonInput& input) const {
  if ((!texts_.empty() && builder.holds_codes()) || (!codes_.empty() && builder.holds_texts()))
    return input.fail(ErrorCode::malformed, where_,
                      builder.holds_codes() ? "the SID is a text, the ones before are integer codes"
                                            : "the SID is integer codes, the ones before are texts",
                      "a table has either integer codes or textual tokens");
  for (const std::string& token : texts_) builder.text(token);
  for (const std::uint32_t code : codes_) builder.code(code);
  return true;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "io/json/json_input.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {

/// The SIDs that stand as values in JSON, all of one kind: texts (see SidReading),
/// lists of tokens in quotes, or lists of integer codes.
class SidValue {
 public:
  /// Reads the next one. Errors, by JsonInput::fail: what is none of these, one word or
  /// number in place of a sequence, codes after texts or texts after codes.
  [[nodiscard]] bool read(JsonInput& input, JsonInput::Value& value);

  /// Appends the tokens of the last one to the current row; false after a failure.
  [[nodiscard]] bool append_to(TableBuilder& builder, JsonInput& input) const;

 private:
  [[nodiscard]] bool read_text(JsonInput& input, JsonInput::Value& value);
  [[nodiscard]] bool read_element(JsonInput& input, JsonInput::Value& element);

  SidReading reading_;
  std::vector<std::string> texts_;
  std::vector<std::uint32_t> codes_;
  const char* where_ = nullptr;
};

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/sid_text.hpp"

namespace sidproof {

/// Puts the tokens that cells of text hold into a TableBuilder. A table is either
/// all integer codes or all texts; its first token decides which.
class CellTokens {
 public:
  explicit CellTokens(TableBuilder& builder) : builder_(&builder) {}

  /// One cell, one token: a decimal number is a code, anything else a text.
  /// Errors: out_of_range (a negative code, one above 2^32 - 1), malformed (an
  /// empty cell, a real, a code among texts or a text among codes).
  [[nodiscard]] Result<void> add(std::string_view cell, std::string_view column,
                                 const Location& where);

  /// One cell, the whole sequence as a SID in text (see SidReading). Numbers of lists
  /// are codes; quoted elements, and numbers behind words or joined (1_2), are texts
  /// as they are written. Errors as add() and SidReading::read.
  [[nodiscard]] Result<void> add_list(std::string_view cell, std::string_view column,
                                      const Location& where);

 private:
  [[nodiscard]] Result<void> add_text(std::string_view text, std::string_view column,
                                      const Location& where);

  TableBuilder* builder_;
  SidReading reading_;
};

}  // namespace sidproof

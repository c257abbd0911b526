// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace sidproof {

/// How a semantic ID is written as text (docs/formats, "SIDs as text").
enum class SidForm {
  pieces,    ///< <a_1><b_2> or <a_1> <b_2>, also between <|sid_begin|> and <|sid_end|>
  list,      ///< [1, 2], (1 2), ["a", "b"], [1;2]
  separate,  ///< 1,2,3  1 2 3  1;2;3  1|2|3, and a1 b2 or red,shoe: elements as they stand
  joined,    ///< 1_2_3  1-2-3  1.2.3  1:2:3  1/2/3, and a1_b2: numbers, or words ending in one
  prefixed,  ///< the same behind words: SID_005_062, SID-RQ-5-62
  single     ///< one word or number: 17, a_1, C12, red
};

/// One token of a SID.
struct SidToken {
  std::string text;
  bool quoted = false;  ///< it stood in quotes: a text whatever it looks like
};

/// A SID that was read from a text.
struct SidText {
  SidForm form = SidForm::single;
  char separator = '\0';  ///< of separate, joined and prefixed; ' ' stands for blanks
  std::string prefix;     ///< of prefixed: all that stands before the first token
  std::vector<SidToken> tokens;
};

/// Reads one SID. Of form single is also what is no SID by its looks: the caller
/// decides whether a word will do. Errors, without place: malformed (an empty text,
/// empty parts, brackets that do not close) and unsupported (a text with two
/// readings, which are both named: "1.5" is a fraction or the codes 1 and 5,
/// "<a_1><b_2> <a_3><b_4>" one sequence or two).
[[nodiscard]] Result<SidText> parse_sid_text(std::string_view text);

/// Whether a text that stands for one token is a whole sequence by its looks:
/// two or more pieces in angle brackets, two or more numbers, or a text with two
/// readings.
[[nodiscard]] bool holds_several_tokens(std::string_view text);

/// Reads all SIDs of one file, which must be written in one way: the same form
/// and separator, the same words before the numbers, and numbers padded with
/// zeros to one width a position or not at all (005 beside 5 could be one code
/// or two).
class SidReading {
 public:
  /// The tokens of the next SID, valid until the next call. Errors as
  /// parse_sid_text, and malformed where it is written in another way than the
  /// SIDs before it.
  [[nodiscard]] Result<const std::vector<SidToken>*> read(std::string_view text);

  /// How the last SID that was read is written.
  [[nodiscard]] const SidText& last() const { return current_; }

 private:
  struct Example {
    std::optional<SidText> sid;
    std::string text;
  };
  struct Padding {
    std::size_t padded = 0;    ///< digits of the numbers with leading zeros, 0: none yet
    std::size_t shortest = 0;  ///< digits of the shortest number without, 0: none yet
    std::string padded_text;   ///< an example of each
    std::string shortest_text;
  };

  [[nodiscard]] Result<void> same_padding(const SidText& sid, std::string_view text);

  SidText current_;
  Example single_;   // a lone word or number, which does not show how the others are written
  Example several_;  // any other SID
  std::vector<Padding> paddings_;
};

}  // namespace sidproof

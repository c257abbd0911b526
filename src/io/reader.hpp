// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <utility>

#include "io/detect.hpp"
#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace sidproof {

/// How sure a reader is that a file is in its format.
enum class Match {
  no,
  possible,  ///< it has the format's signs, but another format's files may have them too
  certain    ///< a magic number, or keys that only this format has
};

/// A reader's answer to a file. A format is recognised by positive signs only (an
/// item column, brackets, a key of a known name): what could merely be read that way
/// is a near miss, and takes --format.
struct Acceptance {
  Acceptance(Match found) : match(found) {}  // a bare Match says all when nothing is near

  /// Match::no of a file that resembles the format. `missing` is a clause for
  /// people: what the file lacks ("no column names the item").
  [[nodiscard]] static Acceptance near_miss(std::string missing) {
    Acceptance answer(Match::no);
    answer.missing = std::move(missing);
    return answer;
  }

  Match match = Match::no;
  std::string missing;  ///< empty: the file is nowhere near
};

/// One table format: how to recognise it and how to read it. Each lives in a
/// source file of its own; read_table.cpp lists them all.
struct Reader {
  TableFormat format;
  /// Looks at the sniffed head of the file only; never at its name.
  Acceptance (*accepts)(const Sniff& sniff);
  /// Reads the whole file. ReadOptions::format is empty when the format was
  /// recognised and not named: then what the first rows showed must hold for all.
  /// For a format that is recognised but never read (format.readable == false)
  /// this returns the refusal.
  Result<Table> (*read)(const MappedFile& file, const ReadOptions& options, Progress& progress);
};

}  // namespace sidproof

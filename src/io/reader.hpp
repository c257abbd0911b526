// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include "io/detect.hpp"
#include "io/files/mapped_file.hpp"
#include "io/read_table.hpp"

namespace sidproof {

/// How sure a reader is that a file is in its format.
enum class Match {
  no,
  possible,  ///< it can be read that way, but other things look like this too
  certain    ///< a magic number, or keys that only this format has
};

/// One table format: how to recognise it and how to read it. Each lives in a
/// source file of its own; read_table.cpp lists them all.
struct Reader {
  TableFormat format;
  /// Looks at the sniffed head of the file only; never at its name.
  Match (*accepts)(const Sniff& sniff);
  /// Reads the whole file. For a format that is recognised but never read
  /// (format.readable == false) this returns the refusal.
  Result<Table> (*read)(const MappedFile& file, const ReadOptions& options, Progress& progress);
};

}  // namespace sidproof

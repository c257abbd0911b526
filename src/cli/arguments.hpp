// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "cli/console.hpp"

namespace sidproof {

/// Where a command's table comes from.
struct TableSource {
  std::string path;     ///< empty: the built-in demo catalogue
  std::string format;   ///< empty: detect by content
  std::string mapping;  ///< npy: item ids by row
};

/// Reports besides the terminal's; an empty path asks for none, "-" is stdout.
struct ReportPaths {
  std::string json;
  std::string junit;
  std::string sarif;
  std::string html;
  std::string certificate;  ///< of `verify`
};

/// What every command takes.
struct CommonArguments {
  ColorChoice color = ColorChoice::automatic;
  bool quiet = false;    ///< no terminal report, no progress
  unsigned threads = 0;  ///< 0: all cores
};

}  // namespace sidproof

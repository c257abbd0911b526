// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/error.hpp"

namespace sidproof {

std::string to_string(const Error& error) {
  std::string text;
  if (!error.where.path.empty()) {
    text += error.where.path == "-" ? "standard input" : error.where.path;
    if (error.where.line) text += ':' + std::to_string(*error.where.line);
    text += ": ";
  }
  text += error.what;
  if (error.where.byte) text += " (byte " + std::to_string(*error.where.byte) + ')';
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

}  // namespace sidproof

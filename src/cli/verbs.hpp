// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

namespace sidproof {

/// What the manual page and the shells' completions say of one option.
struct VerbOption {
  std::vector<std::string> names;  ///< "-o", "--output"; the place's name for a positional word
  std::string value;               ///< "FILE"; empty for a flag
  std::string description;
  std::vector<std::string> choices;  ///< the only words that it takes, where there are such
  bool positional = false;
  bool required = false;

  /// Is the value a path? Decided by its name on the screen.
  [[nodiscard]] bool takes_path() const;
};

/// One command of the program, as --help describes it.
struct Verb {
  std::string name;
  std::string description;
  std::vector<VerbOption> options;
};

/// A script that completes the verbs and their options. `shell` is bash, zsh or
/// fish; anything else gives an empty text.
[[nodiscard]] std::string completion_script(const std::vector<Verb>& verbs,
                                            const std::string& shell);

/// The manual page sidproof(1), in troff's man macros.
[[nodiscard]] std::string manual_page(const std::vector<Verb>& verbs, const std::string& version);

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/progress.hpp"

namespace sidproof {

enum class ColorChoice { automatic, always, never };

/// What standard output can show.
struct Screen {
  std::size_t width = 80;  ///< columns: the terminal's, at most 120; 80 when it is none
  bool color = false;
};

/// Colours only on a terminal (and not with NO_COLOR or TERM=dumb) unless the
/// choice says otherwise.
[[nodiscard]] Screen screen_of_stdout(ColorChoice choice);

/// A standard stream that was closed before the program began would lend its number to the
/// next file that is opened, and messages would go there: gives it a place where reading or
/// writing fails as before. To be called first.
void keep_standard_streams();

/// Prints text to standard output. Errors: cannot_write (closed pipe, full disk).
[[nodiscard]] Result<void> print(std::string_view text);

/// Prints "sidproof: error: ..." to standard error. A message that cannot be written is lost
/// and changes nothing else; so with print_note() and ProgressBar.
void print_error(const Error& error);

/// Prints "sidproof: note: ..." to standard error.
void print_note(std::string_view text);

/// A bar on standard error for work that lasts longer than half a second; shows
/// nothing when standard error is no terminal.
class ProgressBar final : public Progress {
 public:
  explicit ProgressBar(bool quiet);
  ~ProgressBar() override;
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;
  void update(std::string_view phase, double fraction) override;
  /// Wipes the bar from the line.
  void clear();

 private:
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point drawn_ = start_;
  bool enabled_ = false;
  bool visible_ = false;
};

}  // namespace sidproof

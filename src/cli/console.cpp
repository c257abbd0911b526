// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/console.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace sidproof {

Screen screen_of_stdout(ColorChoice choice) {
  Screen screen;
  const bool terminal = isatty(STDOUT_FILENO) != 0;
  winsize size = {};
  if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    screen.width = std::clamp<std::size_t>(size.ws_col, 40, 120);
  const char* term = std::getenv("TERM");
  const char* no_color = std::getenv("NO_COLOR");
  const bool plain = (no_color != nullptr && *no_color != '\0') ||
                     (term != nullptr && std::string_view(term) == "dumb");
  screen.color =
      choice == ColorChoice::always || (choice == ColorChoice::automatic && terminal && !plain);
  return screen;
}

Result<void> print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
    return fail(ErrorCode::cannot_write,
                fmt::format("cannot write to standard output: {}", std::strerror(errno)));
  return {};
}

void print_error(const Error& error) {
  fmt::print(stderr, "sidproof: error: {}\n", to_string(error));
}

void print_note(std::string_view text) { fmt::print(stderr, "sidproof: note: {}\n", text); }

ProgressBar::ProgressBar(bool quiet) : enabled_(!quiet && isatty(STDERR_FILENO) != 0) {}

ProgressBar::~ProgressBar() { clear(); }

void ProgressBar::update(std::string_view phase, double fraction) {
  using namespace std::chrono_literals;
  const auto now = std::chrono::steady_clock::now();
  if (!enabled_ || now - start_ < 500ms || now - drawn_ < 100ms) return;
  drawn_ = now;
  visible_ = true;
  constexpr int cells = 24;
  const int full = static_cast<int>(std::clamp(fraction, 0.0, 1.0) * cells);
  fmt::print(stderr, "\r\x1b[K{:<32.32} [{:=<{}}{:{}}] {:3.0f} %", phase, "", full, "",
             cells - full, std::clamp(fraction, 0.0, 1.0) * 100);
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (visible_) fmt::print(stderr, "\r\x1b[K");
  visible_ = false;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/console.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "report/display.hpp"

namespace sidproof {
namespace {

// What is said on standard error is help for people: where nobody can hear it, nothing is
// lost that the exit code does not say.
void say(std::string_view text) { std::fwrite(text.data(), 1, text.size(), stderr); }

}  // namespace

void keep_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0)
      // The lowest free number is this one. Opened the wrong way round, so that using the
      // stream fails as it did while it was closed.
      static_cast<void>(::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY));
}

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
  say(fmt::format("sidproof: error: {}\n", printable(to_string(error))));
}

void print_note(std::string_view text) {
  say(fmt::format("sidproof: note: {}\n", printable(text)));
}

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
  say(fmt::format("\r\x1b[K{:<32.32} [{:=<{}}{:{}}] {:3.0f} %", phase, "", full, "", cells - full,
                  std::clamp(fraction, 0.0, 1.0) * 100));
  std::fflush(stderr);
}

void ProgressBar::clear() {
  if (visible_) say("\r\x1b[K");
  visible_ = false;
}

}  // namespace sidproof

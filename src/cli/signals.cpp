// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/signals.hpp"

#include <csignal>

#include "io/files/atomic_file.hpp"

namespace sidproof {
namespace {

extern "C" void remove_outputs_and_die(int signal_number) {
  AtomicFile::remove_partial_files();
  // SA_RESETHAND restored the default action, so this ends the program.
  raise(signal_number);
}

std::atomic<bool> stop_asked{false};
static_assert(std::atomic<bool>::is_always_lock_free);

extern "C" void ask_to_stop(int signal_number) {
  if (!stop_asked.exchange(true)) return;
  std::signal(signal_number, SIG_DFL);
  remove_outputs_and_die(signal_number);
}

void handle_ends(void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP})
    sigaction(signal_number, &action, nullptr);
}

}  // namespace

void install_signal_handlers() {
  handle_ends(remove_outputs_and_die, static_cast<int>(SA_RESETHAND));
  struct sigaction action = {};
  action.sa_handler = SIG_IGN;
  sigemptyset(&action.sa_mask);
  sigaction(SIGPIPE, &action, nullptr);
}

const std::atomic<bool>& stop_asked_by_signal() {
  handle_ends(ask_to_stop, SA_RESTART);
  return stop_asked;
}

}  // namespace sidproof

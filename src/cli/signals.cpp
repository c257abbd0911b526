// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/signals.hpp"

#include <csignal>

#include "io/atomic_file.hpp"

namespace sidproof {
namespace {

extern "C" void remove_outputs_and_die(int signal_number) {
  AtomicFile::remove_partial_files();
  // SA_RESETHAND restored the default action, so this ends the program.
  raise(signal_number);
}

}  // namespace

void install_signal_handlers() {
  struct sigaction action = {};
  action.sa_handler = remove_outputs_and_die;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigemptyset(&action.sa_mask);
  for (const int signal_number : {SIGINT, SIGTERM, SIGHUP})
    sigaction(signal_number, &action, nullptr);
  action.sa_handler = SIG_IGN;
  action.sa_flags = 0;
  sigaction(SIGPIPE, &action, nullptr);
}

}  // namespace sidproof

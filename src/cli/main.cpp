// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Exceptions and refusals of the parser to exit codes.
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/memory_handlers.hpp"
#include "cli/options.hpp"
#include "cli/signals.hpp"

namespace sidproof {
namespace {

int run(int argc, char** argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version
    line.app.exit(request);
    return static_cast<int>(ExitCode::holds);
  } catch (const CLI::RequiredError& error) {
    const std::vector<std::string> words = line.app.remaining();
    const bool unknown = line.app.get_subcommands().empty() && !words.empty();
    print_error(Error{ErrorCode::usage,
                      unknown ? "there is no command '" + words.front() + "'" : error.what(),
                      Location{}, "run with --help for the list"});
    return static_cast<int>(ExitCode::usage);
  } catch (const CLI::ParseError& error) {
    print_error(
        Error{ErrorCode::usage, error.what(), Location{}, "run with --help for the options"});
    return static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(line.action());
}

}  // namespace
}  // namespace sidproof

int main(int argc, char** argv) {
  try {
    sidproof::install_signal_handlers();
    sidproof::install_memory_handlers();
    return sidproof::run(argc, argv);
  } catch (const std::bad_alloc&) {
    std::fputs("sidproof: error: out of memory\n", stderr);
    return static_cast<int>(sidproof::ExitCode::bad_input);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sidproof: internal error: %s; please report it\n", error.what());
    return static_cast<int>(sidproof::ExitCode::internal);
  }
}

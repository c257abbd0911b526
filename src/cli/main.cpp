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

// Where the help on the chosen command is.
std::string see_help(const CLI::App& app) {
  std::string verb;
  for (const CLI::App* command : app.get_subcommands({}))
    if (command->parsed()) verb = command->get_name() + ' ';
  return "run sidproof " + verb + "--help";
}

// What is missing, by the name that the help gives it.
std::string what_is_missing(const CLI::App& app) {
  const std::vector<std::string> words = app.remaining();
  for (const CLI::App* command : app.get_subcommands({})) {
    if (!command->parsed()) continue;
    for (const CLI::Option* option : command->get_options())
      if (option->get_required() && option->count() == 0)
        return (option->get_positional() ? option->get_type_name() : option->get_name()) +
               " is missing";
  }
  return words.empty() ? "no command is named" : "there is no command '" + words.front() + "'";
}

int run(int argc, char** argv) {
  CommandLine line;
  try {
    line.app.parse(argc, argv);
  } catch (const CLI::Success& request) {  // --help, --version
    line.app.exit(request);
    return static_cast<int>(ExitCode::holds);
  } catch (const CLI::RequiredError&) {
    print_error(Error{ErrorCode::usage, what_is_missing(line.app), Location{}, see_help(line.app)});
    return static_cast<int>(ExitCode::usage);
  } catch (const CLI::ParseError& error) {
    print_error(Error{ErrorCode::usage, error.what(), Location{}, see_help(line.app)});
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

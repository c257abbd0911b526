// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Exceptions and refusals of the parser to exit codes.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <new>
#include <sstream>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/memory_handlers.hpp"
#include "cli/options.hpp"
#include "cli/outputs.hpp"
#include "cli/refusal.hpp"
#include "cli/signals.hpp"

namespace sidproof {
namespace {

// "help" and "help VERB" are "--help" and "VERB --help", and a verb that there is not stays a
// mistake; the parser wants the last word first.
std::vector<std::string> words_of(const CLI::App& app, int argc, char** argv) {
  std::vector<std::string> words(argv + 1, argv + argc);
  if (!words.empty() && words.front() == "help") {
    words.erase(words.begin());
    if (words.empty())
      words.emplace_back("--help");
    else if (!app.get_subcommands(
                     [&](const CLI::App* verb) { return verb->check_name(words.front()); })
                  .empty())
      words.insert(words.begin() + 1, "--help");
  }
  std::ranges::reverse(words);
  return words;
}

ExitCode run(int argc, char** argv) {
  CommandLine line;
  try {
    line.app.parse(words_of(line.app, argc, argv));
  } catch (const CLI::Success& request) {  // --help, --version
    std::ostringstream text;
    line.app.exit(request, text, text);
    const auto printed = print(text.str());
    return printed ? ExitCode::holds : report_failure(printed.error());
  } catch (const CLI::ParseError& error) {
    return report_failure(refusal(line.app, error));
  }
  return line.action();
}

}  // namespace
}  // namespace sidproof

int main(int argc, char** argv) {
  sidproof::keep_standard_streams();
  try {
    sidproof::install_signal_handlers();
    sidproof::install_memory_handlers();
    return static_cast<int>(sidproof::run(argc, argv));
  } catch (const std::bad_alloc&) {
    std::fputs("sidproof: error: out of memory\n", stderr);
    return static_cast<int>(sidproof::ExitCode::bad_input);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "sidproof: internal error: %s; please report it\n", error.what());
    return static_cast<int>(sidproof::ExitCode::internal);
  }
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// The two verbs that speak of the other verbs: completions and the manual page.
#include <memory>
#include <string>
#include <vector>

#include "base/version.hpp"
#include "cli/options.hpp"
#include "cli/outputs.hpp"
#include "cli/verbs.hpp"

namespace sidproof {
namespace {

std::vector<std::string> choices_of(CLI::Option& option) {
  std::vector<std::string> choices;
  for (int i = 0;; ++i) {
    const CLI::Validator* validator = nullptr;
    try {
      validator = option.get_validator(i);
    } catch (const CLI::OptionNotFound&) {  // past the last one
      return choices;
    }
    std::string words = validator->get_name();
    if (!words.starts_with(one_of_mark)) continue;
    words.erase(0, one_of_mark.size());
    for (std::size_t begin = 0; begin < words.size();) {
      const std::size_t end = std::min(words.find(' ', begin), words.size());
      choices.push_back(words.substr(begin, end - begin));
      begin = end + 1;
    }
  }
}

std::vector<Verb> verbs_of(CLI::App& app) {
  std::vector<Verb> verbs;
  for (CLI::App* command : app.get_subcommands({})) {
    if (command->get_group().empty()) continue;
    Verb verb{command->get_name(), command->get_description(), {}};
    for (CLI::Option* option : command->get_options()) {
      if (option->get_name() == "--help") continue;
      VerbOption described;
      described.positional = option->get_positional();
      for (const std::string& name : option->get_snames()) described.names.push_back("-" + name);
      for (const std::string& name : option->get_lnames()) described.names.push_back("--" + name);
      if (option->get_items_expected_max() > 0) described.value = option->get_type_name();
      described.description = option->get_description();
      described.choices = choices_of(*option);
      described.required = option->get_required();
      verb.options.push_back(std::move(described));
    }
    verbs.push_back(std::move(verb));
  }
  return verbs;
}

ExitCode printed(const std::string& text) {
  const auto done = print(text);
  return done ? ExitCode::holds : report_failure(done.error());
}

}  // namespace

void add_completion_options(CommandLine& line) {
  const auto shell = std::make_shared<std::string>();
  CLI::App& command =
      line.add("completion", "Print the completions of a shell, to be sourced or installed",
               [&line, shell] { return printed(completion_script(verbs_of(line.app), *shell)); });
  command.add_option("shell", *shell, "bash, zsh or fish")
      ->required()
      ->check(one_of({"bash", "zsh", "fish"}))
      ->type_name("SHELL");
}

void add_manual_options(CommandLine& line) {
  line.add("manual", "Print the manual page sidproof(1), for man -l",
           [&line] { return printed(manual_page(verbs_of(line.app), version)); });
}

}  // namespace sidproof

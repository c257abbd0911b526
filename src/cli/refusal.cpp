// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/refusal.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/closest_word.hpp"
#include "report/text_parts.hpp"

namespace sidproof {
namespace {

struct Refusal {
  std::string what;
  std::string meant;  // before the word where the help is; may be empty
};

// The command that was chosen; null before one is.
const CLI::App* chosen(const CLI::App& app) {
  for (const CLI::App* command : app.get_subcommands({}))
    if (command->parsed()) return command;
  return nullptr;
}

std::string in_quotes(std::string_view word) { return "'" + std::string(word) + "'"; }

bool is_option(std::string_view word) {
  return word.starts_with('-') && word.find_first_not_of('-') != std::string_view::npos;
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
    for (const std::string& name : option->get_snames()) names.push_back("-" + name);
  }
  return names;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  return did_you_mean(word, std::vector<std::string_view>(known.begin(), known.end()));
}

Refusal unknown_option(const CLI::App& app, const std::string& word) {
  const std::string name = word.substr(0, word.find('='));
  const CLI::App* command = chosen(app);
  const std::vector<std::string> own = option_names(command == nullptr ? app : *command);
  if (std::ranges::find(own, name) != own.end())
    return {"the option " + name + " stands before the command",
            "write it after " + command->get_name() + ';'};
  std::string of = command == nullptr ? "" : " of sidproof " + command->get_name();
  // -jsno is as much a slip of --json as --jsno is.
  const std::string meant = suggestion("--" + name.substr(name.find_first_not_of('-')), own);
  return {"there is no option " + in_quotes(name) + of, meant};
}

Refusal extra_word(const CLI::App& command, const std::string& word) {
  std::string places;
  for (const CLI::Option* option : command.get_options())
    if (option->get_positional()) places += ' ' + option->get_type_name();
  const std::string takes = "sidproof " + command.get_name() + " takes ";
  return {in_quotes(word) + " is one word too many",
          places.empty() ? takes + "options only;" : takes + places.substr(1) + ';'};
}

Refusal no_command(const CLI::App& app, const std::string& word) {
  std::error_code ignored;
  if (std::filesystem::is_regular_file(word, ignored))
    return {in_quotes(word) + " is a file, not a command",
            "to verify this table run sidproof verify " + text_parts::shell_quoted(word) +
                "; for what else there is"};
  std::vector<std::string> verbs;
  for (const CLI::App* command : app.get_subcommands({})) verbs.push_back(command->get_name());
  return {"there is no command " + in_quotes(word), suggestion(word, verbs)};
}

// What is missing, by the name that the help gives it.
std::string what_is_missing(const CLI::App& app) {
  const CLI::App* command = chosen(app);
  if (command == nullptr) return "no command is named";
  for (const CLI::Option* option : command->get_options())
    if (option->get_required() && option->count() == 0)
      return (option->get_positional() ? option->get_type_name() : option->get_name()) +
             " is missing";
  return "something is missing";
}

// CLI11 puts the option's name in front, and ": " behind it.
Refusal mismatch(const CLI::App& app, std::string_view message) {
  const std::string name(message.substr(0, message.find(':')));
  const CLI::App* command = chosen(app);
  if (command == nullptr) return {std::string(message), {}};
  const auto named =
      command->get_options([&](const CLI::Option* option) { return option->check_name(name); });
  if (named.empty()) return {std::string(message), {}};
  const CLI::Option* option = named.front();
  if (message.ends_with(" missing")) return {name + " lacks its " + option->get_type_name(), {}};
  return {(option->get_positional() ? option->get_type_name() : name) + " is given more than once",
          {}};
}

Refusal explained(const CLI::App& app, const CLI::ParseError& error) {
  const CLI::App* command = chosen(app);
  const std::vector<std::string> before = app.remaining();
  if (command == nullptr) {
    if (before.empty()) return {what_is_missing(app), {}};
    return is_option(before.front()) ? unknown_option(app, before.front())
                                     : no_command(app, before.front());
  }
  const std::vector<std::string> left = command->remaining();
  // A misspelt option explains what is missing, and what stands in the wrong place.
  for (const std::vector<std::string>* words : {&before, &left})
    for (const std::string& word : *words)
      if (is_option(word)) return unknown_option(app, word);
  if (!before.empty())
    return {in_quotes(before.front()) + " stands before the command",
            "write it after " + command->get_name() + ';'};
  if (dynamic_cast<const CLI::RequiredError*>(&error) != nullptr) return {what_is_missing(app), {}};
  if (!left.empty()) return extra_word(*command, left.front());
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) != nullptr)
    return mismatch(app, error.what());
  return {error.what(), {}};
}

}  // namespace

Error refusal(const CLI::App& app, const CLI::ParseError& error) {
  Refusal found = explained(app, error);
  const CLI::App* command = chosen(app);
  const std::string help =
      "run sidproof " + (command == nullptr ? "" : command->get_name() + ' ') + "--help";
  return {ErrorCode::usage,
          std::move(found.what),
          {},
          found.meant.empty() ? help : found.meant + ' ' + help};
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs.hpp"

namespace sidproof {
namespace {

// In single quotes for a shell; in a completion's description every character counts.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'')
      out += "'\\''";
    else if (c == '\n')
      out += ' ';
    else
      out += c;
  }
  out += "'";
  return out;
}

std::string joined(const std::vector<std::string>& words, std::string_view between = " ") {
  std::string out;
  for (const std::string& word : words) out.append(out.empty() ? "" : between).append(word);
  return out;
}

std::string bash(const std::vector<Verb>& verbs) {
  std::vector<std::string> names;
  std::string cases;
  for (const Verb& verb : verbs) {
    names.push_back(verb.name);
    std::vector<std::string> options = {"--help"};
    std::string values;
    std::vector<std::string> words;
    for (const VerbOption& option : verb.options) {
      if (option.positional) {
        words.insert(words.end(), option.choices.begin(), option.choices.end());
        continue;
      }
      options.insert(options.end(), option.names.begin(), option.names.end());
      if (option.value.empty()) continue;
      std::string reply = "COMPREPLY=()";
      if (!option.choices.empty())
        reply = fmt::format("_sidproof_offer -W {}", quoted(joined(option.choices)));
      else if (option.takes_path())
        reply = "_sidproof_offer -f";
      values +=
          fmt::format("        {}) {}; return ;;\n", joined(option.names, "|"), std::move(reply));
    }
    cases += fmt::format("    {})\n", verb.name);
    if (!values.empty()) cases += "      case $before in\n" + values + "      esac\n";
    cases += fmt::format("      options={} words={} ;;\n", quoted(joined(options)),
                         quoted(joined(words)));
  }
  return fmt::format(R"(# bash completion for sidproof
# A line a word, so that names of files keep their blanks.
_sidproof_offer() {{ mapfile -t COMPREPLY < <(compgen "$@" -- "$word"); }}
_sidproof() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}} options words IFS=$' \t\n'
  if ((COMP_CWORD == 1)); then
    _sidproof_offer -W {}
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}    *) return ;;
  esac
  if [[ $word == -* ]]; then
    _sidproof_offer -W "$options"
  elif [[ $words ]]; then
    _sidproof_offer -W "$words"
  else
    _sidproof_offer -f
  fi
}}
complete -o filenames -F _sidproof sidproof
)",
                     quoted(joined(names) + " --help --version"), cases);
}

// A description inside of zsh's brackets.
std::string bracketed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out;
}

std::string zsh_action(const VerbOption& option) {
  if (!option.choices.empty()) return fmt::format("({})", joined(option.choices));
  return option.takes_path() ? "_files" : " ";
}

std::string zsh(const std::vector<Verb>& verbs) {
  std::string names;
  std::string cases;
  for (const Verb& verb : verbs) {
    names += fmt::format("    {}\n", quoted(verb.name + ":" + bracketed(verb.description)));
    cases += fmt::format("    {})\n      _arguments -s \\\n", verb.name);
    for (const VerbOption& option : verb.options) {
      const std::string value =
          option.value.empty() ? ""
                               : fmt::format(":{}:{}", bracketed(option.value), zsh_action(option));
      if (option.positional) {
        cases += fmt::format("        {} \\\n",
                             quoted(option.required ? value : std::string(":").append(value)));
        continue;
      }
      for (const std::string& name : option.names)
        cases += fmt::format("        {} \\\n",
                             quoted(fmt::format("({}){}[{}]{}", joined(option.names), name,
                                                bracketed(option.description), value)));
    }
    cases += "        '(- *)--help[Print the help]'\n      ;;\n";
  }
  return fmt::format(R"(#compdef sidproof
_sidproof() {{
  local -a verbs
  verbs=(
{}  )
  if ((CURRENT == 2)); then
    _describe 'command' verbs
    return
  fi
  local verb=$words[2]
  shift words
  ((CURRENT--))
  case $verb in
{}  esac
}}
_sidproof "$@"
)",
                     names, cases);
}

std::string fish(const std::vector<Verb>& verbs) {
  std::string out =
      "# fish completion for sidproof\ncomplete -c sidproof -n __fish_use_subcommand -f\n";
  for (const Verb& verb : verbs)
    out += fmt::format("complete -c sidproof -n __fish_use_subcommand -a {} -d {}\n", verb.name,
                       quoted(verb.description));
  for (const Verb& verb : verbs) {
    const std::string here =
        fmt::format("complete -c sidproof -n '__fish_seen_subcommand_from {}'", verb.name);
    const bool takes_files = std::ranges::any_of(verb.options, [](const VerbOption& option) {
      return option.positional && option.takes_path();
    });
    if (!takes_files) out += here + " -f\n";
    for (const VerbOption& option : verb.options) {
      const std::string words =
          option.choices.empty() ? "" : fmt::format(" -a {}", quoted(joined(option.choices)));
      if (option.positional) {
        if (!words.empty()) out += here + words + "\n";
        continue;
      }
      out += here;
      for (const std::string& name : option.names)
        out.append(name.starts_with("--") ? " -l " : " -s ")
            .append(name, name.find_first_not_of('-'), std::string::npos);
      // Of options only those that take a path are offered files.
      if (!option.value.empty()) out += (option.takes_path() ? " -r -F" : " -x") + words;
      out += fmt::format(" -d {}\n", quoted(option.description));
    }
  }
  return out;
}

}  // namespace

bool VerbOption::takes_path() const {
  static constexpr std::array<std::string_view, 7> paths = {"FILE",     "TABLE", "OLD",   "NEW",
                                                            "FEATURES", "CERT",  "FOLDER"};
  return std::ranges::find(paths, value) != paths.end();
}

std::string completion_script(const std::vector<Verb>& verbs, const std::string& shell) {
  if (shell == "bash") return bash(verbs);
  if (shell == "zsh") return zsh(verbs);
  if (shell == "fish") return fish(verbs);
  return {};
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs.hpp"

namespace sidproof {
namespace {

// Text for troff: hyphens that can be copied, no line that starts a macro.
std::string troff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (out.empty() || out.back() == '\n')
      if (c == '.' || c == '\'') out += "\\&";
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out += c;
  }
  return out;
}

std::string synopsis(const Verb& verb) {
  std::string line = fmt::format(".B sidproof {}\n[options]", troff(verb.name));
  for (const VerbOption& option : verb.options) {
    if (!option.positional) {
      if (option.required)
        line += fmt::format(" {} {}", troff(option.names.back()), troff(option.value));
      continue;
    }
    const std::string word = troff(option.value);
    line.append(option.required ? " " : " [").append(word).append(option.required ? "" : "]");
  }
  return line + "\n.br\n";
}

std::string option_entry(const VerbOption& option) {
  std::string names;
  for (const std::string& name : option.names)
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", troff(name));
  if (option.positional)
    names = fmt::format("\\fI{}\\fR", troff(option.value));
  else if (!option.value.empty())
    names += fmt::format(" \\fI{}\\fR", troff(option.value));
  return fmt::format(".TP\n{}\n{}\n", names, troff(option.description));
}

}  // namespace

std::string manual_page(const std::vector<Verb>& verbs, const std::string& version) {
  std::string page =
      fmt::format(".TH SIDPROOF 1 \"\" \"sidproof {}\" \"User Commands\"\n", version);
  page +=
      ".SH NAME\n"
      "sidproof \\- is a semantic\\-ID table one\\-to\\-one, and what does it cost where it is "
      "not?\n"
      ".SH SYNOPSIS\n";
  for (const Verb& verb : verbs) page += synopsis(verb);
  page +=
      ".SH DESCRIPTION\n"
      "Generative recommenders name each item by a short token sequence, its semantic ID, and "
      "train\n"
      "by next\\-token prediction (AR\\-NTP). This is maximum likelihood over the item vocabulary\n"
      "(FV\\-MLE) when items and sequences correspond one\\-to\\-one (arXiv 2604.15739). sidproof\n"
      "checks this for a table, measures what it costs where it fails, and repairs it.\n"
      "Without a table, commands use the built\\-in demo catalogue.\n"
      ".SH COMMANDS\n";
  for (const Verb& verb : verbs) {
    page += fmt::format(".SS {}\n{}\n", troff(verb.name), troff(verb.description));
    for (const VerbOption& option : verb.options) page += option_entry(option);
  }
  page +=
      ".SH EXIT STATUS\n"
      ".TP\n0\nwhat is required holds\n"
      ".TP\n1\nit is refuted; the report has the witness\n"
      ".TP\n2\nundecided, and the report says why\n"
      ".TP\n64\nusage\n"
      ".TP\n65\nbad input\n"
      ".TP\n70\ninternal error\n"
      ".TP\n74\nan output could not be written\n";
  return page;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/formats_command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "cli/outputs.hpp"
#include "cli/wrapped.hpp"
#include "io/read_table.hpp"

namespace sidproof {
namespace {

constexpr std::size_t name_columns = 19;

}  // namespace

ExitCode run_formats(const CommonArguments& /*arguments*/) {
  std::string text;
  for (const TableFormat& format : table_formats()) {
    std::string_view name = format.name;
    const std::string lines =
        wrapped((format.readable ? "" : "refused: ") + std::string(format.description),
                terminal_columns - name_columns);
    for (std::size_t begin = 0; begin <= lines.size(); name = {}) {
      const std::size_t end = std::min(lines.find('\n', begin), lines.size());
      text += fmt::format("{:<{}}{}\n", name, name_columns, lines.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  const auto printed = print(text);
  return printed ? ExitCode::holds : report_failure(printed.error());
}

}  // namespace sidproof

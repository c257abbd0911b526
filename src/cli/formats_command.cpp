// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "cli/formats_command.hpp"

#include <fmt/format.h>

#include <string>

#include "cli/outputs.hpp"
#include "io/read_table.hpp"

namespace sidproof {

ExitCode run_formats(const CommonArguments& /*arguments*/) {
  std::string text;
  for (const TableFormat& format : table_formats())
    text += fmt::format("{:<18} {}{}\n", format.name,
                        format.readable ? "" : "refused: ", format.description);
  const auto printed = print(text);
  return printed ? ExitCode::holds : report_failure(printed.error());
}

}  // namespace sidproof

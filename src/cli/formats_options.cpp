// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <memory>
#include <string>

#include "cli/formats_command.hpp"
#include "cli/options.hpp"

namespace sidproof {

void add_formats_options(CommandLine& line) {
  const auto formats = std::make_shared<CommonArguments>();
  line.add("formats", "The table formats that are read or recognised",
           [formats] { return run_formats(*formats); });
}

}  // namespace sidproof

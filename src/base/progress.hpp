// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace sidproof {

/// How long-running functions tell their caller where they are. The library
/// itself never prints; the CLI draws a bar when it talks to a terminal.
class Progress {
 public:
  virtual ~Progress() = default;

  /// `fraction` of `phase` is done, 0 <= fraction <= 1. May be called from one
  /// thread at a time only.
  virtual void update(std::string_view phase, double fraction) = 0;

  /// A progress that ignores everything.
  [[nodiscard]] static Progress& none();
};

inline Progress& Progress::none() {
  class Silent final : public Progress {
    void update(std::string_view /*phase*/, double /*fraction*/) override {}
  };
  static Silent silent;
  return silent;
}

}  // namespace sidproof

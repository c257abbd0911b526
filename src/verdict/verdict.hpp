// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sidproof {

/// Three-valued truth of a claim. `unknown` is never counted as true.
enum class Truth { holds, unknown, refuted };

/// A claim's truth and why: for `refuted` the witness, for `unknown` what could
/// not be decided, for `holds` the reason in a few words (may be empty).
struct Verdict {
  Truth truth = Truth::unknown;
  std::string reason;

  [[nodiscard]] static Verdict holds(std::string reason = {});
  [[nodiscard]] static Verdict refuted(std::string witness);
  [[nodiscard]] static Verdict unknown(std::string why);
};

/// "holds", "refuted" or "unknown".
[[nodiscard]] std::string_view name(Truth truth);

/// The worst of the two: refuted, then unknown, then holds.
[[nodiscard]] Truth worst(Truth a, Truth b);

/// The worst of all verdicts, with the reason of the first one that is that bad;
/// `holds` for none.
[[nodiscard]] Verdict merge(std::span<const Verdict> verdicts);

}  // namespace sidproof

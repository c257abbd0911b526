// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "c_api/call.hpp"

#include <cmath>
#include <cstddef>
#include <limits>

#include "base/version.hpp"

namespace sidproof::c_api {
namespace {

// A fixed array: to remember must not fail.
thread_local char last_error[512] = "";

}  // namespace

void require(bool holds, const char* what) {
  if (!holds) throw Refusal{SIDPROOF_USAGE, what};
}

int report(int status, const char* what) noexcept {
  std::size_t i = 0;
  for (; what[i] != '\0' && i + 1 < sizeof last_error; ++i) last_error[i] = what[i];
  last_error[i] = '\0';
  return status;
}

sidproof_status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::too_large: return SIDPROOF_TOO_LARGE;
    case ErrorCode::internal: return SIDPROOF_INTERNAL;
    default: return SIDPROOF_USAGE;
  }
}

const reference::Catalogue& catalogue_of(const sidproof_trie* trie) {
  require(trie != nullptr, "the trie is null");
  return trie->catalogue;
}

reference::Decoding decoding_of(int mode) {
  require(mode == SIDPROOF_RAW || mode == SIDPROOF_GLOBAL || mode == SIDPROOF_LOCAL,
          "the mode is none of RAW, GLOBAL, LOCAL");
  if (mode == SIDPROOF_RAW) return reference::Decoding::raw;
  return mode == SIDPROOF_LOCAL ? reference::Decoding::local : reference::Decoding::global;
}

void require_rows(std::size_t rows, std::size_t stride) {
  constexpr std::size_t most = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(float);
  require(rows <= 1 || stride <= most / rows, "the stride is larger than any array");
}

std::span<const float> finite_logits(const float* logits, std::size_t count) {
  require(logits != nullptr, "the logits are null");
  for (std::size_t i = 0; i < count; ++i)
    if (!std::isfinite(logits[i]))
      throw Refusal{SIDPROOF_USAGE, "logit " + std::to_string(i) + " of a law is not finite"};
  return {logits, count};
}

}  // namespace sidproof::c_api

const char* sidproof_version(void) { return sidproof::version; }

const char* sidproof_status_name(int status) {
  switch (status) {
    case SIDPROOF_OK: return "ok";
    case SIDPROOF_USAGE: return "usage";
    case SIDPROOF_NOT_FOUND: return "not found";
    case SIDPROOF_TOO_LARGE: return "too large";
    case SIDPROOF_NO_MEMORY: return "no memory";
    case SIDPROOF_INTERNAL: return "internal";
    default: return "unknown status";
  }
}

const char* sidproof_last_error(void) { return sidproof::c_api::last_error; }

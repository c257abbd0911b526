// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <new>
#include <span>
#include <stdexcept>
#include <string>

#include "base/error.hpp"
#include "c_api/sidproof.h"
#include "generator/decoding/catalogue.hpp"
#include "generator/decoding/item_law.hpp"

/// What C sees as an opaque handle.
struct sidproof_trie {
  sidproof::reference::Catalogue catalogue;
};

namespace sidproof::c_api {

/// An argument that breaks the contract of sidproof.h.
struct Refusal {
  sidproof_status status;
  std::string what;
};

/// Throws Refusal(usage) unless `holds`.
void require(bool holds, const char* what);

/// Remembers what went wrong for sidproof_last_error(); returns the status. Never throws.
int report(int status, const char* what) noexcept;

/// The status of a library error.
[[nodiscard]] sidproof_status status_of(ErrorCode code);

/// Runs `body` and turns everything that it throws into a status.
template <class Body>
int call(const Body& body) noexcept {
  try {
    body();
    return SIDPROOF_OK;
  } catch (const Refusal& refusal) {
    return report(refusal.status, refusal.what.c_str());
  } catch (const std::bad_alloc&) {
    return report(SIDPROOF_NO_MEMORY, "not enough memory");
  } catch (const std::length_error&) {
    return report(SIDPROOF_NO_MEMORY, "not enough memory");
  } catch (const std::exception& error) {
    return report(SIDPROOF_INTERNAL, error.what());
  } catch (...) {
    return report(SIDPROOF_INTERNAL, "unknown");
  }
}

/// The catalogue of a handle, which must not be null.
[[nodiscard]] const reference::Catalogue& catalogue_of(const sidproof_trie* trie);

/// The catalogue's law of a number from C.
[[nodiscard]] reference::Decoding decoding_of(int mode);

/// Refuses rows that begin `stride` logits apart where no array could hold them.
void require_rows(std::size_t rows, std::size_t stride);

/// `count` logits from there on, all finite.
[[nodiscard]] std::span<const float> finite_logits(const float* logits, std::size_t count);

}  // namespace sidproof::c_api

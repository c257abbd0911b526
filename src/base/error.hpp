// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace sidproof {

/// Why an operation could not be carried out. The numeric exit code of the
/// program follows from it (see exit_code in cli/exit_code.hpp).
enum class ErrorCode {
  usage,         ///< the caller asked for something contradictory or unknown
  cannot_open,   ///< a path does not exist, is a directory or is not readable
  cannot_write,  ///< an output could not be written (full disk, read-only, exists)
  malformed,     ///< the bytes are not what the format promises
  unsupported,   ///< a well-formed input that is refused by design (pickle, ...)
  out_of_range,  ///< a value exceeds what the data model can hold (codes >= 2^32, ...)
  missing_tool,  ///< an optional library that this job needs is not installed
  too_large,     ///< the job would exceed the stated memory or size limit
  interrupted,   ///< the caller asked to stop
  internal       ///< a defect of sidproof
};

/// The place in an input that an error or finding speaks of. Lines and columns
/// count from 1, bytes from 0; absent parts are unknown.
struct Location {
  std::string path;  ///< "-" is standard input
  std::optional<std::uint64_t> line;
  std::optional<std::uint64_t> byte;
};

/// What went wrong, where, and what the user can do about it.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string what;  ///< one sentence without trailing period
  Location where;    ///< empty path: no file is concerned
  std::string hint;  ///< what to do next; may be empty
};

/// "path:line: what (byte B); hint" on one line, absent parts left out.
[[nodiscard]] std::string to_string(const Error& error);

/// A value or the error that prevented it.
template <class T>
using Result = tl::expected<T, Error>;

/// Shorthand for `return fail(code, "...")` in functions that return Result.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string what,
                                                Location where = {}, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(what), std::move(where), std::move(hint)});
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// What SQLite keeps in a database's header for programs to know their files by.
inline constexpr std::uint32_t store_application_id = 0x53444350;  // "SDCP"
inline constexpr std::uint32_t store_version = 1;

/// Is there anything of this name?
[[nodiscard]] bool store_exists(const std::string& path);

/// Gives a new file its name with all its bytes in it, or leaves nothing. Never
/// replaces anything, and refuses to begin beside the log of a removed store. Errors:
/// cannot_write.
[[nodiscard]] Result<void> publish_store(const std::string& path, std::string_view bytes);

/// Reads the header only, and changes nothing. Errors: cannot_open (unreadable, no
/// regular file), malformed (empty, cut, no database, another program's database),
/// unsupported (a store of another version).
[[nodiscard]] Result<void> check_store_header(const std::string& path);

}  // namespace sidproof

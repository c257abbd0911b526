// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace sidproof {

/// One connection to an SQLite database, as much of it as stores need. Not
/// thread-safe: one thread at a time. Errors of all members: cannot_write (full disk,
/// read-only file or folder), malformed (the file is damaged or no database),
/// cannot_open (another process holds it), internal (anything else).
class Sqlite {
 public:
  /// Opens an existing database file for writing, or with an empty path a new one in
  /// memory. A file is not read before the first statement.
  [[nodiscard]] static Result<Sqlite> open(const std::string& path);

  /// Runs statements that give no rows.
  [[nodiscard]] Result<void> execute(const char* statements);

  /// The error for a result code of this connection.
  [[nodiscard]] tl::unexpected<Error> failure(int code) const;

  [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* handle) const;
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

/// A prepared statement: bind, step over the rows, read columns; reset() before the
/// next use. Belongs to its connection and must die before it.
class SqliteStatement {
 public:
  [[nodiscard]] static Result<SqliteStatement> prepare(const Sqlite& database,
                                                       std::string_view text);

  /// Binds the values to ?1, ?2 ...; texts are copied.
  template <class... Values>
  [[nodiscard]] Result<void> bind(const Values&... values) {
    int place = 0;
    Result<void> bound;
    const auto one = [&](const auto& value) {
      ++place;
      if (bound) bound = bind_value(place, value);
    };
    (one(values), ...);
    return bound;
  }

  /// The next row: true while there is one.
  [[nodiscard]] Result<bool> step();
  /// For statements without rows: steps to the end and resets.
  [[nodiscard]] Result<void> run();
  void reset();

  [[nodiscard]] std::int64_t integer(int column) const;
  [[nodiscard]] std::string text(int column) const;

 private:
  [[nodiscard]] Result<void> bind_value(int place, std::int64_t value);
  [[nodiscard]] Result<void> bind_value(int place, std::string_view value);

  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  const Sqlite* database_ = nullptr;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/sqlite.hpp"

#include <sqlite3.h>

#include <utility>

namespace sidproof {
namespace {

struct Meaning {
  ErrorCode code;
  const char* hint;
};

Meaning meaning(int result) {
  switch (result & 0xff) {
    case SQLITE_FULL:
    case SQLITE_IOERR:
      return {ErrorCode::cannot_write,
              "free some space and run the same command again: what was committed is kept"};
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return {ErrorCode::cannot_write, "choose a file in a folder that you may write to"};
    case SQLITE_ERROR:  // our statements are right: a file format that SQLite does not know
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return {ErrorCode::malformed, "restore the store from a copy, or start a new one"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::cannot_open, "wait until the other process ends, or use another store"};
    default: return {ErrorCode::internal, ""};
  }
}

}  // namespace

void Sqlite::Close::operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }

void SqliteStatement::Finalize::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

Result<Sqlite> Sqlite::open(const std::string& path) {
  Sqlite database;
  database.path_ = path;
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                    (path.empty() ? SQLITE_OPEN_MEMORY | SQLITE_OPEN_CREATE : 0);
  // A relative name that begins with a colon or "file:" is a file all the same.
  const std::string name = path.empty() ? ":memory:" : path.front() == '/' ? path : "./" + path;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags, nullptr);
  database.handle_.reset(handle);
  if (code != SQLITE_OK) return database.failure(code);
  return database;
}

tl::unexpected<Error> Sqlite::failure(int code) const {
  const auto [error, hint] = meaning(code);
  return fail(error, std::string("the store cannot be used: ") + sqlite3_errstr(code),
              {path_, {}, {}}, hint);
}

Result<void> Sqlite::execute(const char* statements) {
  const int code = sqlite3_exec(handle(), statements, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return failure(code);
  return {};
}

Result<SqliteStatement> SqliteStatement::prepare(const Sqlite& database, std::string_view text) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(database.handle(), text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) return database.failure(code);
  SqliteStatement prepared;
  prepared.database_ = &database;
  prepared.statement_.reset(statement);
  return prepared;
}

Result<void> SqliteStatement::bind_value(int place, std::int64_t value) {
  const int code = sqlite3_bind_int64(statement_.get(), place, value);
  if (code != SQLITE_OK) return database_->failure(code);
  return {};
}

Result<void> SqliteStatement::bind_value(int place, std::string_view value) {
  const int code = sqlite3_bind_text64(statement_.get(), place, value.data(), value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) return database_->failure(code);
  return {};
}

Result<bool> SqliteStatement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  sqlite3_reset(statement_.get());
  return database_->failure(code);
}

Result<void> SqliteStatement::run() {
  for (;;) {
    const Result<bool> more = step();
    if (!more) return tl::unexpected(more.error());
    if (!*more) break;
  }
  reset();
  return {};
}

void SqliteStatement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

std::string SqliteStatement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace sidproof {

/// The part of DuckDB's C API that sidproof uses, found in libduckdb.so at run
/// time. Handles are opaque pointers. Names as in duckdb.h without "duckdb_".
struct DuckDbApi {
  using Handle = void*;
  using Size = std::uint64_t;
  enum class State : int { success = 0, error = 1 };
  /// duckdb_result: 48 bytes, the last 8 of them a pointer; passed by value.
  struct QueryResult {
    Size deprecated_sizes[3];
    Handle deprecated_columns;
    char* deprecated_error;
    Handle data;
  };
  /// duckdb_string_t: texts of up to 12 bytes stand in place.
  struct Text {
    std::uint32_t length;
    char prefix[4];
    union {
      const char* pointer;
      char rest[8];
    };
  };
  struct ListEntry {
    Size offset;
    Size length;
  };
  static_assert(sizeof(QueryResult) == 48 && sizeof(Text) == 16);

  State (*open_ext)(const char* path, Handle* database, Handle config, char** error);
  void (*close)(Handle* database);
  State (*connect)(Handle database, Handle* connection);
  void (*disconnect)(Handle* connection);
  void (*free)(void* memory);
  State (*create_config)(Handle* config);
  State (*set_config)(Handle config, const char* name, const char* option);
  void (*destroy_config)(Handle* config);
  State (*query)(Handle connection, const char* sql, QueryResult* result);
  const char* (*result_error)(QueryResult* result);
  void (*destroy_result)(QueryResult* result);
  Handle (*fetch_chunk)(QueryResult result);
  Size (*data_chunk_get_size)(Handle chunk);
  Handle (*data_chunk_get_vector)(Handle chunk, Size column);
  void (*destroy_data_chunk)(Handle* chunk);
  void* (*vector_get_data)(Handle vector);
  std::uint64_t* (*vector_get_validity)(Handle vector);
  Handle (*list_vector_get_child)(Handle vector);
  State (*appender_create)(Handle connection, const char* schema, const char* table,
                           Handle* appender);
  State (*append_uint32)(Handle appender, std::uint32_t value);
  State (*append_varchar_length)(Handle appender, const char* text, Size length);
  State (*append_value)(Handle appender, Handle value);
  State (*appender_end_row)(Handle appender);
  State (*appender_close)(Handle appender);
  const char* (*appender_error)(Handle appender);
  State (*appender_destroy)(Handle* appender);
  Handle (*create_logical_type)(int type);
  void (*destroy_logical_type)(Handle* type);
  Handle (*create_uint32)(std::uint32_t value);
  Handle (*create_varchar_length)(const char* text, Size length);
  Handle (*create_list_value)(Handle type, Handle* values, Size count);
  void (*destroy_value)(Handle* value);

  static constexpr int kUInteger = 8;  ///< DUCKDB_TYPE_UINTEGER
  static constexpr int kVarchar = 17;  ///< DUCKDB_TYPE_VARCHAR
};

/// The loaded library: $SIDPROOF_DUCKDB, the loader's own search path, or the
/// copy that the root script keeps in the build folder, in this order. Errors:
/// missing_tool, with the commands that install it.
[[nodiscard]] Result<const DuckDbApi*> duckdb_api();

/// A connection to an empty in-memory database that loads no extensions.
class DuckDb {
 public:
  using Handle = DuckDbApi::Handle;

  [[nodiscard]] static Result<DuckDb> open();
  DuckDb(DuckDb&& other) noexcept;
  DuckDb& operator=(DuckDb&& other) = delete;
  DuckDb(const DuckDb&) = delete;
  DuckDb& operator=(const DuckDb&) = delete;
  ~DuckDb();

  /// Runs a statement and hands each chunk of rows to `use`, which may stop by an
  /// error. Errors: out_of_range (a value does not fit the wanted type),
  /// malformed (anything else that DuckDB says), with `where`.
  [[nodiscard]] Result<void> query(const std::string& sql, const Location& where,
                                   const std::function<Result<void>(Handle chunk)>& use = {});

  [[nodiscard]] const DuckDbApi& api() const { return *api_; }
  [[nodiscard]] Handle connection() const { return connection_; }

 private:
  DuckDb() = default;
  const DuckDbApi* api_ = nullptr;
  Handle database_ = nullptr;
  Handle connection_ = nullptr;
};

/// `text` as a SQL string literal or identifier: 'it''s', "a ""name""".
[[nodiscard]] std::string sql_quoted(std::string_view text, char quote);

}  // namespace sidproof

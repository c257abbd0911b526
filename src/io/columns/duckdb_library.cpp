// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "io/columns/duckdb_library.hpp"

#include <dlfcn.h>

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <system_error>
#include <utility>

namespace sidproof {
namespace {

template <class Function>
bool find(void* library, const char* name, Function& function) {
  void* const symbol = dlsym(library, name);
  if (symbol == nullptr) return false;
  static_assert(sizeof function == sizeof symbol);
  std::memcpy(&function, &symbol, sizeof function);
  return true;
}

/// The name of the first function that the library lacks; nothing when it has all.
const char* load(void* library, DuckDbApi& api) {
  const char* missing = nullptr;
  const auto need = [&](const char* name, auto& function) {
    if (!find(library, name, function) && missing == nullptr) missing = name;
  };
  need("duckdb_open_ext", api.open_ext);
  need("duckdb_close", api.close);
  need("duckdb_connect", api.connect);
  need("duckdb_disconnect", api.disconnect);
  need("duckdb_free", api.free);
  need("duckdb_create_config", api.create_config);
  need("duckdb_set_config", api.set_config);
  need("duckdb_destroy_config", api.destroy_config);
  need("duckdb_query", api.query);
  need("duckdb_result_error", api.result_error);
  need("duckdb_destroy_result", api.destroy_result);
  need("duckdb_fetch_chunk", api.fetch_chunk);
  need("duckdb_data_chunk_get_size", api.data_chunk_get_size);
  need("duckdb_data_chunk_get_vector", api.data_chunk_get_vector);
  need("duckdb_destroy_data_chunk", api.destroy_data_chunk);
  need("duckdb_vector_get_data", api.vector_get_data);
  need("duckdb_vector_get_validity", api.vector_get_validity);
  need("duckdb_list_vector_get_child", api.list_vector_get_child);
  need("duckdb_appender_create", api.appender_create);
  need("duckdb_append_uint32", api.append_uint32);
  need("duckdb_append_varchar_length", api.append_varchar_length);
  need("duckdb_append_value", api.append_value);
  need("duckdb_appender_end_row", api.appender_end_row);
  need("duckdb_appender_close", api.appender_close);
  need("duckdb_appender_error", api.appender_error);
  need("duckdb_appender_destroy", api.appender_destroy);
  need("duckdb_create_logical_type", api.create_logical_type);
  need("duckdb_destroy_logical_type", api.destroy_logical_type);
  need("duckdb_create_uint32", api.create_uint32);
  need("duckdb_create_varchar_length", api.create_varchar_length);
  need("duckdb_create_list_value", api.create_list_value);
  need("duckdb_destroy_value", api.destroy_value);
  return missing;
}

// Where cmake/fetch_duckdb.sh puts the library, when this program runs from a build
// folder of a checkout; empty elsewhere. No path is compiled in: a package that was
// built somewhere must not load code from there.
std::string checkout_copy() {
  namespace fs = std::filesystem;
  std::error_code ignored;
  fs::path folder = fs::read_symlink("/proc/self/exe", ignored).parent_path();
  for (int level = 0; level < 4 && folder.has_relative_path(); ++level) {
    const fs::path build = folder.parent_path();
    if (fs::exists(folder / "CMakeCache.txt", ignored) &&
        fs::exists(build.parent_path() / "cmake" / "fetch_duckdb.sh", ignored))
      return (build / "duckdb" / "libduckdb.so").string();
    folder = build;
  }
  return {};
}

Result<DuckDbApi> load_any() {
  // As in cmake/fetch_duckdb.sh: a test compares the two.
  constexpr const char* kInstall =
      "in a checkout ./sidproof fetches it by itself; elsewhere: "
      "npm pack @duckdb/node-bindings-linux-x64@1.5.6-r.1 && "
      "echo '21772b64913a904a8cd19e30c1d5671811d7fdface4b7dd53cd0300d743f43e1"
      "6cf386f4e7c41ef78721ac208870d2651bc6375072145387817824315b998dd5  "
      "duckdb-node-bindings-linux-x64-1.5.6-r.1.tgz' | sha512sum -c && "
      "tar xzf duckdb-node-bindings-linux-x64-1.5.6-r.1.tgz package/libduckdb.so && "
      "export SIDPROOF_DUCKDB=$PWD/package/libduckdb.so";
  const char* const named = std::getenv("SIDPROOF_DUCKDB");
  const bool only_named = named != nullptr && *named != '\0';
  std::string why;
  for (const std::string& path :
       {std::string(only_named ? named : "libduckdb.so"), checkout_copy()}) {
    if (path.empty()) break;
    void* const library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library != nullptr) {
      DuckDbApi api{};
      const char* const missing = load(library, api);
      if (missing == nullptr) return api;
      why = path + " has no function " + missing;
      dlclose(library);
    } else if (why.empty()) {
      const char* const message = dlerror();
      why = message == nullptr ? path : message;
    }
    if (only_named) break;
  }
  return fail(ErrorCode::missing_tool,
              "Parquet needs the library libduckdb.so, which could not be loaded (" + why + ")", {},
              kInstall);
}

}  // namespace

Result<const DuckDbApi*> duckdb_api() {
  static const Result<DuckDbApi> api = load_any();
  if (!api) return tl::unexpected(api.error());
  return &*api;
}

Result<DuckDb> DuckDb::open() {
  const Result<const DuckDbApi*> api = duckdb_api();
  if (!api) return tl::unexpected(api.error());
  DuckDb db;
  db.api_ = *api;
  Handle config = nullptr;
  char* message = nullptr;
  const auto good = DuckDbApi::State::success;
  const bool opened =
      db.api_->create_config(&config) == good &&
      db.api_->set_config(config, "autoinstall_known_extensions", "false") == good &&
      db.api_->set_config(config, "autoload_known_extensions", "false") == good &&
      db.api_->open_ext(":memory:", &db.database_, config, &message) == good &&
      db.api_->connect(db.database_, &db.connection_) == good;
  const std::string why = message == nullptr ? "no reason given" : message;
  if (message != nullptr) db.api_->free(message);
  if (config != nullptr) db.api_->destroy_config(&config);
  if (!opened)
    return fail(ErrorCode::missing_tool, "libduckdb.so does not start: " + why, {},
                "use version 1.5.6");
  return db;
}

DuckDb::DuckDb(DuckDb&& other) noexcept
    : api_(other.api_),
      database_(std::exchange(other.database_, nullptr)),
      connection_(std::exchange(other.connection_, nullptr)) {}

DuckDb::~DuckDb() {
  if (connection_ != nullptr) api_->disconnect(&connection_);
  if (database_ != nullptr) api_->close(&database_);
}

Result<void> DuckDb::query(const std::string& sql, const Location& where,
                           const std::function<Result<void>(Handle chunk)>& use) {
  DuckDbApi::QueryResult result{};
  Result<void> done;
  if (api_->query(connection_, sql.c_str(), &result) != DuckDbApi::State::success) {
    const char* const message = api_->result_error(&result);
    std::string text = message == nullptr ? "no reason given" : message;
    text = text.substr(0, text.find('\n'));
    const bool range = text.starts_with("Conversion Error") || text.starts_with("Out of Range");
    const bool memory = text.starts_with("Out of Memory");
    done = fail(memory  ? ErrorCode::too_large
                : range ? ErrorCode::out_of_range
                        : ErrorCode::malformed,
                "DuckDB says: " + text, where);
  } else if (use) {
    while (done) {
      Handle chunk = api_->fetch_chunk(result);
      if (chunk == nullptr) break;
      done = use(chunk);
      api_->destroy_data_chunk(&chunk);
    }
  }
  api_->destroy_result(&result);
  return done;
}

std::string sql_quoted(std::string_view text, char quote) {
  std::string out(1, quote);
  for (const char c : text) {
    if (c == quote) out += quote;
    out += c;
  }
  return out + quote;
}

}  // namespace sidproof

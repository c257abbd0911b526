// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "campaign/store.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "base/version.hpp"
#include "campaign/sqlite.hpp"
#include "campaign/store_file.hpp"
#include "laws/random_instance.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace sidproof {
namespace {

struct TableText {
  const char* name;
  const char* sql;
};

// By name, as SQLite gives them back.
constexpr TableText tables[] = {
    {"block",
     "CREATE TABLE block(unit INTEGER NOT NULL, block INTEGER NOT NULL, cases INTEGER NOT NULL, "
     "not_applicable INTEGER NOT NULL, undecided INTEGER NOT NULL, failed INTEGER NOT NULL, "
     "digest INTEGER NOT NULL, PRIMARY KEY(unit, block)) STRICT, WITHOUT ROWID"},
    {"campaign",
     "CREATE TABLE campaign(seed TEXT NOT NULL, block INTEGER NOT NULL, program TEXT NOT NULL, "
     "instances INTEGER NOT NULL, digest INTEGER NOT NULL) STRICT"},
    {"failure",
     "CREATE TABLE failure(unit INTEGER NOT NULL, instance TEXT NOT NULL, request TEXT NOT NULL, "
     "flags TEXT NOT NULL, reason TEXT NOT NULL, drawn TEXT NOT NULL, first INTEGER NOT NULL, "
     "times INTEGER NOT NULL, digest INTEGER NOT NULL, PRIMARY KEY(unit, instance)) "
     "STRICT, WITHOUT ROWID"},
    {"unit",
     "CREATE TABLE unit(unit INTEGER PRIMARY KEY, law TEXT NOT NULL, numbers TEXT NOT NULL, "
     "shape TEXT NOT NULL) STRICT"},
    {"whole",
     "CREATE TABLE whole(unit INTEGER PRIMARY KEY, blocks INTEGER NOT NULL, not_applicable INTEGER "
     "NOT NULL, undecided INTEGER NOT NULL, failed INTEGER NOT NULL, kept INTEGER NOT NULL, "
     "digest INTEGER NOT NULL) STRICT"}};

constexpr const char* select_schema =
    "SELECT name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name";
constexpr const char* insert_block =
    "INSERT OR REPLACE INTO block VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr const char* delete_block = "DELETE FROM block WHERE unit = ?1 AND block = ?2";
constexpr const char* insert_whole =
    "INSERT OR REPLACE INTO whole VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr const char* insert_failure =
    "INSERT OR REPLACE INTO failure VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";

std::int64_t signed_of(std::uint64_t value) { return static_cast<std::int64_t>(value); }
std::uint64_t unsigned_of(std::int64_t value) { return static_cast<std::uint64_t>(value); }

// The digest of a row: of its kind, the plan it belongs to, and its fields.
class RowDigest {
 public:
  RowDigest(const char* kind, std::string_view plan) {
    add(kind);
    add(plan);
  }
  RowDigest& add(std::string_view text) {
    text_.append(std::to_string(text.size())).append(":").append(text);
    return *this;
  }
  RowDigest& add(std::uint64_t number) { return add(std::to_string(number)); }
  [[nodiscard]] std::int64_t value() const {
    return signed_of(XXH3_64bits(text_.data(), text_.size()));
  }

 private:
  std::string text_;
};

std::int64_t digest_of(const std::string& plan, const BlockRecord& record) {
  return RowDigest("block", plan)
      .add(record.unit)
      .add(record.block)
      .add(record.counts.cases)
      .add(record.counts.not_applicable)
      .add(record.counts.undecided)
      .add(record.counts.failed)
      .value();
}

std::int64_t digest_of(const std::string& plan, std::size_t unit, const UnitProgress& progress) {
  return RowDigest("whole", plan)
      .add(unit)
      .add(progress.whole)
      .add(progress.counts.not_applicable)
      .add(progress.counts.undecided)
      .add(progress.counts.failed)
      .add(progress.kept)
      .value();
}

std::int64_t digest_of(const std::string& plan, const FailureRecord& record) {
  return RowDigest("failure", plan)
      .add(record.unit)
      .add(record.instance)
      .add(record.request)
      .add(record.flags)
      .add(record.reason)
      .add(record.drawn)
      .add(record.index)
      .add(record.times)
      .value();
}

tl::unexpected<Error> damaged(const std::string& path, const std::string& what) {
  return fail(ErrorCode::malformed, "the store is damaged: " + what, {path, {}, {}},
              "restore it from a copy, or start a new one");
}

}  // namespace

struct Store::State {
  std::string path;
  Sqlite database;
  CampaignPlan plan;
  std::string plan_text;
  std::vector<UnitProgress> progress;
  Failures failures;
  SqliteStatement put_block;
  SqliteStatement remove_block;
  SqliteStatement put_whole;
  SqliteStatement put_failure;

  Result<void> write_schema() {
    const std::string head = "PRAGMA application_id = " + std::to_string(store_application_id) +
                             "; PRAGMA user_version = " + std::to_string(store_version);
    if (auto done = database.execute(head.c_str()); !done) return done;
    for (const TableText& table : tables)
      if (auto done = database.execute(table.sql); !done) return done;
    auto campaign =
        SqliteStatement::prepare(database, "INSERT INTO campaign VALUES(?1, ?2, ?3, ?4, ?5)");
    if (!campaign) return tl::unexpected(campaign.error());
    if (auto bound =
            campaign->bind(std::string_view(to_string(plan.seed)), std::int64_t{plan.block},
                           std::string_view(plan.program), std::int64_t{plan.instances},
                           RowDigest("campaign", plan_text).value());
        !bound)
      return bound;
    if (auto done = campaign->run(); !done) return done;
    auto unit = SqliteStatement::prepare(database, "INSERT INTO unit VALUES(?1, ?2, ?3, ?4)");
    if (!unit) return tl::unexpected(unit.error());
    for (std::size_t u = 0; u < plan.units.size(); ++u) {
      const CampaignUnit& named = plan.units[u];
      if (auto bound = unit->bind(signed_of(u), std::string_view(named.law),
                                  std::string_view(named.numbers), std::string_view(named.shape));
          !bound)
        return bound;
      if (auto done = unit->run(); !done) return done;
    }
    return {};
  }

  Result<void> prepare() {
    for (const auto& [statement, text] :
         {std::pair(&put_block, insert_block), std::pair(&remove_block, delete_block),
          std::pair(&put_whole, insert_whole), std::pair(&put_failure, insert_failure)}) {
      auto prepared = SqliteStatement::prepare(database, text);
      if (!prepared) return tl::unexpected(prepared.error());
      *statement = std::move(*prepared);
    }
    return {};
  }

  // Calls row(statement) for each row of a query.
  template <class Row>
  Result<void> each(const char* query, Row&& row) {
    auto statement = SqliteStatement::prepare(database, query);
    if (!statement) return tl::unexpected(statement.error());
    for (;;) {
      const Result<bool> more = statement->step();
      if (!more) return tl::unexpected(more.error());
      if (!*more) return {};
      if (Result<void> taken = row(*statement); !taken) return taken;
    }
  }

  Result<void> check_structure() {
    Result<void> sound = each("PRAGMA integrity_check(1)", [&](const SqliteStatement& row) {
      return row.text(0) == "ok" ? Result<void>() : damaged(path, row.text(0));
    });
    if (!sound) return sound;
    std::size_t found = 0;
    sound = each(select_schema, [&](const SqliteStatement& row) -> Result<void> {
      if (found == std::size(tables) || row.text(0) != tables[found].name ||
          row.text(1) != tables[found].sql)
        return damaged(path, "its tables are not those of a campaign");
      ++found;
      return {};
    });
    if (sound && found != std::size(tables)) return damaged(path, "a table is missing");
    return sound;
  }

  Result<void> read_plan() {
    std::size_t rows = 0;
    std::int64_t digest = 0;
    Result<void> read =
        each("SELECT * FROM campaign", [&](const SqliteStatement& row) -> Result<void> {
          const auto seed = parse_seed(row.text(0));
          if (!seed || rows++ > 0) return damaged(path, "the row of the campaign");
          plan.seed = *seed;
          plan.block = static_cast<std::uint32_t>(row.integer(1));
          plan.program = row.text(2);
          plan.instances = static_cast<std::uint32_t>(row.integer(3));
          digest = row.integer(4);
          return {};
        });
    if (!read) return read;
    read = each("SELECT * FROM unit ORDER BY unit", [&](const SqliteStatement& row) {
      plan.units.push_back({row.text(1), row.text(2), row.text(3)});
      return row.integer(0) + 1 == signed_of(plan.units.size()) ? Result<void>()
                                                                : damaged(path, "a unit");
    });
    if (!read) return read;
    plan_text = text_of_plan(plan);
    if (rows != 1 || plan.block == 0 || digest != RowDigest("campaign", plan_text).value())
      return damaged(path, "the row of the campaign");
    if (plan.program != version || plan.instances != random_instances_version)
      return fail(ErrorCode::unsupported,
                  "the campaign was begun by sidproof " + plan.program + ", instances version " +
                      std::to_string(plan.instances) + "; this is " + version + ", version " +
                      std::to_string(random_instances_version),
                  {path, {}, {}}, "continue it with that program, or start a new store");
    return {};
  }

  [[nodiscard]] static bool adds_up(const CaseCounts& counts) {
    return counts.not_applicable + counts.undecided + counts.failed <= counts.cases;
  }

  Result<void> read_wholes() {
    progress.resize(plan.units.size());
    return each("SELECT * FROM whole", [&](const SqliteStatement& row) -> Result<void> {
      const std::size_t unit = unsigned_of(row.integer(0));
      UnitProgress read;
      read.whole = unsigned_of(row.integer(1));
      read.counts = {read.whole * plan.block, unsigned_of(row.integer(2)),
                     unsigned_of(row.integer(3)), unsigned_of(row.integer(4))};
      read.kept = unsigned_of(row.integer(5));
      if (row.integer(6) != digest_of(plan_text, unit, read) || unit >= progress.size() ||
          read.whole == 0 || !adds_up(read.counts) || read.kept > read.counts.failed)
        return damaged(path, "the counts of unit " + std::to_string(unit));
      progress[unit] = std::move(read);
      return {};
    });
  }

  Result<void> read_blocks() {
    return each("SELECT * FROM block", [&](const SqliteStatement& row) -> Result<void> {
      BlockRecord record{unsigned_of(row.integer(0)), unsigned_of(row.integer(1)), {}};
      CaseCounts& counts = record.counts;
      counts = {unsigned_of(row.integer(2)), unsigned_of(row.integer(3)),
                unsigned_of(row.integer(4)), unsigned_of(row.integer(5))};
      if (row.integer(6) != digest_of(plan_text, record) || record.unit >= progress.size() ||
          record.block < progress[record.unit].whole || counts.cases == 0 ||
          counts.cases > plan.block || !adds_up(counts))
        return damaged(path, "block " + std::to_string(record.block) + " of unit " +
                                 std::to_string(record.unit));
      progress[record.unit].rest.emplace(record.block, counts);
      return {};
    });
  }

  Result<void> read_failures() {
    Result<void> read = each("SELECT * FROM failure", [&](const SqliteStatement& row) {
      FailureRecord record{unsigned_of(row.integer(0)),
                           row.text(1),
                           row.text(2),
                           row.text(3),
                           row.text(4),
                           row.text(5),
                           unsigned_of(row.integer(6)),
                           unsigned_of(row.integer(7))};
      if (row.integer(8) != digest_of(plan_text, record) || record.unit >= plan.units.size())
        return Result<void>(damaged(path, "a failure of unit " + std::to_string(record.unit)));
      std::pair key(record.unit, record.instance);
      failures.emplace(std::move(key), std::move(record));
      return Result<void>();
    });
    if (!read) return read;
    // Every failing case that was to be kept is one of them.
    std::vector<std::uint64_t> kept(plan.units.size(), 0);
    for (const auto& [key, record] : failures) kept[key.first] += record.times;
    for (std::size_t unit = 0; unit < kept.size(); ++unit) {
      std::uint64_t expected = progress[unit].kept;
      for (const auto& [block, counts] : progress[unit].rest)
        expected += std::min(counts.failed, shrunk_per_block);
      if (kept[unit] != expected)
        return damaged(path, "the failures of unit " + std::to_string(unit) + " do not add up");
    }
    return {};
  }

  // The record as it will stand, merged with what is there.
  [[nodiscard]] FailureRecord merged(const FailureRecord& record) const {
    const auto known = failures.find({record.unit, record.instance});
    if (known == failures.end()) return record;
    FailureRecord both = known->second;
    both.times += record.times;
    if (record.index < both.index) {
      both.index = record.index;
      both.drawn = record.drawn;
    }
    return both;
  }

  // The unit's progress with the block's next cases in it; finished blocks join the
  // sum as soon as nothing is missing before them.
  [[nodiscard]] Result<UnitProgress> advanced(const BlockRecord& next) const {
    UnitProgress now = progress[next.unit];
    CaseCounts& counts = now.rest[next.block];
    counts += next.counts;
    if (next.block < now.whole || counts.cases > plan.block)
      return fail(ErrorCode::internal, "cases of a block were committed twice", {path, {}, {}});
    for (auto first = now.rest.begin();
         first != now.rest.end() && first->first == now.whole && first->second.cases == plan.block;
         first = now.rest.erase(first)) {
      ++now.whole;
      now.counts += first->second;
      now.kept += std::min(first->second.failed, shrunk_per_block);
    }
    return now;
  }

  Result<void> write_block(std::size_t unit, std::uint64_t block, const CaseCounts& counts) {
    if (auto bound = put_block.bind(signed_of(unit), signed_of(block), signed_of(counts.cases),
                                    signed_of(counts.not_applicable), signed_of(counts.undecided),
                                    signed_of(counts.failed),
                                    digest_of(plan_text, BlockRecord{unit, block, counts}));
        !bound)
      return bound;
    return put_block.run();
  }

  Result<void> write_whole(std::size_t unit, const UnitProgress& now) {
    if (auto bound = put_whole.bind(signed_of(unit), signed_of(now.whole),
                                    signed_of(now.counts.not_applicable),
                                    signed_of(now.counts.undecided), signed_of(now.counts.failed),
                                    signed_of(now.kept), digest_of(plan_text, unit, now));
        !bound)
      return bound;
    if (auto done = put_whole.run(); !done) return done;
    for (const auto& [block, counts] : progress[unit].rest) {
      if (block >= now.whole) break;
      if (auto bound = remove_block.bind(signed_of(unit), signed_of(block)); !bound) return bound;
      if (auto done = remove_block.run(); !done) return done;
    }
    return {};
  }

  Result<void> write_failure(const FailureRecord& record) {
    if (auto bound = put_failure.bind(
            signed_of(record.unit), std::string_view(record.instance),
            std::string_view(record.request), std::string_view(record.flags),
            std::string_view(record.reason), std::string_view(record.drawn),
            signed_of(record.index), signed_of(record.times), digest_of(plan_text, record));
        !bound)
      return bound;
    return put_failure.run();
  }

  Result<void> write(const BlockRecord& next, const UnitProgress& now,
                     const std::vector<FailureRecord>& merged_failures) {
    if (auto begun = database.execute("BEGIN IMMEDIATE"); !begun) return begun;
    const bool folds = now.whole != progress[next.unit].whole;
    const auto kept = now.rest.find(next.block);
    if (auto done = folds ? write_whole(next.unit, now) : Result<void>(); !done) return done;
    if (kept != now.rest.end())
      if (auto done = write_block(next.unit, next.block, kept->second); !done) return done;
    for (const FailureRecord& record : merged_failures)
      if (auto done = write_failure(record); !done) return done;
    return database.execute("COMMIT");
  }

  void roll_back() {
    for (SqliteStatement* statement : {&put_block, &remove_block, &put_whole, &put_failure})
      statement->reset();
    static_cast<void>(database.execute("ROLLBACK"));
  }
};

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

const CampaignPlan& Store::plan() const { return state_->plan; }
const std::vector<UnitProgress>& Store::progress() const { return state_->progress; }
const Store::Failures& Store::failures() const { return state_->failures; }

Result<Store> Store::in_memory(const CampaignPlan& plan) {
  auto state = std::make_unique<State>();
  state->plan = plan;
  state->plan_text = text_of_plan(plan);
  state->progress.resize(plan.units.size());
  auto database = Sqlite::open({});
  if (!database) return tl::unexpected(database.error());
  state->database = std::move(*database);
  if (auto done = state->write_schema(); !done) return tl::unexpected(done.error());
  if (auto done = state->prepare(); !done) return tl::unexpected(done.error());
  return Store(std::move(state));
}

// The file appears with its tables and its plan in it: no moment leaves an empty one.
Result<Store> Store::create(const std::string& path, const CampaignPlan& plan) {
  Result<Store> fresh = in_memory(plan);
  if (!fresh) return fresh;
  sqlite3_int64 size = 0;
  const std::unique_ptr<unsigned char, decltype(&sqlite3_free)> bytes(
      sqlite3_serialize(fresh->state_->database.handle(), "main", &size, 0), &sqlite3_free);
  if (bytes == nullptr) return fail(ErrorCode::internal, "the store could not be laid out");
  std::string image(static_cast<std::size_t>(size), '\0');
  std::memcpy(image.data(), bytes.get(), image.size());
  if (auto published = publish_store(path, image); !published)
    return tl::unexpected(published.error());
  return open(path);
}

Result<Store> Store::open(const std::string& path) {
  if (auto checked = check_store_header(path); !checked) return tl::unexpected(checked.error());
  auto database = Sqlite::open(path);
  if (!database) return tl::unexpected(database.error());
  auto state = std::make_unique<State>();
  state->path = path;
  state->database = std::move(*database);
  if (sqlite3_db_readonly(state->database.handle(), "main") != 0)
    return fail(ErrorCode::cannot_write, "the store is read-only", {path, {}, {}},
                "make it writable, or continue with a copy");
  // Exclusive before the first read: then the log needs no shared memory, and a
  // second process is refused for as long as this one lives.
  for (const auto& step :
       {+[](State& s) {
          return s.database.execute(
              "PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = NORMAL;"
              "PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF");
        },
        +[](State& s) { return s.check_structure(); }, +[](State& s) { return s.read_plan(); },
        +[](State& s) { return s.read_wholes(); }, +[](State& s) { return s.read_blocks(); },
        +[](State& s) { return s.read_failures(); },
        +[](State& s) { return s.database.execute("PRAGMA journal_mode = WAL"); },
        +[](State& s) { return s.database.execute("BEGIN IMMEDIATE; COMMIT"); },
        +[](State& s) { return s.prepare(); }})
    if (Result<void> done = step(*state); !done) return tl::unexpected(done.error());
  return Store(std::move(state));
}

Result<std::vector<FailureRecord>> Store::commit(const BlockRecord& next,
                                                 const std::vector<FailureRecord>& failures) {
  auto progress = state_->advanced(next);
  if (!progress) return tl::unexpected(progress.error());
  std::map<std::string, FailureRecord> changed;
  for (const FailureRecord& failure : failures) {
    const auto found = changed.find(failure.instance);
    if (found == changed.end()) {
      changed.emplace(failure.instance, state_->merged(failure));
    } else {
      // Cases of a block come in order, so the first one keeps its place.
      found->second.times += failure.times;
    }
  }
  std::vector<FailureRecord> now;
  for (auto& [instance, record] : changed) now.push_back(std::move(record));
  if (const Result<void> written = state_->write(next, *progress, now); !written) {
    state_->roll_back();
    return tl::unexpected(written.error());
  }
  state_->progress[next.unit] = std::move(*progress);
  for (const FailureRecord& record : now)
    state_->failures.insert_or_assign({record.unit, record.instance}, record);
  return now;
}

}  // namespace sidproof

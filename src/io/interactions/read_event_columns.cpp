// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <initializer_list>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/interactions/hit_text.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kRecBole = "recbole-inter";
constexpr std::string_view kExamples = "example-csv";
constexpr std::string_view kEvents = "event-csv";

/// The columns of a file of events (user, item, time) or of examples (history,
/// item).
struct Columns {
  char separator = ',';
  bool typed = false;  ///< RecBole: every name is name:type
  std::size_t count = 0;
  std::optional<std::size_t> user;
  std::optional<std::size_t> item;
  std::optional<std::size_t> history;
  std::optional<std::size_t> time;
  std::optional<std::size_t> hit;

  [[nodiscard]] bool examples() const { return item && history; }
  [[nodiscard]] bool events() const { return item && user && !history; }
};

std::optional<std::size_t> column(const std::vector<std::string_view>& names,
                                  std::initializer_list<std::string_view> wanted) {
  for (const std::string_view name : wanted) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  }
  return std::nullopt;
}

std::optional<Columns> columns_under(std::string_view bytes, char separator) {
  CsvReader reader(bytes, {}, separator);
  const Result<bool> any = reader.next();
  if (!any || !*any || reader.fields().size() < 2) return std::nullopt;
  Columns columns;
  columns.separator = separator;
  columns.typed = true;
  columns.count = reader.fields().size();
  std::vector<std::string_view> names;
  for (const std::string_view field : reader.fields()) {
    const std::size_t colon = field.find(':');
    const std::string_view type =
        colon == std::string_view::npos ? std::string_view() : field.substr(colon + 1);
    columns.typed = columns.typed && (type == "token" || type == "float" || type == "token_seq" ||
                                      type == "float_seq");
    names.push_back(trimmed(field.substr(0, colon)));
  }
  columns.user = column(names, {"user_id", "user", "uid", "userid", "session_id"});
  columns.item = column(names, {"item_id", "item", "iid", "itemid", "parent_asin", "asin", "target",
                                "target_item_id"});
  columns.history = column(names, {"history_item_id", "item_id_list", "history", "item_seq"});
  columns.time = column(names, {"timestamp", "time", "unixReviewTime"});
  columns.hit = column(names, {"hit"});
  if (!columns.examples() && !columns.events()) return std::nullopt;
  return columns;
}

std::optional<Columns> find_columns_in(std::string_view bytes) {
  for (const char separator : {',', '\t', ';'})
    if (const auto columns = columns_under(bytes, separator)) return columns;
  return std::nullopt;
}

class ColumnParser {
 public:
  ColumnParser(const MappedFile& file, Columns columns, std::string_view format, Split split)
      : file_(file),
        columns_(columns),
        split_(split),
        // RecBole writes no quotes; a quote in an id is an ordinary character there.
        records_(file.bytes(), file.path(), columns.separator, !columns.typed) {
    interactions_.path = file.path();
    interactions_.format = format;
  }

  Result<Interactions> parse() {
    (void)records_.next();  // the header
    for (;;) {
      const Result<bool> more = records_.next();
      if (!more) return tl::unexpected(more.error());
      if (!*more) break;
      if (Result<void> done = record(); !done) return tl::unexpected(std::move(done.error()));
    }
    if (!columns_.examples()) sequences_.finish(interactions_, columns_.hit.has_value());
    return std::move(interactions_);
  }

 private:
  [[nodiscard]] std::string_view field(std::size_t column) const {
    return records_.fields()[column];
  }

  Result<void> record() {
    if (records_.fields().size() != columns_.count)
      return fail(ErrorCode::malformed,
                  fmt::format("the row has {} fields, the header {}", records_.fields().size(),
                              columns_.count),
                  records_.where(), "quote fields that contain separators or line breaks");
    const std::string_view item = field(*columns_.item);
    if (item.empty()) return fail(ErrorCode::malformed, "the item is empty", records_.where());
    bool hit = false;
    if (columns_.hit) {
      const std::optional<bool> parsed = parse_hit(trimmed(field(*columns_.hit)));
      if (!parsed)
        return fail(ErrorCode::malformed,
                    fmt::format("{} in column hit is none of 0, 1, true and false",
                                quoted(field(*columns_.hit))),
                    records_.where());
      hit = *parsed;
    }
    return columns_.examples() ? example(item, hit) : event(item, hit);
  }

  Result<void> event(std::string_view item, bool hit) {
    double time = 0;
    if (columns_.time) {
      const std::string_view text = trimmed(field(*columns_.time));
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), time);
      if (error != std::errc{} || end != text.data() + text.size() || time != time)
        return fail(ErrorCode::malformed, fmt::format("the time {} is not a number", quoted(text)),
                    records_.where());
    }
    sequences_.add(field(*columns_.user), interactions_.items.intern(item), time, hit);
    return {};
  }

  Result<void> example(std::string_view item, bool hit) {
    const std::uint64_t begin = interactions_.events.size();
    std::string_view history = trimmed(field(*columns_.history));
    if (columns_.typed) {
      while (!history.empty()) push(take_word(history));
    } else if (!history.empty()) {
      Result<std::vector<ListElement>> list = parse_list_text(history);
      if (!list) {
        Error error = std::move(list.error());
        error.what = "the history is " + error.what;
        error.where = records_.where();
        return tl::unexpected(std::move(error));
      }
      for (const ListElement& element : *list) push(element.text);
    }
    interactions_.examples.push_back(
        {begin, interactions_.events.size(), interactions_.items.intern(item), split_});
    if (columns_.hit) interactions_.hits.push_back(hit);
    return {};
  }

  void push(std::string_view item) {
    interactions_.events.push_back(interactions_.items.intern(item));
  }

  const MappedFile& file_;
  Columns columns_;
  Split split_;
  CsvReader records_;
  SequenceCollector sequences_;
  Interactions interactions_;
};

Result<Interactions> read_as(const MappedFile& file, std::string_view format, Split split) {
  const std::optional<Columns> columns = find_columns_in(file.bytes());
  if (!columns)
    return fail(ErrorCode::malformed, "the header names no columns of interactions",
                {file.path(), 1, 0},
                "name them user_id,item_id,timestamp for events or history_item_id,item_id for "
                "examples");
  return ColumnParser(file, *columns, format, split).parse();
}

template <class Condition>
bool accepts_if(const Sniff& sniff, Condition condition) {
  if (!sniff.is_text) return false;
  const std::optional<Columns> columns = find_columns_in(sniff.head);
  return columns && condition(*columns);
}

}  // namespace

void SequenceCollector::add(std::string_view user, std::uint32_t item, double time, bool hit) {
  events_.push_back({users_.intern(user), item, time, events_.size(), hit});
}

void SequenceCollector::finish(Interactions& interactions, bool with_hits) {
  std::sort(events_.begin(), events_.end(), [](const Event& a, const Event& b) {
    return std::tie(a.user, a.time, a.number) < std::tie(b.user, b.time, b.number);
  });
  std::vector<std::uint64_t> offsets = {0};
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (i > 0 && events_[i].user != events_[i - 1].user)
      offsets.push_back(interactions.events.size());
    interactions.events.push_back(events_[i].item);
    if (with_hits) interactions.hits.push_back(events_[i].hit);
  }
  if (!events_.empty()) offsets.push_back(interactions.events.size());
  leave_one_out(interactions, offsets);  // one example an event, in order
}

const InteractionReader& recbole_inter_reader() {
  static const InteractionReader reader{
      kRecBole, "RecBole .inter: header user_id:token, item_id:token, timestamp:float",
      [](const Sniff& sniff) {
        return accepts_if(sniff, [](const Columns& columns) { return columns.typed; });
      },
      [](const MappedFile& file, Split split) { return read_as(file, kRecBole, split); }};
  return reader;
}

const InteractionReader& example_csv_reader() {
  static const InteractionReader reader{
      kExamples, "CSV of examples: history_item_id (a Python list), item_id (MiniOneRec)",
      [](const Sniff& sniff) {
        return accepts_if(
            sniff, [](const Columns& columns) { return !columns.typed && columns.examples(); });
      },
      [](const MappedFile& file, Split split) { return read_as(file, kExamples, split); }};
  return reader;
}

const InteractionReader& event_csv_reader() {
  static const InteractionReader reader{
      kEvents, "CSV or TSV of events: user, item, time (ColaRec)",
      [](const Sniff& sniff) {
        return accepts_if(
            sniff, [](const Columns& columns) { return !columns.typed && columns.events(); });
      },
      [](const MappedFile& file, Split split) { return read_as(file, kEvents, split); }};
  return reader;
}

}  // namespace sidproof

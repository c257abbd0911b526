// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/files/line_reader.hpp"
#include "io/interactions/column_names.hpp"
#include "io/interactions/event_sequences.hpp"
#include "io/interactions/interaction_readers.hpp"
#include "io/interactions/label_text.hpp"
#include "io/tables/table_builder.hpp"
#include "io/text/code_text.hpp"
#include "io/text/csv.hpp"
#include "io/text/decimal_key.hpp"
#include "io/text/list_text.hpp"

namespace sidproof {
namespace {

constexpr std::string_view kRecBole = "recbole-inter";
constexpr std::string_view kExamples = "example-csv";
constexpr std::string_view kEvents = "event-csv";

/// The columns of a file of events (user, item, time) or of examples (history,
/// item).
struct Columns : NamedColumns {
  char separator = ',';
  bool typed = false;              ///< RecBole: every name is name:type
  std::vector<std::string> names;  ///< as they stand, without types
};

std::optional<Columns> columns_under(std::string_view bytes, char separator) {
  CsvReader reader(bytes, {}, separator);
  const Result<bool> any = reader.next();
  if (!any || !*any || reader.fields().size() < 2) return std::nullopt;
  bool typed = true;
  std::vector<std::string_view> names;
  for (const std::string_view field : reader.fields()) {
    const std::size_t colon = field.find(':');
    const std::string_view type =
        colon == std::string_view::npos ? std::string_view() : field.substr(colon + 1);
    typed =
        typed && (type == "token" || type == "float" || type == "token_seq" || type == "float_seq");
    names.push_back(trimmed(field.substr(0, colon)));
  }
  Columns columns{name_columns(names), separator, typed, {names.begin(), names.end()}};
  if (!columns.examples() && !columns.events()) return std::nullopt;
  return columns;
}

std::optional<Columns> find_columns_in(std::string_view bytes) {
  for (const char separator : {',', '\t', ';'})
    if (auto columns = columns_under(bytes, separator)) return columns;
  return std::nullopt;
}

class ColumnParser {
 public:
  ColumnParser(const MappedFile& file, Columns columns, std::string_view format, Split split)
      : columns_(std::move(columns)),
        split_(split),
        // RecBole writes no quotes; a quote in an id is an ordinary character there.
        records_(file.bytes(), file.path(), columns_.separator, !columns_.typed) {
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
    if (!columns_.examples())
      sequences_.finish(interactions_,
                        {columns_.time.has_value(), columns_.hit.has_value(), split_column()});
    else if (columns_.split)
      interactions_.split_origin = {SplitOrigin::By::file, split_column(), {}};
    return std::move(interactions_);
  }

 private:
  [[nodiscard]] std::string_view field(std::size_t column) const {
    return records_.fields()[column];
  }

  /// A name of RecBole's header without its type.
  [[nodiscard]] std::string_view untyped(std::string_view name) const {
    return columns_.typed ? name.substr(0, name.find(':')) : name;
  }

  [[nodiscard]] std::string split_column() const {
    return columns_.split ? columns_.names[*columns_.split] : std::string();
  }

  Result<void> record() {
    if (records_.fields().size() != columns_.names.size())
      return fail(ErrorCode::malformed,
                  fmt::format("the row has {} fields, the header {}", records_.fields().size(),
                              columns_.names.size()),
                  records_.where(), "quote fields that contain separators or line breaks");
    const std::string_view item = field(*columns_.item);
    if (item.empty()) return fail(ErrorCode::malformed, "the item is empty", records_.where());
    if (untyped(item) == columns_.names[*columns_.item] &&
        untyped(field(0)) == columns_.names.front())
      return fail(ErrorCode::malformed, "the header stands here again", records_.where(),
                  "join files without repeating their header");
    EventSequences::Event labels;
    if (columns_.hit) {
      const std::optional<bool> parsed = parse_hit(trimmed(field(*columns_.hit)));
      if (!parsed)
        return fail(ErrorCode::malformed,
                    fmt::format("{} in column hit is none of 0, 1, true and false",
                                quoted(field(*columns_.hit))),
                    records_.where());
      labels.hit = *parsed;
    }
    labels.split = split_;
    if (columns_.split) {
      const std::string_view text = trimmed(field(*columns_.split));
      const std::optional<Split> parsed = parse_split(text);
      if (!parsed)
        return fail(
            ErrorCode::malformed,
            fmt::format("{} in column {} is the name of no split", quoted(text), split_column()),
            records_.where(), split_words_hint);
      labels.split = *parsed;
    }
    return columns_.examples() ? example(item, labels) : event(item, std::move(labels));
  }

  Result<void> event(std::string_view item, EventSequences::Event labels) {
    if (field(*columns_.user).empty())
      return fail(ErrorCode::malformed, "the user is empty", records_.where());
    if (columns_.time) {
      const std::string_view text = trimmed(field(*columns_.time));
      std::optional<std::string> key = decimal_key(text);
      if (!key)
        return fail(ErrorCode::malformed, fmt::format("the time {} is not a number", quoted(text)),
                    records_.where(),
                    "write times as decimal numbers of any length: 1700000000.25");
      labels.time = *std::move(key);
    }
    sequences_.add(field(*columns_.user), interactions_.items.intern(item), std::move(labels));
    return {};
  }

  Result<void> example(std::string_view item, const EventSequences::Event& labels) {
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
        {begin, interactions_.events.size(), interactions_.items.intern(item), labels.split});
    if (columns_.hit) interactions_.hits.push_back(labels.hit);
    return {};
  }

  void push(std::string_view item) {
    interactions_.events.push_back(interactions_.items.intern(item));
  }

  Columns columns_;
  Split split_;
  CsvReader records_;
  EventSequences sequences_;
  Interactions interactions_;
};

Result<Interactions> read_as(const MappedFile& file, std::string_view format, Split split) {
  std::optional<Columns> columns = find_columns_in(file.bytes());
  if (!columns)
    return fail(ErrorCode::malformed, "the header names no columns of interactions",
                {file.path(), 1, 0},
                "name them user_id,item_id,timestamp for events or history_item_id,item_id for "
                "examples");
  if (!columns->conflict.empty())
    return fail(ErrorCode::malformed, columns->conflict, {file.path(), 1, 0},
                "leave out or rename the one that is not");
  return ColumnParser(file, *std::move(columns), format, split).parse();
}

template <class Condition>
bool accepts_if(const Sniff& sniff, Condition condition) {
  if (!sniff.is_text) return false;
  const std::optional<Columns> columns = find_columns_in(sniff.head);
  return columns && condition(*columns);
}

}  // namespace

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

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "interactions/interactions.hpp"
#include "io/detect.hpp"
#include "io/files/mapped_file.hpp"

namespace sidproof {

/// One interactions format: how to recognise it and how to read it.
struct InteractionReader {
  std::string_view name;
  std::string_view description;
  bool (*accepts)(const Sniff& sniff);
  /// `split` is that of files of examples which say none.
  Result<Interactions> (*read)(const MappedFile& file, Split split);
};

[[nodiscard]] const InteractionReader& inter_json_reader();     // read_inter_json.cpp
[[nodiscard]] const InteractionReader& example_json_reader();   // read_example_json.cpp
[[nodiscard]] const InteractionReader& recbole_inter_reader();  // read_event_columns.cpp
[[nodiscard]] const InteractionReader& example_csv_reader();    // read_event_columns.cpp
[[nodiscard]] const InteractionReader& event_csv_reader();      // read_event_columns.cpp
[[nodiscard]] const InteractionReader& wide_csv_reader();       // read_wide_sequences.cpp
[[nodiscard]] const InteractionReader& user_sequence_reader();  // read_user_sequences.cpp

/// All of them, in the order in which they are tried.
[[nodiscard]] const std::vector<const InteractionReader*>& interaction_readers();

/// read_interactions on a file that is open already.
[[nodiscard]] Result<Interactions> read_interactions(const MappedFile& file,
                                                     std::string_view format,
                                                     std::optional<Split> split);

/// read_item_list on a file that is open already.
[[nodiscard]] Result<std::vector<std::string>> read_item_list(const MappedFile& file);

}  // namespace sidproof

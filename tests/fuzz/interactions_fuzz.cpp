// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Every reader of interactions and the reader of item lists, on any bytes; the
// first byte chooses the reader and whether one split is wanted.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "io/files/mapped_file.hpp"
#include "io/interactions/interaction_readers.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const sidproof::Interactions& interactions, std::optional<sidproof::Split> wanted) {
  require(!interactions.examples.empty());
  require(interactions.hits.empty() || interactions.hits.size() == interactions.examples.size());
  for (const std::uint32_t event : interactions.events) require(event < interactions.items.size());
  for (const sidproof::Example& example : interactions.examples) {
    require(example.begin <= example.end && example.end <= interactions.events.size());
    require(example.target < interactions.items.size());
    require(!wanted || example.split == *wanted);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto file = sidproof::MappedFile::from_bytes(bytes);
  const auto& readers = sidproof::interaction_readers();
  const std::size_t choices = readers.size() + 2;
  const std::size_t choice = data[0] % choices;
  const auto wanted =
      data[0] / choices % 2 == 0 ? std::nullopt : std::optional(sidproof::Split::test);
  if (choice == readers.size() + 1) {
    const auto list = sidproof::read_item_list(file);
    require(list ? !list->empty() : !list.error().what.empty());
    return 0;
  }
  const std::string_view format = choice < readers.size() ? readers[choice]->name : "";
  const auto interactions = sidproof::read_interactions(file, format, wanted);
  if (interactions) {
    check(*interactions, wanted);
  } else {
    require(!interactions.error().what.empty());
  }
  return 0;
}

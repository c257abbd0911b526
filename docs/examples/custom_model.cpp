// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// A conditional model of one's own under the laws: anything with a space and
// conditionals in exact numbers will do.
#include <cstdio>
#include <exact/flint_rational.hpp>
#include <laws/partition_laws.hpp>
#include <objective/partition.hpp>

using Number = sidproof::FlintRational;

// A copy model: repeats the last token with probability 2/3, all others share 1/3.
class CopyModel {
 public:
  using number = Number;
  explicit CopyModel(sidproof::CodeSpace space) : space_(std::move(space)) {}
  [[nodiscard]] const sidproof::CodeSpace& space() const { return space_; }
  [[nodiscard]] Number conditional(sidproof::SequenceView prefix, std::uint32_t token) const {
    const std::int64_t width = space_.alphabet(prefix.size());
    if (prefix.empty()) return sidproof::fraction<Number>(1, width);
    if (token == prefix.back()) return sidproof::fraction<Number>(2, 3);
    return sidproof::fraction<Number>(1, 3 * (width - 1));
  }

 private:
  sidproof::CodeSpace space_;
};

int main() {
  const sidproof::CodeSpace space({3, 3});
  const CopyModel model(space);
  // Three items; the last two collide on (1 1).
  const sidproof::TokenMap map(space, {{0, 1}, {1, 1}, {1, 1}});

  // Z = 1/18 + 2/9 + 2/9, not 1: next-token training on this table is no maximum
  // likelihood over items.
  const Number z = sidproof::z_direct(model, map);
  std::printf("Z = %s\n", text_of(z).c_str());

  // The partition identity holds all the same, by five routes; and so does the gap.
  const auto table = sidproof::as_cascaded(model);
  const auto partition = sidproof::b1_partition(table, map);
  const auto gap = sidproof::b5_objective_gap(table, map, {2, 1, 0});
  const bool hold =
      partition.truth == sidproof::Truth::holds && gap.truth == sidproof::Truth::holds;
  return hold && z == sidproof::fraction<Number>(1, 2) ? 0 : 1;
}

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cstddef>
#include <initializer_list>
#include <span>

#include "oracle/oracle_case.hpp"

namespace sidproof {
namespace {

// One of the values; repeat a value to draw it more often.
std::uint32_t one_of(RandomStream& random, std::initializer_list<std::uint32_t> values) {
  return *(values.begin() + random.below(values.size()));
}

template <class T>
void shuffle(std::vector<T>& values, RandomStream& random) {
  for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[random.below(i)]);
}

std::vector<Sequence> all_sequences(const CodeSpace& space) {
  std::vector<Sequence> result;
  space.for_each([&](SequenceView s) { result.emplace_back(s.begin(), s.end()); });
  return result;
}

std::vector<Sequence> all_prefixes(const CodeSpace& space) {
  std::vector<Sequence> result;
  for (std::size_t j = 0; j <= space.length(); ++j) {
    std::vector<std::uint32_t> alphabets = space.alphabets();
    alphabets.resize(j);
    for (Sequence& prefix : all_sequences(CodeSpace(std::move(alphabets))))
      result.push_back(std::move(prefix));
  }
  return result;
}

// Splits nodes of the tree of prefixes at random: a complete prefix code.
std::vector<Sequence> complete_prefix_code(const CodeSpace& space, RandomStream& random) {
  std::vector<Sequence> open{{}};
  std::vector<Sequence> codes;
  while (!open.empty()) {
    const Sequence node = open.back();
    open.pop_back();
    if (node.size() == space.length() || random.below(3) == 0) {
      codes.push_back(node);
      continue;
    }
    for (std::uint32_t token = 0; token < space.alphabet(node.size()); ++token) {
      open.push_back(node);
      open.back().push_back(token);
    }
  }
  return codes;
}

void draw_codes(OracleCase& drawn, RandomStream& random) {
  const std::vector<Sequence> grid = all_sequences(drawn.space);
  const auto keep_some = [&](std::vector<Sequence> from, std::uint64_t most) {
    shuffle(from, random);
    from.resize(1 + random.below(std::min<std::uint64_t>(from.size(), most)));
    return from;
  };
  const auto repeat = [&](const std::vector<Sequence>& from, std::uint64_t most) {
    std::vector<Sequence> codes(1 + random.below(most));
    for (Sequence& code : codes) code = from[random.below(from.size())];
    return codes;
  };
  const std::uint64_t dice = random.below(100);
  if (dice < 20) {
    drawn.kind = "bijective";
    drawn.codes = grid;
    shuffle(drawn.codes, random);
  } else if (dice < 40) {
    drawn.kind = "injective";
    drawn.codes = keep_some(grid, 9);
  } else if (dice < 47) {
    drawn.kind = "one item";
    drawn.codes = repeat(grid, 1);
  } else if (dice < 67) {
    drawn.kind = "colliding";
    drawn.codes = repeat(grid, 8);
  } else if (dice < 72) {
    drawn.kind = "as many items as sequences";  // the trap of B2
    drawn.codes = grid;
    for (Sequence& code : drawn.codes)
      if (random.below(3) == 0) code = grid[random.below(grid.size())];
  } else if (dice < 82) {
    drawn.kind = "variable length";
    drawn.codes = repeat(all_prefixes(drawn.space), 6);
  } else if (dice < 90) {
    drawn.kind = "complete prefix code";
    drawn.codes = complete_prefix_code(drawn.space, random);
    shuffle(drawn.codes, random);
  } else if (dice < 98) {
    drawn.kind = "prefix code";
    drawn.codes = keep_some(complete_prefix_code(drawn.space, random), 6);
  } else {
    drawn.kind = "outside the space";
    drawn.codes = repeat(grid, 4);
    Sequence& code = drawn.codes[random.below(drawn.codes.size())];
    if (code.empty() || random.below(2) == 0)
      code.push_back(0);
    else
      code[random.below(code.size())] += drawn.space.alphabet(0) + 3;
  }
}

// One row of conditionals.
void draw_row(std::span<Ratio> row, std::uint64_t style, RandomStream& random) {
  std::int64_t sum = 0;
  const std::uint64_t certain = random.below(row.size());
  for (std::size_t t = 0; t < row.size(); ++t) {
    std::int64_t weight = 0;
    if (style < 4)
      weight = one_of(random, {1, 1, 2, 3, 5});  // positive, as a softmax
    else if (style < 8)
      weight = one_of(random, {0, 0, 1, 1, 2, 7});  // with zeros
    else if (style == 8)
      weight = t == certain ? 1 : 0;  // deterministic
    else if (style == 9)
      weight = 1;  // uniform
    else
      weight = 1 + static_cast<std::int64_t>(random.below(1'000'000'000));
    row[t].numerator = weight;
    sum += weight;
  }
  if (sum == 0) sum = row[certain].numerator = 1;
  for (Ratio& entry : row) entry.denominator = sum;
}

template <class S>
void draw_models(OracleCase& drawn, S shape, RandomStream& random) {
  const bool laws = random.below(12) != 0;
  for (std::size_t x = 0; x < drawn.counts.size(); ++x) {
    const std::uint64_t style = random.below(11);
    std::vector<Ratio> cells(shape.cells());
    for (std::size_t row = 0; row < shape.rows(); ++row)
      draw_row(std::span(cells).subspan(shape.row_begin(row),
                                        shape.row_begin(row + 1) - shape.row_begin(row)),
               style, random);
    if (!laws && !cells.empty()) {  // one entry spoils its row, perhaps by its sign
      Ratio& entry = cells[random.below(cells.size())];
      entry.numerator = static_cast<std::int64_t>(random.below(5)) - 2;
    }
    drawn.cells.push_back(std::move(cells));
  }
  drawn.shape = std::move(shape);
}

void draw_counts(OracleCase& drawn, RandomStream& random) {
  drawn.counts.resize(one_of(random, {1, 1, 1, 2, 3}));
  for (ItemCounts& counts : drawn.counts) {
    const std::uint64_t style = random.below(8);  // 0: a history without data
    for (std::size_t v = 0; v < drawn.codes.size(); ++v) {
      std::uint64_t count = style == 0 ? 0 : one_of(random, {0, 0, 1, 1, 2, 3});
      if (style == 1 && random.below(8) == 0) count = 20;
      counts.push_back(count);
    }
  }
}

}  // namespace

OracleCase draw_case(RandomStream& random) {
  OracleCase drawn;
  const std::size_t k = one_of(random, {0, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4});
  std::vector<std::uint32_t> alphabets(k);
  for (std::uint32_t& alphabet : alphabets)
    alphabet = k == 4 ? one_of(random, {1, 2, 2}) : one_of(random, {1, 2, 2, 2, 3});
  if (k == 2 && random.below(4) == 0) alphabets = {4, 3};
  drawn.space = CodeSpace(alphabets);
  draw_codes(drawn, random);
  draw_counts(drawn, random);
  switch (random.below(5)) {
    case 0: draw_models(drawn, ParallelShape(drawn.space), random); break;
    case 1: draw_models(drawn, MarkovShape(drawn.space), random); break;
    default: draw_models(drawn, CascadedShape(drawn.space), random);
  }
  return drawn;
}

}  // namespace sidproof

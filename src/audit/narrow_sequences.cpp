// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "audit/narrow_sequences.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "audit/collisions.hpp"
#include "audit/large_array.hpp"
#include "audit/radix_sort.hpp"
#include "audit/trie_levels.hpp"
#include "base/parallel.hpp"

namespace sidproof {
namespace {

// Packs row after row. `Length` > 0 lets the compiler unroll the loop; 0 is any.
template <class Key, class Token, std::size_t Length>
class Packer {
 public:
  Packer(const FixedRows<Token>& rows, const KeyLayout& layout) : rows_(rows) {
    shifts_.reserve(rows.length);
    unsigned shift = layout.words().empty() ? 0 : layout.words().front().bits;
    for (std::size_t j = 0; j < rows.length; ++j) {
      shift -= layout.width(j);
      // A field of width 0 may lie at the very top; it holds 0 only.
      shifts_.push_back(std::min(shift, unsigned{8 * sizeof(Key) - 1}));
    }
    whole_bytes_ = shifts_ == std::vector<unsigned>{24, 16, 8, 0};
  }

  [[nodiscard]] std::size_t size() const { return rows_.rows; }

  // Calls f(key) for each row of [begin, end) in order.
  template <class F>
  void each(std::size_t begin, std::size_t end, F&& f) const {
    if constexpr (sizeof(Token) == 1 && Length == 4 && sizeof(Key) == 4) {
      if (whole_bytes_) return each_word(begin, end, f);
    }
    const std::size_t length = Length > 0 ? Length : rows_.length;
    const Token* row = rows_.data + begin * length;
    std::array<unsigned, Length == 0 ? 1 : Length> fixed{};
    if constexpr (Length > 0) std::copy_n(shifts_.begin(), Length, fixed.begin());
    const unsigned* shifts = Length > 0 ? fixed.data() : shifts_.data();
    for (std::size_t i = begin; i < end; ++i, row += length) {
      Key key = 0;
      for (std::size_t j = 0; j < length; ++j) key |= static_cast<Key>(Key{row[j]} << shifts[j]);
      f(key);
    }
  }

 private:
  // Four bytes of full width: a big-endian word.
  template <class F>
  void each_word(std::size_t begin, std::size_t end, F&& f) const {
    const Token* row = rows_.data + begin * Length;
    for (std::size_t i = begin; i < end; ++i, row += Length) {
      std::uint32_t word = 0;
      std::memcpy(&word, row, sizeof word);
      if constexpr (std::endian::native == std::endian::little) word = __builtin_bswap32(word);
      f(static_cast<Key>(word));
    }
  }

  FixedRows<Token> rows_;
  std::vector<unsigned> shifts_;
  bool whole_bytes_ = false;
};

// The distinct keys come by in order; those that occur more than once are kept.
template <class Key>
struct Tally {
  std::uint64_t distinct = 0;
  std::vector<Key> repeated;
  std::vector<std::uint32_t> occurrences;
};

std::uint64_t count_ones(std::uint64_t word) {
  word -= (word >> 1U) & 0x5555555555555555U;
  word = (word & 0x3333333333333333U) + ((word >> 2U) & 0x3333333333333333U);
  return (((word + (word >> 4U)) & 0x0F0F0F0F0F0F0F0FU) * 0x0101010101010101U) >> 56U;
}

// Takes the keys in order and counts. The last level is read off the keys that
// occur more than once; for the levels above it the nodes just above the leaves
// come by instead of the sequences, which are many more in dense tables.
template <class Key>
class Scanner {
 public:
  Scanner(const KeyLayout& layout, std::size_t length, bool wants_levels)
      : levels_(wants_levels && length > 0 ? length - 1 : 0),
        length_(length),
        wants_levels_(wants_levels && length > 0) {
    if (!layout.words().empty()) common_ = layout.words().front().common;
    if (length > 0) leaf_bits_ = layout.width(length - 1);
  }

  void add(Key key, std::uint32_t occurrences) {
    ++tally_.distinct;
    if (wants_levels_) add_to_node(std::uint64_t{key} >> leaf_bits_, occurrences);
    if (occurrences > 1) {
      tally_.repeated.push_back(key);
      tally_.occurrences.push_back(occurrences);
    }
  }

  void add_sorted(const Key* keys, std::size_t n) {
    for (std::size_t i = 0; i < n;) {
      const Key key = keys[i];
      std::size_t end = i + 1;
      while (end < n && keys[end] == key) ++end;
      add(key, static_cast<std::uint32_t>(end - i));
      i = end;
    }
  }

  // `n` keys came by in a bitmap: bit i stands for first + i, and `again`, sorted,
  // holds a key once for each time that it came after the first.
  void add_bitmap(const std::vector<std::uint64_t>& bitmap, Key first, std::size_t n,
                  const std::vector<Key>& again) {
    tally_.distinct += n - again.size();
    for (std::size_t i = 0; i < again.size();) {
      const std::size_t begin = i;
      while (i < again.size() && again[i] == again[begin]) ++i;
      tally_.repeated.push_back(again[begin]);
      tally_.occurrences.push_back(static_cast<std::uint32_t>(i - begin + 1));
    }
    if (!wants_levels_) return;
    std::size_t next = 0;
    for (std::size_t w = 0; w < bitmap.size(); ++w) {
      const std::uint64_t word = bitmap[w];
      if (word == 0) continue;
      const std::uint64_t begin = std::uint64_t{first} + w * 64;
      if (leaf_bits_ >= 6) {  // the word lies in one node
        std::uint64_t members = count_ones(word);
        for (; next < again.size() && again[next] - begin < 64; ++next) ++members;
        add_to_node(begin >> leaf_bits_, members);
        continue;
      }
      for (std::uint64_t rest = word; rest != 0; rest &= rest - 1) {
        const std::uint64_t key = begin + static_cast<unsigned>(std::countr_zero(rest));
        std::uint64_t members = 1;
        for (; next < again.size() && again[next] == key; ++next) ++members;
        add_to_node(key >> leaf_bits_, members);
      }
    }
  }

  [[nodiscard]] const Tally<Key>& tally() const { return tally_; }

  [[nodiscard]] std::vector<PrefixLevel> finish_levels() {
    if (!wants_levels_) return {};
    flush_node();
    std::vector<PrefixLevel> levels = levels_.finish();
    PrefixLevel last{.length = length_,
                     .nodes = tally_.distinct,
                     .distinct = tally_.distinct,
                     .items_in_groups = 0,
                     .largest_group = 1,
                     .excess = 0};
    for (const std::uint32_t occurrences : tally_.occurrences) {
      last.items_in_groups += occurrences;
      last.largest_group = std::max<std::uint64_t>(last.largest_group, occurrences);
      last.excess += occurrences - 1;
    }
    levels.push_back(last);
    return levels;
  }

 private:
  void add_to_node(std::uint64_t node, std::uint64_t members) {
    if (node != node_) {
      flush_node();
      node_ = node;
    }
    members_ += members;
  }

  void flush_node() {
    if (members_ == 0) return;
    // Two nodes differ in a bit that stands leaf_bits_ higher in the keys.
    std::size_t common = 0;
    if (nodes_ > 0)
      common = common_[static_cast<unsigned>(std::bit_width(node_ ^ last_node_)) - 1U + leaf_bits_];
    levels_.add(common, members_, length_ - 1);
    ++nodes_;
    last_node_ = node_;
    members_ = 0;
  }

  Tally<Key> tally_;
  TrieLevels levels_;
  std::array<std::uint32_t, 64> common_{};
  std::size_t length_;
  bool wants_levels_;
  unsigned leaf_bits_ = 0;
  std::uint64_t nodes_ = 0;      // given to levels_
  std::uint64_t last_node_ = 0;  // the last of them
  std::uint64_t node_ = 0;       // under way: the key without its last field
  std::uint64_t members_ = 0;    // of that node so far
};

// The rows in parts of about equal size, one a thread.
struct Parts {
  std::size_t rows = 0;
  std::size_t count = 1;

  [[nodiscard]] std::size_t begin(std::size_t part) const { return rows / count * part; }
  [[nodiscard]] std::size_t end(std::size_t part) const {
    return part + 1 == count ? rows : begin(part + 1);
  }
};

Parts parts_of(std::size_t rows, Threads threads) {
  constexpr std::size_t fewest = std::size_t{1} << 16U;  // a thread must be worth its start
  return {rows, std::clamp<std::size_t>(rows / fewest, 1, std::max(1U, threads.count))};
}

// The key space in equal bins by the leading bits; how many keys fall into each.
struct Bins {
  unsigned bits = 0;  // of a key
  unsigned low = 0;   // of these, below the bin's number
  std::vector<std::uint32_t> counts;
  std::vector<std::vector<std::uint32_t>> of_part;  // the counts of each part of the rows

  template <class Key>
  [[nodiscard]] std::size_t of(Key key) const {
    return static_cast<std::size_t>(key >> low);
  }
};

template <class Rows>
Bins count_bins(const Rows& rows, unsigned bits, unsigned leading, const Parts& parts) {
  Bins bins{bits, bits - leading, std::vector<std::uint32_t>(std::size_t{1} << leading), {}};
  bins.of_part.assign(parts.count, bins.counts);
  parallel_for({static_cast<unsigned>(parts.count)}, parts.count, [&](std::size_t part) {
    std::uint32_t* const own = bins.of_part[part].data();
    rows.each(parts.begin(part), parts.end(part), [&](auto key) { ++own[bins.of(key)]; });
  });
  for (const auto& own : bins.of_part)
    for (std::size_t bin = 0; bin < own.size(); ++bin) bins.counts[bin] += own[bin];
  return bins;
}

// How a range is worked through: in slabs of neighbouring bins, each of which fits
// the cache while its keys are sorted, or marked in a bitmap where the keys are so
// dense that reading an almost empty bitmap does not cost more than sorting.
struct Plan {
  unsigned slab_bits = 8;  // leading bits of the key that number the slab
  bool bitmaps = false;
};

Plan plan_for(unsigned bits, std::size_t rows) {
  constexpr unsigned bitmap_bits = 21;  // 256 KiB
  constexpr unsigned sparsest = 10;     // one key in 2^10 bits
  if (bits > 32 || rows < (std::uint64_t{1} << bits >> sparsest)) return {};
  return {bits > bitmap_bits ? bits - bitmap_bits : 0, true};
}

template <class Key>
struct Workspace {
  LargeArray<Key> keys;
  LargeArray<Key> spare;
  std::vector<std::uint64_t> bitmap;
  std::vector<Key> again;
};

// Marks the keys, which have the same leading bits, and scans them.
template <class Key>
void scan_slab_by_bitmap(const Key* keys, std::size_t n, unsigned low_bits, Workspace<Key>& space,
                         Scanner<Key>& scanner) {
  space.bitmap.assign(std::max<std::size_t>((std::size_t{1} << low_bits) / 64, 1), 0);
  space.again.clear();
  const Key mask = low_bits < 8 * sizeof(Key) ? static_cast<Key>((Key{1} << low_bits) - 1)
                                              : static_cast<Key>(~Key{0});
  std::uint64_t* const words = space.bitmap.data();
  for (std::size_t i = 0; i < n; ++i) {
    const Key key = keys[i];
    const Key place = key & mask;
    const std::uint64_t bit = std::uint64_t{1} << (place % 64);
    std::uint64_t& word = words[place / 64];
    if ((word & bit) != 0) space.again.push_back(key);
    word |= bit;
  }
  if (space.again.size() > 1) {
    space.spare.reserve(space.again.size());
    radix_sort(space.again.data(), space.spare.data(), space.again.size(), low_bits);
  }
  scanner.add_bitmap(space.bitmap, static_cast<Key>(keys[0] & static_cast<Key>(~mask)), n,
                     space.again);
}

// Gathers the keys of the bins [first, last) slab by slab and scans them in order.
template <class Key, class Rows>
void scan_range(const Rows& rows, const Bins& bins, std::size_t first, std::size_t last,
                const Plan& plan, Threads threads, const Parts& parts, Workspace<Key>& space,
                Scanner<Key>& scanner) {
  const auto leading = static_cast<unsigned>(std::bit_width(bins.counts.size()) - 1);
  const unsigned fold = leading > plan.slab_bits ? leading - plan.slab_bits : 0;
  const std::size_t first_slab = first >> fold;
  const std::size_t slabs = ((last - 1) >> fold) - first_slab + 1;
  std::vector<std::size_t> ends(slabs + 1);
  for (std::size_t bin = first; bin < last; ++bin)
    ends[(bin >> fold) - first_slab + 1] += bins.counts[bin];
  std::size_t largest = 0;
  for (std::size_t slab = 0; slab < slabs; ++slab) {
    largest = std::max(largest, ends[slab + 1]);
    ends[slab + 1] += ends[slab];
  }
  space.keys.reserve(ends.back());
  Key* const keys = space.keys.data();

  // Where each part of the rows puts its keys: after those of the parts before.
  std::vector<std::vector<Key*>> places(parts.count, std::vector<Key*>(slabs));
  std::vector<std::size_t> next(ends.begin(), ends.end() - 1);
  for (std::size_t part = 0; part < parts.count; ++part) {
    for (std::size_t slab = 0; slab < slabs; ++slab) places[part][slab] = keys + next[slab];
    for (std::size_t bin = first; bin < last; ++bin)
      next[(bin >> fold) - first_slab] += bins.of_part[part][bin];
  }
  const unsigned slab_shift = bins.low + fold;
  const bool everything = last - first == bins.counts.size();
  parallel_for({static_cast<unsigned>(parts.count)}, parts.count, [&](std::size_t part) {
    Key** const own = places[part].data();
    if (everything) {
      rows.each(parts.begin(part), parts.end(part),
                [&](Key key) { *own[static_cast<std::size_t>(key >> slab_shift)]++ = key; });
    } else {
      rows.each(parts.begin(part), parts.end(part), [&](Key key) {
        const std::size_t bin = bins.of(key);
        if (bin - first < last - first) *own[(bin >> fold) - first_slab]++ = key;
      });
    }
  });

  const auto slab_size = [&](std::size_t slab) { return ends[slab + 1] - ends[slab]; };
  if (plan.bitmaps) {
    for (std::size_t slab = 0; slab < slabs; ++slab)
      if (slab_size(slab) > 0)
        scan_slab_by_bitmap(keys + ends[slab], slab_size(slab), slab_shift, space, scanner);
    return;
  }
  if (threads.count > 1) {
    parallel_for(threads, slabs, [&](std::size_t slab) {
      LargeArray<Key> room;
      room.reserve(slab_size(slab));
      radix_sort(keys + ends[slab], room.data(), slab_size(slab), slab_shift);
    });
  } else {
    space.spare.reserve(largest);
    for (std::size_t slab = 0; slab < slabs; ++slab)
      radix_sort(keys + ends[slab], space.spare.data(), slab_size(slab), slab_shift);
  }
  for (std::size_t slab = 0; slab < slabs; ++slab)
    scanner.add_sorted(keys + ends[slab], slab_size(slab));
}

// One bin that holds more keys than a pass may: counted key by key instead.
template <class Key, class Rows>
void count_bin(const Rows& rows, const Bins& bins, std::size_t bin, Scanner<Key>& scanner) {
  std::vector<std::uint32_t> counters(std::size_t{1} << bins.low);
  const std::size_t mask = counters.size() - 1;
  rows.each(0, rows.size(), [&](Key key) {
    if (bins.of(key) == bin) ++counters[static_cast<std::size_t>(key) & mask];
  });
  for (std::size_t low = 0; low < counters.size(); ++low)
    if (counters[low] > 0) scanner.add(static_cast<Key>((bin << bins.low) | low), counters[low]);
}

// Finds the rows of the repeated keys: a bitmap of their hashes turns most rows
// away, a hash table names the group of the others.
template <class Key, class Rows>
CollisionGroups find_rows(const Rows& rows, const Tally<Key>& tally, const Parts& parts) {
  CollisionGroups groups;
  const std::size_t n = tally.repeated.size();
  if (n == 0) return groups;
  for (const std::uint32_t occurrences : tally.occurrences)
    groups.offsets.push_back(groups.offsets.back() + occurrences);
  groups.rows.resize(groups.offsets.back());

  const auto bits = std::max<unsigned>(static_cast<unsigned>(std::bit_width(n)) + 1, 4);
  const unsigned filter_bits = std::max(bits + 3, 16U);
  const auto hash = [](Key key) { return std::uint64_t{key} * 0x9E3779B97F4A7C15U; };
  std::vector<std::uint64_t> filter(std::size_t{1} << (filter_bits - 6));
  std::vector<std::uint32_t> slots(std::size_t{1} << bits);  // group + 1, 0 is free
  const std::size_t mask = slots.size() - 1;
  for (std::size_t group = 0; group < n; ++group) {
    const std::uint64_t h = hash(tally.repeated[group]);
    const std::uint64_t bit = h >> (64 - filter_bits);
    filter[bit >> 6U] |= std::uint64_t{1} << (bit & 63U);
    std::size_t place = h >> (64 - bits);
    while (slots[place] != 0) place = (place + 1) & mask;
    slots[place] = static_cast<std::uint32_t>(group + 1);
  }
  struct Member {
    std::uint32_t group;
    std::uint32_t row;
  };
  std::vector<std::vector<Member>> members(parts.count);
  parallel_for({static_cast<unsigned>(parts.count)}, parts.count, [&](std::size_t part) {
    auto row = static_cast<std::uint32_t>(parts.begin(part));
    rows.each(parts.begin(part), parts.end(part), [&](Key key) {
      const std::uint64_t h = hash(key);
      const std::uint64_t bit = h >> (64 - filter_bits);
      if ((filter[bit >> 6U] >> (bit & 63U) & 1U) != 0) {
        std::size_t place = h >> (64 - bits);
        while (slots[place] != 0 && tally.repeated[slots[place] - 1] != key)
          place = (place + 1) & mask;
        if (slots[place] != 0) members[part].push_back({slots[place] - 1, row});
      }
      ++row;
    });
  });
  std::vector<std::uint64_t> next(groups.offsets.begin(), groups.offsets.end() - 1);
  for (const auto& own : members) {
    for (const Member& member : own) {
      std::uint64_t& place = next[member.group];
      groups.rows[place++] = member.row;
    }
  }
  arrange(groups);
  return groups;
}

std::uint64_t default_rows_per_pass(std::size_t rows, std::size_t row_bytes, std::size_t key_bytes,
                                    const Plan& plan) {
  constexpr std::uint64_t free_bytes = std::uint64_t{64} << 20U;
  // Sorting takes as much room again, in case one slab holds most keys; the rest of
  // the half is for the repeated keys.
  const std::uint64_t bytes_per_row = plan.bitmaps ? key_bytes : 2 * key_bytes;
  const std::uint64_t share = std::uint64_t{rows} * row_bytes / 8 * 3;
  return std::max<std::uint64_t>(free_bytes, share) / bytes_per_row;
}

template <class Key, class Rows>
SequenceFacts facts_of(const Rows& rows, std::size_t length, std::size_t row_bytes,
                       const KeyLayout& layout, const SequenceOptions& options) {
  const unsigned bits = layout.words().empty() ? 0 : layout.words().front().bits;
  Scanner<Key> scanner(layout, length, options.levels);
  const Plan plan = plan_for(bits, rows.size());
  const std::uint64_t most = options.rows_per_pass > 0
                                 ? options.rows_per_pass
                                 : default_rows_per_pass(rows.size(), row_bytes, sizeof(Key), plan);
  const Parts parts = parts_of(rows.size(), options.threads);
  // One pass needs no bins but the slabs; several need finer ones to choose from.
  const unsigned finest = rows.size() < (1U << 18U) ? 11 : 16;
  const Bins bins =
      count_bins(rows, bits, std::min(bits, rows.size() <= most ? plan.slab_bits : finest), parts);
  Workspace<Key> space;
  for (std::size_t first = 0; first < bins.counts.size();) {
    if (bins.counts[first] > most && bins.low <= 16) {
      count_bin(rows, bins, first++, scanner);
      continue;
    }
    std::size_t last = first + 1;
    std::uint64_t total = bins.counts[first];
    while (last < bins.counts.size() && total + bins.counts[last] <= most)
      total += bins.counts[last++];
    if (total > 0)
      scan_range(rows, bins, first, last, plan, options.threads, parts, space, scanner);
    first = last;
  }
  space = {};
  SequenceFacts facts;
  facts.distinct = scanner.tally().distinct;
  facts.levels = scanner.finish_levels();
  facts.groups = find_rows(rows, scanner.tally(), parts);
  facts.minimal.assign(length + 1, 0);
  facts.minimal[length] = facts.distinct;
  return facts;
}

template <class Key, class Token>
SequenceFacts facts_of(const FixedRows<Token>& rows, const KeyLayout& layout,
                       const SequenceOptions& options) {
  const std::size_t bytes = rows.length * sizeof(Token);
  const auto run = [&](const auto& packer) {
    return facts_of<Key>(packer, rows.length, bytes, layout, options);
  };
  switch (rows.length) {
    case 3: return run(Packer<Key, Token, 3>(rows, layout));
    case 4: return run(Packer<Key, Token, 4>(rows, layout));
    default: return run(Packer<Key, Token, 0>(rows, layout));
  }
}

}  // namespace

SequenceFacts narrow_sequence_facts(const Codes& codes, const KeyLayout& layout,
                                    const SequenceOptions& options) {
  const bool small = layout.words().empty() || layout.words().front().bits <= 32;
  return codes.visit([&](const auto& rows) -> SequenceFacts {
    if constexpr (std::is_same_v<std::decay_t<decltype(rows)>, RaggedRows>) {
      return {};  // rows of several lengths are never narrow
    } else {
      return small ? facts_of<std::uint32_t>(rows, layout, options)
                   : facts_of<std::uint64_t>(rows, layout, options);
    }
  });
}

}  // namespace sidproof

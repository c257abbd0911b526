// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Any bytes as calls of the C interface: sizes, codes, nodes, modes, widths, strides and
// logits as they come, null pointers where an error is promised. What is refused has a
// reason, was no defect, and nothing was written; what is answered keeps its contract.
// Buffers have exactly the room that sidproof.h asks for.
#include <sidproof.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "fuzz/require.hpp"

namespace {

using sidproof::fuzz::require;

constexpr std::size_t most_items = 24;
constexpr std::size_t most_length = 5;
constexpr std::uint32_t most_codes = 1U << 12U;  // larger codebooks take more than a call's time

// Numbers from the input; zeros when it is used up.
class Bytes {
 public:
  explicit Bytes(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  template <class T>
  T take() {
    T value{};
    const std::size_t size = std::min(sizeof(T), bytes_.size());
    if (size > 0) std::memcpy(&value, bytes_.data(), size);
    bytes_ = bytes_.subspan(size);
    return value;
  }
  std::size_t below(std::size_t limit) { return take<std::uint8_t>() % limit; }
  // Mostly a small number, now and then any.
  template <class T>
  T number(std::size_t small) {
    return below(8) == 0 ? take<T>() : static_cast<T>(below(small));
  }
  std::vector<float> logits(std::size_t count) {
    std::vector<float> values(count);
    const std::size_t strange = below(16) == 0 ? below(count + 1) : count;
    for (std::size_t i = 0; i < count; ++i)
      values[i] = i == strange ? take<float>() : static_cast<float>(take<std::int8_t>()) / 8;
    return values;
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

struct Free {
  void operator()(sidproof_trie* trie) const { sidproof_trie_free(trie); }
};
using Trie = std::unique_ptr<sidproof_trie, Free>;

// Was it answered? What was refused has a reason and is no defect of the library.
bool answered(int status) {
  if (status == SIDPROOF_OK) return true;
  require(status > SIDPROOF_OK && status < SIDPROOF_INTERNAL);
  require(std::strlen(sidproof_last_error()) > 0);
  require(std::strlen(sidproof_status_name(status)) > 0);
  return false;
}

// Sometimes null.
template <class T>
T* maybe(Bytes& bytes, T* pointer) {
  return bytes.below(32) == 0 ? nullptr : pointer;
}

Trie build(Bytes& bytes) {
  const std::size_t items = bytes.below(most_items + 1);
  const std::size_t length = bytes.below(most_length + 1);
  std::vector<std::uint32_t> codes(items * length);
  for (std::uint32_t& code : codes) code = bytes.number<std::uint32_t>(6);
  std::vector<std::uint32_t> codebooks(length);
  for (std::uint32_t& size : codebooks) size = bytes.number<std::uint32_t>(9);
  const bool sized = bytes.below(2) == 0;
  for (std::uint32_t& code : codes)  // refused or small
    if (code >= most_codes && code < 1U << 20U) code %= most_codes;
  for (std::uint32_t& size : codebooks)
    if (size >= most_codes && size < 1U << 20U) size %= most_codes;
  sidproof_trie* const untouched = reinterpret_cast<sidproof_trie*>(&codes);
  sidproof_trie* trie = untouched;
  if (!answered(sidproof_trie_build(maybe(bytes, codes.data()), items, length,
                                    sized ? codebooks.data() : nullptr, maybe(bytes, &trie)))) {
    require(trie == untouched);
    return nullptr;
  }
  return Trie(trie);
}

class Calls {
 public:
  Calls(const sidproof_trie* trie, Bytes& bytes) : trie_(trie), bytes_(bytes) {
    require(sidproof_trie_get_sizes(trie, &sizes_) == SIDPROOF_OK);
    require(sizes_.sequences >= 1 && sizes_.sequences <= sizes_.items);
    require(sizes_.nodes == sizes_.inner_nodes + sizes_.sequences);
    std::size_t sum = 0;
    for (std::size_t j = 0; j < sizes_.length; ++j) sum += codebook(j);
    require(sum == sizes_.codes);
  }

  void next() {
    switch (bytes_.below(8)) {
      case 0: return shape();
      case 1: return prefix();
      case 2: return items();
      case 3: return mask();
      case 4: return token_law();
      case 5: return step();
      case 6: return scores();
      default: return probabilities();
    }
  }

 private:
  [[nodiscard]] std::size_t codebook(std::size_t position) const {
    std::uint32_t size = 0;
    require(sidproof_trie_codebook(trie_, position, &size) == SIDPROOF_OK);
    return size;
  }
  // The depth of an inner node; `length` of everything else.
  [[nodiscard]] std::size_t depth_of(std::uint32_t node) const {
    if (node >= sizes_.inner_nodes) return sizes_.length;
    std::vector<std::uint32_t> codes(sizes_.length);
    std::size_t depth = 0;
    require(sidproof_trie_prefix(trie_, node, codes.data(), &depth) == SIDPROOF_OK);
    return depth;
  }
  std::uint32_t some_node() { return bytes_.number<std::uint32_t>(sizes_.nodes + 1); }
  int some_mode() { return bytes_.below(16) == 0 ? bytes_.take<int>() : int(bytes_.below(3)); }
  const sidproof_trie* some_trie() { return maybe(bytes_, trie_); }

  void shape() {
    sidproof_trie_sizes sizes{};
    static_cast<void>(answered(sidproof_trie_get_sizes(some_trie(), maybe(bytes_, &sizes))));
    std::uint32_t first = 77;
    std::uint32_t count = 77;
    const auto position = bytes_.number<std::size_t>(most_length + 1);
    if (answered(sidproof_trie_codebook(some_trie(), position, maybe(bytes_, &count))))
      require(position < sizes_.length);
    const std::uint32_t node = some_node();
    count = 77;
    if (answered(sidproof_trie_children(some_trie(), node, maybe(bytes_, &first),
                                        maybe(bytes_, &count)))) {
      require(node < sizes_.nodes && (count == 0) == (node >= sizes_.inner_nodes));
      require(first + std::size_t{count} <= sizes_.nodes);
    } else {
      require(first == 77 && count == 77);
    }
  }

  void prefix() {
    const std::uint32_t node = some_node();
    std::vector<std::uint32_t> codes(sizes_.length, 77);
    std::size_t depth = 77;
    if (answered(sidproof_trie_prefix(some_trie(), node, maybe(bytes_, codes.data()),
                                      maybe(bytes_, &depth)))) {
      require(node < sizes_.nodes && depth <= sizes_.length);
      codes.resize(depth);
      std::uint32_t again = 0;
      require(sidproof_trie_find(trie_, codes.data(), depth, &again) == SIDPROOF_OK &&
              again == node);
    } else {
      require(depth == 77);
    }
    std::vector<std::uint32_t> any(bytes_.below(2 * most_length));
    for (std::uint32_t& code : any) code = bytes_.number<std::uint32_t>(6);
    std::uint32_t found = 0;
    if (answered(sidproof_trie_find(some_trie(), maybe(bytes_, any.data()), any.size(),
                                    maybe(bytes_, &found))))
      require(found < sizes_.nodes && any.size() <= sizes_.length);
  }

  void items() {
    const std::uint32_t leaf = some_node();
    const std::uint32_t* group = nullptr;
    std::size_t count = 0;
    if (!answered(
            sidproof_trie_items(some_trie(), leaf, maybe(bytes_, &group), maybe(bytes_, &count))))
      return require(group == nullptr && count == 0);
    require(leaf >= sizes_.inner_nodes && leaf < sizes_.nodes && count >= 1);
    for (std::size_t i = 0; i < count; ++i)
      require(group[i] < sizes_.items && (i == 0 || group[i - 1] < group[i]));
  }

  void mask() {
    const std::uint32_t node = some_node();
    const std::size_t depth = depth_of(node);
    std::vector<std::uint8_t> allowed(depth < sizes_.length ? codebook(depth) : 1, 9);
    if (answered(sidproof_trie_mask(some_trie(), node, maybe(bytes_, allowed.data()))))
      require(std::ranges::all_of(allowed, [](std::uint8_t a) { return a <= 1; }) &&
              std::ranges::count(allowed, 1) >= 1);
    else
      require(std::ranges::count(allowed, 9) == static_cast<std::ptrdiff_t>(allowed.size()));
  }

  void token_law() {
    const auto count = bytes_.number<std::size_t>(40);
    const std::size_t room = count <= most_codes ? count : 0;
    if (count > most_codes && count <= std::size_t{1} << 20U) return;  // would need as much memory
    const std::vector<float> logits = bytes_.logits(room);
    std::vector<std::uint64_t> weights(room, 77);
    std::vector<std::int64_t> logs(room, 77);
    if (!answered(sidproof_token_law(maybe(bytes_, logits.data()), count, weights.data(),
                                     maybe(bytes_, logs.data()))))
      return require(std::ranges::count(weights, 77U) == static_cast<std::ptrdiff_t>(room));
    std::uint64_t sum = 0;
    for (const std::uint64_t weight : weights) {
      require(weight > 0);
      sum += weight;
    }
    require(sum == std::uint64_t{1} << SIDPROOF_WEIGHT_BITS);
  }

  void step() {
    const std::size_t count = bytes_.below(8);
    std::vector<sidproof_beam> beams(count);
    for (sidproof_beam& beam : beams)
      beam = {some_node(), 0, bytes_.below(4) == 0 ? bytes_.take<std::int64_t>() : 0};
    const std::size_t depth = beams.empty() ? sizes_.length : depth_of(beams[0].node);
    const std::size_t row = depth < sizes_.length ? codebook(depth) : 0;
    const std::vector<float> logits = bytes_.logits(count * row);
    const auto width = bytes_.number<std::size_t>(12);
    // No more is written than nodes have children.
    std::vector<sidproof_beam> next(std::min(width, sizes_.nodes), {77, 77, 77});
    std::size_t found = 77;
    std::int64_t cut = 77;
    if (!answered(sidproof_step(some_trie(), some_mode(), maybe(bytes_, beams.data()), count,
                                maybe(bytes_, logits.data()), width, maybe(bytes_, next.data()),
                                maybe(bytes_, &found), maybe(bytes_, &cut)))) {
      for (const sidproof_beam& beam : next) require(beam.node == 77 && beam.score == 77);
      return require(found == 77 && cut == 77);
    }
    require(found >= 1 && found <= width);
    for (std::size_t i = 0; i < found; ++i) {
      require(next[i].parent < count && next[i].node < sizes_.nodes);
      require(next[i].score <= beams[next[i].parent].score);
      if (i > 0)
        require(next[i - 1].score > next[i].score ||
                (next[i - 1].score == next[i].score && next[i - 1].node < next[i].node));
    }
    if (cut != 77) require(cut <= next[found - 1].score);
  }

  void scores() {
    std::vector<std::uint32_t> which(bytes_.below(6));
    for (std::uint32_t& item : which) item = bytes_.number<std::uint32_t>(sizes_.items + 1);
    const std::size_t stride = some_stride(sizes_.codes);
    const bool enough = stride == 0 || stride >= sizes_.codes;
    const auto room = room_for(which.size(), enough ? stride : 0, sizes_.codes);
    if (!room) return;
    const std::vector<float> logits = bytes_.logits(*room);
    std::vector<std::int64_t> result(which.size(), 77);
    if (answered(sidproof_score_items(some_trie(), some_mode(), maybe(bytes_, which.data()),
                                      which.size(), maybe(bytes_, logits.data()), stride,
                                      maybe(bytes_, result.data()))))
      require(std::ranges::all_of(result, [](std::int64_t score) { return score <= 0; }));
    else
      require(std::ranges::count(result, 77) == static_cast<std::ptrdiff_t>(result.size()));
  }

  void probabilities() {
    std::size_t largest = 0;
    for (std::size_t j = 0; j < sizes_.length; ++j) largest = std::max(largest, codebook(j));
    const std::size_t stride = some_stride(largest);
    const bool enough = stride == 0 || stride >= largest;
    const auto room = room_for(sizes_.inner_nodes, enough ? stride : 0, largest);
    if (!room) return;
    const std::vector<float> logits = bytes_.logits(*room);
    std::vector<double> result(sizes_.items, 77);
    double inside = 77;
    const int mode = some_mode();
    if (!answered(sidproof_item_probabilities(some_trie(), mode, maybe(bytes_, logits.data()),
                                              stride, maybe(bytes_, result.data()),
                                              maybe(bytes_, &inside))))
      return require(inside == 77 &&
                     std::ranges::count(result, 77) == static_cast<std::ptrdiff_t>(result.size()));
    require(inside == 77 || (inside > 0 && inside <= 1));
    for (const double p : result) require(p >= 0 && p <= 1);
  }

  // Of rows that begin `stride` apart, the last one of `last` logits. None where that is more
  // than a call may take; just one row where no array holds them, which must be noticed.
  static std::optional<std::size_t> room_for(std::size_t rows, std::size_t stride,
                                             std::size_t last) {
    constexpr std::size_t most = std::size_t{1} << 16U;
    constexpr std::size_t any = std::numeric_limits<std::ptrdiff_t>::max() / sizeof(float);
    if (rows > 1 && stride > any / rows) return last;
    if (rows > 1 && stride > most / rows) return std::nullopt;
    return (rows > 1 ? (rows - 1) * stride : 0) + last;
  }

  // About the smallest that is allowed.
  std::size_t some_stride(std::size_t least) {
    switch (bytes_.below(8)) {
      case 0: return 0;
      case 1: return least - 1;
      case 2: return least + 3;
      case 3: return bytes_.take<std::size_t>();
      default: return least;
    }
  }

  const sidproof_trie* trie_;
  Bytes& bytes_;
  sidproof_trie_sizes sizes_{};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes bytes({data, size});
  const Trie trie = build(bytes);
  if (!trie) return 0;
  Calls calls(trie.get(), bytes);
  while (!bytes.empty()) calls.next();
  return 0;
}

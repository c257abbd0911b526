// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/nearest.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <limits>

namespace sidproof {
namespace {

// Rows that one task searches: large enough to pay for its start, small enough to
// spread over the cores.
constexpr std::size_t tiles_per_task = 16;

struct TileResult {
  std::array<float, Tiles::lanes> distance;
  std::array<std::int32_t, Tiles::lanes> codeword;
};

template <std::size_t Width>
struct Vectors {
  typedef float Floats __attribute__((vector_size(Width * sizeof(float))));
  typedef std::int32_t Ints __attribute__((vector_size(Width * sizeof(float))));
  static constexpr std::size_t parts = Tiles::lanes / Width;
};

// Distances from one tile to `Count` codewords at once: the tile's values are
// loaded once for all of them.
template <std::size_t Width, std::size_t Count>
[[gnu::always_inline]] inline void search_some(const float* tile, std::size_t columns,
                                               const float* codewords, std::int32_t first,
                                               typename Vectors<Width>::Floats* best,
                                               typename Vectors<Width>::Ints* index) {
  using Floats = typename Vectors<Width>::Floats;
  using Ints = typename Vectors<Width>::Ints;
  constexpr std::size_t parts = Vectors<Width>::parts;
  Floats sums[Count][parts] = {};
  for (std::size_t j = 0; j < columns; ++j) {
    for (std::size_t p = 0; p < parts; ++p) {
      Floats x;
      std::memcpy(&x, tile + j * Tiles::lanes + p * Width, sizeof x);
      for (std::size_t c = 0; c < Count; ++c) {
        const Floats difference = x - codewords[c * columns + j];
        sums[c][p] += difference * difference;
      }
    }
  }
  for (std::size_t c = 0; c < Count; ++c) {
    const Ints number = Ints{} + (first + static_cast<std::int32_t>(c));
    for (std::size_t p = 0; p < parts; ++p) {
      const Ints closer = sums[c][p] < best[p];
      best[p] = closer ? sums[c][p] : best[p];
      index[p] = closer ? number : index[p];
    }
  }
}

template <std::size_t Width, std::size_t Count>
[[gnu::always_inline]] inline void search(const float* tile, std::size_t columns,
                                          std::span<const float> codewords, TileResult& result) {
  using Floats = typename Vectors<Width>::Floats;
  using Ints = typename Vectors<Width>::Ints;
  constexpr std::size_t parts = Vectors<Width>::parts;
  Floats best[parts];
  Ints index[parts];
  for (std::size_t p = 0; p < parts; ++p) {
    best[p] = Floats{} + std::numeric_limits<float>::infinity();
    index[p] = Ints{};
  }
  const std::size_t count = codewords.size() / columns;
  std::size_t c = 0;
  for (; c + Count <= count; c += Count)
    search_some<Width, Count>(tile, columns, codewords.data() + c * columns,
                              static_cast<std::int32_t>(c), best, index);
  for (; c < count; ++c)
    search_some<Width, 1>(tile, columns, codewords.data() + c * columns,
                          static_cast<std::int32_t>(c), best, index);
  std::memcpy(result.distance.data(), best, sizeof best);
  std::memcpy(result.codeword.data(), index, sizeof index);
}

using Search = void (*)(const float*, std::size_t, std::span<const float>, TileResult&);

void search_4(const float* tile, std::size_t columns, std::span<const float> codewords,
              TileResult& result) {
  search<4, 1>(tile, columns, codewords, result);
}

#if defined(__x86_64__)
[[gnu::target("avx2")]] void search_8(const float* tile, std::size_t columns,
                                      std::span<const float> codewords, TileResult& result) {
  search<8, 2>(tile, columns, codewords, result);
}

[[gnu::target("avx512f")]] void search_16(const float* tile, std::size_t columns,
                                          std::span<const float> codewords, TileResult& result) {
  search<16, 4>(tile, columns, codewords, result);
}

Search kernel(VectorWidth width) {
  switch (width) {
    case VectorWidth::sixteen: return search_16;
    case VectorWidth::eight: return search_8;
    case VectorWidth::four: break;
  }
  return search_4;
}
#else
Search kernel(VectorWidth /*width*/) { return search_4; }
#endif

}  // namespace

VectorWidth widest_vectors() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") != 0) return VectorWidth::sixteen;
  if (__builtin_cpu_supports("avx2") != 0) return VectorWidth::eight;
#endif
  return VectorWidth::four;
}

Nearest nearest(const Tiles& points, std::span<const float> codewords, Threads threads,
                VectorWidth width) {
  const Search search_tile = kernel(std::min(width, widest_vectors()));
  Nearest found{std::vector<std::uint32_t>(points.rows()), std::vector<float>(points.rows())};
  const std::size_t tiles = points.tiles();
  const std::size_t tasks = (tiles + tiles_per_task - 1) / tiles_per_task;
  parallel_for(threads, tasks, [&](std::size_t task) {
    TileResult result;
    const std::size_t end = std::min(tiles, (task + 1) * tiles_per_task);
    for (std::size_t t = task * tiles_per_task; t < end; ++t) {
      search_tile(points.tile(t), points.columns(), codewords, result);
      const std::size_t begin = t * Tiles::lanes;
      const std::size_t rows = std::min(Tiles::lanes, points.rows() - begin);
      for (std::size_t lane = 0; lane < rows; ++lane) {
        found.distance[begin + lane] = result.distance[lane];
        found.codeword[begin + lane] = static_cast<std::uint32_t>(result.codeword[lane]);
      }
    }
  });
  return found;
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "base/closest_word.hpp"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace sidproof {
namespace {

// No name is longer, and the distance takes the product of two lengths.
constexpr std::size_t longest_word = 64;

std::string small(std::string_view word) {
  std::string out(word);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// Letters left out, added, replaced, or swapped with their neighbour.
std::size_t distance(std::string_view from, std::string_view to) {
  std::vector<std::vector<std::size_t>> steps(from.size() + 1,
                                              std::vector<std::size_t>(to.size() + 1));
  for (std::size_t i = 0; i <= from.size(); ++i) {
    for (std::size_t j = 0; j <= to.size(); ++j) {
      std::size_t& here = steps[i][j];
      if (i == 0 || j == 0) {
        here = i + j;
        continue;
      }
      here = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1,
                       steps[i - 1][j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
        here = std::min(here, steps[i - 2][j - 2] + 1);
    }
  }
  return steps[from.size()][to.size()];
}

// The only known word for which `fits` is true.
template <class Fits>
std::string_view only(std::span<const std::string_view> known, Fits fits) {
  std::string_view found;
  for (const std::string_view candidate : known) {
    if (!fits(small(candidate)) || candidate == found) continue;
    if (!found.empty()) return {};
    found = candidate;
  }
  return found;
}

}  // namespace

std::string_view closest_word(std::string_view word, std::span<const std::string_view> known) {
  if (word.size() < 2 || word.size() > longest_word) return {};
  const std::string meant = small(word);
  const std::size_t most = (meant.size() + 2) / 3;
  std::size_t nearest = most + 1;
  for (const std::string_view candidate : known)
    if (candidate.size() <= longest_word)
      nearest = std::min(nearest, distance(meant, small(candidate)));
  if (nearest <= most)
    return only(known, [&](const std::string& candidate) {
      return candidate.size() <= longest_word && distance(meant, candidate) == nearest;
    });
  const std::string_view longer =
      only(known, [&](const std::string& candidate) { return candidate.starts_with(meant); });
  if (!longer.empty() || meant.size() < 3) return longer;
  return only(known, [&](const std::string& candidate) {
    return candidate.find(meant) != std::string::npos;
  });
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known) {
  const std::string_view meant = closest_word(word, known);
  return meant.empty() ? std::string() : "did you mean " + std::string(meant) + "?";
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> known,
                         std::string_view hint) {
  std::string text = did_you_mean(word, known);
  return text.append(text.empty() ? "" : " ").append(hint);
}

}  // namespace sidproof

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/relocate.hpp"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <limits>
#include <string>
#include <vector>

namespace sidproof {
namespace {

// The prefixes in use, with how many sequences are taken below each of them.
class Occupancy {
 public:
  explicit Occupancy(const std::vector<std::uint32_t>& codebooks)
      : codebooks_(codebooks), capacity_(codebooks.size() + 1, 1), taken_(1) {
    for (std::size_t level = codebooks.size(); level > 0; --level) {
      const std::uint64_t below = capacity_[level];
      const std::uint64_t width = codebooks[level - 1];
      const bool overflow = below > std::numeric_limits<std::uint64_t>::max() / width;
      capacity_[level - 1] = overflow ? std::numeric_limits<std::uint64_t>::max() : below * width;
    }
  }

  [[nodiscard]] std::uint64_t capacity() const { return capacity_[0]; }

  // Takes a sequence; false when it was taken before.
  bool take(std::span<const std::uint32_t> code) {
    std::vector<std::uint32_t> path{0};
    for (const std::uint32_t token : code) path.push_back(child(path.back(), token));
    if (taken_[path.back()] != 0) return false;
    for (const std::uint32_t node : path) ++taken_[node];
    return true;
  }

  // The free sequence for `row` that lies nearest to `code`, in code's place.
  // Precondition: some sequence is free.
  void move_to_free(std::span<std::uint32_t> code, std::size_t row, const CodeGeometry& geometry) {
    std::vector<std::uint32_t> path{0};
    for (const std::uint32_t token : code) path.push_back(child(path.back(), token));
    std::size_t level = code.size() - 1;
    while (taken_[path[level]] == capacity_[level]) --level;
    std::uint32_t node = path[level];
    for (; level < code.size(); ++level) {
      std::vector<double> distance(codebooks_[level]);
      geometry.distances(row, code.first(level), distance);
      code[level] = nearest_open(node, level, distance);
      node = child(node, code[level]);
    }
    take(code);
  }

 private:
  std::uint32_t child(std::uint32_t node, std::uint32_t token) {
    const auto [entry, added] = children_.try_emplace((std::uint64_t{node} << 32U) | token,
                                                      static_cast<std::uint32_t>(taken_.size()));
    if (added) taken_.push_back(0);
    return entry->second;
  }

  [[nodiscard]] std::uint32_t nearest_open(std::uint32_t node, std::size_t level,
                                           const std::vector<double>& distance) const {
    std::uint32_t best = codebooks_[level];
    for (std::uint32_t token = 0; token < codebooks_[level]; ++token) {
      if (best != codebooks_[level] && distance[token] >= distance[best]) continue;
      const auto entry = children_.find((std::uint64_t{node} << 32U) | token);
      const bool full = entry != children_.end() && taken_[entry->second] == capacity_[level + 1];
      if (!full) best = token;
    }
    return best;
  }

  const std::vector<std::uint32_t>& codebooks_;
  std::vector<std::uint64_t> capacity_;  // sequences below a prefix of each length
  std::vector<std::uint64_t> taken_;     // per node; node 0 is the empty prefix
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> children_;
};

struct Member {
  double distance;
  std::size_t row;
  friend auto operator<=>(const Member&, const Member&) = default;
};

std::vector<Member> by_fit(const std::vector<std::size_t>& group, const CodeRows& codes,
                           const CodeGeometry& geometry) {
  const auto code = codes[group.front()];
  std::vector<double> distance(codes.codebooks.back());
  std::vector<Member> members;
  for (const std::size_t row : group) {
    geometry.distances(row, code.first(code.size() - 1), distance);
    members.push_back({distance[code.back()], row});
  }
  std::sort(members.begin(), members.end());
  return members;
}

}  // namespace

Result<CodeRows> relocate(const CodeRows& codes, const CodeGeometry& geometry) {
  Occupancy occupancy(codes.codebooks);
  if (codes.rows() > occupancy.capacity())
    return fail(ErrorCode::out_of_range,
                std::to_string(codes.rows()) + " items do not fit into " +
                    std::to_string(occupancy.capacity()) + " sequences",
                {}, "use more levels or a larger codebook");
  for (std::size_t row = 0; row < codes.rows(); ++row) occupancy.take(codes[row]);

  CodeRows result = codes;
  for (const auto& group : collision_groups(codes)) {
    const std::vector<Member> members = by_fit(group, codes, geometry);
    for (auto member = members.begin() + 1; member != members.end(); ++member)
      occupancy.move_to_free(result[member->row], member->row, geometry);
  }
  return result;
}

}  // namespace sidproof

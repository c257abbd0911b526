// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include <cstdint>
#include <vector>

#include "laws/random_instance.hpp"
#include "laws/registry.hpp"
#include "properties/mutants/judges.hpp"

namespace sidproof::mutants {
namespace {

constexpr Seed seed{0x6d7574616e747321U, 20260415};
constexpr std::uint64_t drawn_instances = 300;

// Corners that a short random list may miss; each law takes those that it applies to.
std::vector<Instance> fixed_instances() {
  std::vector<Instance> list;
  const auto add = [&](std::vector<std::uint32_t> alphabets, std::vector<Sequence> codes,
                       std::vector<std::uint32_t> weights, ItemCounts counts,
                       std::vector<std::uint32_t> choices) {
    list.push_back({std::move(alphabets), std::move(codes), std::move(weights), std::move(counts),
                    std::move(choices)});
  };
  // The empty sequence alone; two items on it.
  add({}, {{}}, {1}, {2}, {0});
  add({}, {{}, {}}, {1}, {2, 1}, {1});
  // One-to-one, not onto; the case of two items where LOCAL and GLOBAL rank differently.
  add({3, 3}, {{0, 1}, {2, 0}, {1, 1}, {2, 2}}, {2, 1, 4, 1, 3}, {1, 2, 3, 1}, {1, 1, 2});
  add({2, 2}, {{0, 0}, {1, 0}}, {3, 2, 1, 2, 2, 1}, {1, 1}, {2, 1});
  // Collisions of several sizes beside a single item; all items on one sequence.
  add({2, 2, 2}, {{0, 1, 1}, {1, 0, 0}, {0, 1, 1}, {1, 0, 0}, {0, 1, 1}, {1, 1, 1}}, {1, 2, 5, 3},
      {1, 2, 3, 0, 1, 2}, {1, 3});
  add({2, 3}, {{1, 2}, {1, 2}, {1, 2}}, {2, 1, 1}, {3, 1, 2}, {1});
  // Bijections over alphabets of different sizes, in another order than S.
  add({2, 3}, {{1, 2}, {0, 0}, {1, 0}, {0, 2}, {0, 1}, {1, 1}}, {1, 3, 2, 5, 4}, {2, 0, 1, 3, 1, 1},
      {1, 2, 3});
  add({3, 1, 2}, {{2, 0, 1}, {0, 0, 0}, {1, 0, 1}, {1, 0, 0}, {0, 0, 1}, {2, 0, 0}}, {0, 3, 1, 2},
      {1, 2, 0, 1, 0, 4}, {2, 1});
  // A sequence with two items above one with a single item: SHARE and SPLIT differ.
  add({3}, {{0}, {0}, {1}}, {4, 3, 3}, {1, 1, 1}, {1, 2});
  // Several lengths: complete, with a hole, nested, nested with collision.
  add({2, 2, 3}, {{0}, {1, 0}, {1, 1, 0}, {1, 1, 1}, {1, 1, 2}}, {1, 2, 3}, {1, 0, 2, 1, 3}, {1});
  add({2, 2}, {{0}, {1, 0}}, {2, 3}, {2, 1}, {1, 1});
  add({2, 2}, {{0}, {0, 1}}, {1, 1}, {1, 1}, {2});
  add({2, 2, 2}, {{}, {0}, {0, 1}, {0, 1}}, {1, 3, 2}, {1, 1, 2, 1}, {1, 2});
  // Ties everywhere, and a beam that must cut among them.
  add({2, 2, 2}, {{0, 0, 0}, {0, 1, 0}, {1, 0, 1}, {1, 1, 0}, {1, 1, 1}}, {1}, {1, 1, 1, 1, 1},
      {1, 2});
  // What was cut off ends as high as what was kept, and stands before it.
  add({2, 2}, {{0, 0}, {1, 0}, {1, 1}}, {1, 2, 1, 0, 1, 1}, {1, 2, 1}, {0});
  // All mass lies elsewhere: every score is zero.
  add({2, 2}, {{0, 0}, {0, 1}}, {0, 1, 1, 2, 1, 1}, {1, 1}, {0, 1});
  return list;
}

// The law on every instance, over all its number systems and shapes. A law that
// applies nowhere says nothing, which is wrong as well: its premises can be met.
std::optional<std::string> refute(const RegisteredLaw& law,
                                  const std::vector<Instance>& instances) {
  bool applies = false;
  for (const Instance& instance : instances)
    for (const ModelShape shape : law.shapes)
      for (const NumberSystem numbers : law.numbers) {
        const Verdict verdict = law.check(instance, numbers, shape);
        applies = applies || verdict.truth == Truth::holds;
        if (verdict.truth == Truth::refuted)
          return std::string(name(numbers)).append(", ").append(name(shape)).append(": ") +
                 verdict.reason;
      }
  if (!applies) return "it applies to no instance";
  return std::nullopt;
}

}  // namespace

std::vector<Judge> law_judges() {
  std::vector<Judge> judges;
  for (const RegisteredLaw& law : registered_laws()) {
    std::vector<Instance> instances = fixed_instances();
    for (std::uint64_t i = 0; i < drawn_instances; ++i)
      instances.push_back(random_case(seed, law, i));
    judges.push_back({std::string(law.id),
                      [&law, instances = std::move(instances)] { return refute(law, instances); }});
  }
  return judges;
}

}  // namespace sidproof::mutants

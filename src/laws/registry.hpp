// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "laws/instance.hpp"
#include "verdict/verdict.hpp"

namespace sidproof {

/// The exact number types that laws run on.
enum class NumberSystem {
  flint,       ///< rationals, FLINT
  boost,       ///< rationals, Boost
  checked,     ///< both in lock step; a disagreement refutes
  mersenne61,  ///< integers mod 2^61-1
  prime61m31   ///< integers mod 2^61-31
};

/// Which conditionals the model of an instance keeps apart.
enum class ModelShape {
  cascaded,
  parallel,
  markov,
  mixture  ///< of a cascaded and a parallel sequence measure (Instance::mixed_model)
};

/// The codes that a law wants drawn: one full-length code an item, codes of any
/// lengths, or every sequence of the space once. All laws take all three; for the
/// others their premise may fail.
enum class CodesKind { fixed_length, any_length, bijection };

/// A law of THEORY, bound to the number types and shapes it speaks of.
struct RegisteredLaw {
  std::string_view id;    ///< THEORY's label: "B1"; "A2a" is the chain rule, A2 (a)
  std::string_view name;  ///< THEORY's name: "partition"
  CodesKind codes;        ///< what to draw for it
  bool positive;          ///< it says most for models without zeros: draw weights >= 1 mostly
  std::span<const NumberSystem> numbers;  ///< where it makes sense; never empty
  /// Never empty; laws of maps alone, or of all models at once, list `cascaded` and
  /// ignore it.
  std::span<const ModelShape> shapes;
  /// The law on one well-formed instance: refuted with a witness; unknown when its
  /// premise is not met (also for number systems and shapes that are not listed),
  /// then the reason begins with "does not apply: ". Never throws for well-formed
  /// instances whose space can be enumerated.
  Verdict (*check)(const Instance& instance, NumberSystem numbers, ModelShape shape);
};

/// All laws, in THEORY's order.
[[nodiscard]] std::span<const RegisteredLaw> registered_laws();

/// The law called "B1", "partition" or "B1 partition"; null when there is none.
[[nodiscard]] const RegisteredLaw* find_law(std::string_view label);

/// "flint", "boost", "checked", "mersenne61", "prime61m31".
[[nodiscard]] std::string_view name(NumberSystem numbers);
/// "cascaded", "parallel", "markov", "mixture".
[[nodiscard]] std::string_view name(ModelShape shape);
/// "fixed_length", "any_length", "bijection".
[[nodiscard]] std::string_view name(CodesKind codes);
/// The inverses; none for other words.
[[nodiscard]] std::optional<NumberSystem> number_system(std::string_view name);
[[nodiscard]] std::optional<ModelShape> model_shape(std::string_view name);

}  // namespace sidproof

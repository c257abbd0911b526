// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "generator/network/network.hpp"

namespace sidproof::reference {

/// What a fast arithmetic's product of a row with a column of `inner` factors may be off:
/// `products` is the sum of |a w|, `factors` of |a| + |w|. 0 for the reference.
[[nodiscard]] double products_error(NetworkArithmetic arithmetic, std::size_t inner,
                                    double products, double factors);

/// Judges operators one by one: each output against the operator's exact value at the
/// inputs that it was given (Arb), within the operator's a-priori bound. Bounds of
/// single operators do not compound, so they are sharp; with u = 2^-24, v = 2^-53:
/// | operator     | bound of |output - exact|                                          |
/// | embed        | u |y|                                                              |
/// | norm         | u |y| + v (n/32 + 16) |w| i (X (1 + sqrt n) + |c|) + 2 v |b|        |
/// | linear       | u |y| + v (K + 4) (sum |a w| + |b| + |r|), Higham 2002, 3.1         |
/// | gelu linear  | u |y| + (1.2 v (K + 4) (sum |a w| + |b|)) + 2^-49 (1 + |u(z)|) |y|   |
/// | silu linear  | u |y| + (1.1 v (K + 4) (sum |a w| + |b|)) + 2^-50 |s| + v |r| + 2^-149  |
/// | unit vector  | u |y| + v (n/32 + 8) |y| + 2^-149                                      |
/// | attention    | u |y| + (2 s + v (T + 64) + 4 v d) sum p |x|                         |
/// where n, K, T are the numbers of terms, X the largest |input| of a row, i its inverse
/// deviation, c a centred input, r a residual, s the largest bound of a score's dot
/// product, d the range of the scores, p the attention weights, x the values, s the silu.
/// 1.2 and 1.1 bound the derivatives of gelu_new and silu. A linear map's bound is divided
/// by its divisor. silu is x / (1 + e^-x) with relative errors of e^x below 2^-51.5 and of
/// two operations; of a unit vector the squares are exact, their sum has n/32 + 6
/// roundings, which a root halves, and there are a root, a division and a product.
/// In the fast arithmetics a matrix product adds to v (K + 4) ... of the linear maps, for any
/// order of summation, fused or not (products_error()):
/// | binary32     | (K + 1) u sum |a w| + (K + 1) 2^-149, Jeannerod and Rump 2013          |
/// | bfloat16     | (2^-7 + 2^-16 + 2 K 2^-23 (1 + 2^-6)) sum |a w| + 2^-133 sum (|a| + |w|) |
/// of which 2^-7 + 2^-16 is for rounding both factors to 8 bits; adders may truncate (Fasi,
/// Higham, Mikaitis and Pranesh 2021).
class OperatorBounds {
 public:
  OperatorBounds(double epsilon, std::size_t heads,
                 NetworkArithmetic arithmetic = NetworkArithmetic::reference)
      : epsilon_(epsilon), heads_(heads), arithmetic_(arithmetic) {}

  void judge(const OperatorCall& call);

  /// How many outputs were judged.
  [[nodiscard]] std::size_t outputs() const { return outputs_; }
  /// The largest ratio of an error to its bound.
  [[nodiscard]] double worst() const { return worst_; }
  /// The first output beyond its bound; empty for none.
  [[nodiscard]] const std::string& violation() const { return violation_; }

 private:
  void embed(const OperatorCall& call, std::size_t row);
  void norm(const OperatorCall& call, std::size_t row);
  void linear(const OperatorCall& call, std::size_t row);
  void attention(const OperatorCall& call, std::size_t row);
  void unit(const OperatorCall& call, std::size_t row);
  // `error` is an upper bound of |output - exact|.
  void compare(const OperatorCall& call, std::size_t row, std::size_t column, double error,
               double bound);

  double epsilon_;
  std::size_t heads_;
  NetworkArithmetic arithmetic_;
  std::size_t outputs_ = 0;
  double worst_ = 0;
  std::string violation_;
};

}  // namespace sidproof::reference

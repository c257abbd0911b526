// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "tokenizers/procrustes.hpp"

#include <Eigen/SVD>
#include <algorithm>
#include <cstddef>

namespace sidproof {
namespace {

constexpr std::size_t columns_per_task = 64;
constexpr std::size_t tiles_per_block = 32;

Eigen::Index index(std::size_t i) { return static_cast<Eigen::Index>(i); }

// Some columns of some tiles, one point a row.
Eigen::MatrixXd block(const Tiles& points, std::size_t first_tile, std::size_t tiles,
                      std::size_t first_column, std::size_t columns) {
  Eigen::MatrixXd matrix(index(tiles * Tiles::lanes), index(columns));
  for (std::size_t t = 0; t < tiles; ++t)
    for (std::size_t j = 0; j < columns; ++j)
      for (std::size_t lane = 0; lane < Tiles::lanes; ++lane)
        matrix(index(t * Tiles::lanes + lane), index(j)) = static_cast<double>(
            points.tile(first_tile + t)[(first_column + j) * Tiles::lanes + lane]);
  return matrix;
}

// from^T to. A task owns some rows of the product and adds up the points in fixed
// blocks, so threads do not change the order of any sum.
Eigen::MatrixXd cross_product(const Tiles& from, const Tiles& to, Threads threads) {
  const std::size_t columns = from.columns();
  Eigen::MatrixXd product = Eigen::MatrixXd::Zero(index(columns), index(columns));
  const std::size_t tasks = (columns + columns_per_task - 1) / columns_per_task;
  parallel_for(threads, tasks, [&](std::size_t task) {
    const std::size_t first = task * columns_per_task;
    const std::size_t width = std::min(columns_per_task, columns - first);
    for (std::size_t t = 0; t < from.tiles(); t += tiles_per_block) {
      const std::size_t count = std::min(tiles_per_block, from.tiles() - t);
      product.middleRows(index(first), index(width)).noalias() +=
          block(from, t, count, first, width).transpose() * block(to, t, count, 0, columns);
    }
  });
  return product;
}

}  // namespace

Rotation procrustes(const Tiles& from, const Tiles& to, Threads threads) {
  const Eigen::BDCSVD<Eigen::MatrixXd> decomposition(cross_product(from, to, threads),
                                                     Eigen::ComputeFullU | Eigen::ComputeFullV);
  const Eigen::MatrixXd orthogonal = decomposition.matrixU() * decomposition.matrixV().transpose();
  Rotation rotation;
  rotation.reserve(from.columns() * from.columns());
  for (Eigen::Index i = 0; i < orthogonal.rows(); ++i)
    for (Eigen::Index j = 0; j < orthogonal.cols(); ++j)
      rotation.push_back(static_cast<float>(orthogonal(i, j)));
  return rotation;
}

}  // namespace sidproof

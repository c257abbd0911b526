// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#include "laws/variable_length_laws.hpp"

namespace sidproof {

Verdict d4_end_token_frees_prefixes(const TokenMap& map) {
  bool distinct = true;
  for (std::size_t u = 0; u < map.items(); ++u)
    for (std::size_t v = 0; v < u; ++v) distinct = distinct && !std::ranges::equal(map[u], map[v]);
  const std::array<Verdict, 2> parts = {
      claim("with END forced: a prefix code iff injective",
            is_prefix_code(with_end_token(map, EndToken::forced)) == distinct, text_of_map(map)),
      claim("with END open: a prefix code iff injective",
            is_prefix_code(with_end_token(map, EndToken::open)) == distinct, text_of_map(map))};
  return merge(parts);
}

}  // namespace sidproof

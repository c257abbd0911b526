// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

namespace sidproof {

// __extension__: ISO C++ has no 128-bit integers, both compilers do.
__extension__ using Wide = unsigned __int128;
__extension__ using SignedWide = __int128;

}  // namespace sidproof

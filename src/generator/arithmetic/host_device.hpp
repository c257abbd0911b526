// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

// Marks functions that a CUDA compiler shall build for the device as well. Such
// functions use plain pointers and IEEE-754 + - * / sqrt in round-to-nearest only;
// the room is compiled with -ffp-contract=off, so no product and sum are fused.
#if defined(__CUDACC__)
#define SIDPROOF_HOST_DEVICE __host__ __device__
#else
#define SIDPROOF_HOST_DEVICE
#endif

// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
#pragma once

// SIDPROOF_SANITIZED is 1 in builds whose memory is not the program's own: sanitizers
// reserve terabytes of address space and keep freed memory for a while.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SIDPROOF_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SIDPROOF_SANITIZED 1
#endif
#endif
#ifndef SIDPROOF_SANITIZED
#define SIDPROOF_SANITIZED 0
#endif

/* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 */
#ifndef SIDPROOF_H
#define SIDPROOF_H

/*
 * The C interface of sidproof: constrained decoding over a trie of semantic IDs, exact, to
 * compare an engine with. The engine brings its logits; sidproof says what must follow.
 *
 * - Every function returns SIDPROOF_OK or says what is wrong; then nothing was written and
 *   sidproof_last_error() has the words. No exception leaves the library.
 * - A trie never changes once it is built: any number of threads may use it at once. The last
 *   error is the calling thread's own. There is no other state.
 * - Results are a function of the arguments, the same bits on every machine: binary64 with
 *   its own exp and log, then integers. Ties go by codes.
 * - Arrays belong to the caller; sizes are counted in elements. Logits are binary32 and finite.
 */

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define SIDPROOF_API
#else
#define SIDPROOF_API __attribute__((visibility("default")))
#endif

#ifdef __cplusplus
extern "C" {
#endif

enum sidproof_status {
  SIDPROOF_OK = 0,
  SIDPROOF_USAGE = 1,     /* arguments that contradict each other or the contract; null */
  SIDPROOF_NOT_FOUND = 2, /* no such prefix, no such node */
  SIDPROOF_TOO_LARGE = 3, /* beyond a stated limit */
  SIDPROOF_NO_MEMORY = 4,
  SIDPROOF_INTERNAL = 5 /* a defect of sidproof */
};

/* The law that decoding over the trie may mean. RAW is the product of the softmaxes over whole
 * codebooks; it may leave the trie. GLOBAL is RAW given that it stays inside: RAW divided by
 * Q(C), the sum over the trie's sequences. LOCAL masks and renormalises at every step. RAW and
 * GLOBAL rank alike, LOCAL need not. */
enum sidproof_mode { SIDPROOF_RAW = 0, SIDPROOF_GLOBAL = 1, SIDPROOF_LOCAL = 2 };

/* Units of scores: 2^40 of them are one nat. */
#define SIDPROOF_SCORE_BITS 40
/* The integer weights of a token law add up to 2^48. */
#define SIDPROOF_WEIGHT_BITS 48

/* "0.1.0" */
SIDPROOF_API const char* sidproof_version(void);
/* "usage", "too large", ...; never null. */
SIDPROOF_API const char* sidproof_status_name(int status);
/* What this thread's last failing call had to say; valid until its next call. Never null. */
SIDPROOF_API const char* sidproof_last_error(void);

/* ---- The trie ---- */

typedef struct sidproof_trie sidproof_trie;

/* The trie of `items` >= 1 sequences of `length` codes each, 1 <= length <= 4096: item i's are
 * codes[i * length ...]. codebooks[j] is the size of position j's codebook, at least its largest
 * code + 1 and below 2^20; null: exactly the largest code + 1. Items may share a sequence. */
SIDPROOF_API int sidproof_trie_build(const uint32_t* codes, size_t items, size_t length,
                                     const uint32_t* codebooks, sidproof_trie** trie);
/* Null is allowed. */
SIDPROOF_API void sidproof_trie_free(sidproof_trie* trie);

typedef struct sidproof_trie_sizes {
  size_t items;
  size_t sequences;   /* distinct ones, which are the leaves */
  size_t length;      /* codes of a sequence */
  size_t nodes;       /* numbered breadth first: 0 is the root, children by code, leaves last */
  size_t inner_nodes; /* nodes 0 ... inner_nodes - 1 have children */
  size_t codes;       /* the sum of the codebooks */
} sidproof_trie_sizes;
SIDPROOF_API int sidproof_trie_get_sizes(const sidproof_trie* trie, sidproof_trie_sizes* sizes);
/* position < length */
SIDPROOF_API int sidproof_trie_codebook(const sidproof_trie* trie, size_t position, uint32_t* size);

/* The node of a prefix of `depth` codes; SIDPROOF_NOT_FOUND when no item begins with it. */
SIDPROOF_API int sidproof_trie_find(const sidproof_trie* trie, const uint32_t* prefix, size_t depth,
                                    uint32_t* node);
/* The prefix of a node: `prefix` has room for `length` codes, *depth of them are written. */
SIDPROOF_API int sidproof_trie_prefix(const sidproof_trie* trie, uint32_t node, uint32_t* prefix,
                                      size_t* depth);
/* A node's children are *first ... *first + *count - 1, ascending by code; a leaf has none. */
SIDPROOF_API int sidproof_trie_children(const sidproof_trie* trie, uint32_t node, uint32_t* first,
                                        uint32_t* count);
/* The items of a leaf's sequence, ascending: *items is the trie's own. */
SIDPROOF_API int sidproof_trie_items(const sidproof_trie* trie, uint32_t leaf,
                                     const uint32_t** items, size_t* count);
/* The mask after an inner node: allowed[c] = 1 where the node has a child with code c, else 0;
 * room for the codebook of the node's next position. */
SIDPROOF_API int sidproof_trie_mask(const sidproof_trie* trie, uint32_t node, uint8_t* allowed);

/* ---- Laws ---- */

/* The softmax of 1 <= count <= 2^20 logits, twice: as positive integer weights that add up to
 * exactly 2^48, and as log-probabilities in 2^-40 nats, at least -1024 nats. Each may be null. */
SIDPROOF_API int sidproof_token_law(const float* logits, size_t count, uint64_t* weights,
                                    int64_t* logs);

/* A prefix in a search. */
typedef struct sidproof_beam {
  uint32_t node;
  uint32_t parent; /* of a result: the number of the beam that it continues; not read */
  int64_t score;   /* the sum of log-probabilities on its path, in 2^-40 nats; 0 for the root */
} sidproof_beam;

/* One constrained step: of all children of all beams the best `width`, exactly, by score, then by
 * codes. `count` >= 1 distinct beams, inner nodes of one depth; row i of the logits, count x
 * codebook, is beam i's. Log-probabilities are over the codebook with RAW and GLOBAL (whose
 * score is RAW's: it lacks the same log Q(C) for all), over the allowed codes with LOCAL.
 * `next` has room for `width` >= 1 beams; *found is written, fewer when there are fewer: beams
 * that cannot be filled are absent. *cut, if not null, is the score of the best child that was
 * cut off, or INT64_MIN when none was. Over the steps of a search the largest of these certifies:
 * the first K results are the exact top K of all sequences when the K-th score is above it. */
SIDPROOF_API int sidproof_step(const sidproof_trie* trie, int mode, const sidproof_beam* beams,
                               size_t count, const float* logits, size_t width, sidproof_beam* next,
                               size_t* found, int64_t* cut);

/* The scores of items, each from its own logits under teacher forcing: item items[i]'s begin at
 * logits[i * stride], `codes` of them (the codebook of position 0 given nothing, then that of
 * position 1 given the item's first code, ...). stride is at least `codes`, or 0: all items share
 * one row, as with parallel heads. GLOBAL's score is RAW's, as in sidproof_step(). */
SIDPROOF_API int sidproof_score_items(const sidproof_trie* trie, int mode, const uint32_t* items,
                                      size_t count, const float* logits, size_t stride,
                                      int64_t* scores);

/* The exact probability of every item's sequence, rounded to binary64 once: inner node n's logits
 * begin at logits[n * stride], those of the codebook of its next position; stride is at least
 * that, or 0 with codebooks of one size and the same logits everywhere. The law is that of the
 * integer weights: with GLOBAL and LOCAL the sequences' probabilities add up to 1 before they
 * are rounded, with RAW to Q(C) <= 1. `probabilities` has room for `items`; *inside, if not
 * null, is Q(C). Time and memory grow with nodes x length: it is the reference, not the engine. */
SIDPROOF_API int sidproof_item_probabilities(const sidproof_trie* trie, int mode,
                                             const float* logits, size_t stride,
                                             double* probabilities, double* inside);

#ifdef __cplusplus
}
#endif
#endif

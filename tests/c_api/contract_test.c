/* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 */
/* The contract of sidproof.h, from C: everything against plain loops over the items in double,
 * errors, and many threads on one trie. */
#include <math.h>
#include <pthread.h>
#include <sidproof.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                           \
  do {                                                              \
    if (!(condition)) {                                             \
      printf("%s:%d: %s\n", __FILE__, __LINE__, #condition);        \
      printf("  the last error was '%s'\n", sidproof_last_error()); \
      exit(1);                                                      \
    }                                                               \
  } while (0)

enum { ITEMS = 14, LENGTH = 3, MOST = 6 };
static const uint32_t codebooks[LENGTH] = {4, 6, 5};
static uint32_t codes[ITEMS * LENGTH];
/* Of every prefix: the logits after it, by its codes. */
static float logits_after[3][4][6][MOST];

static uint32_t state = 12345;
static uint32_t next_random(void) {
  state = state * 1664525u + 1013904223u;
  return state >> 8;
}

static void make_case(void) {
  for (size_t i = 0; i < ITEMS; ++i)
    for (size_t j = 0; j < LENGTH; ++j)
      codes[i * LENGTH + j] =
          i >= ITEMS - 2 ? codes[(i - 5) * LENGTH + j] : next_random() % codebooks[j];
  for (size_t j = 0; j < 3; ++j)
    for (size_t a = 0; a < 4; ++a)
      for (size_t b = 0; b < 6; ++b)
        for (size_t c = 0; c < MOST; ++c)
          logits_after[j][a][b][c] = (float)(next_random() % 4000) / 500.0f - 4.0f;
}

static const float* logits_of(const uint32_t* prefix, size_t depth) {
  return logits_after[depth][depth > 0 ? prefix[0] : 0][depth > 1 ? prefix[1] : 0];
}

static bool begins_with(size_t item, const uint32_t* prefix, size_t depth) {
  return memcmp(codes + item * LENGTH, prefix, depth * sizeof *prefix) == 0;
}

/* ln of the probability of code `code` after a prefix, by definition. */
static double log_probability(const uint32_t* prefix, size_t depth, uint32_t code, int mode) {
  const float* logits = logits_of(prefix, depth);
  double sum = 0;
  for (uint32_t c = 0; c < codebooks[depth]; ++c) {
    bool allowed = mode != SIDPROOF_LOCAL;
    for (size_t i = 0; i < ITEMS && !allowed; ++i)
      allowed = begins_with(i, prefix, depth) && codes[i * LENGTH + depth] == c;
    if (allowed) sum += exp((double)logits[c]);
  }
  return (double)logits[code] - log(sum);
}

static double score_by_definition(const uint32_t* sequence, size_t depth, int mode) {
  double score = 0;
  for (size_t j = 0; j < depth; ++j) score += log_probability(sequence, j, sequence[j], mode);
  return score;
}

static double nats(int64_t score) { return (double)score / 1099511627776.0; }

static void check_trie(const sidproof_trie* trie, const sidproof_trie_sizes* sizes) {
  EXPECT(sizes->items == ITEMS && sizes->length == LENGTH && sizes->codes == 4 + 6 + 5);
  size_t distinct = 0;
  for (size_t i = 0; i < ITEMS; ++i) {
    size_t before = 0;
    while (!begins_with(before, codes + i * LENGTH, LENGTH)) ++before;
    distinct += before == i;
    uint32_t leaf = 0;
    EXPECT(sidproof_trie_find(trie, codes + i * LENGTH, LENGTH, &leaf) == SIDPROOF_OK);
    EXPECT(leaf >= sizes->inner_nodes && leaf < sizes->nodes);
    const uint32_t* group = NULL;
    size_t count = 0, same = 0;
    EXPECT(sidproof_trie_items(trie, leaf, &group, &count) == SIDPROOF_OK);
    for (size_t other = 0; other < ITEMS; ++other)
      if (begins_with(other, codes + i * LENGTH, LENGTH))
        EXPECT(same < count && group[same++] == other);
    EXPECT(same == count);
  }
  EXPECT(distinct == sizes->sequences && distinct < ITEMS);
  EXPECT(sizes->nodes == sizes->inner_nodes + sizes->sequences);
  for (uint32_t node = 0; node < sizes->inner_nodes; ++node) {
    uint32_t prefix[LENGTH], first = 0, count = 0, again = 0, allowed_codes = 0;
    size_t depth = 0;
    EXPECT(sidproof_trie_prefix(trie, node, prefix, &depth) == SIDPROOF_OK && depth < LENGTH);
    EXPECT(sidproof_trie_find(trie, prefix, depth, &again) == SIDPROOF_OK && again == node);
    EXPECT(sidproof_trie_children(trie, node, &first, &count) == SIDPROOF_OK && count > 0);
    uint8_t mask[MOST + 1];
    memset(mask, 7, sizeof mask);
    EXPECT(sidproof_trie_mask(trie, node, mask) == SIDPROOF_OK && mask[codebooks[depth]] == 7);
    for (uint32_t c = 0; c < codebooks[depth]; ++c) {
      uint8_t expected = 0;
      for (size_t i = 0; i < ITEMS; ++i)
        if (begins_with(i, prefix, depth) && codes[i * LENGTH + depth] == c) expected = 1;
      EXPECT(mask[c] == expected);
      allowed_codes += expected;
    }
    EXPECT(allowed_codes == count);
  }
}

/* Fills the logits of beams of one depth. */
static void fill(const sidproof_trie* trie, const sidproof_beam* beams, size_t count, float* logits,
                 size_t codebook) {
  for (size_t i = 0; i < count; ++i) {
    uint32_t prefix[LENGTH];
    size_t depth = 0;
    EXPECT(sidproof_trie_prefix(trie, beams[i].node, prefix, &depth) == SIDPROOF_OK);
    memcpy(logits + i * codebook, logits_of(prefix, depth), codebook * sizeof(float));
  }
}

/* A whole search; every step against the definition. Returns the number of results. */
static size_t search(const sidproof_trie* trie, int mode, size_t width, sidproof_beam* results,
                     int64_t* best_cut) {
  sidproof_beam beams[ITEMS] = {{0, 0, 0}};
  size_t count = 1;
  *best_cut = INT64_MIN;
  for (size_t depth = 0; depth < LENGTH; ++depth) {
    float logits[ITEMS * MOST];
    fill(trie, beams, count, logits, codebooks[depth]);
    sidproof_beam next[ITEMS + 1];
    memset(next, 0x5a, sizeof next);
    const sidproof_beam untouched = next[0];
    size_t found = 0;
    int64_t cut = 0;
    EXPECT(sidproof_step(trie, mode, beams, count, logits, width, next, &found, &cut) ==
           SIDPROOF_OK);
    EXPECT(found <= width && memcmp(&next[found], &untouched, sizeof untouched) == 0);
    size_t children = 0;
    double worst = 0;
    for (size_t i = 0; i < found; ++i) {
      uint32_t prefix[LENGTH], parent = 0;
      size_t length = 0;
      EXPECT(sidproof_trie_prefix(trie, next[i].node, prefix, &length) == SIDPROOF_OK);
      EXPECT(length == depth + 1);
      EXPECT(sidproof_trie_find(trie, prefix, depth, &parent) == SIDPROOF_OK);
      EXPECT(next[i].parent < count && beams[next[i].parent].node == parent);
      EXPECT(fabs(nats(next[i].score) - score_by_definition(prefix, depth + 1, mode)) < 1e-11);
      EXPECT(i == 0 || next[i - 1].score > next[i].score);
      worst = nats(next[i].score);
    }
    /* Nothing that was left out is better, and the best of it is the cut. */
    double best_left = -INFINITY;
    for (size_t b = 0; b < count; ++b) {
      uint32_t first = 0, number = 0;
      EXPECT(sidproof_trie_children(trie, beams[b].node, &first, &number) == SIDPROOF_OK);
      children += number;
      for (uint32_t child = first; child < first + number; ++child) {
        bool kept = false;
        for (size_t i = 0; i < found; ++i) kept = kept || next[i].node == child;
        uint32_t prefix[LENGTH];
        size_t length = 0;
        EXPECT(sidproof_trie_prefix(trie, child, prefix, &length) == SIDPROOF_OK);
        const double score = score_by_definition(prefix, length, mode);
        if (!kept && score > best_left) best_left = score;
      }
    }
    EXPECT(found == (children < width ? children : width));
    EXPECT(best_left < worst);
    EXPECT(children > width ? fabs(nats(cut) - best_left) < 1e-11 : cut == INT64_MIN);
    if (cut > *best_cut) *best_cut = cut;
    memcpy(beams, next, found * sizeof *beams);
    count = found;
  }
  memcpy(results, beams, count * sizeof *beams);
  return count;
}

static void check_decoding(const sidproof_trie* trie, const sidproof_trie_sizes* sizes) {
  float after[ITEMS * (4 + 6 + 5)], by_node[64 * MOST];
  uint32_t every[ITEMS];
  for (uint32_t i = 0; i < ITEMS; ++i) {
    every[i] = i;
    float* row = after + i * 15;
    for (size_t j = 0; j < LENGTH; ++j) {
      memcpy(row, logits_of(codes + i * LENGTH, j), codebooks[j] * sizeof(float));
      row += codebooks[j];
    }
  }
  EXPECT(sizes->inner_nodes <= 64);
  for (uint32_t node = 0; node < sizes->inner_nodes; ++node) {
    uint32_t prefix[LENGTH];
    size_t depth = 0;
    EXPECT(sidproof_trie_prefix(trie, node, prefix, &depth) == SIDPROOF_OK);
    memcpy(by_node + node * MOST, logits_of(prefix, depth), MOST * sizeof(float));
  }
  bool certified_narrow = false, uncertified = false;
  for (int mode = SIDPROOF_RAW; mode <= SIDPROOF_LOCAL; ++mode) {
    int64_t scores[ITEMS], cut = 0;
    EXPECT(sidproof_score_items(trie, mode, every, ITEMS, after, 15, scores) == SIDPROOF_OK);
    double probabilities[ITEMS], inside = 0, expected_inside = 0, sum = 0;
    EXPECT(sidproof_item_probabilities(trie, mode, by_node, MOST, probabilities, &inside) ==
           SIDPROOF_OK);
    for (size_t i = 0; i < ITEMS; ++i) {
      size_t before = 0;
      while (!begins_with(before, codes + i * LENGTH, LENGTH)) ++before;
      if (before != i) continue;
      expected_inside += exp(score_by_definition(codes + i * LENGTH, LENGTH, SIDPROOF_RAW));
      sum += probabilities[i];
    }
    EXPECT(fabs(inside - expected_inside) < 1e-12 && inside < 1);
    EXPECT(fabs(sum - (mode == SIDPROOF_RAW ? inside : 1)) < 1e-14);
    for (size_t i = 0; i < ITEMS; ++i) {
      const double score = score_by_definition(
          codes + i * LENGTH, LENGTH, mode == SIDPROOF_LOCAL ? SIDPROOF_LOCAL : SIDPROOF_RAW);
      EXPECT(fabs(nats(scores[i]) - score) < 1e-11);
      EXPECT(fabs(probabilities[i] - exp(score) / (mode == SIDPROOF_GLOBAL ? inside : 1)) < 1e-12);
    }
    sidproof_beam all[ITEMS];
    EXPECT(search(trie, mode, ITEMS, all, &cut) == sizes->sequences && cut == INT64_MIN);
    for (size_t width = 1; width < ITEMS; ++width) {
      sidproof_beam results[ITEMS];
      const size_t found = search(trie, mode, width, results, &cut);
      for (size_t k = 0; k < found; ++k) {
        const bool certified = results[k].score > cut;
        EXPECT(!certified || (results[k].node == all[k].node && results[k].score == all[k].score));
        certified_narrow = certified_narrow || (certified && width < sizes->sequences);
        uncertified = uncertified || !certified;
        const uint32_t* items = NULL;
        size_t group = 0;
        EXPECT(sidproof_trie_items(trie, results[k].node, &items, &group) == SIDPROOF_OK);
        EXPECT(scores[items[0]] == results[k].score);
      }
    }
  }
  EXPECT(certified_narrow && uncertified);
  /* Parallel heads: one row for all. */
  int64_t shared[ITEMS];
  float heads[15];
  for (size_t c = 0; c < 15; ++c) heads[c] = (float)c / 4.0f;
  EXPECT(sidproof_score_items(trie, SIDPROOF_RAW, every, ITEMS, heads, 0, shared) == SIDPROOF_OK);
  for (size_t i = 0; i < ITEMS; ++i) {
    double score = 0;
    for (size_t j = 0, begin = 0; j < LENGTH; begin += codebooks[j++]) {
      double total = 0;
      for (size_t c = 0; c < codebooks[j]; ++c) total += exp((double)heads[begin + c]);
      score += (double)heads[begin + codes[i * LENGTH + j]] - log(total);
    }
    EXPECT(fabs(nats(shared[i]) - score) < 1e-11);
  }
  uint64_t weights[15], total = 0;
  int64_t logs[15];
  EXPECT(sidproof_token_law(heads, 15, weights, logs) == SIDPROOF_OK);
  for (size_t c = 0; c < 15; ++c) {
    total += weights[c];
    EXPECT(fabs(exp(nats(logs[c])) - (double)weights[c] / 281474976710656.0) < 1e-12);
  }
  EXPECT(total == UINT64_C(1) << SIDPROOF_WEIGHT_BITS);
}

/* LOCAL prefers what GLOBAL does not: its only continuation gets all of the mass. */
static void check_that_local_is_not_global(void) {
  const uint32_t trap[] = {0, 0, 1, 0, 1, 1};
  sidproof_trie* trie = NULL;
  EXPECT(sidproof_trie_build(trap, 3, 2, NULL, &trie) == SIDPROOF_OK);
  const float logits[] = {0.1f, 0.0f, -5.0f, 5.0f, 3.0f, 0.0f};
  double local[3], global[3];
  EXPECT(sidproof_item_probabilities(trie, SIDPROOF_LOCAL, logits, 2, local, NULL) == SIDPROOF_OK);
  EXPECT(sidproof_item_probabilities(trie, SIDPROOF_GLOBAL, logits, 2, global, NULL) ==
         SIDPROOF_OK);
  EXPECT(local[0] > local[1] && global[0] < global[1]);
  sidproof_trie_free(trie);
}

#define EXPECT_ERROR(status, words, call)                   \
  do {                                                      \
    EXPECT((call) == (status));                             \
    EXPECT(strstr(sidproof_last_error(), (words)) != NULL); \
  } while (0)

static void check_errors(const sidproof_trie* trie, const sidproof_trie_sizes* sizes) {
  sidproof_trie* made = (sidproof_trie*)&made;
  sidproof_trie* const untouched = made;
  uint32_t small[LENGTH] = {4, 6, 0};
  for (size_t i = 0; i < ITEMS; ++i) /* the largest code itself: one too small */
    if (codes[i * LENGTH + 2] > small[2]) small[2] = codes[i * LENGTH + 2];
  const uint32_t huge[LENGTH] = {4, 6, 1u << 20};
  const uint32_t large[] = {UINT32_MAX};
  EXPECT_ERROR(SIDPROOF_USAGE, "null", sidproof_trie_build(NULL, 1, 1, NULL, &made));
  EXPECT_ERROR(SIDPROOF_USAGE, "null", sidproof_trie_build(codes, ITEMS, LENGTH, NULL, NULL));
  EXPECT_ERROR(SIDPROOF_USAGE, "an item", sidproof_trie_build(codes, 0, LENGTH, NULL, &made));
  EXPECT_ERROR(SIDPROOF_USAGE, "a code", sidproof_trie_build(codes, ITEMS, 0, NULL, &made));
  EXPECT_ERROR(SIDPROOF_USAGE, "4096", sidproof_trie_build(codes, 1, 4097, NULL, &made));
  EXPECT_ERROR(SIDPROOF_USAGE, "position 2 has the code",
               sidproof_trie_build(codes, ITEMS, LENGTH, small, &made));
  EXPECT_ERROR(SIDPROOF_TOO_LARGE, "2^20", sidproof_trie_build(codes, ITEMS, LENGTH, huge, &made));
  EXPECT_ERROR(SIDPROOF_TOO_LARGE, "2^20", sidproof_trie_build(large, 1, 1, NULL, &made));
  EXPECT(made == untouched);
  uint32_t number = 77, other = 77;
  const uint32_t* items = NULL;
  size_t count = 0;
  sidproof_trie_sizes none;
  const uint32_t leaf = (uint32_t)sizes->inner_nodes, beyond = (uint32_t)sizes->nodes;
  EXPECT_ERROR(SIDPROOF_USAGE, "trie is null", sidproof_trie_get_sizes(NULL, &none));
  EXPECT_ERROR(SIDPROOF_USAGE, "position", sidproof_trie_codebook(trie, LENGTH, &number));
  const uint32_t absent[LENGTH + 1] = {9, 9, 9, 9};
  EXPECT_ERROR(SIDPROOF_NOT_FOUND, "prefix", sidproof_trie_find(trie, absent, 1, &number));
  EXPECT_ERROR(SIDPROOF_NOT_FOUND, "prefix", sidproof_trie_find(trie, absent, LENGTH + 1, &number));
  EXPECT_ERROR(SIDPROOF_NOT_FOUND, "nodes", sidproof_trie_children(trie, beyond, &number, &other));
  EXPECT_ERROR(SIDPROOF_USAGE, "no leaf", sidproof_trie_items(trie, 0, &items, &count));
  uint8_t mask[MOST] = {9};
  EXPECT_ERROR(SIDPROOF_USAGE, "leaf", sidproof_trie_mask(trie, leaf, mask));
  EXPECT(number == 77 && other == 77 && mask[0] == 9);

  float logits[2 * MOST] = {0};
  sidproof_beam beams[2] = {{0, 0, 0}, {0, 0, 0}}, next[2] = {{77, 77, 77}};
  size_t found = 77;
  int64_t cut = 77, score = 77;
  const uint32_t item = ITEMS;
  double probability[ITEMS] = {77};
#define STEP(mode, count, width) \
  sidproof_step(trie, (mode), beams, (count), logits, (width), next, &found, &cut)
  EXPECT_ERROR(SIDPROOF_USAGE, "mode", STEP(3, 1, 2));
  EXPECT_ERROR(SIDPROOF_USAGE, "mode", STEP(-1, 1, 2));
  EXPECT_ERROR(SIDPROOF_USAGE, "beam", STEP(SIDPROOF_RAW, 0, 2));
  EXPECT_ERROR(SIDPROOF_USAGE, "width", STEP(SIDPROOF_RAW, 1, 0));
  EXPECT_ERROR(SIDPROOF_USAGE, "same node", STEP(SIDPROOF_RAW, 2, 2));
  beams[1].node = 1;
  EXPECT_ERROR(SIDPROOF_USAGE, "depths", STEP(SIDPROOF_RAW, 2, 2));
  beams[1].node = leaf;
  EXPECT_ERROR(SIDPROOF_USAGE, "leaf", STEP(SIDPROOF_RAW, 2, 2));
  beams[0].score = 1;
  EXPECT_ERROR(SIDPROOF_USAGE, "score", STEP(SIDPROOF_RAW, 1, 2));
  beams[0].score = INT64_MIN;
  EXPECT_ERROR(SIDPROOF_USAGE, "score", STEP(SIDPROOF_RAW, 1, 2));
  beams[0].score = 0;
  sidproof_beam alone;
  size_t one = 0;
  EXPECT(sidproof_step(trie, 0, beams, 1, logits, 1, &alone, &one, NULL) == SIDPROOF_OK &&
         one == 1);
  logits[2] = NAN;
  EXPECT_ERROR(SIDPROOF_USAGE, "logit 2", STEP(SIDPROOF_RAW, 1, 2));
  logits[2] = -INFINITY;
  EXPECT_ERROR(SIDPROOF_USAGE, "logit 2", STEP(SIDPROOF_LOCAL, 1, 2));
  EXPECT_ERROR(SIDPROOF_USAGE, "logits are null",
               sidproof_step(trie, 0, beams, 1, NULL, 1, next, &found, &cut));
  EXPECT_ERROR(SIDPROOF_USAGE, "no such item",
               sidproof_score_items(trie, 0, &item, 1, logits, 0, &score));
  EXPECT_ERROR(SIDPROOF_USAGE, "stride",
               sidproof_score_items(trie, 0, &item, 1, logits, 14, &score));
  EXPECT_ERROR(SIDPROOF_USAGE, "stride",
               sidproof_item_probabilities(trie, 0, logits, 3, probability, NULL));
  EXPECT_ERROR(SIDPROOF_USAGE, "null",
               sidproof_item_probabilities(trie, 0, NULL, 6, probability, NULL));
  const uint32_t two[] = {0, 1};
  EXPECT_ERROR(SIDPROOF_USAGE, "any array",
               sidproof_score_items(trie, 0, two, 2, logits, SIZE_MAX, &score));
  EXPECT_ERROR(SIDPROOF_USAGE, "any array",
               sidproof_item_probabilities(trie, 0, logits, SIZE_MAX / 4, probability, NULL));
  EXPECT_ERROR(SIDPROOF_USAGE, "same node",
               sidproof_step(trie, 0, beams, SIZE_MAX, logits, 2, next, &found, &cut));
  EXPECT_ERROR(SIDPROOF_USAGE, "2^20", sidproof_token_law(logits, 0, NULL, NULL));
  EXPECT(next[0].node == 77 && found == 77 && cut == 77 && score == 77 && probability[0] == 77);
  EXPECT(sidproof_score_items(trie, 0, NULL, 0, NULL, 0, NULL) == SIDPROOF_OK);
  for (int status = -1; status < 8; ++status) EXPECT(strlen(sidproof_status_name(status)) > 0);
  sidproof_trie_free(NULL);
}

struct shared {
  const sidproof_trie* trie;
  const sidproof_trie_sizes* sizes;
};

/* POSIX threads, because ThreadSanitizer does not know those of C11. */
static void* in_a_thread(void* argument) {
  const struct shared* shared = argument;
  EXPECT(strlen(sidproof_last_error()) == 0); /* each thread has its own */
  for (int i = 0; i < 3; ++i) {
    check_decoding(shared->trie, shared->sizes);
    check_errors(shared->trie, shared->sizes);
  }
  return NULL;
}

int main(void) {
  make_case();
  sidproof_trie* trie = NULL;
  sidproof_trie_sizes sizes;
  EXPECT(strlen(sidproof_version()) >= 5);
  EXPECT(sidproof_trie_build(codes, ITEMS, LENGTH, codebooks, &trie) == SIDPROOF_OK);
  EXPECT(sidproof_trie_get_sizes(trie, &sizes) == SIDPROOF_OK);
  check_trie(trie, &sizes);
  check_that_local_is_not_global();
  check_decoding(trie, &sizes);
  check_errors(trie, &sizes);
  struct shared shared = {trie, &sizes};
  pthread_t threads[4];
  for (size_t i = 0; i < 4; ++i)
    EXPECT(pthread_create(&threads[i], NULL, in_a_thread, &shared) == 0);
  for (size_t i = 0; i < 4; ++i) EXPECT(pthread_join(threads[i], NULL) == 0);
  sidproof_trie_free(trie);
  printf("the contract of sidproof.h holds\n");
  return 0;
}

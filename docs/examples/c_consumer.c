/* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 */
/* An engine's test in C: its constrained beam search against sidproof's, on its own logits. */
#include <sidproof.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Six items of two codes; items 2 and 3 share a sequence. */
static const uint32_t codes[] = {3, 1, 3, 0, 0, 2, 0, 2, 1, 0, 3, 2};
static const uint32_t codebooks[] = {4, 3};

/* What the engine's network says: the logits of the second code depend on the first. */
static const float first_logits[] = {0.5f, -1.0f, 2.0f, 0.25f};
static const float second_logits[4][3] = {
    {0.0f, 1.0f, -0.5f}, {2.0f, 0.0f, 0.0f}, {0.0f, 0.0f, 0.0f}, {-0.75f, 0.5f, 0.5f}};

static void must(int status) {
  if (status == SIDPROOF_OK) return;
  fprintf(stderr, "%s: %s\n", sidproof_status_name(status), sidproof_last_error());
  exit(1);
}

int main(void) {
  sidproof_trie* trie = NULL;
  must(sidproof_trie_build(codes, 6, 2, codebooks, &trie));

  /* Two steps of a beam of width 2; the second has the logits of the first's survivors. */
  const sidproof_beam root = {0, 0, 0};
  sidproof_beam beams[2], results[2];
  float logits[2][3];
  size_t count = 0, found = 0;
  int64_t cut[2];
  must(sidproof_step(trie, SIDPROOF_LOCAL, &root, 1, first_logits, 2, beams, &count, &cut[0]));
  for (size_t i = 0; i < count; ++i) {
    uint32_t prefix[2];
    size_t depth = 0;
    must(sidproof_trie_prefix(trie, beams[i].node, prefix, &depth));
    for (size_t c = 0; c < 3; ++c) logits[i][c] = second_logits[prefix[0]][c];
  }
  must(sidproof_step(trie, SIDPROOF_LOCAL, beams, count, logits[0], 2, results, &found, &cut[1]));

  for (size_t i = 0; i < found; ++i) {
    const uint32_t* items = NULL;
    size_t group = 0;
    must(sidproof_trie_items(trie, results[i].node, &items, &group));
    printf("%.6f", exp((double)results[i].score / (double)(INT64_C(1) << SIDPROOF_SCORE_BITS)));
    for (size_t j = 0; j < group; ++j) printf(" item %" PRIu32, items[j]);
    printf("\n");
  }
  const int64_t best_cut = cut[0] > cut[1] ? cut[0] : cut[1];
  printf("the first is %s\n", results[0].score > best_cut ? "certified" : "not certified");
  sidproof_trie_free(trie);
  return 0;
}

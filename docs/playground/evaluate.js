// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"use strict";

/** Everything that the page shows, from a request in the form of the oracle's protocol
 *  (spec/oracle/PROTOCOL.md), answered in the same form with strings for fractions:
 *  scores, Z, SHARE, SPLIT, RAW, LOCAL and GLOBAL, and the likelihoods of both
 *  objectives. The browser test compares it with the vectors that the oracle wrote. */
function evaluate(request) {
  const codebooks = request.codebooks;
  const items = request.items;
  const key = (tokens) => tokens.join(" ");
  const starts = (prefix, tokens) =>
    prefix.length <= tokens.length && prefix.every((token, j) => token === tokens[j]);
  const same = (a, b) => a.length === b.length && starts(a, b);

  const tableOk = items.every((tokens) => tokens.length === codebooks.length &&
    tokens.every((token, j) => token < codebooks[j]));
  const injective = items.every((a, i) => items.every((b, j) => i === j || !same(a, b)));
  const prefixCode = items.every((a, i) => items.every((b, j) => i === j || !starts(a, b)));
  const multiplicity = items.map((tokens) => items.filter((other) => starts(other, tokens)).length);
  const sequences = codebooks.reduce((all, size) =>
    all.flatMap((prefix) => Array.from({length: size}, (_, token) => [...prefix, token])), [[]]);
  const complete = sequences.every((s) => items.filter((code) => starts(code, s)).length === 1);

  const prefixes = [[]];
  for (let depth = 1; depth <= Math.max(0, ...items.map((tokens) => tokens.length)); ++depth) {
    const level = new Map();
    for (const tokens of items)
      if (tokens.length >= depth) level.set(key(tokens.slice(0, depth)), tokens.slice(0, depth));
    prefixes.push(...[...level.values()].sort((a, b) => {
      const j = a.findIndex((token, i) => token !== b[i]);
      return j < 0 ? 0 : a[j] - b[j];
    }));
  }

  const rows = new Map();  // history -> prefix -> probabilities
  for (const [history, prefix, probabilities] of request.rows) {
    if (!rows.has(history)) rows.set(history, new Map());
    rows.get(history).set(key(prefix), probabilities.map((p) => Fraction.parse(p)));
  }
  const q = (history, prefix, token) => rows.get(history)?.get(key(prefix))?.[token] ?? Fraction.zero;
  const conditionals = (history, tokens) =>
    tokens.map((token, j) => q(history, tokens.slice(0, j), token));

  const allPrefixes = [];
  for (let depth = 0; depth < codebooks.length; ++depth)
    allPrefixes.push(...codebooks.slice(0, depth).reduce((all, size) =>
      all.flatMap((prefix) => Array.from({length: size}, (_, token) => [...prefix, token])), [[]]));

  const ofHistory = (history) => {
    const scores = items.map((tokens) => Fraction.product(conditionals(history, tokens)));
    const z = Fraction.sum(scores);
    const groupSize = items.map((tokens) => items.filter((other) => same(other, tokens)).length);
    const covered = Fraction.sum(scores.map((score, v) => score.over(new Fraction(groupSize[v]))));
    const modelOk = allPrefixes.every((prefix) => {
      const size = codebooks[prefix.length];
      const law = Array.from({length: size}, (_, token) => q(history, prefix, token));
      return law.every((p) => !p.isNegative) && Fraction.sum(law).equals(Fraction.one);
    });
    const result = {
      history, model_ok: modelOk, scores, Z: z,
      share: scores.map((score) => score.over(z)),
      split: scores.map((score, v) => score.over(covered.times(new Fraction(groupSize[v])))),
      valid_mass: covered, local: null, global: null, nodes: null,
    };
    if (tableOk) {
      const children = (prefix) => prefixes.filter((other) =>
        other.length === prefix.length + 1 && starts(prefix, other));
      const allowed = (prefix) => Fraction.sum(children(prefix).map((child) =>
        q(history, prefix, child[child.length - 1])));
      const reach = (prefix) => prefix.length === codebooks.length ? Fraction.one :
        Fraction.sum(children(prefix).map((child) =>
          q(history, prefix, child[child.length - 1]).times(reach(child))));
      result.nodes = prefixes.map((prefix) => [prefix, allowed(prefix), reach(prefix)]);
      result.local = items.map((tokens) => Fraction.product(conditionals(history, tokens).map((p, j) =>
        p.over(allowed(tokens.slice(0, j))))));
      result.global = scores.map((score) => score.over(covered));
    }
    return result;
  };
  const histories = [...rows.keys()].sort((a, b) => a - b).map(ofHistory);

  const answerOf = new Map(histories.map((result) => [result.history, result]));
  const blank = {scores: items.map(() => Fraction.zero), share: items.map(() => Fraction.zero),
                 Z: Fraction.zero};
  const counts = (request.counts ?? []).map(([history, item, count]) =>
    ({history, item, count, at: answerOf.get(history) ??
        (items.some((tokens) => tokens.length === 0) ? ofHistory(history) : blank)}));
  const over = (value) => Fraction.productOfPowers(counts.map((entry) => [value(entry), entry.count]));
  return {
    table_ok: tableOk, injective, prefix_code: prefixCode, complete, multiplicity, histories,
    lik_AR: over((entry) => Fraction.product(conditionals(entry.history, items[entry.item]))),
    lik_FV_scores: over((entry) => entry.at.scores[entry.item]),
    lik_FV_share: over((entry) => entry.at.share[entry.item]),
    gap: over((entry) => entry.at.Z),
  };
}

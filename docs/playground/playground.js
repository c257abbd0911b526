// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"use strict";

const limits = {positions: 3, codebook: 4, items: 8, count: 99};
const element = (id) => document.getElementById(id);
const make = (tag, properties = {}, ...children) => {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
};
const names = "ABCDEFGH";

/** What the visitor has typed, as texts; read() makes a request of it or throws. */
let state = null;

function load(example) {
  state = {codebooks: example.codebooks.join(" "),
           items: example.items.map((code, v) => ({code: code.join(" "), count: String(example.counts[v])})),
           rows: new Map(Object.entries(example.rows).map(([prefix, row]) => [prefix, [...row]])),
           parallel: false};
}

function codebooksOf() {
  const words = state.codebooks.trim().split(/[\s,×]+/).filter(Boolean);
  if (words.length < 1 || words.length > limits.positions || words.some((word) => !/^\d+$/.test(word) ||
      Number(word) < 1 || Number(word) > limits.codebook))
    throw new RangeError(`Codebook sizes: one to ${limits.positions} numbers from 1 to ${limits.codebook}.`);
  return words.map(Number);
}

function prefixesOf(codebooks) {
  const all = [];
  let level = [[]];
  for (const size of codebooks) {
    all.push(...level);
    level = level.flatMap((prefix) => Array.from({length: size}, (_, token) => [...prefix, token]));
  }
  return all;
}

// Rows of new prefixes start uniform; rows of lost ones are kept for their return.
function fitRows(codebooks) {
  for (const prefix of prefixesOf(codebooks)) {
    const key = prefix.join(" ");
    const size = codebooks[prefix.length];
    if ((state.rows.get(key) ?? []).length !== size)
      state.rows.set(key, Array(size).fill(size === 1 ? "1" : `1/${size}`));
  }
}

function codeOf(text, codebooks, name) {
  const words = text.trim().split(/[\s,]+/).filter(Boolean);
  if (words.length > codebooks.length || words.some((word, j) => !/^\d+$/.test(word) || Number(word) >= codebooks[j]))
    throw new RangeError(`Item ${name}: at most ${codebooks.length} tokens, each below its codebook's size ` +
                         `(${codebooks.join(", ")}).`);
  return words.map(Number);
}

function rowOf(prefix, codebooks) {
  const row = state.rows.get((state.parallel ? prefix.map(() => 0) : prefix).join(" "));
  const place = `After ${prefix.length ? `“${prefix.join(" ")}”` : "the empty prefix"}`;
  const law = row.map(Fraction.parse);
  if (law.some((p) => p.isNegative)) throw new RangeError(`${place}: a probability is negative.`);
  const sum = Fraction.sum(law);
  if (!sum.equals(Fraction.one)) throw new RangeError(`${place}: the probabilities sum to ${sum}, not to 1.`);
  return row;
}

function countOf(text, name) {
  if (!/^\d{1,2}$/.test(text.trim()))
    throw new RangeError(`Item ${name}: “times seen” is a number from 0 to ${limits.count}.`);
  return Number(text);
}

function read() {
  const codebooks = codebooksOf();
  const items = state.items.map((item, v) => codeOf(item.code, codebooks, names[v]));
  const counts = state.items.map((item, v) => [0, v, countOf(item.count, names[v])]);
  const rows = prefixesOf(codebooks).map((prefix) => [0, prefix, rowOf(prefix, codebooks)]);
  return {codebooks, items, rows, counts};
}

/** n(w t)/n(w): what next-token training fits when every prefix has its own row, or,
 *  for parallel heads, the shares of the tokens at each position. */
function fitToData() {
  const codebooks = codebooksOf();
  const codes = state.items.map((item, v) => codeOf(item.code, codebooks, names[v]));
  const counts = state.items.map((item, v) => BigInt(countOf(item.count, names[v])));
  for (const prefix of prefixesOf(codebooks)) {
    const size = codebooks[prefix.length];
    const seen = Array(size).fill(0n);
    codes.forEach((code, v) => {
      const below = state.parallel || prefix.every((token, j) => token === code[j]);
      if (code.length > prefix.length && below) seen[code[prefix.length]] += counts[v];
    });
    const total = seen.reduce((a, b) => a + b, 0n);
    state.rows.set(prefix.join(" "), seen.map((n) =>
      String(total === 0n ? new Fraction(1n, BigInt(size)) : new Fraction(n, total))));
  }
}

function field(value, label, width, change) {
  const input = make("input", {value, size: width, autocomplete: "off", spellcheck: false});
  input.setAttribute("aria-label", label);
  input.addEventListener("input", () => { change(input.value); compute(); });
  return input;
}

function drawInputs() {
  element("codebooks").value = state.codebooks;
  element("parallel").checked = state.parallel;
  element("items").replaceChildren(...state.items.map((item, v) => {
    const remove = make("button", {type: "button", textContent: "remove"});
    remove.setAttribute("aria-label", `Remove item ${names[v]}`);
    remove.disabled = state.items.length === 1;
    remove.addEventListener("click", () => { state.items.splice(v, 1); drawInputs(); compute(); });
    return make("tr", {}, make("th", {scope: "row", textContent: names[v]}),
      make("td", {}, field(item.code, `Semantic ID of item ${names[v]}`, 8, (text) => { item.code = text; })),
      make("td", {}, field(item.count, `Times item ${names[v]} was seen`, 4, (text) => { item.count = text; })),
      make("td", {}, remove));
  }));
  element("add").disabled = state.items.length >= limits.items;
  drawModel();
}

function drawModel() {
  let codebooks;
  try { codebooks = codebooksOf(); } catch { return; }
  fitRows(codebooks);
  const widest = Math.max(...codebooks);
  element("model-head").replaceChildren(make("tr", {}, make("th", {scope: "col", textContent: "after"}),
    ...Array.from({length: widest}, (_, token) => make("th", {scope: "col", textContent: `token ${token}`}))));
  const shown = prefixesOf(codebooks).filter((prefix) => !state.parallel || prefix.every((token) => token === 0));
  element("model").replaceChildren(...shown.map((prefix) => {
    const row = state.rows.get(prefix.join(" "));
    const title = state.parallel ? `position ${prefix.length + 1}` : prefix.join(" ") || "(start)";
    return make("tr", {}, make("th", {scope: "row", textContent: title}),
      ...row.map((text, token) => make("td", {}, field(text, `Probability of token ${token} after ${title}`, 6,
        (typed) => { row[token] = typed; }))));
  }));
}

const shown = (fraction) => {
  const text = String(fraction);
  const exact = text.length > 26 ? `${text.slice(0, 12)}… (${text.length} digits)` : text;
  return fraction.d === 1n ? exact : `${exact} ≈ ${fraction.approximate().toPrecision(4)}`;
};

function bestOf(law) {
  if (law === null) return [];
  const best = law.reduce((a, b) => a.below(b) ? b : a);
  return law.map((p) => !p.isZero && p.equals(best));
}

function drawFacts(answer, request) {
  const prefixFree = !request.items.some((a) => request.items.some((b) =>
    a.length < b.length && a.every((token, j) => token === b[j])));
  const facts = [
    [answer.injective, "one-to-one", "not one-to-one: two items share a sequence"],
    [answer.complete && answer.table_ok, "onto: every sequence is an item's", "not onto: some sequence is no item's"],
    [prefixFree, "no sequence is a prefix of another", "a sequence is a proper prefix of another"]];
  element("facts").replaceChildren(...facts.map(([good, yes, no]) =>
    make("li", {className: good ? "good" : "bad", textContent: good ? yes : no})));
  const z = answer.histories[0].Z;
  const one = z.equals(Fraction.one);
  const always = answer.complete;
  element("headline").textContent = always
    ? "Z = 1, for this and every other model: next-token training is maximum likelihood over the items."
    : z.isZero ? "Z = 0: this model gives no item any probability, and Q/Z is no law."
    : `Z = ${shown(z)}${one ? ", but only for this model: another one has Z ≠ 1." :
        ": the scores of the items are no law, and the two objectives differ by log Z an event."}`;
}

function drawLaws(answer) {
  const {scores, share, split, global, local} = answer.histories[0];
  const columns = [scores, share, split, global, local];
  const best = columns.map(bestOf);
  element("laws").replaceChildren(...scores.map((_, v) => make("tr", {}, make("th", {scope: "row", textContent: names[v]}),
    ...columns.map((law, c) => make("td", {className: best[c][v] ? "best" : "",
      textContent: law === null ? "–" : shown(law[v])})))));
}

function drawObjectives(answer, request) {
  const events = request.counts.reduce((sum, [, , count]) => sum + count, 0);
  const loss = (likelihood) => likelihood.isZero ? "+∞" : (-likelihood.log()).toFixed(6);
  const rows = [
    ["AR-NTP likelihood", `${shown(answer.lik_AR)}; loss ${loss(answer.lik_AR)}`],
    ["FV-MLE likelihood of Q/Z", `${shown(answer.lik_FV_share)}; loss ${loss(answer.lik_FV_share)}`],
    ["their ratio Z^N", `${shown(answer.gap)}, N = ${events}`]];
  if (!answer.gap.isZero && !answer.lik_AR.isZero) {
    const [ar, gap, fv] = [answer.lik_AR, answer.gap, answer.lik_FV_share];
    const holds = ar.n * gap.d * fv.d === ar.d * gap.n * fv.n;
    rows.push(["AR = Z^N · FV (law B5)", holds ? "holds, exactly" : "FAILS: please report this"]);
    rows.push(["L_FV − L_AR = N log Z", `${answer.gap.log().toFixed(6)} nats`]);
  }
  element("objectives").replaceChildren(...rows.flatMap(([term, text]) =>
    [make("dt", {textContent: term}), make("dd", {textContent: text})]));
}

function drawTrie(answer, request) {
  const nodes = answer.histories[0].nodes;
  if (nodes === null) {
    element("trie").replaceChildren(make("p", {textContent: "Codes of several lengths: h is for fixed length."}));
    return;
  }
  const svg = (tag, attributes, text = "") => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.textContent = text;
    return node;
  };
  const depth = request.codebooks.length;
  const leaves = nodes.filter(([prefix]) => prefix.length === depth).map(([prefix]) => prefix.join(" "));
  const gap = 92;
  const at = new Map(leaves.map((key, i) => [key, 60 + i * gap]));
  for (let level = depth - 1; level >= 0; --level)
    for (const [prefix] of nodes.filter(([tokens]) => tokens.length === level)) {
      const below = nodes.filter(([tokens]) => tokens.length === level + 1 &&
        prefix.every((token, j) => token === tokens[j])).map(([tokens]) => at.get(tokens.join(" ")));
      at.set(prefix.join(" "), below.reduce((a, b) => a + b, 0) / below.length);
    }
  const width = 120 + Math.max(0, leaves.length - 1) * gap;
  const height = 60 + depth * 84 + 30;
  const picture = svg("svg", {viewBox: `0 0 ${width} ${height}`, width, height, role: "img"});
  picture.append(svg("title", {}, "Trie of the items' sequences with h at each node"));
  const rows = new Map(request.rows.map(([, prefix, row]) => [prefix.join(" "), row]));
  for (const [prefix, , reach] of nodes) {
    const x = at.get(prefix.join(" "));
    const y = 30 + prefix.length * 84;
    if (prefix.length > 0) {
      const parent = prefix.slice(0, -1);
      const px = at.get(parent.join(" "));
      picture.append(svg("line", {x1: px, y1: y - 66, x2: x, y2: y - 18, class: "edge"}));
      const row = rows.get(parent.join(" "));
      picture.append(svg("text", {x: (x + px) / 2 + (x < px ? -8 : 8), y: y - 38,
                                  "text-anchor": x < px ? "end" : "start"},
                         `${prefix[prefix.length - 1]}: ${row[prefix[prefix.length - 1]]}`));
    }
    picture.append(svg("circle", {cx: x, cy: y, r: 18, class: prefix.length === depth ? "leaf" : "node"}));
    const text = String(reach);
    picture.append(svg("text", {x, y: y + 4, class: "inside"}, text.length > 6 ? reach.approximate().toPrecision(2) : text));
    if (prefix.length === depth) {
      const here = request.items.flatMap((code, v) => code.join(" ") === prefix.join(" ") ? [names[v]] : []);
      picture.append(svg("text", {x, y: y + 34, class: "inside"}, here.join(" ")));
    }
  }
  element("trie").replaceChildren(picture);
}

function compute() {
  let request;
  try {
    request = read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    element("problem").textContent = error.message;
    element("problem").hidden = false;
    element("results").hidden = true;
    return;
  }
  element("problem").hidden = true;
  element("results").hidden = false;
  const answer = evaluate(request);
  drawFacts(answer, request);
  drawLaws(answer);
  drawObjectives(answer, request);
  drawTrie(answer, request);
}

function start() {
  element("example").replaceChildren(...examples.map((example, i) => make("option", {value: i, textContent: example.name})));
  const redraw = () => { drawInputs(); compute(); };
  element("example").addEventListener("change", () => { load(examples[element("example").value]); redraw(); });
  element("codebooks").addEventListener("input", () => { state.codebooks = element("codebooks").value; drawModel(); compute(); });
  element("add").addEventListener("click", () => {
    state.items.push({code: state.items.at(-1).code, count: "1"});
    redraw();
  });
  element("uniform").addEventListener("click", () => { state.rows.clear(); redraw(); });
  element("optimum").addEventListener("click", () => {
    try { fitToData(); } catch (error) { if (!(error instanceof RangeError)) throw error; }
    redraw();
  });
  element("parallel").addEventListener("change", () => { state.parallel = element("parallel").checked; redraw(); });
  load(examples[1]);
  element("example").value = 1;
  redraw();
}
start();

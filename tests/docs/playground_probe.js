// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
// Runs in the playground's own page: the oracle's vectors through evaluate(), then the
// page as a visitor works it. Leaves RESULT{...}END in the document.
"use strict";
(async () => {
  const problems = [];
  const check = (condition, text) => { if (!condition) problems.push(text); };
  const plain = (value) => JSON.stringify(value, (_, x) => x instanceof Fraction ? x.toString() : x);

  let vectors = 0;
  for (const group of "ABCDEFGH") {
    const file = await (await fetch(`vectors/${group}.json`)).json();
    for (const vector of file.vectors) {
      ++vectors;
      const answer = evaluate(vector.request);
      for (const [key, expected] of Object.entries(vector.answer))
        check(plain(answer[key]) === JSON.stringify(expected), `${vector.id}: ${key}`);
    }
  }
  check(vectors >= 50, `only ${vectors} vectors`);

  for (const [text, expected] of [["6/10", "3/5"], ["0.25", "1/4"], ["-.5", "-1/2"], ["7", "7"]])
    check(Fraction.parse(text).toString() === expected, `parse ${text}`);
  for (const text of ["", "1/0", "a", "1/2/3", "1e9", "0x10", "."]) {
    let refused = false;
    try { Fraction.parse(text); } catch (error) { refused = error instanceof RangeError; }
    check(refused, `“${text}” is taken for a fraction`);
  }

  const type = (input, text) => { input.value = text; input.dispatchEvent(new Event("input")); };
  const choose = (index) => {
    element("example").value = index;
    element("example").dispatchEvent(new Event("change"));
  };
  const fits = (what) => check(document.documentElement.scrollWidth <= innerWidth,
                               `${what}: wider than the window by ${document.documentElement.scrollWidth - innerWidth}`);
  examples.forEach((example, index) => {
    choose(index);
    check(element("problem").hidden, `${example.name}: ${element("problem").textContent}`);
    check(!element("objectives").textContent.includes("FAILS"), `${example.name}: B5`);
    fits(example.name);
    element("parallel").click();
    element("uniform").click();
    check(element("problem").hidden, `${example.name}, parallel: ${element("problem").textContent}`);
    element("parallel").click();
    element("optimum").click();
    check(element("problem").hidden, `${example.name}, optimum: ${element("problem").textContent}`);
  });
  choose(0);
  check(element("headline").textContent.startsWith("Z = 1, for this and every other model"), "bijection");
  choose(1);
  check(element("headline").textContent.startsWith("Z = 11/10"), "collision");
  check(element("laws").textContent.includes("4/11"), "SHARE of THEORY's example");
  choose(3);
  check(element("laws").rows[0].cells[5].className === "best" && element("laws").rows[1].cells[4].className === "best",
        "LOCAL and GLOBAL disagree on the best item");

  // Bad input is named, and nothing stale stays on the page.
  for (const [where, text, message] of [["#codebooks", "9", "Codebook sizes"], ["#codebooks", "2 x", "Codebook sizes"],
       ["#items input", "5 5", "Item A"], ["#items td:nth-child(3) input", "-1", "times seen"],
       ["#model input", "1/3", "sum to"], ["#model input", "zero", "no fraction"], ["#model input", "-1", "negative"],
       ["#model input", `1/${"9".repeat(60)}`, "sum to"], ["#model input", "9".repeat(400), "no fraction"]]) {
    choose(3);
    type(document.querySelector(where), text);
    check(!element("problem").hidden && element("problem").textContent.includes(message), `${where} = ${text}: ${element("problem").textContent}`);
    check(element("results").hidden, `${where} = ${text}: stale results`);
    fits(`${where} = ${text.slice(0, 20)}`);
  }
  // The fit waits until the counts are in order.
  choose(1);
  const model = () => [...document.querySelectorAll("#model input")].map((input) => input.value).join();
  const before = model();
  type(document.querySelector("#items td:nth-child(3) input"), "-3");
  element("optimum").click();
  check(model() === before, `fitted to a negative count: ${model()}`);
  // Codes of several lengths that collide without one being a prefix of another.
  choose(1);
  type(document.querySelector("#items tr:nth-child(3) input"), "1");
  check(element("facts").textContent.includes("no sequence is a prefix of another"), "a collision is no proper prefix");
  type(document.querySelector("#items tr:nth-child(3) input"), "0");
  check(element("facts").textContent.includes("a sequence is a proper prefix"), "0 begins 0 0");
  // A model that gives the items nothing.
  choose(3);
  type(document.querySelectorAll("#model tr:nth-child(2) input")[0], "0");
  type(document.querySelectorAll("#model tr:nth-child(2) input")[1], "1");
  type(document.querySelectorAll("#model tr:nth-child(3) input")[0], "0");
  type(document.querySelectorAll("#model tr:nth-child(3) input")[1], "1");
  check(element("headline").textContent.startsWith("Z = 0: this model gives"), element("headline").textContent);
  check(document.querySelector("#laws .best") === null, "a best item among zeros");
  choose(3);
  for (let i = 0; i < 20; ++i) element("add").click();
  check(element("items").rows.length === limits.items, "more items than the limit");
  for (const remove of [...element("items").querySelectorAll("button")].slice(1)) document.querySelector("#items button").click();
  check(element("items").rows.length === 1 && element("problem").hidden, "the last item stays");
  type(element("codebooks"), "4 4 4");
  check(element("problem").hidden, element("problem").textContent);
  fits("the largest model");
  choose(0);
  type(element("codebooks"), "4 4 4");
  ["0 0 0", "1 1 1", "2 2 2", "3 3 3", "0 0 0", "1 2 3", "3 2 1", "0 1 2"].forEach((code, v) => {
    if (v >= element("items").rows.length) element("add").click();
    const inputs = element("items").rows[v].querySelectorAll("input");
    type(inputs[0], code);
    type(inputs[1], "99");
  });
  const long = 10n ** 60n;
  [...state.rows.values()].forEach((row, i) => {
    const d = long - 7n - 2n * BigInt(i);
    const parts = [d / 7n + BigInt(i), d / 5n + 1n, d / 3n];
    if (row.length === 4) row.splice(0, 4, ...[...parts, d - parts.reduce((a, b) => a + b)].map((n) => `${n}/${d}`));
  });
  const begun = performance.now();
  drawInputs();
  compute();
  const took = performance.now() - begun;
  check(element("problem").hidden && element("objectives").textContent.includes("holds, exactly"), "the longest fractions");
  check(took < 20000, `the longest fractions take ${took} ms`);
  document.body.append(make("pre", {textContent: `RESULT${JSON.stringify({vectors, problems})}END`}));
})().catch((error) => document.body.append(make("pre", {textContent: `RESULT${JSON.stringify({problems: [String(error.stack)]})}END`})));

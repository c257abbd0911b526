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
       ["#model input", "1/3", "sum to"], ["#model input", "zero", "no fraction"], ["#model input", "-1", "negative"]]) {
    choose(3);
    type(document.querySelector(where), text);
    check(!element("problem").hidden && element("problem").textContent.includes(message), `${where} = ${text}: ${element("problem").textContent}`);
    check(element("results").hidden, `${where} = ${text}: stale results`);
  }
  choose(3);
  for (let i = 0; i < 20; ++i) element("add").click();
  check(element("items").rows.length === limits.items, "more items than the limit");
  for (const remove of [...element("items").querySelectorAll("button")].slice(1)) document.querySelector("#items button").click();
  check(element("items").rows.length === 1 && element("problem").hidden, "the last item stays");
  type(element("codebooks"), "4 4 4");
  check(element("problem").hidden, element("problem").textContent);
  fits("the largest model");
  document.body.append(make("pre", {textContent: `RESULT${JSON.stringify({vectors, problems})}END`}));
})().catch((error) => document.body.append(make("pre", {textContent: `RESULT${JSON.stringify({problems: [String(error.stack)]})}END`})));

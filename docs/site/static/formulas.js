// Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const node of document.querySelectorAll(".formula"))
    katex.render(node.textContent, node, {displayMode: node.tagName === "DIV", throwOnError: true});
});

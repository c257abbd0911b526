# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Formulas by KaTeX, whose files are copied into the site: nothing is loaded from
elsewhere when a page is viewed."""
import html
import os
import pathlib
import shutil

from docutils import nodes

KATEX = pathlib.Path(os.environ.get("SIDPROOF_KATEX", "/usr/share/javascript/katex"))


def visit_inline(self, node):
    self.body.append(f'<span class="formula">{html.escape(node.astext())}</span>')
    raise nodes.SkipNode


def visit_block(self, node):
    self.body.append(f'<div class="formula">{html.escape(node.astext())}</div>')
    raise nodes.SkipNode


def copy_katex(app, error):
    if error is None and app.builder.format == "html":
        target = pathlib.Path(app.outdir) / "_static/katex"
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in ("katex.min.js", "katex.min.css"):
            shutil.copy(KATEX / name, target)
        shutil.copytree(KATEX / "fonts", target / "fonts")


def setup(app):
    app.add_html_math_renderer("katex", (visit_inline, None), (visit_block, None))
    app.config.html_math_renderer = "katex"
    app.add_css_file("katex/katex.min.css")
    app.add_js_file("katex/katex.min.js", loading_method="defer")
    app.add_js_file("formulas.js", loading_method="defer")
    app.connect("build-finished", copy_katex)
    return {"parallel_read_safe": True}

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Pages that show files of the checkout, so that the site stands alone."""
import html
import os
import pathlib

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_for_filename
from pygments.lexers.special import TextLexer
from pygments.util import ClassNotFound

FRAME = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><link rel="stylesheet" href="{up}source/source.css">
<p><a href="{up}index.html">sidproof</a> / {title}</p>
{body}
</html>
"""


def write(root: pathlib.Path, site: pathlib.Path, shown: set[str]) -> None:
    formatter = HtmlFormatter(linenos=False, cssclass="highlight")
    todo = sorted(shown)
    for name in todo:
        path = root / name
        target = site / "source" / f"{name}.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        up = os.path.relpath(site, target.parent) + "/"
        if path.is_dir():
            entries = sorted(child for child in path.iterdir()
                             if child.suffix not in (".vo", ".vos", ".vok", ".glob"))
            body = "<ul>" + "".join(f"<li>{html.escape(child.name)}</li>" for child in entries) + "</ul>"
        else:
            text = path.read_text(encoding="utf-8", errors="replace")
            try:
                lexer = get_lexer_for_filename(path.name)
            except ClassNotFound:
                lexer = TextLexer()
            # Long generated lists are shown as they are.
            body = (highlight(text, lexer, formatter) if len(text) < 400_000
                    else f"<pre>{html.escape(text)}</pre>")
        target.write_text(FRAME.format(title=html.escape(name), up=up, body=body), encoding="utf-8")
    css = ":root{color-scheme:light}body{font:15px/1.5 system-ui,sans-serif;margin:1rem;background:#fff;color:#111}pre{overflow-x:auto;font-size:13px}\n"
    (site / "source").mkdir(parents=True, exist_ok=True)
    (site / "source/source.css").write_text(css + formatter.get_style_defs(".highlight"))

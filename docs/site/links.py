# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Links of the Markdown files, which lead to files of the checkout, become links of the
site: to its pages, or to a page that shows the file."""
import html
import os
import pathlib
import posixpath
import re

LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
FENCE = re.compile(r"^(```|~~~)")


class Links:
    """`pages` maps a Markdown file of the checkout to its page's source in the site."""

    def __init__(self, root: pathlib.Path, pages: dict[str, str]):
        self.root = root
        self.pages = pages
        self.shown: set[str] = set()  # files and folders that need a page of their own
        self.broken: list[str] = []

    def rewrite(self, text: str, file: str, page: str) -> str:
        """The text of `file` (as seen from the root) as it stands in `page` of the site."""
        out, fenced = [], False
        for line in text.split("\n"):
            if FENCE.match(line.strip()):
                fenced = not fenced
            out.append(line if fenced else LINK.sub(lambda m: self._link(m, file, page), line))
        return "\n".join(out)

    def _link(self, match, file, page):
        image, text, target = match.groups()
        if image or re.match(r"[a-z]+:|#", target):
            return match.group(0)
        path, _, anchor = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(file), path))
        here = posixpath.dirname(page)
        if path in self.pages:
            return f"[{text}]({os.path.relpath(self.pages[path], here or '.')}{'#' + anchor if anchor else ''})"
        if path.startswith("docs/playground/") or re.match(r"docs/laws/\w+\.html", path):
            return self._raw(text, os.path.relpath(path.removeprefix("docs/"), here or "."))
        if not (self.root / path).exists():
            self.broken.append(f"{file}: {target}")
            return match.group(0)
        self.shown.add(path)
        return self._raw(text, os.path.relpath(f"source/{path}.html", here or "."))

    @staticmethod
    def _raw(text, target):
        label = re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text))
        return f'<a href="{html.escape(target)}">{label}</a>'

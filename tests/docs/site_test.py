#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The documentation as a site: it builds without a warning, every link inside it leads
somewhere, nothing is loaded from elsewhere, and in a real browser formulas are rendered,
nothing is logged and a phone's width is enough. Usage: site_test.py SOURCE_DIR BUILD_DIR"""
import html
import html.parser
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse

SKIP = 77


class Page(html.parser.HTMLParser):
    """The links, identifiers and resources of a page."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.resources = set(), [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if found.get("id"):
            self.ids.add(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        for key in ("src", "data"):
            if found.get(key):
                self.resources.append(found[key])
        if tag == "link" and found.get("href"):
            self.resources.append(found["href"])


def parse(path):
    page = Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def broken_links(site):
    pages = {path: parse(path) for path in sorted(site.rglob("*.html"))}
    problems = []
    for path, page in pages.items():
        name = path.relative_to(site)
        for link in page.links + page.resources:
            parts = urllib.parse.urlsplit(link)
            if parts.scheme or parts.netloc:
                if link in page.resources and parts.scheme != "data":
                    problems.append(f"{name}: loads {link}")
                continue
            target = (path.parent / urllib.parse.unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                problems.append(f"{name}: {link} leads nowhere")
            elif parts.fragment and target in pages and link in page.links and \
                    urllib.parse.unquote(parts.fragment) not in pages[target].ids:
                problems.append(f"{name}: {link} has no such place")
    return problems


def broken_tables(name, text):
    """Rows whose cells are not as many as those of the first row: a bar in a cell, even in
    code, needs a backslash."""
    problems, first, fenced = [], None, False
    for number, line in enumerate(text.splitlines(), 1):
        fenced ^= line.startswith("```")
        bars = len(re.findall(r"(?<!\\)\|", line)) if line.startswith("|") and not fenced else None
        if bars is not None and first is not None and bars != first:
            problems.append(f"{name}:{number}: {bars - 1} cells where the table has {first - 1}")
        first = bars if first is None or bars is None else first
    return problems


def eaten_escapes(name, text):
    """Backslashes before punctuation inside formulas: other readers of Markdown eat them
    before the formula is typeset. \\lbrace stands for a brace, a blank for a thin space."""
    plain = re.sub(r"(?ms)^```.*?^```|`[^`\n]*`", "", text)
    return [f"{name}: a backslash is eaten in {formula[:50]}" for formula in re.findall(r"\$[^$\n]+\$", plain)
            if re.search(r"\\[^\w\s]", formula)]


FRAMES = """<!DOCTYPE html><body><script>
const pages = %s, results = [];
const next = () => {
  const page = pages.shift();
  if (!page) { document.body.textContent = "RESULT" + JSON.stringify(results) + "END"; return; }
  const frame = document.createElement("iframe");
  frame.style = "border:0;width:360px;height:900px";
  frame.src = page;
  frame.onload = () => setTimeout(() => {
    const inside = frame.contentDocument, root = inside.documentElement;
    // What lies beyond the right edge, but for code, formulas and tables that scroll.
    const scrolls = node => node.tagName !== "ARTICLE" && (/auto|scroll/.test(
      frame.contentWindow.getComputedStyle(node).overflowX) || scrolls(node.parentElement));
    const cut = [...inside.querySelectorAll("article *")].filter(node => !scrolls(node) && node.textContent.trim()
      && node.getClientRects().length && !node.closest(".katex-mathml, .headerlink")
      && node.getBoundingClientRect().right > frame.contentWindow.innerWidth + 1);
    results.push({page, cut: cut.length ? cut[cut.length - 1].textContent.trim().slice(0, 60) : "", wide: root.scrollWidth - frame.contentWindow.innerWidth,
      formulas: inside.querySelectorAll(".formula").length, rendered: inside.querySelectorAll(".formula .katex").length,
      errors: inside.querySelectorAll(".katex-error").length, heading: inside.querySelectorAll("h1").length});
    frame.remove(); next();
  }, 150);
  document.body.append(frame);
};
next();
</script>"""


def in_a_browser(site, shots):
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    if not browser:
        print("no browser (apt-get install chromium): links were checked only")
        return []
    pages = [str(path.relative_to(site)) for path in sorted(site.glob("*.html")) + sorted(site.glob("*/*.html"))
             if path.name not in ("genindex.html", "search.html") and path.parent.name not in ("source", "playground")]
    (site / "frames.html").write_text(FRAMES % json.dumps(pages))
    problems = []
    with tempfile.TemporaryDirectory() as profile:
        base = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--enable-logging=stderr",
                "--allow-file-access-from-files", "--virtual-time-budget=60000"]
        done = subprocess.run([*base, "--dump-dom", (site / "frames.html").as_uri()],
                              capture_output=True, text=True, timeout=300, errors="replace")
        (site / "frames.html").unlink()
        found = re.search(r"RESULT(\[.*\])END", done.stdout, re.S)
        assert found, f"no result from the browser\n{done.stdout[-300:]}\n{done.stderr[-800:]}"
        results = json.loads(html.unescape(found.group(1)))
        assert len(results) == len(pages), results
        problems += [line for line in done.stderr.splitlines() if "CONSOLE" in line]
        for result in results:
            if result["wide"] > 0:
                problems.append(f"{result['page']}: {result['wide']} pixels too wide for a phone")
            if result["cut"]:
                problems.append(f"{result['page']}: cut off on a phone: {result['cut']}")
            if result["rendered"] != result["formulas"] or result["errors"]:
                problems.append(f"{result['page']}: formulas {result}")
            if result["heading"] < 1:
                problems.append(f"{result['page']}: no heading")
        if not any(result["rendered"] > 20 for result in results):
            problems.append("no page has formulas")
        for page, width in (("theorem", 1300), ("theorem", 500), ("index", 1300)):
            subprocess.run([*base, f"--window-size={width},2000", f"--screenshot={shots / f'{page}.{width}.png'}",
                            (site / f"{page}.html").as_uri()], capture_output=True, timeout=120, check=False)
    return problems


def check_the_checks():
    with tempfile.TemporaryDirectory() as folder:
        site = pathlib.Path(folder)
        (site / "a.html").write_text('<a href="b.html">x</a><a href="#gone">y</a><img src="http://e/x.png">')
        found = broken_links(site)
        assert len(found) == 3, found
    assert len(eaten_escapes("x", "$\\{0\\}$ and `$\\{$`")) == 1 and not eaten_escapes("x", "$\\lbrace 0$")
    assert len(broken_tables("x", "| a | b |\n|---|---|\n| `1|2` | c |\n")) == 1
    assert not broken_tables("x", "| a | b |\n|---|---|\n| `1\\|2` | c |\n\n| a |\n|---|\n```\n| a | b |\n```\n")


def main():
    source, build = map(pathlib.Path, sys.argv[1:3])
    python = "/usr/bin/python3"
    wanted = "import sphinx, myst_parser, furo, breathe"
    if subprocess.run([python, "-c", wanted], capture_output=True, check=False).returncode or not shutil.which("doxygen"):
        print("no Sphinx with furo, myst and breathe here")
        return SKIP
    check_the_checks()
    subprocess.run([python, source / "docs/site/build.py", source, build], check=True, timeout=600,
                   stderr=subprocess.DEVNULL)
    site = build / "html"
    problems = broken_links(site) + in_a_browser(site, build)
    for page in sorted([*source.glob("*.md"), *(source / "docs").rglob("*.md"), *(source / "spec").rglob("*.md")]):
        for check in (broken_tables, eaten_escapes):
            problems += check(page.relative_to(source), page.read_text(encoding="utf-8"))
    print("\n".join(problems[:60]) or f"{len(list(site.rglob('*.html')))} pages: every link leads somewhere")
    return 1 if problems else 0


sys.exit(main())

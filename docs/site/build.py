#!/usr/bin/python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Builds the documentation as a site: build.py ROOT OUT. The site is OUT/html; it needs
no network. Warnings are errors."""
import os
import pathlib
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import law_pages
import source_pages
from links import Links

FROM_ROOT = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md", "SECURITY.md": "security.md"}
DOXYGEN = """
PROJECT_NAME = sidproof
INPUT = {inputs}
FILE_PATTERNS = *.hpp
RECURSIVE = YES
GENERATE_HTML = NO
GENERATE_LATEX = NO
GENERATE_XML = YES
OUTPUT_DIRECTORY = {out}
STRIP_FROM_PATH = {root}/src
FULL_PATH_NAMES = YES
QUIET = YES
WARNINGS = NO
EXTRACT_ALL = YES
"""


def markdown_sources(root):
    """Markdown file as seen from the root -> its text."""
    docs = root / "docs"
    found = {str(path.relative_to(root)): path.read_text(encoding="utf-8")
             for path in sorted(docs.rglob("*.md")) if "examples" not in path.parts}
    found |= {name: (root / name).read_text(encoding="utf-8") for name in FROM_ROOT}
    found |= {f"docs/laws/{name}": text for name, text in law_pages.pages(root).items()}
    return found


def page_of(file):
    return FROM_ROOT.get(file, file.removeprefix("docs/"))


def main():
    root, out = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    source, site = out / "source", out / "html"
    shutil.rmtree(source, ignore_errors=True)
    shutil.rmtree(site, ignore_errors=True)
    files = markdown_sources(root)
    links = Links(root, {file: page_of(file) for file in files} | {"README.md": "index.md"})
    for file, text in files.items():
        target = source / page_of(file)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(links.rewrite(text, file, page_of(file)), encoding="utf-8")
    if links.broken:
        sys.exit("links that lead nowhere:\n" + "\n".join(links.broken))
    for picture in (root / "docs").glob("*.svg"):
        shutil.copy(picture, source)
        # Law pages show proof.svg's neighbours; pictures stay beside proof.md only.
    xml = out / "doxygen"
    xml.mkdir(parents=True, exist_ok=True)
    rooms = ("audit", "io", "model", "objective", "laws", "base")
    (out / "Doxyfile").write_text(DOXYGEN.format(
        inputs=" ".join(str(root / "src" / room) for room in rooms), out=xml, root=root))
    subprocess.run(["doxygen", out / "Doxyfile"], check=True)
    subprocess.run([sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-j", "auto",
                    "-c", root / "docs/site", "-d", out / "doctrees", source, site],
                   check=True, env={**os.environ, "SIDPROOF_DOXYGEN": str(xml / "xml")})
    source_pages.write(root, site, links.shown)
    shutil.copytree(root / "docs/playground", site / "playground")
    print(f"{len(files)} pages in {site / 'index.html'}")


main()

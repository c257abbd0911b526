# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Debian's furo ships its script as a module that imports a second file, included as a
plain script: browsers refuse it, and modules cannot be loaded from files. The two are
joined here."""
import pathlib
import re


def join_scripts(app, error):
    scripts = pathlib.Path(app.outdir) / "_static/scripts"
    furo, gumshoe = scripts / "furo.js", scripts / "gumshoe-patched.js"
    if error is not None or not furo.is_file() or not gumshoe.is_file():
        return
    code = furo.read_text(encoding="utf-8")
    joined, found = re.subn(r'^import Gumshoe from "\./gumshoe-patched\.js";\n', "", code)
    if found:
        furo.write_text(gumshoe.read_text(encoding="utf-8") + "\n" + joined, encoding="utf-8")


def setup(app):
    app.connect("build-finished", join_scripts)
    return {"parallel_read_safe": True}

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
import os
import pathlib
import sys

here = pathlib.Path(__file__).parent
sys.path.insert(0, str(here))

project = "sidproof"
author = "the sidproof authors"
copyright = "2026 the sidproof authors"  # the name that Sphinx asks for
extensions = ["myst_parser", "breathe", "bundled", "katex_math"]
myst_enable_extensions = ["dollarmath"]
myst_heading_anchors = 3
root_doc = "index"
html_theme = "furo"
html_title = "sidproof"
html_static_path = [str(here / "static")]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_copy_source = False
breathe_projects = {"sidproof": os.environ["SIDPROOF_DOXYGEN"]}
breathe_default_project = "sidproof"
breathe_default_members = ()
# Types of the standard library and template parameters are no pages of ours.
nitpicky = False
highlight_language = "none"

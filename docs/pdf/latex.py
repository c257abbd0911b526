# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""LaTeX from the Markdown of docs/: headings, paragraphs, lists, tables, formulas between
dollars, links and pictures. What is not known here is an error, never dropped."""
import posixpath
import re

from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin

ESCAPES = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%",
           "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
           ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}", "ε": r"$\varepsilon$"}
HEADINGS = ("section", "subsection", "law")
ENVIRONMENTS = {"bullet_list": "itemize", "ordered_list": "enumerate", "blockquote": "quote"}
NARROW = 78  # characters of a row up to which no column needs to wrap
IN_CODE = re.compile(r"\.(?:[ch]pp|py|csv)$")  # links there are named by what stands there
SPECIFIED = re.compile(r"spec/(?:\w+/)*\w+\.v")


def escape(text):
    return "".join(ESCAPES.get(character, character) for character in text)


def name(text):
    """A name in code, which a line may break after its dots, bars and words."""
    return re.sub(r"((?:\\_|[./:])+|(?<=[a-z])(?=[A-Z]))", r"\1\\allowbreak{}", escape(text))


def anchor(heading):
    """As GitHub names the place of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def plain(tokens):
    return "".join(token.content for token in tokens if token.type in ("text", "code_inline", "math_inline"))


class Page:
    """One file of docs/, `file` as seen from the root. `pages` are the files that this
    document holds; `picture` makes an image's path into that of a picture for LaTeX."""

    def __init__(self, file, text, pages, picture):
        self.file, self.pages, self.picture = file, pages, picture
        self.shown = ""  # the file named last in this list entry
        reader = MarkdownIt("commonmark").enable("table").use(dollarmath_plugin)
        self.latex = self.blocks(reader.parse(text))

    def label(self, heading):
        return f"{self.file}:{anchor(heading)}"

    def blocks(self, tokens):
        out, at = [], 0
        while at < len(tokens):
            token = tokens[at]
            kind, _, step = token.type.rpartition("_")
            if token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                out.append(self.table(tokens[at:end]))
                at = end
            elif token.type == "heading_open":
                inside = tokens[at + 1]
                command = HEADINGS[int(token.tag[1:]) - 1]
                out.append(f"\\{command}{{{self.inline(inside.children)}}}"
                           f"\\label{{{self.label(plain(inside.children))}}}\n\n")
                at += 2
            elif token.type == "inline":
                out.append(self.inline(token.children))
            elif kind == "paragraph":
                out.append("" if step == "open" else "\n" if token.hidden else "\n\n")
            elif kind in ENVIRONMENTS:
                out.append(f"\\{'begin' if step == 'open' else 'end'}{{{ENVIRONMENTS[kind]}}}\n")
            elif kind == "list_item":
                self.shown = ""
                out.append("\\item " if step == "open" else "")
            elif token.type == "math_block":
                out.append(f"\\[{token.content.strip()}\\]\n\n")
            elif token.type in ("fence", "code_block"):
                out.append(f"\\begin{{verbatim}}\n{token.content}\\end{{verbatim}}\n\n")
            else:
                raise ValueError(f"{self.file}: cannot typeset {token.type}")
            at += 1
        return "".join(out)

    def inline(self, tokens):
        out, at = [], 0
        simple = {"em_open": "\\emph{", "strong_open": "\\textbf{", "em_close": "}", "strong_close": "}",
                  "softbreak": "\n", "hardbreak": "\\\\\n"}
        while at < len(tokens):
            token = tokens[at]
            if token.type in simple:
                out.append(simple[token.type])
            elif token.type == "text":
                out.append(escape(token.content))
            elif token.type == "code_inline":
                out.append(f"\\texttt{{{name(token.content)}}}")
            elif token.type in ("math_inline", "math_inline_double"):
                out.append(f"${token.content}$" if token.type == "math_inline" else f"\\[{token.content}\\]")
            elif token.type == "link_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "link_close")
                out.append(self.link(token.attrs["href"], tokens[at + 1:end]))
                at = end
            elif token.type == "image":
                out.append(f"\\drawing{{{self.picture(token.attrs['src'])}}}{{{self.inline(token.children)}}}")
            else:
                raise ValueError(f"{self.file}: cannot typeset {token.type}")
            at += 1
        return "".join(out)

    def link(self, target, inside):
        text = self.inline(inside)
        if re.match(r"[a-z]+:", target):
            return f"\\href{{{target}}}{{{text}}}"
        path, _, place = target.partition("#")
        path = posixpath.normpath(posixpath.join(posixpath.dirname(self.file), path)) if path else self.file
        if path in self.pages:
            return f"\\hyperref[{path}:{place or 'top'}]{{\\textcolor{{linked}}{{{text}}}}}"
        # In print the file has to be readable; a list entry names each file once.
        shown = f"\\infile{{{name(path)}}}" if path != self.shown and path != plain(inside) else ""
        if SPECIFIED.fullmatch(path):
            return f"\\theorem{{{plain(inside)}}}{{{name(plain(inside))}}}{{{path}}}"
        self.shown = path
        site = (path[5:-3] + ".html" if re.fullmatch(r"docs/.*\.md", path)
                else path[5:] if path.startswith("docs/playground/") else f"source/{path}.html")
        if IN_CODE.search(path) and re.fullmatch(r"\w+(\.\w+)?", plain(inside)):
            text = f"\\texttt{{{name(plain(inside))}}}"
        return f"\\onsite{{{site}}}{{{text}}}{shown}"

    def table(self, tokens):
        rows, lengths = [], []
        for token in tokens:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline":
                rows[-1].append(self.inline(token.children))
                lengths.append(len(plain(token.children)))
        columns = len(rows[0])
        widest = [max(lengths[column::columns]) for column in range(columns)]
        if sum(widest) <= NARROW:
            shape = "l" * columns
        else:
            wanted = [min(max(width, 8), 48) for width in widest]
            shape = "".join(f"L{{{width / sum(wanted):.3f}}}" for width in wanted)
        body = [" & ".join(row) + r" \\" for row in rows]
        heads = " & ".join(f"\\textbf{{{cell}}}" for cell in rows[0]) + r" \\"
        return (f"\\begin{{sheet}}{{{columns}}}{{{shape}}}\n\\hline {heads} \\hline\\endhead\n"
                + "\n".join(body[1:]) + "\n\\hline\\end{sheet}\n\n")

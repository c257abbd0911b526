#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""One name, one definition. Two types of one qualified name in two files are one to the
linker, which keeps the code of either: a program that needs both crashes or computes
nonsense without a word from the compiler. So, over the whole tree,
- a type, template, inline function or variable of a header is defined there alone, and
- types, templates, inline functions and variables of a source file are local to it (an unnamed
  namespace) or declared in a header.
Usage: one_definition.py ROOT. Exit 1 and a list on violations."""

import pathlib
import re
import sys

FOLDERS = ("src", "tests", "properties")
HEADERS, SOURCES = {".hpp", ".cuh"}, {".cpp", ".cu"}
NOISE = re.compile(r"//[^\n]*|/\*.*?\*/|^[ \t]*#(?:[^\n\\]|\\.)*|\[\[.*?\]\]", re.S | re.M)
TOKEN = re.compile(r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])+\'|::|\d[\w.\']*|\w+|\S', re.S)
KINDS = {"struct", "class", "union", "enum"}
NUMBERS = {"int", "char", "long", "short", "unsigned", "double", "float", "bool"}


def tokens_of(text: str) -> list[tuple[str, int]]:
    """The tokens and their lines, without comments, directives and attributes."""
    strings = r'R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|'
    keep = re.compile(strings + NOISE.pattern, re.S | re.M)
    text = keep.sub(lambda m: m.group() if m.group()[:1] in 'R"' else "\n" * m.group().count("\n"),
                    text)
    found, line, at = [], 1, 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        found.append((match.group(), line))
    return found


def closing(tokens: list[str], at: int) -> int:
    """Where the bracket that opens at `at` closes."""
    opening, depth = tokens[at], 0
    closed = {"(": ")", "[": "]", "{": "}", "<": ">"}[opening]
    for i in range(at, len(tokens)):
        depth += (tokens[i] == opening) - (tokens[i] == closed)
        if depth == 0:
            return i
    return len(tokens)


def parameters(tokens: list[str]) -> tuple[str, ...]:
    """The types of a parameter list as texts, without names and defaults."""
    result, one, depth, default = [], [], 0, False
    for token in [*tokens, ","]:
        depth += (token in "(<[{") - (token in ")>]}") if len(token) == 1 else 0
        if token != "," or depth > 0:
            default = default or (token == "=" and depth == 0)
            if not default:
                one.append(token)
            continue
        if len(one) > 1 and one[-1].isidentifier() and one[-1] not in NUMBERS and one[-2] != "::":
            one.pop()
        if one:
            result.append(" ".join(one))
        one, default = [], False
    return tuple(result)


def named(head: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """What a declaration at namespace scope names: "type", "alias", "variable" or "function" and the
    name, a function's with its parameters; None for what can clash in no silent way."""
    inline = bool({"inline", "template", "constexpr", "consteval"} & set(head[:head.index("(")]
                                                                          if "(" in head else head))
    while head[:2] == ["template", "<"]:
        head = head[closing(head, 1) + 1:]
    if not head or head[0] in {"friend", "static_assert", "extern", "static"}:
        return None
    if head[0] in KINDS:
        name = [token for token in head[1:] if token not in KINDS | {"final"}]
        name = name[:name.index(":")] if ":" in name else name
        return ("type", ("".join(name),)) if name else None
    if head[0] in {"concept", "using"}:
        kind = "type" if head[0] == "concept" else "alias"
        return (kind, (head[1],)) if "=" in head and head[1] != "namespace" else None
    if not inline:
        return None  # two of them are an error of the linker
    opening = head.index("(") if "(" in head else len(head)
    if opening == len(head) or ("=" in head[:opening] and "operator" not in head):
        end = next((i for i, token in enumerate(head) if token in {"=", "["}), len(head))
        return ("variable", (head[end - 1],)) if "inline" in head[:end] else None
    start = head.index("operator") if "operator" in head[:opening] else opening - 1
    while start >= 2 and head[start - 1] == "::":  # a member, maybe of a template
        start -= 2
        while head[start] == ">":
            start -= head[start::-1].index("<") + 1
    return ("function",
            ("".join(head[start:opening]), *parameters(head[opening + 1:closing(head, opening)])))


def definitions(text: str) -> list[tuple[str, tuple[str, ...], bool, int]]:
    """Kind, qualified name, whether it is defined here, and line, of all that is not local."""
    lines = tokens_of(text)
    tokens = [token for token, _ in lines]
    found = []
    scopes: list[str] = []  # the open namespaces; "" is an unnamed one
    head: list[str] = []
    line = at = 0
    while at < len(tokens):
        token = tokens[at]
        if not head:
            line = lines[at][1]
        if token in {"(", "["}:
            end = closing(tokens, at)
            head += tokens[at:end + 1]
            at = end + 1
            continue
        at += 1
        if token == "}":
            del scopes[-1:]
            head = []
        elif token not in {";", "{"}:
            head.append(token)
        elif token == "{" and (head[-1:] == ["namespace"] or head[:1] == ["namespace"]):
            scopes.append("".join(head[1:]))
            head = []
        elif token == "{" and head[:1] == ["extern"] and len(head) == 2:
            scopes.append("C")
            head = []
        else:
            one = None if "" in scopes else named(head)
            value = "(" not in head or "=" in head[:head.index("(")] and "operator" not in head
            if one:
                space = "".join(scope + "::" for scope in scopes if scope != "C")
                kind, (name, *rest) = one
                defined = token == "{" or kind != "function" and "=" in head
                found.append((kind, (space + name, *rest), defined, line))
            if token == "{":
                at = closing(tokens, at - 1) + 1
                if value:  # a type or a variable ends with a semicolon, a function does not
                    while at < len(tokens) and tokens[at] != ";":
                        at = closing(tokens, at) + 1 if tokens[at] in {"(", "{"} else at + 1
                    at += 1
            head = []
    return found


def violations(files: dict[str, str]) -> list[str]:
    """Of files by their paths."""
    where: dict[tuple[str, ...], list[str]] = {}
    declared: set[str] = set()
    local = []
    for path, text in sorted(files.items()):
        header = pathlib.PurePath(path).suffix in HEADERS
        for kind, name, defined, line in definitions(text):
            place = f"{path}:{line}"
            if header:
                declared.add(name[0])
                if defined:
                    where.setdefault(name, []).append(place)
            elif defined and kind != "alias":  # which the linker never sees
                local.append((kind, name[0], place))
    found = []
    for name, places in where.items():
        files_of = {place.split(":")[0] for place in places}
        if len(files_of) > 1:
            found.append(f"{places[1]}: {name[0]} is also defined at {places[0]}")
    for kind, name, place in local:
        if name not in declared and name.split("<")[0] not in declared and \
                name.rsplit("::", 1)[0].split("<")[0] not in declared:
            found.append(f"{place}: no header declares the {kind} {name}; "
                         "put it into an unnamed namespace")
    return sorted(found)


def main() -> int:
    root = pathlib.Path(sys.argv[1])
    files = {path.relative_to(root).as_posix(): path.read_text()
             for folder in FOLDERS for path in (root / folder).rglob("*")
             if path.suffix in HEADERS | SOURCES and path.is_file()}
    found = violations(files)
    print("\n".join(found) if found else f"{len(files)} files: every name has one definition")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())

# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The tokens of a C++ source file, as far as mutation needs them: comments and
preprocessor lines are no tokens, strings and characters are one token each, brackets
know their partner, and the angle brackets of templates are told from comparisons by
the blanks that the formatter puts around binary operators."""

import dataclasses
import re

TOKEN = re.compile(
    r"""
    (?P<blank>\s+|//[^\n]*|/\*.*?\*/)
  | (?P<string>(?:u8|[uUL])?R"(?P<mark>[^()\\\s]*)\(.*?\)(?P=mark)"|(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
  | (?P<number>\.?\d(?:[eEpP][+-]|'(?=\w)|[\w.])*)
  | (?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
  | (?P<word>[A-Za-z_]\w*)
  | (?P<sign><=>|<<=|->\*|\.\.\.|::|->|\+\+|--|<<|<=|>=|==|!=|&&|\|\||[-+*/%&|^]=|[^\w\s])
    """,
    re.VERBOSE | re.DOTALL)
DIRECTIVE = re.compile(r"#(?:\\\n|/\*.*?\*/|[^\n])*", re.DOTALL)


class BadSource(Exception):
    """The text is no C++ that this lexer understands."""


@dataclasses.dataclass
class Token:
    text: str
    kind: str  # word, number, string, char, sign
    begin: int
    end: int
    line: int
    blank_before: bool = False
    blank_after: bool = False
    partner: int = -1  # of a bracket: the index of the other one
    parent: int = -1  # the index of the innermost open bracket around it
    in_angles: bool = False  # inside the angle brackets of a template

    def is_spaced(self) -> bool:
        return self.blank_before and self.blank_after


def lex(text: str) -> list[Token]:
    tokens: list[Token] = []
    at = 0
    line = 1
    blank = True
    at_line_start = True
    while at < len(text):
        match = DIRECTIVE.match(text, at) if at_line_start else None
        if match is None:
            match = TOKEN.match(text, at)
        if match is None:
            raise BadSource(f"line {line}: no token begins with {text[at:at + 10]!r}")
        piece = match.group()
        if match.re is DIRECTIVE or match.lastgroup == "blank":
            blank = True
            if tokens:
                tokens[-1].blank_after = True
            at_line_start = at_line_start or "\n" in piece
        else:
            kind = next(k for k in ("string", "number", "char", "word", "sign") if match.group(k))
            tokens.append(Token(piece, kind, at, match.end(), line, blank_before=blank))
            blank = False
            at_line_start = False
        line += piece.count("\n")
        at = match.end()
    if tokens:
        tokens[-1].blank_after = True
    tokens = join_shifts(tokens)
    match_brackets(tokens)
    mark_angles(tokens)
    return tokens


def join_shifts(tokens: list[Token]) -> list[Token]:
    """`>>` and `>>=` between blanks are one token; else each `>` closes a template."""
    result: list[Token] = []
    for token in tokens:
        last = result[-1] if result else None
        if (last and last.text == ">" and last.blank_before and not last.blank_after
                and token.text in (">", ">=") and token.blank_after):
            last.text += token.text
            last.end, last.blank_after = token.end, True
        else:
            result.append(token)
    return result


def match_brackets(tokens: list[Token]) -> None:
    open_brackets: list[int] = []
    for i, token in enumerate(tokens):
        if token.kind == "sign" and token.text in ")]}":
            if not open_brackets or tokens[open_brackets[-1]].text + token.text not in "()[]{}":
                raise BadSource(f"line {token.line}: {token.text} closes nothing")
            token.partner = open_brackets.pop()
            tokens[token.partner].partner = i
        token.parent = open_brackets[-1] if open_brackets else -1
        if token.kind == "sign" and token.text in "([{":
            open_brackets.append(i)
    if open_brackets:
        token = tokens[open_brackets[-1]]
        raise BadSource(f"line {token.line}: {token.text} is not closed")


def mark_angles(tokens: list[Token]) -> None:
    i = 0
    while i < len(tokens):
        if opens_angle(tokens, i) and (end := closing_angle(tokens, i)) is not None:
            for token in tokens[i:end + 1]:
                token.in_angles = True
            i = end
        i += 1


def opens_angle(tokens: list[Token], i: int) -> bool:
    if tokens[i].text != "<" or i == 0:
        return False
    before = tokens[i - 1]
    if before.text == "template":
        return True
    return not tokens[i].blank_before and (
        before.text == "]" or (before.kind == "word" and before.text != "operator"))


def closing_angle(tokens: list[Token], begin: int) -> int | None:
    depth = 0
    i = begin
    while i < len(tokens) and tokens[i].text not in (";", ")", "]", "}"):
        if tokens[i].partner > i:
            i = tokens[i].partner
        elif opens_angle(tokens, i):
            depth += 1
        elif tokens[i].text == ">":
            depth -= 1
            if depth == 0:
                return i
        i += 1
    return None


def joined(tokens: list[Token]) -> str:
    """Their text on one line, without comments: a blank where there was one."""
    result = ""
    for i, token in enumerate(tokens):
        result += (" " if i > 0 and token.blank_before else "") + token.text
    return result

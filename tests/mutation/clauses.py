# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Where a choice between the code and a mutant can stand: the smallest clause around
a token that can be written twice. No grammar of C++: brackets, semicolons, commas and
the formatter's blanks decide."""

import dataclasses

from lexer import Token

ASSIGNMENTS = {"=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "<<=", ">>="}
CLASSES = {"class", "struct", "union", "enum"}
# The parentheses behind these hold no value of the running program.
UNEVALUATED = {"noexcept", "decltype", "alignas", "sizeof", "requires", "catch"}
# A static_assert is a test itself.
UNTOUCHED = {"static_assert"}
DECLARATIONS = {"using", "typedef", "friend", "static_assert", "concept", "extern", "template",
                "namespace", "goto"}

# Statements that begin so are no expressions.
NO_EXPRESSIONS = {"break", "continue", "return", "throw", "auto", "const", "static"} | DECLARATIONS


@dataclasses.dataclass(frozen=True)
class Clause:
    """tokens[begin:end]. kind says how it is written twice:
    value      an expression
    condition  an expression of which only the truth counts
    step       an expression whose value is discarded
    statement  with its semicolon
    constant   needed at compile time: cannot be chosen at run time"""
    begin: int
    end: int
    kind: str


class Clauses:
    def __init__(self, tokens: list[Token]):
        self.tokens = tokens

    def around(self, i: int) -> Clause | None:
        """The clause of token i; None where no mutant belongs."""
        token = self.tokens[i]
        if token.in_angles or (i > 0 and self.tokens[i - 1].text == "operator"):
            return None
        clause = self.innermost(i)
        if clause is None:
            return None
        if self.is_constant(i):
            return dataclasses.replace(clause, kind="constant")
        return clause

    def innermost(self, i: int) -> Clause | None:
        bracket = self.tokens[i].parent
        if bracket < 0:
            return self.in_statements(i, -1)
        if self.tokens[bracket].text == "(":
            return self.in_parentheses(i, bracket)
        if self.tokens[bracket].text == "[":
            return self.in_list(i, bracket)
        if self.is_block(bracket):
            return self.in_statements(i, bracket)
        return self.in_list(i, bracket)

    # -- brackets

    def is_block(self, brace: int) -> bool:
        """Does this { open statements or declarations (and no list of initial values)?"""
        if brace == 0:
            return True
        before = self.tokens[brace - 1]
        return before.text not in ("=", "return", ",", "(", "[", "?", "{") and \
            self.tokens[brace].blank_before

    def is_lambda(self, brace: int) -> bool:
        """Does this { open the body of a lambda?"""
        i = brace - 1
        while i > 0 and (self.tokens[i].in_angles or self.tokens[i].kind == "word"
                         or self.tokens[i].text in ("::", "->", "*", "&")):
            i -= 1
        if self.tokens[i].text == ")":
            i = self.tokens[i].partner - 1
        while i > 0 and self.tokens[i].in_angles:
            i -= 1
        return i > 0 and self.tokens[i].text == "]" and not self.is_subscript(self.tokens[i].partner)

    def is_subscript(self, square: int) -> bool:
        before = self.tokens[square - 1]
        return square > 0 and (before.text in (")", "]", "}") or before.kind == "string"
                               or (before.kind == "word" and before.text != "return"))

    def head(self, brace: int) -> list[Token]:
        """What stands before a block's { in its statement, outside brackets."""
        begin = self.statement_begin(brace, self.tokens[brace].parent)
        return [t for t in self.tokens[begin:brace]
                if t.parent == self.tokens[brace].parent and not t.in_angles]

    def holds_declarations(self, brace: int) -> bool:
        """Is it the body of a class or namespace?"""
        if self.is_lambda(brace):
            return False
        words = [t.text for t in self.head(brace)]
        return any(w in CLASSES or w == "namespace" for w in words) and ")" not in words[-2:]

    def is_constant(self, i: int) -> bool:
        """Is token i evaluated by the compiler: inside a constexpr variable, an enum, a
        concept?"""
        while True:
            bracket = self.tokens[i].parent
            if bracket >= 0 and not (self.tokens[bracket].text == "{" and self.is_block(bracket)):
                if self.tokens[bracket].text == "(" and self.tokens[bracket - 1].text in UNEVALUATED:
                    return True
            elif self.is_constant_statement(i, bracket):
                return True
            elif bracket < 0 or not self.is_lambda(bracket):
                return False
            i = bracket

    def is_constant_statement(self, i: int, bracket: int) -> bool:
        words = [t.text for t in self.tokens[self.statement_begin(i, bracket):i]
                 if t.parent == bracket and not t.in_angles]
        if words[:2] == ["if", "constexpr"] or "concept" in words:
            return True
        if "constexpr" in words and ("=" in words or self.initialises(i)):
            return True
        if bracket < 0:
            return False
        heads = {t.text for t in self.head(bracket)}
        return bool(heads & {"enum", "concept"}) or self.tokens[bracket - 1].text == "requires"

    def initialises(self, bracket: int) -> bool:
        """Does this bracket hold a variable's initial value, and no function's parameters?"""
        if self.tokens[bracket].text == "{":
            return not self.is_block(bracket)
        after = self.tokens[bracket].partner + 1
        return self.tokens[bracket].text == "(" and \
            after < len(self.tokens) and self.tokens[after].text == ";"

    # -- clauses

    def in_parentheses(self, i: int, bracket: int) -> Clause | None:
        before = self.tokens[bracket - 1] if bracket > 0 else None
        word = before.text if before else ""
        if word in UNTOUCHED:
            return None
        if word in UNEVALUATED:
            return Clause(bracket + 1, self.tokens[bracket].partner, "constant")
        if word == "for":
            return self.in_for(i, bracket)
        if word in ("if", "while", "switch", "constexpr"):
            begin, end = self.part(i, bracket, (";",))
            inner = self.behind_assignment(i, begin, end)
            if inner != (begin, end):
                return Clause(*inner, "value")
            last = end == self.tokens[bracket].partner
            return Clause(begin, end, "condition" if word != "switch" and last else "value" if last else "step")
        return self.in_list(i, bracket)

    def in_for(self, i: int, bracket: int) -> Clause | None:
        close = self.tokens[bracket].partner
        semicolons = [k for k in range(bracket, close)
                      if self.tokens[k].text == ";" and self.tokens[k].parent == bracket]
        if len(semicolons) == 2:
            if i < semicolons[0]:
                begin, end = self.part(i, bracket, (";", ","))
                inner = self.behind_assignment(i, begin, end)
                return Clause(*inner, "value") if inner != (begin, end) else None
            if i < semicolons[1]:
                return Clause(semicolons[0] + 1, semicolons[1], "condition")
            return Clause(*self.part(i, bracket, (";", ",")), "step")
        colon = next((k for k in range(close - 1, bracket, -1)
                      if self.tokens[k].text == ":" and self.tokens[k].parent == bracket), close)
        return Clause(colon + 1, close, "value") if colon < i else None

    def in_list(self, i: int, bracket: int) -> Clause | None:
        begin, end = self.part(i, bracket, (",", ";"))
        inner = self.behind_assignment(i, begin, end)
        if self.tokens[begin].text == "." and inner == (begin, end):
            return None
        return Clause(*inner, "value")

    def part(self, i: int, bracket: int, separators: tuple[str, ...]) -> tuple[int, int]:
        """The part of a bracket's content, split by the separators, that holds token i."""
        def splits(k: int) -> bool:
            token = self.tokens[k]
            return token.text in separators and token.parent == bracket and not token.in_angles
        begin = i
        while begin - 1 > bracket and not splits(begin - 1):
            begin -= 1
        end = i
        while end < self.tokens[bracket].partner and not splits(end):
            end += 1
        return begin, end

    def behind_assignment(self, i: int, begin: int, end: int) -> tuple[int, int]:
        """The right side when token i stands there, else all."""
        parent = self.tokens[i].parent
        for k in range(begin, min(i, end)):
            token = self.tokens[k]
            if token.text in ASSIGNMENTS and token.parent == parent and not token.in_angles:
                return k + 1, end
        return begin, end

    def in_statements(self, i: int, bracket: int) -> Clause | None:
        begin = self.statement_begin(i, bracket)
        end = self.statement_end(i, bracket)
        if end is None:
            return None
        first = self.tokens[begin].text
        if first == "case":
            return None
        if i < begin or (first in DECLARATIONS and not self.defaults_to_value(i, begin)):
            return None
        if first in ("return", "throw"):
            return Clause(begin + 1, end, "value") if i > begin else None
        inner = self.behind_assignment(i, begin, end)
        if inner != (begin, end):
            if self.tokens[inner[0]].text in ("0", "default", "delete") and \
                    self.tokens[inner[0] - 2].text in (")", "const", "override", "noexcept"):
                return None  # no value: = 0, = default, = delete
            commas = [k for k in range(inner[0], end) if self.tokens[k].text == ","
                      and self.tokens[k].parent == bracket and not self.tokens[k].in_angles]
            if commas:
                return None  # several declarators
            return Clause(*inner, "value")
        if bracket < 0 or self.holds_declarations(bracket):
            return None
        if not self.is_expression(begin, end):
            return None
        return Clause(begin, end + 1, "statement")

    def defaults_to_value(self, i: int, begin: int) -> bool:
        return self.tokens[begin].text == "template" and self.behind_assignment(i, begin, i + 1)[0] != begin

    def is_expression(self, begin: int, end: int) -> bool:
        """Is it an expression statement? A declaration has two words in a row, or * or &
        or the end of a template's arguments glued to what comes before and not behind."""
        tokens = self.tokens
        if tokens[begin].text in ("++", "--", "*", "(", "!"):
            return True
        if tokens[begin].kind != "word" or tokens[begin].text in NO_EXPRESSIONS:
            return False
        i = begin
        while i < end:
            token = tokens[i]
            if token.partner > i:
                i = token.partner
            elif token.kind == "word" and i > begin and tokens[i - 1].kind == "word":
                return False
            elif token.kind == "word" and i > begin and tokens[i - 1].in_angles and tokens[i - 1].text == ">":
                return False
            elif token.text in ("*", "&", "&&") and not token.blank_before:
                return False
            elif token.text in ASSIGNMENTS:
                return True
            i += 1
        return True

    # -- statements

    def statement_begin(self, i: int, bracket: int) -> int:
        """Of the simple statement that holds token i, in the block that `bracket` opens."""
        k = i
        while k - 1 > bracket:
            before = self.tokens[k - 1]
            if before.text == ";":
                break
            if before.text == "}" and self.ends_statement(k - 1):
                break
            k = before.partner if before.text in (")", "]", "}") else k - 1
        # Behind labels and the heads of control statements.
        while k < i:
            text = self.tokens[k].text
            if text in ("else", "do", "try"):
                k += 1
            elif text in ("if", "for", "while", "switch", "catch"):
                head = k + 1
                while self.tokens[head].text != "(":
                    head += 1
                if self.tokens[head].partner >= i:
                    break
                k = self.tokens[head].partner + 1
            elif text in ("case", "default", "public", "private", "protected"):
                colon = k + 1
                while colon < i and not (self.tokens[colon].text == ":" and self.tokens[colon].parent == self.tokens[k].parent):
                    colon += 1
                if colon >= i:
                    break
                k = colon + 1
            else:
                break
        return k

    def ends_statement(self, close: int) -> bool:
        brace = self.tokens[close].partner
        return self.is_block(brace) and not self.is_lambda(brace)

    def statement_end(self, i: int, bracket: int) -> int | None:
        """The index of its semicolon; None when a block comes first."""
        limit = self.tokens[bracket].partner if bracket >= 0 else len(self.tokens)
        k = i
        while k < limit:
            token = self.tokens[k]
            if token.text == ";":
                return k
            if token.text == "{" and self.ends_statement(token.partner):
                return None
            k = token.partner + 1 if token.partner > k else k + 1
        return None

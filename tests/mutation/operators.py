# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""The mutation operators: which mutants a source file has."""

import dataclasses
import hashlib
import re

from clauses import Clause, Clauses
from lexer import Token, joined, lex

# Between blanks, so never a pointer, a reference, a template or a sign.
BINARY = {
    "+": ("arithmetic", ["-"]), "-": ("arithmetic", ["+"]), "*": ("arithmetic", ["+"]),
    "/": ("arithmetic", ["*"]), "%": ("arithmetic", ["/"]),
    "+=": ("arithmetic", ["-="]), "-=": ("arithmetic", ["+="]), "*=": ("arithmetic", ["+="]),
    "/=": ("arithmetic", ["*="]), "%=": ("arithmetic", ["/="]),
    "<": ("bound", ["<=", ">="]), "<=": ("bound", ["<", ">"]),
    ">": ("bound", [">=", "<="]), ">=": ("bound", [">", "<"]),
    "==": ("relation", ["!="]), "!=": ("relation", ["=="]),
    "&&": ("logic", ["||"]), "||": ("logic", ["&&"]),
    "&": ("bits", ["|"]), "|": ("bits", ["&"]), "^": ("bits", ["|"]),
    "&=": ("bits", ["|="]), "|=": ("bits", ["&="]), "^=": ("bits", ["|="]),
    "<<": ("shift", [">>"]), ">>": ("shift", ["<<"]),
    "<<=": ("shift", [">>="]), ">>=": ("shift", ["<<="]),
}
STEPS = {"++": "--", "--": "++"}
SIGNS = {"!": "logic", "-": "arithmetic", "~": "bits"}
NAMES = {"min": "max", "max": "min", "lower_bound": "upper_bound", "upper_bound": "lower_bound",
         "any_of": "all_of", "all_of": "any_of"}
INTEGER = re.compile(r"(0[xX][0-9a-fA-F']+|[0-9][0-9']*)([uUlLzZ]*)")
OPERATORS = ["arithmetic", "bound", "relation", "logic", "bits", "shift", "step", "constant", "name",
             "condition", "deletion"]


@dataclasses.dataclass
class Mutant:
    """In `file` the text [begin:end], a clause, becomes `mutated`."""
    file: str
    line: int
    operator: str
    kind: str  # of the clause
    begin: int
    end: int
    original: str  # on one line
    mutated: str
    occurrence: int = 1  # the same change, counted from the file's beginning

    @property
    def name(self) -> str:
        """By which state files know it: not by its line, which moves."""
        text = "\0".join([self.file, self.original, self.mutated, str(self.occurrence)])
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def rank(self, seed: int) -> str:
        """Samples are the mutants of least rank."""
        return hashlib.sha256(f"{seed} {self.name}".encode()).hexdigest()


class Finder:
    def __init__(self, file: str, text: str):
        self.file = file
        self.tokens = lex(text)
        self.clauses = Clauses(self.tokens)
        self.found: list[Mutant] = []

    def all(self) -> list[Mutant]:
        for i, token in enumerate(self.tokens):
            if token.kind == "sign":
                self.signs(i, token)
            elif token.kind == "number":
                self.constants(i, token)
            elif token.kind == "word":
                self.words(i, token)
        seen: dict[tuple[str, str], int] = {}
        for mutant in self.found:
            key = (mutant.original, mutant.mutated)
            seen[key] = mutant.occurrence = seen.get(key, 0) + 1
        return self.found

    def replace(self, operator: str, i: int, by: str) -> None:
        """Token i becomes `by`; the empty text takes it away."""
        clause = self.clauses.around(i)
        if clause is None:
            return
        before = self.tokens[clause.begin:i]
        after = self.tokens[i + 1:clause.end]
        lead = " " if before and self.tokens[i].blank_before and by else ""
        if not by and before and self.tokens[i].blank_before:
            lead = " "
        gap = " " if after and after[0].blank_before and by else ""
        self.add(operator, i, clause, joined(before) + lead + by + gap + joined(after))

    def add(self, operator: str, i: int, clause: Clause, mutated: str) -> None:
        tokens = self.tokens[clause.begin:clause.end]
        self.found.append(Mutant(
            self.file, self.tokens[i].line, operator, clause.kind, tokens[0].begin, tokens[-1].end,
            joined(tokens), mutated))

    def signs(self, i: int, token: Token) -> None:
        if token.text in BINARY and token.is_spaced() and not self.adds_texts(i):
            operator, others = BINARY[token.text]
            for other in others:
                self.replace(operator, i, other)
        elif token.text in STEPS:
            self.replace("step", i, STEPS[token.text])
        elif token.text in SIGNS and not token.blank_after:
            self.replace(SIGNS[token.text], i, "")
        elif token.text == ";":
            self.deletion(i)

    def adds_texts(self, i: int) -> bool:
        """Texts are added, never subtracted."""
        clause = self.clauses.around(i)
        return self.tokens[i].text in ("+", "+=") and clause is not None and any(
            t.kind == "string" or t.text in ("string", "to_string")
            for t in self.tokens[clause.begin:clause.end])

    def constants(self, i: int, token: Token) -> None:
        match = INTEGER.fullmatch(token.text)
        if match is None:
            return
        value, suffix = int(match[1].replace("'", ""), 0 if match[1] != "00" else 8), match[2]
        for other in [value + 1] + ([value - 1] if value > 0 else []):
            self.replace("constant", i, f"{other}{suffix}")

    def words(self, i: int, token: Token) -> None:
        before = self.tokens[i - 1].text if i > 0 else ""
        if token.text in ("true", "false"):
            self.replace("constant", i, "false" if token.text == "true" else "true")
        elif token.text in NAMES and before == "::" and self.tokens[i - 2].text in ("std", "ranges"):
            self.replace("name", i, NAMES[token.text])
        elif token.text in ("if", "while") and self.tokens[i + 1].text == "(":
            self.conditions(i)

    def conditions(self, i: int) -> None:
        """Negated; and an `if` that is never taken, which loses early returns."""
        close = self.tokens[i + 1].partner
        clause = self.clauses.around(close - 1) if close > i + 2 else None
        if self.tokens[close - 1].text in (")", "]", "}"):
            clause = self.clauses.around(self.tokens[close - 1].partner)
        if clause is None or clause.kind != "condition" or clause.end != close:
            return
        text = joined(self.tokens[clause.begin:clause.end])
        self.add("condition", i, clause, f"!({text})")
        if self.tokens[i].text == "if":
            self.add("condition", i, clause, "false")

    def deletion(self, i: int) -> None:
        bracket = self.tokens[i].parent
        if bracket < 0 or self.tokens[bracket].text != "{" or not self.clauses.is_block(bracket):
            return
        if self.clauses.holds_declarations(bracket):
            return
        begin = self.clauses.statement_begin(i, bracket)
        words = [t.text for t in self.tokens[begin:i]]
        if "reserve" in words:
            return  # takes time only
        alone = words in (["break"], ["continue"], ["return"])
        called = any(t.text == "(" or t.text.endswith("=") or t.text in STEPS for t in self.tokens[begin:i])
        if alone or (words and called and self.clauses.is_expression(begin, i)):
            kind = "constant" if self.clauses.is_constant(begin) else "statement"
            self.add("deletion", begin, Clause(begin, i + 1, kind), ";")


def mutants_of(file: str, text: str) -> list[Mutant]:
    return Finder(file, text).all()

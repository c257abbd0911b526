# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Coq sources as sentences, and the commands that a source of the development may use.

What is not allowed here is refused, known or not: a list of what is forbidden
would have to foresee every spelling. Coq is asked as well (coq.py); this says
where, and sees what leaves no trace in a compiled file."""
import re
from typing import Iterator, NamedTuple


class Sentence(NamedTuple):
    line: int
    text: str  # without comments, blanks folded into one


LOCALITY = r"(?:Local |Global )?"
COMMANDS = re.compile(LOCALITY + r"(?:" + "|".join([
    r"(?:Definition|Fixpoint|CoFixpoint|Record|Structure|Inductive|Variant|Let|Lemma|Theorem|Corollary|"
    r"Proposition|Fact|Remark|Example|Notation|Ltac|Canonical|Coercion|Implicit Types?) ",
    r"(?:Variables?|Hypothes[ie]s|Context) ",
    r"Section \w+\.$", r"Module \w+\.$", r"End \w+\.$",
    r"(?:Proof|Qed|Defined)\.$", r"Proof using [\w ]+\.$", r"Arguments ", r"Open Scope \w+\.$",
    r"Set Implicit Arguments\.$", r"Unset Strict Implicit\.$", r"Unset Printing Implicit Defensive\.$",
    r"Import [\w. ]+\.$",
]) + r")")
ATTRIBUTE = re.compile(r"#\[ ?(?:local|global|export) ?\] ?")
REQUIRE = re.compile(r"From ([\w.]+) Require (?:Import |Export )?[\w. ]+\.$")
IN_SECTIONS_ONLY = re.compile(r"(?:Variable|Hypothes|Context|Let )")
# bullets and braces, which end without a full stop
FOCUS = re.compile(r"^(?:(?:(?:\d+|\[ ?\w+ ?\]|all|!) ?: ?)?[-+*{}]+ ?)*")
UNFINISHED = re.compile(r"\b(?:admit|give_up|native_compute|native_cast_no_check|vm_cast_no_check)\b")


class Unreadable(Exception):
    pass


def skip_string(text: str, i: int) -> int:
    """The place behind the string that begins at i; "" is a quote inside it."""
    end = i + 1
    while end < len(text):
        if text[end] != '"':
            end += 1
        elif text.startswith('""', end):
            end += 2
        else:
            return end + 1
    raise Unreadable(f"line {text.count(chr(10), 0, i) + 1}: a string without an end")


def skip_comment(text: str, i: int) -> int:
    """The place behind the comment that begins at i. Comments nest, and strings
    inside them are read as strings, as Coq does."""
    depth, place = 0, i
    while place < len(text):
        if text.startswith("(*", place):
            depth, place = depth + 1, place + 2
        elif text.startswith("*)", place):
            depth, place = depth - 1, place + 2
            if depth == 0:
                return place
        elif text[place] == '"':
            place = skip_string(text, place)
        else:
            place += 1
    raise Unreadable(f"line {text.count(chr(10), 0, i) + 1}: a comment without an end")


def sentences(text: str) -> Iterator[Sentence]:
    """Raises Unreadable at a string, comment or sentence without an end."""
    i, start, parts = 0, None, []
    while i < len(text):
        if text.startswith("(*", i):
            i = skip_comment(text, i)
            parts.append(" ")
            continue
        if start is None and not text[i].isspace():
            start = i
        if text[i] == '"':
            end = skip_string(text, i)
            parts.append(text[i:end])
            i = end
            continue
        parts.append(text[i])
        i += 1
        ends = text[i - 1] == "." and (i == len(text) or text[i].isspace() or text.startswith("(*", i))
        dots = len(text[:i]) - len(text[:i].rstrip(".")) if ends else 0
        if ends and dots != 2:  # ".." belongs to a notation
            yield Sentence(text.count("\n", 0, start) + 1, " ".join("".join(parts).split()))
            start, parts = None, []
    if start is not None:
        raise Unreadable(f"line {text.count(chr(10), 0, start) + 1}: a sentence without an end")


def problems_of(text: str, libraries: set[str]) -> Iterator[str]:
    """What a source may not hold; `libraries` are those that it may require."""
    opened = []
    for line, sentence in sentences(text):
        where = f"{line}: "
        if not sentence.isascii():
            yield where + f"a letter that is not ASCII: {sentence}"
        bare = FOCUS.sub("", sentence)
        if UNFINISHED.search(bare):
            yield where + f"not a finished proof: {sentence}"
        command = ATTRIBUTE.sub("", bare, 1)
        if not re.match(r"[A-Z#\W]", command):
            continue  # a tactic: no command begins with a small letter
        if required := REQUIRE.match(command):
            if required[1].split(".")[0] not in libraries:
                yield where + f"requires another library: {sentence}"
            continue
        if not COMMANDS.match(command):
            yield where + f"a command that is not allowed: {sentence}"
        plain = re.sub("^" + LOCALITY, "", command)
        if match := re.match(r"(Section|Module) ", plain):
            opened.append(match[1])
        elif plain.startswith("End ") and opened:
            opened.pop()
        elif IN_SECTIONS_ONLY.match(plain) and "Section" not in opened:
            yield where + f"an assumption outside a section: {sentence}"

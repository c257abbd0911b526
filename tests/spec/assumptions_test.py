#!/usr/bin/env python3
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""spec/gate/assumptions.py reads what Coq and coqchk print in full, or refuses it."""
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent.parent / "spec" / "gate"))
import assumptions  # noqa: E402

PRINTED = {
    "Closed under the global context\n": {},
    "Axioms:\ncheat' : False\n": {"cheat'": "False"},
    "Axioms:\n\u00e9\u2080.\u03b1 : False\n": {"\u00e9\u2080.\u03b1": "False"},
    "Axioms:\nA.b\n  : forall P : Prop,\n    P \\/ ~ P\nc : nat\n": {"A.b": "forall P : Prop, P \\/ ~ P", "c": "nat"},
}
REFUSED = [
    "", "Axioms:", "Axioms:\n", "closed under the global context",
    "Closed under the global context\nAxioms:\nx : False",
    "Axioms:\nloop is assumed to be guarded.", "Axioms:\nbad is assumed to be positive.",
    "Axioms:\nx : False\nT relies on an unsafe universe hierarchy.", "Axioms:\nx relies on definitional UIP.",
    "Theory: Type hierarchy is collapsed (logic is inconsistent)\nAxioms:\nx : False", "Section Variables:\nx : False",
    "Axioms:\nx\n", "Axioms:\nx : False\nx : False", "Axioms:\n  : False", "Axioms:\nx : False\n\ny : False",
    "Opaque constants:\nx : False", "Axioms:\nx:False",
]
SUMMARY = """
CONTEXT SUMMARY
===============

* Theory: Set is predicative
  
* Axioms:{axioms}
  
* Constants/Inductives relying on type-in-type:{types}
  
* Constants/Inductives relying on unsafe (co)fixpoints:{fix}
  
* Inductives whose positivity is assumed: <none>
  
"""
NONE = {"axioms": " <none>", "types": " <none>", "fix": " <none>"}
CHECKED = [(NONE, set()), (NONE | {"axioms": "\n    A.b'\n    A.c"}, {"A.b'", "A.c"})]
UNCHECKED = [NONE | {"fix": "\n    A.loop"}, NONE | {"types": "\n    A.T"}, NONE | {"axioms": "\n    A.b : False"},
             NONE | {"axioms": " <some>"}]


def refuses(read, text: str) -> bool:
    try:
        read(text)
    except assumptions.NotUnderstood:
        return True
    return False


problems = [f"{text!r} is read as {assumptions.printed(text)}" for text, axioms in PRINTED.items()
            if assumptions.printed(text) != axioms]
problems += [f"{text!r} is not refused" for text in REFUSED if not refuses(assumptions.printed, text)]
problems += [f"coqchk: {parts} is misread" for parts, axioms in CHECKED
             if assumptions.checked(SUMMARY.format(**parts)) != axioms]
problems += [f"coqchk: {parts} is not refused" for parts in UNCHECKED
             if not refuses(assumptions.checked, SUMMARY.format(**parts))]
problems += [f"coqchk: {text[:40]!r} is not refused" for text in
             ("", "CONTEXT SUMMARY", SUMMARY.format(**NONE) + "* Another part: <none>\n",
              SUMMARY.format(**NONE).replace("Set is predicative", "Set is impredicative"))
             if not refuses(assumptions.checked, text)]
print("\n".join(problems) if problems else "what Coq prints about assumptions is understood or refused")
sys.exit(bool(problems))

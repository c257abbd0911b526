# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
"""Attacks on spec/gate, made on the small development in sample/.

Each is refused with the message given. `by` says by whom: "sources" reads the
files; "Coq" is asked as if the sources had not been read, so that what a source
hides must be seen in what was compiled; "coqchk" is Coq's independent checker."""
from typing import Callable, NamedTuple
import pathlib
import shutil
import subprocess

END = None  # an edit at the end of a file


class Attack(NamedTuple):
    name: str
    by: str
    message: str
    edits: dict[str, list[tuple[str | None, str]]]
    flags: tuple[str, ...] = ()  # of coqc
    after: Callable[[pathlib.Path], object] | None = None  # done to the compiled development


def at_end(text: str, file: str = "Proof.v") -> dict[str, list[tuple[str | None, str]]]:
    return {file: [(END, text)]}


def source(name: str, text: str, message: str = "a command that is not allowed") -> Attack:
    return Attack(name, "sources", message, at_end(text))


def write(name: str, text: str) -> Callable[[pathlib.Path], object]:
    return lambda root: (root / name).write_text(text)


def without_proofs(root: pathlib.Path) -> None:
    """Puts what `coqc -vos` makes, which looks at no proof, in place of Proof.vo."""
    subprocess.run(["coqc", "-q", "-vos", "-Q", ".", "Sample", "Proof.v"], cwd=root, check=True)
    (root / "Proof.vos").replace(root / "Proof.vo")


BOUNDED = "intros [|]; unfold both, chosen.\n- apply Nat.le_add_r.\n- apply Nat.le_add_l.\n"


def cheat(name: str, declared: str, proof: str, message: str) -> Attack:
    """A theorem proved by an assumption that is declared before it."""
    return Attack(name, "Coq", message, {"Proof.v": [("Section Bounded.", declared + "\nSection Bounded."), (BOUNDED, proof)]})


SOURCES = [
    source("an axiom", "Axiom cheat : False."),
    source("an axiom, indented and behind another sentence", "Definition one := 1.   Parameter cheat : False."),
    source("an axiom under an attribute", "#[local] Axiom cheat : False."),
    source("an axiom after Time", "Time Axiom cheat : False."),
    source("a local axiom", "Local Parameter cheat : False."),
    source("a conjecture", "Conjecture cheat : False."),
    source("a variable outside a section, its name with a prime", "Variable cheat' : False.",
           "an assumption outside a section"),
    source("a hypothesis outside a section", "Hypothesis cheat : False.", "an assumption outside a section"),
    source("a context outside a section", "Context (cheat : False).", "an assumption outside a section"),
    source("a variable in a module outside a section", "Module M. Variable cheat : False. End M.",
           "an assumption outside a section"),
    source("a variable after the end of its section", "Section S. End S. Variables cheat : False.",
           "an assumption outside a section"),
    source("a name that is not ASCII", "Section S. Variable \u00e9 : False. End S.", "a letter that is not ASCII"),
    source("a law whose name only looks like another's", "Definition bound\u0435d := True.",
           "a letter that is not ASCII"),
    source("no guard, two blanks", "Unset  Guard Checking."),
    source("no guard, two lines", "Unset Guard\n  Checking."),
    source("no guard, by attribute", "#[bypass_check(guard)] Fixpoint f (n : nat) {struct n} : False := f n."),
    source("no positivity", "Unset Positivity Checking."),
    source("no universes", "Global Unset Universe Checking."),
    source("a comment's beginning in a string, an axiom behind it",
           'From Coq Require Import String.\nDefinition s := "(*"%string.\nAxiom cheat : False.'),
    source("a string's beginning in a comment, an axiom between two", '(* "*)" *) Axiom cheat : False. (* "*)" *)'),
    source("a string without an end", 'Definition s := "(* .', "a string without an end"),
    source("a comment without an end", "Definition one := 1. (* (* *)", "a comment without an end"),
    source("a proof that is given up", "Lemma l : False. Proof. Admitted."),
    source("a goal that is given up", "Lemma l : False. Proof. give_up. Qed.", "not a finished proof"),
    source("an admitted goal behind a bullet", "Lemma l : False. Proof. - admit. Defined.", "not a finished proof"),
    source("an axiom behind a selected goal's brace", "Lemma l : True. Proof. 1: { Axiom cheat : False. }",
           "a command that is not allowed"),
    source("an obligation that is admitted", "Admit Obligations."),
    source("a program definition", "Program Definition one := 1."),
    source("a module that is only declared", "Declare Module M : T."),
    source("a module type, to assume things in", "Module Type T. End T."),
    source("a module sealed by a type", "Module M : T. End M."),
    source("a functor applied", "Module M := F N."),
    source("a file that is loaded", "Load cheat."),
    source("a folder added", 'Add LoadPath "elsewhere" as Coq.'),
    source("a plugin", 'Declare ML Module "cheat".'),
    source("another library", "From elpi Require Import elpi.", "requires another library"),
    source("another library, without From", "Require Import elpi.elpi."),
    source("the reader's notations changed", 'Reserved Notation "x <= y" (at level 70).'),
    source("output into a file", 'Redirect "gate/statements.golden" Print nat.'),
    source("an option", "Set Typeclasses Depth 1."),
    source("a proof by a compiler that the kernel would trust",
           "Lemma l : 1 = 1. Proof. native_compute. reflexivity. Qed.", "not a finished proof"),
]

PROJECT = [
    Attack("another folder under a library's name", "sources", "_CoqProject: a line that is not allowed",
           {"_CoqProject": [(END, "-R elsewhere Coq")]}),
    Attack("type in type", "sources", "_CoqProject: a line that is not allowed",
           {"_CoqProject": [(END, "-arg -type-in-type")]}),
    Attack("no prelude", "sources", "_CoqProject: a line that is not allowed", {"_CoqProject": [(END, "-noinit")]}),
    Attack("a second folder of the same name", "sources", "one -Q line", {"_CoqProject": [(END, "-Q . Other")]}),
    Attack("another library's name", "sources", "_CoqProject: Coq is another library",
           {"_CoqProject": [("-Q . Sample", "-Q . Coq")]}),
    Attack("an axiom of our own, allowed", "sources", "gate/axioms.txt: an axiom of our own",
           {"gate/axioms.txt": [(END, "Sample.Proof.cheat")]}),
    Attack("an axiom of our own, allowed to coqchk", "sources", "gate/coqchk.txt: an axiom of our own",
           {"gate/coqchk.txt": [(END, "Sample.Proof.cheat")]}),
    Attack("a source that is no text", "sources", "Proof.v: 'utf-8' codec", {}, (),
           lambda root: (root / "Proof.v").write_bytes(b"\xff")),
    Attack("a source that is not listed", "sources", "Extra.v: a source that _CoqProject does not name", {}, (),
           write("Extra.v", "")),
    Attack("a source in a folder below", "sources", "a source that _CoqProject does not name", {}, (),
           lambda root: (root / "gate" / "Statement.v").write_text("")),
    Attack("a compiled file without a source", "sources", "compiled, but from no source", {}, (),
           lambda root: shutil.copy(root / "Coded.vo", root / "Extra.vo")),
    Attack("a listed source that is not there", "sources", "Proof.v: named in _CoqProject, not on disk", {}, (),
           lambda root: (root / "Proof.v").unlink()),
    Attack("a source that was not compiled", "sources", "Proof.v: not compiled", {}, (),
           lambda root: (root / "Proof.vo").unlink()),
    Attack("a source newer than what was compiled", "sources", "compiled from another Proof.v", {}, (),
           write("Proof.v", "(* *)\n")),
    Attack("flags beside _CoqProject", "sources", "changes how the library is compiled", {}, (),
           write("Makefile.coq.local", "COQEXTRAFLAGS += -type-in-type\n")),
]

COMPILED = [
    cheat("assumed: a name with a prime", "Variable cheat' : False.", "destruct cheat'.\n",
          "not allowed here: Proof.cheat'"),
    cheat("assumed: a name in Unicode", "Axiom \xe9 : False.", "destruct \xe9.\n", "not allowed here: Proof.\xe9"),
    cheat("assumed: a type on several lines",
          "Axiom cheat : forall p : two, " + " -> ".join(["(first p = second p -> first p <= second p)"] * 4) + " -> Law.bounded p.",
          "revert p; intros p; apply cheat; intros e; rewrite e; apply Nat.le_refl.\n",
          "not allowed here: Proof.cheat"),
    cheat("assumed: admitted", "Lemma cheat : False. Admitted.", "destruct cheat.\n", "not allowed here: Proof.cheat"),
    cheat("assumed: a declared module", "Module Type T. Axiom cheat : False. End T. Declare Module M : T.",
          "destruct M.cheat.\n", "a module type"),
    cheat("assumed: a functor's parameter",
          "Module Type T. Axiom cheat : False. End T. Module F (X : T). Definition x := X.cheat. End F.", BOUNDED,
          "in which Coq cannot list what holds"),
    cheat("assumed: a name of an allowed axiom", "Module Classical_Prop. Axiom classic : False. End Classical_Prop.",
          "destruct Classical_Prop.classic.\n", "not allowed here: Proof.Classical_Prop.classic"),
    cheat("assumed: by no listed theorem", "Axiom cheat : False.", BOUNDED,
          "the library as a whole uses what is not allowed here: Proof.cheat"),
    cheat("a fixpoint without guard", "Unset  Guard Checking. Fixpoint loop (n : nat) {struct n} : False := loop n.",
          "destruct (loop 0).\n", "is assumed to be guarded"),
    cheat("a fixpoint without guard, by attribute",
          "#[bypass_check(guard)] Fixpoint loop (n : nat) {struct n} : False := loop n.", "destruct (loop 0).\n",
          "is assumed to be guarded"),
    cheat("a type that is not positive",
          "#[bypass_check(positivity)] Inductive bad := Bad (f : bad -> False).\n"
          "Definition self (b : bad) : False := match b with Bad f => f b end.", "destruct (self (Bad self)).\n",
          "is assumed to be positive"),
    cheat("universes unchecked",
          "Unset Universe Checking. Definition T : Type := (Type : Type). Set Universe Checking.\n"
          "Definition used : Prop := forall t : T, True.", "pose (used).\n" + BOUNDED, "relies on an unsafe"),
    Attack("compiled with type in type", "Coq", "relies on an unsafe", {}, ("-type-in-type",)),
    Attack("compiled without proofs", "Coq", "the library as a whole uses what is not allowed here", {}, (),
           without_proofs),
    Attack("a premise that is false", "Coq", "Proof.bounded does not prove exactly Statement.Law.bounded",
           {"Proof.v": [("Theorem bounded : Law.bounded p.", "Theorem bounded : False -> Law.bounded p."),
                        ("Proof.\nintros [|]", "Proof.\nintros _ [|]")]}),
    Attack("a premise too many", "Coq", "Proof.bounded does not prove exactly Statement.Law.bounded",
           {"Proof.v": [("Variable p : two.", "Variable p : two.\nHypothesis small : first p <= 3."),
                        ("Proof.\nintros", "Proof.\nset (s := small); clear s; intros")]}),
    Attack("a theorem that only mentions the law", "Coq", "does not prove exactly",
           {"Proof.v": [("Theorem bounded : Law.bounded p.", "Theorem bounded : Law.bounded p -> True."),
                        (BOUNDED, "intros _; exact I.\n")]}),
    Attack("a theorem of some of the law's cases", "Coq", "does not prove exactly",
           {"Proof.v": [("Theorem bounded : Law.bounded p.", "Theorem bounded : Law.bounded (Two 0 0)."),
                        (BOUNDED, "intros [|]; apply Nat.le_refl.\n")]}),
    Attack("another law of the same name", "Coq", "does not prove exactly",
           {"Proof.v": [("Section Bounded.",
                         "Module Law. Definition bounded (p : two) := True. "
                         "Definition decided := forall P : Prop, P \\/ ~ P. End Law.\nSection Bounded."),
                        (BOUNDED, "exact I.\n")]}),
    Attack("another file of statements inside a proof's", "Coq", "does not prove exactly",
           {"Proof.v": [("Section Bounded.",
                         "Module Statement. Module Law. Definition bounded (p : two) := True. End Law. "
                         "End Statement.\nSection Bounded."),
                        ("Theorem bounded : Law.bounded p.", "Theorem bounded : Statement.Law.bounded p."),
                        (BOUNDED, "exact I.\n")]}),
    Attack("a file of the library's own name, with another law", "Coq", "does not prove exactly",
           {"_CoqProject": [("Proof.v", "Sample.v\nProof.v")],
            "Sample.v": [(END, "Module Statement. Module Law.\n"
                          "Definition bounded (A : Type) (p : A) := True.\nArguments bounded {A} p.\nEnd Law. End Statement.")],
            "Proof.v": [("Coded Statement.", "Coded Statement Sample."),
                        ("Theorem bounded : Law.bounded p.",
                         "Theorem bounded : Sample.Sample.Statement.Law.bounded p."),
                        (BOUNDED, "exact I.\n")]}),
    Attack("a theorem that is a notation for another", "Coq", "Proof.bounded means Sample.Proof.other",
           {"Proof.v": [("Theorem bounded :", "Theorem other :"),
                        ("End Bounded.", "End Bounded.\nNotation bounded := other.")]}),
    Attack("a law without a theorem", "Coq", "Statement.Law.more has no listed theorem",
           {"Statement.v": [("Definition decided", "Definition more := 1 = 2.\nDefinition decided")]}),
    Attack("a law without a theorem, indented and local", "Coq", "Statement.Law.more' has no listed theorem",
           {"Statement.v": [("Definition decided", "  Local Definition more' := 1 = 2.\nDefinition decided")]}),
    Attack("a law that is an inductive type", "Coq", "Statement.Law.more has no listed theorem",
           {"Statement.v": [("Definition decided", "Inductive more : Prop := More.\nDefinition decided")]}),
    Attack("a law behind a name of Prop", "Coq", "Statement.Law.more has no listed theorem",
           {"Statement.v": [("Definition decided",
                             "Definition claim := nat -> Prop.\nDefinition more : claim := fun n => n = 0.\n"
                             "Definition decided")]}),
    Attack("a proof in a file of statements", "Coq", "opaque, in a file of statements",
           at_end("Lemma l : True. Proof. exact I. Qed.", "Statement.v")),
    Attack("a value that nobody can unfold", "Coq", "depends on this opaque value",
           {"Coded.v": [("Definition halved (n : nat) := Nat.div2 n.",
                         "Definition shift : nat. Proof. exact 0. Qed.\nDefinition halved (n : nat) := Nat.div2 n."),
                        ("Theorem halved_correct : forall n, halved (2 * n) = n.",
                         "Theorem halved_correct : forall n, halved (2 * n) + shift = n + shift."),
                        ("intros n; apply Nat.div2_double.", "intros n; f_equal; apply Nat.div2_double.")]}),
    Attack("a listed theorem that is not there", "Coq", "missing",
           {"gate/theorems.list": [("Proof.bounded", "Proof.missing")]}),
    Attack("a theorem listed for what is no law", "Coq", "Statement.both is no law",
           {"gate/theorems.list": [("Statement.Law.bounded", "Statement.both")]}),
    Attack("a class of axioms that nobody knows", "Coq", "no class of axioms",
           {"gate/theorems.list": [("reals", "any")]}),
    Attack("classical logic in a theorem of class none", "Coq", "not allowed here: Classical_Prop.classic",
           {"gate/theorems.list": [("reals", "none")]}),
]

GOLDEN = [
    Attack("an extraction that is replaced", "golden", "+Extract Constant halved",
           {"oracle/Extract.v": [("Extraction \"", "Extract Constant halved => \"(fun n -> n)\".\nExtraction \"")]}),
    Attack("a theorem that is no longer listed", "golden", "-Coded.halved_correct	none",
           {"gate/theorems.list": [("coded	Coded.halved_correct	none	-\n", "")]}),
    Attack("one more axiom allowed", "golden", "+Coq.Logic.FunctionalExtensionality",
           {"gate/axioms.txt": [(END, "Coq.Logic.FunctionalExtensionality.functional_extensionality_dep")],
            "Proof.v": [("Classical_Prop.", "Classical_Prop FunctionalExtensionality.")]}),
    Attack("a definition of a model of code", "golden", "Coded.halved",
           {"Coded.v": [("Definition halved (n : nat) := Nat.div2 n.",
                         "Definition halved (n : nat) := Nat.div2 (n + 0)."),
                        ("intros n;", "intros n; unfold halved; rewrite Nat.add_0_r;")]}),
    Attack("a definition under Local, indented", "golden", "Statement.both",
           {"Statement.v": [("Definition both (p : two) := first p + second p.",
                             "  Local Definition both (p : two) := first p + (second p + 0).")],
            "Proof.v": [("apply Nat.le_add_r.", "apply Nat.le_add_r."),
                        ("apply Nat.le_add_l.", "unfold Statement.both; rewrite Nat.add_0_r; apply Nat.le_add_l."),
                        ("unfold both, chosen", "unfold Law.bounded, Statement.both, chosen")]}),
    Attack("a variant instead of an inductive type", "golden", "Statement.side",
           {"Statement.v": [("Inductive side := Left | Right.", "Variant side := Left | Right | Neither."),
                            ("Right => second p end", "Right => second p | Neither => 0 end")],
            "Proof.v": [("[|]", "[| |]"), ("apply Nat.le_add_l.\n", "apply Nat.le_add_l.\n- apply Nat.le_0_l.\n")]}),
    Attack("a notation that changes what is read", "golden", "Statement.Law.bounded",
           {"Statement.v": [("Module Law.", 'Local Notation "x <= y" := (le x (y + x)).\nModule Law.')],
            "Proof.v": [("unfold both, chosen", "unfold Law.bounded, both, chosen"),
                        ("apply Nat.le_add_r", "rewrite <- Nat.add_assoc; apply Nat.le_add_r"),
                        ("apply Nat.le_add_l", "apply Nat.le_add_l")]}),
    Attack("a notation that hides the change from the reader", "golden", "full:",
           {"Coded.v": [("Definition halved (n : nat) := Nat.div2 n.",
                         "Definition other := Nat.div2.\nDefinition halved (n : nat) := other n."),
                        ("intros n;", "intros n; unfold halved, other;")],
            "gate/reading.txt": [(END,
                                  "Notation \"'PeanoNat.Nat.div2' n\" := (Coded.other n) (at level 10, only "
                                  "printing).")]}),
    Attack("a coercion that changes what is meant", "golden", "Statement.both",
           {"Statement.v": [("Definition both (p : two) := first p + second p.",
                             "Definition most (p : two) := first p + (first p + second p).\n"
                             "Coercion most : two >-> nat.\nDefinition both (p : two) : nat := p.")],
            "Proof.v": [("unfold both, chosen", "unfold both, most, chosen"),
                        ("apply Nat.le_add_l", "rewrite Nat.add_assoc; apply Nat.le_add_l")]}),
    Attack("a change deeper than Coq prints of itself", "golden", "full:",
           {"Coded.v": [("Definition unused (n : nat) := n + 3.",
                         "Definition unused (n : nat) := " + "S (" * 80 + "n + 3" + ")" * 80 + "."),
                        ("forall n, halved (2 * n) = n", "forall n, unused n = unused n /\\ halved (2 * n) = n"),
                        ("intros n; apply", "intros n; split; [reflexivity|]; apply")]}),
]

CHECKER = [
    Attack("coqchk: an axiom", "coqchk", "Sample.Proof.cheat", at_end("Axiom cheat : False.")),
    Attack("coqchk: a fixpoint without guard", "coqchk", "unsafe (co)fixpoints",
           at_end("Unset  Guard Checking. Fixpoint loop (n : nat) {struct n} : False := loop n.")),
    Attack("coqchk: a type that is not positive", "coqchk", "positivity",
           at_end("#[bypass_check(positivity)] Inductive bad := Bad (f : bad -> False).")),
    Attack("coqchk: type in type", "coqchk", "type-in-type",
           at_end("Unset Universe Checking. Definition T : Type := (Type : Type).")),
]

ATTACKS = SOURCES + PROJECT + COMPILED + GOLDEN + CHECKER

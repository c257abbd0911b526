(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The error bound of identity testing over a finite field.                   *)
(*                                                                            *)
(* A program without branches that only adds, negates and multiplies is an    *)
(* expression; running it on a degree-tracking number gives [degree].  If it  *)
(* is not zero everywhere, a uniform point is one of its zeros with           *)
(* probability at most degree / (|F| - 1): Schwartz-Zippel on the lines       *)
(* through a point where it is not zero (there |F| - 1 replaces |F|).  A      *)
(* quotient identity a / b = c / d is tested as a d - c b, of degree          *)
(* max (deg a + deg d) (deg c + deg b).                                       *)
(*   zeros_bound        at most  degree * (|F|^n - 1) / (|F| - 1)  zeros      *)
(*   repeated_bound     m independent points: the m-th power of the bound     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra all_field.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Expressions.
Variables (F : finFieldType) (n : nat).

Inductive expression :=
| Const of F
| Var of 'I_n
| Add of expression & expression
| Mul of expression & expression
| Neg of expression.

Definition point := {ffun 'I_n -> F}.

Fixpoint value (e : expression) (x : point) : F :=
  match e with
  | Const a => a
  | Var i => x i
  | Add e1 e2 => value e1 x + value e2 x
  | Mul e1 e2 => value e1 x * value e2 x
  | Neg e1 => - value e1 x
  end.

Fixpoint degree (e : expression) : nat :=
  match e with
  | Const _ => 0
  | Var _ => 1
  | Add e1 e2 => maxn (degree e1) (degree e2)
  | Mul e1 e2 => degree e1 + degree e2
  | Neg e1 => degree e1
  end.

(* the point t v beyond x, and the expression along that line *)
Definition along (x v : point) (t : F) : point := [ffun i => x i + t * v i].
Fixpoint line (e : expression) (x v : point) : {poly F} :=
  match e with
  | Const a => a%:P
  | Var i => (x i)%:P + (v i)%:P * 'X
  | Add e1 e2 => line e1 x v + line e2 x v
  | Mul e1 e2 => line e1 x v * line e2 x v
  | Neg e1 => - line e1 x v
  end.

Lemma line_value e x v t : (line e x v).[t] = value e (along x v t).
Proof.
elim: e => /= [a|i|e1 IH1 e2 IH2|e1 IH1 e2 IH2|e1 IH1].
- by rewrite hornerC.
- by rewrite !hornerE ffunE mulrC.
- by rewrite hornerD IH1 IH2.
- by rewrite hornerM IH1 IH2.
- by rewrite hornerN IH1.
Qed.

Lemma size_line e x v : (size (line e x v) <= (degree e).+1)%N.
Proof.
elim: e => /= [a|i|e1 IH1 e2 IH2|e1 IH1 e2 IH2|e1 IH1].
- exact: size_polyC_leq1.
- rewrite (leq_trans (size_add _ _)) // geq_max (leq_trans (size_polyC_leq1 _)) //=.
  by rewrite (leq_trans (size_mul_leq _ _)) // size_polyX addn2 /= ltnS size_polyC_leq1.
- rewrite (leq_trans (size_add _ _)) // geq_max (leq_trans IH1) ?(leq_trans IH2) //.
    by rewrite ltnS leq_maxr.
  by rewrite ltnS leq_maxl.
- rewrite (leq_trans (size_mul_leq _ _)) // -subn1 leq_subLR add1n.
  by rewrite (leq_trans (leq_add IH1 IH2)) // addSn addnS.
by rewrite size_opp.
Qed.

Variables (e : expression) (x0 : point).
Hypothesis e0 : value e x0 != 0.

Lemma along0 v : along x0 v 0 = x0.
Proof. by apply/ffunP => i; rewrite ffunE mul0r addr0. Qed.

(* on each line through x0 at most [degree e] zeros *)
Lemma zeros_on_line v : (#|[set t | value e (along x0 v t) == 0%R]| <= degree e)%N.
Proof.
have p0 : line e x0 v != 0.
  by apply: contraNneq e0 => p0; rewrite -(along0 v) -line_value p0 horner0.
have := max_poly_roots p0 (rs := enum [set t | value e (along x0 v t) == 0]).
rewrite enum_uniq -cardE => H; rewrite -ltnS (leq_trans _ (size_line e x0 v)) //.
by apply: H => //; apply/allP => t; rewrite mem_enum inE -line_value.
Qed.

Definition zeros := [set x | value e x == 0].
Let units := [set t : F | t != 0].
Let directions := [set v : point | v != 0].

Lemma card_units : #|units| = #|F|.-1.
Proof.
by rewrite -(cardC1 (0 : F)) cardsE; apply: eq_card.
Qed.

Lemma card_directions : #|directions| = (#|F| ^ n).-1.
Proof.
have <- : #|{: point}| = (#|F| ^ n)%N by rewrite card_ffun card_ord.
by rewrite -(cardC1 (0 : point)) cardsE; apply: eq_card.
Qed.

(* each zero is met once on each of the |F| - 1 scalings of its direction *)
Theorem zeros_bound : (#|zeros| * #|F|.-1 <= degree e * (#|F| ^ n).-1)%N.
Proof.
rewrite -card_units -card_directions.
have scaled t : t != 0 -> #|[set v in directions | value e (along x0 v t) == 0]| = #|zeros|.
  move=> t0; have inj : injective (fun v => along x0 v t).
    move=> v w /ffunP E; apply/ffunP => i; have := E i; rewrite !ffunE.
    by move/addrI/(mulfI t0).
  rewrite -(card_imset _ inj); apply: eq_card => x; apply/imsetP/idP.
    by move=> [v]; rewrite !inE => /andP[_ vz] ->.
  rewrite inE => xz; exists [ffun i => (x i - x0 i) / t]; last first.
    by apply/ffunP => i; rewrite !ffunE mulrC divfK // addrC subrK.
  have E : along x0 [ffun i => (x i - x0 i) / t] t = x.
    by apply/ffunP => i; rewrite !ffunE mulrC divfK // addrC subrK.
  rewrite !inE E xz andbT; apply: contraNneq e0 => v0.
  by move: xz; rewrite -E v0 (_ : along x0 0 t = x0) //; apply/ffunP => i; rewrite !ffunE mulr0 addr0.
have -> : (#|zeros| * #|units| = \sum_(t in units) \sum_(v in directions) (value e (along x0 v t) == 0%R))%N.
  rewrite mulnC -sum_nat_const; apply: eq_bigr => t; rewrite inE => /scaled <-.
  by rewrite -sum1dep_card big_mkcondr /=; apply: eq_bigr => v _; case: (_ == _).
rewrite exchange_big /= mulnC -sum_nat_const; apply: leq_sum => v _.
apply: leq_trans (zeros_on_line v); rewrite -sum1dep_card [X in (_ <= X)%N]big_mkcond /=.
rewrite [X in (X <= _)%N]big_mkcond /=; apply: leq_sum => t _.
by case: (t \in units); case: (_ == _).
Qed.

End Expressions.

(* m independent uniform points: all m are zeros in at most this many cases *)
Theorem repeated_bound (F : finFieldType) (n m : nat) (e : expression F n) (x0 : point F n) :
  value e x0 != 0 ->
  (#|[set xs : {ffun 'I_m -> point F n} | [forall i, value e (xs i) == 0%R]]| * #|F|.-1 ^ m <=
   (degree e * (#|F| ^ n).-1) ^ m)%N.
Proof.
move=> e0; have -> : #|[set xs : {ffun 'I_m -> point F n} | [forall i, value e (xs i) == 0%R]]| = (#|zeros e| ^ m)%N.
  rewrite -[X in (_ ^ X)%N](card_ord m) -card_ffun_on; apply: eq_card => xs; rewrite inE.
  by apply/forallP/ffun_onP => H i; have := H i; rewrite inE.
rewrite -expnMn; case: m => [|m]; first by rewrite !expn0.
by rewrite leq_exp2r // (zeros_bound e0).
Qed.

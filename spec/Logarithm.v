(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* What follows from the two axioms of an abstract logarithm.                 *)
(*   lg1, lgV, lgf, lgX, lg_prod    algebra                                   *)
(*   lg_lt, lg_le, lg_inj           order                                     *)
(*   gibbs_log                      Gibbs' inequality with real weights       *)
(*   lg_lik, lg_lik_emp             logarithm of a likelihood                 *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementLog Finite.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Log.
Variables (R : realFieldType) (L : logarithm R).

Lemma lg1 : L 1 = 0.
Proof.
have := lgM L ltr01 ltr01; rewrite mulr1 => /eqP.
by rewrite -subr_eq subrr eq_sym => /eqP.
Qed.

Lemma lg_leif x : 0 < x -> L x <= x - 1 ?= iff (x == 1).
Proof.
move=> x0; case: (eqVneq x 1) => [->|x1].
  by rewrite lg1 subrr; apply/leif_refl.
by have lt := lg_sub1 L x0 x1; split; [exact: ltW | rewrite lt_eqF].
Qed.

Lemma lgV x : 0 < x -> L x^-1 = - L x.
Proof.
by move=> x0; apply/eqP; rewrite -addr_eq0 -lgM ?invr_gt0 // mulVf ?lt0r_neq0 // lg1.
Qed.

Lemma lgf x y : 0 < x -> 0 < y -> L (x / y) = L x - L y.
Proof. by move=> x0 y0; rewrite lgM ?invr_gt0 // lgV. Qed.

Lemma lg_lt : {in Num.pos &, {homo L : x y / x < y}}.
Proof.
move=> x y; rewrite !posrE => x0 y0 xy; rewrite -subr_lt0 -lgf //.
have [le _] := lg_leif (divr_gt0 x0 y0); apply: (le_lt_trans le).
by rewrite subr_lt0 ltr_pdivr_mulr // mul1r.
Qed.

Lemma lg_inj : {in Num.pos &, injective L}.
Proof.
move=> x y xp yp e; apply/eqP; case: ltgtP => // [xy|yx].
  by have := lg_lt xp yp xy; rewrite e ltxx.
by have := lg_lt yp xp yx; rewrite e ltxx.
Qed.

Lemma lg_le : {in Num.pos &, {mono L : x y / x <= y}}.
Proof.
move=> x y xp yp; case: (lerP x y) => [|yx].
  rewrite le_eqVlt => /orP[/eqP->|/(lg_lt xp yp)/ltW//]; exact: lexx.
by apply/negbTE; rewrite -ltNge lg_lt.
Qed.

Lemma lg_prod (J : Type) (r : seq J) (P : pred J) (f : J -> R) :
  (forall i, P i -> 0 < f i) -> L (\prod_(i <- r | P i) f i) = \sum_(i <- r | P i) L (f i).
Proof.
move=> f0; elim: r => [|i r IH]; first by rewrite !big_nil lg1.
by rewrite !big_cons; case: ifP => // Pi; rewrite lgM ?IH ?f0 // prodr_gt0.
Qed.

Lemma lgX x n : 0 < x -> L (x ^+ n) = n%:R * L x.
Proof.
move=> x0; elim: n => [|n IH]; first by rewrite expr0 lg1 mul0r.
by rewrite exprS lgM ?exprn_gt0 // IH mulrSr mulrDl mul1r addrC.
Qed.

Lemma gibbs_log (J : finType) (p q : J -> R) :
  law p -> sublaw q -> (forall i, 0 < p i -> 0 < q i) ->
  \sum_i p i * L (q i) <= \sum_i p i * L (p i) ?= iff [forall i, q i == p i].
Proof.
move=> [p0 p1] [q0 q1] ac.
have term i : p i * L (q i) - p i * L (p i) <= q i - p i ?= iff (q i == p i).
  case: (eqVneq (p i) 0) => [pi0|pi0].
    rewrite pi0 !mul0r !subr0; split; first exact: q0.
    by rewrite eq_sym.
  have pi : 0 < p i by rewrite lt_def pi0 p0.
  have qi := ac i pi; rewrite -mulrBr -lgf //.
  have -> : q i - p i = p i * (q i / p i - 1) by rewrite mulrBr mulr1 mulrCA mulfV ?mulr1.
  have [le eq] := lg_leif (divr_gt0 qi pi).
  split; first by rewrite ler_pmul2l.
  rewrite (inj_eq (mulfI pi0)) eq; apply/eqP/eqP => [e|->]; last exact: mulfV.
  by rewrite -[q i](divfK pi0) e mul1r.
have S := leif_sum (fun i (_ : true) => term i).
have Z1 : \sum_i (q i - p i) <= 0 by rewrite big_split /= sumrN p1 subr_le0.
case: S => Sle Seq; rewrite big_split /= sumrN in Sle Seq.
split; first by rewrite -subr_le0; apply: le_trans Z1.
apply/eqP/idP => [e|/forallP e]; last by apply: eq_bigr => i _; rewrite (eqP (e i)).
rewrite -Seq; apply/eqP/le_anti; rewrite Sle /= e subrr.
by move: Sle; rewrite e subrr => h; rewrite Z1.
Qed.

Lemma lg_lik (J : finType) (n : J -> nat) (q : J -> R) :
  (forall i, (0 < n i)%N -> 0 < q i) -> L (lik n q) = \sum_i (n i)%:R * L (q i).
Proof.
move=> q0; rewrite lg_prod => [|i _]; last first.
  by case: (posnP (n i)) => [->|ni]; rewrite ?expr0 ?ltr01 // exprn_gt0 ?q0.
apply: eq_bigr => i _; case: (posnP (n i)) => [->|ni]; first by rewrite expr0 lg1 mul0r.
by rewrite lgX ?q0.
Qed.

Lemma lg_lik_emp (J : finType) (n : J -> nat) :
  L (lik n (emp R n)) = - ((events n)%:R * entropy L (emp R n)).
Proof.
case: (posnP (events n)) => [n0|N0]; first by rewrite lik_events0 // lg1 n0 mul0r oppr0.
rewrite lg_lik => [|i /(emp_gt0 R) //]; rewrite /entropy mulrN opprK.
rewrite mulr_sumr; apply: eq_bigr => i _; rewrite mulrA; congr (_ * _).
by rewrite /emp mulrC divfK // pnatr_eq0 -lt0n.
Qed.

End Log.

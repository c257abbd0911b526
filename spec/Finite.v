(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Finite sums and finite laws: what every other file uses and no law of its  *)
(* own.                                                                       *)
(*   sum_indic           a point mass sums to one                             *)
(*   trim B p            p inside B, zero outside: turns a law on B into a    *)
(*                       law on the whole finite type                         *)
(*   unif B              the uniform law on B                                 *)
(*   lik n q             prod_i q_i ^ n_i                                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Indicators.
Variables (F : fieldType) (J : finType).

Lemma sum_indicM (B : {set J}) (i0 : J) (f : J -> F) : i0 \in B ->
  \sum_(i in B) (i0 == i)%:R * f i = f i0.
Proof.
move=> iB; rewrite (bigD1 i0) //= eqxx mul1r big1 ?addr0 // => i /andP[_].
by rewrite eq_sym => /negbTE->; rewrite mul0r.
Qed.

Lemma sum_indic (B : {set J}) (i0 : J) : i0 \in B -> \sum_(i in B) (i0 == i)%:R = 1 :> F.
Proof.
by move=> iB; rewrite -[RHS](sum_indicM (fun=> 1) iB); apply: eq_bigr => i _; rewrite mulr1.
Qed.

End Indicators.

Section Laws.
Variables (R : realFieldType) (J : finType).
Implicit Types (p : J -> R) (B : {set J}).

Definition sublaw p := (forall i, 0 <= p i) /\ \sum_i p i <= 1.

Lemma pos_law_law p : pos_law p -> law p.
Proof. by case=> p0 p1; split=> // i; apply: ltW. Qed.

Lemma pos_law_on_law_on B p : pos_law_on B p -> law_on B p.
Proof. by case=> p0 p1; split=> // i /p0/ltW. Qed.

Lemma law_sublaw p : law p -> sublaw p.
Proof. by case=> p0 p1; split=> //; rewrite p1. Qed.

Lemma law_card p : law p -> (0 < #|J|)%N.
Proof.
case=> _ p1; rewrite lt0n; apply/eqP => J0; move: p1.
by rewrite big1 => [/eqP|i _]; [rewrite eq_sym oner_eq0 | have := card0_eq J0 i].
Qed.

Lemma law_on_neq0 B p : law_on B p -> B != set0.
Proof.
case=> _ p1; apply/eqP => B0; move: p1; rewrite B0 big_set0 => /eqP.
by rewrite eq_sym oner_eq0.
Qed.

Lemma eq_law p p' : p =1 p' -> law p -> law p'.
Proof. by move=> e [p0 p1]; split=> [i|]; [rewrite -e | rewrite -p1; apply: eq_bigr]. Qed.

Lemma eq_law_on B p p' : {in B, p =1 p'} -> law_on B p -> law_on B p'.
Proof.
move=> e [p0 p1]; split=> [i iB|]; first by rewrite -e ?p0.
by rewrite -p1; apply: eq_bigr => i iB; rewrite e.
Qed.

Definition trim B p i : R := if i \in B then p i else 0.

Lemma sum_trim B p : \sum_i trim B p i = \sum_(i in B) p i.
Proof. by rewrite [RHS]big_mkcond. Qed.

Lemma trim_law B p : law_on B p -> law (trim B p).
Proof.
case=> p0 p1; split=> [i|]; last by rewrite sum_trim.
by rewrite /trim; case: ifP => // /p0.
Qed.

Lemma law_trim B p : law p -> (forall i, i \notin B -> p i = 0) -> law_on B p.
Proof.
move=> [p0 p1] out; split=> [i _|]; first exact: p0.
by rewrite -p1 -sum_trim; apply: eq_bigr => i _; rewrite /trim; case: ifPn => // /out ->.
Qed.

Lemma prod_le1 (P : pred J) (f : J -> R) :
  (forall i, P i -> 0 <= f i <= 1) -> \prod_(i | P i) f i <= 1.
Proof.
move=> f01; suff /andP[] : 0 <= \prod_(i | P i) f i <= 1 by [].
elim/big_ind: _ => //; first by rewrite ler01 lexx.
by move=> x y /andP[x0 x1] /andP[y0 y1]; rewrite mulr_ge0 // mulr_ile1.
Qed.

Definition unif B (i : J) : R := #|B|%:R^-1.

Lemma unif_law B : B != set0 -> pos_law_on B (unif B).
Proof.
rewrite -card_gt0 => B0; split=> [i _|]; first by rewrite invr_gt0 ltr0n.
by rewrite sumr_const -[LHS]mulr_natr mulVf // pnatr_eq0 -lt0n.
Qed.

(* halfway between a law and a positive law *)
Definition half p p' (i : J) : R := 2%:R^-1 * (p i + p' i).

Lemma half_law B p p' : law_on B p -> pos_law_on B p' -> pos_law_on B (half p p').
Proof.
move=> [p0 p1] [q0 q1]; split=> [i iB|].
  by rewrite mulr_gt0 ?invr_gt0 ?ltr0n // ltr_paddl ?p0 ?q0.
by rewrite -mulr_sumr big_split /= p1 q1 -(natrD _ 1 1) mulVf // pnatr_eq0.
Qed.

(* if the middle and one end give one, so does the other end *)
Lemma half_solve (x y : R) : 2%:R^-1 * (x + y) = 1 -> y = 1 -> x = 1.
Proof.
move=> + y1; rewrite y1 => /(congr1 ( *%R 2%:R)).
rewrite mulrA mulfV ?pnatr_eq0 // mul1r mulr1 => /(congr1 (fun z => z - 1)).
by rewrite addrK (natrD _ 1 1) addrK.
Qed.

Lemma emp_law (n : J -> nat) : (0 < events n)%N -> law (emp R n).
Proof.
move=> N0; split=> [i|]; first by rewrite divr_ge0 ?ler0n.
by rewrite -mulr_suml -natr_sum mulfV // pnatr_eq0 -lt0n.
Qed.

Lemma emp_gt0 (n : J -> nat) i : (0 < n i)%N -> 0 < emp R n i.
Proof.
move=> ni; rewrite divr_gt0 ?ltr0n //; apply: (leq_trans ni).
by rewrite /events (bigD1 i) //= leq_addr.
Qed.

End Laws.

Section Lik.
Variables (F : fieldType) (J : finType).

Definition lik (n : J -> nat) (q : J -> F) : F := \prod_i q i ^+ n i.

Lemma eq_lik n (q q' : J -> F) : (forall i, (0 < n i)%N -> q i = q' i) -> lik n q = lik n q'.
Proof.
move=> e; apply: eq_bigr => i _; case: (posnP (n i)) => [->|/e ->//]; by rewrite !expr0.
Qed.

Lemma lik_events0 n (q : J -> F) : events n = 0%N -> lik n q = 1.
Proof.
move=> n0; apply: big1 => i _; move/eqP: n0.
by rewrite /events sum_nat_eq0 => /forall_inP/(_ i isT)/eqP ->; rewrite expr0.
Qed.

Lemma likM n (q q' : J -> F) : lik n (fun i => q i * q' i) = lik n q * lik n q'.
Proof. by rewrite /lik -big_split; apply: eq_bigr => i _; rewrite exprMn. Qed.

Lemma lik_const n (a : F) : lik n (fun=> a) = a ^+ events n.
Proof. by rewrite /lik prodrXr. Qed.

End Lik.

Section LikOrder.
Variables (R : realFieldType) (J : finType).

Lemma lik_ge0 n (q : J -> R) : (forall i, 0 <= q i) -> 0 <= lik n q.
Proof. by move=> q0; apply: prodr_ge0 => i _; apply: exprn_ge0. Qed.

Lemma lik_gt0 n (q : J -> R) : (forall i, (0 < n i)%N -> 0 < q i) -> 0 < lik n q.
Proof.
move=> q0; apply: prodr_gt0 => i _; case: (posnP (n i)) => [->|/q0 ni].
  by rewrite expr0 ltr01.
by rewrite exprn_gt0.
Qed.

Lemma lik_emp_gt0 (n : J -> nat) : 0 < lik n (emp R n).
Proof. by apply: lik_gt0 => i; apply: emp_gt0. Qed.

End LikOrder.

(* counts carried along a map *)
Section Push.
Variables (J S : finType) (f : J -> S) (n : J -> nat).

Lemma lik_push (F : fieldType) (q : S -> F) : lik n (fun v => q (f v)) = lik (push f n) q.
Proof.
rewrite /lik (partition_big f xpredT) //=; apply: eq_bigr => s _.
rewrite (eq_bigr (fun v => q s ^+ n v)) => [|v /eqP -> //].
by rewrite prodrXr.
Qed.

Lemma events_push : events (push f n) = events n.
Proof. by rewrite /events [RHS](partition_big f xpredT). Qed.

Lemma push_ge v : (n v <= push f n (f v))%N.
Proof. by rewrite /push (bigD1 v) //= leq_addr. Qed.

Lemma push_inj v : injective f -> push f n (f v) = n v.
Proof.
by move=> fI; rewrite /push (eq_bigl (pred1 v)) ?big_pred1_eq // => u; apply: inj_eq.
Qed.

Lemma push_out s : s \notin codom f -> push f n s = 0%N.
Proof.
move=> sN; rewrite /push big1 // => v /eqP e; by case/negP: sN; rewrite -e codom_f.
Qed.

End Push.

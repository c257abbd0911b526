(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Gibbs' inequality without logarithms, for integer counts:                  *)
(*   prod_i q_i^(n_i) <= prod_i (n_i/N)^(n_i),  equality iff q = n/N,         *)
(* for every q >= 0 of sum at most 1.  From the inequality of arithmetic and  *)
(* geometric means over one slot per observation.                             *)
(*   gibbs                                                                    *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Gibbs.
Variables (R : realFieldType) (I : finType) (n : I -> nat).
Implicit Types q : I -> R.

(* slots: one copy of i for each of its n i occurrences *)
Let J := {i : I & 'I_(n i)}.

Let card_J : #|{: J}| = events n.
Proof.
rewrite -sum1_card -(sig_big_dep xpredT (fun _ => xpredT) (fun _ _ => 1%N)) /=.
by apply: eq_bigr => i _; rewrite sum1_card card_ord.
Qed.

Let sumJ (f : I -> R) : \sum_(j : J) f (tag j) = \sum_i (n i)%:R * f i.
Proof.
rewrite -(sig_big_dep xpredT (fun _ => xpredT) (fun i _ => f i)) /=.
by apply: eq_bigr => i _; rewrite sumr_const card_ord mulr_natl.
Qed.

Let prodJ (f : I -> R) : \prod_(j : J) f (tag j) = \prod_i f i ^+ n i.
Proof.
rewrite -(sig_big_dep xpredT (fun _ => xpredT) (fun i _ => f i)) /=.
by apply: eq_bigr => i _; rewrite prodr_const card_ord.
Qed.

Let ratio q i := q i / (n i)%:R.

Let sum_ratio q : \sum_i (n i)%:R * ratio q i = \sum_(i | n i != 0%N) q i.
Proof.
rewrite [RHS]big_mkcond; apply: eq_bigr => i _; rewrite /ratio.
by case: eqP => [->|/eqP ni] /=; rewrite ?mul0r // mulrC divfK // pnatr_eq0.
Qed.

Let prod_ratio q : \prod_i ratio q i ^+ n i * \prod_i (n i)%:R ^+ n i = lik n q.
Proof.
rewrite -big_split /=; apply: eq_bigr => i _; rewrite -exprMn /ratio.
case: (posnP (n i)) => [->|ni]; first by rewrite !expr0.
by rewrite divfK // pnatr_eq0 -lt0n.
Qed.

Theorem gibbs q : sublaw q -> (0 < events n)%N ->
  lik n q <= lik n (emp R n) ?= iff [forall i, q i == emp R n i].
Proof.
case=> q0 q1 N0.
have Np : (0 : R) < (events n)%:R by rewrite ltr0n.
have r0 i : 0 <= ratio q i by rewrite divr_ge0 ?ler0n.
have nn0 : (0 : R) < \prod_i (n i)%:R ^+ n i.
  apply: prodr_gt0 => i _; case: (posnP (n i)) => [->|ni].
    by rewrite expr0 ltr01.
  by rewrite exprn_gt0 // ltr0n.
have E : lik n (emp R n) = ((events n)%:R ^- events n) * \prod_i (n i)%:R ^+ n i.
  rewrite mulrC /lik /emp; under eq_bigr do rewrite exprMn.
  by rewrite big_split /= prodrXr -/events exprVn.
have S1 : \sum_(i | n i != 0%N) q i <= 1.
  apply: le_trans q1; rewrite [leRHS](bigID (fun i => n i != 0%N)) /= ler_addl.
  exact: sumr_ge0.
have S0 : 0 <= \sum_(i | n i != 0%N) q i by apply: sumr_ge0.
have A := leif_AGM (F:=R) (A:=predT : pred J) (E := fun j => ratio q (tag j)) (fun j _ => r0 _).
rewrite /= in A; rewrite sumJ prodJ sum_ratio in A.
have cJ : #|(predT : pred J)| = events n by rewrite -card_J; apply: eq_card.
rewrite cJ in A.
set S := \sum_(i | _) q i in A S0 S1.
have le2 : (S / (events n)%:R) ^+ events n <= (events n)%:R ^- events n.
  rewrite exprMn exprVn ler_pimull ?invr_ge0 ?exprn_ge0 ?ler0n //.
  exact: exprn_ile1.
have eq2 : (S / (events n)%:R) ^+ events n = (events n)%:R ^- events n -> S = 1.
  rewrite exprMn exprVn -[RHS]mul1r => /mulIf.
  rewrite invr_eq0 expf_eq0 N0 pnatr_eq0 -lt0n N0 => /(_ isT) /eqP.
  rewrite -[X in _ == X](expr1n _ (events n)) eqr_expn2 ?ler01 // => /eqP.
  by [].
split; first by rewrite -prod_ratio E ler_pmul2r //; apply: le_trans le2; case: A.
apply/eqP/forallP => [e i|e]; last by apply: eq_bigr => i _; rewrite (eqP (e i)).
move: e; rewrite -prod_ratio E => /mulIf; rewrite gt_eqF // => /(_ isT) e.
case: A => Ale Aeq.
have e1 : \prod_i ratio q i ^+ n i = (S / (events n)%:R) ^+ events n.
  by apply/eqP; rewrite eq_le Ale e le2.
have SS : S = 1 by apply: eq2; rewrite -e1.
move/eqP: (e1); rewrite Aeq => /forall_inP H.
case: (posnP (n i)) => [ni|ni].
  rewrite /emp ni mul0r.
  have : \sum_(i | n i == 0%N) q i <= 0.
    move: q1; rewrite (bigID (fun i => n i != 0%N)) /= -/S SS ger_addl.
    by under eq_bigl do rewrite negbK.
  have z0 : 0 <= \sum_(i | n i == 0%N) q i by apply: sumr_ge0.
  move=> zle; have /eqP : \sum_(i | n i == 0%N) q i == 0 by rewrite eq_le zle.
  move/psumr_eq0P => -> //; exact/eqP.
pose j0 : J := Tagged (fun i => 'I_(n i)) (Ordinal ni).
have C i' : (0 < n i')%N -> ratio q i' = ratio q i.
  move=> ni'; pose j' : J := Tagged (fun i => 'I_(n i)) (Ordinal ni').
  by have /forall_inP/(_ j0 isT)/eqP := H j' isT.
have : S = (events n)%:R * ratio q i.
  rewrite /S -sum_ratio /events natr_sum mulr_suml; apply: eq_bigr => i' _.
  by case: (posnP (n i')) => [->|/C ->//]; rewrite !mul0r.
have ni0 : (n i)%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
have t0 : (events n)%:R != 0 :> R by rewrite gt_eqF.
rewrite SS => /esym e2; apply/eqP; apply: (mulfI t0).
by rewrite [RHS]mulrCA mulfV // mulr1 -[q i](divfK ni0) mulrA e2 mul1r.
Qed.

End Gibbs.

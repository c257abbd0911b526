(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The laws A2, B3, B5, B6 in nats.                                           *)
(*   losses, equivalence, objective_gap, leakage, split_gap                   *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementLog Finite Tokenization Model Equivalence Partition Logarithm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Losses.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I X : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).
Variable n : X -> I -> nat.

Lemma fv_lossE (p : X -> I -> R) : (forall x v, (0 < n x v)%N -> 0 < p x v) ->
  fv_loss L p n = - L (lik_FV p n).
Proof.
move=> p0; rewrite /fv_loss lg_prod => [|x _]; last exact: (lik_gt0 (p0 x)).
by congr (- _); apply: eq_bigr => x _; rewrite -(lg_lik L (p0 x)).
Qed.

Lemma ar_lossE (q : X -> cond R T) : positive_on_data tok q n ->
  ar_loss L tok q n = - L (lik_AR tok q n).
Proof.
move=> q0; have P0 x v : (0 < n x v)%N -> 0 < \prod_(j < k) q x (take j (tok v)) (tnth (tok v) j).
  by move=> nv; apply: prodr_gt0 => j _; apply: q0.
rewrite /ar_loss /lik_AR lg_prod => [|x _]; last exact: (lik_gt0 (P0 x)).
congr (- _); apply: eq_bigr => x _; rewrite -/(lik _ _) lg_lik; last exact: P0.
apply: eq_bigr => v _; case: (posnP (n x v)) => [->|nv]; first by rewrite !mul0r.
by rewrite lg_prod // => j _; apply: q0.
Qed.

Theorem losses : LogLaw.losses L tok n.
Proof. by split; [exact: fv_lossE | exact: ar_lossE]. Qed.

Lemma item_score_gt0 (q : X -> cond R T) : positive_on_data tok q n ->
  forall x v, (0 < n x v)%N -> 0 < item_score tok (q x) v.
Proof. by move=> q0 x v nv; rewrite /item_score QE prodr_gt0 // => j _; apply: q0. Qed.

Theorem equivalence : LogLaw.equivalence L tok n.
Proof.
split=> [q q0|B q qP x]; last exact: item_law.
by rewrite ar_lossE // fv_lossE ?(@chain _ _ _ X) //; apply: item_score_gt0.
Qed.

Lemma Zsum_ge (q : cond R T) v : model A k q -> Q q (tok v) <= Zsum tok q.
Proof.
move=> qP; rewrite /Zsum (bigD1 v) //= ler_addl sumr_ge0 // => u _.
by rewrite (Q_ge0 qP) ?size_tuple ?code_over.
Qed.

Theorem objective_gap : LogLaw.objective_gap L tok n.
Proof.
move=> q qP q0; have s0 := item_score_gt0 q0.
rewrite (proj1 equivalence) // /fv_loss opprK addrC -sumrB; apply: eq_bigr => x _.
rewrite -sumrB /events natr_sum mulr_suml; apply: eq_bigr => v _; rewrite -mulrBr.
case: (posnP (n x v)) => [->|nv]; first by rewrite !mul0r.
have z0 : 0 < Zsum tok (q x) by apply: lt_le_trans (s0 x v nv) (Zsum_ge v (qP x)).
by rewrite /share lgf ?s0 //; congr (_ * _); rewrite opprB addrC addrNK.
Qed.

Theorem leakage : LogLaw.leakage L tok.
Proof.
move=> tI tO /card_gt0P[v _] q qP; have [_ /(_ tO q qP) lt] := Partition.leakage R tI.
have z0 : 0 < Zsum tok q.
  apply: lt_le_trans (Zsum_ge v (pos_model_model qP)).
  by rewrite (Q_gt0 qP) ?size_tuple ?code_over.
by rewrite oppr_gt0 -(lg1 L); apply: lg_lt; rewrite ?posrE ?ltr01.
Qed.

Theorem split_gap : LogLaw.split_gap L tok n.
Proof.
move=> q qP q0; have s0 := item_score_gt0 q0.
rewrite /fv_loss opprK addrC -sumrB; apply: eq_bigr => x _; rewrite -sumrB.
apply: eq_bigr => v _; rewrite -mulrBr.
case: (posnP (n x v)) => [->|nv]; first by rewrite !mul0r.
have C0 : 0 < seq_mass tok (q x).
  apply: seq_mass_gt0 (qP x) _; rewrite gt_eqF //.
  exact: lt_le_trans (s0 x v nv) (Zsum_ge v (qP x)).
have m0 : 0 < (mult tok (tok v))%:R :> R by rewrite ltr0n mult_gt0.
have sv := s0 x v nv; rewrite /item_score in sv.
congr (_ * _); rewrite /split !lgf ?mulr_gt0 // lgM //.
by set a := L (Q _ _); set b := L (seq_mass _ _); set c := L _; move: a b c => a b c; ring.
Qed.

End Losses.

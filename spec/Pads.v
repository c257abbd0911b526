(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Pads, of G3: predicted like tokens, or counted in a mean.                  *)
(*   predicted_pads     what the pads add to the loss                         *)
(*   counted_pads       when the optimum of the item loss stays               *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementTraining.
From Sidproof Require Import Finite Tokenization Model Gibbs Maxima.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem predicted_pads (R : realFieldType) (T I : finType) K (code : I -> seq T) :
  TrainingLaw.predicted_pads R K code.
Proof.
move=> codeK; split=> [|q v qP w].
  have pm v : pmap id (padded K code v) = code v.
    rewrite /padded pmap_cat (_ : pmap id (nseq _ _) = [::]); last by elim: (K - _)%N.
    by rewrite cats0; elim: (code v : seq T) => //= t s ->.
  split=> pI u v e; last by apply: pI; rewrite -pm e pm.
  by apply: pI; rewrite /padded e.
have E : Q q (padded K code v) = Q q w * cont q w (nseq (K - size w) None).
  by rewrite /padded Q_cat size_map.
split=> // w0; rewrite E.
have P m u : cont q u (nseq m None) = \prod_(j < m) q (u ++ nseq j None) None.
  elim: m u => [|m IH] u; first by rewrite big_ord0.
  rewrite big_ord_recl cats0 /= IH; congr (_ * _); apply: eq_bigr => j _.
  by rewrite cat_rcons.
have le1 u t : q u t <= 1.
  by have [q0 <-] := qP u; rewrite (bigD1 t) //= ler_addl; apply: sumr_ge0.
rewrite P; have := leif_pprod (P := predT) (fun (j : 'I_(K - size w)) _ => proj1 (qP (w ++ nseq j None)) None)
  (fun j _ => leif_eq (le1 (w ++ nseq j None) None)).
rewrite /= big1_eq oner_eq0 /= => -[le eq]; split; first by rewrite ler_pimulr ?(ltW w0).
by rewrite -[X in _ == X]mulr1 (inj_eq (mulfI (lt0r_neq0 w0))) eq.
Qed.

Theorem counted_pads (R : realFieldType) (B I : finType) : TrainingLaw.counted_pads R B I.
Proof.
move=> n c c0 N0; pose m v := (\sum_b n b v)%N; pose m' v := (\sum_b c b * n b v)%N; have {}N0 : (0 < events m)%N := N0.
have likE (d : B -> I -> nat) (p : I -> R) : \prod_b \prod_v p v ^+ d b v = lik (fun v => \sum_b d b v)%N p.
  by rewrite exchange_big /=; apply: eq_bigr => v _; rewrite prodrXr.
have N0' : (0 < events m')%N.
  have [v mv] : exists v, (0 < m v)%N.
    apply/existsP; apply: contraTT N0 => /existsPn H; rewrite -leqNgt leqn0 sum_nat_eq0.
    by apply/forallP => v; have := H v; rewrite -leqNgt leqn0.
  rewrite /events (bigD1 v) //= ltn_addr // /m'.
  apply: leq_trans mv _; apply: leq_sum => b _; by rewrite leq_pmull.
have opt (d : B -> I -> nat) p : (0 < events (fun v => \sum_b d b v)%N)%N ->
    maximises (@law R I) (fun p => \prod_b \prod_v p v ^+ d b v) p <->
    law p /\ p =1 emp R (fun v => \sum_b d b v)%N.
  move=> D0; have bP : maximises (@law R I) (fun p => \prod_b \prod_v p v ^+ d b v) (emp R (fun v => \sum_b d b v)%N).
    split=> [|p' p'P]; first exact: emp_law.
    by rewrite !likE; have [] := gibbs (law_sublaw p'P) D0.
  rewrite (maximises_max _ (maximum_of bP)) !likE.
  split=> -[pP e]; split=> //.
    have [_ eq] := gibbs (law_sublaw pP) D0; move/eqP: e; rewrite eq => /forallP e v.
    exact/eqP.
  by apply: eq_lik => v _; rewrite e.
have O1 p := opt n p N0; have O2 p := opt (fun b v => c b * n b v)%N p N0'.
split=> [[p [/O1[_ e] /O2[_ e']]] v|e]; first by rewrite -e' -e.
exists (emp R m); split; first by apply/O1; split=> //; apply: emp_law.
by apply/O2; split=> //; apply: emp_law.
Qed.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Small cases in which a changed loss has another optimum (G3).              *)
(*   weights_in_a_family                    rows tied over two positions      *)
(*   smoothing_tokens_is_not_smoothing_items                                  *)
(*   temperature_moves_the_optimum          inverse temperature 2             *)
(*   pads_move_the_optimum                  two batches, one twice as wide    *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementTraining.
From Sidproof Require Import Finite Tokenization Model Gibbs Maxima Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Examples.
Variable R : realFieldType.
Let bits : codebooks [finType of bool] := fun _ => [set: bool].

Lemma over_bits w : over bits w.
Proof. by elim: w => //= t w IH; rewrite inE. Qed.

Lemma emp_bool (m : bool -> nat) b : emp R m b = (m b)%:R / (m true + m false)%:R.
Proof. by rewrite /emp /events big_bool. Qed.

(* a likelihood of counts is maximal at their empirical law *)
Lemma maximises_emp (J : finType) (m : J -> nat) (f : (J -> R) -> R) : (0 < events m)%N ->
  (forall p, f p = lik m p) -> maximises (@law R J) f (emp R m).
Proof.
move=> m0 fE; split=> [|p pP]; first exact: emp_law.
by rewrite !fE; have [] := gibbs (law_sublaw pP) m0.
Qed.

Theorem weights_in_a_family : TrainingLaw.weights_in_a_family R.
Proof.
pose tok := @Tokenization [finType of unit] _ bits 2 (fun=> [tuple false; true]) (fun=> over_bits _).
pose c (j : 'I_2) := if j == ord0 then 2%N else 1%N.
pose m (c : 'I_2 -> nat) b := if b then c (inord 1) else c ord0.
have E (c' : 'I_2 -> nat) d :
    weighted_lik tok (fun=> 1%N) c' (par (fun=> d)) = lik (m c') d :> R.
  rewrite /weighted_lik (big_pred1 tt) => [|[]//]; rewrite expr1 /lik big_bool /= mulrC.
  rewrite !big_ord_recl big_ord0 mulr1 /par /m; congr (_ * _ ^+ c' _).
  by apply: val_inj; rewrite /= inordK.
have c1 : c (inord 1) = 1%N by rewrite /c -val_eqE /= inordK.
have e1 : (0 < events (m (fun=> 1%N)))%N by rewrite /events big_bool.
have e2 : (0 < events (m c))%N by rewrite /events big_bool /= c1.
exists tok, c, (emp R (m (fun=> 1%N))), (emp R (m c)); split.
- by move=> j; rewrite /c; case: ifP.
- exact: maximises_emp e1 (E _).
- exact: maximises_emp e2 (E _).
- by rewrite emp_bool.
by rewrite emp_bool /m c1.
Qed.

Theorem smoothing_tokens_is_not_smoothing_items :
  TrainingLaw.smoothing_tokens_is_not_smoothing_items R.
Proof.
pose a : 2.-tuple bool := [tuple false; false].
exists (@Tokenization [finType of 2.-tuple bool] _ bits 2 id (fun v => over_bits v)).
set tok := Tokenization _; move=> n e.
have nE (P : pred (2.-tuple bool)) : (\sum_(v | P v) n v)%N = P a.
  rewrite big_mkcond (bigD1 a) //= big1 ?addn0 /n ?eqxx => [|v /negbTE ->]; first by case: (P a).
  by case: ifP.
have B w : below tok n w = prefix w a by apply: nE.
split=> [|q H]; first by split=> // s _; exists s.
have row w : (size w < 2)%N -> prefix (rcons w false) a -> q w false = 3%:R / 4%:R.
  move=> w2 pw; have pw' := prefix_of_rcons pw.
  by rewrite H ?B ?pw' // /smoothed_row !B pw pw' -[nat_of_bool true]/1%N cardsT card_bool /e; field.
split; first by rewrite /item_score /Q /= !row //; field.
by rewrite /emp /events (nE xpredT) /n eqxx -[nat_of_bool true]/1%N card_tuple card_bool /e; field.
Qed.

Theorem temperature_moves_the_optimum : TrainingLaw.temperature_moves_the_optimum R.
Proof.
pose tok := @Tokenization [finType of bool] _ bits 1 (fun v => [tuple v]) (fun=> over_bits _).
pose n (v : bool) := if v then 4%N else 1%N.
pose q : cond R [finType of bool] := fun _ t => (if t then 2%:R else 1%:R) / 3%:R.
have sum2 (f : bool -> R) : \sum_(t in bits 0%N) f t = f true + f false.
  by rewrite (eq_bigl xpredT) => [|t]; rewrite ?inE // big_bool.
have n0 : (0 < events n)%N by rewrite /events big_bool.
have E q' : \prod_v Q (tempered bits 2 q') (tok v) ^+ n v = lik n (tempered bits 2 q' [::]) :> R.
  by apply: eq_bigr => v _; rewrite /Q /= mulr1.
have tq : tempered bits 2 q [::] =1 emp R n.
  by case; rewrite emp_bool /tempered /bits sum2 /q /n; field.
have q0 t : 0 < q [::] t by rewrite /q; case: t; rewrite divr_gt0 ?ltr0n.
exists tok, n, q; split.
- split=> [u v [->]//|s _]; exists (tnth s ord0); apply: eq_from_tnth => i.
  by rewrite (ord1 i).
- split=> [[|//] _ _|q' q'P].
    by split=> [t _|]; [exact: q0 | rewrite sum2 /q; field].
  rewrite !E [leRHS](eq_lik (q' := emp R n)) => [|v _]; last exact: tq.
  have [p0 _] := q'P [::] isT isT.
  have pos : 0 < \sum_(t in bits 0%N) q' [::] t ^+ 2.
    by rewrite sum2 addr_gt0 // exprn_gt0 // p0 ?inE.
  have [] // := @gibbs _ _ n (tempered bits 2 q' [::]) _ n0.
  split=> [v|]; first by rewrite divr_ge0 ?sqr_ge0 // ltW.
  rewrite /tempered -mulr_suml big_bool /= -(sum2 (fun t => q' [::] t ^+ 2)) mulfV //.
  by rewrite gt_eqF.
- by rewrite emp_bool.
by rewrite /item_score /Q /= mulr1.
Qed.

Theorem pads_move_the_optimum : TrainingLaw.pads_move_the_optimum R.
Proof. by rewrite /TrainingLaw.pads_move_the_optimum !emp_bool !big_bool /=. Qed.

End Examples.

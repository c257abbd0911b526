(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* One-to-one is not enough within a family: rows tied across prefixes.       *)
(*   family_counterexample   A2c                                              *)
(* Codes 00, 01, 11 seen (2, 2, 3) times, parallel heads: the AR optimum has  *)
(* scores (8, 20, 15)/49 and ranks 01 first, the FV optimum is (2, 2, 3)/7    *)
(* and ranks 11 first.                                                        *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement Finite Tokenization Model Gibbs Partition Maxima Parallel.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Counterexample.
Variable R : realFieldType.

Let B2 : codebooks [finType of bool] := fun _ => [set: bool].
Definition tied_code (v : 'I_3) : 2.-tuple bool := [tuple val v == 2%N; val v != 0%N].

Lemma tied_over v : over B2 (tied_code v).
Proof. by rewrite /= !inE. Qed.
Definition tied : tokenization [finType of 'I_3] B2 2 := Tokenization tied_over.
Definition seen (v : 'I_3) : nat := if val v == 2%N then 3%N else 2%N.

Lemma tied_injective : injective tied.
Proof.
move=> u v /(congr1 val) /= [e1 e2]; apply: val_inj.
by move: e1 e2; case: u v => [[|[|[|u]]] ?] [[|[|[|v]]] ?].
Qed.

Lemma seen_events : events seen = 7%N.
Proof. by rewrite /events !big_ord_recl big_ord0. Qed.

(* heads from the probability of token 0 at each position *)
Definition two_heads (a b : R) : heads R [finType of bool] := fun j t =>
  let p := if j is 0%N then a else b in if t then 1 - p else p.

Lemma two_heads_laws a b : 0 <= a <= 1 -> 0 <= b <= 1 -> head_laws B2 2 (two_heads a b).
Proof.
move=> /andP[a0 a1] /andP[b0 b1] j _; split=> [t _|].
  by rewrite /two_heads; case: j => [|j]; case: t; rewrite ?subr_ge0.
by rewrite (eq_bigl xpredT) => [|t]; rewrite ?inE // big_bool /two_heads /= subrK.
Qed.

Lemma frac m n : (m <= n)%N -> (0 < n)%N -> 0 <= (m%:R / n%:R : R) <= 1.
Proof. by move=> mn n0; rewrite divr_ge0 ?ler0n //= ler_pdivr_mulr ?ltr0n // mul1r ler_nat. Qed.

Definition ar_heads := two_heads (4%:R / 7%:R) (2%:R / 7%:R).
Definition fv_heads := two_heads (2%:R / 5%:R) (1%:R / 2%:R).

Lemma Q_tied a b (v : 'I_3) : Q (par (two_heads a b)) (tied v) =
  (if val v == 2%N then 1 - a else a) * (if val v == 0%N then b else 1 - b).
Proof.
rewrite parE !big_ord_recl big_ord0 mulr1 /tied /= !(tnth_nth false) /=.
by case: v => [[|[|[|v]]] ?].
Qed.

Lemma ar_optimal : maximises (head_laws B2 2) (fun d => \prod_v Q (par d) (tied v) ^+ seen v) ar_heads.
Proof.
have N0 : (0 < events seen)%N by rewrite seen_events.
have dP : head_laws B2 2 ar_heads by apply: two_heads_laws; apply: frac.
have [H _] := best_parallel R tied N0; apply/(H _ dP) => j t _.
rewrite (marginal_emp R tied) /emp /pcount events_push seen_events /push.
rewrite big_mkcond !big_ord_recl big_ord0 /= /tied /= !(tnth_nth false) /=.
by case: j t => [[|[|j]] ?] [] //=; rewrite /ar_heads /two_heads /seen /=; field.
Qed.

Lemma share_sublaw (d : heads R [finType of bool]) : head_laws B2 2 d -> sublaw (share tied (par d)).
Proof.
move=> dP; have q0 v : 0 <= Q (par d) (tied v).
  by rewrite (Q_ge0 (par_model dP)) ?size_tuple ?code_over.
have [z0|z0] := eqVneq (Zsum tied (par d)) 0.
  by split=> [v|]; rewrite /share z0 invr0 ?mulr0 // big1 ?ler01 // => v _; rewrite mulr0.
by have [/law_sublaw] := item_laws (par_model dP) z0.
Qed.

Lemma share_fv v : share tied (par fv_heads) v = emp R seen v.
Proof.
have Z : Zsum tied (par fv_heads) = 7%:R / 10%:R.
  by rewrite /Zsum !big_ord_recl big_ord0 /fv_heads !Q_tied /=; field.
rewrite /share Z /fv_heads Q_tied /emp seen_events /seen.
by case: v => [[|[|[|v]]] ?] //=; field.
Qed.

Lemma fv_optimal :
  maximises (head_laws B2 2) (fun d => \prod_v share tied (par d) v ^+ seen v) fv_heads.
Proof.
have N0 : (0 < events seen)%N by rewrite seen_events.
split=> [|d dP]; first by apply: two_heads_laws; apply: frac.
have [le _] := gibbs (share_sublaw dP) N0; apply: le_trans le _.
by rewrite le_eqVlt; apply/orP; left; apply/eqP/eq_bigr => v _; rewrite share_fv.
Qed.

Theorem family_counterexample : Law.family_counterexample R.
Proof.
exists tied, seen, ar_heads, fv_heads, (@Ordinal 3 1 isT), (@Ordinal 3 2 isT); split.
- exact: tied_injective.
- exact: ar_optimal.
- exact: fv_optimal.
- rewrite /item_score /ar_heads !Q_tied /=.
  have -> : (1 - 4%:R / 7%:R) * (1 - 2%:R / 7%:R) = 15%:R / 49%:R :> R by field.
  have -> : 4%:R / 7%:R * (1 - 2%:R / 7%:R) = 20%:R / 49%:R :> R by field.
  by rewrite ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat.
by rewrite !share_fv /emp seen_events /seen /= ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat.
Qed.

End Counterexample.

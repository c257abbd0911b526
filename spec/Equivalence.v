(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The equivalence, and the exact gap without it.                             *)
(*   chain                 A2(a): the chain rule, for every table             *)
(*   equivalence_cascaded  A2   equivalence_parallel  A3                      *)
(*   objective_gap         B5   any_family, same_argmax_in_any_family  A2c    *)
(* (arXiv 2604.15739, as in its abstract.)                                    *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization Model Realisation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section AnyField.
Variables (F : fieldType) (T I X : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

Theorem chain : @Law.chain F T I X A k tok.
Proof.
move=> q n; apply: eq_bigr => x _; apply: eq_bigr => v _.
by rewrite /item_score QE.
Qed.

Theorem objective_gap : @Law.objective_gap F T I X A k tok.
Proof.
move=> q n z0; rewrite chain -big_split /=; apply: eq_bigr => x _.
case: (posnP (events (n x))) => [x0|/z0 zx].
  rewrite x0 expr0 mul1r; have := lik_events0 (F := F) _ x0; rewrite /lik => e.
  by rewrite !e.
rewrite -(lik_const (n x)) -(likM (n x)); apply: eq_lik => v _.
by rewrite /share mulrC divfK.
Qed.

Theorem any_family : @Law.any_family F T I X A k tok.
Proof.
move=> Theta q n z0; split=> [th|z1 th]; first exact: objective_gap (z0 th).
rewrite (objective_gap (z0 th)) big1 ?mul1r // => x _.
by case: (posnP (events (n x))) => [->|/z1 ->]; rewrite ?expr0 ?expr1n.
Qed.

End AnyField.

Section Bijection.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

Lemma item_law (q : cond R T) : bijective_onto A tok -> model A k q -> law (item_score tok q).
Proof.
move=> B qP; have [q0 q1] := Q_law qP; split=> [v|].
  by apply: q0; rewrite inE code_over.
by rewrite (sum_bijective B (fun s => Q q s)).
Qed.

Theorem equivalence_cascaded : Law.equivalence_cascaded R tok.
Proof. by move=> B X q qP; split=> [x|n]; [exact: item_law | exact: chain]. Qed.

Theorem equivalence_parallel : Law.equivalence_parallel R tok.
Proof.
move=> B X d dP; split=> [x|n].
  apply: eq_law (item_law B (par_model (dP x))) => v; exact: parE.
rewrite (@chain _ _ _ X); apply: eq_bigr => x _; apply: eq_bigr => v _.
by rewrite /item_score parE.
Qed.

Lemma Zsum_bijective (q : cond R T) : bijective_onto A tok -> model A k q -> Zsum tok q = 1.
Proof. by move=> B qP; case: (item_law B qP). Qed.

Theorem same_argmax_in_any_family : Law.same_argmax_in_any_family R tok.
Proof.
move=> B X Theta P q qP n th.
have E th' : P th' -> lik_AR tok (q th') n = lik_FV (fun x => share tok (q th' x)) n.
  move=> thP; have z1 x : Zsum tok (q th' x) = 1 by apply/Zsum_bijective/qP.
  rewrite chain; apply: eq_bigr => x _; apply: eq_bigr => v _.
  by rewrite /share z1 divr1.
by split=> -[thP opt]; split=> // th' th'P; [rewrite -!E | rewrite !E] => //; apply: opt.
Qed.

End Bijection.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Every law on S is the measure of a cascaded model: q(t|w) = P(wt) / P(w).  *)
(*   realisation        A4 on sequences                                       *)
(*   realisation_items  A4 on items, through a bijection                      *)
(*   condof p           the model of the law p                                *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization Model.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Realisation.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Implicit Types (p : k.-tuple T -> R) (q : cond R T) (w : seq T).

Let P p w := pmass A p w.

Lemma pmass_ge0 p w : law_on (grid A k) p -> 0 <= P p w.
Proof. by case=> p0 _; apply: sumr_ge0 => s /andP[sA _]; apply: p0. Qed.

(* the uniform conditional where the prefix has no mass; any would do *)
Definition condof p : cond R T := fun w t =>
  if P p w == 0 then unif R (A (size w)) t else P p (rcons w t) / P p w.

Lemma pmass_rcons_le p w t : law_on (grid A k) p -> over A (rcons w t) -> (size w < k)%N ->
  P p (rcons w t) <= P p w.
Proof.
move=> pP; rewrite over_rcons => /andP[wA tA] wk.
rewrite /P (pmass_rcons p wA wk) (bigD1 t) //= ler_addl.
by apply: sumr_ge0 => t' _; apply: pmass_ge0.
Qed.

Lemma Q_condof_pmass p w : law_on (grid A k) p -> over A w -> (size w <= k)%N ->
  Q (condof p) w = P p w.
Proof.
move=> pP; elim/last_ind: w => [|w t IH] wA; first by rewrite /P pmass_nil; case: pP.
rewrite size_rcons => wk; have wA' := wA; move: wA'; rewrite over_rcons => /andP[wA' tA].
rewrite Q_rcons IH ?(ltnW wk) // /condof; case: eqP => [w0|/eqP w0]; last first.
  by rewrite mulrC divfK.
rewrite w0 mul0r; apply/esym/eqP; rewrite eq_le pmass_ge0 // andbT -w0.
exact: pmass_rcons_le.
Qed.

Lemma Q_condof p (s : k.-tuple T) : law_on (grid A k) p -> over A s -> Q (condof p) s = p s.
Proof. by move=> pP sA; rewrite Q_condof_pmass ?size_tuple // /P pmass_full. Qed.

Lemma law_codebooks p j : law_on (grid A k) p -> (j < k)%N -> A j != set0.
Proof. by move=> /law_on_neq0/set0Pn[s]; rewrite inE => /grid_codebooks; apply. Qed.

Lemma condof_model p : law_on (grid A k) p -> model A k (condof p).
Proof.
move=> pP w wA wk; have A0 := law_codebooks pP wk.
rewrite /condof; case: eqP => [_|/eqP w0].
  exact/pos_law_on_law_on/unif_law.
split=> [t _|]; first by rewrite divr_ge0 ?pmass_ge0.
by rewrite -mulr_suml -pmass_rcons // mulfV.
Qed.

Lemma pmass_gt0 p w : pos_law_on (grid A k) p -> over A w -> (size w <= k)%N -> 0 < P p w.
Proof.
move=> pP wA wk; have pP' := pos_law_on_law_on pP; case: (pP) => p0 _.
have [s sA ws] := over_extend (fun j => @law_codebooks p j pP') wA wk.
rewrite /P /pmass (bigD1 s) /= ?inE ?sA ?ws // ltr_paddr ?p0 ?inE //.
by apply: sumr_ge0 => s' /andP[/andP[s'A _] _]; apply/ltW/p0.
Qed.

Lemma condof_pos_model p : pos_law_on (grid A k) p -> pos_model A k (condof p).
Proof.
move=> pP w wA wk; have pP' := pos_law_on_law_on pP.
split=> [t tA|]; last by case: (condof_model pP' wA wk).
have w0 : 0 < P p w by rewrite pmass_gt0 // ltnW.
by rewrite /condof gt_eqF // divr_gt0 // pmass_gt0 ?size_rcons // over_rcons wA.
Qed.

Lemma Q_determines q q' : model A k q -> model A k q' ->
  (forall s : k.-tuple T, over A s -> Q q s = Q q' s) ->
  forall w t, over A (rcons w t) -> (size w < k)%N -> Q q w != 0 -> q w t = q' w t.
Proof.
move=> qP qP' e w t wtA wk w0; have := wtA; rewrite over_rcons => /andP[wA tA].
have E u : over A u -> (size u <= k)%N -> Q q u = Q q' u.
  move=> uA uk; rewrite -(pmass_Q (model_sums qP) uA uk) -(pmass_Q (model_sums qP') uA uk).
  exact: eq_pmass.
have := E (rcons w t); rewrite size_rcons => /(_ wtA wk); rewrite !Q_rcons.
by rewrite -(E w wA (ltnW wk)) => /(mulfI w0).
Qed.

Theorem realisation : @Law.realisation R T A k.
Proof.
split=> [p pP|]; first by exists (condof p); [exact: condof_model | move=> s; exact: Q_condof].
split=> [q q'|p pP]; first exact: Q_determines.
have pP' := pos_law_on_law_on pP; exists (condof p); split; first exact: condof_pos_model.
  by move=> s; apply: Q_condof.
move=> q' qP' e w t wtA wk; apply/esym.
apply: (Q_determines (condof_model pP') qP') => // [s sA|]; first by rewrite e // Q_condof.
move: wtA; rewrite over_rcons => /andP[wA _].
by rewrite gt_eqF // (Q_gt0 (condof_pos_model pP)) // ltnW.
Qed.

End Realisation.

(* laws on items and on S correspond through a bijection *)
Section Transport.
Variables (R : realFieldType) (I T : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.
Hypothesis B : bijective_onto A tok.

Lemma sum_bijective (f : k.-tuple T -> R) : \sum_v f (tok v) = \sum_(s in grid A k) f s.
Proof.
rewrite (sum_codom_mult tok f); apply: eq_bigr => s; rewrite inE => sA.
by rewrite (proj1 (bijective_mult tok) B s sA).
Qed.

(* the law that the items put on S *)
Definition carry (p : I -> R) (s : k.-tuple T) : R := \sum_(v | tok v == s) p v.

Lemma carry_tok p v : carry p (tok v) = p v.
Proof.
by rewrite /carry (big_pred1 v) // => u /=; rewrite (inj_eq (proj1 B)).
Qed.

Lemma carry_law p : law p -> law_on (grid A k) (carry p).
Proof.
move=> [p0 p1]; split=> [s _|]; first by apply: sumr_ge0 => v _.
by rewrite -sum_bijective -p1; apply: eq_bigr => v _; apply: carry_tok.
Qed.

Lemma carry_pos_law p : pos_law p -> pos_law_on (grid A k) (carry p).
Proof.
move=> pP; case: (pP) => p0 p1; split=> [s|]; last by case: (carry_law (pos_law_law pP)).
by rewrite inE => /(proj2 B)[v <-]; rewrite carry_tok.
Qed.

End Transport.

Theorem realisation_items (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat)
  (tok : tokenization I A k) : Law.realisation_items R tok.
Proof.
move=> B p pP; have [_ [_ /(_ _ (carry_pos_law B pP))[q [qP e U]]]] := @realisation R T A k.
exists q; split=> // [v|q' qP' e']; first by rewrite e ?code_over // carry_tok.
by apply: U => // s /(proj2 B)[v <-]; rewrite e' carry_tok.
Qed.

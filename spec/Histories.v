(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Tokens merged across the borders of items (E2): the theorem holds for      *)
(* histories, and for items only where a history's tokens begin those of its  *)
(* continuations.                                                             *)
(*   whole_histories, history_tokenizer, merged_tokens                        *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementTraining.
From Sidproof Require Import Finite Tokenization Model Equivalence Partition Converse Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem whole_histories (R : realFieldType) (I T : finType) (A : codebooks T) K m
  (tok : tokenization [finType of m.-tuple I] A K) : TrainingLaw.whole_histories R tok.
Proof.
split=> [B q qP|]; last by have [H _ _ _] := bijective_iff R tok.
have [l _] := equivalence_cascaded (R := R) B (X := [finType of unit]) (fun=> qP).
by split=> [|n]; [exact: l tt | rewrite /lik_FV (big_pred1 tt) // => -[]].
Qed.

Theorem history_tokenizer (R : realFieldType) (I T : finType) (A : codebooks T) K
  (tau : seq I -> seq T) : TrainingLaw.history_tokenizer R A K tau.
Proof.
move=> A0 tauP h.
have tA g : over A (tau g) by have /andP[] := tauP g.
have tK g : (size (tau g) <= K)%N by have /andP[] := tauP g.
split=> [H s sA|H q qP].
  have dP : model A K (par (delta R s)) by apply/par_model/delta_laws; rewrite ?size_tuple.
  apply/eqP; rewrite -(eqr_nat R); have := H _ dP; rewrite Q_delta ?size_tuple // => <-.
  rewrite (eq_bigr (fun v => (prefix (tau (rcons h v)) s)%:R)) => [|v _]; last first.
    by rewrite Q_delta ?size_tuple.
  by rewrite -natr_sum -big_mkcond sum1_card cardsE.
have mass w : over A w -> (size w <= K)%N ->
    Q q w = \sum_(s in grid A K) (prefix w s)%:R * Q q s.
  move=> wA wK; rewrite -(pmass_Q (model_sums qP) wA wK) /pmass big_mkcondr.
  by apply: eq_bigr => s _; case: (prefix w s); rewrite ?mul1r ?mul0r.
rewrite (mass _ (tA h) (tK h)) (eq_bigr _ (fun v _ => mass _ (tA (rcons h v)) (tK _))) exchange_big /=.
apply: eq_bigr => s; rewrite inE => sA; rewrite -mulr_suml -natr_sum; congr (_%:R * _).
by rewrite -(H s sA) -big_mkcond sum1_card cardsE.
Qed.

(* fractions of one denominator differ as their numerators do *)
Lemma neq_frac (R : realFieldType) m m' n : (0 < n)%N -> m != m' -> m%:R / n%:R != m'%:R / n%:R :> R.
Proof.
by move=> n0 mm; rewrite (inj_eq (mulIf _)) ?eqr_nat // invr_eq0 pnatr_eq0 -lt0n.
Qed.

Theorem merged_tokens (R : realFieldType) : TrainingLaw.merged_tokens R.
Proof.
pose code (h : 2.-tuple bool) : 2.-tuple bool :=
  [tuple tnth h ord0 (+) tnth h (inord 1); tnth h (inord 1)].
have oA w : over A2 w by elim: w => //= t w IH; rewrite inE.
have codeE x y : code [tuple x; y] = [tuple x (+) y; y].
  by apply: val_inj; rewrite /= !(tnth_nth x) /= inordK.
have pairs (s : 2.-tuple bool) : exists x y, s = [tuple x; y].
  by case/tupleP: s => x s; case/tupleP: s => y s; exists x, y; apply: val_inj; rewrite /= tuple0.
exists (@Tokenization [finType of 2.-tuple bool] _ A2 2 code (fun h => oA _)); split.
- have codeI : injective code.
    move=> h h'; have [[x [y ->]] [x' [y' ->]]] := (pairs h, pairs h').
    by rewrite !codeE => -[+ e]; rewrite e => /addIb ->.
  split=> // s _; have [x [y ->]] := pairs s; exists [tuple x (+) y; y].
  by rewrite -[LHS]/(code _) codeE addbK.
- move=> c d cI.
  suff [x [t [s cx]]] : exists x t s, c x = t :: s.
    exists x, (~~ t (+) x); rewrite -[X in val X]/(code _) codeE cx /= eqseq_cons negb_and.
    by case: x {cx}; case: t.
  case c1: (c true) => [|t s]; last by exists true, t, s.
  case c0: (c false) => [|t s]; last by exists false, t, s.
  by have := cI true false; rewrite c1 c0 => /(_ erefl).
pose q := rows (10%:R / 30%:R : R) (1%:R / 2%:R) (1%:R / 5%:R).
exists q; first by apply: rows_model; apply: frac01.
have Q2 x y : Q q [:: x; y] = (match x, y with
    | false, _ => 5 | true, false => 4 | true, true => 16 end)%:R / 30%:R.
  by rewrite /Q /q /rows /=; case: x; case: y; field.
have Q1 x : Q q [:: x] = (if x then 20 else 10)%N%:R / 30%:R.
  by rewrite /Q /q /rows /=; case: x; field.
have Q0 : Q q [::] = 30%:R / 30%:R by rewrite Q_nil divff // pnatr_eq0.
have P1 x : \sum_y Q q (code [tuple x; y]) = (if x then 9 else 21)%N%:R / 30%:R.
  by rewrite big_bool !codeE /= !Q2; case: x => /=; field.
move=> x y j.
suff G : Q q (take j (code [tuple x; y])) != \sum_y' Q q (code [tuple x; y']) by exact: G.
rewrite P1 codeE; case: j => [|[|j]] /=.
- by rewrite Q0 neq_frac //; case: x.
- by rewrite Q1 neq_frac //; case: x; case: y.
by rewrite Q2 neq_frac //; case: x; case: y.
Qed.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The order in which positions are read.                                     *)
(*   order   A6                                                               *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra fingroup perm.
From Sidproof Require Import Statement Finite Tokenization Model Realisation.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma over_tnthP (T : finType) (A : codebooks T) k (s : k.-tuple T) :
  reflect (forall j : 'I_k, tnth s j \in A j) (over A s).
Proof.
apply: (iffP idP) => [sA j|H]; first exact: over_tnth.
case: k s H => [|k] s H; first by rewrite tuple0.
apply/(overP _ _ (thead s)) => j; rewrite size_tuple => jk.
by have := H (Ordinal jk); rewrite (tnth_nth (thead s)).
Qed.

Section Permutation.
Variables (T : finType) (A : codebooks T) (k : nat) (sg : 'S_k).
Implicit Types (s : k.-tuple T).

Definition unpermute s : k.-tuple T := [tuple tnth s ((sg^-1)%g j) | j < k].

Lemma permuteK : cancel (@permute T k sg) unpermute.
Proof. by move=> s; apply: eq_from_tnth => j; rewrite !tnth_mktuple permKV. Qed.

Lemma unpermuteK : cancel unpermute (@permute T k sg).
Proof. by move=> s; apply: eq_from_tnth => j; rewrite !tnth_mktuple permK. Qed.

Lemma permuted_booksE (j : 'I_k) : permuted_books sg A j = A (sg j).
Proof. by rewrite /permuted_books valK. Qed.

Lemma over_permute s : over (permuted_books sg A) (permute sg s) = over A s.
Proof.
apply/over_tnthP/over_tnthP => H j; last by rewrite tnth_mktuple permuted_booksE.
by have := H ((sg^-1)%g j); rewrite tnth_mktuple permKV permuted_booksE permKV.
Qed.

End Permutation.

Theorem order (R : realFieldType) (T : finType) (A : codebooks T) k : @Law.order R T A k.
Proof.
move=> sg; split=> [q qP|d s]; last first.
  rewrite /product [RHS](reindex_inj (@perm_inj _ sg)) /=.
  by apply: eq_bigr => j _; rewrite tnth_mktuple.
pose p s := Q q (unpermute sg s : k.-tuple T).
have over_un s : over A (unpermute sg s) = over (permuted_books sg A) s.
  by rewrite -(over_permute A sg) unpermuteK.
have pP : law_on (grid (permuted_books sg A) k) p.
  have [q0 q1] := Q_law qP; split=> [s|].
    by rewrite inE -over_un => sA; apply: q0; rewrite inE.
  rewrite (reindex (@permute T k sg)) /=; last first.
    by exists (unpermute sg) => s _; [exact: permuteK | exact: unpermuteK].
  rewrite -[RHS]q1; apply: eq_big => [s|s _]; first by rewrite !inE over_permute.
  by rewrite /p permuteK.
have [q' q'P e] := proj1 (@realisation R T (permuted_books sg A) k) p pP.
by exists q' => // s sA; rewrite e ?over_permute // /p permuteK.
Qed.

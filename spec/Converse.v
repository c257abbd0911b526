(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Normalised for every model iff the table is bijective onto S, for each of  *)
(* the four classes of models.                                                *)
(*   bijective_iff   B2                                                       *)
(* The closed classes are decided by point masses.  The positive classes are  *)
(* decided by halving: a positive cascaded model may realise any mixture of   *)
(* sequence measures, and parallel heads are replaced one position at a time. *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization Model Realisation Equivalence Partition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Converse.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.
Implicit Types (q : cond R T) (d : heads R T).

Lemma bijective_of_heads :
  (forall d, head_laws A k d -> Zsum tok (par d) = 1) -> bijective_onto A tok.
Proof.
move=> H; apply/bijective_mult => s sA.
have := H _ (delta_laws R sA (eq_leq (esym (size_tuple s)))).
by rewrite Zsum_delta // => /eqP; rewrite pnatr_eq1 => /eqP.
Qed.

(* without any sequence at all there is nothing to prove *)
Lemma bijective_of_empty : grid A k = set0 -> bijective_onto A tok.
Proof.
move=> G0; apply/bijective_mult => s sA.
by have := in_set0 s; rewrite -G0 inE sA.
Qed.

Lemma bijective_of_pos :
  (forall q, pos_model A k q -> Zsum tok q = 1) -> bijective_onto A tok.
Proof.
move=> H; apply/bijective_mult => s sA.
have A0 := grid_codebooks sA; have G0 := grid_neq0 A0.
have [q qP e] := half_model R sA.
have := H q qP; rewrite ZsumE.
under eq_bigr => s' do [rewrite inE => s'A; rewrite (e _ s'A) /half mulrCA mulrDr].
rewrite -mulr_sumr big_split /=.
rewrite (eq_bigr (fun s' : k.-tuple T => (s == s')%:R * (mult tok s')%:R)); last by move=> *; rewrite mulrC.
rewrite sum_indicM ?inE // => /half_solve e1.
have /e1/eqP : \sum_(s' in grid A k) (mult tok s')%:R * unif R (grid A k) s' = 1.
  have [_ [_ /(_ _ (unif_law R G0))[u [uP eu _]]]] := @realisation R T A k.
  by rewrite -[RHS](H u uP) ZsumE; apply: eq_bigr => s'; rewrite inE => s'A; rewrite eu.
by rewrite pnatr_eq1 => /eqP.
Qed.

(* replace the head of position i *)
Definition upd d i (a : T -> R) : heads R T := fun j => if j == i then a else d j.

Lemma Zsum_upd d i (ik : (i < k)%N) a :
  Zsum tok (par (upd d i a)) =
  \sum_v a (tnth (tok v) (Ordinal ik)) *
         \prod_(j < k | j != Ordinal ik) d j (tnth (tok v) j).
Proof.
apply: eq_bigr => v _; rewrite parE (bigD1 (Ordinal ik)) //= /upd eqxx.
by congr (_ * _); apply: eq_bigr => j /negbTE; rewrite -val_eqE /= => ->.
Qed.

Lemma Zsum_par_ext d d' : (forall j, (j < k)%N -> d j =1 d' j) ->
  Zsum tok (par d) = Zsum tok (par d').
Proof.
move=> e; apply: eq_bigr => v _; rewrite !parE; apply: eq_bigr => j _.
by rewrite e.
Qed.

Lemma heads_of_pos_heads :
  (forall d, pos_head_laws A k d -> Zsum tok (par d) = 1) ->
  forall d, head_laws A k d -> Zsum tok (par d) = 1.
Proof.
move=> H; suff G i d : head_laws A k d ->
    (forall j, (i <= j < k)%N -> pos_law_on (A j) (d j)) -> Zsum tok (par d) = 1.
  move=> d dP; apply: (G k d dP) => j /andP[kj jk].
  by have := leq_ltn_trans kj jk; rewrite ltnn.
elim: i d => [|i IH] d dP pP; first by apply: H.
case: (ltnP i k) => [ik|ki]; last first.
  by apply: IH => // j /andP[ij jk]; have := leq_ltn_trans ij jk; rewrite ltnNge ki.
have uP := unif_law R (law_on_neq0 (dP i ik)); have hP := half_law (dP i ik) uP.
have ok a : pos_law_on (A i) a -> Zsum tok (par (upd d i a)) = 1.
  move=> aP; apply: IH => j; rewrite /upd; case: eqP => [->|/eqP ji] jk //.
  - exact: pos_law_on_law_on.
  - exact: dP.
  - by apply: pP; rewrite ltn_neqAle eq_sym ji.
have U := ok _ uP; have Hh := ok _ hP.
rewrite (@Zsum_par_ext d (upd d i (d i))) => [|j _ t]; last by rewrite /upd; case: eqP => // ->.
move: U Hh; rewrite !(Zsum_upd _ ik) => U.
under eq_bigr do rewrite /half -mulrA mulrDl.
by rewrite -mulr_sumr big_split /= => /half_solve; apply.
Qed.

Theorem bijective_iff : Law.bijective_iff R tok.
Proof.
have toZ q : model A k q -> bijective_onto A tok -> Zsum tok q = 1.
  by move=> qP B; apply: Zsum_bijective.
split; split=> [H|B ? ?].
- by apply: bijective_of_heads => d /par_model; apply: H.
- exact: toZ.
- exact: bijective_of_pos.
- by apply: toZ => //; apply: pos_model_model.
- exact: bijective_of_heads.
- by apply: toZ => //; apply: par_model.
- exact/bijective_of_heads/heads_of_pos_heads.
- by apply: toZ => //; apply/par_model/pos_head_laws_laws.
Qed.

End Converse.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The partition identity Z = sum_s m(s) Q(s), and what tables it tells apart.*)
(*   partition         B1     witness           B2, the deterministic witness *)
(*   uniform_is_blind  B2, why one model never suffices                       *)
(*   leakage           B3     collision         B4                            *)
(*   item_laws, split_gap     B6                                              *)
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

Lemma ZsumE (q : cond F T) : Zsum tok q = \sum_(s in grid A k) (mult tok s)%:R * Q q s.
Proof.
rewrite /Zsum (sum_codom_mult tok (fun s => Q q s)); apply: eq_bigr => s _.
by rewrite mulr_natl.
Qed.

Theorem partition : @Law.partition F T I A k tok.
Proof.
move=> q q1; split; first exact: ZsumE.
rewrite ZsumE -[X in _ - X = _](sum_Q q1) -sumrB; apply: eq_bigr => s _.
by rewrite mulrBl mul1r.
Qed.

Theorem split_gap : @Law.split_gap F T I X A k tok.
Proof.
move=> q n m0; rewrite /lik_FV -big_split /=; apply: eq_bigr => x _.
rewrite -big_split /=; apply: eq_bigr => v _; rewrite -exprMn; congr (_ ^+ _).
by rewrite /split invfM [Q _ _ * (_ * _)]mulrA [RHS]mulrC divfK.
Qed.

End AnyField.

Section Ordered.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.
Implicit Types (q : cond R T) (s : k.-tuple T).

Lemma Zsum_delta s : over A s -> Zsum tok (par (delta R s)) = (mult tok s)%:R.
Proof.
move=> sA; rewrite ZsumE (eq_bigr (fun s' : k.-tuple T => (s == s')%:R * (mult tok s')%:R)).
  by rewrite sum_indicM // inE.
by move=> s' _; rewrite Q_delta ?size_tuple // prefix_size_eq ?size_tuple // mulrC eq_sym.
Qed.

Theorem witness : Law.witness R tok.
Proof.
move=> s sA; exists (delta R s); last exact: Zsum_delta.
by apply: delta_laws; rewrite ?size_tuple.
Qed.

Theorem uniform_is_blind : Law.uniform_is_blind R tok.
Proof.
move=> q qu; rewrite /Zsum (eq_bigr (fun=> #|grid A k|%:R^-1)) => [|v _].
  by rewrite sumr_const -[LHS]mulr_natl.
by rewrite qu ?code_over.
Qed.

(* B3 *)
Lemma Zsum_leak q : model A k q -> injective tok ->
  Zsum tok q = 1 - \sum_(s in grid A k | s \notin codom tok) Q q s.
Proof.
move=> qP tokI; rewrite -(sum_Q (model_sums qP)) [X in X - _](bigID (mem (codom tok))) /= addrK.
rewrite ZsumE [RHS]big_mkcondr /=; apply: eq_bigr => s _.
by rewrite mult_inj //; case: (s \in codom tok); rewrite ?mul1r ?mul0r.
Qed.

Lemma leak_ge0 q : model A k q -> 0 <= \sum_(s in grid A k | s \notin codom tok) Q q s.
Proof.
by move=> qP; apply: sumr_ge0 => s /andP[]; rewrite inE => sA _; rewrite (Q_ge0 qP) ?size_tuple.
Qed.

Theorem leakage : Law.leakage R tok.
Proof.
move=> tokI; split=> [q qP|NO q qP].
  have l0 := leak_ge0 qP; rewrite Zsum_leak // ler_subl_addr ler_addl; split=> //.
  split=> [/eqP|out].
    rewrite subr_eq addrC -subr_eq subrr eq_sym => /eqP L s sA sN.
    have pos s' : (s' \in grid A k) && (s' \notin codom tok) -> 0 <= Q q s'.
      by rewrite inE => /andP[s'A _]; rewrite (Q_ge0 qP) ?size_tuple.
    by apply: (psumr_eq0P pos L); rewrite inE sA.
  by rewrite big1 ?subr0 // => s /andP[]; rewrite inE; apply: out.
rewrite Zsum_leak ?ltr_subl_addr ?ltr_addl; [|exact: pos_model_model|by []].
have [s sA sN] : exists2 s : k.-tuple T, over A s & s \notin codom tok.
  apply/exists_inP; apply: contraT => /exists_inPn H; case: NO => s sA.
  by have := H s sA; rewrite negbK => /codomP[v ->]; exists v.
rewrite (bigD1 s) /= ?inE ?sA // ltr_paddr ?(Q_gt0 qP) ?size_tuple //.
apply: sumr_ge0 => s' /andP[/andP[]]; rewrite inE => s'A _ _.
by rewrite (Q_ge0 (pos_model_model qP)) ?size_tuple.
Qed.

(* B4 *)
Lemma collision_mult : ~ injective tok -> exists2 s : k.-tuple T, over A s & (2 <= mult tok s)%N.
Proof.
move=> /injectiveP/injectivePn[u [v uv e]]; exists (tok u); first exact: code_over.
by rewrite /mult (cardsD1 u) (cardsD1 v) !inE eqxx eq_sym uv -e eqxx addnA leq_addr.
Qed.

(* halfway between the point mass at s and the uniform law of sequences *)
Lemma half_model s : over A s -> exists2 q, pos_model A k q &
  forall s' : k.-tuple T, over A s' ->
    Q q s' = half (fun s' : k.-tuple T => (s == s')%:R) (unif R (grid A k)) s'.
Proof.
move=> sA; have A0 := grid_codebooks sA; have G0 := grid_neq0 A0.
have hP : pos_law_on (grid A k) (half (fun s' : k.-tuple T => (s == s')%:R) (unif R (grid A k))).
  apply: half_law (unif_law R G0); split=> [s' _|]; first exact: ler0n.
  by apply: sum_indic; rewrite inE.
by have [_ [_ /(_ _ hP)[q [qP e _]]]] := @realisation R T A k; exists q.
Qed.

Theorem collision : Law.collision R tok.
Proof.
move=> /collision_mult[s sA m2]; split.
  exists (delta R s); first by apply: delta_laws; rewrite ?size_tuple.
  by rewrite Zsum_delta // ler_nat.
have [q qP e] := half_model sA; exists q => //.
have q0 := pos_model_model qP; have G0 := grid_neq0 (grid_codebooks sA).
rewrite ZsumE (bigD1 s) ?inE //= ltr_paddr //.
  apply: sumr_ge0 => s' /andP[]; rewrite inE => s'A _.
  by rewrite mulr_ge0 ?ler0n // (Q_ge0 q0) ?size_tuple.
apply: (@lt_le_trans _ _ (2%:R * Q q s)); last by rewrite ler_pmul2r ?ler_nat // (Q_gt0 qP) ?size_tuple.
rewrite e // /half eqxx mulrA mulfV ?pnatr_eq0 // mul1r ltr_addl invr_gt0 ltr0n.
by rewrite card_gt0.
Qed.

(* B6 *)
Lemma seq_mass_gt0 q : model A k q -> Zsum tok q != 0 -> 0 < seq_mass tok q.
Proof.
move=> qP; have q0 (s : k.-tuple T) : s \in codom tok -> 0 <= Q q s.
  by move=> sC; rewrite (Q_ge0 qP) ?size_tuple // (codom_over sC).
apply: contraNT; rewrite -leNgt => le.
have /psumr_eq0P H : seq_mass tok q = 0 by apply/le_anti; rewrite le sumr_ge0.
by rewrite /Zsum big1 // => v _; apply: H => //; apply: codom_f.
Qed.

Lemma sum_codom_div (f : k.-tuple T -> R) :
  \sum_v f (tok v) / (mult tok (tok v))%:R = \sum_(s in codom tok) f s.
Proof.
rewrite (partition_big (fun v => tok v) (mem (codom tok))) /= => [|v _]; last exact: codom_f.
apply: eq_bigr => s /codomP[v0 ->]; rewrite (eq_bigr (fun=> f (tok v0) / (mult tok (tok v0))%:R)).
  rewrite sumr_const -[LHS]mulr_natr (_ : #|_| = mult tok (tok v0)).
    by rewrite divfK // pnatr_eq0 -lt0n mult_gt0.
  by rewrite /mult cardsE; apply: eq_card.
by move=> v /eqP ->.
Qed.

Theorem item_laws : Law.item_laws R tok.
Proof.
move=> q qP z0; have C0 := seq_mass_gt0 qP z0.
have q0 v : 0 <= Q q (tok v) by rewrite (Q_ge0 qP) ?size_tuple ?code_over.
split; split=> [v|].
- by rewrite divr_ge0 // sumr_ge0.
- by rewrite -mulr_suml mulfV.
- by rewrite divr_ge0 // mulr_ge0 ?ler0n // ltW.
rewrite /split (eq_bigr (fun v => Q q (tok v) / (mult tok (tok v))%:R / seq_mass tok q)).
  by rewrite -mulr_suml (sum_codom_div (fun s => Q q s)) mulfV // gt_eqF.
by move=> v _; rewrite invfM mulrA mulrAC.
Qed.

End Ordered.

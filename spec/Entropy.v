(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Entropies and divergences of laws, before any data.                        *)
(*   divergence           Gibbs: KL >= 0, zero iff equal                      *)
(*   entropy_chain        H(V) = H(f V) + H(V | f V)                          *)
(*   cond_entropy_ge0     and when it is zero                                 *)
(*   total_corr_ge0       Watanabe 1960                                       *)
(*   parallel_divergence  C3: KL(P || Q) = TC + sum_j KL(P_j || q_j)          *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementLog Finite Parallel Logarithm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Entropy.
Variables (R : realFieldType) (L : logarithm R).

Lemma KLE (J : finType) (p r : J -> R) : law p -> (forall i, 0 < p i -> 0 < r i) ->
  KL L p r = \sum_i p i * L (p i) - \sum_i p i * L (r i).
Proof.
move=> [p0 _] ac; rewrite /KL -sumrB; apply: eq_bigr => i _.
case: (eqVneq (p i) 0) => [->|pi0]; first by rewrite !mul0r subrr.
by have pi : 0 < p i; [rewrite lt_def pi0 p0 | rewrite -mulrBr lgf ?ac].
Qed.

Section CondEntropy.
Variables (J S : finType) (f : J -> S) (p : J -> R).
Hypothesis pP : law p.

Lemma image_law_ge v : p v <= image_law f p (f v).
Proof.
rewrite /image_law (bigD1 v) //= ler_addl; apply: sumr_ge0 => u _; by case: pP.
Qed.

Lemma entropy_chain1 : entropy L p = entropy L (image_law f p) + cond_entropy L f p.
Proof.
rewrite /entropy /cond_entropy -opprD; congr (- _); have [p0 _] := pP.
transitivity (\sum_v (p v * L (image_law f p (f v)) + p v * L (p v / image_law f p (f v)))).
  apply: eq_bigr => v _; case: (eqVneq (p v) 0) => [->|pv].
    by rewrite !mul0r addr0.
  have pv0 : 0 < p v by rewrite lt_def pv p0.
  by rewrite -mulrDr lgf ?(lt_le_trans pv0) ?image_law_ge // addrC addrNK.
rewrite big_split /=; congr (_ + _).
rewrite (partition_big f xpredT) //=; apply: eq_bigr => s _.
by rewrite {2}/image_law mulr_suml; apply: eq_bigr => v /eqP ->.
Qed.

Lemma cond_entropy_ge0 :
  0 <= cond_entropy L f p ?= iff [forall v, (p v == 0) || (image_law f p (f v) == p v)].
Proof.
have [p0 _] := pP; rewrite /cond_entropy -sumrN.
have t v : true -> 0 <= - (p v * L (p v / image_law f p (f v))) ?= iff
   ((p v == 0) || (image_law f p (f v) == p v)).
  move=> _; case: (eqVneq (p v) 0) => [->|pv]; first by rewrite mul0r oppr0; apply/leif_refl.
  have pv0 : 0 < p v by rewrite lt_def pv p0.
  have q0 := lt_le_trans pv0 (image_law_ge v).
  have r0 := divr_gt0 pv0 q0.
  rewrite /= -mulrN; split.
    apply: mulr_ge0; first exact: ltW.
    rewrite oppr_ge0 -(lg1 L) (lg_le L) ?posrE ?ltr01 //.
    by rewrite ler_pdivr_mulr // mul1r image_law_ge.
  rewrite eq_sym mulf_eq0 (negbTE pv) oppr_eq0 /= -(lg1 L).
  rewrite (inj_in_eq (@lg_inj _ L)) ?posrE ?ltr01 //.
  apply/eqP/eqP => [e|->]; last by rewrite mulfV // lt0r_neq0.
  by rewrite -[RHS](divfK (lt0r_neq0 q0)) e mul1r.
by have := leif_0_sum t.
Qed.

End CondEntropy.

Section TC.
Variables (T : finType) (k : nat) (p : k.-tuple T -> R).
Hypothesis pP : law p.

Lemma marginal_gt0 j s : 0 < p s -> 0 < marginal p j (tnth s j).
Proof.
move=> ps; rewrite /marginal (bigD1 s) //= ltr_paddr //.
by apply: sumr_ge0 => s' _; case: pP.
Qed.

(* a sum over sequences of a sum over positions, position by position *)
Lemma sum_positions (g : 'I_k -> T -> R) :
  \sum_s p s * (\sum_j g j (tnth s j)) = \sum_j \sum_t marginal p j t * g j t.
Proof.
transitivity (\sum_s \sum_j p s * g j (tnth s j)).
  by apply: eq_bigr => s _; rewrite mulr_sumr.
rewrite exchange_big /=; apply: eq_bigr => j _.
rewrite (partition_big (fun s : k.-tuple T => tnth s j) xpredT) //=.
apply: eq_bigr => t _; rewrite /marginal mulr_suml.
by apply: eq_bigr => s /eqP ->.
Qed.

Lemma sum_lg_product (d : 'I_k -> T -> R) : (forall s j, 0 < p s -> 0 < d j (tnth s j)) ->
  \sum_s p s * L (product d s) = \sum_j \sum_t marginal p j t * L (d j t).
Proof.
move=> d0; rewrite -sum_positions; apply: eq_bigr => s _.
case: (eqVneq (p s) 0) => [->|ps]; first by rewrite !mul0r.
by rewrite lg_prod // => j _; apply: d0; rewrite lt_def ps (proj1 pP).
Qed.

Lemma total_corrE : total_corr L p = \sum_s p s * L (p s) - \sum_s p s * L (product (marginal p) s).
Proof.
rewrite sum_lg_product => [|s j]; last exact: marginal_gt0.
by rewrite /total_corr /entropy sumrN opprK addrC.
Qed.

Lemma total_corr_ge0 : 0 <= total_corr L p ?= iff [forall s, product (marginal p) s == p s].
Proof.
have pm := product_law (fun j => marginal_law j pP).
have ac s : 0 < p s -> 0 < product (marginal p) s.
  by move=> ps; apply: prodr_gt0 => j _; apply: marginal_gt0.
have [le eq] := gibbs_log L pP (law_sublaw pm) ac; rewrite total_corrE.
by split; [rewrite subr_ge0 | rewrite eq_sym subr_eq0 eq_sym eq].
Qed.

End TC.
End Entropy.

Section Main.
Variables (R : realFieldType) (L : logarithm R).

Theorem entropy_chain : LogLaw.entropy_chain L.
Proof. by move=> J S f p pP; apply: entropy_chain1. Qed.

Theorem divergence : LogLaw.divergence L.
Proof.
move=> J p r pP rP ac; have [le eq] := gibbs_log L pP (law_sublaw rP) ac.
rewrite KLE //; split; first by rewrite subr_ge0.
rewrite eq_sym subr_eq0 eq_sym eq; by apply: eq_forallb => i; rewrite eq_sym.
Qed.

Theorem parallel_divergence (T : finType) k : @LogLaw.parallel_divergence R L T k.
Proof.
move=> p d pP dP ac; rewrite KLE // (total_corrE L pP).
have d0 s (j : 'I_k) : 0 < p s -> 0 < d j (tnth s j).
  move=> /ac; rewrite /product (bigD1 j) //= => h; have [dj0 _] := dP j.
  by rewrite lt_def dj0 andbT; apply: contraTneq h => ->; rewrite mul0r ltxx.
rewrite (sum_lg_product L pP d0) (sum_lg_product L pP) => [|s j]; last exact: marginal_gt0.
rewrite [X in _ = _ + X](eq_bigr (fun j => \sum_t marginal p j t * L (marginal p j t) -
                           \sum_t marginal p j t * L (d j t))) => [|j _].
  by rewrite sumrB addrA subrK.
rewrite KLE // => [|t]; first exact: marginal_law.
rewrite /marginal => h; have : ~~ [forall s, (tnth s j == t) ==> (p s == 0)].
  apply/negP => /forallP H; move: h; rewrite big1 ?ltxx // => s st.
  by have := H s; rewrite st => /eqP.
rewrite negb_forall => /existsP[s]; rewrite negb_imply => /andP[/eqP <- ps].
by apply: d0; rewrite lt_def ps (proj1 pP).
Qed.

End Main.

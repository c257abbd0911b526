(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Conditional models and the measure they induce on S.                       *)
(*   normalisation, sequence_law   A1 (chain rule; Morin & Bengio 2005)       *)
(*   prefix_mass                   A4: Q(w) is the mass below the prefix w    *)
(*   parE                          parallel models are the cascaded ones that *)
(*                                 ignore the prefix                          *)
(*   delta s                       the deterministic parallel model of s      *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Chain.
Variables (F : fieldType) (T : finType).
Implicit Types (q : cond F T) (w s : seq T) (A : codebooks T).

Lemma cont_cat q w s1 s2 : cont q w (s1 ++ s2) = cont q w s1 * cont q (w ++ s1) s2.
Proof.
elim: s1 w => [|t s1 IH] w /=; first by rewrite mul1r cats0.
by rewrite IH mulrA -cat_rcons.
Qed.

Lemma Q_cat q s1 s2 : Q q (s1 ++ s2) = Q q s1 * cont q s1 s2.
Proof. exact: cont_cat. Qed.

Lemma Q_nil q : Q q [::] = 1. Proof. by []. Qed.

Lemma Q_rcons q w t : Q q (rcons w t) = Q q w * q w t.
Proof. by rewrite -cats1 Q_cat /= mulr1. Qed.

Lemma contE k q w (s : k.-tuple T) :
  cont q w s = \prod_(j < k) q (w ++ take j s) (tnth s j).
Proof.
elim: k w s => [|k IH] w s; first by rewrite big_ord0 tuple0.
case/tupleP: s => t s; rewrite big_ord_recl /= cats0; congr (_ * _).
rewrite IH; apply: eq_bigr => j _; rewrite tnthS; congr q.
by rewrite /= -cats1 -catA.
Qed.

(* the textbook formula *)
Lemma QE k q (s : k.-tuple T) : Q q s = \prod_(j < k) q (take j s) (tnth s j).
Proof. exact: contE. Qed.

Lemma parE k (d : heads F T) (s : k.-tuple T) : Q (par d) s = \prod_(j < k) d j (tnth s j).
Proof.
rewrite QE; apply: eq_bigr => j _; rewrite /par size_take size_tuple.
by rewrite ltn_ord.
Qed.

Lemma eq_cont A q q' w s : over A (w ++ s) ->
  (forall u t, prefix (rcons u t) (w ++ s) -> prefix w u -> q u t = q' u t) ->
  cont q w s = cont q' w s.
Proof.
elim: s w => //= t s IH w; rewrite -cat_rcons => wA e; rewrite e ?prefix_prefix ?prefix_refl //.
congr (_ * _); apply: IH => // u t' p1 p2; apply: e => //; exact: prefix_of_rcons p2.
Qed.

Lemma par_sums_to_one A k (d : heads F T) :
  (forall j, (j < k)%N -> \sum_(t in A j) d j t = 1) -> sums_to_one A k (par d).
Proof. by move=> d1 w _ wk; apply: d1. Qed.

End Chain.

(* the mass of the sequences of S below a prefix *)
Section PrefixMass.
Variables (F : fieldType) (T : finType) (A : codebooks T) (k : nat).
Implicit Types (p : k.-tuple T -> F) (w : seq T) (q : cond F T).

Definition pmass p w : F := \sum_(s in grid A k | prefix w s) p s.

Lemma eq_pmass p p' w : (forall s : k.-tuple T, over A s -> p s = p' s) -> pmass p w = pmass p' w.
Proof. by move=> e; apply: eq_bigr => s /andP[+ _]; rewrite inE; apply: e. Qed.

Lemma pmass_nil p : pmass p [::] = \sum_(s in grid A k) p s.
Proof. by apply: eq_bigl => s; rewrite prefix0s andbT. Qed.

Lemma pmass_full p (s : k.-tuple T) : over A s -> pmass p s = p s.
Proof.
move=> sA; rewrite /pmass (big_pred1 s) // => s' /=.
rewrite prefix_size_eq ?size_tuple // inE [s' == s]eq_sym.
by apply/andP/eqP => [[_ /eqP/val_inj]//|<-].
Qed.

Lemma pmass_rcons p w : over A w -> (size w < k)%N ->
  pmass p w = \sum_(t in A (size w)) pmass p (rcons w t).
Proof.
move=> wA wk; rewrite /pmass.
rewrite (partition_big (fun s : k.-tuple T => tnth s (Ordinal wk)) (mem (A (size w)))) /=.
  by apply: eq_bigr => t _; apply: eq_bigl => s; rewrite (prefix_rcons_tnth s t wk) andbA.
by move=> s; rewrite inE => /andP[sA _]; apply: (over_tnth (Ordinal wk) sA).
Qed.

Lemma pmass_Q q w : sums_to_one A k q -> over A w -> (size w <= k)%N ->
  pmass (fun s => Q q s) w = Q q w.
Proof.
move=> q1; move en: (k - size w)%N => n; elim: n => [|n IH] in w en * => wA wk.
  have sw : size w == k by rewrite eqn_leq wk -subn_eq0 en.
  exact: (@pmass_full _ (Tuple sw)).
have wk' : (size w < k)%N by rewrite -subn_gt0 en.
rewrite pmass_rcons // (eq_bigr (fun t => Q q w * q w t)) => [|t tA].
  by rewrite -big_distrr /= q1 ?mulr1.
by rewrite IH ?Q_rcons ?size_rcons ?over_rcons ?wA // subnS en.
Qed.

Lemma sum_Q q : sums_to_one A k q -> \sum_(s in grid A k) Q q s = 1.
Proof. by move=> q1; rewrite -pmass_nil pmass_Q. Qed.

End PrefixMass.

(* continuations: the same below a prefix that has been reached *)
Section Below.
Variables (F : fieldType) (T : finType) (A : codebooks T) (k : nat).
Implicit Types (w : seq T) (q : cond F T).

Lemma cont_sum q w : sums_to_one A k q -> over A w -> (size w <= k)%N ->
  \sum_(s in grid A k | prefix w s) cont q w (drop (size w) s) = 1.
Proof.
move=> q1; move en: (k - size w)%N => n; elim: n => [|n IH] in w en * => wA wk.
  have sw : size w == k by rewrite eqn_leq wk -subn_eq0 en.
  rewrite (big_pred1 (Tuple sw)) /= ?drop_size // => s.
  rewrite prefix_size_eq ?size_tuple ?(eqP sw) // inE eq_sym.
  by apply/andP/eqP => [[_ /eqP e]|->]; [apply: val_inj | rewrite eqxx].
have wk' : (size w < k)%N by rewrite -subn_gt0 en.
rewrite (partition_big (fun s : k.-tuple T => tnth s (Ordinal wk')) (mem (A (size w)))) /=.
  rewrite -(q1 w wA wk'); apply: eq_bigr => t tA.
  rewrite (eq_bigl (fun s : k.-tuple T => (s \in grid A k) && prefix (rcons w t) s)); last first.
    by move=> s; rewrite (prefix_rcons_tnth s t wk') andbA.
  rewrite -[RHS]mulr1 -(IH (rcons w t)) ?size_rcons ?over_rcons ?wA ?subnS ?en //.
  rewrite big_distrr /=; apply: eq_bigr => s /andP[_ ps].
  rewrite (drop_nth t) ?size_tuple //=; congr (_ * _).
    by move: ps; rewrite prefix_rconsE ?size_tuple // => /andP[_ /eqP ->].
  by move: ps; rewrite prefix_rconsE ?size_tuple // => /andP[_ /eqP ->].
by move=> s; rewrite inE => /andP[sA _]; apply: (over_tnth (Ordinal wk') sA).
Qed.

End Below.

Section Models.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Implicit Types (q : cond R T) (w s : seq T) (d : heads R T).

Lemma pos_model_model q : pos_model A k q -> model A k q.
Proof. by move=> qP w wA wk; apply: pos_law_on_law_on; apply: qP. Qed.

Lemma model_sums q : model A k q -> sums_to_one A k q.
Proof. by move=> qP w wA wk; case: (qP w wA wk). Qed.

Lemma model_le k' q : (k' <= k)%N -> model A k q -> model A k' q.
Proof. by move=> le qP w wA wk; apply: qP => //; apply: leq_trans le. Qed.

Lemma par_model d : head_laws A k d -> model A k (par d).
Proof. by move=> dP w _ wk; apply: dP. Qed.

Lemma par_pos_model d : pos_head_laws A k d -> pos_model A k (par d).
Proof. by move=> dP w _ wk; apply: dP. Qed.

Lemma pos_head_laws_laws d : pos_head_laws A k d -> head_laws A k d.
Proof. by move=> dP j jk; apply: pos_law_on_law_on; apply: dP. Qed.

Lemma Q_ge0 q w : model A k q -> over A w -> (size w <= k)%N -> 0 <= Q q w.
Proof.
move=> qP; elim/last_ind: w => [|w t IH]; first by rewrite Q_nil ler01.
rewrite over_rcons size_rcons => /andP[wA tA] wk; rewrite Q_rcons.
by rewrite mulr_ge0 ?IH 1?ltnW //; case: (qP w wA wk) => q0 _; apply: q0.
Qed.

Lemma Q_gt0 q w : pos_model A k q -> over A w -> (size w <= k)%N -> 0 < Q q w.
Proof.
move=> qP; elim/last_ind: w => [|w t IH]; first by rewrite Q_nil ltr01.
rewrite over_rcons size_rcons => /andP[wA tA] wk; rewrite Q_rcons.
by rewrite mulr_gt0 ?IH 1?ltnW //; case: (qP w wA wk) => q0 _; apply: q0.
Qed.

Lemma Q_law q : model A k q -> law_on (grid A k) (fun s : k.-tuple T => Q q s).
Proof.
move=> qP; split=> [s|]; last by apply/sum_Q/model_sums.
by rewrite inE => sA; apply: Q_ge0; rewrite // size_tuple.
Qed.

Lemma Q_pos_law q : pos_model A k q -> pos_law_on (grid A k) (fun s : k.-tuple T => Q q s).
Proof.
move=> qP; split=> [s|]; last by apply/sum_Q/model_sums/pos_model_model.
by rewrite inE => sA; apply: Q_gt0; rewrite // size_tuple.
Qed.

(* the uniform parallel model *)
Definition unif_heads : heads R T := fun j => unif R (A j).

Lemma unif_heads_laws : (forall j, (j < k)%N -> A j != set0) -> pos_head_laws A k unif_heads.
Proof. by move=> A0 j jk; apply/unif_law/A0. Qed.

(* the parallel model that always emits s *)
Definition delta (s : seq T) : heads R T := fun j t => (nth t s j == t)%:R.

Lemma delta_laws s : over A s -> (k <= size s)%N -> head_laws A k (delta s).
Proof.
move=> sA ks j jk; split=> [t _|]; first exact: ler0n.
have js := leq_trans jk ks; case: s sA js {ks} => // t0 s sA js.
rewrite -[RHS](sum_indic R (over_nth t0 sA js)).
by apply: eq_bigr => t _; rewrite /delta (set_nth_default t0).
Qed.

Lemma Q_delta s w : (size w <= size s)%N -> Q (par (delta s)) w = (prefix w s)%:R.
Proof.
elim/last_ind: w => [|w t IH]; first by rewrite prefix0s.
rewrite size_rcons => ws; rewrite Q_rcons IH 1?ltnW //.
by rewrite prefix_rconsE // /par /delta -natrM mulnb.
Qed.

Lemma grid_neq0 : (forall j, (j < k)%N -> A j != set0) -> grid A k != set0.
Proof.
move=> /(over_extend (w := [::]))/(_ isT isT)[s sA _].
by apply/set0Pn; exists s; rewrite inE.
Qed.

Lemma grid_codebooks (s : k.-tuple T) : over A s -> forall j, (j < k)%N -> A j != set0.
Proof. by move=> sA j jk; apply/set0Pn; exists (tnth s (Ordinal jk)); apply: (over_tnth (Ordinal jk)). Qed.

End Models.

Theorem normalisation (F : fieldType) (T : finType) (A : codebooks T) k :
  Law.normalisation F A k.
Proof.
split=> [q|d d1]; first exact: sum_Q.
rewrite -[RHS](sum_Q (par_sums_to_one d1)); apply: eq_bigr => s _.
by rewrite parE.
Qed.

Theorem sequence_law (R : realFieldType) (T : finType) (A : codebooks T) k :
  Law.sequence_law R A k.
Proof. by split=> q; [exact: Q_law | exact: Q_pos_law]. Qed.

Theorem prefix_mass (R : realFieldType) (T : finType) (A : codebooks T) k :
  Law.prefix_mass R A k.
Proof. by move=> q /model_sums qP w; apply: pmass_Q. Qed.

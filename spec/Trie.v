(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Constrained decoding over the trie of the valid sequences C.               *)
(*   reach_step           F    h is 1 at the leaves and averages its children *)
(*   local_global_ratio   F1   (label bias: Bottou 1991, Lafferty et al. 2001,*)
(*                              Andor et al. 2016)                            *)
(*   lookahead            F3   importance_weights  F4   coherence  F5         *)
(*   decoding_laws        F    LOCAL and GLOBAL are laws on C                 *)
(*   local_equals_global  F2   local_equals_global_one_token  F2, k = 1       *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Nodes.
Variables (T : finType) (k : nat) (C : {set k.-tuple T}).
Implicit Types (w : seq T) (s : k.-tuple T).

Lemma validP w : reflect (exists2 s, s \in C & prefix w s) (valid C w).
Proof.
apply: (iffP existsP) => [[s /andP[]]|[s sC ws]]; first by exists s.
by exists s; rewrite sC.
Qed.

Lemma valid_nil : valid C [::] = (C != set0).
Proof.
apply/validP/set0Pn => [[s sC _]|[s sC]]; exists s => //; exact: prefix0s.
Qed.

Lemma valid_prefix u w : prefix u w -> valid C w -> valid C u.
Proof. by move=> uw /validP[s sC ws]; apply/validP; exists s => //; apply: prefix_trans ws. Qed.

Lemma valid_rcons w t : valid C (rcons w t) -> valid C w.
Proof. exact/valid_prefix/prefix_rcons. Qed.

Lemma valid_take j w : valid C w -> valid C (take j w).
Proof. exact/valid_prefix/prefix_take. Qed.

Lemma valid_size w : valid C w -> (size w <= k)%N.
Proof. by move=> /validP[s _ /prefixP[u e]]; rewrite -(size_tuple s) e size_cat leq_addr. Qed.

Lemma valid_next w : valid C w -> (size w < k)%N -> exists t, valid C (rcons w t).
Proof.
move=> /validP[s sC ws] wk; exists (tnth s (Ordinal wk)); apply/validP; exists s => //.
by rewrite (prefix_rcons_tnth s _ wk) ws eqxx.
Qed.

Lemma valid_full s : valid C s = (s \in C).
Proof.
apply/validP/idP => [[s' sC]|sC]; last by exists s; rewrite ?prefix_refl.
by rewrite prefix_size_eq ?size_tuple // => /eqP/val_inj ->.
Qed.

Lemma valid_over A w : C \subset grid A k -> valid C w -> over A w.
Proof.
move=> /subsetP CA /validP[s sC ws]; apply: over_prefix ws _.
by have := CA s sC; rewrite inE.
Qed.

Lemma sub_over A s : C \subset grid A k -> s \in C -> over A s.
Proof. by move=> /subsetP CA /CA; rewrite inE. Qed.

End Nodes.

Lemma take_rcons_ltn (T : Type) (w : seq T) t j : (j <= size w)%N -> take j (rcons w t) = take j w.
Proof. by move=> jw; rewrite -cats1 takel_cat. Qed.

Section AnyField.
Variables (F : fieldType) (T : finType) (k : nat) (C : {set k.-tuple T}).
Variable q : cond F T.
Implicit Types (w : seq T) (s : k.-tuple T).

Lemma reach_full s : s \in C -> reach C q s = 1.
Proof.
move=> sC; rewrite /reach (big_pred1 s) ?drop_size //= => s'.
rewrite prefix_size_eq ?size_tuple //= eq_sym.
by apply/andP/eqP => [[_ /eqP/val_inj]|->].
Qed.

Lemma reach_rcons w : (size w < k)%N ->
  reach C q w = \sum_(t | valid C (rcons w t)) q w t * reach C q (rcons w t).
Proof.
move=> wk; rewrite /reach.
rewrite (partition_big (fun s => tnth s (Ordinal wk)) (fun t => valid C (rcons w t))) /=.
  apply: eq_bigr => t _; rewrite big_distrr /=.
  apply: eq_big => [s|s]; first by rewrite (prefix_rcons_tnth s t wk) andbA.
  move=> /andP[/andP[_ _] /eqP st]; rewrite (drop_nth t) ?size_tuple //= size_rcons.
  by rewrite -(tnth_nth t s (Ordinal wk)) st.
move=> s /andP[sC ws]; apply/validP; exists s => //.
by rewrite (prefix_rcons_tnth s _ wk) ws eqxx.
Qed.

Lemma reach_nil : reach C q [::] = valid_mass C q.
Proof. by apply: eq_big => [s|s _]; rewrite ?prefix0s ?andbT ?drop0. Qed.

Theorem reach_step : DecodingLaw.reach_step C q.
Proof. by split; [exact: reach_full | split; [exact: reach_rcons | exact: reach_nil]]. Qed.

Lemma local_allowed s : (forall j : 'I_k, allowed C q (take j s) != 0) ->
  LOCAL C q s * allowed_product C q s = Q q s.
Proof.
move=> a0; rewrite /LOCAL /allowed_product -big_split QE; apply: eq_bigr => j _ /=.
by rewrite divfK.
Qed.

Lemma allowed_product_neq0 s : (forall j : 'I_k, allowed C q (take j s) != 0) ->
  allowed_product C q s != 0.
Proof. by move=> a0; apply/prodf_neq0 => j _; apply: a0. Qed.

Lemma LOCALE s : (forall j : 'I_k, allowed C q (take j s) != 0) ->
  LOCAL C q s = Q q s / allowed_product C q s.
Proof. by move=> a0; rewrite -(local_allowed a0) mulfK // allowed_product_neq0. Qed.

Theorem local_global_ratio : DecodingLaw.local_global_ratio C q.
Proof.
move=> s sC s0 m0 a0; rewrite (LOCALE a0) /GLOBAL invfM invrK mulrACA.
by rewrite mulfV // mul1r mulrC.
Qed.

Lemma take_neq0 s (P : seq T -> Prop) : s \in C ->
  (forall w, valid C w -> (size w < k)%N -> P w) -> forall j : 'I_k, P (take j s).
Proof.
move=> sC H j; apply: H; first by rewrite valid_take // valid_full.
by rewrite size_take size_tuple !ltn_ord.
Qed.

Theorem importance_weights : DecodingLaw.importance_weights C q.
Proof.
move=> a0; apply: eq_bigr => s sC; apply: local_allowed.
exact: (take_neq0 (P := fun w => allowed C q w != 0)).
Qed.

Lemma sum_GLOBAL : valid_mass C q != 0 -> \sum_(s in C) GLOBAL C q s = 1.
Proof. by move=> m0; rewrite -mulr_suml mulfV. Qed.

Theorem coherence : DecodingLaw.coherence C q.
Proof.
move=> D DC m0 d0 s sD; rewrite /GLOBAL -mulr_suml -/(valid_mass D q).
by rewrite invfM invrK mulrACA [_^-1 * valid_mass C q]mulrC mulfV // mulr1.
Qed.

Lemma Q_lookahead w : (forall w, valid C w -> (size w <= k)%N -> reach C q w != 0) ->
  valid C w -> (size w <= k)%N -> Q (lookahead_model C q) w = Q q w * reach C q w / valid_mass C q.
Proof.
move=> h0; elim/last_ind: w => [|w t IH] wv wk.
  by rewrite !Q_nil mul1r reach_nil mulfV // -reach_nil; apply: h0.
have wv' := valid_rcons wv; have wk' : (size w < k)%N by rewrite size_rcons in wk.
rewrite Q_rcons IH ?(ltnW wk') // Q_rcons /lookahead_model wv.
have hw := h0 w wv' (ltnW wk').
have m0 : valid_mass C q != 0 by rewrite -reach_nil h0 // (valid_prefix (prefix0s _) wv).
by field; rewrite hw m0.
Qed.

Theorem lookahead : DecodingLaw.lookahead C q.
Proof.
move=> h0; split=> [w wv wk|s sC].
  rewrite -(mulfV (h0 w wv (ltnW wk))) [X in X / _]reach_rcons // mulr_suml.
  by apply: eq_bigr => t tv; rewrite /lookahead_model tv.
by rewrite (Q_lookahead h0) ?valid_full ?size_tuple // reach_full // mulr1.
Qed.

(* allowed mass times reach is constant along the trie iff LOCAL = GLOBAL *)
Lemma allowed_take_rcons w t :
  \prod_(j < size (rcons w t)) allowed C q (take j (rcons w t)) =
  (\prod_(j < size w) allowed C q (take j w)) * allowed C q w.
Proof.
rewrite size_rcons big_ord_recr /= take_rcons_ltn // take_size; congr (_ * _).
by apply: eq_bigr => j _; rewrite take_rcons_ltn // ltnW.
Qed.

End AnyField.

Lemma prod_size_tuple (F : fieldType) (T : Type) k (s : k.-tuple T) (f : nat -> F) :
  \prod_(j < size s) f j = \prod_(j < k) f j.
Proof. by rewrite size_tuple. Qed.

Section Ordered.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Variable C : {set k.-tuple T}.
Hypotheses (C0 : C != set0) (CA : C \subset grid A k).
Variable q : cond R T.
Hypothesis qP : pos_model A k q.
Implicit Types (w : seq T) (s : k.-tuple T).

Lemma q_gt0 w t : valid C (rcons w t) -> 0 < q w t.
Proof.
move=> wv; have wk : (size w < k)%N by have := valid_size wv; rewrite size_rcons.
have := valid_over CA wv; rewrite over_rcons => /andP[wA tA].
by case: (qP wA wk) => q0 _; apply: q0.
Qed.

Lemma allowed_gt0 w : valid C w -> (size w < k)%N -> 0 < allowed C q w.
Proof.
move=> wv wk; have [t tv] := valid_next wv wk.
rewrite /allowed (bigD1 t) //= ltr_paddr ?q_gt0 //.
by apply: sumr_ge0 => t' /andP[t'v _]; apply/ltW/q_gt0.
Qed.

Lemma allowed_take_gt0 s : s \in C -> forall j : 'I_k, 0 < allowed C q (take j s).
Proof. by move=> sC; apply: (take_neq0 (P := fun w => 0 < allowed C q w) sC); exact: allowed_gt0. Qed.

Lemma allowed_take_neq0 s : s \in C -> forall j : 'I_k, allowed C q (take j s) != 0.
Proof. by move=> sC j; rewrite gt_eqF // allowed_take_gt0. Qed.

Lemma Q_gt0C s : s \in C -> 0 < Q q s.
Proof. by move=> sC; rewrite (Q_gt0 qP) ?size_tuple // (sub_over CA). Qed.

Lemma valid_mass_gt0 : 0 < valid_mass C q.
Proof.
have /set0Pn[s sC] := C0; rewrite /valid_mass (bigD1 s) //= ltr_paddr ?Q_gt0C //.
by apply: sumr_ge0 => s' /andP[s'C _]; apply/ltW/Q_gt0C.
Qed.

Lemma cont_gt0 w u : valid C (w ++ u) -> 0 < cont q w u.
Proof.
elim: u w => [|t u IH] w /=; first by rewrite ltr01.
rewrite -cat_rcons => wv; rewrite mulr_gt0 ?IH //.
by apply: q_gt0; apply: valid_prefix wv; apply: prefix_prefix.
Qed.

Lemma reach_gt0 w : valid C w -> (size w <= k)%N -> 0 < reach C q w.
Proof.
move=> /validP[s sC ws] wk.
have D s' : prefix w s' -> w ++ drop (size w) s' = s'.
  by rewrite prefixE => /eqP e; rewrite -{1}e cat_take_drop.
have P s' : (s' \in C) && prefix w s' -> 0 < cont q w (drop (size w) s').
  by move=> /andP[sC' ws']; apply: cont_gt0; rewrite D // valid_full.
rewrite /reach (bigD1 s) /= ?sC ?ws // ltr_paddr ?P ?sC ?ws //.
by apply: sumr_ge0 => s' /andP[/P/ltW].
Qed.

(* the masked model is a model, whose measure on C is LOCAL *)
Lemma masked_model : model A k (masked C q).
Proof.
move=> w wA wk; have [q0 q1] := qP wA wk; rewrite /masked; case: (boolP (valid C w)) => [wv|_].
  have a0 := allowed_gt0 wv wk; split=> [t tA|].
    by case: ifP => // _; rewrite divr_ge0 // ltW // q0.
  rewrite -[RHS](mulfV (lt0r_neq0 a0)) [in RHS]/allowed mulr_suml -big_mkcondr /=.
  apply: eq_bigl => t; apply: andb_idl => /(valid_over CA).
  by rewrite over_rcons => /andP[].
by split=> // t /q0/ltW.
Qed.

Lemma Q_masked w : (size w <= k)%N ->
  Q (masked C q) w = if valid C w then Q q w / \prod_(j < size w) allowed C q (take j w) else 0.
Proof.
elim/last_ind: w => [|w t IH].
  by rewrite valid_nil C0 big_ord0 divr1.
move=> wtk; have wk : (size w < k)%N by rewrite size_rcons in wtk.
rewrite Q_rcons IH; last exact: ltnW.
case: (boolP (valid C (rcons w t))) => [tv|tN].
  by rewrite (valid_rcons tv) /masked (valid_rcons tv) tv Q_rcons allowed_take_rcons invfM mulrACA.
case: ifP => wv; last by rewrite mul0r.
by rewrite /masked wv (negbTE tN) mulr0.
Qed.

Lemma Q_masked_LOCAL s : Q (masked C q) s = if s \in C then LOCAL C q s else 0.
Proof.
rewrite Q_masked ?size_tuple // valid_full; case: ifP => // sC.
rewrite LOCALE; last exact: allowed_take_neq0.
by congr (_ / _); exact: (prod_size_tuple s (fun j => allowed C q (take j s))).
Qed.

Lemma LOCAL_law : law_on C (LOCAL C q).
Proof.
split=> [s sC|].
  apply: prodr_ge0 => j _; rewrite divr_ge0 // ltW ?allowed_take_gt0 // q_gt0 //.
  rewrite (_ : rcons _ _ = take j.+1 s); first by rewrite valid_take // valid_full.
  by rewrite (take_nth (tnth s j)) ?size_tuple // -tnth_nth.
have [_ q1] := Q_law masked_model; rewrite -[RHS]q1 [RHS](bigID (mem C)) /=.
rewrite [X in _ + X]big1 ?addr0 => [|s /andP[_ sN]]; last by rewrite Q_masked_LOCAL (negbTE sN).
apply: eq_big => [s|s sC]; last by rewrite Q_masked_LOCAL sC.
by rewrite andbC; apply/esym/andb_idr => sC; apply: (subsetP CA).
Qed.

Lemma GLOBAL_law : law_on C (GLOBAL C q).
Proof.
have m0 := valid_mass_gt0; split=> [s sC|]; last by rewrite sum_GLOBAL // gt_eqF.
by rewrite divr_ge0 // ltW // Q_gt0C.
Qed.

Let inv w := reach C q w * \prod_(j < size w) allowed C q (take j w).

Lemma local_global_allowed :
  (forall s, s \in C -> LOCAL C q s = GLOBAL C q s) <->
  (forall s, s \in C -> allowed_product C q s = valid_mass C q).
Proof.
split=> H s sC; have := H s sC; rewrite (LOCALE (allowed_take_neq0 sC)) /GLOBAL.
  by move=> /(mulfI (lt0r_neq0 (Q_gt0C sC)))/invr_inj.
by move=> ->.
Qed.

Lemma local_equals_global1 :
  (forall s, s \in C -> LOCAL C q s = GLOBAL C q s) <-> siblings_agree C q.
Proof.
have P0 w : valid C w -> (size w <= k)%N -> \prod_(j < size w) allowed C q (take j w) != 0.
  move=> wv wk; apply/prodf_neq0 => j _; rewrite gt_eqF // allowed_gt0 ?valid_take //.
  by rewrite size_take ltn_ord (leq_trans _ wk).
have full s : s \in C -> \prod_(j < size s) allowed C q (take j s) = allowed_product C q s.
  by move=> _; exact: (prod_size_tuple s (fun j => allowed C q (take j s))).
rewrite local_global_allowed; split=> [e|sc].
  suff H w : (size w <= k)%N -> valid C w -> inv w = valid_mass C q.
    move=> w t t' wk tv tv'; have wv := valid_rcons tv; have a0 := allowed_gt0 wv wk.
    have E t1 : valid C (rcons w t1) -> reach C q (rcons w t1) =
        valid_mass C q / ((\prod_(j < size w) allowed C q (take j w)) * allowed C q w).
      move=> tv1; rewrite -(H (rcons w t1)) ?size_rcons // /inv allowed_take_rcons mulfK //.
      by rewrite mulf_neq0 ?P0 ?gt_eqF // ltnW.
    by rewrite !E.
  move en: (k - size w)%N => n; elim: n => [|n IH] in w en * => wk wv.
    have sw : size w == k by rewrite eqn_leq wk -subn_eq0 en.
    have wC : Tuple sw \in C by rewrite -valid_full.
    by rewrite /inv (reach_full q wC) mul1r (full _ wC) e.
  have wk' : (size w < k)%N by rewrite -subn_gt0 en.
  have a0 := allowed_gt0 wv wk'; have p0 := P0 w wv wk.
  rewrite /inv reach_rcons // (eq_bigr (fun t => q w t *
    (valid_mass C q / ((\prod_(j < size w) allowed C q (take j w)) * allowed C q w)))).
    rewrite -mulr_suml -/(allowed C q w) mulrAC [allowed C q w * _]mulrC mulrC divfK //.
    by rewrite mulf_neq0 // gt_eqF.
  move=> t tv; congr (_ * _); rewrite -(IH (rcons w t)) ?size_rcons ?subnS ?en //.
  by rewrite /inv allowed_take_rcons mulfK // mulf_neq0 // gt_eqF.
suff H w : (size w <= k)%N -> valid C w -> inv w = valid_mass C q.
  move=> s sC; have := H s (eq_leq (size_tuple s)); rewrite valid_full => /(_ sC) <-.
  by rewrite /inv (reach_full q sC) mul1r full.
elim/last_ind: w => [|w t IH] wk wv; first by rewrite /inv reach_nil big_ord0 mulr1.
have wk' : (size w < k)%N by rewrite size_rcons in wk.
rewrite -(IH (ltnW wk') (valid_rcons wv)) /inv allowed_take_rcons mulrCA mulrC.
congr (_ * _); rewrite [RHS]reach_rcons // mulrC /allowed mulr_suml; apply: eq_bigr => t' tv'.
by rewrite (sc w t t').
Qed.

Lemma one_token_agrees : k = 1%N -> siblings_agree C q.
Proof.
move=> k1 w t t' wk tv tv'.
have full u : valid C u -> size u = k -> reach C q u = 1.
  by move=> uv /eqP us; have uC : Tuple us \in C; [rewrite -valid_full | exact: (reach_full q uC)].
have w0 : size w = 0%N by move: wk; rewrite k1; case: (size w).
by rewrite !full ?size_rcons ?w0 ?k1.
Qed.

End Ordered.

Section Main.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Variable C : {set k.-tuple T}.

Theorem decoding_laws : DecodingLaw.decoding_laws R A C.
Proof. by move=> C0 CA q qP; split; [exact: (GLOBAL_law C0 CA qP) | exact: (LOCAL_law C0 CA qP)]. Qed.

Theorem local_equals_global : DecodingLaw.local_equals_global R A C.
Proof. by move=> CA q qP; exact: (local_equals_global1 CA qP). Qed.

Theorem local_equals_global_one_token : DecodingLaw.local_equals_global_one_token R A C.
Proof. by move=> k1 CA q qP; apply/(local_equals_global1 CA qP)/(one_token_agrees q). Qed.

End Main.

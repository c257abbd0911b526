(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Codes of variable length without end token.                                *)
(*   partition_variable      D    the partition identity for words            *)
(*   prefix_code_iff         D1   complete_code_iff  D1                       *)
(*   kraft_is_not_enough     D1   the code {0, 01}                            *)
(*   kraft                   D2 (Kraft 1949)                                  *)
(*   one_positive_model      D3   end_token          D4                       *)
(*   equal_maxima_variable   C1v                                              *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model Realisation Gibbs Maxima.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section AnyField.
Variables (F : fieldType) (I T : finType) (A : codebooks T) (K : nat).
Variable code : vcode I A K.

Theorem partition_variable : DecodingLaw.partition_variable F code.
Proof.
move=> q q1; rewrite /score.
transitivity (\sum_v \sum_(s in grid A K | prefix (code v) s) Q q s).
  by apply: eq_bigr => v _; rewrite -(pmass_Q q1 (word_over code v) (word_size code v)).
rewrite (exchange_big_dep (mem (grid A K))) /=; last by move=> v s _ /andP[].
apply: eq_bigr => s sA; rewrite mulr_natl /vmult cardsE -sumr_const.
by apply: eq_bigl => v; rewrite sA.
Qed.

End AnyField.

Section Ordered.
Variables (R : realFieldType) (I T : finType) (A : codebooks T) (K : nat).
Variable code : vcode I A K.
Implicit Types (s : K.-tuple T).

Lemma score_delta s : score code (par (delta R s)) = (vmult code s)%:R.
Proof.
rewrite /score (eq_bigr (fun v => (prefix (code v) s)%:R)) => [|v _].
  by rewrite -natr_sum -big_mkcond sum1_card /vmult cardsE.
by rewrite Q_delta // size_tuple word_size.
Qed.

Lemma delta_modelK s : over A s -> model A K (par (delta R s)).
Proof. by move=> sA; apply/par_model/delta_laws; rewrite ?size_tuple. Qed.

(* a model of scores: average of m over the law Q *)
Lemma score_le1 (q : cond R T) : (forall s, over A s -> (vmult code s <= 1)%N) ->
  model A K q -> score code q <= 1.
Proof.
move=> m1 qP; have [q0 q1] := Q_law qP; rewrite (partition_variable code (model_sums qP)) -[leRHS]q1.
by apply: ler_sum => s sG; rewrite ler_pimull ?q0 // lern1 m1 //; rewrite inE in sG.
Qed.

Lemma vmult_le1 : nonempty A K -> prefix_code code <-> forall s, over A s -> (vmult code s <= 1)%N.
Proof.
move=> A0; split=> [pc s _|m1 u v uv].
  apply/card_le1_eqP => u v; rewrite !inE => us vs.
  by have /orP[/pc|/pc ->] := prefix_comparable us vs.
have [s sA vs] := over_extend A0 (word_over code v) (word_size code v).
have /card_le1_eqP := m1 s sA; apply; rewrite !inE //.
exact: prefix_trans uv vs.
Qed.

Theorem prefix_code_iff : DecodingLaw.prefix_code_iff R code.
Proof.
move=> A0; rewrite (vmult_le1 A0); split=> [H s sA|m1 q]; last exact: score_le1.
by have := H _ (delta_modelK sA); rewrite score_delta lern1.
Qed.

Lemma complete_mult : nonempty A K ->
  (forall q : cond R T, model A K q -> score code q = 1) <->
  (forall s, over A s -> vmult code s = 1%N).
Proof.
move=> A0; split=> [H s sA|m1 q qP].
  by have := H _ (delta_modelK sA); rewrite score_delta => /eqP; rewrite pnatr_eq1 => /eqP.
rewrite (partition_variable code (model_sums qP)) -[RHS](sum_Q (model_sums qP)).
by apply: eq_bigr => s; rewrite inE => /m1->; rewrite mul1r.
Qed.

Theorem complete_code_iff : DecodingLaw.complete_code_iff R code.
Proof.
move=> A0; split; first exact: complete_mult.
rewrite (complete_mult A0) (vmult_le1 A0); split=> [m1|[m1 ex] s sA].
  split=> s sA; first by rewrite m1.
  have : (0 < vmult code s)%N by rewrite m1.
  by rewrite /vmult card_gt0 => /set0Pn[v]; rewrite inE; exists v.
apply/eqP; rewrite eqn_leq m1 // card_gt0; have [v vs] := ex s sA.
by apply/set0Pn; exists v; rewrite inE.
Qed.

Lemma Q_unif w : Q (par (unif_heads R A)) w = \prod_(j < size w) #|A j|%:R^-1.
Proof. exact: (parE (unif_heads R A) (in_tuple w)). Qed.

Theorem kraft : DecodingLaw.kraft R code.
Proof.
move=> A0 pc; have uP := par_pos_model (unif_heads_laws R A0).
have := proj2 (prefix_code_iff A0) pc _ (pos_model_model uP); rewrite /score.
by under eq_bigr do rewrite Q_unif.
Qed.

Theorem one_positive_model : DecodingLaw.one_positive_model R code.
Proof.
move=> A0 /(vmult_le1 A0) m1 q qP sc; apply/(complete_mult A0) => s sA.
apply/eqP; rewrite eqn_leq m1 // lt0n; apply/negP => /eqP ms.
have qP' := pos_model_model qP; have q1 := sum_Q (model_sums qP').
have sG : s \in grid A K by rewrite inE.
have := Q_gt0 qP sA; rewrite size_tuple leqnn => /(_ isT).
move: sc q1; rewrite (partition_variable code (model_sums qP')) (bigD1 s) //= ms mul0r add0r => sc.
rewrite (bigD1 s) //= => q1; rewrite ltNge => /negP; apply.
rewrite -(ler_add2r 1) add0r -[leRHS]q1 ler_add2l -sc.
apply: ler_sum => s' /andP[]; rewrite inE => s'A _.
by rewrite ler_pimull ?lern1 ?m1 // (Q_ge0 qP') ?size_tuple.
Qed.

Theorem end_token : DecodingLaw.end_token code.
Proof.
move=> tokI; split=> [u v uv|A0].
  apply: tokI; move: uv; rewrite /with_end.
  elim: (code u : seq T) (code v : seq T) => [|a s IH] [|b s'] //=.
  by move=> /andP[/eqP[->] /IH ->].
have [s sA _] := over_extend A0 (isT : over A [::]) isT.
pose s' := [tuple of map Some s] => H.
have s'A : over (end_codebooks A) s'.
  have oS (w : seq T) (B : codebooks T) : over B w -> over (end_codebooks B) (map Some w).
    by elim: w B => //= t w IH B /andP[tB wB]; rewrite !inE imset_f //= IH.
  exact: oS.
have [v] := H s' s'A; rewrite /with_end => ps.
have : None \in (s' : seq (option T)).
  by move: ps => /prefixP[u ->]; rewrite mem_cat mem_rcons inE eqxx.
by rewrite /= => /mapP[].
Qed.

(* C1v *)
Section EqualMaxima.
Hypothesis A0 : nonempty A K.

Let ext_ex v : exists s : K.-tuple T, over A s && prefix (code v) s.
Proof.
by have [s sA vs] := over_extend A0 (word_over code v) (word_size code v); exists s; rewrite sA.
Qed.

(* some sequence of full length below each word *)
Definition ext v : K.-tuple T := xchoose (ext_ex v).

Lemma ext_over v : over A (ext v).
Proof. by have /andP[] := xchooseP (ext_ex v). Qed.
Lemma ext_prefix v : prefix (code v) (ext v).
Proof. by have /andP[] := xchooseP (ext_ex v). Qed.

Definition spread (p : I -> R) (s : K.-tuple T) : R := \sum_(v | ext v == s) p v.

Lemma spread_law p : law p -> law_on (grid A K) (spread p).
Proof.
move=> [p0 p1]; split=> [s _|]; first by apply: sumr_ge0 => v _.
by rewrite -[RHS]p1 [RHS](partition_big ext (mem (grid A K))) //= => v _; rewrite inE ext_over.
Qed.

Lemma Q_spread p v : prefix_code code -> law p -> Q (condof A (spread p)) (code v) = p v.
Proof.
move=> pc pP; rewrite (Q_condof_pmass (spread_law pP)) ?word_over ?word_size // /pmass /spread.
rewrite (exchange_big_dep xpredT) //= (bigD1 v) //= [X in _ + X]big1 ?addr0 => [|u uv].
  rewrite (big_pred1 (ext v)) // => s; rewrite inE /= [s == _]eq_sym.
  by case: eqP => [<-|_]; rewrite ?andbF // ext_over ext_prefix.
apply: big1 => s /andP[/andP[_ vs] /eqP e]; case/negP: uv; apply/eqP.
have us : prefix (code u) s by rewrite -e ext_prefix.
by have /orP[/pc->|/pc] := prefix_comparable us vs.
Qed.

Lemma word_sublaw (q : cond R T) : prefix_code code -> model A K q ->
  sublaw (fun v => Q q (code v)).
Proof.
move=> pc qP; split=> [v|]; first by rewrite (Q_ge0 qP) ?word_over ?word_size.
exact: (proj2 (prefix_code_iff A0) pc).
Qed.

Theorem equal_maxima_prefix : forall X : finType, (0 < #|X|)%N ->
  (forall n : X -> I -> nat, (exists x, 0 < events (n x))%N ->
     exists m : R,
       maximum (fun q => forall x, model A K (q x))
               (fun q => \prod_x \prod_v Q (q x) (code v) ^+ n x v) m /\
       maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) m) <->
  prefix_code code.
Proof.
move=> X /card_gt0P[x0 _]; split=> [H u v uv|pc n /(data_item R) I0]; last first.
  exists (fv_max R n); split; last exact: fv_maximum.
  exists (fun x => condof A (spread (fv_best R n x))).
    split=> [x|q qP]; first exact/condof_model/spread_law/fv_best_law.
    apply: ler_prod => x _; rewrite lik_ge0 //=; last by move=> v; case: (word_sublaw pc (qP x)).
    rewrite [leRHS](eq_bigr (fun v => fv_best R n x v ^+ n x v)); last first.
      by move=> v _; rewrite Q_spread //; exact: fv_best_law.
    have: lik (n x) (fun v => Q (q x) (code v)) <= lik (n x) (fv_best R n x); last by [].
    rewrite /fv_best; case: eqP => [z|/eqP]; first by rewrite !lik_events0.
    by rewrite -lt0n => z; case: (gibbs (word_sublaw pc (qP x)) z).
  rewrite -(fv_best_max R n); apply: eq_bigr => x _; apply: eq_bigr => v _.
  by rewrite Q_spread //; exact: fv_best_law.
apply/eqP; apply: contraT => uNv.
pose n (x : X) (w : I) := ((w == u) || (w == v) : nat).
have N0 : exists x, (0 < events (n x))%N by exists x0; rewrite /events (bigD1 u) //= {1}/n eqxx.
have [m [[q [qP qo] qm] [p [pP po] pm]]] := H n N0.
have le : 1 <= m.
  rewrite -qm; have dP (x : X) : model A K (par (delta R (ext v))) by exact/delta_modelK/ext_over.
  apply: (le_trans _ (qo (fun _ => par (delta R (ext v))) dP)) => /=.
  rewrite big1 // => x _; apply: big1 => w _; rewrite /n; case: eqP => [->|_] /=.
    rewrite expr1 Q_delta ?size_tuple ?word_size //.
    by rewrite (prefix_trans uv (ext_prefix v)).
  by case: eqP => [->|_]; rewrite ?expr0 // expr1 Q_delta ?size_tuple ?word_size // ext_prefix.
have [p0 p1] := pP x0.
have pu : p x0 u + p x0 v <= 1.
  rewrite -p1 (bigD1 u) //= (bigD1 v) /=; last by rewrite eq_sym.
  by rewrite addrA ler_addl sumr_ge0.
have L x : \prod_w p x w ^+ n x w = p x u * p x v.
  rewrite (bigD1 u) //= (bigD1 v) /=; last by rewrite eq_sym.
  rewrite /n !eqxx orbT big1 ?mulr1 ?expr1 // => w /andP[wu wv].
  by rewrite (negbTE wu) (negbTE wv) expr0.
have lt : m < 1.
  rewrite -pm /lik_FV (bigD1 x0) //= L; apply: (@le_lt_trans _ _ (p x0 u * p x0 v)).
    rewrite ler_pimulr ?mulr_ge0 //; apply: prod_le1 => x _.
    have [px0 px1] := pP x; rewrite L mulr_ge0 //= mulr_ile1 //.
      by rewrite -px1 (bigD1 u) //= ler_addl sumr_ge0.
    by rewrite -px1 (bigD1 v) //= ler_addl sumr_ge0.
  have pu1 : p x0 u <= 1 by apply: le_trans pu; rewrite ler_addl.
  have pv1 : p x0 v <= 1 by apply: le_trans pu; rewrite ler_addr.
  rewrite lt_neqAle mulr_ile1 // andbT; apply/eqP => e.
  have e1 : p x0 u = 1 by apply/le_anti; rewrite pu1 -e ler_pimulr.
  have e2 : p x0 v = 1 by move: e; rewrite e1 mul1r.
  by move: pu; rewrite e1 e2 -(natrD _ 1 1) lern1.
by have := lt_le_trans lt le; rewrite ltxx.
Qed.

End EqualMaxima.

Theorem equal_maxima_variable : DecodingLaw.equal_maxima_variable R code.
Proof. by move=> A0; apply: equal_maxima_prefix. Qed.

End Ordered.

(** *** The code {0, 01}, with q(0) = 1 and q(1|0) = 1 *)
Section Example.
Variable R : realFieldType.

Definition short_code (v : bool) : seq bool := if v then [:: false; true] else [:: false].

Lemma short_over v : over (fun _ => [set: bool]) (short_code v).
Proof. by case: v; rewrite /= !inE. Qed.
Lemma short_size v : (size (short_code v) <= 2)%N.
Proof. by case: v. Qed.

Theorem kraft_is_not_enough : DecodingLaw.kraft_is_not_enough R.
Proof.
exists (Vcode short_over short_size), (par (delta R [:: false; true])); split.
- by apply/par_model/delta_laws; rewrite //= !inE.
- rewrite big_bool /= !big_ord_recr !big_ord0 /= cardsT card_bool !mul1r.
  by field.
by rewrite /score big_bool /= !Q_delta //= -natrD.
Qed.

End Example.

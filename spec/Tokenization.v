(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Words over per-position codebooks, prefixes, tables of semantic IDs.       *)
(*   over_rcons, over_take, over_tnth   words over the codebooks              *)
(*   prefix_rconsE, prefix_comparable   prefixes                              *)
(*   bijective_mult                     one-to-one and onto <-> m = 1 on S    *)
(*   injective_mult                     one-to-one <-> m <= 1 on S            *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.

Section Words.
Variable T : finType.
Implicit Types (A : codebooks T) (s w u : seq T) (t : T).

Lemma over_rcons A w t : over A (rcons w t) = over A w && (t \in A (size w)).
Proof. by elim: w A => [|a w IH] A /=; rewrite ?andbT ?andTb // IH andbA. Qed.

Lemma over_prefix A w s : prefix w s -> over A s -> over A w.
Proof.
elim: w s A => [|a w IH] [|b s] A //= /andP[/eqP-> ws] /andP[-> /=].
exact: IH.
Qed.

Lemma over_take A j w : over A w -> over A (take j w).
Proof. by apply: over_prefix; apply: prefix_take. Qed.

Lemma over_nth A w t0 j : over A w -> (j < size w)%N -> nth t0 w j \in A j.
Proof.
move=> wA jw; have := over_take j.+1 wA; rewrite (take_nth t0 jw) over_rcons.
by rewrite size_take jw => /andP[].
Qed.

Lemma overP A w t0 : reflect (forall j, (j < size w)%N -> nth t0 w j \in A j) (over A w).
Proof.
apply: (iffP idP) => [wA j|]; first exact: over_nth.
elim/last_ind: w => // w t IH H; rewrite over_rcons IH => [|j jw].
  by have := H (size w); rewrite size_rcons ltnSn nth_rcons ltnn eqxx => ->.
by have := H j; rewrite size_rcons nth_rcons jw => ->; rewrite // ltnW.
Qed.

Lemma over_tnth A k (s : k.-tuple T) (j : 'I_k) : over A s -> tnth s j \in A j.
Proof. by move=> sA; rewrite (tnth_nth (tnth s j)) over_nth // size_tuple. Qed.

Lemma prefix_size_eq s w : size s = size w -> prefix s w = (s == w).
Proof. by move=> e; rewrite prefixE e take_size eq_sym. Qed.

(* a default-free nth: [nth t s i == t] *)
Lemma prefix_rconsE w t s : (size w < size s)%N ->
  prefix (rcons w t) s = prefix w s && (nth t s (size w) == t).
Proof.
move=> ws; rewrite !prefixE size_rcons (take_nth t ws) eqseq_rcons.
by rewrite eq_sym; case: eqP => //= _; rewrite eq_sym.
Qed.

Lemma prefix_rcons_tnth k (s : k.-tuple T) w t (wk : (size w < k)%N) :
  prefix (rcons w t) s = prefix w s && (tnth s (Ordinal wk) == t).
Proof. by rewrite prefix_rconsE ?size_tuple // (tnth_nth t). Qed.

Lemma prefix_comparable u w s : prefix u s -> prefix w s -> prefix u w || prefix w u.
Proof.
rewrite !prefixE => /eqP us /eqP ws.
case: (leqP (size u) (size w)) => [uw|/ltnW wu].
  by rewrite -ws take_take // us eqxx.
by rewrite -us take_take // ws eqxx orbT.
Qed.

Lemma prefix_of_rcons w t s : prefix (rcons w t) s -> prefix w s.
Proof. exact: prefix_trans (prefix_rcons _ _). Qed.

(* every word over non-empty codebooks extends to a sequence of S *)
Lemma over_extend A k w : (forall j, (j < k)%N -> A j != set0) ->
  over A w -> (size w <= k)%N -> exists2 s : k.-tuple T, over A s & prefix w s.
Proof.
move=> A0; move en: (k - size w)%N => n; elim: n => [|n IH] in w en * => wA wk.
  have sw : size w == k by rewrite eqn_leq wk -subn_eq0 en.
  by exists (Tuple sw); rewrite //= prefix_refl.
have wk' : (size w < k)%N by rewrite -subn_gt0 en.
have /set0Pn[t tA] := A0 _ wk'.
have [|||s sA ps] := IH (rcons w t); rewrite ?size_rcons ?subnS ?en ?over_rcons ?wA //.
by exists s => //; apply: prefix_of_rcons ps.
Qed.

End Words.

Section Tables.
Variables (I T : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

Lemma bijective_mult :
  bijective_onto A tok <-> forall s : k.-tuple T, over A s -> mult tok s = 1%N.
Proof.
split=> [[tokI tokO] s /tokO[v <-]|m1].
  by rewrite /mult (_ : [set _ | _] = [set v]) ?cards1 //; apply/setP => u; rewrite !inE inj_eq.
split=> [u v e|s sA].
  have /eqP/cards1P[w ww] := m1 _ (code_over tok u).
  have: u \in [set w] by rewrite -ww inE.
  have: v \in [set w] by rewrite -ww inE e.
  by rewrite !inE => /eqP-> /eqP.
have /eqP/cards1P[w ww] := m1 s sA.
have: w \in [set w] by rewrite inE.
by rewrite -ww inE => /eqP; exists w.
Qed.

Lemma injective_mult :
  injective tok <-> forall s : k.-tuple T, (mult tok s <= 1)%N.
Proof.
split=> [tokI s|m1 u v e].
  by apply/card_le1_eqP => u v; rewrite !inE => /eqP <- /eqP /tokI.
by have /card_le1_eqP := m1 (tok u); apply; rewrite inE ?e.
Qed.

Lemma mult_codom (s : k.-tuple T) : (mult tok s != 0)%N = (s \in codom tok).
Proof.
rewrite -lt0n card_gt0; apply/set0Pn/codomP => [[v]|[v ->]].
  by rewrite inE => /eqP <-; exists v.
by exists v; rewrite inE.
Qed.

Lemma mult_inj (s : k.-tuple T) : injective tok -> mult tok s = (s \in codom tok).
Proof.
move=> /injective_mult/(_ s); rewrite -mult_codom.
by case: (mult tok s) => [|[|]].
Qed.

Lemma mult_gt0 v : (0 < mult tok (tok v))%N.
Proof. by rewrite lt0n mult_codom codom_f. Qed.

Lemma codom_over s : s \in codom tok -> over A s.
Proof. by case/codomP => v ->; apply: code_over. Qed.

Lemma sum_codom_mult (V : zmodType) (f : k.-tuple T -> V) :
  (\sum_v f (tok v) = \sum_(s in grid A k) f s *+ mult tok s)%R.
Proof.
rewrite (partition_big (fun v => tok v) (mem (grid A k))) /= => [|v _]; last by rewrite inE code_over.
apply: eq_bigr => s _; rewrite (eq_bigr (fun=> f s)) => [|v /eqP -> //].
by rewrite sumr_const; congr (_ *+ _)%R; rewrite /mult cardsE; apply: eq_card.
Qed.

End Tables.

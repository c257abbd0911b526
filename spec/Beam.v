(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Beam search over a trie, length normalisation, temperature.                *)
(*   wide_beam             H1   survival, certificate   H2                    *)
(*   length_normalisation  H4                                                 *)
(*   temperature_parallel, temperature_cascaded         H6                    *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model Parallel Trie Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.

Section Levels.
Variables (T : finType) (k : nat) (C : {set k.-tuple T}).
Variable better : rel (seq T).
Implicit Types (w u : seq T) (ws : seq (seq T)).

Lemma mem_expand w t ws : (rcons w t \in expand C ws) = (w \in ws) && valid C (rcons w t).
Proof.
apply/flatten_mapP/andP => [[u uws /mapP[t']]|[wws wv]].
  by rewrite mem_filter => /andP[uv _] /rcons_inj[-> ->].
by exists w => //; apply/mapP; exists t; rewrite // mem_filter wv mem_enum.
Qed.

Lemma nil_expand ws : [::] \in expand C ws = false.
Proof. by apply/negbTE/flatten_mapP => -[u _ /mapP[t _]]; case: u. Qed.

Lemma uniq_expand ws : uniq ws -> uniq (expand C ws).
Proof.
elim: ws => //= w ws IH /andP[wN u]; rewrite /expand /= cat_uniq IH // andbT.
have inj : injective (rcons w) by move=> t t' /rcons_inj[].
rewrite (map_inj_uniq inj) filter_uniq ?enum_uniq //=.
apply/hasPn => x /flatten_mapP[u' u'ws /mapP[t _ ->]]; apply/negP => /mapP[t' _ /rcons_inj[e _]].
by rewrite -e u'ws in wN.
Qed.

Lemma mem_level j w : (w \in level C j) = valid C w && (size w == j).
Proof.
elim: j w => [|j IH] w; first by rewrite mem_filter inE; case: w.
rewrite /=; case/lastP: w => [|w t]; first by rewrite nil_expand andbF.
rewrite mem_expand IH size_rcons eqSS; case wv : (valid C (rcons w t)); rewrite ?andbF //=.
by rewrite (valid_rcons wv) andbT.
Qed.

Lemma uniq_level j : uniq (level C j).
Proof. by elim: j => [|j IH]; [apply: filter_uniq | apply: uniq_expand]. Qed.

Lemma level_full : perm_eq (level C k) [seq val s | s <- enum C].
Proof.
apply: uniq_perm; first exact: uniq_level.
  by rewrite map_inj_uniq ?enum_uniq //; apply: val_inj.
move=> w; rewrite mem_level; apply/andP/mapP => [[wv /eqP wk]|[s]].
  have sw : size w == k by apply/eqP.
  by exists (Tuple sw) => //; rewrite mem_enum -valid_full.
by rewrite mem_enum => sC ->; rewrite valid_full sC size_tuple.
Qed.

Lemma mem_beam_level b j w : w \in beam C better b j -> w \in level C j.
Proof.
elim: j w => //= j IH w /mem_take; rewrite mem_sort.
by case/lastP: w => [|w t]; rewrite ?nil_expand // !mem_expand => /andP[/IH -> ->].
Qed.

Lemma uniq_beam b j : uniq (beam C better b j).
Proof.
elim: j => [|j IH]; first exact: filter_uniq.
by rewrite /= take_uniq // sort_uniq uniq_expand.
Qed.

Lemma take_next w j : (j < size w)%N -> exists t, take j.+1 w = rcons (take j w) t.
Proof. by case: w => // t0 w jw; exists (nth t0 (t0 :: w) j); rewrite (take_nth t0). Qed.

Theorem wide_beam : DecodingLaw.wide_beam C better.
Proof.
move=> bt btr ba; split=> [|b big k0]; first exact: level_full.
have P j : (j <= k)%N -> perm_eq (beam C better b j) (level C j).
  elim: j => [|j IH] jk; first exact: perm_refl.
  have pe : perm_eq (expand C (beam C better b j)) (level C j.+1).
    by apply: perm_flatten; apply: perm_map; apply/IH/ltnW.
  rewrite /= take_oversize; first by rewrite perm_sort.
  by rewrite size_sort (perm_size pe) big.
have E j : (0 < j <= k)%N -> beam C better b j = sort better (level C j).
  case: j => // j /andP[_ jk]; have pe : perm_eq (expand C (beam C better b j)) (level C j.+1).
    by apply: perm_flatten; apply: perm_map; apply/P/ltnW.
  rewrite /= take_oversize; last by rewrite size_sort (perm_size pe) big.
  by apply/(@perm_sortP _ better bt btr ba); exact: pe.
rewrite E ?k0 ?leqnn //; apply/(@perm_sortP _ better bt btr ba); exact: level_full.
Qed.

(* in a sorted list, few better elements means an early place *)
Lemma index_sorted (s : seq (seq T)) u : total better -> transitive better -> uniq s -> u \in s ->
  (index u (sort better s) <= count (fun x => better x u && (x != u)) s)%N.
Proof.
move=> bt btr us uIs; set r := sort better s.
have ur : u \in r by rewrite mem_sort.
have iu : (index u r < size r)%N by rewrite index_mem.
rewrite -(seq.permP (permEl (perm_sort better s))) -/r -[X in count _ X](cat_take_drop (index u r) r) count_cat.
apply: leq_trans (leq_addr _ _); rewrite -[X in (X <= _)%N](size_takel (ltnW iu)).
rewrite -[X in (X <= _)%N](count_predT) eq_leq //; apply/eq_in_count => x xr /=.
have ix : (index x r < index u r)%N by rewrite index_ltn.
have xr' : x \in r by apply: mem_take xr.
rewrite (sorted_ltn_index btr (sort_sorted bt s)) //; apply/esym/eqP => e.
by rewrite e ltnn in ix.
Qed.

Theorem survival : DecodingLaw.survival C better.
Proof.
move=> bt btr ba b w wv wk rk.
suff H j : (j <= size w)%N -> take j w \in beam C better b j by rewrite -{1}[w]take_size H.
elim: j => [|j IH] jw; first by rewrite take0 mem_filter (valid_prefix (prefix0s w) wv) inE.
have [t e] := take_next jw; set u := take j.+1 w.
have uE : u \in expand C (beam C better b j).
  by rewrite /u e mem_expand IH 1?ltnW // -e valid_take.
have sz : size u = j.+1 by rewrite /u size_takel.
rewrite /= in_take ?mem_sort //; apply: leq_ltn_trans (index_sorted bt btr (uniq_expand (uniq_beam _ _)) uE) _.
apply: leq_ltn_trans (rk j.+1 jw); rewrite /rank -/u sz -!size_filter.
apply: uniq_leq_size; first by rewrite filter_uniq // uniq_expand ?uniq_beam.
move=> x; rewrite !mem_filter => /andP[-> xE] /=.
by case/lastP: x xE => [|x t']; rewrite ?nil_expand // !mem_expand => /andP[/mem_beam_level -> ->].
Qed.

End Levels.

Theorem certificate (R : realFieldType) (T : finType) k (C : {set k.-tuple T}) :
  DecodingLaw.certificate R C.
Proof.
move=> f better fle b m s cut s' sC le.
have fpre w u : (f (w ++ u) <= f w)%R.
  elim/last_ind: u => [|u t IH]; first by rewrite cats0.
  by rewrite -rcons_cat; apply: Order.POrderTheory.le_trans (fle _ _) IH.
suff H j : (j <= k)%N -> take j s' \in beam C better b j.
  by have := H k (leqnn k); rewrite take_oversize // size_tuple.
elim: j => [|j IH] jk.
  by rewrite take0 mem_filter inE eqxx andbT (valid_prefix (prefix0s s')) // valid_full.
have jw : (j < size s')%N by rewrite size_tuple.
have [t e] := take_next jw.
have uE : take j.+1 s' \in expand C (beam C better b j).
  by rewrite e mem_expand IH 1?ltnW // -e valid_take // valid_full.
have : take j.+1 s' \in sort better (expand C (beam C better b j)) by rewrite mem_sort.
rewrite -{1}[sort _ _](cat_take_drop b) mem_cat => /orP[//|p].
have := cut j.+1 _ jk p; rewrite Order.POrderTheory.lt_neqAle => /andP[ne ls].
have := fpre (take j.+1 s') (drop j.+1 s'); rewrite cat_take_drop => ge.
case/eqP: ne; apply: Order.POrderTheory.le_anti.
by rewrite ls (Order.POrderTheory.le_trans le ge).
Qed.

Local Open Scope ring_scope.

Theorem length_normalisation (R : realFieldType) : DecodingLaw.length_normalisation R.
Proof.
move=> l l' l0 l0'; have p : 0 < l%:R :> R by rewrite ltr0n.
have p' : 0 < l'%:R :> R by rewrite ltr0n.
split=> [H|-> a b]; last by rewrite ler_pmul2r ?invr_gt0.
apply/eqP; rewrite eqn_leq; apply/andP; split.
  by rewrite -(ler_nat R) -H !mulfV ?lt0r_neq0.
have := H l'%:R l'%:R; rewrite lexx mulfV ?lt0r_neq0 // ler_pdivr_mulr // mul1r.
by rewrite ler_nat.
Qed.

Theorem temperature_parallel (R : realFieldType) (T : finType) (A : codebooks T) k e :
  DecodingLaw.temperature_parallel R A k e.
Proof.
move=> d dP s sA.
pose z j := \sum_(t in A j) d j t ^+ e.
have z0 j : (j < k)%N -> 0 < z j.
  move=> jk; have [d0 _] := dP j jk; have /set0Pn[t tA] := law_on_neq0 (pos_law_on_law_on (dP j jk)).
  rewrite /z (bigD1 t) //= ltr_paddr ?exprn_gt0 ?d0 //.
  by apply: sumr_ge0 => t' /andP[t'A _]; rewrite exprn_ge0 // ltW ?d0.
have QT (s' : k.-tuple T) :
    Q (tempered A e (par d)) s' = Q (par d) s' ^+ e / \prod_(j < k) z j.
  rewrite -[tempered A e (par d)]/(par (fun j t => d j t ^+ e / z j)) !parE.
  by rewrite prodf_div -prodrXl.
rewrite QT; congr (_ / _).
have Z0 : \prod_(j < k) z j != 0 by apply/prodf_neq0 => j _; rewrite gt_eqF ?z0.
apply: (mulIf (invr_neq0 Z0)); rewrite mulfV // mulr_suml.
rewrite -[LHS](@sum_Q _ _ A k (tempered A e (par d))) => [|w wA wk].
  by apply: eq_bigr => s' _; rewrite QT.
by rewrite -mulr_suml -/(z (size w)) mulfV // gt_eqF ?z0.
Qed.

(* two sequences cannot both be tempered as items: 1/4 : 1/10 is not 1/16 : 1/36 *)
Theorem temperature_cascaded (R : realFieldType) : DecodingLaw.temperature_cascaded R.
Proof.
pose q : cond R [finType of bool] := rows (1%:R / 2%:R) (1%:R / 2%:R) (1%:R / 3%:R).
have qP : pos_model A2 2 q by apply: rows_model; apply: frac01.
have sum2 (f : bool -> R) : \sum_(t in [set: bool]) f t = f true + f false.
  by rewrite (eq_bigl xpredT) => [|t]; rewrite ?inE // big_bool.
pose s : 2.-tuple bool := [tuple false; false]; pose s' : 2.-tuple bool := [tuple true; false].
have Ts : Q (tempered A2 2 q) s = 1%:R / 4%:R.
  by rewrite /Q /= /tempered /A2 !sum2 /q /rows /=; field.
have Ts' : Q (tempered A2 2 q) s' = 1%:R / 10%:R.
  by rewrite /Q /= /tempered /A2 !sum2 /q /rows /=; field.
have Qs : Q q s ^+ 2 = 1%:R / 16%:R by rewrite /Q /= /q /rows /=; field.
have Qs' : Q q s' ^+ 2 = 1%:R / 36%:R by rewrite /Q /= /q /rows /=; field.
set N := \sum_(u in grid A2 2) Q q u ^+ 2.
have [e|ne] := eqVneq (Q (tempered A2 2 q) s) (Q q s ^+ 2 / N); last by exists q, s.
exists q, s'; split=> //; apply/eqP; rewrite -/A2 -/N Ts' Qs'; move: e; rewrite Ts Qs => e e'.
have N4 : N = 1%:R / 4%:R.
  apply: (@mulfI _ (1%:R / 4%:R)); first by rewrite mulf_neq0 ?invr_eq0 ?pnatr_eq0.
  have [N0|N0] := eqVneq N 0; last by rewrite {1}e divfK //; field.
  by move/eqP: e; rewrite N0 invr0 mulr0 mulf_eq0 invr_eq0 !pnatr_eq0.
have /eqP : 1%:R / 10%:R = 1%:R / 9%:R :> R by rewrite e' N4; field.
by rewrite eqr_div ?pnatr_eq0 // !mul1r eqr_nat.
Qed.

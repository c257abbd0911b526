(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Truncation step by step, bigram constraints, masks in limited precision,   *)
(* and codes whose end is forced.                                             *)
(*   truncation_is_local  H7        bigram_constraint  F7                     *)
(*   soft_mask_rounded    F6        forced_end         D4                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding StatementSearch.
From Sidproof Require Import Finite Tokenization Model Trie.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma prefix_of_rconsE (T : eqType) (u w : seq T) t : prefix u (rcons w t) = (u == rcons w t) || prefix u w.
Proof.
elim: w u => [|a w IH] [|b u] //=; last by rewrite IH eqseq_cons andb_orr.
by rewrite eqseq_cons orbF; case: u.
Qed.

Section Truncation.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat) (keep : seq T -> {set T}).
Hypothesis keepP : forall w, over A w -> (size w < k)%N -> keep w != set0 /\ keep w \subset A (size w).
Local Notation kept := (kept_from keep [::]).
Local Notation D := (sub_trie k keep).

Lemma kept_from_rcons w s t : kept_from keep w (rcons s t) = kept_from keep w s && (t \in keep (w ++ s)).
Proof.
elim: s w => [|a s IH] w /=; first by rewrite cats0 andbT.
by rewrite IH cat_rcons andbA.
Qed.

Lemma keptP w : reflect (forall u t, prefix (rcons u t) w -> t \in keep u) (kept w).
Proof.
elim/last_ind: w => [|w t IH]; first by apply: ReflectT => u t; case: u.
rewrite kept_from_rcons cat0s; apply: (iffP andP) => [[/IH H tw] u a|H].
  rewrite prefix_of_rconsE => /orP[/eqP/rcons_inj[-> ->]//|]; exact: H.
split; last by apply: H; apply: prefix_refl.
by apply/IH => u a p; apply: H; rewrite (prefix_trans p) ?prefix_rcons.
Qed.
Lemma kept_prefix u w : prefix u w -> kept w -> kept u.
Proof. by move=> p /keptP H; apply/keptP => v t pv; apply: H; apply: prefix_trans pv p. Qed.

Lemma kept_over w : kept w -> (size w <= k)%N -> over A w.
Proof.
elim/last_ind: w => // w t IH; rewrite kept_from_rcons size_rcons over_rcons => /andP[kw tw] wk.
have wA := IH kw (ltnW wk); rewrite wA; have [_ /subsetP sub] := keepP wA wk; exact: sub.
Qed.

Lemma kept_extend w : kept w -> (size w <= k)%N -> exists2 s : k.-tuple T, s \in D & prefix w s.
Proof.
move en: (k - size w)%N => n; elim: n => [|n IH] in w en * => kw wk.
  have sw : size w == k by rewrite eqn_leq wk -subn_eq0 en.
  by exists (Tuple sw); rewrite ?inE // prefix_refl.
have wk' : (size w < k)%N by rewrite -subn_gt0 en.
have [/set0Pn[t tw] _] := keepP (kept_over kw wk) wk'.
have [||//|s sD p] := IH (rcons w t); rewrite ?size_rcons //; first by rewrite subnS en.
  by rewrite kept_from_rcons kw.
by exists s => //; apply: prefix_of_rcons p.
Qed.

Lemma valid_kept w : (size w <= k)%N -> valid D w = kept w.
Proof.
move=> wk; apply/existsP/idP => [[s /andP[]]|kw]; first by rewrite inE => ks p; apply: kept_prefix p ks.
by have [s sD p] := kept_extend kw wk; exists s; rewrite sD.
Qed.

Theorem truncation_at (q : cond R T) (s : k.-tuple T) : 
  Q (truncated keep q) s = if s \in D then LOCAL D q s else 0.
Proof.
rewrite QE; case: ifPn => sD.
  move: (sD); rewrite inE => ks; apply: eq_bigr => j _; set w := take j s.
  have wk : size w = j by rewrite /w size_takel // size_tuple ltnW.
  have wj : (size w < k)%N by rewrite wk.
  have kw : kept w by apply: kept_prefix ks; apply: prefix_take.
  have tw : tnth s j \in keep w.
    move/keptP: ks; apply; rewrite (prefix_rcons_tnth _ _ wj) prefix_take /=.
    by apply/eqP; congr tnth; apply: val_inj; rewrite /= wk.
  rewrite /truncated tw; congr (_ / _); apply: eq_bigl => t.
  by rewrite valid_kept ?size_rcons // kept_from_rcons kw.
have [j jN] : exists j : 'I_k, tnth s j \notin keep (take j s).
  apply/existsP; apply: contraNT sD => /existsPn H; rewrite inE; apply/keptP => u t p.
  have uk : (size u < k)%N by have /prefixP[r /(congr1 size)] := p; rewrite size_tuple size_cat size_rcons => ->; rewrite leq_addr.
  move: p; rewrite (prefix_rcons_tnth _ _ uk) prefixE => /andP[/eqP e /eqP <-].
  by have := H (Ordinal uk); rewrite negbK /= e.
by rewrite (bigD1 j) //= /truncated (negbTE jN) mul0r.
Qed.

End Truncation.

Theorem truncation_is_local (R : realFieldType) (T : finType) (A : codebooks T) k :
  SearchLaw.truncation_is_local R A k.
Proof. by move=> keep keepP q qP s; apply: truncation_at keepP q s. Qed.

Theorem soft_mask_rounded (R : realFieldType) : SearchLaw.soft_mask_rounded R.
Proof.
move=> grid round B B0 near; split=> [x xG far|v]; last first.
  by exists (v + B + 1); rewrite addrAC addrK ltr_addl ltr01.
have [zG /(_ x xG)] := near (x - B); set z := round (x - B) in zG *.
rewrite [x - B - x]addrAC subrr add0r normrN (gtr0_norm B0) => close.
apply/eqP; apply: contraT => zx; have := far z zG zx; rewrite ltNge => /negP; case.
have -> : x - z = (x - B - z) + B by rewrite addrAC subrK.
by rewrite (le_trans (ler_norm_add _ _)) // (gtr0_norm B0) mulrDl mul1r ler_add2r.
Qed.

Section Bigram.
Variables (T : finType) (k : nat) (C : {set k.-tuple T}).

Theorem bigram_constraint : SearchLaw.bigram_constraint C.
Proof.
move=> k0; have sub : C \subset bigram C.
  apply/subsetP => s sC; rewrite inE; apply/andP; split.
    by apply/exists_inP; exists s => //; apply/forallP => i; rewrite eqxx implybT.
  by apply/forallP => i; apply/forallP => j; apply/implyP => _; apply/exists_inP; exists s; rewrite ?eqxx.
split=> //; split=> [e c c' j cC c'C cj|closed].
  rewrite -e inE; apply/andP; split.
    apply/exists_inP; exists c => //; apply/forallP => i; apply/implyP => /eqP i0.
    by rewrite tnth_mktuple i0 leq0n.
  apply/forallP => i; apply/forallP => i'; apply/implyP => /eqP ii; apply/exists_inP.
  case: (leqP i' j) => [le|lt]; [exists c => // | exists c' => //]; rewrite !tnth_mktuple.
    by rewrite le (leq_trans _ le) ?ii ?leqnSn // !eqxx.
  have ij : (j <= i)%N by rewrite -ltnS -ii.
  rewrite [(i' <= j)%N]leqNgt lt /= eqxx andbT; case: leqP => // ij'.
  by rewrite (_ : i = j) ?cj //; apply/val_inj/eqP; rewrite eqn_leq ij' ij.
apply/eqP; rewrite eqEsubset sub andbT; apply/subsetP => s; rewrite inE => /andP[/exists_inP[c0 c0C /forallP H0] /forallP H].
suff ext m : (m < k)%N -> exists2 c, c \in C & forall i : 'I_k, (i <= m)%N -> tnth c i = tnth s i.
  have [|c cC E] := ext k.-1; first by rewrite prednK.
  suff <- : c = s by [].
  by apply: eq_from_tnth => i; apply: E; rewrite -ltnS prednK.
elim: m => [|m IH] mk.
  exists c0 => // i; rewrite leqn0 => i0; apply/eqP; exact: (implyP (H0 i)).
have [c cC E] := IH (ltnW mk); pose j := Ordinal (ltnW mk); pose j' := Ordinal mk.
have /forallP/(_ j')/implyP/(_ (eqxx _))/exists_inP[c' c'C /andP[/eqP e /eqP e']] := H j.
exists (splice c c' j); first by apply: closed; rewrite // E // e.
move=> i im; rewrite tnth_mktuple; case: (leqP i j) => [le|lt]; first by apply: E.
by rewrite (_ : i = j') //; apply/val_inj/eqP; rewrite eqn_leq im.
Qed.

End Bigram.

Theorem forced_end (I T : finType) (A : codebooks T) K (code : vcode I A K) :
  SearchLaw.forced_end code.
Proof.
have over_map (B : codebooks T) w m : over B w -> (size w <= m)%N ->
    over (forced_end_codebooks m B) (map Some w).
  elim: w B m => //= t w IH B [//|m] /andP[tB wB] wm.
  by rewrite {1}/forced_end_codebooks /= /end_codebooks !inE imset_f //=; apply: (IH _ m).
split=> [H w wA wK|H s sA].
  pose u := map Some w ++ nseq (K.+1 - size w) None.
  have su : size u == K.+1 by rewrite size_cat size_map size_nseq subnKC // ltnW.
  have uB : over (forced_end_codebooks K A) (Tuple su).
    apply/(overP _ _ None) => j _ /=; rewrite /u nth_cat size_map; case: ltnP => jw.
      by apply: over_nth (over_map _ _ _ wA wK) _; rewrite size_map.
    by rewrite nth_nseq if_same /forced_end_codebooks; case: ifP; rewrite !inE.
  have [v] := H (Tuple su) uB; rewrite /= /u /with_end => p; exists v.
  have cn : (K.+1 - size w = (K - size w).+1)%N by rewrite subSn.
  rewrite cn /= -cat_rcons in p.
  move: (nseq (K - size w) None) p => pad {wA wK u su uB cn}.
  elim: (code v : seq T) w => [|a s IH] [|b w] //= /andP[/eqP[->]].
  by move=> /IH ->.
(* the part of s before its first end token is a word of the table *)
have [w [r sE]] : exists w r, tval s = map Some w ++ None :: r.
  suff : None \in tval s.
    elim: (tval s) => //= -[a|] u IH; last by move=> _; exists [::], u.
    by rewrite inE => /IH[w [r ->]]; exists (a :: w), r.
  have := over_tnth ord_max sA; rewrite /forced_end_codebooks /= ltnn inE => /eqP <-.
  exact: mem_tnth.
have ws : (size w <= K)%N.
  by have := size_tuple s; rewrite sE size_cat size_map /= addnS => -[<-]; apply: leq_addr.
have wA : over A w.
  have unmap (B : codebooks T) u m : over (forced_end_codebooks m B) (map Some u ++ None :: r) ->
      (size u <= m)%N -> over B u.
    elim: u B m => //= t u IH B [//|m] /andP[tB uB] um; rewrite (IH (fun j => B j.+1) m uB um) andbT.
    by move: tB; rewrite {1}/forced_end_codebooks /= /end_codebooks !inE /= => /imsetP[t' t'B [->]].
  by apply: (unmap A w K) => //; rewrite -sE.
have [v vw] := H w wA ws; exists v; rewrite /with_end vw sE -cat_rcons; exact: prefix_prefix.
Qed.

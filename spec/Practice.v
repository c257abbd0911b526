(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Several sequences per item, and the losses as practised.                   *)
(*   item_masses, random_sequence   E1 (Cao & Rimell 2021; 2306.17757)        *)
(*   past_dependent  E2             consistency  E3 (2407.11606)              *)
(*   mean_over_tokens  G1           mean_over_own_tokens  G2                  *)
(*   stripped_token  G3             larger_vocabulary  G4                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementPractice.
From Sidproof Require Import Finite Tokenization Model Realisation Equivalence Partition Converse Gibbs Maxima Logarithm Parallel Entropy Trie Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section SeveralSequences.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I : finType) (A : codebooks T) (k : nat) (seqs : I -> {set k.-tuple T}).

Lemma sum_disjoint (f : k.-tuple T -> R) : disjoint_sets seqs -> (forall v, seqs v \subset grid A k) ->
  \sum_v \sum_(s in seqs v) f s = \sum_(s in grid A k | [exists v, s \in seqs v]) f s.
Proof.
move=> dis sub; rewrite (exchange_big_dep (fun s => (s \in grid A k) && [exists v, s \in seqs v])) /=.
  apply: eq_bigr => s /andP[_ /existsP[v sv]]; rewrite (big_pred1 v) // => u /=.
  by apply/idP/eqP => [su|-> //]; apply: dis su sv.
by move=> v s _ sv; rewrite (subsetP (sub v)) //=; apply/existsP; exists v.
Qed.

Theorem item_masses : PracticeLaw.item_masses R A seqs.
Proof.
move=> dis sub q qP; have [q0 q1] := Q_law qP; rewrite /item_mass sum_disjoint //.
have out0 : 0 <= \sum_(s in grid A k | ~~ [exists v, s \in seqs v]) Q q s.
  by apply: sumr_ge0 => s /andP[sG _]; apply: q0.
have := q1; rewrite (bigID (fun s => [exists v, s \in seqs v])) /=.
set a := \sum_(s in grid A k | [exists v, _]) _; set b := \sum_(s in grid A k | ~~ _) _ => ab.
have ab' : a = 1 - b by rewrite -ab addrK.
split; first by rewrite ab' ler_subl_addr ler_addl.
split=> [a1 s sA sN|H].
  have b0 : b = 0 by apply: (addrI a); rewrite ab a1 addr0.
  have pos s' : (s' \in grid A k) && ~~ [exists v, s' \in seqs v] -> 0 <= Q q s'.
    by move=> /andP[/q0].
  apply: (psumr_eq0P pos b0); rewrite inE sA /=; apply/negP => /existsP[v].
  by apply/negP.
rewrite ab' /b big1 ?subr0 // => s /andP[]; rewrite inE => sA sN; apply: H => // v.
by apply: contra sN => sv; apply/existsP; exists v.
Qed.

Lemma entropy_ge0 (J : finType) (p : J -> R) : law p -> 0 <= entropy L p.
Proof.
move=> pP; have [p0 p1] := pP; rewrite /entropy -sumrN; apply: sumr_ge0 => i _; rewrite -mulrN.
have [->|pi] := eqVneq (p i) 0; first by rewrite mul0r.
have pi0 : 0 < p i by rewrite lt_def pi p0.
apply: mulr_ge0; first exact: p0.
rewrite oppr_ge0 -(lg1 L) (lg_le L) ?posrE ?ltr01 // -p1 (bigD1 i) //= ler_addl.
by apply: sumr_ge0.
Qed.

Theorem random_sequence : PracticeLaw.random_sequence L seqs.
Proof.
move=> q v pi piP out q0; have [pi0 pi1] := piP.
have sup s : 0 < pi s -> s \in seqs v by apply: contraTT => /out ->; rewrite ltxx.
have m0 : 0 < item_mass seqs q v.
  have [s ps|none] := pickP (fun s => pi s != 0).
    have sv : s \in seqs v by apply: contraTT ps => /out ->; rewrite negbK.
    rewrite /item_mass (bigD1 s) //= ltr_paddr ?q0 //.
    by apply: sumr_ge0 => s' /andP[s'v _]; rewrite ltW ?q0.
  have := pi1; rewrite big1 => [/eqP|s _]; first by rewrite eq_sym oner_eq0.
  by apply/eqP; have := none s; case: eqP.
pose r s := if s \in seqs v then given_item seqs q v s else 0.
have rP : law r.
  split=> [s|]; first by rewrite /r; case: ifP => // sv; rewrite divr_ge0 // ltW ?q0.
  by rewrite /r -big_mkcond /= -mulr_suml mulfV // gt_eqF.
have ac s : 0 < pi s -> 0 < r s by move=> /sup sv; rewrite /r sv divr_gt0 ?q0.
have Er : \sum_s pi s * L (r s) = \sum_s pi s * L (Q q s) - L (item_mass seqs q v).
  rewrite -[X in _ - X]mul1r -pi1 mulr_suml -sumrB; apply: eq_bigr => s _.
  have [->|ps] := eqVneq (pi s) 0; first by rewrite !mul0r subrr.
  have sv : s \in seqs v by apply: sup; rewrite lt_def ps pi0.
  by rewrite -mulrBr /r sv /given_item lgf ?q0.
have E : - (\sum_s pi s * L (Q q s)) = - L (item_mass seqs q v) + entropy L pi + KL L pi r.
  rewrite KLE // Er /entropy; set a := \sum_s _; set b := L _; set c := \sum_s _.
  by move: a b c => a b c; ring.
split=> //; split; last exact: entropy_ge0.
have [kl _] := Entropy.divergence L piP rP ac.
by rewrite E ler_addl.
Qed.

End SeveralSequences.

Theorem past_dependent (R : realFieldType) (T I X : finType) (A : codebooks T) k
  (tok : X -> tokenization I A k) : PracticeLaw.past_dependent R tok.
Proof.
split=> [H x|B x q qP]; last exact: Zsum_bijective.
by have [H1 _ _ _] := bijective_iff R (tok x); apply/H1/H.
Qed.

Theorem consistency (R : realFieldType) (I S : finType) (tok : I -> S) :
  PracticeLaw.consistency R tok.
Proof.
move=> /card_gt0P[v0 _]; split=> [|kappa kP].
  split=> [[kappa _ H] u v e|tokI].
    by have := H v u; rewrite -e H eqxx => /eqP; rewrite eqr_nat eq_sym; case: (v =P u).
  exists (fun s u => (u == odflt v0 [pick v | tok v == s])%:R) => [s|v u].
    split=> [u|]; first exact: ler0n.
    by rewrite (bigD1 (odflt v0 [pick v | tok v == s])) //= eqxx big1 ?addr0 // => u /negbTE ->.
  case: pickP => [w /eqP/tokI ->|/(_ v)]; first by rewrite eq_sym.
  by rewrite eqxx.
split=> [H p _ u|H v u].
  rewrite (bigD1 u) //= H eqxx mulr1 big1 ?addr0 // => v /negbTE vu.
  by rewrite H vu mulr0.
have dP : law (fun w => (v == w)%:R : R).
  split=> [w|]; first exact: ler0n.
  by rewrite (bigD1 v) //= eqxx big1 ?addr0 // => w; rewrite eq_sym => /negbTE ->.
rewrite -(H _ dP) (bigD1 v) //= eqxx mul1r big1 ?addr0 // => w.
by rewrite eq_sym => /negbTE ->; rewrite mul0r.
Qed.

Theorem mean_over_tokens (R : realFieldType) (L : logarithm R) (T : finType) k :
  @PracticeLaw.mean_over_tokens R L T k.
Proof.
move=> q s e q0 e0; have E : \sum_(j < k) - L (q (take j s) (tnth s j)) = - L (Q q s).
  by rewrite sumrN QE lg_prod.
by rewrite E.
Qed.

Theorem mean_over_own_tokens (R : realFieldType) (I : finType) : PracticeLaw.mean_over_own_tokens R I.
Proof.
move=> n len M M0 dv N0; pose w v := (n v * (M %/ len v))%N.
have l0 v : (0 < len v)%N by apply: dvdn_gt0 (dv v).
have d0 v : (0 < M %/ len v)%N by rewrite divn_gt0 // dvdn_leq.
have [u0 nu|none] := pickP (fun v => (0 < n v)%N); last first.
  by move: N0; rewrite /events big1 // => v _; have := none v; rewrite lt0n => /negbFE/eqP.
have W0 : (0 < events w)%N by rewrite /events (bigD1 u0) //= /w ltn_addr // muln_gt0 nu d0.
have opt (m : I -> nat) p : (0 < events m)%N -> law p ->
    maximises (@law R I) (fun p => \prod_v p v ^+ m v) p <-> p =1 emp R m.
  move=> m0 pP; have [le eq] := gibbs (law_sublaw pP) m0; split=> [[_ o]|e].
    have ge := o _ (emp_law R m0).
    have /eqP : lik m p = lik m (emp R m) by apply/le_anti; rewrite le ge.
    by rewrite eq => /forallP H v; apply/eqP.
  split=> // p' pP'; have [le' _] := gibbs (law_sublaw pP') m0.
  by apply: le_trans le' _; rewrite le_eqVlt; apply/orP; left; apply/eqP/eq_bigr => v _; rewrite e.
split=> [[p [o1 o2]] u v nu' nv|H].
  have pP : law p by case: o1.
  have e v' : emp R n v' = emp R w v' by rewrite -(proj1 (opt n p N0 pP) o1) (proj1 (opt w p W0 pP) o2).
  have ratio v' : (0 < n v')%N -> ((M %/ len v') * events n = events w)%N.
    move=> nv'; have /eqP := e v'; rewrite /emp eqr_div ?pnatr_eq0 -?lt0n // -!natrM eqr_nat /w.
    by rewrite -mulnA eqn_mul2l eqn0Ngt nv' /= => /eqP ->.
  have : (M %/ len u = M %/ len v)%N.
    by apply/eqP; rewrite -(eqn_pmul2r N0) !ratio.
  move=> q; have := divnK (dv u); rewrite q -{2}(divnK (dv v)) => /eqP.
  by rewrite eqn_pmul2l // => /eqP.
have we v : w v = (n v * (M %/ len u0))%N.
  by rewrite /w; case: (posnP (n v)) => [->//|nv]; rewrite (H v u0).
have ee v : emp R w v = emp R n v.
  rewrite /emp we /events (eq_bigr (fun v => n v * (M %/ len u0))%N) => [|v' _]; last exact: we.
  by rewrite -big_distrl /= !natrM -mulf_div divff ?mulr1 // pnatr_eq0 -lt0n.
exists (emp R n); have eP := emp_law R N0.
by split; apply/opt => // v; rewrite ee.
Qed.

Theorem stripped_token (R : realFieldType) (T I : finType) (A : codebooks T) k
  (tok : tokenization I A k) : PracticeLaw.stripped_token R tok.
Proof.
move=> tokI q qP w wA wk.
have E : \sum_(v | prefix w (tok v)) Q q (tok v) =
    \sum_(s in grid A k | prefix w s && (s \in codom tok)) Q q s.
  rewrite big_mkcond (sum_codom_mult tok (fun s => if prefix w s then Q q s else 0)) [RHS]big_mkcondr.
  apply: eq_bigr => s _; rewrite mult_inj //; case: (prefix w s); rewrite ?mul0rn //=.
  by case: (s \in codom tok).
have P : Q q w = \sum_(v | prefix w (tok v)) Q q (tok v) +
    \sum_(s in grid A k | prefix w s && (s \notin codom tok)) Q q s.
  rewrite E -(pmass_Q (model_sums qP) wA wk) /pmass (bigID (fun s => s \in codom tok)) /=.
  by congr (_ + _); apply: eq_bigl => s; rewrite andbA.
have q0 s : (s \in grid A k) && (prefix w s && (s \notin codom tok)) -> 0 <= Q q s.
  by rewrite inE => /andP[sA _]; rewrite (Q_ge0 qP) ?size_tuple.
rewrite P; split; first by rewrite ler_addl sumr_ge0.
split=> [/eqP|H].
  rewrite -subr_eq0 opprD addrA subrr sub0r oppr_eq0 => /eqP/(psumr_eq0P q0) L s sA ws sN.
  by apply: L; rewrite inE sA ws.
by rewrite [X in _ + X]big1 ?addr0 // => s /and3P[]; rewrite inE; apply: H.
Qed.

Theorem larger_vocabulary (R : realFieldType) (T : finType) (A A' : codebooks T) k :
  PracticeLaw.larger_vocabulary R A A' k.
Proof.
move=> sub ne q qP; apply: (valid_mass_lt1 _ ne qP).
have mono (w : seq T) (B B' : codebooks T) : (forall j, B j \subset B' j) -> over B w -> over B' w.
  elim: w B B' => //= t w IH B B' BB /andP[tB wB]; rewrite (subsetP (BB 0%N)) //=.
  by apply: IH wB => j.
by apply/subsetP => s; rewrite !inE; apply: mono.
Qed.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The order of results, and how hits of sequences count as hits of items.    *)
(*   total_order                          H5                                  *)
(*   hits_of_items, hits_range, hits_range_attained, hits_inflation    H9     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding StatementSearch Tokenization.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma lex_irr a : lexicographic a a = false.
Proof. by elim: a => //= x a ->; rewrite ltnn andbF. Qed.

Lemma lex_trans b a c : lexicographic a b -> lexicographic b c -> lexicographic a c.
Proof.
elim: a b c => [|x a IH] [|y b] [|z c] //= /orP[xy|/andP[/eqP-> ab]] /orP[yz|/andP[/eqP<- bc]].
- by rewrite (ltn_trans xy yz).
- by rewrite xy.
- by rewrite yz.
by rewrite eqxx (IH _ _ ab bc) orbT.
Qed.

Lemma lex_total a b : a != b -> lexicographic a b || lexicographic b a.
Proof.
elim: a b => [|x a IH] [|y b] //=; rewrite eqseq_cons negb_and [y == x]eq_sym.
by case: ltngtP => //= _ /IH.
Qed.

Section Order.
Variable R : realFieldType.
Implicit Types a b c : result R.

Lemma ranks_beforeE a b : ranks_before a b =
  (result_score b < result_score a) || (result_score a == result_score b) &&
    (lexicographic (result_tokens a) (result_tokens b) ||
     (result_tokens a == result_tokens b) && (result_item a < result_item b)%N).
Proof.
rewrite /ranks_before; case: (ltgtP (result_score a) (result_score b)) => //= _.
by case: (eqVneq (result_tokens a) (result_tokens b)) => [->|_]; rewrite /= ?lex_irr ?orbF.
Qed.

Lemma before_irr a : ~~ ranks_before a a.
Proof. by rewrite ranks_beforeE ltxx !eqxx lex_irr ltnn. Qed.

Lemma before_trans b a c : ranks_before a b -> ranks_before b c -> ranks_before a c.
Proof.
rewrite !ranks_beforeE => /orP[ab|/andP[/eqP-> tab]] /orP[bc|/andP[/eqP<- tbc]]; first 1 last.
- by rewrite ab.
- by rewrite bc.
- rewrite eqxx ltxx /=; case/orP: tab => [tab|/andP[/eqP-> iab]]; case/orP: tbc => [tbc|/andP[/eqP<- ibc]].
  + by rewrite (lex_trans tab tbc).
  + by rewrite tab.
  + by rewrite tbc.
  by rewrite eqxx (ltn_trans iab ibc) orbT.
by rewrite (lt_trans bc ab).
Qed.

Lemma before_total a b : a = b \/ ranks_before a b \/ ranks_before b a.
Proof.
rewrite !ranks_beforeE; case: a b => [sa ta ia] [sb tb ib] /=.
case: (ltgtP sa sb) => [_|_|->]; [by right; right | by right; left|] => /=.
have [->|ne] := eqVneq ta tb; last first.
  by right; case/orP: (lex_total ne) => ->; [left | right].
rewrite lex_irr /=; case: (ltngtP ia ib) => [_|_|->]; [by right; left | by right; right | by left].
Qed.

Lemma ranksP a b : ranks a b <-> a = b \/ ranks_before a b.
Proof.
rewrite /ranks; split=> [nba|[->|ab]]; last 1 first.
- by apply/negP => /(before_trans ab); apply/negP/before_irr.
- by case: (before_total a b) => [|[|ba]]; [left | right | case/negP: nba].
exact: before_irr.
Qed.

Theorem total_order : SearchLaw.total_order R.
Proof.
split; first by split; [exact: before_irr | exact: before_trans | exact: before_total].
move=> E f l r fI lr sr; set leT := fun x y : E => ranks (f x) (f y).
have tot : total leT.
  move=> x y; rewrite /leT; case: (before_total (f x) (f y)) => [e|[ab|ba]]; apply/orP.
  - by left; apply/ranksP; left.
  - by left; apply/ranksP; right.
  by right; apply/ranksP; right.
have tr : transitive leT.
  move=> y x z /ranksP xy /ranksP yz; apply/ranksP; case: xy => [e|xy]; first by rewrite e.
  by case: yz => [<-|yz]; right => //; apply: before_trans xy yz.
have asym : antisymmetric leT.
  move=> x y /andP[/ranksP[/fI//|ab] /negP nab]; by case: nab.
apply: (sorted_eq tr asym sr (sort_sorted tot _)).
by rewrite perm_sym perm_sort.
Qed.

End Order.

Section Hits.
Variables (R : realFieldType) (E I T : finType) (k : nat) (tok : I -> k.-tuple T).
Variables (target : E -> I) (hit : E -> bool).

Theorem hits_of_items : SearchLaw.hits_of_items R tok target hit.
Proof.
apply: eq_bigr => e _; rewrite (bigD1 (target e)) //= eqxx andbT big1 ?addr0 => [|u /andP[_ /negbTE ->]].
  by rewrite mulrC.
by rewrite andbF mulr0.
Qed.

Theorem hits_range : SearchLaw.hits_range R tok target hit.
Proof.
move=> lo hi lo0 H; rewrite !mulr_suml; apply/andP; split; apply: ler_sum => e _;
  have /andP[l h] := H e; have g0 := leq_trans lo0 l; rewrite ler_wpmul2l ?ler0n //;
  rewrite lef_pinv ?posrE ?ltr0n ?ler_nat //; exact: leq_trans g0 h.
Qed.

Theorem hits_inflation : SearchLaw.hits_inflation R tok target hit.
Proof.
move=> E0 s0; have N0 : #|E|%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
set m := (\sum_e _^-1) / _; rewrite mulrAC => /(mulIf (invr_neq0 N0)) ->.
by rewrite invfM mulrA mulfV // mul1r.
Qed.

Theorem hits_range_attained : SearchLaw.hits_range_attained R tok target.
Proof.
move=> e0 hit'; rewrite mulr_suml; apply: eq_bigr => e _.
by rewrite /hit'; case: eqP => [->//|]; rewrite !mul0r.
Qed.

End Hits.

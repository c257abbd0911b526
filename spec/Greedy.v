(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Two small tries (H3): greedy search as bad as one likes, and a beam of     *)
(* width 2 that returns something worse than width 1.                         *)
(*   greedy_is_unbounded, wider_is_worse                                      *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementSearch.
From Sidproof Require Import Finite Tokenization Model Trie Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Examples.
Variable R : realFieldType.
Local Notation bits := (seq [finType of bool]).

(* a binary model by its chances of 0 *)
Definition zero_chance (p : bits -> R) : cond R [finType of bool] := fun w t => if t then 1 - p w else p w.

Lemma zero_chance_model k p : (forall w, 0 < p w < 1) -> pos_model A2 k (zero_chance p).
Proof.
move=> p01 w _ _; have /andP[p0 p1] := p01 w; split=> [t _|].
  by rewrite /zero_chance; case: t; rewrite ?subr_gt0.
by rewrite (eq_bigl xpredT) => [|t]; rewrite ?inE // big_bool /zero_chance /= subrK.
Qed.

Lemma children_bool k (C : {set k.-tuple bool}) (w : bits) : children C w =
  (if valid C (rcons w true) then [:: rcons w true] else [::]) ++
  (if valid C (rcons w false) then [:: rcons w false] else [::]).
Proof.
have e : enum [finType of bool] = [:: true; false] by rewrite enumT unlock.
by rewrite /children e /=; case: (valid C (rcons w true)); case: (valid C (rcons w false)).
Qed.

(* nodes of a trie given as a list of its sequences *)
Lemma valid_in k (C : {set k.-tuple bool}) (l : seq (k.-tuple bool)) (w : bits) :
  C = [set s in l] -> valid C w = has (fun s : k.-tuple bool => prefix w s) l.
Proof.
move=> ->; apply/existsP/hasP => [[s /andP[]]|[s sl ws]]; first by rewrite inE => sl ws; exists s.
by exists s; rewrite inE sl.
Qed.

Lemma le_frac m m' n : (0 < n)%N -> (m%:R / n%:R <= m'%:R / n%:R :> R) = (m <= m')%N.
Proof. by move=> n0; rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat. Qed.

Theorem greedy_is_unbounded : SearchLaw.greedy_is_unbounded R.
Proof.
move=> e e0 e1; pose s : 2.-tuple bool := [tuple false; false]; pose s' : 2.-tuple bool := [tuple true; false].
have f4 : (0 : R) < 4%:R by rewrite ltr0n.
pose p (w : bits) : R := match w with [::] => 3%:R / 5%:R | false :: _ => e / 4%:R | _ => 1%:R / 2%:R end.
have p01 w : 0 < p w < 1.
  case: w => [|[] w]; [exact: frac01 | exact: frac01 | rewrite /p divr_gt0 //=].
  by rewrite ltr_pdivr_mulr // mul1r (lt_trans e1) // ltr1n.
pose q := zero_chance p; exists [set s; s'], q, s, s'.
have V w : valid [set s; s'] w = prefix w s || prefix w s'.
  by rewrite (@valid_in _ _ [:: s; s']) /= ?orbF //; apply/setP => u; rewrite !inE.
split=> //; first exact: zero_chance_model.
- rewrite /beam /= V /= /expand /= !children_bool !V /=.
  have -> : sort (score_order q) [:: [:: true]; [:: false]] = [:: [:: false]; [:: true]].
    rewrite /sort /= /score_order /Q /= /q /zero_chance /p !mulr1.
    have -> : 1 - 3%:R / 5%:R = 2%:R / 5%:R :> R by field.
    by rewrite le_frac.
  by rewrite /= children_bool !V.
rewrite /Q /= /q /zero_chance /p !mulr1.
have -> : e * ((1 - 3%:R / 5%:R) * (1%:R / 2%:R)) = e * (4%:R / 20%:R) by field.
have -> : 3%:R / 5%:R * (e / 4%:R) = e * (3%:R / 20%:R) by field.
by rewrite ltr_pmul2l // frac_lt.
Qed.

Theorem wider_is_worse : SearchLaw.wider_is_worse R.
Proof.
pose s : 3.-tuple bool := [tuple false; false; false].
pose u : 3.-tuple bool := [tuple true; false; false].
pose v : 3.-tuple bool := [tuple true; true; false].
pose p (w : bits) : R := match w with
  | [::] => 11%:R / 20%:R | [:: false] => 1%:R / 5%:R | [:: true] => 1%:R / 2%:R
  | false :: _ => 9%:R / 10%:R | _ => 1%:R / 10%:R end.
have p01 w : 0 < p w < 1.
  by case: w => [|[] [|t w]]; exact: frac01.
pose q := zero_chance p; pose C := [set x in [:: s; u; v]]; exists C, q, s.
have V w : valid C w = [|| prefix w s, prefix w u | prefix w v].
  by rewrite (@valid_in _ _ [:: s; u; v]) //= orbF.
have Q1 t : Q q [:: t] = (if t then 900 else 1100)%N%:R / 2000%:R.
  by rewrite /Q /= /q /zero_chance /p; case: t; field.
have Q2 t t' : Q q [:: t; t'] = (if t then 450 else if t' then 880 else 220)%N%:R / 2000%:R.
  by rewrite /Q /= /q /zero_chance /p; case: t; case: t'; field.
have Qs : Q q s = 198%:R / 2000%:R by rewrite /Q /= /q /zero_chance /p; field.
have Qt t : Q q [:: true; t; false] = 45%:R / 2000%:R.
  by rewrite /Q /= /q /zero_chance /p; case: t; field.
have first : sort (score_order q) [:: [:: true]; [:: false]] = [:: [:: false]; [:: true]].
  by rewrite /sort /= /score_order !Q1 le_frac.
have second : take 2 (sort (score_order q) [:: [:: false; false]; [:: true; true]; [:: true; false]]) =
          [:: [:: true; true]; [:: true; false]].
  by rewrite /sort /= /score_order !Q2 le_frac //= !Q2 le_frac //= ?Q2 ?le_frac //=.
have wide : beam C (score_order q) 2 3 =
    take 2 (sort (score_order q) [:: [:: true; true; false]; [:: true; false; false]]).
  rewrite /beam /= V /= /expand /= !children_bool !V /= first /= !children_bool !V /= second.
  by rewrite /= !children_bool !V.
split; first exact: zero_chance_model.
- rewrite /beam /= V /= /expand /= !children_bool !V /= first /= !children_bool !V /=.
  by rewrite !children_bool !V.
- by rewrite wide size_take size_sort.
move=> w; rewrite wide => /mem_take; rewrite mem_sort !inE Qs => /orP[]/eqP ->.
  by rewrite Qt frac_lt.
by rewrite Qt frac_lt.
Qed.

End Examples.

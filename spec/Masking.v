(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Masks: in training, as a finite penalty, and position by position.         *)
(*   masked_training          F2b   soft_mask  F6   positionwise_constraint F7*)
(*   local_is_not_global      F2, smallest witness                            *)
(*   local_is_incoherent      F5, witness                                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model Equivalence Trie.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem masked_training (R : realFieldType) (I T : finType) (A : codebooks T) k
  (tok : tokenization I A k) : DecodingLaw.masked_training R tok.
Proof.
move=> tokI /card_gt0P[v0 _] C X q qP.
have C0 : C != set0 by apply/set0Pn; exists (tok v0); rewrite imset_f.
have CA : C \subset grid A k by apply/subsetP => s /imsetP[v _ ->]; rewrite inE code_over.
have tokC v : tok v \in C by rewrite imset_f.
split; [|split] => [x|x|n]; first exact: (masked_model CA (qP x)).
  have [l0 l1] := LOCAL_law C0 CA (qP x); split=> [v|]; first exact: l0.
  by rewrite -l1 big_imset //= => u v _ _; apply: tokI.
rewrite (@chain _ _ _ X); apply: eq_bigr => x _; apply: eq_bigr => v _.
by rewrite /item_score (Q_masked_LOCAL C0 CA (qP x)) tokC.
Qed.

Section Soft.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Variable C : {set k.-tuple T}.

(* a positive model keeps less than everything on any smaller set *)
Lemma valid_mass_lt1 (q : cond R T) : C \subset grid A k -> C != grid A k ->
  pos_model A k q -> valid_mass C q < 1.
Proof.
move=> CA CN qP; rewrite -(sum_Q (model_sums (pos_model_model qP))) /valid_mass.
have /properP[_ [s sG sN]] : C \proper grid A k by rewrite properEneq CN.
rewrite [ltRHS](bigID (mem C)) /= [X in _ < X + _](eq_bigl (mem C)) => [|s']; last first.
  by rewrite andbC; apply/andb_idr => /(subsetP CA).
rewrite ltr_addl (bigD1 s) /= ?sG // ltr_paddr //.
  apply: sumr_ge0 => s' /andP[/andP[]]; rewrite inE => s'A _ _.
  by rewrite (Q_ge0 (pos_model_model qP)) ?size_tuple.
by rewrite inE in sG; rewrite (Q_gt0 qP) ?size_tuple.
Qed.

Theorem soft_mask : DecodingLaw.soft_mask R A C.
Proof.
move=> C0 CA CN b q b0 qP.
have w0 w t : over A (rcons w t) -> (size w < k)%N -> 0 < soft_weight C q b w t.
  rewrite over_rcons => /andP[wA tA] wk; have [q0 _] := qP w wA wk.
  by rewrite /soft_weight mulr_gt0 ?q0 //; case: ifP; rewrite ?ltr01.
have W0 w : over A w -> (size w < k)%N -> 0 < \sum_(t in A (size w)) soft_weight C q b w t.
  move=> wA wk; have [_ q1] := qP w wA wk.
  have pos t : t \in A (size w) -> 0 < soft_weight C q b w t by move=> tA; rewrite w0 // over_rcons wA.
  have /set0Pn[t tA] := law_on_neq0 (pos_law_on_law_on (qP w wA wk)).
  by rewrite (bigD1 t) //= ltr_paddr ?pos //; apply: sumr_ge0 => t' /andP[/pos/ltW].
split=> [|w t wA wk inv].
  apply: (valid_mass_lt1 CA CN) => w wA wk; have Ww := W0 w wA wk; split=> [t tA|].
    by rewrite divr_gt0 // w0 // over_rcons wA.
  by rewrite -mulr_suml mulfV // gt_eqF.
have e t' : soft_weight C q b w t' = b * q w t' by rewrite /soft_weight (negbTE (inv t')).
rewrite /soft_masked e (eq_bigr (fun t' => b * q w t')) => [|t' _]; last exact: e.
have [_ q1] := qP w wA wk.
by rewrite -mulr_sumr q1 mulr1 mulrC mulKf // gt_eqF.
Qed.

Theorem positionwise_constraint : DecodingLaw.positionwise_constraint C.
Proof.
have sub : C \subset positionwise C.
  by apply/subsetP => s sC; rewrite inE; apply/forallP => j; apply/exists_inP; exists s.
split=> //; split=> [e|[B e]].
  exists (fun j => [set t | [exists c in C, tnth c j == t]]); rewrite -[LHS]e.
  by apply/setP => s; rewrite !inE; apply: eq_forallb => j; rewrite inE.
apply/eqP; rewrite eqEsubset sub andbT; apply/subsetP => s; rewrite inE => /forallP H.
rewrite e inE; apply/forallP => j; have /exists_inP[c cC /eqP <-] := H j.
by move: cC; rewrite e inE => /forallP/(_ j).
Qed.

End Soft.

(** *** Two witnesses, with two tokens and two positions *)
Section Examples.
Variable R : realFieldType.

(* rows of two conditionals: q(0) = a, q(0|0) = b, q(0|1) = c *)
Definition rows (a b c : R) : cond R [finType of bool] := fun w t =>
  let p := match w with [::] => a | false :: _ => b | true :: _ => c end in
  if t then 1 - p else p.

Definition A2 : codebooks [finType of bool] := fun _ => [set: bool].

Lemma rows_model a b c : 0 < a < 1 -> 0 < b < 1 -> 0 < c < 1 -> pos_model A2 2 (rows a b c).
Proof.
move=> /andP[a0 a1] /andP[b0 b1] /andP[c0 c1] w _ _; split=> [t _|].
  by rewrite /rows; case: w => [|[] w]; case: t; rewrite ?subr_gt0.
by rewrite (eq_bigl xpredT) => [|t]; rewrite ?inE // big_bool /rows /= subrK.
Qed.

Lemma frac01 m n : (0 < m < n)%N -> 0 < (m%:R / n%:R : R) < 1.
Proof.
move=> /andP[m0 mn]; have n0 := ltn_trans m0 mn.
by rewrite divr_gt0 ?ltr0n //= ltr_pdivr_mulr ?ltr0n // mul1r ltr_nat.
Qed.

Lemma frac_lt m m' n : (0 < n)%N -> (m < m')%N -> m%:R / n%:R < m'%:R / n%:R :> R.
Proof. by move=> n0 mm; rewrite ltr_pmul2r ?invr_gt0 ?ltr0n // ltr_nat. Qed.

(* nodes of an explicit trie *)
Lemma valid_list (C : {set 2.-tuple bool}) (l : seq (2.-tuple bool)) w :
  C = [set s in l] -> valid C w = has (fun s : 2.-tuple bool => prefix w s) l.
Proof.
move=> ->; apply/validP/hasP => [[s]|[s sl ws]]; first by rewrite inE => sl ws; exists s.
by exists s; rewrite ?inE.
Qed.

Lemma LOCAL2 (C : {set 2.-tuple bool}) (q : cond R [finType of bool]) (s : 2.-tuple bool) x y :
  val s = [:: x; y] -> LOCAL C q s = q [::] x / allowed C q [::] * (q [:: x] y / allowed C q [:: x]).
Proof.
by move=> e; rewrite /LOCAL !big_ord_recr big_ord0 /= mul1r !(tnth_nth x) e /=.
Qed.

Lemma allowed2 (C : {set 2.-tuple bool}) (q : cond R [finType of bool]) w :
  allowed C q w = (if valid C (rcons w true) then q w true else 0)
                + (if valid C (rcons w false) then q w false else 0).
Proof. by rewrite /allowed big_mkcond big_bool. Qed.

Theorem local_is_not_global : DecodingLaw.local_is_not_global R.
Proof.
pose s : 2.-tuple bool := [tuple false; false]; pose s' : 2.-tuple bool := [tuple true; false].
pose q := rows (3%:R / 5%:R) (1%:R / 3%:R) (2%:R / 3%:R).
exists [set s; s'], q, s, s'; set C := [set s; s'].
have V w : valid C w = prefix w s || prefix w s'.
  by rewrite (@valid_list C [:: s; s']) /= ?orbF //; apply/setP => u; rewrite !inE.
have M : valid_mass C q = 7%:R / 15%:R.
  rewrite /valid_mass /C big_setU1 ?big_set1 ?inE //= /Q /= /q /rows /=.
  by field.
split=> //; first by apply: rows_model; apply: frac01.
  by rewrite !(@LOCAL2 _ _ s false false) // !(@LOCAL2 _ _ s' true false) // !allowed2 !V /= /q /rows /=; split; field.
by rewrite /GLOBAL M /Q /= /q /rows /=; split; field.
Qed.

Theorem local_is_incoherent : DecodingLaw.local_is_incoherent R.
Proof.
pose s : 2.-tuple bool := [tuple false; false]; pose s' : 2.-tuple bool := [tuple true; false].
pose u : 2.-tuple bool := [tuple false; true].
pose q := rows (3%:R / 5%:R) (2%:R / 5%:R) (1%:R / 2%:R).
exists [set x in [:: s; s'; u]], [set x in [:: s; s']], q, s, s'.
set C := [set x in [:: s; s'; u]]; set D := [set x in [:: s; s']].
have VC w : valid C w = [|| prefix w s, prefix w s' | prefix w u].
  by rewrite (@valid_list C [:: s; s'; u]) //= orbF.
have VD w : valid D w = prefix w s || prefix w s'.
  by rewrite (@valid_list D [:: s; s']) //= orbF.
split.
- by apply: rows_model; apply: frac01.
- by split; [apply/subsetP => x; rewrite !inE => /orP[]->; rewrite ?orbT | rewrite !inE !eqxx orbT].
- rewrite !(@LOCAL2 _ _ s false false) // !(@LOCAL2 _ _ s' true false) // !allowed2 !VC /= /q /rows /=.
  have -> : 3%:R / 5%:R / (1 - 3%:R / 5%:R + 3%:R / 5%:R) *
            (2%:R / 5%:R / (1 - 2%:R / 5%:R + 2%:R / 5%:R)) = 6%:R / 25%:R :> R by field.
  have -> : (1 - 3%:R / 5%:R) / (1 - 3%:R / 5%:R + 3%:R / 5%:R) *
            (1%:R / 2%:R / (0 + 1%:R / 2%:R)) = 10%:R / 25%:R :> R by field.
  exact: frac_lt.
rewrite !(@LOCAL2 _ _ s false false) // !(@LOCAL2 _ _ s' true false) // !allowed2 !VD /= /q /rows /=.
have -> : (1 - 3%:R / 5%:R) / (1 - 3%:R / 5%:R + 3%:R / 5%:R) *
          (1%:R / 2%:R / (0 + 1%:R / 2%:R)) = 2%:R / 5%:R :> R by field.
have -> : 3%:R / 5%:R / (1 - 3%:R / 5%:R + 3%:R / 5%:R) *
          (2%:R / 5%:R / (0 + 2%:R / 5%:R)) = 3%:R / 5%:R :> R by field.
exact: frac_lt.
Qed.

End Examples.

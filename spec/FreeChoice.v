(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* For which tries LOCAL = GLOBAL for every positive model: those with one    *)
(* choice and everything below it.                                            *)
(*   local_equals_global_for_all   F2                                         *)
(* Where two children of one node have different chances to end well for some *)
(* model, the row of one invalid child is tilted: the chance below one        *)
(* sibling drops, and the other sibling does not notice.                      *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model Trie.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section FreeChoice.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat).
Variable C : {set k.-tuple T}.
Hypotheses (k0 : (0 < k)%N) (C0 : C != set0) (CA : C \subset grid A k).
Implicit Types (w v : seq T) (u : T) (s : k.-tuple T).

Lemma nonempty_C : nonempty A k.
Proof. by have /set0Pn[s sC] := C0; apply: (grid_codebooks (sub_over CA sC)). Qed.

(* everything over the codebooks below w is valid *)
Definition free w := forall s, over A s -> prefix w s -> s \in C.

Lemma reach_free (q : cond R T) w : sums_to_one A k q -> over A w -> (size w <= k)%N ->
  free w -> reach C q w = 1.
Proof.
move=> q1 wA wk fr; rewrite -(cont_sum q1 wA wk); apply: eq_bigl => s.
rewrite inE; apply/andP/andP => [[sC ws]|[sA ws]]; split=> //; first exact: (sub_over CA).
exact: fr.
Qed.

Lemma one_free_choice_agrees (q : cond R T) : pos_model A k q -> one_free_choice A C ->
  siblings_agree C q.
Proof.
move=> qP [j [w0 [B [sw0 H]]]] w t t' wk tv tv'.
have q1 := model_sums (pos_model_model qP).
have memC s : s \in C -> prefix w0 s && (tnth s j \in B).
  by move=> sC; rewrite -H // (sub_over CA).
have [s sC ts] := validP _ _ tv; have [s' sC' ts'] := validP _ _ tv'.
have [/andP[w0s _] /andP[w0s' _]] := (memC s sC, memC s' sC').
have tO := valid_over CA tv; have tO' := valid_over CA tv'.
case: (ltnP (size w) (size w0)) => [lt|le].
  (* above the choice there is one child only *)
  have nx t1 s1 : prefix w0 s1 -> prefix (rcons w t1) s1 -> prefix (rcons w t1) w0.
    move=> p1 p2; have /orP[//|/prefixP[[|a z] e]] := prefix_comparable p2 p1.
      by rewrite e cats0 prefix_refl.
    have := congr1 size e; rewrite size_rcons size_cat /= addnS => -[sz].
    by move: lt; rewrite sz ltnNge leq_addr.
  have := nx t s w0s ts; have := nx t' s' w0s' ts'.
  rewrite !prefix_rconsE // => /andP[_ /eqP e1] /andP[_ /eqP e2].
  by congr (reach C q (rcons w _)); rewrite -e1 -e2; apply: set_nth_default.
(* at the choice and below it everything is free *)
have fr t1 s1 : s1 \in C -> prefix w0 s1 -> prefix (rcons w t1) s1 -> free (rcons w t1).
  move=> s1C p1 p2 s2 s2A p3.
  have w0w : prefix w0 (rcons w t1).
    have /orP[//|/prefixP[z e]] := prefix_comparable p1 p2.
    by move: le; rewrite e size_cat size_rcons addSn ltnNge leq_addr.
  rewrite H // (prefix_trans w0w p3) /=; have /andP[_ jB] := memC s1 s1C.
  have jw : (j < size (rcons w t1))%N by rewrite size_rcons ltnS -sw0.
  move: jB; rewrite !(tnth_nth t); move: p2 p3; rewrite !prefixE => /eqP e2 /eqP e3.
  by rewrite -(nth_take t jw (s1 : seq T)) -(nth_take t jw (s2 : seq T)) e2 e3.
rewrite !reach_free ?size_rcons //.
  exact: fr s' sC' w0s' ts'.
exact: fr s sC w0s ts.
Qed.

(** *** The converse *)

(* the uniform model, and the same with the row of w tilted towards the token u *)
Definition flat : cond R T := par (unif_heads R A).
Definition tilted w (u : T) : cond R T := fun w' t =>
  if w' == w then half (fun t : T => (u == t)%:R) (unif R (A (size w))) t else flat w' t.

Lemma flat_pos : pos_model A k flat.
Proof. exact/par_pos_model/unif_heads_laws/nonempty_C. Qed.

Lemma tilted_pos w u : u \in A (size w) -> pos_model A k (tilted w u).
Proof.
move=> uA w' w'A w'k; rewrite /tilted; case: eqP => [->|_]; last exact: flat_pos.
apply: half_law; last by apply: unif_law; apply/set0Pn; exists u.
by split=> [t _|]; [exact: ler0n | exact: sum_indic].
Qed.

(* the tilt is not seen from where w is not below *)
Lemma cont_tilted_off w u v (s : seq T) : ~~ prefix v w -> cont (tilted w u) v s = cont flat v s.
Proof.
elim: s v => //= t s IH v vw; rewrite {1}/tilted ifN; last by apply: contra vw => /eqP ->; rewrite prefix_refl.
congr (_ * _); apply: IH; apply: contra vw; exact: prefix_of_rcons.
Qed.

(* it halves every continuation through w that does not take u *)
Lemma cont_tilted_on w u v (s : seq T) : prefix v w ->  prefix w (v ++ s) -> ~~ prefix (rcons w u) (v ++ s) ->
  (size w < size (v ++ s))%N ->
  cont (tilted w u) v s = 2%:R^-1 * cont flat v s.
Proof.
elim: s v => [|t s IH] v vw; rewrite ?cats0 /=.
  by move=> wv _ h; have := prefix_trans wv vw; move: h; rewrite ltnNge; case/prefixP: vw => z ->; rewrite size_cat leq_addr.
rewrite -cat_rcons => wvs uN sz; case: (eqVneq v w) => [e|ne].
  have tu : u != t by apply: contraNneq uN => ->; rewrite -e prefix_prefix.
  rewrite {1}/tilted e eqxx cont_tilted_off.
    by rewrite /half (negbTE tu) add0r -mulrA.
  by apply/negP => /prefixP[z /(congr1 size)]; rewrite size_cat size_rcons; apply/eqP; rewrite ltn_eqF // addSn ltnS leq_addr.
rewrite {1}/tilted (negbTE ne) [RHS]mulrCA; congr (_ * _); apply: IH => //.
have /orP[//|/prefixP[[|b z] e]] := prefix_comparable (prefix_prefix (rcons v t) s) wvs.
  by rewrite e cats0 prefix_refl.
have := congr1 size e; rewrite size_rcons size_cat /= addnS => -[].
case/prefixP: vw => y wy; rewrite wy size_cat -addnA => /eqP.
rewrite -{1}[size v]addn0 eqn_add2l eq_sym addn_eq0 => /andP[/nilP y0 _].
by case/eqP: ne; rewrite wy y0 cats0.
Qed.

(* where continuations through w avoid u or are as before, the reach drops *)
Lemma reach_tilted w u v : valid C w -> (size w < k)%N -> ~~ valid C (rcons w u) -> prefix v w ->
  reach C (tilted w u) v < reach C flat v.
Proof.
move=> wv wk uN vw.
have on s : s \in C -> prefix w s -> cont (tilted w u) v (drop (size v) s) = 2%:R^-1 * cont flat v (drop (size v) s).
  move=> sC ws; have vs := prefix_trans vw ws.
  have e : v ++ drop (size v) s = s by move: vs; rewrite prefixE => /eqP {1}<-; rewrite cat_take_drop.
  apply: cont_tilted_on; rewrite ?e ?size_tuple //.
  by apply: contra uN => us; apply/validP; exists s.
have pos s : s \in C -> prefix v s -> 0 < cont flat v (drop (size v) s).
  move=> sC; rewrite prefixE => /eqP vs; apply: (cont_gt0 CA flat_pos).
  by rewrite -{1}vs cat_take_drop valid_full.
have [s0 s0C ws0] := validP _ _ wv.
have s0P : (s0 \in C) && prefix v s0 by rewrite s0C (prefix_trans vw ws0).
rewrite /reach (bigD1 s0) //= [ltRHS](bigD1 s0) //=; apply: ltr_le_add.
  rewrite on // gtr_pmull ?pos ?(prefix_trans vw ws0) // invf_lt1 ?ltr0n //.
  by rewrite (ltr_nat R 1 2).
apply: ler_sum => s /andP[/andP[sC vs] _]; case ws : (prefix w s).
  by rewrite on // ger_pmull ?pos // invf_le1 ?ltr0n // (ler_nat R 1 2).
rewrite le_eqVlt; apply/orP; left; apply/eqP.
have e : v ++ drop (size v) s = s by move: vs; rewrite prefixE => /eqP {1}<-; rewrite cat_take_drop.
apply: (@eq_cont _ _ A); first by rewrite e (sub_over CA).
move=> w' t p1 _; rewrite /tilted ifN //; apply: contraFN ws => /eqP <-.
by rewrite -e; apply: prefix_of_rcons p1.
Qed.

Lemma agree_free w t t' : (forall q : cond R T, pos_model A k q -> siblings_agree C q) ->
  (size w < k)%N -> t != t' -> valid C (rcons w t) -> valid C (rcons w t') -> free (rcons w t).
Proof.
move=> H wk tt' tv tv' s sA ts; apply: contraT => sN.
(* the last valid prefix of s *)
have ex : exists j, valid C (take j s) && (size w < j)%N.
  exists (size w).+1; rewrite ltnSn andbT; move: ts; rewrite prefixE size_rcons => /eqP ->.
  exact: tv.
have bd j : valid C (take j s) && (size w < j)%N -> (j <= k)%N || (k < j)%N by move=> _; case: leqP.
have [j jv jmax] : exists2 j, (valid C (take j s)) && (size w < j <= k)%N &
    ~~ valid C (take j.+1 s).
  have step n : (n <= k - (size w).+1)%N -> valid C (take ((size w).+1 + n) s) ->
      exists2 j, (valid C (take j s)) && (size w < j <= k)%N & ~~ valid C (take j.+1 s).
    move en: (k - (size w).+1 - n)%N => m; elim: m => [|m IH] in n en * => nk nv.
      have e : ((size w).+1 + n)%N = k.
        by apply/eqP; rewrite eqn_leq -leq_subRL // nk /= -leq_subLR -subn_eq0 en.
      by case/negP: sN; move: nv; rewrite e take_oversize ?size_tuple // valid_full.
    case nv' : (valid C (take ((size w).+1 + n.+1) s)).
      apply: (IH n.+1) => //; first by rewrite subnS en.
      by rewrite -subn_gt0 en.
    exists ((size w).+1 + n)%N; last by rewrite -addnS nv'.
    by rewrite nv leq_addr /= -leq_subRL.
  apply: (step 0%N) => //; rewrite addn0.
  by move: ts; rewrite prefixE size_rcons => /eqP ->.
have [jvv /andP[wj jk]] : valid C (take j s) /\ (size w < j <= k)%N by case/andP: jv.
have jk' : (j < k)%N.
  rewrite ltn_neqAle jk andbT; apply: contraNneq sN => e.
  by move: jvv; rewrite e take_oversize ?size_tuple // valid_full.
set w1 := take j s; pose u := tnth s (Ordinal jk').
have e1 : take j.+1 s = rcons w1 u by rewrite (take_nth u) ?size_tuple // -(tnth_nth u s (Ordinal jk')).
have sw1 : size w1 = j by rewrite size_takel // size_tuple.
have uA : u \in A (size w1) by rewrite sw1; apply: (over_tnth (Ordinal jk') sA).
have tw1 : prefix (rcons w t) w1.
  move: ts; rewrite !prefixE size_rcons => /eqP ts; apply/eqP; rewrite /w1 take_take // ts.
have t'w1 : ~~ prefix (rcons w t') w1.
  apply: contra tt' => p; move: tw1 p; rewrite !prefixE !size_rcons => /eqP -> /eqP /rcons_inj[->].
  exact: eqxx.
have drop_t : reach C (tilted w1 u) (rcons w t) < reach C flat (rcons w t).
  by apply: reach_tilted; rewrite ?sw1 // -e1.
have same_t' : reach C (tilted w1 u) (rcons w t') = reach C flat (rcons w t').
  by apply: eq_bigr => s1 _; apply: cont_tilted_off.
have := H _ (tilted_pos uA) w t t' wk tv tv'; rewrite same_t' -(H _ flat_pos w t t' wk tv tv') => e.
by rewrite e ltxx in drop_t.
Qed.

Lemma agree_one_free_choice : (forall q : cond R T, pos_model A k q -> siblings_agree C q) ->
  one_free_choice A C.
Proof.
move=> H; have /set0Pn[s0 s0C] := C0.
pose branch j := [exists s in C, [exists s' in C,
  (take j (s : seq T) == take j (s' : seq T)) && (take j.+1 (s : seq T) != take j.+1 (s' : seq T))]].
(* without a branching node above j all valid sequences agree up to j *)
have agree j : (forall i, (i < j)%N -> ~~ branch i) -> forall s s', s \in C -> s' \in C ->
    take j (s : seq T) = take j (s' : seq T).
  elim: j => [|j IH] nb s s' sC sC'; first by rewrite !take0.
  have e := IH (fun i ij => nb i (ltnW ij)) s s' sC sC'.
  have /exists_inPn/(_ s sC)/exists_inPn/(_ s' sC') := nb j (ltnSn j).
  by rewrite e eqxx /= negbK => /eqP.
have [bex|none] := boolP [exists j : 'I_k, branch j]; last first.
  (* one sequence only *)
  have one s : s \in C -> s = s0.
    move=> sC; apply: val_inj; rewrite /= -(take_size s) -(take_size s0) !size_tuple.
    apply: agree => // i ik; move/existsPn: none => /(_ (Ordinal ik)).
    exact.
  have kk : (k.-1 < k)%N by rewrite prednK.
  exists (Ordinal kk), (take k.-1 s0), [set tnth s0 (Ordinal kk)].
  split=> [|s sA]; first by rewrite size_takel // size_tuple leq_pred.
  apply/idP/andP => [/one ->|[ps]]; first by rewrite prefix_take inE.
  rewrite inE => /eqP e; suff -> : s = s0 by [].
  apply: val_inj => /=; have p : prefix (rcons (take k.-1 s0) (tnth s0 (Ordinal kk))) s.
    rewrite prefix_rconsE ?size_takel ?size_tuple ?leq_pred // ps /=.
    by rewrite -(tnth_nth (tnth s0 (Ordinal kk)) s (Ordinal kk)) e eqxx.
  have e0 : rcons (take k.-1 s0) (tnth s0 (Ordinal kk)) = s0.
    rewrite (tnth_nth (tnth s0 (Ordinal kk))) /= -take_nth ?size_tuple // prednK //.
    by rewrite take_oversize ?size_tuple.
  by move: p; rewrite e0 prefix_size_eq ?size_tuple // => /eqP.
have some : exists j, branch j by case/existsP: bex => j bj; exists (val j).
case: (ex_minnP some) => j bj jmin.
have nb i : (i < j)%N -> ~~ branch i by move=> ij; apply/negP => /jmin; rewrite leqNgt ij.
case/exists_inP: bj => s sC /exists_inP[s' sC' /andP[/eqP ej nj]].
have jk : (j < k)%N.
  by rewrite ltnNge; apply: contra nj => kj; move: ej; rewrite !take_oversize ?size_tuple // 1?ltnW // => ->.
pose o := Ordinal jk; pose w0 := take j s.
have sw0 : size w0 = j by rewrite size_takel // size_tuple ltnW.
have next s1 : s1 \in C -> take j.+1 s1 = rcons w0 (tnth s1 o) /\ valid C (rcons w0 (tnth s1 o)).
  move=> s1C; have e : take j.+1 s1 = rcons w0 (tnth s1 o).
    by rewrite (take_nth (tnth s1 o)) ?size_tuple // -(tnth_nth (tnth s1 o) s1 o) (agree j nb s1 s).
  by split=> //; rewrite -e valid_take // valid_full.
have [[es vs] [es' vs']] := (next s sC, next s' sC').
have ne : tnth s o != tnth s' o by apply: contraNneq nj => e; rewrite es es' e.
exists o, w0, [set t | valid C (rcons w0 t)]; split=> // s1 s1A; rewrite inE.
apply/idP/andP => [s1C|[p v]].
  split; last by case: (next s1 s1C).
  by rewrite /w0 (agree j nb s s1) // prefix_take.
have fr : free (rcons w0 (tnth s1 o)).
  case: (eqVneq (tnth s1 o) (tnth s o)) => [e|n1].
    by rewrite e; apply: (agree_free H _ ne vs vs'); rewrite sw0.
  by apply: (agree_free H _ n1 v vs); rewrite sw0.
apply: fr => //; rewrite prefix_rconsE ?sw0 ?size_tuple // p /=.
by rewrite -(tnth_nth (tnth s1 o) s1 o).
Qed.

Theorem free_choice : (forall q : cond R T, pos_model A k q -> forall s, s \in C -> LOCAL C q s = GLOBAL C q s) <->
  one_free_choice A C.
Proof.
split=> [H|oc q qP]; last by apply/(local_equals_global1 CA qP)/one_free_choice_agrees.
by apply: agree_one_free_choice => q qP; apply/(local_equals_global1 CA qP)/H.
Qed.

End FreeChoice.

Theorem local_equals_global_for_all (R : realFieldType) (T : finType) (A : codebooks T) k
  (C : {set k.-tuple T}) : DecodingLaw.local_equals_global_for_all R A C.
Proof. by move=> k0 C0 CA; apply: free_choice. Qed.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Streams: the words of several items, one after the other (G5).             *)
(*   stream_chain           the loss of a stream, item by item                *)
(*   stream_of_item_laws    its terms are laws iff complete prefix code       *)
(*   stream_of_histories    histories of m items have a law iff prefix code   *)
(*   undecodable_borders    two histories, one stream                         *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementTraining.
From Sidproof Require Import Finite Tokenization Model Equivalence Partition Converse VariableLength Masking.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Streams.
Variables (R : realFieldType) (I T : finType) (code : I -> seq T).
Let all_tokens : codebooks T := fun _ => [set: T].

Lemma over_all w : over all_tokens w.
Proof. by elim: w => //= t w IH; rewrite inE. Qed.

Lemma stream_rcons h v : stream code (rcons h v) = stream code h ++ code v.
Proof. by rewrite /stream map_rcons flatten_rcons. Qed.

Theorem stream_chain : TrainingLaw.stream_chain code.
Proof. by move=> F q h v; rewrite stream_rcons Q_cat. Qed.

Lemma cont_shift (q : cond R T) u w s : cont q (u ++ w) s = cont (fun w' => q (u ++ w')) w s.
Proof. by elim: s w => //= t s IH w; rewrite rcons_cat IH. Qed.

Lemma law_on_all (p : T -> R) : law_on [set: T] p <-> law p.
Proof.
have e : \sum_(t in [set: T]) p t = \sum_t p t by apply: eq_bigl => t; rewrite inE.
split=> -[p0 p1].
  by split=> [t|]; rewrite -?e //; apply: p0; rewrite inE.
by split=> [t _|]; rewrite ?e //; apply: p0.
Qed.

Lemma stream_model_model (q : cond R T) K u : stream_model q -> model all_tokens K (fun w => q (u ++ w)).
Proof. by move=> qP w _ _; apply/law_on_all/qP. Qed.

Hypothesis T0 : (0 < #|T|)%N.

Lemma all_nonempty K : nonempty all_tokens K.
Proof. by move=> j _; rewrite -card_gt0 cardsT. Qed.

(* a model of K tokens, continued by uniform rows *)
Lemma extend_model K (q : cond R T) : model all_tokens K q ->
  exists2 q', stream_model q' & forall w, (size w <= K)%N -> Q q' w = Q q w.
Proof.
move=> qP; pose q' : cond R T := fun w t => if (size w < K)%N then q w t else unif R [set: T] t.
exists q' => [w|w].
  rewrite /q'; case: ltnP => wK; first by apply/law_on_all; exact: (qP w (over_all w) wK).
  by apply/law_on_all/pos_law_on_law_on/unif_law; rewrite -card_gt0 cardsT.
elim/last_ind: w => [|w t IH]; first by rewrite !Q_nil.
by rewrite size_rcons => wK; rewrite !Q_rcons IH 1?ltnW // /q' wK.
Qed.

Lemma item_laws_nonempty K : (forall v, (size (code v) <= K)%N) ->
  (forall q : cond R T, stream_model q -> forall h, law (fun v => cont q (stream code h) (code v))) <->
  prefix_code code /\ complete code (fun _ => [set: T]) K.
Proof.
move=> codeK; pose vc := @Vcode I T all_tokens K code (fun v => over_all _) codeK.
have [_ <-] := @complete_code_iff R _ _ _ _ vc (@all_nonempty K).
split=> [H q /extend_model[q' q'P E]|H q qP h].
  by have [_ <-] := H q' q'P [::]; apply: eq_bigr => v _; rewrite -E.
have hP := @stream_model_model q K (stream code h) qP.
have e v : cont q (stream code h) (code v) = Q (fun w => q (stream code h ++ w)) (code v).
  by rewrite -[X in cont q X]cats0 cont_shift.
split=> [v|]; first by rewrite e (Q_ge0 hP) ?over_all.
by rewrite (eq_bigr _ (fun v _ => e v)); apply: (H _ hP).
Qed.

Lemma stream_size K h : (forall v, (size (code v) <= K)%N) -> (size (stream code h) <= size h * K)%N.
Proof.
move=> codeK; rewrite /stream; elim: h => //= v h IH.
by rewrite size_cat mulSn leq_add.
Qed.

Lemma prefix_code_stream : prefix_code code -> forall h h', size h = size h' ->
  prefix (stream code h) (stream code h') -> h = h'.
Proof.
move=> pc; elim=> [|v h IH] [|v' h'] //= [sz] /prefixP[s].
rewrite /stream /= -!/(stream _ _) -catA => e.
have vv : v = v'.
  have p : prefix (code v) (code v' ++ stream code h') by rewrite e prefix_prefix.
  have /orP[/pc//|/pc//] := prefix_comparable p (prefix_prefix (code v') (stream code h')).
rewrite vv in e *; congr (_ :: _); apply: IH => //; apply/prefixP; exists s.
by move/eqP: e; rewrite eqseq_cat // eqxx /= => /eqP.
Qed.

Lemma prefix_code_item m : (0 < m)%N ->
  prefix_code (fun h : m.-tuple I => stream code h) -> prefix_code code.
Proof.
case: m => // m _ pc u v /prefixP[s uv].
have := pc [tuple of rcons (nseq_tuple m u) u] [tuple of rcons (nseq_tuple m u) v].
rewrite /= !stream_rcons uv catA prefix_prefix => /(_ isT)/(congr1 val)/= /eqP.
by rewrite eqseq_rcons => /andP[_ /eqP].
Qed.

Lemma histories_nonempty m : (0 < m)%N ->
  (forall q : cond R T, stream_model q -> \sum_(h : m.-tuple I) Q q (stream code h) <= 1) <->
  prefix_code code.
Proof.
move=> m0; pose K := \max_v size (code v).
have codeK v : (size (code v) <= K)%N by apply: leq_bigmax.
have hK (h : m.-tuple I) : (size (stream code h) <= m * K)%N.
  by rewrite -{2}(size_tuple h) stream_size.
pose vc := @Vcode [finType of m.-tuple I] T all_tokens (m * K) (fun h => stream code h) (fun h => over_all _) hK.
have D := @prefix_code_iff R _ _ _ _ vc (@all_nonempty _).
have -> : (forall q : cond R T, stream_model q -> \sum_(h : m.-tuple I) Q q (stream code h) <= 1) <->
          prefix_code vc.
  rewrite -D; split=> [H q /extend_model[q' q'P E]|H q qP].
    by rewrite /score (eq_bigr _ (fun h _ => esym (E _ (hK h)))); apply: H.
  exact: H (@stream_model_model q _ [::] qP).
split=> [pc|pc h h' hh]; last first.
  by apply/val_inj/(prefix_code_stream pc) => //; rewrite !size_tuple.
exact: (prefix_code_item m0 pc).
Qed.

End Streams.

Theorem stream_of_item_laws (R : realFieldType) (I T : finType) (code : I -> seq T) :
  TrainingLaw.stream_of_item_laws R code.
Proof. by move=> T0 K codeK; apply: item_laws_nonempty. Qed.

Theorem stream_of_histories (R : realFieldType) (I T : finType) (code : I -> seq T) :
  TrainingLaw.stream_of_histories R code.
Proof. by move=> T0 m m0; apply: histories_nonempty. Qed.

(* 0 10 and 01 0 *)
Theorem undecodable_borders (R : realFieldType) : TrainingLaw.undecodable_borders R.
Proof.
pose code (v : 'I_3) : seq bool :=
  match val v with 0%N => [:: false] | 1%N => [:: false; true] | _ => [:: true; false] end.
pose a : 'I_3 := inord 0; pose b : 'I_3 := inord 1; pose c : 'I_3 := inord 2.
have [ca cb cc] : [/\ code a = [:: false], code b = [:: false; true] & code c = [:: true; false]].
  by rewrite /code /= !inordK.
have sh : stream code [tuple a; c] = [:: false; true; false] by rewrite /stream /= ca cc.
have sh' : stream code [tuple b; a] = [:: false; true; false] by rewrite /stream /= ca cb.
exists code, [tuple a; c], [tuple b; a]; split.
- by move=> [[|[|[|u]]] ul] [[|[|[|v]]] vl] //= _; apply: val_inj.
- by rewrite -val_eqE /= eqseq_cons -val_eqE /= !inordK.
- by move=> q; rewrite sh sh'.
pose q : cond R [finType of bool] := fun w t => (nth false [:: false; true; false] (size w) == t)%:R.
exists q => [w|]; last by rewrite sh /Q /= /q /= !mulr1.
split=> [t|]; first exact: ler0n.
by rewrite big_bool /q; case: (nth _ _ _); rewrite /= ?addr0 ?add0r.
Qed.

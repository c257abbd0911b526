(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Losses changed token by token: G3 for position weights, label smoothing,   *)
(* and temperature inside the loss.                                           *)
(*   by_rows              a product over items and positions, row by row      *)
(*   position_weights     the optimum of any weights: empirical rows          *)
(*   label_smoothing_gap, label_smoothing_optimum, temperature_in_loss        *)
(* Pads.v and TokenExamples.v have the rest of G3.                            *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementDecoding StatementLog StatementTraining.
From Sidproof Require Import Finite Tokenization Model Equivalence Gibbs Maxima Logarithm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** *** Row by row *)
Section Rows.
Variables (I T : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

Section AnyMonoid.
Variables (M : Type) (idx : M) (op : Monoid.com_law idx).

Lemma by_rows (g : seq T -> T -> I -> M) :
  \big[op/idx]_v \big[op/idx]_(j < k) g (take j (tok v)) (tnth (tok v) j) v =
  \big[op/idx]_(w : k.-bseq T | (size w < k)%N)
    \big[op/idx]_t \big[op/idx]_(v | prefix (rcons w t) (tok v)) g w t v.
Proof.
transitivity (\big[op/idx]_v \big[op/idx]_(w : k.-bseq T | (size w < k)%N)
  \big[op/idx]_(t | prefix (rcons w t) (tok v)) g w t v); last first.
  rewrite exchange_big /=; apply: eq_bigr => w _.
  rewrite (exchange_big_dep xpredT) //=.
apply: eq_bigr => v _; have sv : size (tok v) = k := size_tuple _.
have one (w : k.-bseq T) (wk : (size w < k)%N) :
  \big[op/idx]_(t | prefix (rcons w t) (tok v)) g w t v =
  if prefix w (tok v) then g w (tnth (tok v) (Ordinal wk)) v else idx.
  case: ifP => pw; last by apply: big_pred0 => t; rewrite (prefix_rcons_tnth _ _ wk) pw.
  by apply: big_pred1 => t; rewrite (prefix_rcons_tnth _ _ wk) pw /= eq_sym.
have pre j : (size (take j (tok v)) <= k)%N by rewrite size_take_min sv geq_minr.
pose W j := Bseq (pre j).
transitivity (\big[op/idx]_(w : k.-bseq T | (size w < k)%N && prefix w (tok v))
  \big[op/idx]_(t | prefix (rcons w t) (tok v)) g w t v); last first.
  rewrite big_mkcondr; apply: eq_bigr => w wk; rewrite (one w wk).
  by case: (prefix w _).
case: (posnP k) => [k0|k0].
  have none m : (m < k)%N = false by rewrite k0 ltn0.
  rewrite [LHS]big1 ?[RHS]big1 // => [w|j _]; first by rewrite none.
  by have := ltn_ord j; rewrite none.
pose j0 := Ordinal k0.
rewrite (reindex_onto (fun j : 'I_k => W j) (fun w => odflt j0 (insub (size w)))) /=; last first.
  move=> w /andP[wk]; rewrite prefixE => /eqP e; apply: val_inj => /=.
  by rewrite insubT /= e.
apply: eq_big => [j|j _].
  have sj : size (take j (tok v)) = j by rewrite size_takel // sv ltnW.
  rewrite /= sj ltn_ord prefix_take insubT //= => jk.
  by apply/esym/eqP; apply: val_inj.
have sj : size (take j (tok v)) = j by rewrite size_takel // sv ltnW.
have wk : (size (W j) < k)%N by rewrite /= sj.
rewrite (one (W j) wk) /= prefix_take; congr (g _ _ _); congr tnth.
by apply: val_inj; rewrite /= sj.
Qed.

End AnyMonoid.

Variable n : I -> nat.
Local Notation N := (below tok n).

Lemma below_children w (wk : (size w < k)%N) : N w = (\sum_t N (rcons w t))%N.
Proof.
rewrite /below (partition_big (fun v => tnth (tok v) (Ordinal wk)) xpredT) //=.
by apply: eq_bigr => t _; apply: eq_bigl => v; rewrite prefix_rcons_tnth.
Qed.

Lemma below_over w : (0 < N w)%N -> over A w.
Proof.
rewrite /below; apply: contraTT => wN; rewrite big1 // => v pw.
by case/negP: wN; apply: over_prefix pw (code_over tok v).
Qed.

Lemma below_out w t : over A w -> t \notin A (size w) -> N (rcons w t) = 0%N.
Proof.
move=> wA tN; apply/eqP; rewrite -leqn0 leqNgt; apply/negP => /below_over.
by rewrite over_rcons wA (negbTE tN).
Qed.

Lemma below_in w : over A w -> (size w < k)%N -> N w = (\sum_(t in A (size w)) N (rcons w t))%N.
Proof.
move=> wA wk; rewrite (below_children wk) (bigID (mem (A (size w)))) /= [X in (_ + X)%N]big1 ?addn0 //.
by move=> t tN; rewrite below_out.
Qed.

End Rows.

(** *** Position weights *)
Section Weights.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).
Variables (n : I -> nat) (c : 'I_k -> nat).
Hypotheses (N0 : (0 < events n)%N) (c0 : forall j, (0 < c j)%N).
Local Notation N := (below tok n).

Definition weight (i : nat) : nat := if insub i is Some j then c j else 0%N.
Definition row_counts (w : seq T) (t : T) : nat := (weight (size w) * N (rcons w t))%N.

Lemma weight_gt0 i : (i < k)%N -> (0 < weight i)%N.
Proof. by move=> ik; rewrite /weight insubT. Qed.

Lemma weighted_rows (q : cond R T) :
  weighted_lik tok n c q = \prod_(w : k.-bseq T | (size w < k)%N) lik (row_counts w) (q w).
Proof.
have := @by_rows _ _ _ _ tok _ _ (GRing.mul_comoid R) (fun w t v => q w t ^+ (weight (size w) * n v)) => /= E.
transitivity (\prod_v \prod_(j < k)
    q (take j (tok v)) (tnth (tok v) j) ^+ (weight (size (take j (tok v))) * n v)).
  apply: eq_bigr => v _; rewrite -prodrXl; apply: eq_bigr => j _.
  by rewrite size_takel ?size_tuple 1?ltnW // /weight valK exprM.
rewrite E; apply: eq_bigr => w _; apply: eq_bigr => t _.
by rewrite prodrXr /row_counts /below big_distrr.
Qed.

Lemma row_counts_out w t : (size w < k)%N -> (0 < row_counts w t)%N -> over A w && (t \in A (size w)).
Proof.
move=> wk; rewrite muln_gt0 => /andP[_ b]; rewrite -over_rcons; exact: below_over b.
Qed.

Lemma row_events w : (size w < k)%N -> events (row_counts w) = (weight (size w) * N w)%N.
Proof. by move=> wk; rewrite /events -big_distrr -below_children. Qed.

Definition is_row (q : cond R T) (w : seq T) : bool :=
  (N w == 0%N) || [forall t in A (size w), q w t == (N (rcons w t))%:R / (N w)%:R].

Lemma emp_row w t : (size w < k)%N -> emp R (row_counts w) t = (N (rcons w t))%:R / (N w)%:R.
Proof.
move=> wk; rewrite /emp row_events // !natrM -mulf_div mulfV ?mul1r //.
by rewrite pnatr_eq0 -lt0n weight_gt0.
Qed.

Lemma row_mle (q : cond R T) w : model A k q -> (size w < k)%N ->
  0 <= lik (row_counts w) (q w) /\
  lik (row_counts w) (q w) <= lik (row_counts w) (emp R (row_counts w)) ?= iff is_row q w.
Proof.
move=> qP wk; rewrite /is_row; have [w0|w0] := posnP (N w).
  by rewrite !lik_events0 ?row_events ?w0 ?muln0 //; split; [exact: ler01 | apply/leif_refl].
have wA := below_over w0; have [q0 q1] := qP w wA wk.
have E : lik (row_counts w) (q w) = lik (row_counts w) (trim (A (size w)) (q w)).
  by apply: eq_lik => t /(row_counts_out wk)/andP[_ tA]; rewrite /trim tA.
have tP := trim_law (qP w wA wk); split; first by rewrite E; apply: lik_ge0; case: tP.
have [|le eq] := @gibbs _ _ (row_counts w) _ (law_sublaw tP).
  by rewrite row_events // muln_gt0 weight_gt0.
split; rewrite E // eq; apply/forallP/forall_inP => [H t tA|H t].
  by have := H t; rewrite /trim tA emp_row.
rewrite /trim emp_row //; case: ifPn => [/H//|tN].
by rewrite (below_out tok n wA tN) mul0r.
Qed.

Definition best_rows : cond R T := fun w t =>
  if (0 < N w)%N then (N (rcons w t))%:R / (N w)%:R else unif R (A (size w)) t.

Lemma best_rows_model : model A k best_rows.
Proof.
have [v0 _] : exists v, (0 < n v)%N.
  apply/existsP; apply: contraTT N0 => /existsPn H; rewrite -leqNgt leqn0 sum_nat_eq0.
  by apply/forallP => v; have := H v; rewrite -leqNgt leqn0.
have A0 := grid_codebooks (code_over tok v0).
move=> w wA wk; rewrite /best_rows; case: (posnP (N w)) => w0.
  by have [u0 u1] := unif_law R (A0 _ wk); split=> [t tA|] //; apply/ltW/u0.
split=> [t _|]; first by rewrite divr_ge0 ?ler0n.
rewrite -mulr_suml -natr_sum -(below_in tok n wA wk) mulfV //.
by rewrite pnatr_eq0 -lt0n.
Qed.

Definition weighted_max : R :=
  \prod_(w : k.-bseq T | (size w < k)%N) lik (row_counts w) (emp R (row_counts w)).

Lemma weighted_mle (q : cond R T) : model A k q ->
  weighted_lik tok n c q <= weighted_max ?= iff [forall (w : k.-bseq T | (size w < k)%N), is_row q w].
Proof.
move=> qP; rewrite weighted_rows.
have := leif_pprod (P := fun w : k.-bseq T => (size w < k)%N) (fun w wk => proj1 (row_mle qP wk))
  (fun w wk => proj2 (row_mle qP wk)).
rewrite /= [X in X || _](_ : _ = false) //; apply/negbTE.
by rewrite gt_eqF //; apply: prodr_gt0 => w _; apply: lik_emp_gt0.
Qed.

Lemma rowsP (q : cond R T) : reflect
  (forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < N w)%N ->
     q w t = (N (rcons w t))%:R / (N w)%:R)
  [forall (w : k.-bseq T | (size w < k)%N), is_row q w].
Proof.
apply: (iffP forall_inP) => [H w t|H w wk]; rewrite ?over_rcons.
  move=> /andP[wA tA] wk w0; have := H (Bseq (ltnW wk)) wk.
  by rewrite /is_row /= gtn_eqF // => /forall_inP/(_ t tA)/eqP.
rewrite /is_row; case: (posnP (N w)) => //= w0; apply/forall_inP => t tA; apply/eqP.
by apply: H; rewrite // over_rcons (below_over w0).
Qed.

Lemma weighted_maximum : maximum (model A k) (weighted_lik tok n c) weighted_max.
Proof.
have bP := best_rows_model; have [_ e] := weighted_mle bP.
have E : weighted_lik tok n c best_rows = weighted_max.
  by apply/eqP; rewrite e; apply/rowsP => w t _ _ w0; rewrite /best_rows w0.
by exists best_rows => //; split=> // q /weighted_mle[]; rewrite E.
Qed.

Lemma weighted_argmax (q : cond R T) : model A k q ->
  maximises (model A k) (weighted_lik tok n c) q <->
  (forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < N w)%N ->
     q w t = (N (rcons w t))%:R / (N w)%:R).
Proof.
move=> qP; rewrite (maximises_max _ weighted_maximum); have [_ e] := weighted_mle qP.
split=> [[_ /eqP]|H]; first by rewrite e => /rowsP.
by split=> //; apply/eqP; rewrite e; apply/rowsP.
Qed.

End Weights.

Theorem position_weights (R : realFieldType) (T I : finType) (A : codebooks T) k
  (tok : tokenization I A k) : TrainingLaw.position_weights R tok.
Proof.
move=> n c N0 c0 q qP; have W := weighted_argmax tok N0 c0 qP; split=> //; rewrite W.
have := @weighted_argmax R T I A k tok n (fun=> 1%N) N0 (fun=> isT) q qP.
have E q' : weighted_lik tok n (fun=> 1%N) q' = \prod_v Q q' (tok v) ^+ n v.
  by apply: eq_bigr => v _; rewrite QE; congr (_ ^+ _); apply: eq_bigr => j _; rewrite expr1.
move=> <-; split=> -[_ H]; split=> // q' q'P; have := H q' q'P; rewrite !E //.
Qed.

Theorem temperature_in_loss (R : realFieldType) (T I : finType) (A : codebooks T) k
  (tok : tokenization I A k) : TrainingLaw.temperature_in_loss R tok.
Proof.
move=> e n q qP; rewrite -prodrXl -prodf_div; apply: eq_bigr => v _.
rewrite -exprM mulnC exprM -expr_div_n; congr (_ ^+ _).
rewrite !QE -prodrXl -prodf_div; apply: eq_bigr => j _.
by rewrite /tempered size_takel // size_tuple ltnW.
Qed.

(** *** Label smoothing *)
Section Smoothing.
Variables (R : realFieldType) (L : logarithm R) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

Theorem label_smoothing_gap : TrainingLaw.label_smoothing_gap L tok.
Proof.
move=> e n q; rewrite /smoothed_loss /ar_loss (big_pred1 tt) => [|[]//].
rewrite opprK addrC -sumrB mulr_sumr; apply: eq_bigr => v _.
rewrite -mulrBr -sumrB mulrCA; congr (_ * _); rewrite mulr_sumr; apply: eq_bigr => j _.
by ring.
Qed.

Variables (e : R) (n : I -> nat).
Hypotheses (A0 : nonempty A k) (e0 : 0 < e) (e1 : e < 1).
Local Notation N := (below tok n).
Local Notation sm := (smoothed_row A tok n e).

Definition smooth_term (q : cond R T) (w : seq T) : R :=
  \sum_t (N (rcons w t))%:R * ((1 - e) * L (q w t) + e * ((\sum_(t' in A (size w)) L (q w t')) / #|A (size w)|%:R)).

Lemma smoothed_rows (q : cond R T) :
  smoothed_loss L A tok n e q = - \sum_(w : k.-bseq T | (size w < k)%N) smooth_term q w.
Proof.
have := @by_rows _ _ _ _ tok _ _ (GRing.add_comoid R) (fun w t v =>
  (n v)%:R * ((1 - e) * L (q w t) + e * ((\sum_(t' in A (size w)) L (q w t')) / #|A (size w)|%:R))) => /= E.
congr (- _).
transitivity (\sum_v \sum_(j < k) (n v)%:R * ((1 - e) * L (q (take j (tok v)) (tnth (tok v) j)) +
   e * ((\sum_(t' in A (size (take j (tok v)))) L (q (take j (tok v)) t')) / #|A (size (take j (tok v)))|%:R))).
  apply: eq_bigr => v _; rewrite mulr_sumr; apply: eq_bigr => j _.
  by rewrite size_takel // size_tuple ltnW.
rewrite E; apply: eq_bigr => w _; apply: eq_bigr => t _.
by rewrite -mulr_suml /below natr_sum.
Qed.

Lemma smoothed_law w : over A w -> (size w < k)%N -> (0 < N w)%N -> pos_law_on (A (size w)) (sm w).
Proof.
move=> wA wk w0; have a0 : (0 < #|A (size w)|)%N by rewrite card_gt0 A0.
split=> [t _|].
  rewrite ltr_paddl ?divr_gt0 ?ltr0n //.
  by rewrite mulr_ge0 ?subr_ge0 ?(ltW e1) // divr_ge0 ?ler0n.
rewrite big_split /= -mulr_sumr -mulr_suml -natr_sum -(below_in tok n wA wk) mulfV ?pnatr_eq0 -?lt0n //.
by rewrite sumr_const -[X in _ + X]mulr_natr divfK ?pnatr_eq0 -?lt0n // mulr1 subrK.
Qed.

Lemma smooth_termE (q : cond R T) w : over A w -> (size w < k)%N -> (0 < N w)%N ->
  smooth_term q w = (N w)%:R * \sum_t trim (A (size w)) (sm w) t * L (trim (A (size w)) (q w) t).
Proof.
move=> wA wk w0; have n0 : (N w)%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
set m := (\sum_(t' in A (size w)) L (q w t')) / #|A (size w)|%:R.
transitivity ((1 - e) * (\sum_(t in A (size w)) (N (rcons w t))%:R * L (q w t)) + e * (N w)%:R * m).
  rewrite /smooth_term -/m (bigID (mem (A (size w)))) /= [X in _ + X]big1 ?addr0; last first.
    by move=> t tN; rewrite (below_out tok n wA tN) mul0r.
  have -> : e * (N w)%:R * m = \sum_(t in A (size w)) (N (rcons w t))%:R * (e * m).
    by rewrite -mulr_suml -natr_sum -(below_in tok n wA wk); ring.
  rewrite mulr_sumr -big_split /=.
  by apply: eq_bigr => t _; ring.
transitivity ((N w)%:R * \sum_(t in A (size w)) sm w t * L (q w t)); last first.
  congr (_ * _); rewrite big_mkcond; apply: eq_bigr => t _; rewrite /trim.
  by case: ifP; rewrite // mul0r.
have -> : e * (N w)%:R * m = \sum_(t in A (size w)) (e * (N w)%:R / #|A (size w)|%:R) * L (q w t).
  by rewrite -mulr_sumr /m mulrA mulrAC.
rewrite !mulr_sumr -big_split /=; apply: eq_bigr => t _.
by rewrite /smoothed_row; field; rewrite n0 pnatr_eq0 -lt0n card_gt0 A0.
Qed.

Definition smooth_max w : R :=
  if (N w == 0)%N then 0 else
  (N w)%:R * \sum_t trim (A (size w)) (sm w) t * L (trim (A (size w)) (sm w) t).

Definition is_smooth (q : cond R T) w : bool := (N w == 0)%N || [forall t in A (size w), q w t == sm w t].

Lemma smooth_mle (q : cond R T) w : pos_model A k q -> (size w < k)%N ->
  smooth_term q w <= smooth_max w ?= iff is_smooth q w.
Proof.
move=> qP wk; rewrite /is_smooth /smooth_max; have [w0|w0] := posnP (N w).
  rewrite /smooth_term big1 => [|t _]; first exact/leif_refl.
  by move: w0; rewrite (below_children tok n wk) (bigD1 t) //= => /eqP; rewrite addn_eq0 => /andP[/eqP -> _]; rewrite mul0r.
have wA := below_over w0; have sP := smoothed_law wA wk w0; rewrite smooth_termE //=.
have [|le eq] := gibbs_log L (trim_law (pos_law_on_law_on sP)) (law_sublaw (trim_law (pos_law_on_law_on (qP w wA wk)))).
  move=> t; rewrite /trim; case: ifP => [tA _|_]; last by rewrite ltxx.
  by have [q0 _] := qP w wA wk; apply: q0.
have n0 : 0 < (N w)%:R :> R by rewrite ltr0n.
split; first by rewrite ler_pmul2l.
rewrite (inj_eq (mulfI (lt0r_neq0 n0))) eq; apply/forallP/forall_inP => [H t tA|H t].
  by have := H t; rewrite /trim tA.
by rewrite /trim; case: ifPn => [/H|].
Qed.

Definition smooth_best : cond R T := fun w t => if (0 < N w)%N then sm w t else unif R (A (size w)) t.

Lemma smooth_best_model : pos_model A k smooth_best.
Proof.
move=> w wA wk; rewrite /smooth_best; case: (posnP (N w)) => w0; last exact: smoothed_law.
exact: (unif_law R (A0 wk)).
Qed.

Lemma smoothP (q : cond R T) : reflect
  (forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < N w)%N -> q w t = sm w t)
  [forall (w : k.-bseq T | (size w < k)%N), is_smooth q w].
Proof.
apply: (iffP forall_inP) => [H w t|H w wk]; rewrite ?over_rcons.
  move=> /andP[wA tA] wk w0; have := H (Bseq (ltnW wk)) wk.
  by rewrite /is_smooth /= gtn_eqF // => /forall_inP/(_ t tA)/eqP.
rewrite /is_smooth; case: (posnP (N w)) => //= w0; apply/forall_inP => t tA; apply/eqP.
by apply: H; rewrite // over_rcons (below_over w0).
Qed.

Lemma smoothed_argmin (q : cond R T) : pos_model A k q ->
  (forall q', pos_model A k q' -> smoothed_loss L A tok n e q <= smoothed_loss L A tok n e q') <->
  (forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < N w)%N -> q w t = sm w t).
Proof.
move=> qP; pose M := \sum_(w : k.-bseq T | (size w < k)%N) smooth_max w.
have mle q' : pos_model A k q' ->
    \sum_(w : k.-bseq T | (size w < k)%N) smooth_term q' w <= M
      ?= iff [forall (w : k.-bseq T | (size w < k)%N), is_smooth q' w].
  by move=> q'P; apply: leif_sum => w; apply: smooth_mle.
have bM : smoothed_loss L A tok n e smooth_best = - M.
  rewrite smoothed_rows; congr (- _); have [_ eq] := mle _ smooth_best_model.
  by apply/eqP; rewrite eq; apply/smoothP => w t _ _ w0; rewrite /smooth_best w0.
split=> [H|H q' q'P]; last first.
  rewrite !smoothed_rows ler_opp2; have [_ /esym eq] := mle _ qP.
  by have /idP := introT (smoothP q) H; rewrite eq => /eqP ->; have [] := mle _ q'P.
apply/smoothP; have [le <-] := mle _ qP; apply/eqP/le_anti; rewrite le /=.
by have := H _ smooth_best_model; rewrite bM smoothed_rows ler_opp2.
Qed.

End Smoothing.

Theorem label_smoothing_optimum (R : realFieldType) (L : logarithm R) (T I : finType)
  (A : codebooks T) k (tok : tokenization I A k) : TrainingLaw.label_smoothing_optimum L tok.
Proof. by move=> A0 e n q e0 e1; apply: smoothed_argmin. Qed.

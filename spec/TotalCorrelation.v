(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* What collisions and parallel heads cost at the optimum, in nats.           *)
(*   collision_entropy     C2   total_correlation  C3   decomposition  C4     *)
(*   leakage_of_parallel   C4 for one-to-one tables: TC = KL + leakage        *)
(* (total correlation: Watanabe 1960; 2206.05975 for parallel decoding)       *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra ring.
From Sidproof Require Import Statement StatementLog Finite Tokenization Model Realisation Equivalence Gibbs Maxima Parallel Logarithm Losses Entropy.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Empirical.
Variables (R : realFieldType) (L : logarithm R) (J S : finType) (f : J -> S) (n : J -> nat).

Lemma image_emp s : image_law f (emp R n) s = emp R (push f n) s.
Proof. by rewrite /image_law /emp -mulr_suml -natr_sum events_push. Qed.

Lemma entropy_emp : (0 < events n)%N ->
  entropy L (emp R n) = entropy L (emp R (push f n)) + cond_entropy L f (emp R n).
Proof.
move=> N0; rewrite (entropy_chain1 L f (emp_law R N0)); congr (_ + _).
by rewrite /entropy; congr (- _); apply: eq_bigr => s _; rewrite image_emp.
Qed.

Lemma collision_nats :
  L (lik (push f n) (emp R (push f n))) - L (lik n (emp R n)) =
  (events n)%:R * cond_entropy L f (emp R n).
Proof.
rewrite !lg_lik_emp events_push; case: (posnP (events n)) => [->|N0]; first by rewrite !mul0r oppr0 subrr.
by rewrite (entropy_emp N0) mulrDr opprK addrA addNr add0r.
Qed.

Lemma cond_entropy_emp : 0 <= cond_entropy L f (emp R n) ?= iff apart f n.
Proof.
case: (posnP (events n)) => [n0|N0].
  have z v : n v = 0%N.
    by move/eqP: n0; rewrite sum_nat_eq0 => /forall_inP/(_ v isT)/eqP.
  rewrite /cond_entropy big1 ?oppr0 => [|v _]; last by rewrite /emp z !mul0r.
  by apply/leif_refl/apartP => v; rewrite z ltnn.
have := cond_entropy_ge0 L f (emp_law R N0); congr (_ <= _ ?= iff _).
apply/forallP/apartP => [H v v0|H v].
  have := H v; rewrite image_emp /emp events_push mulf_eq0 invr_eq0 !pnatr_eq0.
  rewrite -[_ == 0%N]negbK -lt0n v0 -[_ == 0%N]negbK -lt0n N0 /=.
  by rewrite (inj_eq (mulIf _)) ?eqr_nat ?invr_eq0 ?pnatr_eq0 -?lt0n // => /eqP.
case: (posnP (n v)) => [v0|v0]; first by rewrite /emp v0 mul0r eqxx.
by rewrite image_emp /emp events_push H // eqxx orbT.
Qed.

End Empirical.

Section Histories.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I X : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).
Variable n : X -> I -> nat.

Let P x := emp R (push tok (n x)).

(* the maximum over parallel models at all histories at once *)
Definition par_max_hist : R := \prod_x par_max R tok (n x).

Definition par_best (x : X) : heads R T :=
  if events (n x) == 0%N then unif_heads R A else best_heads R tok (n x).

Lemma par_max0 x : events (n x) = 0%N -> par_max R tok (n x) = 1.
Proof. by move=> x0; apply: big1 => j _; rewrite lik_events0 // events_push. Qed.

Lemma lik_par (d : X -> heads R T) :
  lik_AR tok (fun x => par (d x)) n = \prod_x \prod_v Q (par (d x)) (tok v) ^+ n x v.
Proof. exact: chain. Qed.

Lemma no_events x (f : I -> R) : events (n x) = 0%N -> \prod_v f v ^+ n x v = 1.
Proof. exact: lik_events0. Qed.

Lemma par_maximum_hist : (0 < #|I|)%N ->
  maximum (fun d => forall x, head_laws A k (d x)) (fun d => lik_AR tok (fun x => par (d x)) n) par_max_hist.
Proof.
move=> /card_gt0P[v0 _]; have A0 := grid_codebooks (code_over tok v0).
have E : lik_AR tok (fun x => par (par_best x)) n = par_max_hist.
  rewrite lik_par; apply: eq_bigr => x _; rewrite /par_best; case: eqP => [x0|/eqP].
    by rewrite no_events // par_max0.
  by rewrite -lt0n => x0; apply: best_heads_max.
exists par_best => //; split=> [x|d dP]; rewrite ?E.
  rewrite /par_best; case: eqP => [_|/eqP]; last by rewrite -lt0n; apply: best_heads_laws.
  exact/pos_head_laws_laws/unif_heads_laws.
rewrite lik_par; apply: ler_prod => x _; rewrite prodr_ge0 => [|v _] /=; last first.
  by rewrite exprn_ge0 // (Q_ge0 (par_model (dP x))) ?size_tuple ?code_over.
case: (posnP (events (n x))) => [x0|x0]; first by rewrite no_events // par_max0.
by case: (par_mle tok x0 (dP x)).
Qed.

(* without items there are no data, and every likelihood is 1 *)
Lemma no_items x : (0 < #|I|)%N = false -> events (n x) = 0%N.
Proof.
move=> I0; apply: big1 => v; move: I0; rewrite lt0n => /negbT; rewrite negbK => /eqP/card0_eq.
by move=> /(_ v).
Qed.

Lemma ar_value mAR :
  maximum (fun q => forall x, model A k (q x)) (fun q => lik_AR tok q n) mAR -> mAR = ar_max R tok n.
Proof.
move=> h; case I0 : (0 < #|I|)%N; first exact: maximum_unique h (ar_maximum R tok n I0).
case: h => q _ <-; rewrite lik_ARE; apply: eq_bigr => x _.
by rewrite !lik_events0 ?events_push ?no_items.
Qed.

Lemma fv_value mFV :
  maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) mFV -> mFV = fv_max R n.
Proof.
move=> h; case I0 : (0 < #|I|)%N; first exact: maximum_unique h (fv_maximum R n I0).
case: h => p _ <-; apply: eq_bigr => x _.
by rewrite no_events ?lik_events0 ?no_items.
Qed.

Lemma par_value mpar :
  maximum (fun d => forall x, head_laws A k (d x)) (fun d => lik_AR tok (fun x => par (d x)) n) mpar ->
  mpar = par_max_hist.
Proof.
move=> h; case I0 : (0 < #|I|)%N; first exact: maximum_unique h (par_maximum_hist I0).
case: h => d _ <-; rewrite lik_par; apply: eq_bigr => x _.
by rewrite no_events ?par_max0 ?no_items.
Qed.

Theorem collision_entropy : LogLaw.collision_entropy L tok n.
Proof.
move=> mAR mFV /ar_value-> /fv_value->; split=> [|x]; last exact: cond_entropy_emp.
rewrite /ar_max /fv_max !lg_prod => [|x _|x _]; [|exact: lik_emp_gt0|exact: lik_emp_gt0].
by rewrite -sumrB; apply: eq_bigr => x _; apply: collision_nats.
Qed.

Lemma entropy_marginal x j : entropy L (marginal (P x) j) = entropy L (emp R (pcount tok (n x) j)).
Proof.
by rewrite /entropy; congr (- _); apply: eq_bigr => t _; rewrite marginal_emp.
Qed.

Lemma par_nats x :
  L (lik (push tok (n x)) (P x)) - L (par_max R tok (n x)) =
  (events (n x))%:R * total_corr L (P x).
Proof.
rewrite /par_max [X in _ - X]lg_prod => [|j _]; last exact: lik_emp_gt0.
rewrite lg_lik_emp events_push /total_corr mulrBr addrC; congr (_ + _).
rewrite -sumrN mulr_sumr; apply: eq_bigr => j _.
by rewrite lg_lik_emp events_push opprK entropy_marginal.
Qed.

Theorem total_correlation : LogLaw.total_correlation L tok n.
Proof.
move=> mAR mpar /ar_value-> /par_value->; split=> [|x x0]; last first.
  by apply: total_corr_ge0; apply: emp_law; rewrite events_push.
rewrite /ar_max /par_max_hist !lg_prod => [|x _|x _]; [|exact: lik_emp_gt0|exact: par_max_gt0].
by rewrite -sumrB; apply: eq_bigr => x _; apply: par_nats.
Qed.

Theorem decomposition : LogLaw.decomposition L tok n.
Proof.
move=> mFV mpar /fv_value-> /par_value->.
rewrite /fv_max /par_max_hist !lg_prod => [|x _|x _]; [|exact: lik_emp_gt0|exact: par_max_gt0].
rewrite -sumrB; apply: eq_bigr => x _.
rewrite mulrBr -(par_nats x) -(collision_nats L tok) -/(P x).
by rewrite opprB [RHS]addrC addrA subrK.
Qed.

End Histories.

Section OneToOne.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

Theorem leakage_of_parallel : LogLaw.leakage_of_parallel L tok.
Proof.
move=> tokI n N0 d opt; have dP : head_laws A k d by case: opt.
have [H _] := best_parallel R tok N0; have /(H d dP) dE := opt; clear H.
have P1 : law (emp R (push tok n)) by apply: emp_law; rewrite events_push.
have E v : emp R (push tok n) (tok v) = emp R n v by rewrite /emp events_push push_inj.
have QE v : Q (par d) (tok v) = product (marginal (emp R (push tok n))) (tok v).
  by rewrite parE; apply: eq_bigr => j _; rewrite dE // over_tnth // code_over.
have sum_emp (g : k.-tuple T -> R) :
  \sum_s emp R (push tok n) s * g s = \sum_v emp R n v * g (tok v).
  rewrite (bigID (mem (codom tok))) /= [X in _ + X]big1 ?addr0 => [|s sN]; last first.
    by rewrite /emp push_out // !mul0r.
  rewrite (eq_bigl (mem [set tok v | v in I])) => [|s]; last by apply/codomP/imsetP => [[v]|[v _]]; exists v.
  by rewrite big_imset /= => [|u v _ _]; [apply: eq_bigr => v _; rewrite E | exact: tokI].
have q0 v : 0 < emp R n v -> 0 < Q (par d) (tok v).
  by move=> ev; rewrite QE prodr_gt0 // => j _; apply: marginal_gt0; rewrite ?E.
have z0 : 0 < Zsum tok (par d).
  have [v nv|none] := pickP (fun v => (0 < n v)%N); last first.
    by move: N0; rewrite /events big1 // => v _; have := none v; rewrite lt0n => /negbFE/eqP.
  exact: lt_le_trans (q0 v (emp_gt0 R nv)) (Zsum_ge tok v (par_model dP)).
rewrite total_corrE // !sum_emp KLE; [|exact: emp_law|by move=> v /q0 qv; rewrite divr_gt0].
have -> : \sum_v emp R n v * L (share tok (par d) v) =
          \sum_v emp R n v * L (Q (par d) (tok v)) - L (Zsum tok (par d)).
  rewrite -[X in _ - X]mul1r -(proj2 (emp_law R N0)) mulr_suml -sumrB; apply: eq_bigr => v _.
  have [->|e0] := eqVneq (emp R n v) 0; first by rewrite !mul0r subrr.
  by rewrite -mulrBr lgf ?q0 // lt_def e0; have [-> _] := emp_law R N0.
rewrite opprB addrA [RHS]addrAC addrK.
by congr (_ - _); apply: eq_bigr => v _; rewrite ?E ?QE.
Qed.

End OneToOne.

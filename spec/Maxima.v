(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* What training can reach: maxima over all laws and over all cascaded models.*)
(*   fv_optimum, same_argmax, unseen_item   A4                                *)
(*   injective_iff_equal_maxima             C1                                *)
(*   injective_argmax                       C1, the maximisers                *)
(*   collision_gap                          C2 in product form                *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization Model Realisation Equivalence Gibbs.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma maximum_unique (R : realFieldType) (M : Type) (P : M -> Prop) (f : M -> R) m m' :
  maximum P f m -> maximum P f m' -> m = m'.
Proof.
by move=> [a [Pa oa] <-] [b [Pb ob] <-]; apply/le_anti; rewrite ob ?oa.
Qed.

Lemma maximum_of (R : realFieldType) (M : Type) (P : M -> Prop) (f : M -> R) a :
  maximises P f a -> maximum P f (f a).
Proof. by exists a. Qed.

Lemma maximises_max (R : realFieldType) (M : Type) (P : M -> Prop) (f : M -> R) m a :
  maximum P f m -> maximises P f a <-> P a /\ f a = m.
Proof.
move=> [b [Pb ob] <-]; split=> [[Pa oa]|[Pa e]]; split=> //.
  by apply/le_anti; rewrite ob ?oa.
by move=> c; rewrite e; apply: ob.
Qed.

(* one value per history multiplies up *)
Lemma leif_hist (R : realFieldType) (X : finType) (f m : X -> R) (C : pred X) :
  (forall x, 0 <= f x) -> (forall x, 0 < m x) -> (forall x, f x <= m x ?= iff C x) ->
  \prod_x f x <= \prod_x m x ?= iff [forall x, C x].
Proof.
move=> f0 m0 H; have := leif_pprod (P := predT) (fun x _ => f0 x) (fun x _ => H x).
rewrite /= [X in X || _](_ : _ = false) //; apply/negbTE.
by rewrite gt_eqF //; apply: prodr_gt0.
Qed.

(** *** Full-vocabulary maximum *)
Section FV.
Variables (R : realFieldType) (I : finType).

Lemma fv_mle (n : I -> nat) (p : I -> R) : law p ->
  lik n p <= lik n (emp R n) ?= iff ((events n == 0%N) || [forall v, p v == emp R n v]).
Proof.
move=> pP; case: (posnP (events n)) => [n0|N0]; first by rewrite !lik_events0 //; apply/leif_refl.
by apply: gibbs => //; apply: law_sublaw.
Qed.

Variables (X : finType) (n : X -> I -> nat).

Definition fv_max : R := \prod_x lik (n x) (emp R (n x)).

Lemma fv_mle_hist (p : X -> I -> R) : (forall x, law (p x)) ->
  lik_FV p n <= fv_max ?= iff
    [forall x, (events (n x) == 0%N) || [forall v, p x v == emp R (n x) v]].
Proof.
move=> pP; apply: leif_hist => x; last exact: fv_mle.
  by apply: lik_ge0; case: (pP x).
exact: lik_emp_gt0.
Qed.

(* the empirical law where there is data, the uniform law elsewhere *)
Definition fv_best (x : X) : I -> R :=
  if events (n x) == 0%N then unif R [set: I] else emp R (n x).

Lemma fv_best_law x : (0 < #|I|)%N -> law (fv_best x).
Proof.
move=> I0; rewrite /fv_best; case: eqP => [_|/eqP]; last by rewrite -lt0n; apply: emp_law.
have I1 : [set: I] != set0 by rewrite -card_gt0 cardsT.
have [u0 u1] := unif_law R I1; split=> [v|]; first by rewrite ltW ?u0 ?inE.
by rewrite -[RHS]u1; apply: eq_bigl => v; rewrite inE.
Qed.

Lemma fv_best_max : lik_FV fv_best n = fv_max.
Proof.
apply: eq_bigr => x _; rewrite /fv_best; case: eqP => // x0.
by rewrite -/(lik _ _) !lik_events0.
Qed.

Lemma fv_maximum : (0 < #|I|)%N -> maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) fv_max.
Proof.
move=> I0; exists fv_best; last exact: fv_best_max.
split=> [x|p pP]; first exact: fv_best_law.
by rewrite fv_best_max; case: (fv_mle_hist pP).
Qed.

End FV.

Theorem fv_optimum (R : realFieldType) (I : finType) : Law.fv_optimum R I.
Proof.
move=> X n p I0 pP; rewrite (maximises_max _ (fv_maximum R n I0)).
have [_ eq] := fv_mle_hist n pP; split=> [[_ /eqP]|H].
  rewrite eq => /forallP H x x0 v; have := H x.
  by rewrite eqn0Ngt x0 => /forallP/(_ v)/eqP.
split=> //; apply/eqP; rewrite eq; apply/forallP => x.
by case: (posnP (events (n x))) => //= x0; apply/forallP => v; rewrite H.
Qed.

(** *** Unseen items *)
Theorem unseen_item (R : realFieldType) (I : finType) : Law.unseen_item R I.
Proof.
move=> n N0; split=> [v p nv pP|e e0 e1].
  have [le eq] := gibbs (law_sublaw (pos_law_law pP)) N0.
  rewrite lt_neqAle le andbT eq; apply/negP => /forallP/(_ v).
  by rewrite /emp nv mul0r gt_eqF //; case: pP.
have [f0 f1] := emp_law R N0; have I0 := law_card (emp_law R N0).
have I0' : #|I|%:R != 0 :> R by rewrite pnatr_eq0 -lt0n.
pose p i := (1 - e) * emp R n i + e / #|I|%:R.
have ei : 0 < e / #|I|%:R by rewrite divr_gt0 ?ltr0n.
have e1' : 0 <= 1 - e by rewrite subr_ge0 ltW.
exists p.
  split=> [i|]; first by rewrite ltr_paddl // mulr_ge0.
  rewrite big_split /= -mulr_sumr f1 mulr1 sumr_const -[_ *+ _]mulr_natr.
  by rewrite divfK // subrK.
rewrite -prodrXr -big_split /=; apply: ler_prod => i _.
have m0 : 0 <= (1 - e) * emp R n i by rewrite mulr_ge0.
have mp : (1 - e) * emp R n i <= p i by rewrite ler_addl ltW.
by rewrite -exprMn exprn_ge0 //= ler_expn2r // qualifE (le_trans m0).
Qed.

(** *** Next-token maximum, for any table *)
Section AR.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.
Implicit Types (s : k.-tuple T).

Lemma lik_item_score (n : I -> nat) (q : cond R T) :
  lik n (item_score tok q) = lik (push tok n) (trim (grid A k) (fun s => Q q s)).
Proof.
rewrite /item_score (lik_push tok n (fun s => Q q s)); apply: eq_lik => s.
rewrite lt0n => s0; rewrite /trim inE ifT // (@codom_over _ _ _ _ tok) //.
by apply: contraNT s0 => /push_out->.
Qed.

Lemma emp_push_law (n : I -> nat) : (0 < events n)%N -> law_on (grid A k) (emp R (push tok n)).
Proof.
move=> N0; apply: law_trim; first by apply: emp_law; rewrite events_push.
move=> s; rewrite inE => sN; rewrite /emp push_out ?mul0r //.
by apply: contra sN; apply: codom_over.
Qed.

Lemma ar_mle (n : I -> nat) (q : cond R T) : (0 < events n)%N -> model A k q ->
  lik n (item_score tok q) <= lik (push tok n) (emp R (push tok n)) ?= iff
    [forall s, trim (grid A k) (fun s => Q q s) s == emp R (push tok n) s].
Proof.
move=> N0 /Q_law/trim_law/law_sublaw qP; rewrite lik_item_score.
by apply: gibbs; rewrite ?events_push.
Qed.

Lemma ar_reached (n : I -> nat) : (0 < events n)%N ->
  lik n (item_score tok (condof A (emp R (push tok n)))) = lik (push tok n) (emp R (push tok n)).
Proof.
move=> N0; have P := emp_push_law N0.
rewrite -lik_push; apply: eq_lik => v _; rewrite /item_score Q_condof //.
exact: code_over.
Qed.

Lemma ar_maximum1 (n : I -> nat) : (0 < events n)%N ->
  maximum (model A k) (fun q => \prod_v Q q (tok v) ^+ n v) (lik (push tok n) (emp R (push tok n))).
Proof.
move=> N0; exists (condof A (emp R (push tok n))); last exact: ar_reached.
split=> [|q qP]; first exact/condof_model/emp_push_law.
by have := ar_reached N0; rewrite /lik => ->; case: (ar_mle N0 qP).
Qed.

Variables (X : finType) (n : X -> I -> nat).

Definition ar_max : R := \prod_x lik (push tok (n x)) (emp R (push tok (n x))).

Definition ar_best (x : X) : cond R T :=
  if events (n x) == 0%N then par (unif_heads R A) else condof A (emp R (push tok (n x))).

Lemma lik_ARE (q : X -> cond R T) : lik_AR tok q n = \prod_x lik (n x) (item_score tok (q x)).
Proof. exact: chain. Qed.

Lemma ar_best_max : lik_AR tok ar_best n = ar_max.
Proof.
rewrite lik_ARE; apply: eq_bigr => x _; rewrite /ar_best; case: eqP => [x0|/eqP].
  by rewrite !lik_events0 ?events_push.
by rewrite -lt0n => /ar_reached.
Qed.

Lemma ar_maximum : (0 < #|I|)%N ->
  maximum (fun q => forall x, model A k (q x)) (fun q => lik_AR tok q n) ar_max.
Proof.
move=> /card_gt0P[v0 _]; have A0 := grid_codebooks (code_over tok v0).
exists ar_best; last exact: ar_best_max.
split=> [x|q qP]; rewrite ?ar_best_max.
  rewrite /ar_best; case: eqP => [_|/eqP]; last by rewrite -lt0n => /emp_push_law/condof_model.
  exact/pos_model_model/par_pos_model/unif_heads_laws.
rewrite lik_ARE; apply: ler_prod => x _; rewrite lik_ge0 /=; last first.
  by move=> v; rewrite (Q_ge0 (qP x)) ?size_tuple ?code_over.
case: (posnP (events (n x))) => [x0|x0]; first by rewrite !lik_events0 ?events_push.
by case: (ar_mle x0 (qP x)).
Qed.

End AR.

(** *** Collisions raise the maximum *)
Section Gap.
Variables (R : realFieldType) (I S : finType) (f : I -> S) (n : I -> nat).

(* no two distinct observed items share their image *)
Definition apart := [forall u, forall v,
  [&& f u == f v, (0 < n u)%N & (0 < n v)%N] ==> (u == v)].

Lemma apartP : reflect (forall v, (0 < n v)%N -> push f n (f v) = n v) apart.
Proof.
apply: (iffP idP) => [/forallP H v v0|H].
  rewrite /push (bigD1 v) //= big1 ?addn0 // => u /andP[uv uNv].
  case: (posnP (n u)) => // u0; move: uNv.
  by have /forallP/(_ v) := H u; rewrite uv u0 v0 /= => /eqP ->; rewrite eqxx.
apply/forallP => u; apply/forallP => v; apply/implyP => /and3P[/eqP e u0 v0].
apply: contraT => uv; have := H v v0; rewrite /push (bigD1 v) //= => /eqP.
rewrite -[X in _ == X]addn0 eqn_add2l (bigD1 u) /= ?e ?eqxx // addn_eq0.
by rewrite -[n u == _]negbK -lt0n u0.
Qed.

Lemma lik_emp_push : lik n (emp R n) <= lik (push f n) (emp R (push f n)) ?= iff apart.
Proof.
case: (posnP (events n)) => [n0|N0].
  rewrite !lik_events0 ?events_push //; apply/leif_refl/apartP => v.
  by move/eqP: n0; rewrite sum_nat_eq0 => /forall_inP/(_ v isT)/eqP->.
rewrite -lik_push /=; pose C v := (n v == 0%N) || (push f n (f v) == n v).
have E v : (0 < n v)%N -> emp R n v <= emp R (push f n) (f v) ?= iff C v.
  move=> v0; rewrite /emp events_push /C eqn0Ngt v0 /=; split.
    by rewrite ler_pmul2r ?invr_gt0 ?ltr0n // ler_nat push_ge.
  rewrite (inj_eq (mulIf _)) ?eqr_nat; first by rewrite eq_sym.
  by rewrite invr_eq0 pnatr_eq0 -lt0n.
have L v : true -> emp R n v ^+ n v <= emp R (push f n) (f v) ^+ n v ?= iff C v.
  move=> _; case: (posnP (n v)) => [n0|v0].
    by rewrite n0 !expr0 /C n0; apply/leif_refl.
  have [le eq] := E v v0; have p0 := emp_gt0 R v0; have p1 := lt_le_trans p0 le.
  split; first by rewrite ler_expn2r // qualifE ltW.
  by rewrite eqr_expn2 // ltW.
have G0 v : true -> 0 <= emp R n v ^+ n v by move=> _; rewrite exprn_ge0 // divr_ge0 ?ler0n.
have := leif_pprod G0 L; rewrite /= -/(lik n _).
have -> : (\prod_v emp R (push f n) (f v) ^+ n v == 0) = false.
  apply/negbTE; rewrite gt_eqF //; apply: lik_gt0 => v v0.
  by apply: emp_gt0; apply: leq_trans v0 (push_ge f n v).
congr (_ <= _ ?= iff _); rewrite /=; apply/forallP/apartP => [H v v0|H v].
  by have := H v; rewrite /C eqn0Ngt v0 /= => /eqP.
by rewrite /C eqn0Ngt; case: posnP => //= v0; rewrite H.
Qed.

End Gap.

Section Main.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

Lemma data_item (X : finType) (n : X -> I -> nat) : (exists x, 0 < events (n x))%N -> (0 < #|I|)%N.
Proof. by case=> x /(emp_law R)/law_card. Qed.

Lemma max_gap (X : finType) (n : X -> I -> nat) :
  fv_max R n <= ar_max R tok n ?= iff [forall x, apart tok (n x)].
Proof.
apply: leif_hist => x; [exact/ltW/lik_emp_gt0 | exact: lik_emp_gt0 | exact: lik_emp_push].
Qed.

Theorem collision_gap : Law.collision_gap R tok.
Proof.
move=> X n /data_item I0; exists (ar_max R tok n), (fv_max R n); split=> //.
- exact: ar_maximum.
- exact: fv_maximum.
- exact: max_gap.
Qed.

Theorem injective_iff_equal_maxima : Law.injective_iff_equal_maxima R tok.
Proof.
move=> X /card_gt0P[x0 _]; split=> [H u v e|tokI n /data_item I0]; last first.
  exists (fv_max R n); split; last exact: fv_maximum.
  rewrite (_ : fv_max R n = ar_max R tok n); first exact: ar_maximum.
  apply/eqP; rewrite (max_gap n); apply/forallP => x; apply/apartP => v _.
  exact: push_inj.
pose n (x : X) (w : I) := ((w == u) || (w == v) : nat).
have N0 : exists x, (0 < events (n x))%N by exists x0; rewrite /events (bigD1 u) //= {1}/n eqxx.
have I0 := data_item N0; have [m [mA mF]] := H n N0.
have /eqP := etrans (maximum_unique (fv_maximum R n I0) mF)
                    (maximum_unique mA (ar_maximum R tok n I0)).
rewrite (max_gap n) => /forallP/(_ x0)/forallP/(_ u)/forallP/(_ v).
by rewrite e eqxx /n !eqxx orbT /= => /eqP.
Qed.

Theorem injective_argmax : Law.injective_argmax R tok.
Proof.
move=> tokI n q N0 qP; rewrite (maximises_max _ (ar_maximum1 R tok N0)).
have E v : emp R (push tok n) (tok v) = emp R n v by rewrite /emp events_push push_inj.
have [_ eq] := ar_mle tok N0 qP; split=> [[_ /eqP]|H].
  rewrite -/(lik _ _) eq => /forallP H v; have := H (tok v).
  by rewrite /trim inE code_over E => /eqP.
split=> //; rewrite -lik_push; apply: eq_lik => v _.
by rewrite E H.
Qed.

Theorem same_argmax : Law.same_argmax R tok.
Proof.
move=> B X n q qP; split=> -[_ opt]; split=> //.
- by move=> x; apply: item_law.
- move=> p pP; have := opt (fun x => condof A (carry tok (p x))).
  rewrite !chain => /(_ (fun x => condof_model (carry_law B (pP x)))) le.
  apply: le_trans le; rewrite le_eqVlt; apply/orP; left; apply/eqP.
  apply: eq_bigr => x _; apply: eq_bigr => v _.
  by rewrite /item_score (Q_condof (carry_law B (pP x))) ?code_over // carry_tok.
by move=> q' qP'; rewrite !chain; apply: opt => x; apply: item_law.
Qed.

End Main.

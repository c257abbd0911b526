(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Errors of tree sums and of log-softmax in floating point.                  *)
(*   tree_sum             (1 + u)^height - 1, relative to the absolute sum    *)
(*   ieee_addition        binary32 and binary64 add within u, everywhere      *)
(*   log_softmax_error    from per-operation errors of exp and log            *)
(* The bound of a tree sum is Higham's for pairwise summation; that of        *)
(* log-softmax is of the form of Blanchard, Higham and Higham (2021), with    *)
(* the height of the tree for the number of terms.                            *)
(******************************************************************************)
From Coq Require Import Reals ZArith List Arith Lia Lra Psatz.
From Flocq Require Import Core Relative Plus_error.
From Sidproof Require Import StatementFloat.
Local Open Scope R_scope.

Section Totals.
Context {A : Type}.
Implicit Types (f g : A -> R) (t : tree A).

Lemma every_and (P Q : A -> Prop) t : every P t -> every Q t -> every (fun a => P a /\ Q a) t.
Proof. induction t; simpl; intuition. Qed.

Lemma every_imp (P Q : A -> Prop) t : (forall a, P a -> Q a) -> every P t -> every Q t.
Proof. intros H; induction t; simpl; intuition. Qed.

Lemma total_le f g t : every (fun a => f a <= g a) t -> total f t <= total g t.
Proof. induction t as [|a|l IHl r IHr]; simpl; [lra | easy | intros [Hl Hr]; specialize (IHl Hl); specialize (IHr Hr); lra]. Qed.

Lemma every_all (P : A -> Prop) t : (forall a, P a) -> every P t.
Proof. intros H; induction t; simpl; auto. Qed.

Lemma total_abs f t : Rabs (total f t) <= total (fun a => Rabs (f a)) t.
Proof.
induction t as [|a|l IHl r IHr]; simpl; [rewrite Rabs_R0; lra | lra |].
eapply Rle_trans; [apply Rabs_triang | lra].
Qed.

Lemma total_minus f g t : total (fun a => f a - g a) t = total f t - total g t.
Proof. induction t as [|a|l IHl r IHr]; simpl; [ring | reflexivity | rewrite IHl, IHr; ring]. Qed.

Lemma total_scale c f t : total (fun a => c * f a) t = c * total f t.
Proof. induction t as [|a|l IHl r IHr]; simpl; [ring | reflexivity | rewrite IHl, IHr; ring]. Qed.

Lemma total_plus f g t : total (fun a => f a + g a) t = total f t + total g t.
Proof. induction t as [|a|l IHl r IHr]; simpl; [ring | reflexivity | rewrite IHl, IHr; ring]. Qed.

Lemma total_ge0 f t : (forall a, 0 <= f a) -> 0 <= total f t.
Proof. intros H; induction t as [|a|l IHl r IHr]; simpl; [lra | apply H | lra]. Qed.

Lemma total_ext f g t : (forall a, f a = g a) -> total f t = total g t.
Proof. intros H; induction t as [|a|l IHl r IHr]; simpl; [reflexivity | apply H | congruence]. Qed.

End Totals.

Lemma pow_ge1 u h : 0 <= u -> 1 <= (1 + u) ^ h.
Proof. intros; apply pow_R1_Rle; lra. Qed.

Lemma pow_mono u h h' : 0 <= u -> (h <= h')%nat -> (1 + u) ^ h <= (1 + u) ^ h'.
Proof. intros; apply Rle_pow; [lra | assumption]. Qed.

Theorem tree_sum : FloatLaw.tree_sum.
Proof.
intros is_float plus u u0 [f0 add] A f t; induction t as [|a|l IHl r IHr]; simpl.
- intros _; split; [assumption|]; rewrite Rminus_0_r, Rabs_R0; lra.
- intros H; split; [assumption|]; rewrite Rminus_diag_eq, Rabs_R0 by reflexivity; lra.
- intros [Hl Hr]; destruct (IHl Hl) as [Fl El]; destruct (IHr Hr) as [Fr Er]; clear IHl IHr.
  destruct (add _ _ Fl Fr) as [Fs Es]; split; [assumption|].
  set (m := Nat.max (height l) (height r)).
  set (a := computed plus f l) in *; set (b := computed plus f r) in *.
  set (x := total f l) in *; set (y := total f r) in *.
  pose proof (total_abs f l) as Al; pose proof (total_abs f r) as Ar; fold x in Al; fold y in Ar.
  set (X := total (fun a => Rabs (f a)) l) in *; set (Y := total (fun a => Rabs (f a)) r) in *.
  assert (X0 : 0 <= X) by (eapply Rle_trans; [apply Rabs_pos | exact Al]).
  assert (Y0 : 0 <= Y) by (eapply Rle_trans; [apply Rabs_pos | exact Ar]).
  assert (Pl := pow_mono u (height l) m u0 (Nat.le_max_l _ _)).
  assert (Pr := pow_mono u (height r) m u0 (Nat.le_max_r _ _)).
  assert (G1 := pow_ge1 u m u0).
  set (p := (1 + u) ^ m) in *.
  assert (El' : Rabs (a - x) <= (p - 1) * X).
  { eapply Rle_trans; [exact El|]; apply Rmult_le_compat_r; lra. }
  assert (Er' : Rabs (b - y) <= (p - 1) * Y).
  { eapply Rle_trans; [exact Er|]; apply Rmult_le_compat_r; lra. }
  assert (D : Rabs (a + b - (x + y)) <= (p - 1) * (X + Y)).
  { replace (a + b - (x + y)) with ((a - x) + (b - y)) by ring.
    eapply Rle_trans; [apply Rabs_triang | lra]. }
  assert (S : Rabs (a + b) <= p * (X + Y)).
  { replace (a + b) with ((a + b - (x + y)) + (x + y)) by ring.
    eapply Rle_trans; [apply Rabs_triang|].
    assert (Rabs (x + y) <= X + Y) by (eapply Rle_trans; [apply Rabs_triang | lra]); lra. }
  replace (plus a b - (x + y)) with ((plus a b - (a + b)) + (a + b - (x + y))) by ring.
  eapply Rle_trans; [apply Rabs_triang|].
  assert (u * Rabs (a + b) <= u * (p * (X + Y))) by (apply Rmult_le_compat_l; assumption).
  lra.
Qed.

Lemma flt_addition emin prec u : (0 < prec)%Z -> u = / 2 * bpow radix2 (- prec + 1) ->
  addition (float_of emin prec) (plus_of emin prec) u.
Proof.
intros p0 uE; assert (P : Prec_gt_0 prec) by exact p0; split; [apply generic_format_0|].
intros a b Fa Fb; split; [apply generic_format_round; [apply FLT_exp_valid; exact P | apply valid_rnd_N]|].
destruct (@FLT_plus_error_N_ex radix2 emin prec P (fun x => negb (Z.even x)) a b Fa Fb) as [e [He E]].
unfold plus_of; rewrite E.
replace ((a + b) * (1 + e) - (a + b)) with (e * (a + b)) by ring.
rewrite Rabs_mult; apply Rmult_le_compat_r; [apply Rabs_pos|].
eapply Rle_trans; [exact He|]; rewrite uE; apply u_rod1pu_ro_le_u_ro.
Qed.

Lemma half_bpow e : bpow radix2 (e - 1) = / 2 * bpow radix2 e.
Proof. change (/ 2) with (bpow radix2 (- 1)); rewrite <- bpow_plus; f_equal; lia. Qed.

Theorem ieee_addition : FloatLaw.ieee_addition.
Proof.
split; apply flt_addition; try reflexivity.
- exact (half_bpow (-23)).
- exact (half_bpow (-52)).
Qed.

(** ** Exponentials and logarithms *)

Lemma exp_ge1 t : 0 <= t -> 1 <= exp t.
Proof. intros; pose proof (exp_ineq1_le t); lra. Qed.

Lemma exp_mono x y : x <= y -> exp x <= exp y.
Proof. intros [H| ->]; [left; apply exp_increasing; assumption | right; reflexivity]. Qed.

(* e^t - 1 <= t / (1 - b) for 0 <= t <= b < 1 *)
Lemma exp_minus1 t b : 0 <= t <= b -> b < 1 -> exp t - 1 <= t / (1 - b).
Proof.
intros [t0 tb] b1; pose proof (exp_ineq1_le (- t)) as H; rewrite exp_Ropp in H.
pose proof (exp_pos t) as P.
assert (E : exp t * (1 - t) <= 1).
{ apply Rmult_le_reg_r with (/ exp t); [apply Rinv_0_lt_compat; exact P|].
  replace (exp t * (1 - t) * / exp t) with (1 - t) by (field; lra); lra. }
assert (E' : (exp t - 1) * (1 - t) <= t) by lra.
apply Rmult_le_reg_r with (1 - b); [lra|].
replace (t / (1 - b) * (1 - b)) with t by (field; lra).
apply Rle_trans with ((exp t - 1) * (1 - t)); [|exact E'].
apply Rmult_le_compat_l; [pose proof (exp_ge1 t t0); lra | lra].
Qed.

Lemma pow_exp u h : 0 <= u -> (1 + u) ^ h <= exp (u * INR h).
Proof.
intros u0; induction h as [|h IH]; [simpl; rewrite Rmult_0_r, exp_0; lra|].
rewrite S_INR, Rmult_plus_distr_l, Rmult_1_r, exp_plus; simpl pow; rewrite Rmult_comm.
apply Rmult_le_compat; [apply pow_le; lra | lra | exact IH | apply exp_ineq1_le].
Qed.

Lemma ln_le x : 0 < x -> ln x <= x - 1.
Proof. intros; pose proof (exp_ineq1_le (ln x)); rewrite exp_ln in *; lra. Qed.

(* logarithms of numbers that differ by a factor within 1 - r and 1 + r *)
Lemma ln_close x y r : 0 < y -> 0 <= r < 1 -> Rabs (x - y) <= r * y ->
  0 < x /\ Rabs (ln x - ln y) <= r / (1 - r).
Proof.
intros y0 [r0 r1] H; apply Rabs_le_inv in H.
assert (x0 : 0 < x) by nra; split; [assumption|].
assert (P : 0 < / (1 - r)) by (apply Rinv_0_lt_compat; lra).
assert (L : forall a b, 0 < a -> 0 < b -> ln a - ln b = ln (a / b)).
{ intros; unfold Rdiv; rewrite ln_mult, ln_Rinv by (try apply Rinv_0_lt_compat; assumption); ring. }
assert (B : r <= r / (1 - r)).
{ unfold Rdiv; apply Rmult_le_reg_r with (1 - r); [lra|].
  rewrite Rmult_assoc, Rinv_l by lra; nra. }
apply Rabs_le; split.
- assert (U : ln (y / x) <= r / (1 - r)).
  { eapply Rle_trans; [apply ln_le; apply Rdiv_lt_0_compat; assumption|].
    apply Rmult_le_reg_r with (x * (1 - r)); [apply Rmult_lt_0_compat; lra|].
    replace ((y / x - 1) * (x * (1 - r))) with ((y - x) * (1 - r)) by (field; lra).
    replace (r / (1 - r) * (x * (1 - r))) with (r * x) by (field; lra).
    nra. }
  rewrite <- L in U by assumption; lra.
- assert (U : ln (x / y) <= r).
  { eapply Rle_trans; [apply ln_le; apply Rdiv_lt_0_compat; assumption|].
    apply Rmult_le_reg_r with y; [assumption|].
    replace ((x / y - 1) * y) with (x - y) by (field; lra); lra. }
  rewrite <- L in U by assumption; lra.
Qed.

(** ** Log-softmax *)
Section LogSoftmax.
Variables (is_float : R -> Prop) (plus : R -> R -> R) (u : R) (expf logf : R -> R) (t : tree (R * R)).
Hypotheses (u0 : 0 <= u) (add : addition is_float plus u) (rows : term_errors is_float u expf t).

Let e (l : R * R) := exp (fst l).
Let e' (l : R * R) := expf (snd l).
Let a (l : R * R) := u * Rabs (fst l).
Let h := height t.

Lemma a_ge0 l : 0 <= a l.
Proof. apply Rmult_le_pos; [exact u0 | apply Rabs_pos]. Qed.

(* one term, with the error of the difference and that of exp *)
Lemma term_error (l : R * R) :
  Rabs (snd l - fst l) <= u * Rabs (fst l) /\
  Rabs (expf (snd l) - exp (snd l)) <= u * exp (snd l) /\ is_float (expf (snd l)) ->
  Rabs (e' l) <= e l * (exp (a l) * (1 + u)) /\
  Rabs (e' l - e l) <= e l * (exp (a l) * (1 + u) - 1).
Proof.
intros [D [E _]]; apply Rabs_le_inv in D; fold (a l) in D; apply Rabs_le_inv in E.
pose proof (a_ge0 l) as a0; pose proof (exp_ge1 _ a0) as x1; set (x := exp (a l)) in *.
assert (P : 0 < e l) by apply exp_pos.
assert (Up : exp (snd l) <= e l * x).
{ unfold e, x; rewrite <- exp_plus; apply exp_mono; lra. }
assert (Lo : e l * / x <= exp (snd l)).
{ unfold e, x; rewrite <- exp_Ropp, <- exp_plus; apply exp_mono; lra. }
pose proof (exp_pos (snd l)) as Q; fold (e' l) in E.
assert (I : 0 < / x) by (apply Rinv_0_lt_compat; lra).
assert (I1 : / x * x = 1) by (apply Rinv_l; lra).
assert (Ix : 2 - x <= / x).
{ apply Rmult_le_reg_r with x; [lra|]; rewrite I1; nra. }
assert (U1 : u * exp (snd l) <= u * (e l * x)) by (apply Rmult_le_compat_l; assumption).
assert (H1 : e' l <= e l * (x * (1 + u))) by nra.
assert (M : 1 - (x * (1 + u) - 1) <= / x - u * x) by lra.
assert (H2 : e l * (1 - (x * (1 + u) - 1)) <= e' l).
{ apply Rle_trans with (e l * (/ x - u * x)); [apply Rmult_le_compat_l; lra | nra]. }
split; [|apply Rabs_le; split; lra].
apply Rabs_le; split; [|exact H1].
assert (0 <= e l * (1 - (x * (1 + u) - 1)) + e l * (x * (1 + u))) by (ring_simplify; lra).
lra.
Qed.

Lemma sum_error : Rabs (computed_exp_sum plus expf t - exp_sum t) <=
  total (fun l => e l * (exp (a l + u + u * INR h) - 1)) t.
Proof.
assert (F : every (fun l => is_float (e' l)) t) by (eapply every_imp; [|exact rows]; intros l H; apply H).
destruct (tree_sum is_float plus u u0 add _ e' t F) as [_ T]; fold h in T.
pose proof (every_imp _ _ t term_error rows) as TE.
assert (B1 : total (fun l => Rabs (e' l)) t <= total (fun l => e l * (exp (a l) * (1 + u))) t).
{ apply total_le; eapply every_imp; [|exact TE]; intros l H; apply H. }
assert (B2 : Rabs (total e' t - total e t) <= total (fun l => e l * (exp (a l) * (1 + u) - 1)) t).
{ rewrite <- total_minus; eapply Rle_trans; [apply total_abs|].
  apply total_le; eapply every_imp; [|exact TE]; intros l H; apply H. }
set (p := (1 + u) ^ h) in *; assert (p1 : 1 <= p) by (apply pow_ge1; exact u0).
change (computed_exp_sum plus expf t) with (computed plus e' t); change (exp_sum t) with (total e t).
replace (computed plus e' t - total e t) with ((computed plus e' t - total e' t) + (total e' t - total e t)) by ring.
eapply Rle_trans; [apply Rabs_triang|].
apply Rle_trans with ((p - 1) * total (fun l => e l * (exp (a l) * (1 + u))) t
                      + total (fun l => e l * (exp (a l) * (1 + u) - 1)) t).
{ apply Rplus_le_compat; [|exact B2].
  eapply Rle_trans; [exact T|]; apply Rmult_le_compat_l; [lra | exact B1]. }
rewrite <- total_scale, <- total_plus; apply total_le, every_all; intros l.
assert (P : 0 < e l) by apply exp_pos.
apply Rle_trans with (e l * (exp (a l) * (1 + u) * p - 1)); [right; ring|].
apply Rmult_le_compat_l; [lra|]; apply Rplus_le_compat_r.
rewrite !exp_plus; pose proof (exp_pos (a l)).
apply Rmult_le_compat; [nra | lra | | apply pow_exp; exact u0].
apply Rmult_le_compat_l; [lra | apply exp_ineq1_le].
Qed.

Variable D : R.
Hypotheses (S0 : 0 < exp_sum t) (dD : every (fun l => Rabs (fst l) <= D) t)
  (small : u * (D + 1 + INR h) <= 1 / 512).

Let M := u * (softmax_mean t Rabs + 1 + INR h).

Lemma mean_total : softmax_mean t Rabs * exp_sum t = total (fun l => e l * Rabs (fst l)) t.
Proof. unfold softmax_mean, e; field; lra. Qed.

Lemma mean_range : 0 <= softmax_mean t Rabs <= D.
Proof.
assert (P : forall l, 0 < e l) by (intros; apply exp_pos).
split.
- apply Rmult_le_reg_r with (exp_sum t); [exact S0|]; rewrite mean_total, Rmult_0_l.
  apply total_ge0; intros l; apply Rmult_le_pos; [apply Rlt_le, P | apply Rabs_pos].
- apply Rmult_le_reg_r with (exp_sum t); [exact S0|]; rewrite mean_total.
  change (exp_sum t) with (total e t); rewrite <- total_scale.
  apply total_le; eapply every_imp; [|exact dD]; simpl; intros l H.
  rewrite Rmult_comm; apply Rmult_le_compat_r; [apply Rlt_le, P | exact H].
Qed.

Lemma M_range : 0 <= M <= 1 / 512.
Proof.
pose proof mean_range; pose proof (pos_INR h); unfold M; split; [apply Rmult_le_pos; lra|].
eapply Rle_trans; [|exact small]; apply Rmult_le_compat_l; lra.
Qed.

Lemma relative_sum : Rabs (computed_exp_sum plus expf t - exp_sum t) <= (M / (1 - 1 / 512)) * exp_sum t.
Proof.
eapply Rle_trans; [exact sum_error|].
apply Rle_trans with (total (fun l => / (1 - 1 / 512) * (u * (e l * Rabs (fst l)) + u * (1 + INR h) * e l)) t).
- apply total_le; eapply every_imp; [|exact dD]; simpl; intros l H.
  assert (P : 0 < e l) by apply exp_pos; pose proof (pos_INR h); pose proof (a_ge0 l).
  assert (R : 0 <= a l + u + u * INR h <= 1 / 512).
  { split; [assert (0 <= u * INR h) by (apply Rmult_le_pos; assumption); lra|].
    eapply Rle_trans; [|exact small]; unfold a.
    assert (u * Rabs (fst l) <= u * D) by (apply Rmult_le_compat_l; assumption); lra. }
  pose proof (exp_minus1 _ _ R ltac:(lra)) as X.
  apply Rle_trans with (e l * ((a l + u + u * INR h) / (1 - 1 / 512))).
  + apply Rmult_le_compat_l; [lra | exact X].
  + right; unfold a; field.
- rewrite total_scale, total_plus, !total_scale, <- mean_total; right.
  change (total e t) with (exp_sum t); unfold M; field.
Qed.

Lemma log_sum_error : Rabs (ln (computed_exp_sum plus expf t) - ln (exp_sum t)) <= 1004 / 1000 * M.
Proof.
pose proof M_range as R; pose proof relative_sum as H.
destruct (ln_close _ _ (M / (1 - 1 / 512)) S0 ltac:(split; lra) H) as [_ L].
eapply Rle_trans; [exact L|].
apply Rmult_le_reg_r with (1 - M / (1 - 1 / 512)); [lra|].
unfold Rdiv at 1; rewrite Rmult_assoc, Rinv_l by lra; nra.
Qed.

End LogSoftmax.

Theorem log_softmax_error : FloatLaw.log_softmax_error.
Proof.
unfold FloatLaw.log_softmax_error; cbv zeta.
intros is_float plus u expf logf t u0 add rows S0 D dD small Lg minus d d' Dd Mi.
pose proof (log_sum_error is_float plus u expf t u0 add rows D S0 dD small) as LS.
pose proof (M_range u t u0 D S0 dD small) as MR; simpl in LS, MR.
set (M := u * (softmax_mean t Rabs + 1 + INR (height t))) in *.
pose proof (mean_range t D S0 dD) as mr; pose proof (pos_INR (height t)) as h0.
assert (u1 : u <= 1 / 512) by nra.
set (S := ln (exp_sum t)) in *; set (S' := ln (computed_exp_sum plus expf t)) in *.
set (n := logf (computed_exp_sum plus expf t)) in *.
set (y := minus d' n) in *.
assert (A1 : Rabs S' <= Rabs S + 1004 / 1000 * M).
{ replace S' with ((S' - S) + S) by ring; eapply Rle_trans; [apply Rabs_triang | lra]. }
assert (A2 : Rabs (n - S) <= u * Rabs S + (1 + u) * (1004 / 1000 * M)).
{ replace (n - S) with ((n - S') + (S' - S)) by ring; eapply Rle_trans; [apply Rabs_triang|].
  assert (u * Rabs S' <= u * (Rabs S + 1004 / 1000 * M)) by (apply Rmult_le_compat_l; assumption); lra. }
assert (A3 : Rabs (d' - n) <= Rabs (d - S) + (u * Rabs d + Rabs (n - S))).
{ replace (d' - n) with ((d - S) + ((d' - d) - (n - S))) by ring.
  eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat_l.
  unfold Rminus at 1; eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_Ropp; lra. }
assert (A4 : Rabs (y - (d - S)) <= u * Rabs (d - S) + (1 + u) * (u * Rabs d + Rabs (n - S))).
{ replace (y - (d - S)) with ((y - (d' - n)) + ((d' - d) + - (n - S))) by ring.
  eapply Rle_trans; [apply Rabs_triang|].
  assert (Rabs (d' - d + - (n - S)) <= u * Rabs d + Rabs (n - S)).
  { eapply Rle_trans; [apply Rabs_triang|]; rewrite Rabs_Ropp; lra. }
  assert (u * Rabs (d' - n) <= u * (Rabs (d - S) + (u * Rabs d + Rabs (n - S)))) by (apply Rmult_le_compat_l; assumption).
  lra. }
eapply Rle_trans; [exact A4|].
pose proof (Rabs_pos d); pose proof (Rabs_pos S); pose proof (Rabs_pos (d - S)).
set (ad := Rabs d) in *; set (aS := Rabs S) in *; set (al := Rabs (d - S)) in *.
apply Rle_trans with (u * al + (1 + u) * (u * ad) + (1 + u) * (u * aS) + (1 + u) * (1 + u) * (1004 / 1000 * M)).
{ assert ((1 + u) * Rabs (n - S) <= (1 + u) * (u * aS + (1 + u) * (1004 / 1000 * M))) by (apply Rmult_le_compat_l; lra); lra. }
assert (c2 : (1 + u) * (1 + u) * (1004 / 1000) <= 101 / 100) by nra.
assert (T1 : (1 + u) * (u * ad) <= 101 / 100 * (u * ad)) by (apply Rmult_le_compat_r; [apply Rmult_le_pos; assumption | lra]).
assert (T2 : (1 + u) * (u * aS) <= 101 / 100 * (u * aS)) by (apply Rmult_le_compat_r; [apply Rmult_le_pos; assumption | lra]).
assert (T3 : (1 + u) * (1 + u) * (1004 / 1000 * M) <= 101 / 100 * M).
{ replace ((1 + u) * (1 + u) * (1004 / 1000 * M)) with ((1 + u) * (1 + u) * (1004 / 1000) * M) by ring.
  apply Rmult_le_compat_r; lra. }
assert (T4 : u * al <= 101 / 100 * (u * al)) by (assert (0 <= u * al) by (apply Rmult_le_pos; assumption); lra).
unfold M in T3 |- *; lra.
Qed.

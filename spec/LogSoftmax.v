(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Log-softmax as the generator computes it: differences, lane sum and the    *)
(* last subtraction in binary64, exp and log with a relative error of 2^-51.  *)
(*   coded_log_softmax_error                                                  *)
(******************************************************************************)
From Coq Require Import Reals ZArith List Arith Lia Lra Psatz.
From Flocq Require Import Core.
From Sidproof Require Import StatementFloat Float LaneSum.
Local Open Scope R_scope.

Lemma one32 : binary32 1.
Proof. apply (generic_format_bpow radix2 (FLT_exp (-149) 24) 0); unfold FLT_exp; lia. Qed.

Lemma binary32_64 x : binary32 x -> binary64 x.
Proof. intros F; rewrite <- (Rmult_1_r x); apply product_exact; [exact F | apply one32]. Qed.

Lemma minus_error a b : binary64 a -> binary64 b ->
  binary64 (minus64 a b) /\ Rabs (minus64 a b - (a - b)) <= bpow radix2 (-51) * Rabs (a - b).
Proof.
intros Fa Fb; destruct ieee_addition as [_ [_ add]].
destruct (add a (- b) Fa (generic_format_opp _ _ _ Fb)) as [F E]; split; [exact F|].
eapply Rle_trans; [exact E|]; apply Rmult_le_compat_r; [apply Rabs_pos | apply bpow_le; lia].
Qed.

Lemma addition64 : addition binary64 plus64 (bpow radix2 (-51)).
Proof.
destruct ieee_addition as [_ [z add]]; split; [exact z|]; intros a b Fa Fb.
destruct (add a b Fa Fb) as [F E]; split; [exact F|].
eapply Rle_trans; [exact E|]; apply Rmult_le_compat_r; [apply Rabs_pos | apply bpow_le; lia].
Qed.

(* the lane tree with other things at its leaves *)
Section Leaves.
Variables (B : Type) (b : nat -> B).

Definition leaves (n : nat) : tree B := lane_sum (tree B) Node Zero (fun i => Leaf (b i)) n.

Fixpoint relabel (t : tree nat) : tree B :=
  match t with Zero => Zero | Leaf i => Leaf (b i) | Node l r => Node (relabel l) (relabel r) end.

Lemma leavesE n : leaves n = relabel (lane_tree n).
Proof. symmetry; apply (ev_lane_sum _ _ Node Zero Leaf Node Zero (fun i => Leaf (b i)) relabel); reflexivity. Qed.

Lemma relabel_height t : height (relabel t) = height t.
Proof. induction t as [|i|l IHl r IHr]; simpl; congruence. Qed.

Lemma relabel_every (P : B -> Prop) t : every (fun i => P (b i)) t -> every P (relabel t).
Proof. induction t; simpl; intuition. Qed.

Lemma relabel_total f t : total f (relabel t) = total (fun i => f (b i)) t.
Proof. induction t as [|i|l IHl r IHr]; simpl; congruence. Qed.

Lemma leaves_every (P : B -> Prop) n : (forall i, (i < n)%nat -> P (b i)) -> every P (leaves n).
Proof.
intros H; rewrite leavesE; apply relabel_every; eapply every_imp; [|apply halves_every, lane_every]; exact H.
Qed.

Lemma leaves_total f n : total f (leaves n) = plain_sum (fun i => f (b i)) n.
Proof. rewrite leavesE, relabel_total; apply lane_tree_total. Qed.

Lemma leaves_height n : (height (leaves n) <= (n + 31) / 32 + 5)%nat.
Proof. rewrite leavesE, relabel_height; apply lane_tree_height. Qed.

End Leaves.

Lemma plain_pos f n : (0 < n)%nat -> (forall i, (i < n)%nat -> 0 < f i) -> 0 < plain_sum f n.
Proof.
intros n0 H; destruct n as [|n]; [lia|]; rewrite plain_S; clear n0.
assert (0 <= plain_sum f n); [|pose proof (H n ltac:(lia)); lra].
induction n as [|n IH]; [unfold plain_sum; simpl; lra|].
rewrite plain_S; pose proof (H n ltac:(lia)); assert (0 <= plain_sum f n) by (apply IH; intros; apply H; lia); lra.
Qed.

Theorem coded_log_softmax_error : FloatLaw.coded_log_softmax_error.
Proof.
unfold FloatLaw.coded_log_softmax_error; cbv zeta; intros x m count expf logf D c0 Fm X small Lg Fl i ic.
set (u := bpow radix2 (-51)) in *; assert (u0 : 0 <= u) by apply bpow_ge_0.
set (h := ((count + 31) / 32 + 5)%nat) in *.
set (b := fun i => (x i - m, minus64 (x i) m)); set (t := leaves _ b count).
assert (hh : INR (height t) <= INR h) by (apply le_INR, leaves_height).
assert (Fd : forall i, (i < count)%nat -> binary64 (minus64 (x i) m) /\
                       Rabs (minus64 (x i) m - (x i - m)) <= u * Rabs (x i - m)).
{ intros j jc; destruct (X j jc) as [Fx _]; apply minus_error; apply binary32_64; assumption. }
assert (SE : exp_sum t = plain_sum (fun i => exp (x i - m)) count) by apply leaves_total.
assert (SC : computed_exp_sum plus64 expf t = lane_sum R plus64 0 (fun i => expf (minus64 (x i) m)) count).
{ apply (ev_lane_sum _ _ Node Zero (fun i => Leaf (b i)) plus64 0 _ (computed plus64 (fun l => expf (snd l)))); reflexivity. }
assert (ME : softmax_mean t Rabs =
  plain_sum (fun j => exp (x j - m) * Rabs (x j - m)) count / plain_sum (fun i => exp (x i - m)) count).
{ unfold softmax_mean; rewrite SE; f_equal; apply leaves_total. }
assert (S0 : 0 < exp_sum t) by (rewrite SE; apply plain_pos; [exact c0 | intros; apply exp_pos]).
assert (TE : term_errors binary64 u expf t).
{ apply leaves_every; intros j jc; destruct (X j jc) as [_ [_ [E F]]]; destruct (Fd j jc) as [_ Ed]; cbn [fst snd b].
  split; [exact Ed | split; assumption]. }
assert (TD : every (fun l => Rabs (fst l) <= D) t).
{ apply leaves_every; intros j jc; apply (X j jc). }
assert (sm : u * (D + 1 + INR (height t)) <= 1 / 512).
{ eapply Rle_trans; [|exact small]; apply Rmult_le_compat_l; lra. }
destruct (Fd i ic) as [Fi Ei].
pose proof (log_softmax_error binary64 plus64 u expf logf t u0 addition64 TE S0 D TD sm) as T.
rewrite SC in T; specialize (T Lg minus64 (x i - m) (minus64 (x i) m) Ei (proj2 (minus_error _ _ Fi Fl))).
rewrite SE, ME in T; eapply Rle_trans; [exact T|].
apply Rmult_le_compat_l; [lra|]; lra.
Qed.

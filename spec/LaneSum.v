(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The sum as coded, 32 lanes and then halves, is the sum over a tree of      *)
(* height at most count/32 + 5, rounded up.                                   *)
(*   lane_sum_error       its error in binary64                               *)
(*   dot_error            that of a dot product of binary32 numbers           *)
(*   penalty_absorbed     a penalty that rounding takes away (F6)             *)
(******************************************************************************)
From Coq Require Import Reals ZArith List Arith Lia Lra Psatz ZifyNat.
From Flocq Require Import Core.
From Sidproof Require Import StatementFloat Float.
Local Open Scope R_scope.
Ltac Zify.zify_post_hook ::= Z.to_euclidean_division_equations.

Section Unfold.
Variables (B : Type) (add : B -> B -> B) (zero : B) (term : nat -> B).

Lemma lane_S n l : lane B add zero term (S n) l =
  if Nat.eqb (n mod 32) l then add (lane B add zero term n l) (term n) else lane B add zero term n l.
Proof. unfold lane; rewrite seq_S, fold_left_app; reflexivity. Qed.

Lemma halve_below p h l : (l < h)%nat -> halve B add p h l = add (p l) (p (l + h)%nat).
Proof. intros H; unfold halve; apply Nat.ltb_lt in H; rewrite H; reflexivity. Qed.

End Unfold.

(* what respects the operations respects the sum *)
Section Homomorphism.
Variables (B C : Type) (add : B -> B -> B) (zero : B) (term : nat -> B).
Variables (add' : C -> C -> C) (zero' : C) (term' : nat -> C) (ev : B -> C).
Hypotheses (ev0 : ev zero = zero') (evt : forall i, ev (term i) = term' i)
  (eva : forall a b, ev (add a b) = add' (ev a) (ev b)).

Lemma ev_lane n l : ev (lane B add zero term n l) = lane C add' zero' term' n l.
Proof.
induction n as [|n IH]; [exact ev0|].
rewrite !lane_S; destruct (Nat.eqb _ _); [rewrite eva, evt, IH; reflexivity | exact IH].
Qed.

Lemma ev_halves hs p p' l : (forall l, ev (p l) = p' l) ->
  ev (fold_left (halve B add) hs p l) = fold_left (halve C add') hs p' l.
Proof.
revert p p'; induction hs as [|h hs IH]; intros p p' H; [apply H|].
simpl; apply IH; intros m; unfold halve; destruct (Nat.ltb m h); [rewrite eva, !H; reflexivity | apply H].
Qed.

Lemma ev_lane_sum n : ev (lane_sum B add zero term n) = lane_sum C add' zero' term' n.
Proof. apply ev_halves; intros; apply ev_lane. Qed.

End Homomorphism.

(** ** The plain sum *)

Lemma plain_S term n : plain_sum term (S n) = plain_sum term n + term n.
Proof. unfold plain_sum; rewrite seq_S, fold_left_app; reflexivity. Qed.

Lemma plain_ext f g n : (forall i, (i < n)%nat -> f i = g i) -> plain_sum f n = plain_sum g n.
Proof.
induction n as [|n IH]; intros H; [reflexivity|].
rewrite !plain_S, IH, H by (intros; try apply H; lia); reflexivity.
Qed.

Lemma plain_plus f g n : plain_sum (fun i => f i + g i) n = plain_sum f n + plain_sum g n.
Proof. induction n as [|n IH]; [unfold plain_sum; simpl; ring | rewrite !plain_S, IH; ring]. Qed.

Lemma plain_split f m n : plain_sum f (m + n) = plain_sum f m + plain_sum (fun i => f (m + i)%nat) n.
Proof.
induction n as [|n IH]; [rewrite Nat.add_0_r; unfold plain_sum at 3; simpl; ring|].
rewrite Nat.add_succ_r, !plain_S, IH; ring.
Qed.

Lemma plain_one k x m : (k < m)%nat -> plain_sum (fun l => if Nat.eqb k l then x else 0) m = x.
Proof.
assert (Z : forall m, (m <= k)%nat -> plain_sum (fun l => if Nat.eqb k l then x else 0) m = 0).
{ induction m0 as [|m' IH]; intros H; [reflexivity|].
  rewrite plain_S, IH by lia; destruct (Nat.eqb_spec k m'); [lia | ring]. }
induction m as [|m IH]; intros H; [lia|]; rewrite plain_S.
destruct (Nat.eqb_spec k m) as [->|]; [rewrite Z by lia; ring | rewrite IH by lia; ring].
Qed.

Lemma plain_halve p h : plain_sum (halve R Rplus p h) h = plain_sum p (h + h).
Proof.
rewrite plain_split, <- plain_plus; apply plain_ext; intros i H; rewrite halve_below by exact H.
f_equal; f_equal; lia.
Qed.

Lemma lanes_total term n : plain_sum (lane R Rplus 0 term n) 32 = plain_sum term n.
Proof.
induction n as [|n IH].
- transitivity (plain_sum (fun _ => 0) 32); [reflexivity | unfold plain_sum; simpl; ring].
- rewrite (plain_S term n), <- IH, <- (plain_one (n mod 32) (term n) 32), <- plain_plus by lia.
  apply plain_ext; intros l _; rewrite lane_S; destruct (Nat.eqb _ _); ring.
Qed.

Lemma lane_sum_plain term n : lane_sum R Rplus 0 term n = plain_sum term n.
Proof.
rewrite <- lanes_total; unfold lane_sum; generalize (lane R Rplus 0 term n); intros p.
cbn [fold_left].
assert (H : forall q h, plain_sum q (h + h) = plain_sum (halve R Rplus q h) h).
{ intros; symmetry; apply plain_halve. }
rewrite (H p 16%nat : plain_sum p 32 = _).
rewrite (H _ 8%nat : plain_sum _ 16 = _).
rewrite (H _ 4%nat : plain_sum _ 8 = _).
rewrite (H _ 2%nat : plain_sum _ 4 = _).
rewrite (H _ 1%nat : plain_sum _ 2 = _).
unfold plain_sum; cbn [seq fold_left]; ring.
Qed.

(** ** The tree *)

Definition lane_tree (n : nat) : tree nat := lane_sum (tree nat) Node Zero Leaf n.

Lemma lane_height n l : (l < 32)%nat -> (height (lane (tree nat) Node Zero Leaf n l) <= (n + 31 - l) / 32)%nat.
Proof.
intros H; induction n as [|n IH]; [simpl; lia|].
rewrite lane_S; destruct (Nat.eqb_spec (n mod 32) l) as [E|E]; [cbn [height] | lia].
rewrite Nat.max_0_r; lia.
Qed.

Lemma halve_height p h H : (forall l, (l < h + h)%nat -> (height (p l) <= H)%nat) ->
  forall l, (l < h)%nat -> (height (halve (tree nat) Node p h l) <= S H)%nat.
Proof.
intros P l lh; rewrite halve_below by exact lh; cbn [height].
pose proof (P l ltac:(lia)); pose proof (P (l + h)%nat ltac:(lia)); lia.
Qed.

Lemma lane_tree_height n : (height (lane_tree n) <= (n + 31) / 32 + 5)%nat.
Proof.
unfold lane_tree, lane_sum.
assert (L : forall l, (l < 16 + 16)%nat -> (height (lane (tree nat) Node Zero Leaf n l) <= (n + 31) / 32)%nat).
{ intros l H; pose proof (lane_height n l ltac:(lia)); lia. }
revert L; generalize (lane (tree nat) Node Zero Leaf n) ((n + 31) / 32)%nat; intros p H L.
cbn [fold_left].
pose proof (halve_height _ 8 _ (halve_height p 16 H L)) as L8.
pose proof (halve_height _ 4 _ L8) as L4; pose proof (halve_height _ 2 _ L4) as L2.
pose proof (halve_height _ 1 _ L2 0%nat ltac:(lia)); lia.
Qed.

Lemma lane_every n l : every (fun i => (i < n)%nat) (lane (tree nat) Node Zero Leaf n l).
Proof.
induction n as [|n IH]; [exact I|].
assert (IH' : every (fun i => (i < S n)%nat) (lane (tree nat) Node Zero Leaf n l)).
{ eapply every_imp; [|exact IH]; simpl; intros; lia. }
rewrite lane_S; destruct (Nat.eqb _ _); [split; [exact IH' | simpl; lia] | exact IH'].
Qed.

Lemma halves_every (P : nat -> Prop) hs p l : (forall l, every P (p l)) ->
  every P (fold_left (halve (tree nat) Node) hs p l).
Proof.
revert p; induction hs as [|h hs IH]; intros p H; [apply H|].
simpl; apply IH; intros m; unfold halve; destruct (Nat.ltb m h); [split|]; apply H.
Qed.

Lemma lane_tree_total f n : total f (lane_tree n) = plain_sum f n.
Proof. rewrite <- lane_sum_plain; apply (ev_lane_sum _ _ Node Zero Leaf Rplus 0 f (total f)); reflexivity. Qed.

Theorem lane_sum_error : FloatLaw.lane_sum_error.
Proof.
intros term n F; destruct ieee_addition as [_ add]; set (u := bpow radix2 (-53)) in *.
assert (u0 : 0 <= u) by apply bpow_ge_0.
assert (E : every (fun i => binary64 (term i)) (lane_tree n)).
{ eapply every_imp; [|apply halves_every, lane_every]; exact F. }
destruct (tree_sum _ _ _ u0 add _ term _ E) as [_ T].
rewrite !lane_tree_total in T.
replace (computed plus64 term (lane_tree n)) with (lane_sum R plus64 0 term n) in T
  by (symmetry; apply (ev_lane_sum _ _ Node Zero Leaf plus64 0 term (computed plus64 term)); reflexivity).
eapply Rle_trans; [exact T|]; apply Rmult_le_compat_r.
- rewrite <- lane_tree_total; apply total_ge0; intros; apply Rabs_pos.
- apply Rplus_le_compat_r, pow_mono; [exact u0 | apply lane_tree_height].
Qed.

(** ** Dot products *)

Lemma product_exact a b : binary32 a -> binary32 b -> binary64 (a * b).
Proof.
intros Fa Fb; apply FLT_format_generic in Fa; apply FLT_format_generic in Fb; try reflexivity.
destruct Fa as [[m e] -> Bm Be]; destruct Fb as [[m' e'] -> Bm' Be']; cbn [Fnum Fexp] in *.
apply generic_format_FLT.
exists (Float radix2 (m * m') (e + e')); cbn [Fnum Fexp].
- unfold F2R; cbn [Fnum Fexp]; rewrite mult_IZR, bpow_plus; ring.
- rewrite Z.abs_mul; change (radix2 ^ 24)%Z with 16777216%Z in *.
  change (radix2 ^ 53)%Z with 9007199254740992%Z; nia.
- lia.
Qed.

Lemma times_exact a b : binary32 a -> binary32 b -> times64 a b = a * b.
Proof. intros; apply round_generic; [apply valid_rnd_N | apply product_exact; assumption]. Qed.

Definition chain (n : nat) : tree nat := fold_left (fun s i => Node s (Leaf i)) (seq 0 n) Zero.

Lemma chain_S n : chain (S n) = Node (chain n) (Leaf n).
Proof. unfold chain; rewrite seq_S, fold_left_app; reflexivity. Qed.

Lemma chain_height n : height (chain n) = n.
Proof. induction n as [|n IH]; [reflexivity|]; rewrite chain_S; cbn [height]; rewrite IH; lia. Qed.

Lemma chain_total f n : total f (chain n) = plain_sum f n.
Proof. induction n as [|n IH]; [reflexivity|]; rewrite chain_S, plain_S; cbn [total]; rewrite IH; reflexivity. Qed.

Lemma chain_every n : every (fun i => (i < n)%nat) (chain n).
Proof.
induction n as [|n IH]; [exact I|]; rewrite chain_S; split; [|simpl; lia].
eapply every_imp; [|exact IH]; simpl; intros; lia.
Qed.

Lemma chain_computed a b n : (forall i, (i < n)%nat -> binary32 (a i) /\ binary32 (b i)) ->
  computed plus64 (fun i => a i * b i) (chain n) = dot64 a b n.
Proof.
induction n as [|n IH]; intros F; [reflexivity|].
rewrite chain_S; cbn [computed]; unfold dot64; rewrite seq_S, fold_left_app; cbn [fold_left Nat.add].
fold (dot64 a b n); rewrite IH by (intros; apply F; lia).
destruct (F n ltac:(lia)) as [Fa Fb]; rewrite times_exact by assumption; reflexivity.
Qed.

Theorem dot_error : FloatLaw.dot_error.
Proof.
intros a b n F; destruct ieee_addition as [_ add]; set (u := bpow radix2 (-53)) in *.
assert (u0 : 0 <= u) by apply bpow_ge_0.
assert (E : every (fun i => binary64 (a i * b i)) (chain n)).
{ eapply every_imp; [|apply chain_every]; intros i H; destruct (F i H); apply product_exact; assumption. }
destruct (tree_sum _ _ _ u0 add _ (fun i => a i * b i) _ E) as [_ T].
rewrite !chain_total, chain_height, chain_computed in T by exact F; exact T.
Qed.

(** ** F6: rounding takes a finite penalty away *)

Theorem penalty_absorbed : FloatLaw.penalty_absorbed.
Proof.
intros B B0; set (m := Z.max 0 (mag radix2 (2 * B))); set (x := bpow radix2 (m + 24)).
assert (V : Valid_exp (FLT_exp (-149) 24)) by (apply FLT_exp_valid; reflexivity).
assert (m0 : (0 <= m)%Z) by apply Z.le_max_l.
assert (E : FLT_exp (-149) 24 (m + 24) = m) by (unfold FLT_exp; lia).
assert (Fx : binary32 x).
{ apply generic_format_bpow; unfold FLT_exp; lia. }
exists x; split; [exact Fx|]; set (r := plus32 x (- B)).
assert (Fr : binary32 r) by (apply generic_format_round; [exact V | apply valid_rnd_N]).
assert (L : 2 * B < bpow radix2 m).
{ apply Rlt_le_trans with (bpow radix2 (mag radix2 (2 * B))); [|apply bpow_le, Z.le_max_r].
  pose proof (bpow_mag_gt radix2 (2 * B)) as H; rewrite Rabs_pos_eq in H; lra. }
assert (N : Rabs (r - (x + - B)) <= B).
{ pose proof (round_N_pt radix2 (FLT_exp (-149) 24) (fun x => negb (Z.even x)) (x + - B)) as [_ H].
  specialize (H x Fx); replace (x - (x + - B)) with B in H by ring.
  rewrite (Rabs_pos_eq B) in H by lra; exact H. }
destruct (Rle_lt_or_eq_dec r x) as [lt|e]; [| |exact e].
- rewrite <- (round_generic radix2 (FLT_exp (-149) 24) ZnearestE x Fx).
  apply round_le; [exact V | apply valid_rnd_N | lra].
- exfalso; pose proof (pred_ge_gt radix2 (FLT_exp (-149) 24) r x Fr Fx lt) as P.
  unfold x in P; rewrite pred_bpow, E in P; fold x in P.
  rewrite Rabs_left1 in N by lra; lra.
Qed.

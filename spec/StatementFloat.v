(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements on floating-point sums and log-softmax, over Coq's reals.  No   *)
(* proof here.                                                                *)
(*                                                                            *)
(* Formats are those of Flocq: rounding to nearest even with p bits and a     *)
(* least exponent, subnormal numbers included, and no largest number: the     *)
(* premise is that nothing overflows.  What the elementary functions do is a  *)
(* hypothesis; tests measure it.                                              *)
(******************************************************************************)
From Coq Require Import Reals ZArith List Arith.
From Flocq Require Import Core.
Local Open Scope R_scope.

(** ** Sums in the order of a binary tree; [Zero] is a start value 0.0 *)

Inductive tree (A : Type) := Zero | Leaf (a : A) | Node (l r : tree A).
Arguments Zero {A}.
Arguments Leaf {A} a.
Arguments Node {A} l r.

Fixpoint height {A} (t : tree A) : nat :=
  match t with Node l r => S (Nat.max (height l) (height r)) | _ => 0%nat end.

(* the sum of f over the leaves, and the sum as computed with [plus] *)
Fixpoint total {A} (f : A -> R) (t : tree A) : R :=
  match t with Zero => 0 | Leaf a => f a | Node l r => total f l + total f r end.
Fixpoint computed {A} (plus : R -> R -> R) (f : A -> R) (t : tree A) : R :=
  match t with Zero => 0 | Leaf a => f a | Node l r => plus (computed plus f l) (computed plus f r) end.
Fixpoint every {A} (P : A -> Prop) (t : tree A) : Prop :=
  match t with Zero => True | Leaf a => P a | Node l r => every P l /\ every P r end.

(* an addition of floats with relative error at most u *)
Definition addition (is_float : R -> Prop) (plus : R -> R -> R) (u : R) : Prop :=
  is_float 0 /\ forall a b, is_float a -> is_float b ->
    is_float (plus a b) /\ Rabs (plus a b - (a + b)) <= u * Rabs (a + b).

(** ** IEEE 754 formats *)

Definition float_of (emin prec : Z) : R -> Prop := generic_format radix2 (FLT_exp emin prec).
Definition plus_of (emin prec : Z) (a b : R) : R := round radix2 (FLT_exp emin prec) ZnearestE (a + b).
Definition binary32 := float_of (-149) 24.
Definition plus32 := plus_of (-149) 24.
Definition binary64 := float_of (-1074) 53.
Definition plus64 := plus_of (-1074) 53.

Definition minus64 (a b : R) : R := plus64 a (- b).

(** ** The order of sums as coded: 32 lanes, then the lanes by halves *)

Section Lanes.
Variables (B : Type) (add : B -> B -> B) (zero : B) (term : nat -> B).

(* lane l adds the terms l, l + 32, ... in turn *)
Definition lane (count l : nat) : B :=
  fold_left (fun s i => if Nat.eqb (i mod 32) l then add s (term i) else s) (seq 0 count) zero.
Definition halve (partial : nat -> B) (half : nat) : nat -> B := fun l =>
  if Nat.ltb l half then add (partial l) (partial (l + half)%nat) else partial l.
Definition lane_sum (count : nat) : B :=
  fold_left halve (16 :: 8 :: 4 :: 2 :: 1 :: nil)%nat (lane count) 0%nat.

End Lanes.

(* a dot product: binary64 products of binary32 numbers, added in turn *)
Definition times64 (a b : R) : R := round radix2 (FLT_exp (-1074) 53) ZnearestE (a * b).
Definition dot64 (a b : nat -> R) (count : nat) : R :=
  fold_left (fun s i => plus64 s (times64 (a i) (b i))) (seq 0 count) 0.

Definition plain_sum (term : nat -> R) (count : nat) : R :=
  fold_left (fun s i => s + term i) (seq 0 count) 0.

(** ** Log-softmax as computed *)

Section LogSoftmax.
Variables (is_float : R -> Prop) (plus : R -> R -> R) (u : R) (expf : R -> R).
Variable t : tree (R * R).

(* a leaf is the exact difference d of a logit and the maximum, and the computed
   one, within u; exp is within u on it, and its value is a float *)
Definition term_errors : Prop :=
  every (fun l => Rabs (snd l - fst l) <= u * Rabs (fst l) /\
                  Rabs (expf (snd l) - exp (snd l)) <= u * exp (snd l) /\ is_float (expf (snd l))) t.

Definition exp_sum : R := total (fun l => exp (fst l)) t.
Definition computed_exp_sum : R := computed plus (fun l => expf (snd l)) t.

(* the mean of g(d) under the softmax *)
Definition softmax_mean (g : R -> R) : R := total (fun l => exp (fst l) * g (fst l)) t / exp_sum.

End LogSoftmax.

Module FloatLaw.

(* the error of a tree sum: relative to the sum of the absolute values *)
Definition tree_sum :=
  forall (is_float : R -> Prop) (plus : R -> R -> R) (u : R), 0 <= u -> addition is_float plus u ->
  forall (A : Type) (f : A -> R) (t : tree A), every (fun a => is_float (f a)) t ->
    is_float (computed plus f t) /\
    Rabs (computed plus f t - total f t) <= ((1 + u) ^ height t - 1) * total (fun a => Rabs (f a)) t.

(* binary32 and binary64 have such additions, without a premise on underflow *)
Definition ieee_addition :=
  addition binary32 plus32 (bpow radix2 (-24)) /\ addition binary64 plus64 (bpow radix2 (-53)).

(* the sum as coded has the error of a tree of height count/32 + 5, rounded up *)
Definition lane_sum_error :=
  forall (term : nat -> R) (count : nat), (forall i, (i < count)%nat -> binary64 (term i)) ->
    Rabs (lane_sum R plus64 0 term count - plain_sum term count) <=
      ((1 + bpow radix2 (-53)) ^ ((count + 31) / 32 + 5) - 1) * plain_sum (fun i => Rabs (term i)) count.

(* the products of a dot product are exact, and its sum has the error of a
   tree of height count *)
Definition dot_error :=
  forall (a b : nat -> R) (count : nat), (forall i, (i < count)%nat -> binary32 (a i) /\ binary32 (b i)) ->
    Rabs (dot64 a b count - plain_sum (fun i => a i * b i) count) <=
      ((1 + bpow radix2 (-53)) ^ count - 1) * plain_sum (fun i => Rabs (a i * b i)) count.

(* log-softmax from the logits less their maximum, d: the error is at most
   1.01 u (h + 1 + E_p|d| + |LSE| + |d_i| + |lp_i|), p the softmax itself *)
Definition log_softmax_error :=
  forall (is_float : R -> Prop) (plus : R -> R -> R) (u : R) (expf logf : R -> R) (t : tree (R * R)),
  let S := exp_sum t in let S' := computed_exp_sum plus expf t in
  0 <= u -> addition is_float plus u -> term_errors is_float u expf t -> 0 < S ->
  forall D : R, every (fun l => Rabs (fst l) <= D) t -> u * (D + 1 + INR (height t)) <= 1 / 512 ->
  Rabs (logf S' - ln S') <= u * Rabs (ln S') ->
  forall (minus : R -> R -> R) (d d' : R), Rabs (d' - d) <= u * Rabs d ->
  let lp := d - ln S in let lp' := minus d' (logf S') in
  Rabs (lp' - (d' - logf S')) <= u * Rabs (d' - logf S') ->
    Rabs (lp' - lp) <=
      101 / 100 * u * (INR (height t) + 1 + softmax_mean t Rabs + Rabs (ln S) + Rabs d + Rabs lp).

(* log-softmax as coded in binary64, from binary32 logits x and a number m,
   their maximum: d = x - m, the lane sum of the exponentials, its logarithm.
   Only exp and log are hypotheses, with relative errors of at most 2^-51 *)
Definition coded_log_softmax_error :=
  forall (x : nat -> R) (m : R) (count : nat) (expf logf : R -> R) (D : R),
  let u := bpow radix2 (-51) in
  let h := ((count + 31) / 32 + 5)%nat in
  let d i := x i - m in let d' i := minus64 (x i) m in
  let S := plain_sum (fun i => exp (d i)) count in
  let S' := lane_sum R plus64 0 (fun i => expf (d' i)) count in
  (0 < count)%nat -> binary32 m ->
  (forall i, (i < count)%nat -> binary32 (x i) /\ Rabs (d i) <= D /\
     Rabs (expf (d' i) - exp (d' i)) <= u * exp (d' i) /\ binary64 (expf (d' i))) ->
  u * (D + 1 + INR h) <= 1 / 512 ->
  Rabs (logf S' - ln S') <= u * Rabs (ln S') -> binary64 (logf S') ->
  forall i, (i < count)%nat ->
  let lp := d i - ln S in
    Rabs (minus64 (d' i) (logf S') - lp) <=
      101 / 100 * u * (INR h + 1 + plain_sum (fun j => exp (d j) * Rabs (d j)) count / S +
                       Rabs (ln S) + Rabs (d i) + Rabs lp).

(* F6: a finite penalty B does nothing to some binary32 logits: a masked token
   ties with a valid one of the same logit *)
Definition penalty_absorbed :=
  forall B : R, 0 < B -> exists x, binary32 x /\ plus32 x (- B) = x.

End FloatLaw.

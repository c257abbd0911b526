(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements over Coq's real numbers: the natural logarithm, the softmax and *)
(* the gradient A5.  No proof here; read Statement.v and StatementLog.v first.*)
(******************************************************************************)
From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.analysis Require Import Rstruct.
From Sidproof Require Import Statement StatementLog.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
#[local] Arguments ln _ : clear scopes.
#[local] Arguments exp _ : clear scopes.
#[local] Arguments derivable_pt_lim _ _ _ : clear scopes.

Notation RR := [realFieldType of R].

Section Softmax.
Variables (T : finType) (A : codebooks T).

(* one logit for each prefix and token *)
Definition logits := seq T -> T -> R.

Definition softmax (theta : logits) : cond RR T := fun w t =>
  exp (theta w t) / \sum_(t' in A (size w)) exp (theta w t').

(* the logit of token t0 after w0 moved by e *)
Definition moved (theta : logits) (w0 : seq T) (t0 : T) (e : R) : logits :=
  fun w t => theta w t + (if (w == w0) && (t == t0) then e else 0).

Variables (I : finType) (k : nat) (tok : I -> k.-tuple T) (n : I -> nat).

(* how many events pass through the prefix w *)
Definition passing (w : seq T) : nat := \sum_(v | prefix w (tok v)) n v.

(* the AR loss at one history, and the loss of a softmax over the catalogue *)
Definition ar_nll (q : cond RR T) : RR := - \sum_v (n v)%:R * ln (Q q (tok v)).
Definition fv_nll (q : cond RR T) : RR := - \sum_v (n v)%:R * ln (share tok q v).

End Softmax.

Module RealLaw.
Section Laws.
Variables (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

(* softmax models are the positive models *)
Definition softmax_model := nonempty A k ->
  (forall theta, pos_model A k (softmax A theta)) /\
  (forall q : cond RR T, pos_model A k q -> exists theta,
     forall w t, over A (rcons w t) -> (size w < k)%N -> softmax A theta w t = q w t).

(* A5: d AR / d logit(w0,t0) = N(w0) q(t0|w0) - N(w0 t0) *)
Definition gradient :=
  forall (n : I -> nat) (theta : logits T) w0 t0, over A (rcons w0 t0) -> (size w0 < k)%N ->
  derivable_pt_lim (fun e => ar_nll tok n (softmax A (moved theta w0 t0 e))) 0
    ((passing tok n w0)%:R * softmax A theta w0 t0 - (passing tok n (rcons w0 t0))%:R).

(* A5: the softmax over the catalogue has the same gradient under a bijection,
   and else the extra term N d log Z *)
Definition gradient_gap :=
  (0 < #|I|)%N -> nonempty A k ->
  forall (n : I -> nat) (theta : logits T) w0 t0, over A (rcons w0 t0) -> (size w0 < k)%N ->
  let g := (passing tok n w0)%:R * softmax A theta w0 t0 - (passing tok n (rcons w0 t0))%:R in
  (bijective_onto A tok ->
     derivable_pt_lim (fun e => fv_nll tok n (softmax A (moved theta w0 t0 e))) 0 g) /\
  (forall dZ, derivable_pt_lim (fun e => ln (Zsum tok (softmax A (moved theta w0 t0 e)))) 0 dZ ->
     derivable_pt_lim (fun e => fv_nll tok n (softmax A (moved theta w0 t0 e))) 0
       (g + (events n)%:R * dZ)).

End Laws.
End RealLaw.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(* A small development, on which the attacks on the gate are made. *)
From Coq Require Import Arith.
Set Implicit Arguments.

Inductive side := Left | Right.
Record two := Two { first : nat; second : nat }.

Definition chosen (s : side) (p : two) :=
  match s with Left => first p | Right => second p end.
Definition both (p : two) := first p + second p.

Module Law.
Section Two.
Variable p : two.

Definition bounded := forall s, chosen s p <= both p.

End Two.

Definition decided := forall P : Prop, P \/ ~ P.

End Law.

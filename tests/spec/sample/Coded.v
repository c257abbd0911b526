(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(* A model of code, which a listed theorem speaks of. *)
From Coq Require Import Arith.
Set Implicit Arguments.

Definition halved (n : nat) := Nat.div2 n.
Definition unused (n : nat) := n + 3.

Theorem halved_correct : forall n, halved (2 * n) = n.
Proof. intros n; apply Nat.div2_double. Qed.

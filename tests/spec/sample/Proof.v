(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
From Coq Require Import Arith Classical_Prop.
From Sample Require Import Coded Statement.
Set Implicit Arguments.

Section Bounded.
Variable p : two.

Theorem bounded : Law.bounded p.
Proof.
intros [|]; unfold both, chosen.
- apply Nat.le_add_r.
- apply Nat.le_add_l.
Qed.

End Bounded.

Theorem decided : Law.decided.
Proof. exact classic. Qed.

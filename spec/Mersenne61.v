(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Arithmetic mod p = 2^61 - 1 by shifts, as the program does it: machine     *)
(* words wrap at 2^64, products at 2^128, reductions fold the high bits.      *)
(*   fold_correct, add_correct, mul_correct, neg_correct, power_correct       *)
(*                      each operation is the one mod p, in [0, p)            *)
(* Primality.v proves that p is prime, and that inverse is the inverse.       *)
(******************************************************************************)
From Coq Require Import ZArith Zpow_facts Lia.
Local Open Scope Z_scope.

Definition modulus : Z := 2 ^ 61 - 1.
Definition word (x : Z) : Z := x mod 2 ^ 64.    (* std::uint64_t *)
Definition wide (x : Z) : Z := x mod 2 ^ 128.   (* unsigned __int128 *)

Definition reduce (s : Z) : Z := if s >=? modulus then word (s - modulus) else s.
Definition fold (x : Z) : Z := reduce (word (Z.land x modulus + Z.shiftr x 61)).
Definition add (a b : Z) : Z := reduce (word (a + b)).
Definition mul (a b : Z) : Z :=
  let product := wide (a * b) in
  reduce (word (word (Z.land product modulus) + word (Z.shiftr product 61))).
Definition neg (a : Z) : Z := if a =? 0 then 0 else word (modulus - a).

(* square and multiply, least significant bit first *)
Fixpoint power_from (result base : Z) (e : positive) : Z :=
  match e with
  | xH => mul result base
  | xO e' => power_from result (mul base base) e'
  | xI e' => power_from (mul result base) (mul base base) e'
  end.
Definition power (a : Z) (e : positive) : Z := power_from 1 a e.
Definition inverse (a : Z) : Z := power a (Z.to_pos (modulus - 2)).

Definition in_range (a : Z) : Prop := 0 <= a < modulus.

Lemma modulusE : modulus = 2 ^ 61 - 1. Proof. reflexivity. Qed.

Lemma word_small x : 0 <= x < 2 ^ 64 -> word x = x.
Proof. intros; apply Z.mod_small; assumption. Qed.

Lemma reduce_correct s : 0 <= s < 2 * modulus -> reduce s = s mod modulus.
Proof.
intros H; unfold reduce, modulus in *; destruct (Z.geb_spec s (2 ^ 61 - 1)).
- rewrite word_small by lia.
  symmetry; rewrite <- (Z.mod_small (s - (2 ^ 61 - 1)) (2 ^ 61 - 1)) by lia.
  rewrite <- (Z.mod_add (s - (2 ^ 61 - 1)) 1) by lia; f_equal; lia.
- symmetry; apply Z.mod_small; lia.
Qed.

(* the high bits count once, since 2^61 = 1 mod p *)
Lemma fold_bits x : 0 <= x -> (Z.land x modulus + Z.shiftr x 61) mod modulus = x mod modulus.
Proof.
intros H; change modulus with (Z.ones 61) at 1.
rewrite Z.land_ones, Z.shiftr_div_pow2 by lia.
rewrite (Z.div_mod x (2 ^ 61)) at 3 by lia.
replace (2 ^ 61 * (x / 2 ^ 61) + x mod 2 ^ 61)
  with (x mod 2 ^ 61 + x / 2 ^ 61 + (x / 2 ^ 61) * modulus) by (unfold modulus; ring).
symmetry; apply Z.mod_add; unfold modulus; lia.
Qed.

Lemma bits_range x : 0 <= x ->
  0 <= Z.land x modulus < 2 ^ 61 /\ Z.shiftr x 61 = x / 2 ^ 61 /\ 0 <= x / 2 ^ 61.
Proof.
intros H; change modulus with (Z.ones 61); rewrite Z.land_ones, Z.shiftr_div_pow2 by lia.
split; [apply Z.mod_pos_bound; lia | split; [reflexivity | apply Z.div_pos; lia]].
Qed.

Theorem fold_correct x : 0 <= x < 2 ^ 64 -> fold x = x mod modulus.
Proof.
intros H; destruct (bits_range x) as [L [E G]]; [lia|].
assert (D : x / 2 ^ 61 < 8) by (apply Z.div_lt_upper_bound; lia).
unfold fold; rewrite E, word_small by lia.
rewrite reduce_correct by (pose proof modulusE; lia).
rewrite <- E; apply fold_bits; lia.
Qed.

Theorem add_correct a b : in_range a -> in_range b -> add a b = (a + b) mod modulus.
Proof.
unfold in_range, add, modulus; intros; rewrite word_small by lia.
apply reduce_correct; unfold modulus; lia.
Qed.

Theorem neg_correct a : in_range a -> neg a = (- a) mod modulus.
Proof.
unfold in_range, neg, modulus; intros; destruct (Z.eqb_spec a 0) as [->|]; [reflexivity|].
rewrite word_small by lia.
rewrite <- (Z.mod_add (- a) 1) by lia; symmetry.
rewrite Z.mod_small; lia.
Qed.

Theorem mul_correct a b : in_range a -> in_range b -> mul a b = (a * b) mod modulus.
Proof.
unfold in_range; intros Ha Hb.
assert (P : 0 <= a * b <= (2 ^ 61 - 2) * (2 ^ 61 - 2)) by (unfold modulus in *; nia).
unfold mul; replace (wide (a * b)) with (a * b) by (symmetry; apply Z.mod_small; lia).
destruct (bits_range (a * b)) as [L [E G]]; [lia|].
assert (D : a * b / 2 ^ 61 < 2 ^ 61 - 2) by (apply Z.div_lt_upper_bound; lia).
rewrite E, (word_small (Z.land _ _)), (word_small (_ / _)), word_small by lia.
rewrite reduce_correct by (pose proof modulusE; lia).
rewrite <- E; apply fold_bits; lia.
Qed.

Lemma mod_range x : in_range (x mod modulus).
Proof. apply Z.mod_pos_bound; reflexivity. Qed.

(* a square may be reduced before it is raised *)
Lemma squares r b c e :
  ((r * c) mod modulus * ((b * b) mod modulus) ^ Zpos e) mod modulus =
  (r * (c * (b * b) ^ Zpos e)) mod modulus.
Proof.
assert (M : modulus <> 0) by discriminate.
rewrite Z.mul_mod_idemp_l, <- Z.mul_mod_idemp_r by assumption.
rewrite <- Zpower_mod by reflexivity.
rewrite Z.mul_mod_idemp_r by assumption; f_equal; ring.
Qed.

Theorem power_correct a e : in_range a -> power a e = (a ^ Zpos e) mod modulus.
Proof.
assert (M : modulus <> 0) by discriminate.
assert (G : forall e r b, in_range r -> in_range b ->
          power_from r b e = (r * b ^ Zpos e) mod modulus).
{ clear a e; intros e; induction e as [e IH|e IH|]; intros r b Hr Hb; simpl power_from.
  - rewrite !mul_correct, IH by (assumption || apply mod_range).
    replace (b ^ Zpos e~1) with (b * (b * b) ^ Zpos e); [apply squares|].
    rewrite Pos2Z.inj_xI, Z.pow_add_r, Z.pow_1_r, Z.pow_mul_r, Z.pow_2_r by lia; ring.
  - rewrite mul_correct, IH by (assumption || apply mod_range).
    replace (b ^ Zpos e~0) with (1 * (b * b) ^ Zpos e).
    + rewrite <- (Z.mod_small r modulus) at 1 by assumption.
      replace r with (r * 1) at 1 by ring; rewrite squares; f_equal; ring.
    + rewrite Pos2Z.inj_xO, Z.pow_mul_r, Z.pow_2_r by lia; ring.
  - rewrite Z.pow_1_r; apply mul_correct; assumption. }
intros Ha; unfold power; rewrite G; [f_equal; ring | split; [discriminate|reflexivity] | assumption].
Qed.

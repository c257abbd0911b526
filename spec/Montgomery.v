(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Arithmetic mod P = 2^61 - 31 in Montgomery's form, as the program does it: *)
(* x is kept as x 2^64 mod P; machine words wrap at 2^64, products at 2^128.  *)
(*   reduced_correct    the reduction divides by 2^64 mod P                   *)
(*   montgomery_correct bits, sums, negatives, products and read-back of kept *)
(*                      numbers are those mod P                               *)
(*   form_power_correct powers                                                *)
(* Primality.v proves that P is prime, and that form_inverse is the inverse.  *)
(******************************************************************************)
From Coq Require Import ZArith Lia.
From Sidproof Require Import Mersenne61.
Local Open Scope Z_scope.

Definition P : Z := 2 ^ 61 - 31.
Definition radix : Z := 2 ^ 64.

(* -1/P mod 2^64 by six steps of Newton's iteration *)
Definition newton (x : Z) : Z := word (x * word (2 - word (P * x))).
Definition minus_inverse : Z := word (- Nat.iter 6 newton 1).

Definition reduced (product : Z) : Z :=
  let multiple := word (word product * minus_inverse) in
  let result := word (Z.shiftr (wide (product + wide (multiple * P))) 64) in
  if result >=? P then word (result - P) else result.

Definition square_of_radix : Z := let r := radix mod P in (r * r) mod P.
Definition from_bits (bits : Z) : Z := reduced (wide (bits mod P * square_of_radix)).
Definition value (form : Z) : Z := reduced form.
Definition form_mul (a b : Z) : Z := reduced (wide (a * b)).
Definition form_add (a b : Z) : Z := let s := word (a + b) in if s >=? P then word (s - P) else s.
Definition form_neg (a : Z) : Z := if a =? 0 then 0 else word (P - a).

(* square and multiply, least significant bit first; the inverse *)
Fixpoint form_power_from (result base : Z) (e : positive) : Z :=
  match e with
  | xH => form_mul result base
  | xO e' => form_power_from result (form_mul base base) e'
  | xI e' => form_power_from (form_mul result base) (form_mul base base) e'
  end.

(* the number x as it is kept, and the inverse of the radix, a witness *)
Definition form (x : Z) : Z := (x * radix) mod P.
Definition form_inverse (a : Z) : Z := form_power_from (form 1) a (Z.to_pos (P - 2)).
Definition radix_inverse : Z := 139466311041150842.

Lemma radix_inverted : (radix * radix_inverse) mod P = 1. Proof. reflexivity. Qed.
Lemma minus_inverted : (minus_inverse * P) mod radix = radix - 1. Proof. vm_compute; reflexivity. Qed.
Lemma P0 : P <> 0. Proof. discriminate. Qed.
Lemma radix0 : radix <> 0. Proof. discriminate. Qed.

Lemma mod_inverse u t : 0 <= u < P -> (u * radix) mod P = t mod P -> u = (t * radix_inverse) mod P.
Proof.
intros H E; rewrite <- (Z.mod_small u P) at 1 by exact H.
rewrite <- (Z.mul_mod_idemp_l t) by apply P0; rewrite <- E, Z.mul_mod_idemp_l by apply P0.
rewrite <- Z.mul_assoc, <- Z.mul_mod_idemp_r, radix_inverted by apply P0; f_equal; lia.
Qed.

Theorem reduced_correct t : 0 <= t < P * radix -> reduced t = (t * radix_inverse) mod P.
Proof.
intros H; unfold reduced; set (m := word (word t * minus_inverse)).
assert (M : 0 <= m < radix) by (apply Z.mod_pos_bound; reflexivity).
assert (W : wide (m * P) = m * P) by (apply Z.mod_small; unfold P, radix in *; lia).
assert (W' : wide (t + m * P) = t + m * P) by (apply Z.mod_small; unfold P, radix in *; lia).
(* the multiple of P makes the low word zero *)
assert (D : (t + m * P) mod radix = 0).
{ unfold m, word; fold radix; rewrite <- Z.add_mod_idemp_r by apply radix0.
  rewrite Z.mul_mod_idemp_l, <- Z.mul_assoc by apply radix0.
  rewrite <- (Z.mul_mod_idemp_r (t mod radix)), minus_inverted by apply radix0.
  rewrite Z.mul_mod_idemp_l, Z.add_mod_idemp_r by apply radix0.
  replace (t + t * (radix - 1)) with (t * radix) by ring; apply Z.mod_mul, radix0. }
apply Z.div_exact in D; [|apply radix0].
rewrite W, W', Z.shiftr_div_pow2 by lia; fold radix.
set (r := (t + m * P) / radix) in *.
assert (B : 0 <= r < 2 * P) by (unfold P, radix in *; lia).
assert (G : (r * radix) mod P = t mod P).
{ replace (r * radix) with (t + m * P) by (rewrite D; ring); apply Z.mod_add, P0. }
rewrite word_small by (unfold P in *; lia).
destruct (Z.geb_spec r P).
- rewrite word_small by (unfold P in *; lia); apply mod_inverse; [lia|].
  rewrite <- G; replace ((r - P) * radix) with (r * radix + (- radix) * P) by ring.
  apply Z.mod_add, P0.
- apply mod_inverse; [lia|exact G].
Qed.

Lemma form_range x : 0 <= form x < P. Proof. apply Z.mod_pos_bound; reflexivity. Qed.

Lemma form_read x y : (form x * y) mod P = (x * radix * y) mod P.
Proof. apply Z.mul_mod_idemp_l, P0. Qed.

Lemma unradix x : (x * (radix * radix_inverse)) mod P = x mod P.
Proof. rewrite <- Z.mul_mod_idemp_r, radix_inverted by apply P0; f_equal; lia. Qed.

Lemma form_mod x : form (x mod P) = form x. Proof. apply Z.mul_mod_idemp_l, P0. Qed.

Theorem montgomery_correct :
  (forall bits, 0 <= bits < 2 ^ 64 -> from_bits bits = form bits) /\
  (forall x, 0 <= x < P -> value (form x) = x) /\
  (forall x y, form_add (form x) (form y) = form (x + y)) /\
  (forall x, form_neg (form x) = form (- x)) /\
  (forall x y, form_mul (form x) (form y) = form (x * y)).
Proof.
repeat split; intros.
- assert (S : 0 <= square_of_radix < P) by (apply Z.mod_pos_bound; reflexivity).
  assert (b : 0 <= bits mod P < P) by (apply Z.mod_pos_bound; reflexivity).
  assert (B : 0 <= bits mod P * square_of_radix < P * P) by nia.
  unfold from_bits; replace (wide _) with (bits mod P * square_of_radix)
    by (symmetry; apply Z.mod_small; unfold P in *; lia).
  rewrite reduced_correct by (unfold P, radix in *; lia).
  rewrite <- Z.mul_assoc, <- Z.mul_mod_idemp_r by apply P0.
  replace ((square_of_radix * radix_inverse) mod P) with (radix mod P) by reflexivity.
  rewrite Z.mul_mod_idemp_r, Z.mul_mod_idemp_l by apply P0; reflexivity.
- pose proof (form_range x); unfold value; rewrite reduced_correct by (unfold P, radix in *; lia).
  rewrite form_read, <- Z.mul_assoc, unradix; apply Z.mod_small; assumption.
- pose proof (form_range x); pose proof (form_range y).
  transitivity ((form x + form y) mod P); [|unfold form; rewrite <- Z.add_mod by apply P0; f_equal; ring].
  unfold form_add; rewrite word_small by (unfold P in *; lia).
  destruct (Z.geb_spec (form x + form y) P).
  + rewrite word_small by (unfold P in *; lia).
    rewrite <- (Z.mod_small (form x + form y - P) P) by lia.
    rewrite <- (Z.mod_add (form x + form y - P) 1) by apply P0; f_equal; ring.
  + symmetry; apply Z.mod_small; lia.
- pose proof (form_range x); transitivity ((- form x) mod P).
  + unfold form_neg; destruct (Z.eqb_spec (form x) 0) as [->|]; [reflexivity|].
    rewrite word_small by (unfold P in *; lia).
    rewrite <- (Z.mod_small (P - form x) P) by lia.
    rewrite <- (Z.mod_add (- form x) 1) by apply P0; f_equal; ring.
  + replace (- form x) with (form x * -1) by ring; rewrite form_read; unfold form; f_equal; ring.
- pose proof (form_range x); pose proof (form_range y).
  assert (B : 0 <= form x * form y <= (P - 1) * (P - 1)) by nia.
  unfold form_mul; replace (wide _) with (form x * form y)
    by (symmetry; apply Z.mod_small; unfold P in *; lia).
  rewrite reduced_correct by (unfold P, radix in *; lia).
  rewrite <- Z.mul_assoc, form_read.
  replace (x * radix * (form y * radix_inverse)) with (form y * (x * (radix * radix_inverse))) by ring.
  rewrite form_read; replace (y * radix * (x * (radix * radix_inverse)))
    with (x * y * radix * (radix * radix_inverse)) by ring.
  apply unradix.
Qed.

Theorem form_power_correct r b e : form_power_from (form r) (form b) e = form (r * b ^ Zpos e).
Proof.
destruct montgomery_correct as [_ [_ [_ [_ mul]]]].
revert r b; induction e as [e IH|e IH|]; intros r b; cbn [form_power_from]; rewrite ?mul, ?IH; f_equal.
- rewrite Pos2Z.inj_xI, Z.pow_add_r, Z.pow_1_r, Z.pow_mul_r, Z.pow_2_r by lia; ring.
- rewrite Pos2Z.inj_xO, Z.pow_mul_r, Z.pow_2_r by lia; ring.
- rewrite Z.pow_1_r; ring.
Qed.

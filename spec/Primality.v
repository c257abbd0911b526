(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* 2^61 - 1 and 2^61 - 31 are prime, by Lucas' criterion: a number whose      *)
(* predecessor is the order of some a modulo it.  The certificate is a and    *)
(* the factors of the predecessor; the powers are computed in binary.         *)
(*   lucas               the criterion                                        *)
(*   prime61m1, prime61m31                                                    *)
(*   inverse_correct     the power p - 2 is the inverse mod 2^61 - 1          *)
(*   form_inverse_correct      and mod 2^61 - 31, in Montgomery's form        *)
(*   identity_error, identity_error2                                          *)
(*                       the bound of IdentityTesting.v for the two fields    *)
(******************************************************************************)
From Coq Require Import BinNat BinPos ZArith Zpow_facts Lia.
From mathcomp Require Import all_ssreflect all_algebra all_solvable all_field.
From Sidproof Require Import Mersenne61 IdentityTesting.
From Sidproof Require Montgomery.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Local Open Scope nat_scope.

(** ** Lucas' criterion *)

Lemma totient_prime n : 1 < n -> n.-1 <= totient n -> prime n.
Proof.
move=> n1; rewrite totient_count_coprime big_mkord; apply: contraLR => np.
have [d dn d1] : exists2 d, d %| n & 1 < d < n.
  by have := primePn np; case=> [|[d]]; [rewrite ltnNge n1 | move=> *; exists d].
have n0 := ltnW n1; have /andP[d1' dn'] := d1.
rewrite -ltnNge (bigD1 (Ordinal n0)) //= (bigD1 (Ordinal dn')) /=; last first.
  by rewrite -val_eqE /= -lt0n ltnW.
rewrite /coprime gcdn0 gtn_eqF // (gcdn_idPr dn) gtn_eqF // !add0n.
rewrite (leq_ltn_trans (leq_sum _ (fun i _ => leq_b1 _))) //.
rewrite (eq_bigl (mem (~: [set Ordinal n0; Ordinal dn']))) => [|i]; last by rewrite !inE negb_or.
rewrite sum1_card cardsCs setCK card_ord cards2 -val_eqE /= eq_sym -lt0n (ltnW d1').
by move: n1; clear; case: n => [|[|n]] // _; rewrite /= subSS subn1.
Qed.

Theorem lucas n a : 1 < n -> a ^ n.-1 = 1 %[mod n] ->
  (forall q, prime q -> q %| n.-1 -> a ^ (n.-1 %/ q) != 1 %[mod n]) -> prime n.
Proof.
move=> n1 a1 aq; have n0 : 0 < n.-1 by rewrite -ltnS prednK // ltnW.
have cop : coprime a n.
  rewrite -(coprime_pexpl _ _ n0) -coprime_modl a1 coprime_modl coprime1n //.
have exp1 e m : a ^ e = 1 %[mod n] -> e %| m -> a ^ m = 1 %[mod n].
  by move=> ae /dvdnP[c ->]; rewrite mulnC expnM -modnXm ae modnXm exp1n.
(* a has order d, and d divides both n - 1 and the totient *)
set d := gcdn n.-1 (totient n).
have ad : a ^ d = 1 %[mod n].
  have [c _ dv] := Bezoutl (totient n) n0.
  have at1 : a ^ d * a ^ (c * totient n) = a ^ d * 1 %[mod n].
    by rewrite -modnMmr (exp1 _ (c * totient n) (Euler_exp_totient cop)) ?dvdn_mull // modnMmr.
  by rewrite -[a ^ d]muln1 -at1 -expnD; apply: (exp1 n.-1).
apply: totient_prime => //; apply: dvdn_leq; first by rewrite totient_gt0 ltnW.
suff dE : d = n.-1 by rewrite -dE dvdn_gcdr.
have dn : d %| n.-1 := dvdn_gcdl _ _; have d0 : 0 < d by rewrite gcdn_gt0 n0.
apply/eqP; apply: contraT => ne.
have m1 : 1 < n.-1 %/ d.
  rewrite ltn_neqAle divn_gt0 // dvdn_leq // andbT eq_sym; apply: contra ne => /eqP e.
  by rewrite -[X in _ == X](divnK dn) e mul1n.
have qn : pdiv (n.-1 %/ d) * d %| n.-1 by rewrite -[X in _ %| X](divnK dn) dvdn_pmul2r ?pdiv_dvd.
have := aq _ (pdiv_prime m1) (dvdn_trans (dvdn_mulr _ (dvdnn _)) qn).
by rewrite (exp1 d) ?eqxx // dvdn_divRL ?(dvdn_trans (dvdn_mulr _ (dvdnn _)) qn) // mulnC.
Qed.

(** ** The certificate, in binary *)

(* a^e mod m, most significant bit first *)
Fixpoint powmod (a m : N) (e : positive) : N :=
  match e with
  | xH => N.modulo a m
  | xO e' => let b := powmod a m e' in N.modulo (b * b) m
  | xI e' => let b := powmod a m e' in N.modulo (a * (b * b)) m
  end.

Definition power_of (a m e : N) : N := if e is Npos p then powmod a m p else N.modulo 1 m.

(* n - 1 is the product of qs, and a has no smaller order for any of them *)
Definition lucas_check (n a : N) (qs : seq N) : bool :=
  [&& N.ltb 1 n, N.eqb (foldr N.mul 1%num qs) (N.pred n),
      N.eqb (power_of a n (N.pred n)) 1 &
      all (fun q => N.eqb (N.modulo (N.pred n) q) 0 && ~~ N.eqb (power_of a n (N.div (N.pred n) q)) 1) qs].

Lemma nat_of_bin_inj (x y : N) : x = y :> nat -> x = y.
Proof. by move=> e; rewrite -[x]nat_of_binK -[y]nat_of_binK e. Qed.

Lemma nat_of_bin_lt (x y : N) : N.lt x y -> x < y.
Proof.
move=> lt; have E : y = N.add (N.succ x) (N.sub y (N.succ x)) by clear -lt; lia.
by rewrite E nat_of_add_bin -N.add_1_l nat_of_add_bin ltn_addr.
Qed.

Lemma nat_of_bin_divmod (x y : N) : y <> N0 ->
  N.div x y = x %/ y :> nat /\ N.modulo x y = x %% y :> nat.
Proof.
move=> y0; have lt : N.modulo x y < y by apply/nat_of_bin_lt/N.mod_lt.
have E : nat_of_bin x = N.div x y * y + N.modulo x y.
  by rewrite mulnC -nat_of_mul_bin -nat_of_add_bin -N.div_mod.
by rewrite E divnMDl ?(leq_ltn_trans _ lt) // modnMDl (modn_small lt) (divn_small lt) addn0.
Qed.

Lemma powmodE (a m : N) e : m <> N0 -> powmod a m e = a ^ nat_of_pos e %% m :> nat.
Proof.
move=> m0; have mulmod (x y : N) : N.modulo (N.mul x y) m = (x * y) %% m :> nat.
  by rewrite (nat_of_bin_divmod _ m0).2 nat_of_mul_bin.
elim: e => [e IH|e IH|]; cbn [powmod nat_of_pos]; last by rewrite (nat_of_bin_divmod _ m0).2 expn1.
- by rewrite mulmod nat_of_mul_bin IH -modnMmr modnMm modnMmr expnS NatTrec.doubleE -addnn expnD.
by rewrite mulmod IH modnMm NatTrec.doubleE -addnn expnD.
Qed.

Theorem lucas_checked (n a : N) (qs : seq N) : lucas_check n a qs ->
  {in qs, forall q : N, prime q} -> prime n.
Proof.
move=> /and4P[/N.ltb_spec0 n1 /N.eqb_spec prod /N.eqb_spec one /allP orders] primes.
have n0 : n <> N0 by move=> n0; rewrite n0 in n1.
have nP : N.pred n = n.-1 :> nat by rewrite -[in RHS](N.succ_pred n) // -N.add_1_l nat_of_add_bin.
have powE e : power_of a n e = a ^ e %% n :> nat.
  by case: e => [|e]; rewrite /power_of ?(nat_of_bin_divmod _ n0).2 // powmodE.
have n1' : 1 < n := nat_of_bin_lt n1.
apply: (@lucas n a) => // [|q qp]; first by rewrite -nP -powE one modn_small.
rewrite -nP -prod => dq.
have [r rq qE] : exists2 r, r \in qs & q = r :> nat.
  elim: qs {prod orders} primes dq => [_|r qs IH primes] /=; first by rewrite dvdn1 => /eqP q1; rewrite q1 in qp.
  rewrite nat_of_mul_bin Euclid_dvdM // => /orP[|dq].
    by rewrite dvdn_prime2 ?primes ?mem_head // => /eqP ->; exists r; rewrite ?mem_head.
  have [r' r'q ->] := IH (fun x xq => primes x (mem_behead (s := r :: qs) xq)) dq.
  by exists r' => //; rewrite inE r'q orbT.
have /andP[/N.eqb_spec _ ne] := orders r rq.
have r0 : r <> N0 by move=> r0; have := primes r rq; rewrite r0.
rewrite prod nP qE -nP -(nat_of_bin_divmod (N.pred n) r0).1 -powE modn_small //.
by apply: contra ne => /eqP e; apply/N.eqb_spec/nat_of_bin_inj.
Qed.

Lemma small_primes (qs : seq N) : all (fun q : N => prime q) qs -> {in qs, forall q : N, prime q}.
Proof. by move/allP. Qed.

Definition factors61m1 : seq N := [:: 2; 3; 3; 5; 5; 7; 11; 13; 31; 41; 61; 151; 331; 1321]%num.
Definition large_factor : N := 15790321.
Definition factors61m31 : seq N := [:: 2; 2; 2; 2; 2; 3; 5; 17; 29; 43; 113; 127]%num.

(* 2^m - r, without ever writing a number in unary *)
Lemma power_of_two m : nat_of_pos (iter m xO xH) = 2 ^ m.
Proof. by elim: m => // m IH; rewrite iterS /= IH NatTrec.doubleE -mul2n expnS. Qed.

Lemma below_power m (n r : N) k : nat_of_bin r = k -> N.add n r = Npos (iter m xO xH) ->
  2 ^ m - k = nat_of_bin n.
Proof.
by move=> <- e; rewrite -power_of_two -[nat_of_pos _]/(nat_of_bin (Npos _)) -e nat_of_add_bin addnK.
Qed.

Lemma number61m1 : 2 ^ 61 - 1 = nat_of_bin 2305843009213693951.
Proof. by apply: (@below_power _ _ 1). Qed.

Lemma number61m31 : 2 ^ 61 - 31 = nat_of_bin 2305843009213693921.
Proof. by apply: (@below_power _ _ 31). Qed.

Theorem prime61m1 : prime (2 ^ 61 - 1).
Proof.
rewrite number61m1; apply: (@lucas_checked _ 37 factors61m1); first by vm_compute.
by apply: small_primes; vm_compute.
Qed.

Lemma prime_large_factor : prime large_factor.
Proof.
apply: (@lucas_checked _ 19 [:: 2; 2; 2; 2; 3; 3; 5; 7; 13; 241]%num); first by vm_compute.
by apply: small_primes; vm_compute.
Qed.

Theorem prime61m31 : prime (2 ^ 61 - 31).
Proof.
rewrite number61m31; apply: (@lucas_checked _ 14 (large_factor :: factors61m31)); first by vm_compute.
move=> q; rewrite inE => /orP[/eqP ->|]; first exact: prime_large_factor.
by move: q; apply: small_primes; vm_compute.
Qed.

(** ** What the program takes from it *)

(* the bound of identity testing, over the integers mod a prime *)
Theorem identity_bound p n (e : expression [finFieldType of 'F_p] n) x0 : prime p ->
  (value e x0 != 0)%R -> #|zeros e| * p.-1 <= degree e * (p ^ n).-1.
Proof. by move=> pp e0; have := zeros_bound e0; rewrite card_Fp. Qed.

Lemma Z_of_expn a e : Z.of_nat (a ^ e) = Z.pow (Z.of_nat a) (Z.of_nat e).
Proof.
elim: e => [|e IH]; first by rewrite expn0.
by rewrite expnS Nat2Z.inj_mul IH Nat2Z.inj_succ Z.pow_succ_r //; apply: Zle_0_nat.
Qed.

Lemma Z_of_modulus : Z.of_nat (2 ^ 61 - 1) = modulus.
Proof. by rewrite Nat2Z.inj_sub ?Z_of_expn //; apply/leP; rewrite expn_gt0. Qed.

Lemma fermat p a : prime p -> 0 < a < p -> exists c, a ^ p.-1 = c * p + 1.
Proof.
move=> pp /andP[a0 ap]; have p0 := prime_gt0 pp.
have aN : coprime p a by rewrite prime_coprime // gtnNdvd.
exists (a ^ p.-1 %/ p); rewrite [LHS](divn_eq _ p); congr (_ + _).
rewrite -[RHS](modn_small (prime_gt1 pp)); apply/eqP.
rewrite eqn_mod_dvd ?expn_gt0 ?a0 // -(Gauss_dvdr _ aN) mulnBr -expnS prednK // muln1.
by rewrite -eqn_mod_dvd ?fermat_little // -[X in X <= _]expn1 leq_pexp2l.
Qed.

Local Open Scope Z_scope.

(* the inverse is the power p - 2, as the program computes it *)
Theorem inverse_correct a : in_range a -> a <> 0 -> mul a (inverse a) = 1.
Proof.
move=> ra a0; move: prime61m1 Z_of_modulus; move: (2 ^ 61 - 1)%N => p pp pE.
have m0 : modulus <> 0 by [].
rewrite /inverse power_correct // mul_correct //; last exact: mod_range.
rewrite Z.mul_mod_idemp_r // -Z.pow_succ_r; last exact: Pos2Z.is_nonneg.
have aE : Z.of_nat (Z.to_nat a) = a by rewrite Z2Nat.id //; case: ra.
have -> : Z.succ (Zpos (Z.to_pos (modulus - 2))) = Z.of_nat p.-1.
  by rewrite -subn1 Nat2Z.inj_sub ?pE //; apply/leP; exact: prime_gt0.
have [|c E] := @fermat _ (Z.to_nat a) pp.
  move: ra; rewrite /in_range -pE => ra; clear -ra aE a0; apply/andP; split; apply/ltP; lia.
rewrite -aE -Z_of_expn E Nat2Z.inj_add Nat2Z.inj_mul pE Z.add_comm Z.mod_add //.
Qed.

Lemma Z_of_P : Z.of_nat (2 ^ 61 - 31)%N = Montgomery.P.
Proof.
have le : (31 <= 2 ^ 61)%N by apply: (@leq_trans (2 ^ 5)); rewrite ?leq_exp2l.
by rewrite Nat2Z.inj_sub ?Z_of_expn //; apply/leP.
Qed.

Theorem form_inverse_correct x : 0 < x < Montgomery.P ->
  Montgomery.form_mul (Montgomery.form x) (Montgomery.form_inverse (Montgomery.form x)) = Montgomery.form 1.
Proof.
move=> xP; have [_ [_ [_ [_ mul]]]] := Montgomery.montgomery_correct.
rewrite /Montgomery.form_inverse Montgomery.form_power_correct mul Z.mul_1_l.
move: prime61m31 Z_of_P; move: (2 ^ 61 - 31)%N => p pp pE.
rewrite -Z.pow_succ_r; last exact: Pos2Z.is_nonneg.
have xE : Z.of_nat (Z.to_nat x) = x by rewrite Z2Nat.id //; clear -xP; lia.
have -> : Z.succ (Zpos (Z.to_pos (Montgomery.P - 2))) = Z.of_nat p.-1.
  by rewrite -subn1 Nat2Z.inj_sub ?pE //; apply/leP; exact: prime_gt0.
have [|c E] := @fermat _ (Z.to_nat x) pp.
  move: xP; rewrite -pE => xP; clear -xP xE; apply/andP; split; apply/ltP; lia.
rewrite -xE -Z_of_expn E Nat2Z.inj_add Nat2Z.inj_mul pE -Montgomery.form_mod Z.add_comm Z.mod_add //.
Qed.

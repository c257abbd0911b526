(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The error bound of identity testing for programs that divide.  A run that  *)
(* divides by zero is thrown away, so the bound is for a uniform point among  *)
(* those where both sides are defined.                                        *)
(*   runE               a program computes numerator / denominator, and is    *)
(*                      defined where no divisor vanishes                     *)
(*   tracked_degree     the degrees are what the degree-tracking number gives *)
(*   rational_bound     at most degree / (|F| - 1 - poles) of the points      *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra all_field.
From Sidproof Require Import IdentityTesting.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Inductive program (F : finFieldType) (n : nat) :=
| PConst of F
| PVar of 'I_n
| PAdd of program F n & program F n
| PMul of program F n & program F n
| PNeg of program F n
| PDiv of program F n & program F n.

Section Programs.
Variables (F : finFieldType) (n : nat).
Implicit Types (e : program F n) (x : point F n).

(* None: a division by zero *)
Fixpoint run e x : option F :=
  match e with
  | PConst a => Some a
  | PVar i => Some (x i)
  | PAdd e1 e2 => if (run e1 x, run e2 x) is (Some a, Some b) then Some (a + b) else None
  | PMul e1 e2 => if (run e1 x, run e2 x) is (Some a, Some b) then Some (a * b) else None
  | PNeg e1 => if run e1 x is Some a then Some (- a) else None
  | PDiv e1 e2 => if (run e1 x, run e2 x) is (Some a, Some b) then
                    if b == 0 then None else Some (a / b) else None
  end.

(* numerator, denominator, and the product of what the run divides by *)
Fixpoint numerator e : expression F n :=
  match e with
  | PConst a => Const n a
  | PVar i => Var F i
  | PAdd e1 e2 => Add (Mul (numerator e1) (denominator e2)) (Mul (numerator e2) (denominator e1))
  | PMul e1 e2 => Mul (numerator e1) (numerator e2)
  | PNeg e1 => Neg (numerator e1)
  | PDiv e1 e2 => Mul (numerator e1) (denominator e2)
  end
with denominator e : expression F n :=
  match e with
  | PConst _ | PVar _ => Const n 1
  | PAdd e1 e2 | PMul e1 e2 => Mul (denominator e1) (denominator e2)
  | PNeg e1 => denominator e1
  | PDiv e1 e2 => Mul (denominator e1) (numerator e2)
  end.

Fixpoint poles e : expression F n :=
  match e with
  | PConst _ | PVar _ => Const n 1
  | PAdd e1 e2 | PMul e1 e2 => Mul (poles e1) (poles e2)
  | PNeg e1 => poles e1
  | PDiv e1 e2 => Mul (Mul (poles e1) (poles e2)) (numerator e2)
  end.

(* the degree-tracking number: (numerator, denominator) *)
Fixpoint tracked e : nat * nat :=
  match e with
  | PConst _ => (0, 0)
  | PVar _ => (1, 0)
  | PAdd e1 e2 => let (a, b) := tracked e1 in let (c, d) := tracked e2 in (maxn (a + d) (c + b), b + d)
  | PMul e1 e2 => let (a, b) := tracked e1 in let (c, d) := tracked e2 in (a + c, b + d)
  | PNeg e1 => tracked e1
  | PDiv e1 e2 => let (a, b) := tracked e1 in let (c, d) := tracked e2 in (a + d, b + c)
  end%N.

Lemma denominator_poles e x : value (poles e) x != 0 -> value (denominator e) x != 0.
Proof.
elim: e => [a|i|e1 IH1 e2 IH2|e1 IH1 e2 IH2|e1 IH1|e1 IH1 e2 IH2] //=; rewrite ?oner_eq0 //.
- by rewrite !mulf_eq0 !negb_or => /andP[/IH1 -> /IH2 ->].
- by rewrite !mulf_eq0 !negb_or => /andP[/IH1 -> /IH2 ->].
by rewrite !mulf_eq0 !negb_or => /andP[/andP[/IH1 -> _] ->].
Qed.

Theorem runE e x : run e x =
  if value (poles e) x == 0 then None
  else Some (value (numerator e) x / value (denominator e) x).
Proof.
elim: e => [a|i|e1 IH1 e2 IH2|e1 IH1 e2 IH2|e1 IH1|e1 IH1 e2 IH2] /=; rewrite ?oner_eq0 ?divr1 //.
- rewrite IH1 IH2 mulf_eq0; case: (eqVneq (value (poles e1) x) 0) => //= /denominator_poles d1.
  by case: (eqVneq (value (poles e2) x) 0) => //= /denominator_poles d2; rewrite addf_div.
- rewrite IH1 IH2 mulf_eq0; case: (eqVneq (value (poles e1) x) 0) => //= _.
  by case: (eqVneq (value (poles e2) x) 0) => //= _; rewrite mulf_div.
- by rewrite IH1; case: eqP => //= _; rewrite mulNr.
rewrite IH1 IH2 !mulf_eq0; case: (eqVneq (value (poles e1) x) 0) => //= _.
case: (eqVneq (value (poles e2) x) 0) => //= /denominator_poles d2.
rewrite mulf_eq0 invr_eq0 (negbTE d2) orbF; case: eqP => //= _.
by rewrite invf_div mulf_div.
Qed.

Theorem tracked_degree e : tracked e = (degree (numerator e), degree (denominator e)).
Proof. by elim: e => //= [e1 -> e2 ->|e1 -> e2 ->|e1 -> e2 ->]. Qed.

Section Bound.
Variables (e1 e2 : program F n) (x0 : point F n).
Hypothesis differ : exists a b, [/\ run e1 x0 = Some a, run e2 x0 = Some b & a != b].

Definition defined : {set point F n} := [set x | (run e1 x != None) && (run e2 x != None)].
Definition agree : {set point F n} := [set x in defined | run e1 x == run e2 x].

(* the degree of the difference, and of everything divided by *)
Definition difference_degree : nat :=
  maxn ((tracked e1).1 + (tracked e2).2) ((tracked e2).1 + (tracked e1).2).
Definition pole_degree : nat := degree (poles e1) + degree (poles e2).

Let D := Add (Mul (numerator e1) (denominator e2)) (Neg (Mul (numerator e2) (denominator e1))).
Let G := Mul (poles e1) (poles e2).

Lemma definedE x : (x \in defined) = (value G x != 0).
Proof.
rewrite inE !runE /= mulf_eq0 negb_or.
by case: (eqVneq (value (poles e1) x) 0); case: (eqVneq (value (poles e2) x) 0).
Qed.

Lemma agree_zero x : x \in defined -> (run e1 x == run e2 x) = (value D x == 0).
Proof.
rewrite definedE /= mulf_eq0 negb_or => /andP[p1 p2].
rewrite !runE (negbTE p1) (negbTE p2) (inj_eq Some_inj) subr_eq0.
by rewrite eqr_div ?denominator_poles.
Qed.

Theorem rational_bound :
  (#|agree| * (#|F|.-1 - pole_degree) <= difference_degree * #|defined|)%N.
Proof.
have [a [b [r1 r2 ab]]] := differ.
have xd : x0 \in defined by rewrite inE r1 r2.
have G0 : value G x0 != 0 by rewrite -definedE.
have D0 : value D x0 != 0 by rewrite -agree_zero // r1 r2.
have ZD := zeros_bound D0; have ZG := zeros_bound G0.
have sub : (#|agree| <= #|zeros D|)%N.
  by apply/subset_leq_card/subsetP => x; rewrite !inE => /andP[xd' e]; rewrite -agree_zero // inE.
have cover : (#|zeros G| + #|defined| = #|F| ^ n)%N.
  have <- : #|{: point F n}| = (#|F| ^ n)%N by rewrite card_ffun card_ord.
  rewrite -(cardsC (zeros G)); congr (_ + _)%N; apply: eq_card => x.
  by rewrite definedE !inE.
have dD : degree D = difference_degree by rewrite /difference_degree !tracked_degree.
have dG : degree G = pole_degree by [].
rewrite dD in ZD; rewrite dG in ZG.
have q1 : (0 < #|F|.-1)%N by rewrite -ltnS prednK ?finRing_gt1 // ltnW // finRing_gt1.
have N1 : (0 < #|F| ^ n)%N by rewrite expn_gt0 ltnW // finRing_gt1.
have [le|lt] := leqP #|F|.-1 pole_degree.
  by rewrite (eqP (_ : #|F|.-1 - pole_degree == 0)%N) ?muln0 // subn_eq0.
(* at least (|F|^n - 1)(|F| - 1 - poles)/(|F| - 1) points are defined *)
have many : ((#|F| ^ n).-1 * (#|F|.-1 - pole_degree) <= #|defined| * #|F|.-1)%N.
  have : (#|F| ^ n * #|F|.-1 <= pole_degree * (#|F| ^ n).-1 + #|defined| * #|F|.-1)%N.
    by rewrite -cover mulnDl leq_add2r cover.
  rewrite mulnBr leq_subLR [(_.-1 * pole_degree)%N]mulnC; apply: leq_trans.
  by rewrite leq_mul2r leq_pred orbT.
rewrite -(leq_pmul2r q1).
apply: (@leq_trans (difference_degree * ((#|F| ^ n).-1 * (#|F|.-1 - pole_degree)))); last first.
  by rewrite -mulnA leq_mul2l many orbT.
rewrite mulnA mulnAC leq_mul2r; apply/orP; right; apply: leq_trans ZD.
by rewrite leq_mul2r sub orbT.
Qed.

End Bound.
End Programs.

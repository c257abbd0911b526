(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The instance at Coq's real numbers, and the gradient.                      *)
(*   Rlog            the natural logarithm is a [logarithm]                   *)
(*   softmax_model   softmax models are the positive models                   *)
(*   gradient        A5, assembled from the nodes of the prefix tree          *)
(*   gradient_gap    A5, the catalogue softmax: the extra term N d log Z      *)
(* These are the only results with axioms: those of Coq's reals and the       *)
(* epsilon that MathComp's choice structure on them needs (gate/axioms.txt).  *)
(******************************************************************************)
From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.analysis Require Import Rstruct.
From Sidproof Require Import Statement StatementLog StatementReals Finite Tokenization Model Equivalence Logarithm Losses Partition.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.
#[local] Arguments ln _ : clear scopes.
#[local] Arguments exp _ : clear scopes.
#[local] Arguments derivable_pt_lim _ _ _ : clear scopes.

Lemma Rln_lt (x : R) : Rlt 0 x -> x <> 1%R -> Rlt (ln x) (Rminus x 1).
Proof.
move=> x0 x1.
have n0 : ln x <> 0%R by move=> e; apply: x1; rewrite -(exp_ln x x0) e exp_0.
have := exp_ineq1 _ n0; rewrite (exp_ln x x0); lra.
Qed.

Lemma RlnM (x y : R) : 0 < x -> 0 < y -> ln (x * y) = ln x + ln y.
Proof. by move=> /RltP x0 /RltP y0; exact: ln_mult. Qed.

Lemma Rln_sub1 (x : R) : 0 < x -> x != 1 -> ln x < x - 1.
Proof. by move=> /RltP x0 /eqP x1; apply/RltP; exact: Rln_lt. Qed.

Definition Rlog : logarithm RR := @Logarithm RR ln RlnM Rln_sub1.

Lemma Rlnf (x y : R) : 0 < x -> 0 < y -> ln (x / y) = ln x - ln y.
Proof. exact: (lgf Rlog). Qed.

Lemma Rln_prod (J : finType) (f : J -> R) : (forall i, 0 < f i) -> ln (\prod_i f i) = \sum_i ln (f i).
Proof. by move=> f0; apply: (lg_prod Rlog). Qed.

Lemma exp_gt0 (x : R) : 0 < exp x.
Proof. by apply/RltP; apply: exp_pos. Qed.

Lemma expD (x y : R) : exp (x + y) = exp x * exp y.
Proof. exact: exp_plus. Qed.

Section Softmax.
Variables (T : finType) (A : codebooks T).
Implicit Types (theta : logits T) (w : seq T).

Definition norm theta w : R := \sum_(t in A (size w)) exp (theta w t).

Lemma norm_gt0 theta w : A (size w) != set0 -> 0 < norm theta w.
Proof.
move=> /set0Pn[t tA]; rewrite /norm (bigD1 t) //= ltr_paddr ?exp_gt0 //.
by apply: sumr_ge0 => t' _; apply/ltW/exp_gt0.
Qed.

Lemma softmax_pos theta k : nonempty A k -> pos_model A k (softmax A theta).
Proof.
move=> A0 w wA wk; have z0 := norm_gt0 theta (A0 _ wk); split=> [t _|].
  by rewrite divr_gt0 ?exp_gt0.
by rewrite -mulr_suml mulfV // gt_eqF.
Qed.

Theorem softmax_model1 k : nonempty A k ->
  (forall theta, pos_model A k (softmax A theta)) /\
  (forall q : cond RR T, pos_model A k q -> exists theta,
     forall w t, over A (rcons w t) -> (size w < k)%N -> softmax A theta w t = q w t).
Proof.
move=> A0; split=> [theta|q qP]; first exact: softmax_pos.
exists (fun w t => ln (q w t)) => w t; rewrite over_rcons => /andP[wA tA] wk.
have [q0 q1] := qP w wA wk.
have E t' : t' \in A (size w) -> exp (ln (q w t')) = q w t'.
  by move=> tA'; apply: exp_ln; apply/RltP; apply: q0.
by rewrite /softmax E // (eq_bigr _ E) q1 divr1.
Qed.

Variables (theta : logits T) (w0 : seq T) (t0 : T).
Hypothesis t0A : t0 \in A (size w0).

Let E : R := exp (theta w0 t0).
Let C : R := \sum_(t in A (size w0) | t != t0) exp (theta w0 t).

Lemma norm_moved e w : norm (moved theta w0 t0 e) w =
  if w == w0 then E * exp e + C else norm theta w.
Proof.
rewrite /norm /moved; case: eqP => [->|ne]; last by apply: eq_bigr => t _; rewrite addr0.
rewrite (bigD1 t0) //= eqxx expD; congr (_ + _); apply: eq_bigr => t /andP[_ /negbTE->].
by rewrite addr0.
Qed.

Lemma norm0 : norm theta w0 = E + C.
Proof. by rewrite /norm (bigD1 t0). Qed.

(* the log-conditionals of the moved softmax, as a function of the move *)
Lemma ln_moved e w t : A (size w) != set0 ->
  ln (softmax A (moved theta w0 t0 e) w t) = ln (softmax A theta w t) +
    (if w == w0 then (if t == t0 then e else 0) - ln (E * exp e + C) + ln (E + C) else 0).
Proof.
move=> A0; have z0 := norm_gt0 theta A0; have z1 := norm_gt0 (moved theta w0 t0 e) A0.
rewrite /softmax -/(norm _ w) -/(norm theta w) !Rlnf ?exp_gt0 // !ln_exp norm_moved.
rewrite /moved; case: eqP => [->|_] /=; last by rewrite !addr0.
by rewrite norm0 [_ + ln (E + C)]addrC [RHS]addrA addrNK addrA.
Qed.

End Softmax.

Section Gradient.
Variables (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

Theorem softmax_model : RealLaw.softmax_model A k.
Proof. exact: softmax_model1. Qed.

Variables (n : I -> nat) (theta : logits T) (w0 : seq T) (t0 : T).
Hypotheses (wtA : over A (rcons w0 t0)) (wk : (size w0 < k)%N).

Let t0A : t0 \in A (size w0). Proof. by move: wtA; rewrite over_rcons => /andP[]. Qed.
Let E : R := exp (theta w0 t0).
Let C : R := \sum_(t in A (size w0) | t != t0) exp (theta w0 t).
Let N w := passing tok n w.

Lemma ln_Q_softmax th v : ln (Q (softmax A th) (tok v)) =
  \sum_(j < k) ln (softmax A th (take j (tok v)) (tnth (tok v) j)).
Proof.
rewrite QE Rln_prod // => j; rewrite divr_gt0 ?exp_gt0 //.
by apply: norm_gt0; rewrite size_take size_tuple ltn_ord (grid_codebooks (code_over tok v)).
Qed.

Lemma ln_Q_moved e v : ln (Q (softmax A (moved theta w0 t0 e)) (tok v)) =
  ln (Q (softmax A theta) (tok v)) +
  ((prefix (rcons w0 t0) (tok v))%:R * e +
   (prefix w0 (tok v))%:R * (ln (E + C) - ln (E * exp e + C))).
Proof.
rewrite !ln_Q_softmax.
have A0 (j : 'I_k) : A (size (take j (tok v))) != set0.
  by rewrite size_take size_tuple ltn_ord (grid_codebooks (code_over tok v)).
rewrite (eq_bigr _ (fun j _ => @ln_moved _ A theta w0 t0 t0A e _ _ (A0 j))) big_split /=.
congr (_ + _); rewrite (bigD1 (Ordinal wk)) //= [X in _ + X]big1 ?addr0 => [|j ne]; last first.
  case: eqP => // e0; case/eqP: ne; apply: val_inj => /=.
  by rewrite -e0 size_take size_tuple ltn_ord.
rewrite (prefix_rcons_tnth _ _ wk) prefixE; case: (take _ _ == w0); last by rewrite !mul0r addr0.
by rewrite /= mul1r; case: (_ == t0); rewrite ?mul1r ?mul0r -addrA; congr (_ + _); rewrite addrC.
Qed.

Lemma ar_nll_moved e : ar_nll tok n (softmax A (moved theta w0 t0 e)) =
  (ar_nll tok n (softmax A theta) - (N w0)%:R * ln (E + C)) +
  ((N w0)%:R * ln (E * exp e + C) - (N (rcons w0 t0))%:R * e).
Proof.
rewrite /ar_nll.
have cnt w x : \sum_v (n v)%:R * ((prefix w (tok v))%:R * x) = (N w)%:R * x.
  rewrite /N /passing natr_sum mulr_suml [RHS]big_mkcond; apply: eq_bigr => v _ /=.
  by case: (prefix _ _); rewrite ?mul1r // !mul0r mulr0.
rewrite [\sum_v (n v)%:R * ln (Q (softmax A (moved _ _ _ _)) _)](eq_bigr (fun v =>
    (n v)%:R * ln (Q (softmax A theta) (tok v)) +
   ((n v)%:R * ((prefix (rcons w0 t0) (tok v))%:R * e) +
    (n v)%:R * ((prefix w0 (tok v))%:R * (ln (E + C) - ln (E * exp e + C)))))); last first.
  by move=> v _; rewrite ln_Q_moved !mulrDr.
rewrite !big_split /= !cnt mulrBr.
set a := \sum_v _; set b := _ * e; set c := _ * ln (E + C); set d := _ * _.
by rewrite !opprD opprK -!addrA; congr (_ + _); rewrite addrCA; congr (_ + _); rewrite addrC.
Qed.

Lemma derive_node (a b c : R) :
  derivable_pt_lim (fun e => c + (a * ln (E * exp e + C) - b * e)) 0 (a * (E / (E + C)) - b).
Proof.
have E0 : Rlt 0 E by apply: exp_pos.
have C0' : 0 <= C by apply: sumr_ge0 => t _; apply/ltW/exp_gt0.
have EC : E + C != 0 by rewrite gt_eqF // ltr_paddr ?exp_gt0.
have C0 : Rle 0 C by apply/RleP.
have z0 : Rlt 0 (Rplus (Rmult E (exp 0)) C) by rewrite exp_0; lra.
have D : derivable_pt_lim (fun e => ln (Rplus (Rmult E (exp e)) C)) 0
    (Rmult (Rinv (Rplus (Rmult E (exp 0)) C)) (Rplus (Rmult E (exp 0)) 0)).
  apply: (derivable_pt_lim_comp (fun e => Rplus (Rmult E (exp e)) C) ln).
    apply: derivable_pt_lim_plus; last exact: derivable_pt_lim_const.
    exact: derivable_pt_lim_scal (derivable_pt_lim_exp 0).
  exact: derivable_pt_lim_ln.
have := derivable_pt_lim_plus _ _ 0 _ _ (derivable_pt_lim_const c 0)
  (derivable_pt_lim_minus _ _ 0 _ _ (derivable_pt_lim_scal _ a 0 _ D)
     (derivable_pt_lim_scal _ b 0 _ (derivable_pt_lim_id 0))).
have -> : Rplus 0 (Rminus (Rmult a (Rmult (Rinv (Rplus (Rmult E (exp 0)) C))
            (Rplus (Rmult E (exp 0)) 0))) (Rmult b 1)) = Rminus (Rmult a (Rdiv E (Rplus E C))) b.
  by rewrite exp_0; field; lra.
by rewrite -RdivE.
Qed.

Theorem gradient1 :
  derivable_pt_lim (fun e => ar_nll tok n (softmax A (moved theta w0 t0 e))) 0
    ((N w0)%:R * softmax A theta w0 t0 - (N (rcons w0 t0))%:R).
Proof.
have -> : softmax A theta w0 t0 = E / (E + C) by rewrite -(norm0 theta t0A).
have := derive_node (N w0)%:R (N (rcons w0 t0))%:R
  (ar_nll tok n (softmax A theta) - (N w0)%:R * ln (E + C)).
apply: derivable_pt_lim_ext => e; exact/esym/ar_nll_moved.
Qed.

End Gradient.

Section Main.
Variables (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).

Theorem gradient : RealLaw.gradient tok.
Proof. by move=> n theta w0 t0 wtA wk; apply: gradient1. Qed.

Lemma fv_nllE (n : I -> nat) (q : cond RR T) : pos_model A k q ->
  fv_nll tok n q = ar_nll tok n q + (events n)%:R * ln (Zsum tok q).
Proof.
move=> qP; have q0 v : 0 < Q q (tok v) by rewrite (Q_gt0 qP) ?size_tuple ?code_over.
rewrite /fv_nll /ar_nll /events natr_sum mulr_suml addrC -[RHS]opprB -sumrB; congr (- _).
apply: eq_bigr => v _; rewrite -mulrBr; congr (_ * _); rewrite /share Rlnf //.
exact: lt_le_trans (q0 v) (Zsum_ge tok v (pos_model_model qP)).
Qed.

Theorem gradient_gap : RealLaw.gradient_gap tok.
Proof.
move=> I0 A0 n theta w0 t0 wtA wk g; have G := gradient n theta wtA wk.
have F e := fv_nllE n (softmax_pos (moved theta w0 t0 e) A0).
split=> [B|dZ DZ].
  apply: derivable_pt_lim_ext G => e; rewrite F (Zsum_bijective B).
    by rewrite ln_1 mulr0 addr0.
  exact/pos_model_model/softmax_pos.
apply: derivable_pt_lim_ext (derivable_pt_lim_plus _ _ _ _ _ G
  (derivable_pt_lim_scal _ (events n)%:R _ _ DZ)) => e.
by rewrite F.
Qed.

End Main.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Parallel heads are the product laws; the best ones are the position        *)
(* marginals, and fall short by the total correlation (Watanabe 1960).        *)
(*   best_parallel       C3 in product form                                   *)
(*   product_realisable  a law is parallel iff it is the product of its       *)
(*                       marginals                                            *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement Finite Tokenization Model Realisation Gibbs Maxima.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Product.
Variables (R : realFieldType) (T : finType).

Lemma sum_tuple0 (f : 0.-tuple T -> R) : \sum_s f s = f [tuple].
Proof.
rewrite (eq_bigr (fun=> f [tuple])) => [|s _]; last by rewrite tuple0.
by rewrite sumr_const card_tuple expn0 mulr1n.
Qed.

Lemma sum_tupleS k (f : k.+1.-tuple T -> R) :
  \sum_s f s = \sum_t \sum_(s : k.-tuple T) f (cons_tuple t s).
Proof.
rewrite pair_big /= (reindex (fun p : T * k.-tuple T => cons_tuple p.1 p.2)) //=.
exists (fun s : k.+1.-tuple T => (thead s, behead_tuple s)) => [[t s] _|s _] /=.
  by rewrite theadE; congr pair; apply: val_inj.
by case/tupleP: s => t s; apply: val_inj; rewrite /= theadE.
Qed.

Lemma sum_product k (d : 'I_k -> T -> R) : \sum_s product d s = \prod_i \sum_t d i t.
Proof.
rewrite /product; elim: k d => [|k IH] d; first by rewrite sum_tuple0 !big_ord0.
rewrite sum_tupleS big_ord_recl -IH mulr_suml; apply: eq_bigr => t _.
rewrite mulr_sumr; apply: eq_bigr => s _; rewrite big_ord_recl; congr (_ * _).
by apply: eq_bigr => i _; rewrite tnthS.
Qed.

Variable k : nat.
Implicit Types (p : k.-tuple T -> R) (d : 'I_k -> T -> R).

Lemma marginal_law p j : law p -> law (marginal p j).
Proof.
move=> [p0 p1]; split=> [t|]; first by apply: sumr_ge0 => s _; apply: p0.
by rewrite -[RHS]p1 [RHS](partition_big (fun s : k.-tuple T => tnth s j) xpredT).
Qed.

Lemma product_law d : (forall j, law (d j)) -> law (product d).
Proof.
move=> dP; split=> [s|]; first by apply: prodr_ge0 => j _; case: (dP j).
by rewrite sum_product big1 // => j _; case: (dP j).
Qed.

Lemma marginal_product d : (forall j, law (d j)) -> forall j, marginal (product d) j =1 d j.
Proof.
move=> dP j t; rewrite /marginal.
pose f i t' := if (i == j) ==> (t' == t) then d i t' else 0.
transitivity (\sum_s product f s).
  rewrite big_mkcond; apply: eq_bigr => s _; case: eqP => [e|/eqP ne].
    by apply: eq_bigr => i _; rewrite /f; case: eqP => //= ->; rewrite e eqxx.
  by rewrite /product (bigD1 j) //= /f eqxx (negbTE ne) mul0r.
rewrite sum_product (bigD1 j) //= [X in _ * X]big1 => [|i /negbTE ij].
  rewrite mulr1 /f eqxx /= -big_mkcond /= (big_pred1 t) // => t' /=.
by rewrite /f ij /=; case: (dP i).
Qed.

Theorem product_realisable p : law p ->
  (exists2 d, (forall j, law (d j)) & p =1 product d) <-> p =1 product (marginal p).
Proof.
move=> pP; split=> [[d dP e] s|e]; last first.
  by exists (marginal p) => // j; apply: marginal_law.
rewrite e; apply: eq_bigr => j _; rewrite -(marginal_product dP).
by apply: eq_bigr => s' _; rewrite e.
Qed.

End Product.

Section BestParallel.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.
Variable n : I -> nat.
Hypothesis N0 : (0 < events n)%N.

Let P := emp R (push tok n).
(* how often token t was observed at position j *)
Definition pcount (j : 'I_k) := push (fun v => tnth (tok v) j) n.

Lemma P_law : law P. Proof. by apply: emp_law; rewrite events_push. Qed.

Lemma pcount0 j : (0 < events (pcount j))%N. Proof. by rewrite events_push. Qed.

Lemma marginal_emp j : marginal P j =1 emp R (pcount j).
Proof.
move=> t; rewrite /marginal /P /emp -mulr_suml -natr_sum !events_push.
congr (_%:R / _); rewrite /pcount /push.
rewrite (exchange_big_dep (fun v => tnth (tok v) j == t)) /=; last by move=> s v ? /eqP ->.
apply: eq_bigr => v /eqP vt; rewrite (big_pred1 (code tok v)) // => s /=.
rewrite [RHS]eq_sym; case: (code tok v =P s) => [<-|_]; rewrite ?vt ?eqxx ?andbF //.
Qed.

Lemma pcount_out (j : 'I_k) t : t \notin A j -> pcount j t = 0%N.
Proof.
move=> tN; rewrite /pcount /push big1 // => v /eqP e; case/negP: tN.
by rewrite -e over_tnth // code_over.
Qed.

Lemma lik_product (d : 'I_k -> T -> R) :
  lik n (fun v => product d (tok v)) = \prod_j lik (pcount j) (d j).
Proof.
rewrite /lik /product; under eq_bigr do rewrite -prodrXl.
rewrite exchange_big /=; apply: eq_bigr => j _.
exact: (lik_push (fun v => tnth (tok v) j) n (d j)).
Qed.

Definition par_max : R := \prod_j lik (pcount j) (emp R (pcount j)).

Lemma par_max_gt0 : 0 < par_max.
Proof. by apply: prodr_gt0 => j _; apply: lik_emp_gt0. Qed.

Lemma lik_heads (d : heads R T) :
  \prod_v Q (par d) (tok v) ^+ n v = \prod_j lik (pcount j) (trim (A j) (d j)).
Proof.
transitivity (lik n (fun v => product (fun j : 'I_k => trim (A j) (d j)) (tok v))).
  apply: eq_bigr => v _; rewrite parE; congr (_ ^+ _); apply: eq_bigr => j _.
  by rewrite /trim over_tnth // code_over.
exact: lik_product.
Qed.

Lemma par_mle (d : heads R T) : head_laws A k d ->
  \prod_v Q (par d) (tok v) ^+ n v <= par_max
    ?= iff [forall j : 'I_k, [forall t, trim (A j) (d j) t == emp R (pcount j) t]].
Proof.
move=> dP; have dP' (j : 'I_k) := trim_law (dP j (ltn_ord j)).
rewrite lik_heads; apply: leif_hist => j; last first.
- by apply: gibbs; [exact: law_sublaw | exact: pcount0].
- exact: lik_emp_gt0.
by apply: lik_ge0; case: (dP' j).
Qed.

(* the position marginals as heads; beyond position k anything *)
Definition best_heads : heads R T := fun j t => if insub j is Some i then marginal P i t else 0.

Lemma best_headsE (j : 'I_k) t : best_heads j t = marginal P j t.
Proof. by rewrite /best_heads insubT //= => jk; congr marginal; apply: val_inj. Qed.

Lemma best_heads_laws : head_laws A k best_heads.
Proof.
move=> j jk; have e t := best_headsE (Ordinal jk) t; rewrite /= in e.
apply: (@eq_law_on _ _ _ (marginal P (Ordinal jk))) => [t _|]; first by rewrite e.
apply: law_trim; first exact/marginal_law/P_law.
by move=> t tN; rewrite marginal_emp /emp (@pcount_out (Ordinal jk)) ?mul0r.
Qed.

Lemma best_heads_max : \prod_v Q (par best_heads) (tok v) ^+ n v = par_max.
Proof.
rewrite lik_heads; apply: eq_bigr => j _; apply: eq_lik => t t0.
rewrite /trim ifT; first by rewrite best_headsE marginal_emp.
by apply: contraTT t0 => /pcount_out ->.
Qed.

Lemma par_maximum : maximum (head_laws A k) (fun d => \prod_v Q (par d) (tok v) ^+ n v) par_max.
Proof.
exists best_heads; last exact: best_heads_max.
split=> [|d dP]; rewrite ?best_heads_max; first exact: best_heads_laws.
by case: (par_mle dP).
Qed.

Lemma par_gap : par_max <= lik (push tok n) P ?= iff [forall s, product (marginal P) s == P s].
Proof.
have mP j := marginal_law j P_law.
have := gibbs (law_sublaw (product_law mP)) (n := push tok n); rewrite events_push => /(_ N0).
rewrite -(lik_push tok n) lik_product.
by under eq_bigr do [under [lik _ _]eq_bigr do rewrite marginal_emp].
Qed.

End BestParallel.

Theorem best_parallel (R : realFieldType) (T I : finType) (A : codebooks T) k
  (tok : tokenization I A k) : Law.best_parallel R tok.
Proof.
move=> n N0 P; split=> [d dP|]; last by exists (par_max R tok n); [exact: par_maximum | exact: par_gap].
rewrite (maximises_max _ (par_maximum R tok N0)); have [_ eq] := par_mle tok N0 dP.
split=> [[_ /eqP]|H].
  rewrite eq => /forallP H j t tA; have /forallP/(_ t) := H j.
  by rewrite /trim tA /P marginal_emp => /eqP.
split=> //; apply/eqP; rewrite eq; apply/forallP => j; apply/forallP => t.
rewrite -marginal_emp // /trim; case: ifPn => [/H ->//|tN].
by rewrite marginal_emp // /emp pcount_out // mul0r.
Qed.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements in nats: losses, entropies, Kullback-Leibler, total correlation.*)
(* No proof here; read Statement.v first.                                     *)
(*                                                                            *)
(* The logarithm is abstract: anything that turns products into sums and lies *)
(* below x - 1.  RealInstance.v shows that the natural logarithm is one.  Its value  *)
(* at 0 is not used: a loss is written only where every conditional met by    *)
(* the data is positive (it is +infinity elsewhere, never "ln 0 = 0"), and an *)
(* entropy multiplies it by a probability 0.                                  *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Record logarithm (R : realFieldType) := Logarithm {
  lg :> R -> R;
  lgM : forall x y, 0 < x -> 0 < y -> lg (x * y) = lg x + lg y;
  lg_sub1 : forall x, 0 < x -> x != 1 -> lg x < x - 1 }.

Section Information.
Variables (R : realFieldType) (L : logarithm R).

Definition entropy (J : finType) (p : J -> R) : R := - \sum_i p i * L (p i).
Definition KL (J : finType) (p r : J -> R) : R := \sum_i p i * L (p i / r i).

(* the law of f(V), and the uncertainty about V that f(V) leaves *)
Definition image_law (J S : finType) (f : J -> S) (p : J -> R) (s : S) : R :=
  \sum_(v | f v == s) p v.
Definition cond_entropy (J S : finType) (f : J -> S) (p : J -> R) : R :=
  - \sum_v p v * L (p v / image_law f p (f v)).

(* TC = sum_j H(S_j) - H(S) *)
Definition total_corr (T : finType) k (p : k.-tuple T -> R) : R :=
  \sum_j entropy (marginal p j) - entropy p.

(* total losses over the data, in nats *)
Definition fv_loss (X I : finType) (p : X -> I -> R) (n : X -> I -> nat) : R :=
  - \sum_x \sum_v (n x v)%:R * L (p x v).
Definition ar_loss (X I T : finType) k (tok : I -> k.-tuple T) (q : X -> cond R T)
    (n : X -> I -> nat) : R :=
  - \sum_x \sum_v (n x v)%:R * \sum_(j < k) L (q x (take j (tok v)) (tnth (tok v) j)).

(* every conditional that the data meet is positive *)
Definition positive_on_data (X I T : finType) k (tok : I -> k.-tuple T) (q : X -> cond R T)
    (n : X -> I -> nat) :=
  forall x v, (0 < n x v)%N -> forall j : 'I_k, 0 < q x (take j (tok v)) (tnth (tok v) j).

End Information.

Module LogLaw.
Section Laws.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I X : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k).
Variable n : X -> I -> nat.

(* losses are minus the logarithm of the likelihoods *)
Definition losses :=
  (forall p : X -> I -> R, (forall x v, (0 < n x v)%N -> 0 < p x v) ->
     fv_loss L p n = - L (lik_FV p n)) /\
  (forall q : X -> cond R T, positive_on_data tok q n ->
     ar_loss L tok q n = - L (lik_AR tok q n)).

(* A2 in nats: the chain rule for every table, the law under a bijection *)
Definition equivalence :=
  (forall q : X -> cond R T, positive_on_data tok q n ->
     ar_loss L tok q n = fv_loss L (fun x => item_score tok (q x)) n) /\
  (bijective_onto A tok -> forall q : X -> cond R T, (forall x, model A k (q x)) ->
     forall x, law (item_score tok (q x))).

(* B5 in nats *)
Definition objective_gap :=
  forall q : X -> cond R T, (forall x, model A k (q x)) -> positive_on_data tok q n ->
    fv_loss L (fun x => share tok (q x)) n - ar_loss L tok q n =
      \sum_x (events (n x))%:R * L (Zsum tok (q x)).

(* B3 in nats: what a table that is not onto costs any positive model *)
Definition leakage :=
  injective tok -> ~ onto A tok -> (0 < #|I|)%N ->
  forall q : cond R T, pos_model A k q -> 0 < - L (Zsum tok q).

(* B6 in nats *)
Definition split_gap :=
  forall q : X -> cond R T, (forall x, model A k (q x)) -> positive_on_data tok q n ->
    fv_loss L (fun x => split tok (q x)) n
      - fv_loss L (fun x v => Q (q x) (tok v) / seq_mass tok (q x)) n =
      \sum_x \sum_v (n x v)%:R * L (mult tok (tok v))%:R.

Let P x := emp R (push tok (n x)).
Let AR (q : X -> cond R T) := lik_AR tok q n.

(* C2: the AR optimum beats the FV optimum by exactly what AR-NTP cannot tell
   apart, H(V | tok V) at each history; zero iff no two items observed after
   the same history share their sequence *)
Definition collision_entropy :=
  forall mAR mFV : R,
    maximum (fun q => forall x, model A k (q x)) AR mAR ->
    maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) mFV ->
    L mAR - L mFV = \sum_x (events (n x))%:R * cond_entropy L tok (emp R (n x)) /\
    (forall x, 0 <= cond_entropy L tok (emp R (n x)) ?= iff
       [forall u, forall v, [&& tok u == tok v, (0 < n x u)%N & (0 < n x v)%N] ==> (u == v)]).

(* C3: parallel heads fall short of the best cascaded model by the total
   correlation of the observed sequences, zero iff their law is a product *)
Definition total_correlation :=
  forall mAR mpar : R,
    maximum (fun q => forall x, model A k (q x)) AR mAR ->
    maximum (fun d => forall x, head_laws A k (d x)) (fun d => AR (fun x => par (d x))) mpar ->
    L mAR - L mpar = \sum_x (events (n x))%:R * total_corr L (P x) /\
    (forall x, (0 < events (n x))%N ->
       0 <= total_corr L (P x) ?= iff [forall s, product (marginal (P x)) s == P x s]).

(* C4: both effects at once, of opposite sign *)
Definition decomposition :=
  forall mFV mpar : R,
    maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) mFV ->
    maximum (fun d => forall x, head_laws A k (d x)) (fun d => AR (fun x => par (d x))) mpar ->
    L mFV - L mpar =
      \sum_x (events (n x))%:R * (total_corr L (P x) - cond_entropy L tok (emp R (n x))).

End Laws.

Section Parallel.
Variables (R : realFieldType) (L : logarithm R) (T : finType) (k : nat).

(* C3 for any parallel model: KL(P || Q) = TC + sum_j KL(P_j || q_j) *)
Definition parallel_divergence :=
  forall (p : k.-tuple T -> R) (d : 'I_k -> T -> R), law p -> (forall j, law (d j)) ->
    (forall s, 0 < p s -> 0 < product d s) ->
    KL L p (product d) = total_corr L p + \sum_j KL L (marginal p j) (d j).

(* H(V) = H(f V) + H(V | f V) *)
Definition entropy_chain :=
  forall (J S : finType) (f : J -> S) (p : J -> R), law p ->
    entropy L p = entropy L (image_law f p) + cond_entropy L f p.

(* Gibbs: KL is never negative, and zero only between equal laws *)
Definition divergence :=
  forall (J : finType) (p r : J -> R), law p -> law r -> (forall i, 0 < p i -> 0 < r i) ->
    0 <= KL L p r ?= iff [forall i, p i == r i].

End Parallel.

(* C4, for a one-to-one table: the total correlation is what the best parallel
   model loses to the best item law, plus what it leaks *)
Definition leakage_of_parallel (R : realFieldType) (L : logarithm R) (T I : finType)
    (A : codebooks T) k (tok : tokenization I A k) :=
  injective tok -> forall n : I -> nat, (0 < events n)%N ->
  forall d : heads R T,
    maximises (head_laws A k) (fun d => \prod_v Q (par d) (tok v) ^+ n v) d ->
    total_corr L (emp R (push tok n)) =
      KL L (emp R n) (share tok (par d)) - L (Zsum tok (par d)).

End LogLaw.

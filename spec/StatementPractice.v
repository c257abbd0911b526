(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements on several sequences per item (E) and on the losses that are    *)
(* trained in practice (G).  No proof here; read Statement.v, StatementLog.v  *)
(* first.                                                                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding StatementLog.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(* the mass of all sequences of an item, and the law of the sequence given it *)
Definition item_mass (F : fieldType) (T I : finType) k (seqs : I -> {set k.-tuple T})
    (q : cond F T) (v : I) : F := \sum_(s in seqs v) Q q s.
Definition given_item (F : fieldType) (T I : finType) k (seqs : I -> {set k.-tuple T})
    (q : cond F T) (v : I) (s : k.-tuple T) : F := Q q s / item_mass seqs q v.

Definition disjoint_sets (T I : finType) k (seqs : I -> {set k.-tuple T}) :=
  forall u v s, s \in seqs u -> s \in seqs v -> u = v.

Module PracticeLaw.

Section SeveralSequences.
Variables (R : realFieldType) (L : logarithm R).
Variables (T I : finType) (A : codebooks T) (k : nat) (seqs : I -> {set k.-tuple T}).

(* E1: the masses of disjoint sets of sequences are at most a law, and a law
   iff nothing lies outside the sets *)
Definition item_masses := disjoint_sets seqs -> (forall v, seqs v \subset grid A k) ->
  forall q : cond R T, model A k q ->
    \sum_v item_mass seqs q v <= 1 /\
    (\sum_v item_mass seqs q v = 1 <->
     forall s : k.-tuple T, over A s -> (forall v, s \notin seqs v) -> Q q s = 0).

(* E1: training on one random sequence of the item (drawn from pi) overstates
   the item's loss by the entropy of the draw and its divergence from the model *)
Definition random_sequence :=
  forall (q : cond R T) (v : I) (pi : k.-tuple T -> R), law pi ->
    (forall s, s \notin seqs v -> pi s = 0) ->
    (forall s, s \in seqs v -> 0 < Q q s) ->
    - (\sum_s pi s * L (Q q s)) =
      - L (item_mass seqs q v) + entropy L pi +
        KL L pi (fun s => if s \in seqs v then given_item seqs q v s else 0) /\
    - L (item_mass seqs q v) + entropy L pi <= - (\sum_s pi s * L (Q q s)) /\
    0 <= entropy L pi.

End SeveralSequences.

(* E2: a table may depend on the past; B2 holds at each history on its own *)
Definition past_dependent (R : realFieldType) (T I X : finType) (A : codebooks T) k
    (tok : X -> tokenization I A k) :=
  (forall x (q : cond R T), model A k q -> Zsum (tok x) q = 1) <->
  (forall x, bijective_onto A (tok x)).

(* E3 (Gastaldi et al., 2407.11606): a deterministic tokenizer has a stochastic
   decoder that undoes it iff it is one-to-one; undoing it is being consistent
   with every law *)
Definition consistency (R : realFieldType) (I S : finType) (tok : I -> S) :=
  (0 < #|I|)%N ->
  ((exists2 kappa : S -> I -> R, forall s, law (kappa s) &
      forall v u, kappa (tok v) u = (v == u)%:R) <-> injective tok) /\
  (forall kappa : S -> I -> R, (forall s, law (kappa s)) ->
     (forall v u, kappa (tok v) u = (v == u)%:R) <->
     (forall p : I -> R, law p -> forall u, \sum_v p v * kappa (tok v) u = p u)).

Section Reductions.
Variables (R : realFieldType) (L : logarithm R) (T : finType) (k : nat).

(* G1: the mean over the k tokens is the item's loss divided by k; with a
   final end token of probability e it is (loss + end term) / (k + 1) *)
Definition mean_over_tokens :=
  forall (q : cond R T) (s : k.-tuple T) (e : R),
    (forall j : 'I_k, 0 < q (take j s) (tnth s j)) -> 0 < e ->
    (\sum_(j < k) - L (q (take j s) (tnth s j))) / k%:R = - L (Q q s) / k%:R /\
    (\sum_(j < k) - L (q (take j s) (tnth s j)) - L e) / k.+1%:R =
      (- L (Q q s) - L e) / k.+1%:R.

End Reductions.

(* G2: the mean over each item's own tokens weighs item v by M / len v (M a
   common multiple of the lengths); it has the optimum of the item loss only if
   all observed items have one length *)
Definition mean_over_own_tokens (R : realFieldType) (I : finType) :=
  forall (n len : I -> nat) (M : nat), (0 < M)%N -> (forall v, len v %| M)%N -> (0 < events n)%N ->
    (exists p : I -> R,
       maximises (@law R I) (fun p => \prod_v p v ^+ n v) p /\
       maximises (@law R I) (fun p => \prod_v p v ^+ (n v * (M %/ len v))) p) <->
    (forall u v, (0 < n u)%N -> (0 < n v)%N -> len u = len v).

(* G3: without its last, de-duplicating token a sequence has at least the mass
   of the group of items that share its prefix, and exactly that iff nothing
   leaks below the prefix *)
Definition stripped_token (R : realFieldType) (T I : finType) (A : codebooks T) k
    (tok : tokenization I A k) :=
  injective tok -> forall q : cond R T, model A k q ->
  forall w, over A w -> (size w <= k)%N ->
    \sum_(v | prefix w (tok v)) Q q (tok v) <= Q q w /\
    (\sum_(v | prefix w (tok v)) Q q (tok v) = Q q w <->
     forall s : k.-tuple T, over A s -> prefix w s -> s \notin codom tok -> Q q s = 0).

(* G4: a softmax over more tokens than the codebook of the position leaks, even
   where every sequence over the codebooks is an item *)
Definition larger_vocabulary (R : realFieldType) (T : finType) (A A' : codebooks T) k :=
  (forall j, A j \subset A' j) -> grid A k != grid A' k ->
  forall q : cond R T, pos_model A' k q -> \sum_(s in grid A k) Q q s < 1.

End PracticeLaw.

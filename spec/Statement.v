(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The theorem and its exact boundary: definitions and statements, no proof.  *)
(*                                                                            *)
(* This is the first of the files to read; README.md names the others, and    *)
(* what else is to be trusted.  Each law is a definition [Law.name : Prop];   *)
(* gate/theorems.list names the theorem that proves it.                       *)
(*                                                                            *)
(* The claim formalised here is that of arXiv 2604.15739 as its abstract      *)
(* states it: under a bijection between items and k-token sequences, training *)
(* by next-token prediction (AR-NTP) is maximum likelihood over the whole     *)
(* catalogue (FV-MLE).  The statements are ours.                              *)
(*                                                                            *)
(* Everything is in product form over an exact field, so that a probability   *)
(* of zero is an ordinary number; StatementLog.v has the same in nats.  [F]   *)
(* is any field (the rationals, the integers mod p, ...), [R] any ordered     *)
(* field; an order appears only where an inequality does.                     *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra perm.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Tokens and sequences

   [T] is the vocabulary: all tokens of all positions.  [A j] is the codebook
   of position j, a subset of T; codebooks may differ in size, overlap or be
   disjoint.  A prefix, or a whole sequence, is a list of tokens. *)

Section Sequences.
Variable T : finType.

Definition codebooks := nat -> {set T}.

(* w_0 is in A 0, w_1 in A 1, ... *)
Fixpoint over (A : codebooks) (w : seq T) : bool :=
  if w is t :: w' then (t \in A 0%N) && over (fun j => A j.+1) w' else true.

(* S = A 0 x ... x A (k-1) *)
Definition grid (A : codebooks) (k : nat) : {set k.-tuple T} :=
  [set s : k.-tuple T | over A s].

(* no codebook of the first k positions is empty *)
Definition nonempty (A : codebooks) (k : nat) := forall j, (j < k)%N -> A j != set0.

End Sequences.

(* a table of semantic IDs: one sequence of S for each item *)
Record tokenization (I T : finType) (A : codebooks T) (k : nat) := Tokenization {
  code :> I -> k.-tuple T;
  code_over : forall v, over A (code v) }.

Section Bijectivity.
Variables (I T : finType) (A : codebooks T) (k : nat) (tok : I -> k.-tuple T).

Definition onto := forall s : k.-tuple T, over A s -> exists v, tok v = s.
Definition bijective_onto := injective tok /\ onto.

(* how many items carry the sequence s: above 1 a collision, 0 a hole *)
Definition mult (s : k.-tuple T) : nat := #|[set v | tok v == s]|.

End Bijectivity.

(** ** Conditional models, over any field

   [q w t] is the conditional of token t after the prefix w, at one history.
   A parallel model has one head per position, blind to the prefix. *)

Section Measures.
Variables (F : fieldType) (T : finType).

Definition cond := seq T -> T -> F.
Definition heads := nat -> T -> F.
Definition par (d : heads) : cond := fun w t => d (size w) t.

(* weight of the continuation s after the prefix w *)
Fixpoint cont (q : cond) (w s : seq T) : F :=
  if s is t :: s' then q w t * cont q (rcons w t) s' else 1.

(* the sequence measure: Q(s) = prod_j q(s_j | s_<j) *)
Definition Q (q : cond) (s : seq T) : F := cont q [::] s.

(* only rows that can be met are constrained: prefixes over the codebooks,
   shorter than k *)
Definition sums_to_one (A : codebooks T) (k : nat) (q : cond) :=
  forall w, over A w -> (size w < k)%N -> \sum_(t in A (size w)) q w t = 1.

Variables (I : finType) (k : nat) (tok : I -> k.-tuple T).

(* Z = sum over the catalogue of Q(tok v) *)
Definition Zsum (q : cond) : F := \sum_v Q q (tok v).
Definition item_score (q : cond) (v : I) : F := Q q (tok v).
(* two laws on items, that rank differently under collisions (B6) *)
Definition share (q : cond) (v : I) : F := Q q (tok v) / Zsum q.
Definition seq_mass (q : cond) : F := \sum_(s in codom tok) Q q s.
Definition split (q : cond) (v : I) : F :=
  Q q (tok v) / (seq_mass q * (mult tok (tok v))%:R).

End Measures.

(** ** Data and likelihoods

   [n x v] counts how often item v followed history x. *)

Section Likelihoods.
Variables (F : fieldType) (T I X : finType) (k : nat).

Definition events (I : finType) (n : I -> nat) : nat := \sum_v n v.

(* full-vocabulary likelihood of the item laws p *)
Definition lik_FV (p : X -> I -> F) (n : X -> I -> nat) : F :=
  \prod_x \prod_v p x v ^+ n x v.

(* next-token likelihood: every token conditional met by teacher forcing *)
Definition lik_AR (tok : I -> k.-tuple T) (q : X -> cond F T) (n : X -> I -> nat) : F :=
  \prod_x \prod_v (\prod_(j < k) q x (take j (tok v)) (tnth (tok v) j)) ^+ n x v.

End Likelihoods.

(** ** Laws of probability and maxima, over an ordered field *)

Section Order.
Variable R : realFieldType.

Definition law (J : finType) (p : J -> R) := (forall i, 0 <= p i) /\ \sum_i p i = 1.
Definition pos_law (J : finType) (p : J -> R) := (forall i, 0 < p i) /\ \sum_i p i = 1.
Definition law_on (J : finType) (B : {set J}) (p : J -> R) :=
  (forall i, i \in B -> 0 <= p i) /\ \sum_(i in B) p i = 1.
Definition pos_law_on (J : finType) (B : {set J}) (p : J -> R) :=
  (forall i, i \in B -> 0 < p i) /\ \sum_(i in B) p i = 1.

(* a model: each row that can be met is a law on its codebook; positive when
   every conditional is, as for a softmax *)
Definition model (T : finType) (A : codebooks T) (k : nat) (q : cond R T) :=
  forall w, over A w -> (size w < k)%N -> law_on (A (size w)) (q w).
Definition pos_model (T : finType) (A : codebooks T) (k : nat) (q : cond R T) :=
  forall w, over A w -> (size w < k)%N -> pos_law_on (A (size w)) (q w).
Definition head_laws (T : finType) (A : codebooks T) (k : nat) (d : heads R T) :=
  forall j, (j < k)%N -> law_on (A j) (d j).
Definition pos_head_laws (T : finType) (A : codebooks T) (k : nat) (d : heads R T) :=
  forall j, (j < k)%N -> pos_law_on (A j) (d j).

(* a maximum is a maximum over everything that satisfies [P], and is attained *)
Definition maximises (M : Type) (P : M -> Prop) (f : M -> R) (a : M) :=
  P a /\ forall b, P b -> f b <= f a.
Definition maximum (M : Type) (P : M -> Prop) (f : M -> R) (m : R) :=
  exists2 a, maximises P f a & f a = m.

(* both maxima, over all models and over all laws on items, exist and are equal *)
Definition equal_maxima (T I : finType) (A : codebooks T) (k : nat) (tok : tokenization I A k)
    (X : finType) (n : X -> I -> nat) :=
  exists m : R,
    maximum (fun q => forall x, model A k (q x)) (fun q => lik_AR tok q n) m /\
    maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) m.

(* the empirical law, and counts carried along a map *)
Definition emp (J : finType) (n : J -> nat) (i : J) : R := (n i)%:R / (events n)%:R.
Definition push (J S : finType) (f : J -> S) (n : J -> nat) (s : S) : nat :=
  \sum_(v | f v == s) n v.

(* the law of the token at position j under a law of sequences *)
Definition marginal (T : finType) (k : nat) (p : k.-tuple T -> R) (j : 'I_k) (t : T) : R :=
  \sum_(s : k.-tuple T | tnth s j == t) p s.
Definition product (T : finType) (k : nat) (d : 'I_k -> T -> R) (s : k.-tuple T) : R :=
  \prod_j d j (tnth s j).

End Order.

(** ** Reading the positions in another order *)

Section Permutation.
Variables (T : finType) (k : nat) (sg : 'S_k).

Definition permute (s : k.-tuple T) : k.-tuple T := [tuple tnth s (sg j) | j < k].
Definition permuted_books (A : codebooks T) : codebooks T :=
  fun j => if insub j is Some i then A (sg i) else A j.

End Permutation.

(** * The laws *)
Module Law.

(** ** A. The theorem *)
Section AnyField.
Variables (F : fieldType) (T I X : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

(* A1: Q sums to one over S, for cascaded and for parallel models *)
Definition normalisation :=
  (forall q : cond F T, sums_to_one A k q -> \sum_(s in grid A k) Q q s = 1) /\
  (forall d : heads F T, (forall j, (j < k)%N -> \sum_(t in A j) d j t = 1) ->
     \sum_(s in grid A k) \prod_(j < k) d j (tnth s j) = 1).

(* A2(a): the chain rule, for every table; bijectivity plays no part *)
Definition chain :=
  forall (q : X -> cond F T) (n : X -> I -> nat),
    lik_AR tok q n = lik_FV (fun x => item_score tok (q x)) n.

(* B1: Z sees a sequence as often as items carry it *)
Definition partition :=
  forall q : cond F T, sums_to_one A k q ->
    Zsum tok q = \sum_(s in grid A k) (mult tok s)%:R * Q q s /\
    Zsum tok q - 1 = \sum_(s in grid A k) ((mult tok s)%:R - 1) * Q q s.

(* B5: the two objectives differ by exactly prod_x Z(x)^N_x *)
Definition objective_gap :=
  forall (q : X -> cond F T) (n : X -> I -> nat),
    (forall x, (0 < events (n x))%N -> Zsum tok (q x) != 0) ->
    lik_AR tok q n =
      (\prod_x Zsum tok (q x) ^+ events (n x)) * lik_FV (fun x => share tok (q x)) n.

(* A2c: the same within any parametrised family, whatever its parameters share *)
Definition any_family :=
  forall (Theta : Type) (q : Theta -> X -> cond F T) (n : X -> I -> nat),
    (forall th x, (0 < events (n x))%N -> Zsum tok (q th x) != 0) ->
    (forall th, lik_AR tok (q th) n =
       (\prod_x Zsum tok (q th x) ^+ events (n x)) * lik_FV (fun x => share tok (q th x)) n) /\
    ((forall th x, (0 < events (n x))%N -> Zsum tok (q th x) = 1) ->
     forall th, lik_AR tok (q th) n = lik_FV (fun x => share tok (q th x)) n).

(* B6: under collisions, SPLIT and the law of sequences differ by the sizes of
   the collision groups *)
Definition split_gap :=
  forall (q : X -> cond F T) (n : X -> I -> nat),
    (forall v, (mult tok (tok v))%:R != 0 :> F) ->
    lik_FV (fun x v => Q (q x) (tok v) / seq_mass tok (q x)) n =
      (\prod_x \prod_v (mult tok (tok v))%:R ^+ n x v) * lik_FV (fun x => split tok (q x)) n.

End AnyField.

Section Ordered.
Variables (R : realFieldType) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

(* A1 with signs: the measure of a model is a law on S, positive if the model is *)
Definition sequence_law :=
  (forall q : cond R T, model A k q -> law_on (grid A k) (fun s => Q q s)) /\
  (forall q : cond R T, pos_model A k q -> pos_law_on (grid A k) (fun s => Q q s)).

(* A2: under a bijection the item scores of EVERY model are a law on items, and
   the next-token likelihood of every dataset is the full-vocabulary likelihood
   of that law *)
Definition equivalence_cascaded :=
  bijective_onto A tok ->
  forall (X : finType) (q : X -> cond R T), (forall x, model A k (q x)) ->
    (forall x, law (item_score tok (q x))) /\
    (forall n, lik_AR tok q n = lik_FV (fun x => item_score tok (q x)) n).

(* A3: the same for parallel heads *)
Definition equivalence_parallel :=
  bijective_onto A tok ->
  forall (X : finType) (d : X -> heads R T), (forall x, head_laws A k (d x)) ->
    (forall x, law (fun v => \prod_(j < k) d x j (tnth (tok v) j))) /\
    (forall n, lik_AR tok (fun x => par (d x)) n =
               lik_FV (fun x v => \prod_(j < k) d x j (tnth (tok v) j)) n).

(* A2c, the claim of the paper: in every family of models, neural or not, the
   two objectives have the same maximisers *)
Definition same_argmax_in_any_family :=
  bijective_onto A tok ->
  forall (X : finType) (Theta : Type) (P : Theta -> Prop) (q : Theta -> X -> cond R T),
  (forall th, P th -> forall x, model A k (q th x)) ->
  forall n th,
    maximises P (fun th => lik_AR tok (q th) n) th <->
    maximises P (fun th => lik_FV (fun x => share tok (q th x)) n) th.

(* A4: every law on S is the measure of a model, determined where it has mass;
   positive laws and positive models correspond one to one *)
Definition realisation :=
  (forall p : k.-tuple T -> R, law_on (grid A k) p ->
     exists2 q, model A k q & forall s : k.-tuple T, over A s -> Q q s = p s) /\
  (forall q q', model A k q -> model A k q' ->
     (forall s : k.-tuple T, over A s -> Q q s = Q q' s :> R) ->
     forall w t, over A (rcons w t) -> (size w < k)%N -> Q q w != 0 -> q w t = q' w t) /\
  (forall p : k.-tuple T -> R, pos_law_on (grid A k) p ->
     exists q, [/\ pos_model A k q, forall s : k.-tuple T, over A s -> Q q s = p s &
       forall q', model A k q' -> (forall s : k.-tuple T, over A s -> Q q' s = p s) ->
       forall w t, over A (rcons w t) -> (size w < k)%N -> q' w t = q w t]).

(* A4: the conditional is the ratio of prefix masses *)
Definition prefix_mass :=
  forall q : cond R T, model A k q ->
  forall w, over A w -> (size w <= k)%N ->
    \sum_(s in grid A k | prefix w s) Q q s = Q q w.

(* A4 on items: positive models <-> positive item laws *)
Definition realisation_items :=
  bijective_onto A tok ->
  forall p : I -> R, pos_law p ->
  exists q, [/\ pos_model A k q, forall v, Q q (tok v) = p v &
    forall q', model A k q' -> (forall v, Q q' (tok v) = p v) ->
    forall w t, over A (rcons w t) -> (size w < k)%N -> q' w t = q w t].

(* A4: a model is AR-optimal iff its item law is FV-optimal *)
Definition same_argmax :=
  bijective_onto A tok ->
  forall (X : finType) (n : X -> I -> nat) (q : X -> cond R T), (forall x, model A k (q x)) ->
    maximises (fun q => forall x, model A k (q x)) (fun q => lik_AR tok q n) q <->
    maximises (fun p => forall x, law (p x)) (fun p => lik_FV p n)
              (fun x => item_score tok (q x)).

(* A4: the FV optimum is the empirical law at every history with data, and
   nothing is asked elsewhere *)
Definition fv_optimum :=
  forall (X : finType) (n : X -> I -> nat) (p : X -> I -> R), (0 < #|I|)%N ->
    (forall x, law (p x)) ->
    maximises (fun p => forall x, law (p x)) (fun p => lik_FV p n) p <->
    (forall x, (0 < events (n x))%N -> forall v, p x v = emp R (n x) v).

(* A4: with an item unseen no positive law attains the maximum, which is the
   supremum over the positive ones all the same *)
Definition unseen_item :=
  forall n : I -> nat, (0 < events n)%N ->
    (forall v (p : I -> R), n v = 0%N -> pos_law p ->
       \prod_v p v ^+ n v < \prod_v emp R n v ^+ n v) /\
    (forall e : R, 0 < e -> e < 1 -> exists2 p : I -> R, pos_law p &
       (1 - e) ^+ events n * \prod_v emp R n v ^+ n v <= \prod_v p v ^+ n v).

(* A6: reading the positions in another order changes no class of laws: what a
   cascaded model realises in one order another realises in any order; parallel
   heads move with their positions *)
Definition order :=
  forall sg : 'S_k,
    (forall q : cond R T, model A k q ->
       exists2 q' : cond R T, model (permuted_books sg A) k q' &
         forall s : k.-tuple T, over A s -> Q q' (permute sg s) = Q q s) /\
    (forall (d : 'I_k -> T -> R) (s : k.-tuple T),
       product (fun j => d (sg j)) (permute sg s) = product d s).

(** ** B. The partition identity and the converse *)

(* B2: normalised for every model iff bijective; any of the four classes of
   models decides it *)
Definition bijective_iff :=
  [/\ (forall q : cond R T, model A k q -> Zsum tok q = 1) <-> bijective_onto A tok,
      (forall q : cond R T, pos_model A k q -> Zsum tok q = 1) <-> bijective_onto A tok,
      (forall d : heads R T, head_laws A k d -> Zsum tok (par d) = 1) <->
         bijective_onto A tok &
      (forall d : heads R T, pos_head_laws A k d -> Zsum tok (par d) = 1) <->
         bijective_onto A tok].

(* B2, the witness: the parallel model that always emits s has Z = m(s) *)
Definition witness :=
  forall s : k.-tuple T, over A s ->
  exists2 d : heads R T, head_laws A k d & Zsum tok (par d) = (mult tok s)%:R.

(* B2, the trap: the uniform model has Z = |I| / |S| whatever the table *)
Definition uniform_is_blind :=
  forall q : cond R T, (forall s : k.-tuple T, over A s -> Q q s = #|grid A k|%:R^-1) ->
    Zsum tok q = #|I|%:R / #|grid A k|%:R.

(* B3: an injective table only leaks, and leaks exactly what leaves its image *)
Definition leakage :=
  injective tok ->
  (forall q : cond R T, model A k q ->
     Zsum tok q <= 1 /\
     (Zsum tok q = 1 <->
      forall s : k.-tuple T, over A s -> s \notin codom tok -> Q q s = 0)) /\
  (~ onto A tok -> forall q : cond R T, pos_model A k q -> Zsum tok q < 1).

(* B4: a collision pushes Z to 2 for a deterministic parallel model and above 1
   for a positive one *)
Definition collision :=
  ~ injective tok ->
  (exists2 d : heads R T, head_laws A k d & 2%:R <= Zsum tok (par d)) /\
  (exists2 q : cond R T, pos_model A k q & 1 < Zsum tok q).

(* B6: SHARE and SPLIT are laws on items *)
Definition item_laws :=
  forall q : cond R T, model A k q -> Zsum tok q != 0 ->
    law (share tok q) /\ law (split tok q).

(** ** C. Maxima: what training can reach *)

(* C1: over all unrestricted models, injectivity is what equal maxima mean *)
Definition injective_iff_equal_maxima :=
  forall X : finType, (0 < #|X|)%N ->
    (forall n : X -> I -> nat, (exists x, 0 < events (n x))%N -> equal_maxima R tok n) <->
    injective tok.

(* C1: and then the maximisers correspond: no leakage is left at the optimum *)
Definition injective_argmax :=
  injective tok ->
  forall (n : I -> nat) (q : cond R T), (0 < events n)%N -> model A k q ->
    maximises (model A k) (fun q => \prod_v Q q (tok v) ^+ n v) q <->
    forall v, Q q (tok v) = emp R n v.

(* C2, product form: the AR maximum is that of the laws on sequences; it is at
   least the FV maximum, with equality iff no two items observed after one
   history share their sequence *)
Definition collision_gap :=
  forall (X : finType) (n : X -> I -> nat), (exists x, 0 < events (n x))%N ->
  exists mAR mFV : R,
    [/\ maximum (fun q => forall x, model A k (q x)) (fun q => lik_AR tok q n) mAR,
        maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) mFV,
        mAR = \prod_x \prod_s emp R (push tok (n x)) s ^+ push tok (n x) s,
        mFV = \prod_x \prod_v emp R (n x) v ^+ n x v &
        mFV <= mAR ?= iff [forall x, forall u, forall v,
          [&& tok u == tok v, (0 < n x u)%N & (0 < n x v)%N] ==> (u == v)]].

(* C3, product form: the best parallel model has the position marginals for
   heads, and no other; it falls short of the best cascaded model unless the
   observed law of sequences is a product *)
Definition best_parallel :=
  forall n : I -> nat, (0 < events n)%N ->
  let P := emp R (push tok n) in
  (forall d : heads R T, head_laws A k d ->
    maximises (head_laws A k) (fun d => \prod_v Q (par d) (tok v) ^+ n v) d <->
    forall (j : 'I_k) t, t \in A j -> d j t = marginal P j t) /\
  (exists2 m, maximum (head_laws A k) (fun d => \prod_v Q (par d) (tok v) ^+ n v) m &
    m <= \prod_s P s ^+ push tok n s ?= iff [forall s, product (marginal P) s == P s]).

End Ordered.

(* A2c: one-to-one is not enough within a family whose parameters are shared.
   For parallel heads, codes {00, 01, 11} seen (2, 2, 3) times, the AR optimum
   and the FV optimum of the family rank two items in opposite order *)
Definition family_counterexample (R : realFieldType) :=
  exists (tok : tokenization [finType of 'I_3] (fun _ : nat => [set: bool]) 2) (n : 'I_3 -> nat)
         (d d' : heads R [finType of bool]) (v w : 'I_3),
    [/\ injective tok,
        maximises (head_laws (fun _ => [set: bool]) 2) (fun d => \prod_v Q (par d) (tok v) ^+ n v) d,
        maximises (head_laws (fun _ => [set: bool]) 2) (fun d => \prod_v share tok (par d) v ^+ n v) d',
        item_score tok (par d) w < item_score tok (par d) v &
        share tok (par d') v < share tok (par d') w].

End Law.

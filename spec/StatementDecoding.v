(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements on codes of variable length (D), constrained decoding over the  *)
(* trie of valid sequences (F), search and sampling (H).  No proof here; read *)
(* Statement.v first.                                                         *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Variable length: words of at most K tokens, no end token *)

Record vcode (I T : finType) (A : codebooks T) (K : nat) := Vcode {
  word :> I -> seq T;
  word_over : forall v, over A (word v);
  word_size : forall v, (size (word v) <= K)%N }.

Section Words.
Variables (I T : finType) (code : I -> seq T).

(* "prefix" includes equal, so two items with one word are no prefix code *)
Definition prefix_code := forall u v, prefix (code u) (code v) -> u = v.

(* how many items have a word that s extends *)
Definition vmult (s : seq T) : nat := #|[set v | prefix (code v) s]|.

Definition complete (A : codebooks T) (K : nat) :=
  forall s : K.-tuple T, over A s -> exists v, prefix (code v) s.

(* the same words, each closed by an end token *)
Definition with_end (v : I) : seq (option T) := rcons (map Some (code v)) None.
Definition end_codebooks (A : codebooks T) : codebooks [finType of option T] :=
  fun j => None |: [set Some t | t in A j].

End Words.

Definition score (F : fieldType) (I T : finType) (code : I -> seq T) (q : cond F T) : F :=
  \sum_v Q q (code v).

(** ** The trie of a set C of valid sequences *)

Section Trie.
Variables (F : fieldType) (T : finType) (k : nat).
Variables (C : {set k.-tuple T}) (q : cond F T).

(* w is a node of the trie *)
Definition valid (w : seq T) : bool := [exists s : k.-tuple T, (s \in C) && prefix w s].

(* a(w): the mass of the tokens the trie allows after w *)
Definition allowed (w : seq T) : F := \sum_(t | valid (rcons w t)) q w t.

(* h(w): the probability of ending in C from w *)
Definition reach (w : seq T) : F :=
  \sum_(s : k.-tuple T | (s \in C) && prefix w s) cont q w (drop (size w) s).

(* Q(C), the mass that RAW decoding keeps *)
Definition valid_mass : F := \sum_(s in C) Q q s.

(* conditioning once, at the end *)
Definition GLOBAL (s : k.-tuple T) : F := Q q s / valid_mass.

(* mask, then renormalise, at each step *)
Definition LOCAL (s : k.-tuple T) : F :=
  \prod_(j < k) (q (take j s) (tnth s j) / allowed (take j s)).

(* the factor by which LOCAL overstates s *)
Definition allowed_product (s : k.-tuple T) : F := \prod_(j < k) allowed (take j s).

(* GLOBAL as a cascaded model: look ahead *)
Definition lookahead_model : cond F T :=
  fun w t => q w t * (if valid (rcons w t) then reach (rcons w t) else 0) / reach w.

(* the masked model, as trained with a trie mask; off the trie anything will do *)
Definition masked : cond F T := fun w t =>
  if valid w then if valid (rcons w t) then q w t / allowed w else 0 else q w t.

(* a finite penalty instead of a mask: invalid tokens keep the factor b *)
Definition soft_weight (b : F) (w : seq T) (t : T) : F :=
  (if valid (rcons w t) then 1 else b) * q w t.
Definition soft_masked (A : codebooks T) (b : F) : cond F T := fun w t =>
  soft_weight b w t / \sum_(t' in A (size w)) soft_weight b w t'.

End Trie.

(* all siblings of the trie have the same chance to end well *)
Definition siblings_agree (F : fieldType) (T : finType) k (C : {set k.-tuple T}) (q : cond F T) :=
  forall w t t', (size w < k)%N -> valid C (rcons w t) -> valid C (rcons w t') ->
    reach C q (rcons w t) = reach C q (rcons w t').

(* C = { w0 . a . u : a in B, u free }: one choice, everything below it *)
Definition one_free_choice (T : finType) (A : codebooks T) k (C : {set k.-tuple T}) :=
  exists (j : 'I_k) (w0 : seq T) (B : {set T}), size w0 = j /\
    forall s : k.-tuple T, over A s -> (s \in C) = prefix w0 s && (tnth s j \in B).

(* sequences that look valid position by position *)
Definition positionwise (T : finType) k (C : {set k.-tuple T}) : {set k.-tuple T} :=
  [set s : k.-tuple T | [forall j : 'I_k, [exists c in C, tnth c j == tnth s j]]].

(** ** Beam search over a trie

   [better] is a total order on prefixes, best first: score, then tokens. *)

Section Beam.
Variables (T : finType) (k : nat) (C : {set k.-tuple T}).
Variable better : rel (seq T).

Definition children (w : seq T) : seq (seq T) :=
  [seq rcons w t | t <- enum T & valid C (rcons w t)].
Definition expand (ws : seq (seq T)) : seq (seq T) := flatten (map children ws).

Fixpoint level (j : nat) : seq (seq T) :=
  if j is j'.+1 then expand (level j') else [seq w <- [:: [::]] | valid C w].
Fixpoint beam (b j : nat) : seq (seq T) :=
  if j is j'.+1 then take b (sort better (expand (beam b j')))
  else [seq w <- [:: [::]] | valid C w].
(* what step j of the beam threw away *)
Definition pruned (b j : nat) : seq (seq T) :=
  if j is j'.+1 then drop b (sort better (expand (beam b j'))) else [::].

(* how many prefixes of w's level are strictly better than w *)
Definition rank (w : seq T) : nat := count (fun u => better u w && (u != w)) (level (size w)).

End Beam.

(* tempering token by token, with an integer inverse temperature e *)
Definition tempered (F : fieldType) (T : finType) (A : codebooks T) (e : nat) (q : cond F T) : cond F T :=
  fun w t => q w t ^+ e / \sum_(t' in A (size w)) q w t' ^+ e.

(** * The laws *)
Module DecodingLaw.

Section VariableLength.
Variables (F : fieldType) (R : realFieldType) (I T : finType) (A : codebooks T) (K : nat).
Variable code : vcode I A K.

(* D: the partition identity for words *)
Definition partition_variable :=
  forall q : cond F T, sums_to_one A K q ->
    score code q = \sum_(s in grid A K) (vmult code s)%:R * Q q s.

(* D1: scores never exceed one iff no word is a prefix of another *)
Definition prefix_code_iff := nonempty A K ->
  (forall q : cond R T, model A K q -> score code q <= 1) <-> prefix_code code.

(* D1: and are a law iff every sequence extends exactly one word *)
Definition complete_code_iff := nonempty A K ->
  ((forall q : cond R T, model A K q -> score code q = 1) <->
   (forall s : K.-tuple T, over A s -> vmult code s = 1%N)) /\
  ((forall q : cond R T, model A K q -> score code q = 1) <->
   prefix_code code /\ complete code A K).

(* D2, Kraft 1949 for codebooks of different sizes *)
Definition kraft := nonempty A K -> prefix_code code ->
  \sum_v \prod_(j < size (code v)) #|A j|%:R^-1 <= 1 :> R.

(* D3: one positive model decides completeness *)
Definition one_positive_model := nonempty A K -> prefix_code code ->
  forall q : cond R T, pos_model A K q -> score code q = 1 ->
  forall q' : cond R T, model A K q' -> score code q' = 1.

(* D4: an end token makes any one-to-one table prefix-free, and incomplete
   unless the end is forced after K tokens *)
Definition end_token := injective code ->
  prefix_code (with_end code) /\
  (nonempty A K.+1 -> ~ complete (with_end code) (end_codebooks A) K.+1).

(* C1v: without end token it is the prefix codes that have equal maxima *)
Definition equal_maxima_variable :=
  nonempty A K -> forall X : finType, (0 < #|X|)%N ->
  (forall n : X -> I -> nat, (exists x, 0 < events (n x))%N ->
     exists m : R,
       maximum (fun q => forall x, model A K (q x))
               (fun q => \prod_x \prod_v Q (q x) (code v) ^+ n x v) m /\
       maximum (fun p => forall x, law (p x)) (fun p => lik_FV p n) m) <->
  prefix_code code.

End VariableLength.

(* D1: a Kraft sum below one is not enough: {0, 01} *)
Definition kraft_is_not_enough (R : realFieldType) :=
  exists (code : vcode [finType of bool] (fun _ => [set: bool]) 2) (q : cond R [finType of bool]),
    [/\ model (fun _ => [set: bool]) 2 q,
        \sum_v \prod_(j < size (code v)) #|[set: bool]|%:R^-1 = 3%:R / 4%:R :> R &
        score code q = 2%:R].

Section AnyField.
Variables (F : fieldType) (T : finType) (k : nat) (C : {set k.-tuple T}).
Variable q : cond F T.

(* h is 1 at the leaves and averages its children *)
Definition reach_step :=
  (forall s, s \in C -> reach C q s = 1) /\
  (forall w, (size w < k)%N ->
     reach C q w = \sum_(t | valid C (rcons w t)) q w t * reach C q (rcons w t)) /\
  reach C q [::] = valid_mass C q.

(* F1 (label bias; Bottou 1991, Lafferty et al. 2001) *)
Definition local_global_ratio :=
  forall s, s \in C -> Q q s != 0 -> valid_mass C q != 0 ->
    (forall j : 'I_k, allowed C q (take j s) != 0) ->
    LOCAL C q s / GLOBAL C q s = valid_mass C q / allowed_product C q s.

(* F3: conditioning on validity is a cascaded model *)
Definition lookahead :=
  (forall w, valid C w -> (size w <= k)%N -> reach C q w != 0) ->
  (forall w, valid C w -> (size w < k)%N ->
     \sum_(t | valid C (rcons w t)) lookahead_model C q w t = 1) /\
  (forall s, s \in C -> Q (lookahead_model C q) s = GLOBAL C q s).

(* F4: weighting LOCAL by the allowed masses undoes it *)
Definition importance_weights :=
  (forall w, valid C w -> (size w < k)%N -> allowed C q w != 0) ->
  \sum_(s in C) LOCAL C q s * allowed_product C q s = valid_mass C q.

(* F5: restricting the catalogue commutes with GLOBAL *)
Definition coherence :=
  forall D : {set k.-tuple T}, D \subset C -> valid_mass C q != 0 -> valid_mass D q != 0 ->
  forall s, s \in D -> GLOBAL D q s = GLOBAL C q s / \sum_(s' in D) GLOBAL C q s'.

End AnyField.

Section Ordered.
Variables (R : realFieldType) (T : finType) (A : codebooks T) (k : nat) (C : {set k.-tuple T}).

(* both are laws on C *)
Definition decoding_laws := C != set0 -> C \subset grid A k ->
  forall q : cond R T, pos_model A k q ->
    law_on C (GLOBAL C q) /\ law_on C (LOCAL C q).

(* F2: they agree iff siblings have the same chance to end well *)
Definition local_equals_global := C \subset grid A k ->
  forall q : cond R T, pos_model A k q ->
    (forall s, s \in C -> LOCAL C q s = GLOBAL C q s) <-> siblings_agree C q.

Definition local_equals_global_one_token := k = 1%N -> C \subset grid A k ->
  forall q : cond R T, pos_model A k q -> forall s, s \in C -> LOCAL C q s = GLOBAL C q s.

(* F2: for all positive models at once, only tries with one choice, then all *)
Definition local_equals_global_for_all := (0 < k)%N -> C != set0 -> C \subset grid A k ->
  (forall q : cond R T, pos_model A k q -> forall s, s \in C -> LOCAL C q s = GLOBAL C q s) <->
  one_free_choice A C.

(* F6: a finite penalty leaks, and leaves a row without valid child as it was *)
Definition soft_mask := C != set0 -> C \subset grid A k -> C != grid A k ->
  forall (b : R) (q : cond R T), 0 < b -> pos_model A k q ->
    valid_mass C (soft_masked C q A b) < 1 /\
    (forall w t, over A w -> (size w < k)%N -> (forall t', ~~ valid C (rcons w t')) ->
       soft_masked C q A b w t = q w t).

(* F7: position by position all of C passes, and nothing else iff C is a grid *)
Definition positionwise_constraint :=
  C \subset positionwise C /\
  (positionwise C = C <-> exists B : 'I_k -> {set T},
     C = [set s : k.-tuple T | [forall j, tnth s j \in B j]]).

End Ordered.

(* F2b: training with the trie mask is full-vocabulary training for any
   one-to-one table: the bijection that matters is onto the leaves *)
Definition masked_training (R : realFieldType) (I T : finType) (A : codebooks T) k
    (tok : tokenization I A k) :=
  injective tok -> (0 < #|I|)%N ->
  let C := [set tok v | v in I] in
  forall (X : finType) (q : X -> cond R T), (forall x, pos_model A k (q x)) ->
    (forall x, model A k (masked C (q x))) /\
    (forall x, law (fun v => LOCAL C (q x) (tok v))) /\
    (forall n, lik_AR tok (fun x => masked C (q x)) n =
               lik_FV (fun x v => LOCAL C (q x) (tok v)) n).

(* F2: the smallest case in which LOCAL and GLOBAL choose another best item *)
Definition local_is_not_global (R : realFieldType) :=
  exists (C : {set 2.-tuple bool}) (q : cond R [finType of bool]) (s s' : 2.-tuple bool),
    [/\ pos_model (fun _ => [set: bool]) 2 q, C = [set s; s'],
        LOCAL C q s = 3%:R / 5%:R /\ LOCAL C q s' = 2%:R / 5%:R &
        GLOBAL C q s = 3%:R / 7%:R /\ GLOBAL C q s' = 4%:R / 7%:R].

(* F5: LOCAL has no such coherence: taking one item out of stock turns the
   order of two others around *)
Definition local_is_incoherent (R : realFieldType) :=
  exists (C D : {set 2.-tuple bool}) (q : cond R [finType of bool]) (s s' : 2.-tuple bool),
    [/\ pos_model (fun _ => [set: bool]) 2 q, D \subset C /\ (s \in D) && (s' \in D),
        LOCAL C q s < LOCAL C q s' & LOCAL D q s' < LOCAL D q s].

(** *** H. Search and sampling *)
Section Search.
Variables (T : finType) (k : nat) (C : {set k.-tuple T}).
Variable better : rel (seq T).

(* H1: a beam as wide as the largest level is the exhaustive ranking of C *)
Definition wide_beam :=
  total better -> transitive better -> antisymmetric better ->
  perm_eq (level C k) [seq val s | s <- enum C] /\
  forall b, (forall j, (j <= k)%N -> (size (level C j) <= b)%N) -> (0 < k)%N ->
    beam C better b k = sort better [seq val s | s <- enum C].

(* H2: a prefix that ranks within the width on each level survives *)
Definition survival :=
  total better -> transitive better -> antisymmetric better ->
  forall b w, valid C w -> (size w <= k)%N ->
    (forall j, (0 < j <= size w)%N -> (rank C better (take j w) < b)%N) -> w \in beam C better b (size w).

End Search.

(* H2, certificate: scores that never rise along a word; a returned prefix
   strictly above everything pruned is above everything not returned *)
Definition certificate (R : realFieldType) (T : finType) k (C : {set k.-tuple T}) :=
  forall (f : seq T -> R) (better : rel (seq T)),
    (forall w t, f (rcons w t) <= f w) ->
  forall b m : nat, forall s : k.-tuple T,
    (forall j w, (j <= k)%N -> w \in pruned C better b j -> f w < f s) ->
  forall s' : k.-tuple T, s' \in C -> f s <= f s' -> val s' \in beam C better b k.

(* H4: dividing by the length keeps the order of all scores iff the lengths
   are equal *)
Definition length_normalisation (R : realFieldType) :=
  forall l l' : nat, (0 < l)%N -> (0 < l')%N ->
    (forall a b : R, (a / l%:R <= b / l'%:R) = (a <= b)) <-> l = l'.

(* H6: tempering the tokens of a parallel model tempers the items of the whole
   grid; for cascaded models it does not *)
Definition temperature_parallel (R : realFieldType) (T : finType) (A : codebooks T) k (e : nat) :=
  forall d : heads R T, pos_head_laws A k d ->
  forall s : k.-tuple T, over A s ->
    Q (tempered A e (par d)) s =
      Q (par d) s ^+ e / \sum_(s' in grid A k) Q (par d) s' ^+ e.
Definition temperature_cascaded (R : realFieldType) :=
  exists (q : cond R [finType of bool]) (s : 2.-tuple bool),
    pos_model (fun _ => [set: bool]) 2 q /\
    Q (tempered (fun _ => [set: bool]) 2 q) s !=
      Q q s ^+ 2 / \sum_(s' in grid (fun _ => [set: bool]) 2) Q q s' ^+ 2.

End DecodingLaw.

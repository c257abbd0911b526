(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements on search and evaluation (H3, H5, H7, H9), on masks in limited  *)
(* precision (F6), bigram constraints (F7) and a forced end (D4).  No proof   *)
(* here; read Statement.v and StatementDecoding.v first.                      *)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** The order of results: score, then tokens, then item *)

Fixpoint lexicographic (a b : seq nat) : bool :=
  match a, b with
  | _, [::] => false
  | [::], _ :: _ => true
  | x :: a', y :: b' => (x < y)%N || (x == y) && lexicographic a' b'
  end.

Section Order.
Variable R : realFieldType.

Record result := Result { result_score : R; result_tokens : seq nat; result_item : nat }.

Definition ranks_before (a b : result) : bool :=
  if result_score a != result_score b then result_score b < result_score a
  else if result_tokens a != result_tokens b then lexicographic (result_tokens a) (result_tokens b)
  else (result_item a < result_item b)%N.

Definition ranks (a b : result) : bool := ~~ ranks_before b a.

End Order.

(* prefixes by their RAW score, best first *)
Definition score_order (R : realFieldType) (T : finType) (q : cond R T) : rel (seq T) :=
  fun u w => Q q w <= Q q u.

(** ** Truncation step by step: top-k, top-p, or any other choice of tokens *)

Section Truncation.
Variables (F : fieldType) (T : finType) (k : nat).
Variables (keep : seq T -> {set T}) (q : cond F T).

Definition truncated : cond F T := fun w t =>
  if t \in keep w then q w t / \sum_(t' in keep w) q w t' else 0.

Fixpoint kept_from (w s : seq T) : bool :=
  if s is t :: s' then (t \in keep w) && kept_from (rcons w t) s' else true.

(* the sequences that the truncation can emit *)
Definition sub_trie : {set k.-tuple T} := [set s : k.-tuple T | kept_from [::] s].

End Truncation.

(* sequences that look valid pair by pair *)
Definition bigram (T : finType) k (C : {set k.-tuple T}) : {set k.-tuple T} :=
  [set s : k.-tuple T | [exists c in C, [forall i : 'I_k, (val i == 0%N) ==> (tnth c i == tnth s i)]] &&
    [forall i : 'I_k, forall j : 'I_k, (val j == i.+1) ==>
       [exists c in C, (tnth c i == tnth s i) && (tnth c j == tnth s j)]]].

(* what two sequences that share a token have in common carries over *)
Definition splice (T : finType) k (c c' : k.-tuple T) (j : 'I_k) : k.-tuple T :=
  [tuple if (i <= j)%N then tnth c i else tnth c' i | i < k].

(* the codebooks with an end token that is forced after K tokens *)
Definition forced_end_codebooks (T : finType) (K : nat) (A : codebooks T) : codebooks [finType of option T] :=
  fun j => if (j < K)%N then end_codebooks A j else [set None].

Module SearchLaw.

(* H3: greedy search over a trie can be arbitrarily bad: of two sequences it
   returns the one with less than e times the other's mass *)
Definition greedy_is_unbounded (R : realFieldType) :=
  forall e : R, 0 < e -> e < 1 ->
  exists (C : {set 2.-tuple bool}) (q : cond R [finType of bool]) (s s' : 2.-tuple bool),
    [/\ pos_model (fun _ => [set: bool]) 2 q, C = [set s; s'],
        beam C (score_order q) 1 2 = [:: val s] & Q q s < e * Q q s'].

(* H3: a wider beam can return something worse: the best score of width 2 is
   less than that of width 1 *)
Definition wider_is_worse (R : realFieldType) :=
  exists (C : {set 3.-tuple bool}) (q : cond R [finType of bool]) (s : 3.-tuple bool),
    [/\ pos_model (fun _ => [set: bool]) 3 q,
        beam C (score_order q) 1 3 = [:: val s], size (beam C (score_order q) 2 3) = 2%N &
        forall w, w \in beam C (score_order q) 2 3 -> Q q w < Q q s].

(* H5: the order of results is a strict total order, so that every list of
   results has one ranking *)
Definition total_order (R : realFieldType) :=
  [/\ forall a : result R, ~~ ranks_before a a,
      forall b a c : result R, ranks_before a b -> ranks_before b c -> ranks_before a c &
      forall a b : result R, a = b \/ ranks_before a b \/ ranks_before b a] /\
  forall (E : eqType) (f : E -> result R) (l r : seq E), injective f -> perm_eq l r ->
    sorted (fun a b => ranks (f a) (f b)) r -> r = sort (fun a b => ranks (f a) (f b)) l.

(* H7: keeping some tokens after each prefix (top-k, top-p) and renormalising
   is LOCAL on the trie of what can be emitted *)
Definition truncation_is_local (R : realFieldType) (T : finType) (A : codebooks T) k :=
  forall (keep : seq T -> {set T}),
    (forall w, over A w -> (size w < k)%N -> keep w != set0 /\ keep w \subset A (size w)) ->
  forall q : cond R T, pos_model A k q ->
  forall s : k.-tuple T,
    Q (truncated keep q) s = if s \in sub_trie k keep then LOCAL (sub_trie k keep) q s else 0.

(** *** H9. Hits of sequences and hits of items *)
Section Hits.
Variables (R : realFieldType) (E I T : finType) (k : nat) (tok : I -> k.-tuple T).
Variables (target : E -> I) (hit : E -> bool).

Let g (e : E) : R := (mult tok (tok (target e)))%:R.
Let sid_hits : R := \sum_e (hit e)%:R.
Let item_hits : R := \sum_e (hit e)%:R / g e.

(* a hit sequence is worth 1/g hits of the item, in expectation over a uniform
   pick within its collision group *)
Definition hits_of_items :=
  item_hits = \sum_e \sum_(u | tok u == tok (target e)) (g e)^-1 * (hit e && (u == target e))%:R.

(* H9: whatever the hits, the true number lies between those for the largest
   and the smallest group; one hit attains either *)
Definition hits_range := forall lo hi : nat, (0 < lo)%N ->
  (forall e, (lo <= mult tok (tok (target e)) <= hi)%N) ->
    sid_hits / hi%:R <= item_hits <= sid_hits / lo%:R.

(* H9: if hits are uncorrelated with 1/g, the inflation is 1 / mean(1/g) - 1 *)
Definition hits_inflation := (0 < #|E|)%N -> sid_hits != 0 ->
  item_hits / #|E|%:R = (sid_hits / #|E|%:R) * ((\sum_e (g e)^-1) / #|E|%:R) ->
    sid_hits / item_hits - 1 = ((\sum_e (g e)^-1) / #|E|%:R)^-1 - 1.

End Hits.

Definition hits_range_attained (R : realFieldType) (E I T : finType) k (tok : I -> k.-tuple T)
    (target : E -> I) :=
  forall e0 : E, let hit e := e == e0 in
    \sum_e (hit e)%:R / (mult tok (tok (target e)))%:R =
    (\sum_e (hit e)%:R) / (mult tok (tok (target e0)))%:R :> R.

(* F6: a finite penalty B in rounded logits.  On a grid whose points next to x
   are further away than 2 B a penalised logit x stays x: a masked token ties
   with a valid one of the same logit.  And any finite penalty is overcome by
   some logits, even without rounding *)
Definition soft_mask_rounded (R : realFieldType) :=
  forall (grid : R -> Prop) (round : R -> R) (B : R), 0 < B ->
    (forall y, grid (round y) /\ forall z, grid z -> `|y - round y| <= `|y - z|) ->
  (forall x, grid x -> (forall z, grid z -> z != x -> 2%:R * B < `|x - z|) -> round (x - B) = x) /\
  (forall valid : R, exists masked, valid < masked - B).

(* F7: pair by pair all of C passes, and nothing else iff C is closed under
   splicing at a shared token *)
Definition bigram_constraint (T : finType) k (C : {set k.-tuple T}) := (0 < k)%N ->
  C \subset bigram C /\
  (bigram C = C <-> forall c c' (j : 'I_k), c \in C -> c' \in C -> tnth c j = tnth c' j -> splice c c' j \in C).

(* D4: with the end forced after K tokens, a table is complete iff it has
   every word of at most K tokens, the empty one included *)
Definition forced_end (I T : finType) (A : codebooks T) K (code : vcode I A K) :=
  complete (with_end code) (forced_end_codebooks K A) K.+1 <->
  (forall w, over A w -> (size w <= K)%N -> exists v, code v = w :> seq T).

End SearchLaw.

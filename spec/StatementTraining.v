(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* Statements on losses that are changed token by token (G3), on streams of   *)
(* several items (G5) and on tokens merged across the borders of items (E2).  *)
(* No proof here; read Statement.v, StatementDecoding.v, StatementLog.v first.*)
(******************************************************************************)
From mathcomp Require Import all_ssreflect all_algebra.
From Sidproof Require Import Statement StatementDecoding StatementLog.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Losses changed token by token *)

Section TokenLosses.
Variables (R : realFieldType) (L : logarithm R) (T I : finType) (A : codebooks T) (k : nat).
Variables (tok : I -> k.-tuple T) (n : I -> nat).

(* how many events pass through the prefix w *)
Definition below (w : seq T) : nat := \sum_(v | prefix w (tok v)) n v.

(* the token at position j counts c j times *)
Definition weighted_lik (c : 'I_k -> nat) (q : cond R T) : R :=
  \prod_v (\prod_(j < k) q (take j (tok v)) (tnth (tok v) j) ^+ c j) ^+ n v.

(* label smoothing: the target is the token with weight 1 - e and the uniform
   law of its codebook with weight e *)
Definition smoothed_loss (e : R) (q : cond R T) : R :=
  - \sum_v (n v)%:R * \sum_(j < k)
      ((1 - e) * L (q (take j (tok v)) (tnth (tok v) j)) +
       e * ((\sum_(t in A j) L (q (take j (tok v)) t)) / #|A j|%:R)).

(* the row that label smoothing asks for *)
Definition smoothed_row (e : R) (w : seq T) (t : T) : R :=
  (1 - e) * ((below (rcons w t))%:R / (below w)%:R) + e / #|A (size w)|%:R.

End TokenLosses.

(* a word filled up to K tokens with a pad, that is predicted like a token *)
Definition padded (I T : finType) (K : nat) (code : I -> seq T) (v : I) : seq (option T) :=
  map Some (code v) ++ nseq (K - size (code v)) None.

(** ** Streams: the words of a user's items, one after the other *)

Definition stream (I T : finType) (code : I -> seq T) (h : seq I) : seq T := flatten (map code h).

(* one codebook, and a law after every prefix *)
Definition stream_model (R : realFieldType) (T : finType) (q : cond R T) := forall w, law (q w).

Module TrainingLaw.

Section AllModels.
Variables (R : realFieldType) (L : logarithm R) (T I : finType) (A : codebooks T) (k : nat).
Variable tok : tokenization I A k.

(* G3: positive position weights move no optimum of the unrestricted models,
   which is the empirical row after each observed prefix *)
Definition position_weights :=
  forall (n : I -> nat) (c : 'I_k -> nat), (0 < events n)%N -> (forall j, (0 < c j)%N) ->
  forall q : cond R T, model A k q ->
    (maximises (model A k) (weighted_lik tok n c) q <->
     forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < below tok n w)%N ->
       q w t = (below tok n (rcons w t))%:R / (below tok n w)%:R) /\
    (maximises (model A k) (weighted_lik tok n c) q <->
     maximises (model A k) (fun q => \prod_v Q q (tok v) ^+ n v) q).

(* G3: label smoothing changes the loss by e times how much more likely the
   observed tokens are than the codebook's average, in logarithms; and its
   optimum is another one, the smoothed rows *)
Definition label_smoothing_gap :=
  forall (e : R) (n : I -> nat) (q : cond R T),
    smoothed_loss L A tok n e q - ar_loss L tok (fun _ : unit => q) (fun=> n) =
    e * \sum_v (n v)%:R * \sum_(j < k) (L (q (take j (tok v)) (tnth (tok v) j)) -
      (\sum_(t in A j) L (q (take j (tok v)) t)) / #|A j|%:R).
Definition label_smoothing_optimum := nonempty A k ->
  forall (e : R) (n : I -> nat) (q : cond R T), 0 < e -> e < 1 -> pos_model A k q ->
    (forall q', pos_model A k q' -> smoothed_loss L A tok n e q <= smoothed_loss L A tok n e q') <->
    (forall w t, over A (rcons w t) -> (size w < k)%N -> (0 < below tok n w)%N ->
       q w t = smoothed_row A tok n e w t).

(* G3: with a temperature inside the loss what is trained is the tempered
   model; its likelihood is the e-th power of the untempered one, over the
   normalisers of the rows that the data meet *)
Definition temperature_in_loss :=
  forall (e : nat) (n : I -> nat) (q : cond R T), pos_model A k q ->
    \prod_v Q (tempered A e q) (tok v) ^+ n v =
    (\prod_v Q q (tok v) ^+ n v) ^+ e /
      \prod_v (\prod_(j < k) \sum_(t in A j) q (take j (tok v)) t ^+ e) ^+ n v.

End AllModels.

(* G3: within a family whose rows are tied, here one row for both positions,
   position weights do move the optimum: the code 01, its first token counted
   twice *)
Definition weights_in_a_family (R : realFieldType) :=
  exists (tok : tokenization [finType of unit] (fun _ : nat => [set: bool]) 2)
         (c : 'I_2 -> nat) (d d' : bool -> R),
    let n (_ : unit) := 1%N in
    [/\ forall j, (0 < c j)%N,
        maximises (@law R _) (fun d => weighted_lik tok n (fun=> 1%N) (par (fun=> d))) d,
        maximises (@law R _) (fun d => weighted_lik tok n c (par (fun=> d))) d',
        d false = 1%:R / 2%:R & d' false = 2%:R / 3%:R].

(* G3: the smoothed rows are not the smoothed item law: with all four items of
   two binary tokens and data on 00 alone, e = 1/2 gives 00 the mass 9/16, and
   smoothing the items would give it 5/8 *)
Definition smoothing_tokens_is_not_smoothing_items (R : realFieldType) :=
  exists tok : tokenization [finType of 2.-tuple bool] (fun _ : nat => [set: bool]) 2,
  let n (v : 2.-tuple bool) : nat := v == [tuple false; false] in
  let e := 1%:R / 2%:R : R in
    bijective_onto (fun _ => [set: bool]) tok /\
    forall q : cond R [finType of bool],
      (forall w t, (size w < 2)%N -> (0 < below tok n w)%N ->
         q w t = smoothed_row (fun _ => [set: bool]) tok n e w t) ->
      item_score tok q [tuple false; false] = 9%:R / 16%:R /\
      (1 - e) * emp R n [tuple false; false] + e / #|{: 2.-tuple bool}|%:R = 5%:R / 8%:R.

(* G3: trained with inverse temperature 2 and read without, the optimum is not
   the empirical law: items seen 1 and 4 times get 1/3 and 2/3 *)
Definition temperature_moves_the_optimum (R : realFieldType) :=
  exists (tok : tokenization [finType of bool] (fun _ : nat => [set: bool]) 1) (n : bool -> nat)
         (q : cond R [finType of bool]),
    [/\ bijective_onto (fun _ => [set: bool]) tok,
        maximises (pos_model (fun _ => [set: bool]) 1)
          (fun q => \prod_v Q (tempered (fun _ => [set: bool]) 2 q) (tok v) ^+ n v) q,
        emp R n false = 1%:R / 5%:R & item_score tok q false = 1%:R / 3%:R].

(* G3, pads that are predicted: the loss of the padded word is that of the word
   plus that of its pads, which vanishes iff the pads are certain; padding
   keeps a table one-to-one *)
Definition predicted_pads (R : realFieldType) (T I : finType) (K : nat) (code : I -> seq T) :=
  (forall v, (size (code v) <= K)%N) ->
  (injective (padded K code) <-> injective code) /\
  forall (q : cond R [finType of option T]) (v : I), (forall w, law (q w)) ->
    let w := map Some (code v) in
    Q q (padded K code v) = Q q w * cont q w (nseq (K - size w) None) /\
    (0 < Q q w -> Q q (padded K code v) <= Q q w ?= iff
       [forall j : 'I_(K - size w), q (w ++ nseq j None) None == 1]).

(* G3, pads that are only counted: a batch b whose mean runs over its padded
   width weighs its events by c b, a constant over the width.  The optimum of
   the item loss stays one iff the weighted data have the same empirical law *)
Definition counted_pads (R : realFieldType) (B I : finType) :=
  forall (n : B -> I -> nat) (c : B -> nat), (forall b, (0 < c b)%N) ->
  (0 < events (fun v => \sum_b n b v)%N)%N ->
    (exists p : I -> R,
       maximises (@law R I) (fun p => \prod_b \prod_v p v ^+ n b v) p /\
       maximises (@law R I) (fun p => \prod_b \prod_v p v ^+ (c b * n b v)) p) <->
    (forall v, emp R (fun v => \sum_b n b v)%N v = emp R (fun v => \sum_b c b * n b v)%N v).

(* G3: and it does not stay one in general: two items in two batches, one of
   them twice as wide *)
Definition pads_move_the_optimum (R : realFieldType) :=
  let n (b v : bool) : nat := b == v in
  let c (b : bool) := if b then 1%N else 2%N in
    emp R (fun v => \sum_b n b v)%N false = 1%:R / 2%:R /\
    emp R (fun v => \sum_b c b * n b v)%N false = 2%:R / 3%:R.

(** *** G5. Streams *)
Section Streams.
Variables (R : realFieldType) (I T : finType) (code : I -> seq T).

(* the loss of a stream is, for every code, a sum over its items (the chain
   rule), each item after the tokens of those before it *)
Definition stream_chain :=
  forall (F : fieldType) (q : cond F T) (h : seq I) (v : I),
    Q q (stream code (rcons h v)) = Q q (stream code h) * cont q (stream code h) (code v).

(* G5: the terms are the losses of a law on items, after every history and for
   every model, iff the code is a complete prefix code: item borders can be
   read off at once, and every token sequence begins with an item *)
Definition stream_of_item_laws := (0 < #|T|)%N -> forall K, (forall v, (size (code v) <= K)%N) ->
  (forall q : cond R T, stream_model q -> forall h, law (fun v => cont q (stream code h) (code v))) <->
  prefix_code code /\ complete code (fun _ => [set: T]) K.

(* G5: the likelihoods of all histories of m items sum to at most one, for
   every model, iff item borders can be read off at once *)
Definition stream_of_histories := (0 < #|T|)%N -> forall m : nat, (0 < m)%N ->
  (forall q : cond R T, stream_model q -> \sum_(h : m.-tuple I) Q q (stream code h) <= 1) <->
  prefix_code code.

End Streams.

(* G5: with a = 0, b = 01, c = 10 the streams of (a, c) and (b, a) are one, so
   no model tells the histories apart, and one model gives each of them mass 1 *)
Definition undecodable_borders (R : realFieldType) :=
  exists (code : 'I_3 -> seq bool) (h h' : 2.-tuple 'I_3),
    [/\ injective code, h != h',
        (forall q : cond R [finType of bool], Q q (stream code h) = Q q (stream code h')) &
        exists2 q : cond R [finType of bool], stream_model q & Q q (stream code h) = 1].

(** *** E2. Tokens merged across the borders of items *)
Section Merged.
Variables (R : realFieldType) (I T : finType) (A : codebooks T) (K : nat).

(* E2: with whole histories for items the theorem holds as it is *)
Definition whole_histories (m : nat) (tok : tokenization [finType of m.-tuple I] A K) :=
  (bijective_onto A tok -> forall q : cond R T, model A K q ->
     law (item_score tok q) /\
     forall n : m.-tuple I -> nat,
       \prod_h Q q (tok h) ^+ n h = lik_FV (fun _ : unit => item_score tok q) (fun=> n)) /\
  ((forall q : cond R T, model A K q -> Zsum tok q = 1) <-> bijective_onto A tok).

(* E2: the mass of a history is the sum over its next item, for every model,
   iff every sequence of tokens that begins as the history does begins with
   exactly one continuation by an item; only then is there a law of the next
   item *)
Definition history_tokenizer (tau : seq I -> seq T) := nonempty A K ->
  (forall h, over A (tau h) && (size (tau h) <= K)%N) ->
  forall h,
    (forall q : cond R T, model A K q -> \sum_v Q q (tau (rcons h v)) = Q q (tau h)) <->
    (forall s : K.-tuple T, over A s ->
       #|[set v | prefix (tau (rcons h v)) s]| = prefix (tau h) s :> nat).

End Merged.

(* E2, a bijection of histories that is none of items: two binary items (x, y)
   as the tokens (x + y mod 2, y).  No code of the first item, however the
   second is coded, gives these tokens, and for some model no partial sum of
   the token losses is the loss of the first item *)
Definition merged_tokens (R : realFieldType) :=
  exists tok : tokenization [finType of 2.-tuple bool] (fun _ : nat => [set: bool]) 2,
    [/\ bijective_onto (fun _ => [set: bool]) tok,
        (forall (c : bool -> seq bool) (d : bool -> bool -> seq bool), injective c ->
           exists x y, tok [tuple x; y] != c x ++ d x y :> seq bool) &
        exists2 q : cond R [finType of bool], pos_model (fun _ => [set: bool]) 2 q &
          forall (x y : bool) (j : nat),
            Q q (take j (tok [tuple x; y])) != \sum_y' Q q (tok [tuple x; y'])].

End TrainingLaw.

(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* The oracle computes the quantities of the specification, in every ordered  *)
(* field (sums, products and quotients: in every field of characteristic 0    *)
(* that is a numFieldType).                                                   *)
(*   Q2R                       a rational as an element of the field          *)
(*   sem, books, table         what the oracle's inputs mean                  *)
(*   *_correct                 one theorem for each extracted function        *)
(******************************************************************************)
From Coq Require Import QArith Qreduction List.
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.zify Require Import ssrZ.
From Sidproof Require Import Statement StatementDecoding Finite Tokenization Model Equivalence Trie.
From Sidproof Require Oracle.
Set Implicit Arguments.
Unset Strict Implicit.
Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

#[local] Arguments Qred : simpl never.
#[local] Arguments Qmult : simpl never.
#[local] Arguments Qplus : simpl never.
#[local] Arguments Qdiv : simpl never.

Local Notation q0 := (Qmake Z0 xH).

(** *** Rationals *)
Section Q2R.
Variable R : realFieldType.

Definition Z2R (z : Z) : R := (int_of_Z z)%:~R.
Definition Q2R (q : QArith_base.Q) : R := Z2R (Qnum q) / Z2R (Zpos (Qden q)).

Lemma Z2RM x y : Z2R (Z.mul x y) = Z2R x * Z2R y.
Proof. by rewrite /Z2R (rmorphM [rmorphism of int_of_Z] x y) intrM. Qed.
Lemma Z2RD x y : Z2R (Z.add x y) = Z2R x + Z2R y.
Proof. by rewrite /Z2R (rmorphD [rmorphism of int_of_Z] x y) intrD. Qed.
Lemma Z2R_gt0 p : 0 < Z2R (Zpos p).
Proof.
rewrite /Z2R ltr0z /= ltz_nat; have := Pos2Nat.is_pos p.
by move/ssrnat.ltP.
Qed.
Lemma Z2R_pos p : Z2R (Zpos p) != 0. Proof. by rewrite gt_eqF // Z2R_gt0. Qed.

Lemma Q2R0 : Q2R 0 = 0. Proof. by rewrite /Q2R /Z2R /= mul0r. Qed.
Lemma Q2R1 : Q2R 1 = 1. Proof. by rewrite /Q2R mulfV // Z2R_pos. Qed.

Lemma Q2RM a b : Q2R (Qmult a b) = Q2R a * Q2R b.
Proof.
case: a b => [a1 a2] [b1 b2]; rewrite /Q2R /= Pos2Z.inj_mul !Z2RM invfM.
by rewrite mulrACA.
Qed.

Lemma Q2RD a b : Q2R (Qplus a b) = Q2R a + Q2R b.
Proof.
case: a b => [a1 a2] [b1 b2]; rewrite /Q2R /= Pos2Z.inj_mul Z2RD !Z2RM.
by rewrite addf_div ?Z2R_pos.
Qed.

Lemma Q2R_eq a b : Qeq a b <-> Q2R a = Q2R b.
Proof.
case: a b => [a1 a2] [b1 b2]; rewrite /Qeq /Q2R /=; split=> [/(congr1 Z2R)|/eqP].
  by rewrite !Z2RM => e; apply/eqP; rewrite eqr_div ?Z2R_pos // e.
rewrite eqr_div ?Z2R_pos // -!Z2RM /Z2R => /eqP/(mulrIz (oner_neq0 R)).
exact: (can_inj int_of_ZK).
Qed.

Lemma Q2R_red a : Q2R (Qred a) = Q2R a.
Proof. by apply/Q2R_eq; apply: Qred_correct. Qed.

Lemma Q2RV a : Q2R (Qinv a) = (Q2R a)^-1.
Proof.
case: a => [[|p|p] q]; rewrite /Q2R /Qinv /=.
- by rewrite /Z2R /= !mul0r invr0.
- by rewrite invfM invrK mulrC.
- have N x : Z2R (Zneg x) = - Z2R (Zpos x).
    by rewrite -Pos2Z.opp_pos /Z2R (rmorphN [rmorphism of int_of_Z] (Zpos x)) mulrNz.
  by rewrite !N mulNr -mulrN -invrN -N invfM invrK mulrC.
Qed.

Lemma Q2R_div a b : Q2R (Oracle.qdiv a b) = Q2R a / Q2R b.
Proof. by rewrite /Oracle.qdiv Q2R_red /Qdiv Q2RM Q2RV. Qed.

Lemma Q2R_nat n : Q2R (Oracle.qnat n) = n%:R.
Proof.
rewrite /Oracle.qnat /Q2R /= -[RHS]divr1; congr (_ / _).
  by rewrite /Z2R -[RHS]/(n%:~R); congr (_%:~R); case: n => //= n; rewrite SuccNat2Pos.id_succ.
Qed.

Lemma Q2R_ge0 a : Qle_bool 0 a = (0 <= Q2R a).
Proof.
case: a => [a b]; rewrite /Qle_bool /= Z.mul_1_r /Q2R pmulr_lge0 ?invr_gt0 ?Z2R_gt0 //.
by rewrite /Z2R ler0z; case: a.
Qed.

Lemma qsum_correct l : Q2R (Oracle.qsum l) = \sum_(x <- l) Q2R x.
Proof.
elim: l => [|x l IH] /=; first by rewrite big_nil Q2R0.
by rewrite Q2R_red Q2RD IH big_cons.
Qed.

Lemma qprod_correct l : Q2R (Oracle.qprod l) = \prod_(x <- l) Q2R x.
Proof.
elim: l => [|x l IH] /=; first by rewrite big_nil Q2R1.
by rewrite Q2R_red Q2RM IH big_cons.
Qed.

Lemma qpow_correct x n : Q2R (Oracle.qpow x n) = Q2R x ^+ n.
Proof.
elim: n => [|n IH] /=; first exact: Q2R1.
by rewrite Q2R_red Q2RM IH exprS.
Qed.

End Q2R.

(** *** Lists of Coq's library and of MathComp *)
Section Lists.
Variables (S U : Type).

Lemma appE (s1 s2 : seq S) : app s1 s2 = s1 ++ s2. Proof. by elim: s1 => //= x s ->. Qed.
Lemma mapE (f : S -> U) s : List.map f s = map f s. Proof. by elim: s => //= x s ->. Qed.
Lemma filterE (a : S -> bool) s : List.filter a s = filter a s.
Proof. by elim: s => //= x s ->. Qed.
Lemma forallbE (a : S -> bool) s : List.forallb a s = all a s. Proof. by elim: s => //= x s ->. Qed.
Lemma existsbE (a : S -> bool) s : List.existsb a s = has a s. Proof. by elim: s => //= x s ->. Qed.
Lemma lengthE (s : seq S) : List.length s = size s. Proof. by elim: s => //= x s ->. Qed.
Lemma nthE (x0 : S) s i : List.nth i s x0 = nth x0 s i.
Proof. by elim: s i => [|y s IH] [|i] //=. Qed.
Lemma skipnE n (s : seq S) : List.skipn n s = drop n s.
Proof. by elim: n s => [|n IH] [|x s] //=. Qed.
Lemma flat_mapE (f : S -> seq U) s : List.flat_map f s = flatten (map f s).
Proof. by elim: s => //= x s ->; rewrite -[RHS]/(f x ++ _); elim: (f x) => //= y l ->. Qed.
End Lists.

Lemma eqbE a b : Nat.eqb a b = (a == b). Proof. exact/PeanoNat.Nat.eqb_spec/eqP. Qed.
Lemma lebE a b : Nat.leb a b = (a <= b)%N. Proof. by apply/PeanoNat.Nat.leb_spec0/ssrnat.leP. Qed.
Lemma ltbE a b : Nat.ltb a b = (a < b)%N. Proof. by rewrite /Nat.ltb lebE. Qed.
Lemma seqE i n : List.seq i n = iota i n. Proof. by elim: n i => //= n IH i; rewrite IH. Qed.

Lemma is_prefixE u s : Oracle.is_prefix u s = prefix u s.
Proof. by elim: u s => [|a u IH] [|b s] //=; rewrite IH eqbE. Qed.

Lemma sameE u s : Oracle.same u s = (u == s).
Proof. by elim: u s => [|a u IH] [|b s] //=; rewrite IH eqbE eqseq_cons. Qed.

Lemma distinctE l : Oracle.distinct l = undup l.
Proof.
elim: l => //= s l ->; rewrite existsbE; congr (if _ then _ else _).
by rewrite -has_pred1; apply: eq_has => u; rewrite sameE eq_sym.
Qed.

(** *** Meaning of the inputs *)
Section Meaning.
Variables (R : realFieldType) (m : nat) (vs : seq nat).
Hypothesis vs_m : all (fun v => v <= m)%N vs.
Let T := [finType of 'I_m].

Definition sem (c : Oracle.qcond) : cond R T := fun w t => Q2R R (c (map val w) (val t)).
Definition books : codebooks T := fun j => [set t : T | (t < nth 0%N vs j)%N].

Lemma size_le j : (nth 0%N vs j <= m)%N.
Proof.
case: (ltnP j (size vs)) => [jv|vj]; last by rewrite nth_default.
by apply: (allP vs_m); apply: mem_nth.
Qed.

(* the codebook of position j, as numbers *)
Lemma codebook_perm j : perm_eq (Oracle.codebook vs j) [seq val t | t <- enum (books j)].
Proof.
rewrite /Oracle.codebook nthE seqE; apply: uniq_perm; first exact: iota_uniq.
  by rewrite map_inj_uniq ?enum_uniq //; apply: val_inj.
move=> i; rewrite mem_iota add0n /=; apply/idP/mapP => [ij|[t]].
  have im := leq_trans ij (size_le j).
  by exists (Ordinal im) => //; rewrite mem_enum inE.
by rewrite mem_enum inE => tj ->.
Qed.

Lemma sum_codebook (f : nat -> R) j :
  \sum_(i <- Oracle.codebook vs j) f i = \sum_(t in books j) f (val t).
Proof. by rewrite (perm_big _ (codebook_perm j)) big_map big_enum_cond; apply: eq_bigl => t; rewrite andbT. Qed.

Lemma map_rcons_val (w : seq T) t : app (map val w) [:: val t] = map val (rcons w t).
Proof. by rewrite appE map_rcons cats1. Qed.

Lemma in_codebooks_correct (w : seq T) : Oracle.in_codebooks vs (map val w) = over books w.
Proof.
rewrite /books; elim: w vs => [|t w IH] [|v us] //=.
- by rewrite inE ltn0.
by rewrite IH ltbE inE.
Qed.

(* words over the codebooks, as numbers *)
Lemma words_over k u : reflect (exists2 w : seq T, over books w /\ size w = k & u = map val w)
  (u \in Oracle.words vs k).
Proof.
elim: k u => [|k IH] u /=.
  rewrite inE; apply: (iffP eqP) => [->|[w [_ /size0nil->]] //]; by exists [::].
rewrite flat_mapE; apply: (iffP flatten_mapP) => [[w' /IH[w [wA wk] ->]]|[w [wA wk] ->]].
  rewrite mapE => /mapP[i]; rewrite (perm_mem (codebook_perm k)) => /mapP[t].
  rewrite mem_enum => tA -> ->; exists (rcons w t); last exact: map_rcons_val.
  by rewrite over_rcons size_rcons wA wk.
case/lastP: w wA wk => // w t; rewrite over_rcons size_rcons => /andP[wA tA] [wk].
exists (map val w); first by apply/IH; exists w.
rewrite mapE; apply/mapP; exists (val t); last by rewrite map_rcons_val.
by rewrite (perm_mem (codebook_perm k)) map_f // mem_enum -wk.
Qed.

Theorem model_ok_correct k c : Oracle.model_ok vs k c <-> model books k (sem c).
Proof.
have row w : Oracle.row_ok vs c (map val w) <-> law_on (books (size w)) (sem c w).
  rewrite /Oracle.row_ok mapE lengthE size_map forallbE all_map.
  have -> : Qeq_bool (Oracle.qsum [seq c [seq val i | i <- w] i | i <- Oracle.codebook vs (size w)]) 1
            = (\sum_(t in books (size w)) sem c w t == 1).
    apply/idP/eqP; rewrite -(sum_codebook (fun i => Q2R R (c (map val w) i))) -(big_map _ xpredT (Q2R R)).
      by move=> /Qeq_bool_iff/(Q2R_eq R); rewrite Q2R1 qsum_correct.
    by move=> e; apply/Qeq_bool_iff/(Q2R_eq R); rewrite Q2R1 qsum_correct.
  rewrite (perm_all _ (codebook_perm _)) all_map; split.
    by move=> /andP[/eqP e /allP q0]; split=> // t tA; rewrite /sem -Q2R_ge0; apply: q0; rewrite mem_enum.
  move=> [q0 /eqP ->]; apply/allP => t; rewrite mem_enum => tA /=; rewrite (Q2R_ge0 R).
  exact: (q0 t tA).
rewrite /Oracle.model_ok forallbE seqE; split=> [/allP H w wA wk|H].
  apply/row; have := H (size w); rewrite mem_iota wk forallbE => /(_ isT)/allP; apply.
  by apply/words_over; exists w.
apply/allP => j; rewrite mem_iota /= => jk; rewrite forallbE; apply/allP => _ /words_over[w [wA wj] ->].
by apply/row; apply: H; rewrite ?wj.
Qed.

Lemma qcont_correct c w (s : seq T) :
  Q2R R (Oracle.qcont c (map val w) (map val s)) = cont (sem c) w s.
Proof.
elim: s w => [|t s IH] w /=; first exact: Q2R1.
by rewrite Q2R_red Q2RM map_rcons_val IH.
Qed.

Lemma qseq_correct c (s : seq T) : Q2R R (Oracle.qseq c (map val s)) = Q (sem c) s.
Proof. exact: (qcont_correct c [::] s). Qed.

Lemma token_probs_correct c w (s : seq T) :
  \prod_(x <- Oracle.token_probs c (map val w) (map val s)) Q2R R x = cont (sem c) w s.
Proof.
elim: s w => [|t s IH] w /=; first by rewrite big_nil.
by rewrite big_cons map_rcons_val IH.
Qed.

(** *** Tables *)
Variables (N k : nat) (tok : tokenization [finType of 'I_N] books k).
Definition table : seq (seq nat) := [seq map val (code tok v) | v <- enum 'I_N].
Let C := [set code tok v | v in 'I_N].

Lemma nth_table (v : 'I_N) : nth [::] table (v : nat) = map val (code tok v).
Proof. by rewrite (nth_map v) ?size_enum_ord // nth_ord_enum. Qed.

Lemma map_val_eq (u w : seq T) : (map val u == map val w) = (u == w).
Proof. by rewrite (inj_eq (inj_map val_inj)). Qed.

Lemma prefix_val (u s : seq T) : prefix (map val u) (map val s) = prefix u s.
Proof. by elim: u s => [|a u IH] [|b s] //=; rewrite IH (inj_eq val_inj). Qed.

Lemma C_over : C \subset grid books k.
Proof. by apply/subsetP => s /imsetP[v _ ->]; rewrite inE code_over. Qed.

(* a sum over the distinct codes *)
Lemma sum_distinct (f : seq nat -> R) :
  \sum_(s <- Oracle.distinct table) f s = \sum_(s in C) f (map val s).
Proof.
rewrite distinctE; pose g (s : k.-tuple T) := [seq val i | i <- s].
have gI : injective g by move=> s s' /(inj_map val_inj)/val_inj.
have -> : undup table = map g (undup [seq code tok v | v <- enum 'I_N]).
  by rewrite -(undup_map_inj gI) -map_comp.
rewrite big_map big_uniq ?undup_uniq //=; apply: eq_bigl => s; rewrite mem_undup.
by apply/mapP/imsetP => [[v _ ->]|[v _ ->]]; exists v; rewrite ?mem_enum.
Qed.

Lemma scores_correct c : map (Q2R R) (Oracle.scores c table) =
  [seq item_score tok (sem c) v | v <- enum 'I_N].
Proof. by rewrite /Oracle.scores mapE -!map_comp; apply: eq_map => v; apply: qseq_correct. Qed.

Theorem zsum_correct c : Q2R R (Oracle.zsum c table) = Zsum tok (sem c).
Proof.
rewrite /Oracle.zsum qsum_correct -(big_map (Q2R R) xpredT id) scores_correct.
by rewrite big_map big_enum.
Qed.

Theorem share_correct c : map (Q2R R) (Oracle.share c table) =
  [seq share tok (sem c) v | v <- enum 'I_N].
Proof.
rewrite /Oracle.share mapE -map_comp /share -zsum_correct.
rewrite (eq_map (f2 := fun q => Q2R R q / Q2R R (Oracle.zsum c table))) => [|q]; last exact: Q2R_div.
by rewrite (map_comp (fun x => x / _) (Q2R R)) scores_correct -map_comp.
Qed.

Theorem valid_mass_correct c : Q2R R (Oracle.valid_mass c table) = valid_mass C (sem c).
Proof.
rewrite /Oracle.valid_mass qsum_correct mapE big_map sum_distinct.
by apply: eq_bigr => s _; apply: qseq_correct.
Qed.

Lemma seq_mass_C (q : cond R T) : seq_mass tok q = valid_mass C q.
Proof. by apply: eq_bigl => s; apply/codomP/imsetP => [[v ->]|[v _ ->]]; exists v. Qed.

Lemma count_same (s : seq T) : size (filter (Oracle.same (map val s)) table) = #|[set v | code tok v == s :> seq T]|.
Proof.
rewrite size_filter /table count_map -sum1_count big_enum_cond cardsE -sum1_card.
by apply: eq_bigl => v; rewrite ?inE /= sameE map_val_eq eq_sym.
Qed.

Theorem split_correct c : map (Q2R R) (Oracle.split c table) =
  [seq split tok (sem c) v | v <- enum 'I_N].
Proof.
rewrite /Oracle.split mapE -!map_comp; apply: eq_map => v /=.
by rewrite Q2R_div qseq_correct Q2RM valid_mass_correct Q2R_nat lengthE filterE count_same -seq_mass_C.
Qed.

Theorem mult_correct (s : seq T) : Oracle.mult table (map val s) = vmult (fun v => code tok v : seq T) s.
Proof.
rewrite /Oracle.mult lengthE filterE size_filter /table count_map -sum1_count big_enum_cond /vmult cardsE -sum1_card.
by apply: eq_bigl => v; rewrite ?inE /= is_prefixE prefix_val.
Qed.

Theorem table_ok_correct : Oracle.table_ok vs k table.
Proof.
rewrite /Oracle.table_ok forallbE all_map; apply/allP => v _ /=.
by rewrite lengthE size_map size_tuple eqbE eqxx in_codebooks_correct code_over.
Qed.

Theorem injective_code_correct : Oracle.injective_code table <-> injective tok.
Proof.
rewrite /Oracle.injective_code forallbE all_map injective_mult; split=> [/allP H s|H].
  case: (boolP (s \in codom tok)) => [/codomP[v ->]|]; last first.
    by rewrite -mult_codom negbK => /eqP ->.
  have := H v; rewrite mem_enum => /(_ isT) /=; rewrite lebE lengthE filterE count_same.
  exact.
by apply/allP => v _ /=; rewrite lebE lengthE filterE count_same; apply: H.
Qed.

Theorem complete_code_correct : Oracle.complete_code vs k table <-> bijective_onto books tok.
Proof.
have M (s : k.-tuple T) : Oracle.mult table (map val s) = Statement.mult tok s.
  rewrite mult_correct /vmult /Statement.mult; apply: eq_card => v; rewrite !inE.
  by rewrite prefix_size_eq ?size_tuple.
rewrite /Oracle.complete_code forallbE bijective_mult; split=> [/allP H s sA|H].
  have := H (map val s); rewrite eqbE M => H'; apply/eqP/H'.
  by apply/words_over; exists s; rewrite ?size_tuple.
apply/allP => _ /words_over[w [wA /eqP wk] ->]; rewrite eqbE.
by rewrite (M (Tuple wk)) H.
Qed.

(** *** Likelihoods *)
Section Data.
Variable K : nat.
Let X := [finType of 'I_K].
Implicit Type D : seq (X * 'I_N * nat).

Definition triples D : Oracle.data := [seq (nat_of_ord z.1.1, nat_of_ord z.1.2, z.2) | z <- D].
Definition counts D (x : X) (v : 'I_N) : nat :=
  (\sum_(z <- D | (z.1.1 == x) && (z.1.2 == v)) z.2)%N.

Lemma prod_counts (f : X -> 'I_N -> R) D :
  \prod_(z <- D) f z.1.1 z.1.2 ^+ z.2 = \prod_x \prod_v f x v ^+ counts D x v.
Proof.
elim: D => [|[[x v] c] D IH].
  by rewrite big_nil big1 // => x _; rewrite big1 // => v _; rewrite /counts big_nil.
rewrite big_cons IH /=; transitivity ((\prod_x' \prod_v' f x' v' ^+ (if (x == x') && (v == v') then c else 0%N)) *
   \prod_x' \prod_v' f x' v' ^+ counts D x' v').
  congr (_ * _); rewrite (bigD1 x) //= (bigD1 v) //= !eqxx /= big1 => [|v' /negbTE ne].
    rewrite mulr1 big1 ?mulr1 // => x' /negbTE ne; apply: big1 => v' _.
    by rewrite eq_sym ne.
  by rewrite eq_sym ne.
rewrite -big_split; apply: eq_bigr => x' _ /=; rewrite -big_split; apply: eq_bigr => v' _ /=.
by rewrite -exprD /counts big_cons /=; case: ifP.
Qed.

Theorem ar_lik_correct (c : nat -> Oracle.qcond) D :
  Q2R R (Oracle.ar_lik c table (triples D)) =
  lik_AR tok (fun x : X => sem (c (x : nat))) (counts D).
Proof.
rewrite /Oracle.ar_lik qprod_correct mapE /triples -map_comp big_map.
rewrite /lik_AR -prod_counts; apply: eq_bigr => -[[x v] n] _ /=.
by rewrite qpow_correct qprod_correct nthE nth_table (token_probs_correct _ [::]) -QE.
Qed.

Lemma nth_items (p : nat -> seq QArith_base.Q) (f : X -> 'I_N -> R) (x : X) (v : 'I_N) :
  map (Q2R R) (p (x : nat)) = [seq f x v | v <- enum 'I_N] -> Q2R R (nth q0 (p (x : nat)) (v : nat)) = f x v.
Proof.
move=> e; have := congr1 (fun s => nth 0 s (v : nat)) e.
rewrite (nth_map v) ?size_enum_ord // nth_ord_enum => <-.
by rewrite (nth_map q0) // -(size_map (Q2R R)) e size_map size_enum_ord.
Qed.

Theorem fv_lik_correct (p : nat -> seq QArith_base.Q) (f : X -> 'I_N -> R) D :
  (forall x : X, map (Q2R R) (p (x : nat)) = [seq f x v | v <- enum 'I_N]) ->
  Q2R R (Oracle.fv_lik p (triples D)) = lik_FV f (counts D).
Proof.
move=> e; rewrite /Oracle.fv_lik qprod_correct mapE /triples -map_comp big_map.
rewrite /lik_FV -prod_counts; apply: eq_bigr => -[[x v] n] _ /=.
by rewrite qpow_correct nthE (nth_items _ (e x)).
Qed.

Theorem gap_correct (c : nat -> Oracle.qcond) D :
  Q2R R (Oracle.gap c table (triples D)) =
  \prod_(x : X) Zsum tok (sem (c (x : nat))) ^+ events (counts D x).
Proof.
rewrite /Oracle.gap qprod_correct mapE /triples -map_comp big_map.
transitivity (\prod_(z <- D) (fun (x : X) (v : 'I_N) => Zsum tok (sem (c (x : nat)))) z.1.1 z.1.2 ^+ z.2).
  by apply: eq_bigr => -[[x v] n] _ /=; rewrite qpow_correct zsum_correct.
by rewrite (prod_counts (fun (x : X) (v : 'I_N) => Zsum tok (sem (c (x : nat))))); apply: eq_bigr => x _; rewrite prodrXr.
Qed.

End Data.

(** *** The trie *)
Lemma valid_correct (w : seq T) : Oracle.valid table (map val w) = valid C w.
Proof.
rewrite /Oracle.valid existsbE has_map; apply/hasP/validP => [[v _ /=]|[s /imsetP[v _ ->] wv]].
  by rewrite is_prefixE prefix_val => wv; exists (code tok v); rewrite ?imset_f.
by exists v; rewrite ?mem_enum //= is_prefixE prefix_val.
Qed.

Theorem allowed_correct c (w : seq T) :
  Q2R R (Oracle.allowed vs table c (map val w)) = allowed C (sem c) w.
Proof.
rewrite /Oracle.allowed qsum_correct mapE big_map lengthE size_map.
rewrite (sum_codebook (fun t => Q2R R (if Oracle.valid table (app (map val w) [:: t]) then c (map val w) t else q0))).
rewrite /allowed [RHS](big_mkcond) /= [RHS](bigID (mem (books (size w)))) /= [X in _ = _ + X]big1 ?addr0.
  apply: eq_bigr => t _; rewrite map_rcons_val valid_correct.
  by case: ifP => // _; rewrite Q2R0.
move=> t tN; case: ifP => // /(valid_over C_over); rewrite over_rcons => /andP[_ tA].
by rewrite tA in tN.
Qed.

Theorem reach_correct c (w : seq T) : Q2R R (Oracle.reach table c (map val w)) = reach C (sem c) w.
Proof.
rewrite /Oracle.reach qsum_correct mapE big_map filterE big_filter.
rewrite big_mkcond (sum_distinct (fun s => if Oracle.is_prefix (map val w) s
   then Q2R R (Oracle.qcont c (map val w) (List.skipn (List.length (map val w)) s)) else 0)).
rewrite /reach [RHS]big_mkcondr; apply: eq_bigr => s _; rewrite is_prefixE prefix_val.
by rewrite skipnE lengthE size_map -map_drop qcont_correct.
Qed.

Theorem local_correct c (v : 'I_N) :
  Q2R R (Oracle.local vs table c (map val (tok v))) = LOCAL C (sem c) (tok v).
Proof.
have H (w s : seq T) : Q2R R (Oracle.local_from vs table c (map val w) (map val s)) =
    cont (fun w t => sem c w t / allowed C (sem c) w) w s.
  elim: s w => [|t s IH] w /=; first exact: Q2R1.
  by rewrite Q2R_red Q2RM map_rcons_val IH /Qdiv Q2RM Q2RV allowed_correct.
by rewrite /Oracle.local (H [::]) -/(Q _ _) QE.
Qed.

Theorem global_correct c (v : 'I_N) :
  Q2R R (Oracle.global table c (map val (tok v))) = GLOBAL C (sem c) (tok v).
Proof. by rewrite /Oracle.global Q2R_div qseq_correct valid_mass_correct. Qed.

End Meaning.

(* every table that the checker accepts is one of the tables above *)
Theorem table_ok_exists (m : nat) (vs : seq nat) (k : nat) (toks : seq (seq nat)) :
  all (fun v => v <= m)%N vs -> Oracle.table_ok vs k toks ->
  exists tok : tokenization [finType of 'I_(size toks)] (books m vs) k, table tok = toks.
Proof.
move=> vs_m; rewrite /Oracle.table_ok forallbE => /allP ok.
have small w : Oracle.in_codebooks vs w -> all (fun i => i < m)%N w.
  elim: w (vs) vs_m => [|t w IH] [|v us] //= /andP[vm usm] /andP[+ ws].
  by rewrite ltbE => tv; rewrite (leq_trans tv vm) (IH us).
have ex (v : 'I_(size toks)) : exists s : k.-tuple 'I_m,
    over (books m vs) s /\ map val s = nth [::] toks v.
  have := ok (nth [::] toks v); rewrite mem_nth // lengthE eqbE => /(_ isT)/andP[/eqP sk wv].
  pose w := pmap (insub : nat -> option 'I_m) (nth [::] toks v).
  have e : map val w = nth [::] toks v.
    by rewrite (pmap_filter (insubK _)) (eq_filter (isSome_insub _)); apply/all_filterP/small.
  have sw : size w == k by rewrite -(size_map val) e sk.
  by exists (Tuple sw); split; rewrite // -in_codebooks_correct /= e.
have [f fP] := fin_all_exists ex.
exists (Tokenization (fun v => proj1 (fP v))); rewrite /table /=.
apply: (@eq_from_nth _ [::]) => [|i]; rewrite size_map size_enum_ord // => ik.
rewrite (nth_map (Ordinal ik)) ?size_enum_ord // (proj2 (fP _)).
by rewrite (nth_ord_enum _ (Ordinal ik)).
Qed.

(** *** Tables whose items have words of any length *)
Section Words.
Variables (m N : nat) (word : 'I_N -> seq 'I_m).
Definition word_table : seq (seq nat) := [seq map val (word v) | v <- enum 'I_N].

Lemma word_mult (s : seq 'I_m) :
  Oracle.mult word_table (map val s) = #|[set v | prefix (word v) s]|.
Proof.
rewrite /Oracle.mult lengthE filterE size_filter /word_table count_map -sum1_count big_enum_cond cardsE -sum1_card.
by apply: eq_bigl => v; rewrite ?inE /= is_prefixE prefix_val.
Qed.

Theorem prefix_code_correct : Oracle.prefix_code word_table <-> StatementDecoding.prefix_code word.
Proof.
rewrite /Oracle.prefix_code forallbE all_map; split=> [/allP H u v uv|pc].
  have := H v; rewrite mem_enum => /(_ isT); rewrite /= lebE word_mult => /card_le1_eqP; apply;
    by rewrite inE ?prefix_refl.
apply/allP => v _; rewrite /= lebE word_mult; apply/card_le1_eqP => u w; rewrite !inE.
by move=> /pc -> /pc ->.
Qed.

End Words.

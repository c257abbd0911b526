(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(******************************************************************************)
(* An executable evaluator over exact rationals, to be extracted.             *)
(*                                                                            *)
(* Tokens, items and histories are numbers; [vs] lists the codebook sizes, so *)
(* position j has the tokens 0 .. V_j - 1.  A model is a function from prefix *)
(* and token to a rational.  Nothing of MathComp is used, so that the         *)
(* extracted program stays small; OracleCorrect.v proves every function equal *)
(* to the quantity of Statement.v and StatementDecoding.v that it is named    *)
(* for.  Every intermediate result is reduced.                                *)
(******************************************************************************)
From Coq Require Import QArith Qreduction List Arith Bool.
Import ListNotations.

Definition qcond := list nat -> nat -> Q.
Definition word := list nat.

Fixpoint qsum (l : list Q) : Q :=
  match l with [] => 0 | x :: l' => Qred (x + qsum l') end.
Fixpoint qprod (l : list Q) : Q :=
  match l with [] => 1 | x :: l' => Qred (x * qprod l') end.
Fixpoint qpow (x : Q) (n : nat) : Q :=
  match n with O => 1 | S n' => Qred (x * qpow x n') end.
Definition qdiv (x y : Q) : Q := Qred (x / y).
Definition qnat (n : nat) : Q := Z.of_nat n # 1.

(** ** Words *)

Fixpoint is_prefix (u s : word) : bool :=
  match u, s with
  | [], _ => true
  | a :: u', b :: s' => Nat.eqb a b && is_prefix u' s'
  | _, _ => false
  end.
Fixpoint same (u s : word) : bool :=
  match u, s with
  | [], [] => true
  | a :: u', b :: s' => Nat.eqb a b && same u' s'
  | _, _ => false
  end.
Fixpoint distinct (l : list word) : list word :=
  match l with
  | [] => []
  | s :: l' => if existsb (same s) l' then distinct l' else s :: distinct l'
  end.
Fixpoint in_codebooks (vs : list nat) (w : word) : bool :=
  match w, vs with
  | [], _ => true
  | t :: w', v :: vs' => Nat.ltb t v && in_codebooks vs' w'
  | _ :: _, [] => false
  end.
Definition codebook (vs : list nat) (j : nat) : list nat := seq 0 (nth j vs 0%nat).

(* all words over the first k codebooks *)
Fixpoint words (vs : list nat) (k : nat) : list word :=
  match k with
  | O => [[]]
  | S k' => flat_map (fun w => map (fun t => w ++ [t]) (codebook vs k')) (words vs k')
  end.

(** ** Checkers *)

Definition row_ok (vs : list nat) (c : qcond) (w : word) : bool :=
  let row := map (c w) (codebook vs (length w)) in
  Qeq_bool (qsum row) 1 && forallb (Qle_bool 0) row.
Definition model_ok (vs : list nat) (k : nat) (c : qcond) : bool :=
  forallb (fun j => forallb (row_ok vs c) (words vs j)) (seq 0 k).
Definition table_ok (vs : list nat) (k : nat) (toks : list word) : bool :=
  forallb (fun s => Nat.eqb (length s) k && in_codebooks vs s) toks.

(* number of items whose code is a prefix of s *)
Definition mult (toks : list word) (s : word) : nat :=
  length (filter (fun u => is_prefix u s) toks).
Definition injective_code (toks : list word) : bool :=
  forallb (fun s => Nat.leb (length (filter (same s) toks)) 1) toks.
Definition prefix_code (toks : list word) : bool :=
  forallb (fun s => Nat.leb (mult toks s) 1) toks.
Definition complete_code (vs : list nat) (k : nat) (toks : list word) : bool :=
  forallb (fun s => Nat.eqb (mult toks s) 1) (words vs k).

(** ** Measures *)

Fixpoint qcont (c : qcond) (w s : word) : Q :=
  match s with
  | [] => 1
  | t :: s' => Qred (c w t * qcont c (w ++ [t]) s')
  end.
Definition qseq (c : qcond) (s : word) : Q := qcont c [] s.
Definition scores (c : qcond) (toks : list word) : list Q := map (qseq c) toks.
Definition zsum (c : qcond) (toks : list word) : Q := qsum (scores c toks).
Definition share (c : qcond) (toks : list word) : list Q :=
  let z := zsum c toks in map (fun q => qdiv q z) (scores c toks).
Definition valid_mass (c : qcond) (toks : list word) : Q := qsum (map (qseq c) (distinct toks)).
Definition split (c : qcond) (toks : list word) : list Q :=
  let m := valid_mass c toks in
  map (fun s => qdiv (qseq c s) (m * qnat (length (filter (same s) toks)))) toks.

(** ** Likelihoods: data are triples (history, item, count) *)

Definition data := list (nat * nat * nat).
Fixpoint token_probs (c : qcond) (w s : word) : list Q :=
  match s with
  | [] => []
  | t :: s' => c w t :: token_probs c (w ++ [t]) s'
  end.
Definition ar_lik (c : nat -> qcond) (toks : list word) (D : data) : Q :=
  qprod (map (fun z => let '(x, v, n) := z in
                       qpow (qprod (token_probs (c x) [] (nth v toks []))) n) D).
Definition fv_lik (p : nat -> list Q) (D : data) : Q :=
  qprod (map (fun z => let '(x, v, n) := z in qpow (nth v (p x) 0) n) D).
(* prod_x Z(x)^N_x, the exact gap of B5 *)
Definition gap (c : nat -> qcond) (toks : list word) (D : data) : Q :=
  qprod (map (fun z => let '(x, _, n) := z in qpow (zsum (c x) toks) n) D).

(** ** The trie of the table *)

Definition valid (toks : list word) (w : word) : bool := existsb (is_prefix w) toks.
Definition allowed (vs : list nat) (toks : list word) (c : qcond) (w : word) : Q :=
  qsum (map (fun t => if valid toks (w ++ [t]) then c w t else 0) (codebook vs (length w))).
Definition reach (toks : list word) (c : qcond) (w : word) : Q :=
  qsum (map (fun s => qcont c w (skipn (length w) s)) (filter (is_prefix w) (distinct toks))).
Fixpoint local_from (vs : list nat) (toks : list word) (c : qcond) (w s : word) : Q :=
  match s with
  | [] => 1
  | t :: s' => Qred (c w t / allowed vs toks c w * local_from vs toks c (w ++ [t]) s')
  end.
Definition local (vs : list nat) (toks : list word) (c : qcond) (s : word) : Q :=
  local_from vs toks c [] s.
Definition global (toks : list word) (c : qcond) (s : word) : Q :=
  qdiv (qseq c s) (valid_mass c toks).

(* the smallest case in which LOCAL and GLOBAL choose another best item *)
Module Example.
Definition c : qcond := fun w t =>
  match w, t with
  | [], O => 3#5 | [], S O => 2#5
  | [O], O => 1#3 | [O], S O => 2#3
  | [S O], O => 2#3 | [S O], S O => 1#3
  | _, _ => 0
  end.
Definition toks := [[0;0];[1;0]]%nat.
Lemma is_model : model_ok [2;2]%nat 2 c = true. Proof. reflexivity. Qed.
Lemma is_local : map (local [2;2]%nat toks c) toks = [3#5; 2#5]. Proof. reflexivity. Qed.
Lemma is_global : map (global toks c) toks = [3#7; 4#7]. Proof. reflexivity. Qed.
End Example.

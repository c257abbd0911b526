(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(* Extraction of Oracle.v to OCaml over Zarith.  Trusted: the three Extr* files
   of Coq's library and the replacement of Z.ggcd below.  Numbers of type nat
   become machine integers: they count tokens, positions and observations. *)
From Coq Require Import QArith Extraction ExtrOcamlBasic ExtrOcamlNatInt ExtrOcamlZBigInt.
From Sidproof Require Import Oracle.
Extract Inlined Constant Z.gcd => "Big_int_Z.gcd_big_int".
Extract Constant Z.ggcd => "(fun a b -> let g = Big_int_Z.gcd_big_int a b in
  if Big_int_Z.sign_big_int g = 0 then (g,(a,b))
  else (g,(Big_int_Z.div_big_int a g, Big_int_Z.div_big_int b g)))".
Extraction "oracle.ml" model_ok table_ok injective_code prefix_code complete_code mult
  distinct scores zsum share split valid_mass ar_lik fv_lik gap valid allowed reach local global Qreduction.Qred.

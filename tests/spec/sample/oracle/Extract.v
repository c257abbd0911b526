(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
From Coq Require Import Extraction ExtrOcamlBasic.
From Sample Require Import Coded.
Extraction "coded.ml" halved.

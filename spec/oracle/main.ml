(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(* One request a line in, one answer a line out; see PROTOCOL.md.  This file
   parses and prints and is not verified: every number it prints is computed by
   the extracted functions of oracle.ml. *)
open Json

(** Fractions *)

let fraction s : Oracle.q =
  let int t = try Big_int_Z.big_int_of_string t with _ -> fail ("bad fraction: " ^ s) in
  match String.index_opt s '/' with
  | None -> { Oracle.qnum = int s; qden = Big_int_Z.unit_big_int }
  | Some i ->
    let den = int (String.sub s (i + 1) (String.length s - i - 1)) in
    if Big_int_Z.sign_big_int den <= 0 then fail ("bad fraction: " ^ s);
    { Oracle.qnum = int (String.sub s 0 i); qden = den }

let show (q : Oracle.q) =
  let q = Oracle.qred q in
  if Big_int_Z.eq_big_int q.Oracle.qden Big_int_Z.unit_big_int
  then Big_int_Z.string_of_big_int q.Oracle.qnum
  else Big_int_Z.string_of_big_int q.Oracle.qnum ^ "/" ^ Big_int_Z.string_of_big_int q.Oracle.qden

(** Reading a request *)

let list what = function List l -> l | _ -> fail (what ^ " must be a list")
let nat what = function
  | Int i when i >= 0 -> i
  | _ -> fail (what ^ " must be a natural number")
let nats what v = List.map (nat what) (list what v)
let text what = function String s -> s | Int i -> string_of_int i | _ -> fail (what ^ " must be a fraction")

let field ?default name fields =
  match List.assoc_opt name fields, default with
  | Some v, _ -> v
  | None, Some d -> d
  | None, None -> fail ("missing field: " ^ name)

let row rows histories = function
  | List [ x; prefix; probs ] ->
    let x = nat "history" x in
    if not (List.mem x !histories) then histories := x :: !histories;
    let probs = Array.of_list (List.map (fun p -> fraction (text "probability" p)) (list "row" probs)) in
    Hashtbl.replace rows (x, nats "prefix" prefix) probs
  | _ -> fail "a row is [history, prefix, probabilities]"

let count = function
  | List [ x; v; n ] -> ((nat "history" x, nat "item" v), nat "count" n)
  | _ -> fail "a count is [history, item, count]"

let zero : Oracle.q = { Oracle.qnum = Big_int_Z.zero_big_int; qden = Big_int_Z.unit_big_int }

(** Answering *)

let fractions l = List (List.map (fun q -> String (show q)) l)

(* the nodes of the trie, shortest first *)
let nodes toks =
  let module S = Set.Make (struct
    type t = int list
    let compare a b = compare (List.length a, a) (List.length b, b)
  end) in
  let rec prefixes w = function
    | [] -> [ List.rev w ]
    | t :: s -> List.rev w :: prefixes (t :: w) s in
  S.elements (S.of_list (List.concat_map (prefixes []) toks))

(* [complete] enumerates all sequences: only where there are not too many *)
let sequences_limit = 100_000

let answer request =
  let fields = match request with Object f -> f | _ -> fail "a request is an object" in
  let vs = nats "codebooks" (field "codebooks" fields) in
  let toks = List.map (nats "item") (list "items" (field "items" fields)) in
  let rows = Hashtbl.create 64 and histories = ref [] in
  List.iter (row rows histories) (list "rows" (field "rows" fields));
  let data = List.map count (list "counts" (field ~default:(List []) "counts" fields)) in
  let items = List.length toks in
  List.iter (fun ((_, v), _) -> if v >= items then fail "counts name an unknown item") data;
  let k = List.length vs in
  let c x w t =
    match Hashtbl.find_opt rows (x, w) with
    | Some a when t < Array.length a -> a.(t)
    | _ -> zero in
  let table_ok = Oracle.table_ok vs k toks in
  let few =
    List.fold_left (fun n v -> if n > sequences_limit then n else n * v) 1 vs <= sequences_limit in
  let history x =
    let cx = c x in
    let base =
      [ ("history", Int x);
        ("model_ok", if few then Bool (Oracle.model_ok vs k cx) else Null);
        ("scores", fractions (Oracle.scores cx toks));
        ("Z", String (show (Oracle.zsum cx toks)));
        ("share", fractions (Oracle.share cx toks));
        ("split", fractions (Oracle.split cx toks));
        ("valid_mass", String (show (Oracle.valid_mass cx toks))) ] in
    let trie =
      if not table_ok then [ ("local", Null); ("global", Null); ("nodes", Null) ]
      else
        [ ("local", fractions (List.map (Oracle.local vs toks cx) toks));
          ("global", fractions (List.map (Oracle.global toks cx) toks));
          ("nodes", List (List.map (fun w ->
               List [ List (List.map (fun t -> Int t) w);
                      String (show (Oracle.allowed vs toks cx w));
                      String (show (Oracle.reach toks cx w)) ]) (nodes toks))) ] in
    Object (base @ trie) in
  let share = Hashtbl.create 8 and scores = Hashtbl.create 8 in
  let memo table f x =
    match Hashtbl.find_opt table x with
    | Some v -> v
    | None -> let v = f (c x) toks in Hashtbl.replace table x v; v in
  [ ("table_ok", Bool table_ok);
    ("injective", Bool (Oracle.injective_code toks));
    ("prefix_code", Bool (Oracle.prefix_code toks));
    ("complete", if few then Bool (Oracle.complete_code vs k toks) else Null);
    ("multiplicity", List (List.map (fun s -> Int (Oracle.mult toks s)) toks));
    ("histories", List (List.map history (List.sort compare !histories)));
    ("lik_AR", String (show (Oracle.ar_lik c toks data)));
    ("lik_FV_scores", String (show (Oracle.fv_lik (memo scores Oracle.scores) data)));
    ("lik_FV_share", String (show (Oracle.fv_lik (memo share Oracle.share) data)));
    ("gap", String (show (Oracle.gap c toks data))) ]

let () =
  try
    while true do
      let line = input_line stdin in
      if String.trim line <> "" then begin
        let id = ref Null in
        let reply =
          try
            let request = parse line in
            (match request with
             | Object f -> (match List.assoc_opt "id" f with Some v -> id := v | None -> ())
             | _ -> ());
            answer request
          with Error e -> [ ("error", String e) ] in
        print_endline (print (Object (("id", !id) :: reply)))
      end
    done
  with End_of_file -> ()

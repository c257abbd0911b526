(* Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0 *)
(* The part of JSON that the protocol needs: no floating-point numbers, since
   every quantity is an integer or a string that holds a fraction. *)
type t =
  | Null
  | Bool of bool
  | Int of int
  | String of string
  | List of t list
  | Object of (string * t) list

exception Error of string

let fail s = raise (Error s)

let parse (s : string) : t =
  let n = String.length s in
  let i = ref 0 in
  let peek () = if !i < n then s.[!i] else '\000' in
  let rec blank () =
    match peek () with ' ' | '\t' | '\n' | '\r' when !i < n -> incr i; blank () | _ -> () in
  let expect c =
    blank ();
    if !i < n && peek () = c then incr i
    else fail (Printf.sprintf "expected '%c' at character %d" c !i) in
  let word w v =
    let l = String.length w in
    if !i + l <= n && String.sub s !i l = w then (i := !i + l; v)
    else fail (Printf.sprintf "unexpected text at character %d" !i) in
  let string () =
    expect '"';
    let b = Buffer.create 16 in
    let rec go () =
      if !i >= n then fail "unterminated string";
      match s.[!i] with
      | '"' -> incr i
      | '\\' ->
        if !i + 1 >= n then fail "unterminated string";
        (match s.[!i + 1] with
         | ('"' | '\\' | '/') as c -> Buffer.add_char b c
         | 'n' -> Buffer.add_char b '\n'
         | 't' -> Buffer.add_char b '\t'
         | c -> fail (Printf.sprintf "escape \\%c is not supported" c));
        i := !i + 2; go ()
      | c -> Buffer.add_char b c; incr i; go () in
    go (); Buffer.contents b in
  let integer () =
    let j = !i in
    if peek () = '-' then incr i;
    while !i < n && s.[!i] >= '0' && s.[!i] <= '9' do incr i done;
    if !i < n && (match s.[!i] with '.' | 'e' | 'E' -> true | _ -> false) then
      fail "numbers are integers; write a fraction as a string";
    match int_of_string_opt (String.sub s j (!i - j)) with
    | Some k -> k
    | None -> fail (Printf.sprintf "bad number at character %d" j) in
  let sequence close item =
    blank ();
    if peek () = close then (incr i; [])
    else
      let rec more acc =
        let acc = item () :: acc in
        blank ();
        if peek () = ',' then (incr i; more acc) else (expect close; List.rev acc) in
      more [] in
  let rec value () =
    blank ();
    match peek () with
    | '{' -> incr i; Object (sequence '}' (fun () ->
        blank (); let k = string () in expect ':'; (k, value ())))
    | '[' -> incr i; List (sequence ']' value)
    | '"' -> String (string ())
    | 't' -> word "true" (Bool true)
    | 'f' -> word "false" (Bool false)
    | 'n' -> word "null" Null
    | '-' | '0' .. '9' -> Int (integer ())
    | _ -> fail (Printf.sprintf "unexpected text at character %d" !i) in
  let v = value () in
  blank ();
  if !i < n then fail (Printf.sprintf "text after the value at character %d" !i);
  v

let quote s =
  let b = Buffer.create (String.length s + 2) in
  Buffer.add_char b '"';
  String.iter (function
      | '"' -> Buffer.add_string b "\\\""
      | '\\' -> Buffer.add_string b "\\\\"
      | '\n' -> Buffer.add_string b "\\n"
      | '\t' -> Buffer.add_string b "\\t"
      | c -> Buffer.add_char b c) s;
  Buffer.add_char b '"';
  Buffer.contents b

let rec print = function
  | Null -> "null"
  | Bool b -> string_of_bool b
  | Int i -> string_of_int i
  | String s -> quote s
  | List l -> "[" ^ String.concat "," (List.map print l) ^ "]"
  | Object l ->
    "{" ^ String.concat "," (List.map (fun (k, v) -> quote k ^ ":" ^ print v) l) ^ "}"

#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# pre_commit.sh [OPTION...] TABLE...: audits each table, worst exit code wins. Options
# come first, with their values as --name=value, and go to every audit.
set -uo pipefail
root=$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/../.." && pwd)
options=()
while (($#)) && [[ $1 == -* && ! -e $1 ]]; do  # a file's name may begin with a dash
  options+=("$1")
  shift
done
worst=0
for table; do
  [[ $table == /* ]] || table=./$table
  "${SIDPROOF:-$root/sidproof}" audit "${options[@]}" "$table" || {
    code=$?
    printf 'sidproof audit %q: exit code %d\n' "$table" "$code" >&2  # with --quiet the only word on it
    ((code > worst)) && worst=$code
  }
done
exit "$worst"

#!/bin/sh
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# Builds and checks the machine-checked part of the project, from scratch.
#   build.sh            compile, gate, build the oracle, smoke-test it
#   build.sh compile | gate | oracle    one of these steps alone
#   build.sh mutants [LAW ...]          the false edits of mutants/, all or of these laws
#   build.sh accept     compile, then write the golden files anew
#   build.sh coqchk     compile, then re-check our own proofs with coqchk (half a minute)
#   build.sh coqchk-all the same with every library that they require (some minutes)
# JOBS sets the number of parallel compilations (1 by default).  The Debian
# packages needed are listed in packages.txt.
set -eu
cd "$(dirname "$0")"
# no library and no flag from the environment
for name in $(env | sed -n 's/^\(COQ[A-Z_0-9]*\)=.*/\1/p'); do unset "$name"; done

compile() { make -s -j"${JOBS:-1}"; }
gate() { python3 -B gate/gate.py "$@"; }
oracle() {
  mkdir -p build
  ( cd build
    coqc -q -Q .. Sidproof -w none -o Extract.vo ../oracle/Extract.v
    cp ../oracle/json.ml ../oracle/main.ml .
    # the warnings silenced are those of extracted code
    ocamlfind ocamlopt -w -a -package zarith -linkpkg oracle.mli oracle.ml json.ml main.ml -o sidproof-oracle )
}
smoke() { python3 oracle/smoke.py build/sidproof-oracle; }

case "${1:-all}" in
  all) compile; gate; oracle; smoke ;;
  compile) compile ;;
  gate) gate ;;
  accept) compile; gate accept ;;
  coqchk | coqchk-all) compile; gate "$1" ;;
  oracle) compile; oracle; smoke ;;
  mutants) shift; compile; python3 mutants/run.py "$@" ;;
  *) sed -n '3,11p' build.sh; exit 64 ;;
esac

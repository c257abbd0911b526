#!/bin/sh
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# Builds and checks the machine-checked part of the project, from scratch.
#   build.sh            compile, gate, build the oracle, smoke-test it
#   build.sh compile | gate | oracle    one of these steps alone
#   build.sh mutants [LAW ...]          the false edits of mutants/, all or of these laws
#   build.sh accept     compile, then write the golden files anew
#   build.sh coqchk     compile, then re-check every proof with coqchk
# JOBS sets the number of parallel compilations (1 by default).  The Debian
# packages needed are listed in packages.txt.
set -eu
cd "$(dirname "$0")"

compile() { make -s -j"${JOBS:-1}"; }
gate() { python3 gate/gate.py "$@"; }
oracle() {
  mkdir -p build
  ( cd build
    coqc -Q .. Sidproof -w none -o Extract.vo ../oracle/Extract.v
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
  coqchk) compile; gate --coqchk ;;
  oracle) compile; oracle; smoke ;;
  mutants) shift; compile; python3 mutants/run.py "$@" ;;
  *) sed -n '3,10p' build.sh; exit 64 ;;
esac

#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# build_copy.sh SPEC WORK STEP: copies what is newer from SPEC to WORK and runs
# SPEC's build.sh STEP there.
set -euo pipefail
mkdir -p "$2"
# Only sources travel; what an earlier run compiled stays and make decides.
(cd "$1" && find . -type f ! -name '*.vo*' ! -name '*.glob' ! -name '.*.aux' ! -path './build/*' \
   ! -name 'Makefile.coq*' ! -name '.Makefile.coq*' -print0 | tar --null -T - -cf -) |
  tar -C "$2" --keep-newer-files -xf - 2>/dev/null
# What left SPEC leaves WORK, with what was compiled from it.
(cd "$2" && find . -name '*.v' ! -path './build/*') | while read -r source; do
  [[ -f $1/$source ]] || rm -f "$2/${source%.v}".{v,vo,vos,vok,glob}
done
exec bash "$2/build.sh" "$3"

#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# The README's first command in a clone of its own: set-up, build, demo verdict;
# then a second run, which must not build anything. Minutes long: label slow.
set -euo pipefail
source=$1 work=$2
rm -rf "$work"
git clone -q "$source" "$work"
cd "$work"
code=0
./sidproof verify --json demo.json >report.txt || code=$?
[[ $code == 1 ]] || { echo "verify on the demo returned $code instead of 1"; exit 1; }
grep -q 'one-to-one   NO' report.txt
before=$(stat -c %Y.%y build/release/src/cli/sidproof)
code=0
errors=$(./sidproof verify --quiet 2>&1) || code=$?
[[ $code == 1 && -z $errors && $before == "$(stat -c %Y.%y build/release/src/cli/sidproof)" ]]
# From another folder, with a relative path.
mkdir elsewhere && cd elsewhere
printf '{"0": ["<a_1>"], "1": ["<a_2>"]}' >mine.json
../sidproof audit mine.json --quiet
[[ -z $(git -C .. status --porcelain --untracked-files=no) ]]
echo "a fresh clone works"

#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# The same commit, built in two clones at paths of different lengths, at different times,
# without a compiler cache and with different numbers of jobs, is the same program and the
# same package, bit by bit. Label slow.
# Usage: reproducible.sh SOURCE WORK
set -euo pipefail
source=$1 work=$2
rm -rf "$work"
mkdir -p "$work"
export CCACHE_DISABLE=1
commit=$(git -C "$source" rev-parse HEAD)  # the source may move on meanwhile
SOURCE_DATE_EPOCH=$(git -C "$source" log -1 --format=%ct "$commit")
export SOURCE_DATE_EPOCH
build() {
  git clone -q "$source" "$1"
  git -C "$1" checkout -q --detach "$commit"
  (cd "$1" && cmake --preset release && cmake --build build/release -j "$2" &&
    cd build/release && cpack -G DEB) >"$1.log" 2>&1 || { tail -n 20 "$1.log"; exit 1; }
}
build "$work/one" 2
build "$work/another-with-a-longer-name/two" 1
same=0
while read -r file; do
  if cmp "$work/one/build/release/$file" "$work/another-with-a-longer-name/two/build/release/$file"; then
    sha256sum "$work/one/build/release/$file" | sed "s|$work/one/||"
  else
    same=1
  fi
done < <(cd "$work/one/build/release" && { echo src/cli/sidproof; ls ./*.deb; })
((same == 0)) && echo "two builds are the same bits"
exit "$same"

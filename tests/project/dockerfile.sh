#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# dockerfile.sh SOURCE WORK: the Dockerfile without Docker. Every stage is a root of Debian
# 12 of its own, every instruction is carried out as it stands, one that is not known here
# is an error; then the entry point runs as `docker run` would run it. The build of a whole
# program: label slow.
set -euo pipefail
source=$1 work=$2
source "$(dirname "${BASH_SOURCE[0]}")/debian_root.sh"
rm -rf --one-file-system "$work"
mkdir -p "$work"
git clone -q "$source" "$work/context"
rm -rf "$work/context/.git"

declare -A stage=()
root='' workdir=/ entrypoint=() command=()
close_root() { [[ -z $root ]] || ! mountpoint -q "$root/proc" || umount "$root/proc"; }
trap 'close_root; rm -rf --one-file-system "$work"/stage-*' EXIT
words() { python3 -c 'import json, sys; print("\n".join(json.loads(sys.argv[1])))' "$1"; }

while read -r instruction rest; do
  echo "$instruction $rest"
  case $instruction in
    FROM)
      read -r image _ name <<<"$rest"
      [[ $image == debian:12 ]] || must "an image that this script cannot make: $image"
      close_root
      root=$work/stage-${#stage[@]} workdir=/
      stage[${name:-${#stage[@]}}]=$root
      make_root "$root" "$work/debootstrap.log"
      mount -t proc proc "$root/proc" 2>/dev/null || true
      ;;
    WORKDIR) workdir=$rest && mkdir -p "$root$workdir" ;;
    COPY)
      from=$work/context
      read -r first second third <<<"$rest"
      if [[ $first == --from=* ]]; then
        from=${stage[${first#--from=}]} first=$second second=$third
      fi
      [[ $second == /* ]] || second=$workdir/$second
      cp -a "$from/$first" "$root$second"
      ;;
    RUN)
      inside "$root" /bin/sh -c "cd '$workdir' && $rest" >"$work/run.log" 2>&1 ||
        { tail -n 30 "$work/run.log"; must "failed: RUN $rest"; }
      ;;
    ENTRYPOINT) mapfile -t entrypoint < <(words "$rest") ;;
    CMD) mapfile -t command < <(words "$rest") ;;
    *) must "an instruction that this script does not know: $instruction" ;;
  esac
done < <(sed -e '/^#/d' -e ':join' -e '/\\$/{N;s/\\\n//;b join' -e '}' "$work/context/Dockerfile" | sed '/^[[:space:]]*$/d')

run() { inside "$root" /bin/sh -c "cd '$workdir' && exec \"\$@\"" sh "${entrypoint[@]}" "$@"; }
run "${command[@]}" >"$work/help"
grep -q '^ *audit ' "$work/help" || must "without arguments there is no help"
echo '{"0": ["<a_1>", "<b_2>"], "1": ["<a_1>", "<b_2>"]}' >"$root$workdir/table.json"
code=0
run audit table.json >"$work/report" || code=$?
[[ $code == 1 ]] || must "audit returned $code instead of 1"
grep -q 'one-to-one *NO' "$work/report" || must "audit does not see the collision"
[[ ! -e $root/usr/bin/g++ ]] || must "the image carries a compiler"
echo "all instructions carried out; the image's size is $(du -sm --exclude=proc "$root" | cut -f 1) MB"

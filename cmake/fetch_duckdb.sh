#!/bin/sh
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# Puts libduckdb.so, the optional library behind Parquet, into a folder: by default
# build/duckdb of this project, where the program looks for it.
#
#   sh cmake/fetch_duckdb.sh                    fetches it with npm
#   sh cmake/fetch_duckdb.sh FOLDER ARCHIVE     takes it from what npm packed elsewhere
#
# Does nothing when the pinned version is there already. The archive's checksum is
# compared before anything of it is used, the library appears complete or not at all,
# and of several runs at once one fetches while the others wait.
set -eu

package=@duckdb/node-bindings-linux-x64
version=1.5.6-r.1
file=duckdb-node-bindings-linux-x64-$version.tgz
integrity=IXcrZJE6kEqM0Z4wwdVnGBHX/frOS33VPNAwDXQ/Q+Fs84b058Qe94chrCCIcNJlG8Y3UHIUU4eBeCQxW5mN1Q==

say() { echo "fetch_duckdb: $*" >&2; }

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) ;;
  *) say "only for Linux on x86-64; elsewhere set SIDPROOF_DUCKDB to DuckDB's library"; exit 1 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-"$root/build/duckdb"}
archive=${2:-}
if [ -n "$archive" ]; then
  archive=$(cd "$(dirname "$archive")" && pwd)/$(basename "$archive")
fi

there() {
  [ -s "$folder/libduckdb.so" ] && [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ]
}
there && exit 0
for tool in tar flock sha512sum base64; do
  command -v "$tool" >/dev/null || { say "$tool is missing"; exit 1; }
done

mkdir -p "$folder"
exec 9>"$folder/.lock"
flock 9
there && exit 0                # another run was here first
rm -rf "$folder"/fetch.*       # of runs that were killed
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

elsewhere() {
  say "$1"
  say "where there is a network: npm pack $package@$version"
  say "then here: sh $0 $folder $file"
  exit 1
}

if [ -z "$archive" ]; then
  command -v npm >/dev/null || elsewhere "npm is missing, which fetches $package@$version"
  (cd "$work" && npm_config_cache="$work/cache" npm_config_update_notifier=false \
     npm_config_fetch_retries=1 npm_config_fetch_timeout=60000 \
     npm pack --ignore-scripts "$package@$version" >"$work/log" 2>&1 9>&-) || {
    tail -n 3 "$work/log" >&2
    elsewhere "npm could not fetch $package@$version"
  }
  archive=$work/$file
fi
[ -r "$archive" ] || elsewhere "$archive is not there"
found=$(sha512sum "$archive" | cut -d' ' -f1)
wanted=$(printf %s "$integrity" | base64 -d | od -An -v -tx1 | tr -d ' \n')
if [ "$found" != "$wanted" ]; then
  say "$archive has another SHA-512 checksum than $package@$version, and is not used"
  say "wanted: $wanted"
  say "found:  $found"
  exit 1
fi
tar -xzf "$archive" -C "$work" package/libduckdb.so package/LICENSE
echo "$version" >"$work/version"
# The version last: without it the rest does not count.
mv "$work/package/LICENSE" "$folder/LICENSE"
mv "$work/package/libduckdb.so" "$folder/libduckdb.so"
mv "$work/version" "$folder/version"
echo "$folder/libduckdb.so"

#!/bin/sh
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# Puts libduckdb.so, the optional library behind Parquet, into a folder: by default
# build/duckdb of this project, where the program looks for it. Needs npm, tar and
# openssl. Does nothing when the pinned version is there already.
set -eu

package=@duckdb/node-bindings-linux-x64
version=1.5.6-r.1
integrity=IXcrZJE6kEqM0Z4wwdVnGBHX/frOS33VPNAwDXQ/Q+Fs84b058Qe94chrCCIcNJlG8Y3UHIUU4eBeCQxW5mN1Q==

case "$(uname -s)-$(uname -m)" in
  Linux-x86_64) ;;
  *) echo "fetch_duckdb: only for Linux on x86-64" >&2; exit 1 ;;
esac
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-"$root/build/duckdb"}
if [ -s "$folder/libduckdb.so" ] && [ "$(cat "$folder/version" 2>/dev/null)" = "$version" ]; then
  exit 0
fi
for tool in npm tar openssl; do
  command -v "$tool" >/dev/null || { echo "fetch_duckdb: $tool is missing" >&2; exit 1; }
done

mkdir -p "$folder"
work=$(mktemp -d "$folder/fetch.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM
(cd "$work" && npm pack --silent "$package@$version" >/dev/null)
archive=$(ls "$work"/*.tgz)
found=$(openssl dgst -sha512 -binary "$archive" | openssl base64 -A)
if [ "$found" != "$integrity" ]; then
  echo "fetch_duckdb: $package@$version has another checksum than expected: $found" >&2
  exit 1
fi
tar -xzf "$archive" -C "$work" package/libduckdb.so package/LICENSE
mv "$work/package/LICENSE" "$folder/LICENSE"
mv "$work/package/libduckdb.so" "$folder/libduckdb.so"
echo "$version" > "$folder/version"
echo "$folder/libduckdb.so"

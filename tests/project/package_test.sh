#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# package_test.sh BUILD WORK: the Debian package holds the program, its manual page
# and its completions, none of them empty, and the program in it runs.
set -euo pipefail
build=$1 work=$2
command -v dpkg-deb >/dev/null && command -v dpkg-shlibdeps >/dev/null || { echo "no dpkg-dev here"; exit 77; }
rm -rf "$work"
mkdir -p "$work/root"
cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/packages" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
packages=("$work"/packages/sidproof_*.deb)
[[ ${#packages[@]} == 1 ]]
dpkg-deb -x "${packages[0]}" "$work/root"
dpkg-deb -f "${packages[0]}" Depends | grep -q libflint
for file in bin/sidproof share/man/man1/sidproof.1 share/bash-completion/completions/sidproof \
            share/zsh/vendor-completions/_sidproof share/fish/vendor_completions.d/sidproof.fish \
            share/doc/sidproof/copyright share/doc/sidproof/README.md; do
  [[ -s $work/root/usr/$file ]] || { echo "missing or empty: $file"; exit 1; }
done
[[ ! -e $work/root/usr/include && ! -e $work/root/usr/lib ]] || { echo "developer files in the package"; exit 1; }
"$work/root/usr/bin/sidproof" --version

#!/usr/bin/env bash
# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# clean_root.sh BUILD WORK: the Debian package in a root of Debian 12 that holds nothing
# else. It is installed with what it depends on, runs for a user without rights, has its
# manual page and its completions, and leaves nothing when it is purged. Needs root,
# debootstrap and the mirror that apt is configured with. Minutes long: label slow.
set -euo pipefail
build=$1 work=$2
source "$(dirname "${BASH_SOURCE[0]}")/debian_root.sh"
root=$work/root
rm -rf --one-file-system "$work"
mkdir -p "$work"
cpack --config "$build/CPackConfig.cmake" -G DEB -B "$work/packages" >"$work/cpack.log" 2>&1 ||
  { cat "$work/cpack.log"; exit 1; }
make_root "$root" "$work/debootstrap.log"
trap 'rm -rf --one-file-system "$root"' EXIT
cp "$work"/packages/sidproof_*.deb "$root/tmp/sidproof.deb"

as_user() { chroot --userspec=65534:65534 "$root" /usr/bin/env -i PATH=/usr/bin:/bin HOME=/tmp LC_ALL=C.UTF-8 "$@"; }
# What is in the root, less the books of apt and dpkg and what tools write for themselves.
census() { (cd "$root" && find . -xdev \( -path ./var/lib/apt -o -path ./var/lib/dpkg -o -path ./var/cache -o -path ./var/log \
             -o -path ./tmp -o -path ./proc -o -path ./dev \) -prune -o -print | LC_ALL=C sort) >"$work/$1"; }

inside "$root" apt-get update -qq >"$work/apt.log" 2>&1 || { tail -n 5 "$work/apt.log"; skip "the mirror does not answer"; }
# Readers of the page and of the completions, which a minimal root lacks.
inside "$root" apt-get install -y --no-install-recommends man-db bash-completion >>"$work/apt.log" 2>&1
census before
inside "$root" apt-get install -y --no-install-recommends /tmp/sidproof.deb >>"$work/apt.log" 2>&1 ||
  { tail -n 20 "$work/apt.log"; exit 1; }
census installed
inside "$root" dpkg --verify sidproof
inside "$root" dpkg -L sidproof | grep -q '^/usr/bin/sidproof$' || must "no program"

version=$(as_user sidproof --version)
[[ $(inside "$root" dpkg-query -W -f '${Version}' sidproof) == *"${version##* }"* ]] || must "the package is not of version $version"
code=0
as_user sidproof verify >"$work/report" || code=$?
[[ $code == 1 ]] || must "verify returned $code instead of 1"
grep -q 'one-to-one   NO' "$work/report" || must "verify says nothing"
code=0
# Outputs, in a root where /proc is not mounted.
as_user sh -c 'cd /tmp && sidproof audit --json demo.json --html demo.html --quiet' || code=$?
[[ $code == 1 && -s $root/tmp/demo.json && -s $root/tmp/demo.html ]] || must "audit returned $code instead of 1"
as_user sh -c 'cd /tmp && sidproof verify --certificate c.json --quiet; sidproof replay c.json --demo --quiet' ||
  must "the certificate is not replayed"

inside "$root" man sidproof 2>/dev/null | grep -qE 'sidproof +- ' || must "no manual page"
inside "$root" bash -c 'source /usr/share/bash-completion/bash_completion; _completion_loader sidproof
  [[ $? == 124 ]] && complete -p sidproof' | grep -q _sidproof || must "bash does not find the completions"
for file in zsh/vendor-completions/_sidproof fish/vendor_completions.d/sidproof.fish doc/sidproof/copyright; do
  [[ -s $root/usr/share/$file ]] || must "missing: $file"
done
! inside "$root" sh -c 'ldd /usr/bin/sidproof' | grep 'not found' || must "a library is missing"

inside "$root" apt-get purge -y --auto-remove sidproof >>"$work/apt.log" 2>&1
census after
left=$(LC_ALL=C comm -13 "$work/before" "$work/after")
[[ -z $left ]] || must "left behind: $left"
[[ $(LC_ALL=C comm -13 "$work/before" "$work/installed" | grep -c sidproof) -gt 5 ]] || must "the census saw no package"
! inside "$root" dpkg-query -W -f '${Status}\n' sidproof 2>/dev/null | grep -q installed || must "still installed"
echo "$version: $(LC_ALL=C comm -13 "$work/before" "$work/installed" | wc -l) paths installed, none left"

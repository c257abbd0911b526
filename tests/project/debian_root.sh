# Copyright 2026 the sidproof authors. SPDX-License-Identifier: Apache-2.0
# To be sourced: roots of Debian 12 that hold nothing else. Needs root, debootstrap and the
# mirror that apt is configured with; without them the caller ends with 77.

skip() { echo "$1"; exit 77; }
must() { echo "$1" >&2; exit 1; }

# The first source of apt, of either style, whose suite is Debian 12 itself.
debian_mirror() {
  cat /dev/null /etc/apt/sources.list /etc/apt/sources.list.d/*.{sources,list} 2>/dev/null | awk '
    NF == 0 { uri = ""; here = 0 }
    $1 == "URIs:" { uri = $2 }
    $1 == "Suites:" { for (i = 2; i <= NF; ++i) if ($i == "bookworm") here = 1 }
    uri && here && !found { print uri; found = 1 }
    $1 == "deb" { sub(/\[[^]]*\] */, ""); if ($3 == "bookworm" && !found) { print $2; found = 1 } }' || true
}

# make_root DIR LOG: a minimal root that can install packages.
make_root() {
  local mirror tool
  ((EUID == 0)) || skip "not root"
  for tool in debootstrap dpkg-shlibdeps apt-get; do
    command -v "$tool" >/dev/null || skip "no $tool here"
  done
  mirror=$(debian_mirror)
  [[ $mirror ]] || skip "apt has no mirror of Debian 12"
  debootstrap --variant=minbase bookworm "$1" "$mirror" >"$2" 2>&1 ||
    { tail -n 5 "$2"; skip "debootstrap cannot make a root here"; }
  echo "deb $mirror bookworm main" >"$1/etc/apt/sources.list"
  apt-config dump Acquire::http Acquire::https 2>/dev/null | grep -i proxy >"$1/etc/apt/apt.conf.d/proxy" || true
  cp /etc/resolv.conf "$1/etc/" 2>/dev/null || true
}

# inside DIR COMMAND...: runs it in that root, with nothing of this environment but proxies.
inside() {
  local root=$1
  shift
  chroot "$root" /usr/bin/env -i PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 \
    TERM=dumb DEBIAN_FRONTEND=noninteractive ${http_proxy:+http_proxy="$http_proxy"} \
    ${https_proxy:+https_proxy="$https_proxy"} "$@"
}

#!/bin/bash
# setup.sh ROOT
# Makes ROOT a Debian sid with a real VirtualBox whose headless machines start without any kernel driver.
# Needs root and debootstrap. Can be run again: it does what is not done yet.
set -euo pipefail

root=$(realpath -m "${1:?usage: setup.sh ROOT}")
here=$(cd "$(dirname "$0")" && pwd)

say() { printf '%(%H:%M:%S)T %s\n' -1 "$*"; }

# The mirror that this machine's own apt uses.
mirror() {
    local found
    found=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | grep '/debian/*$' | head -n 1) || true
    found=${MIRROR:-$found}
    echo "${found:?apt names no Debian mirror here: set MIRROR to the address of one}"
}

# Mounts made here are seen by this script and its children only, and go with them.
if [ "${IN_NAMESPACE:-}" != yes ]; then
    mkdir -p "$(dirname "$root")"
    exec 9>"$root.lock"
    flock 9
    IN_NAMESPACE=yes exec unshare --mount --propagation private bash "$0" "$root"
fi

if [ ! -x "$root/usr/bin/dpkg" ]; then
    say "debootstrap sid into $root"
    # An interrupted run leaves no half-made root under the final name.
    rm -rf "$root.partial"
    debootstrap --variant=minbase --include=ca-certificates sid "$root.partial" "$(mirror)" >"$root.log" 2>&1 ||
        { tail -n 20 "$root.log"; exit 1; }
    echo "deb $(mirror) sid main contrib" >"$root.partial/etc/apt/sources.list"
    # A mirror can lag behind its Valid-Until.
    echo 'Acquire::Check-Valid-Until "false";' >"$root.partial/etc/apt/apt.conf.d/99valid"
    echo 'Acquire::Retries "5";' >"$root.partial/etc/apt/apt.conf.d/99retries"
    # No service starts inside.
    printf '#!/bin/sh\nexit 101\n' >"$root.partial/usr/sbin/policy-rc.d"
    chmod +x "$root.partial/usr/sbin/policy-rc.d"
    mv "$root.partial" "$root"
fi

mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
inside() {
    chroot "$root" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"
}

# The editors are what the tests of the language server drive.
# virtualbox-source satisfies "virtualbox-dkms | virtualbox-source": no module is built.
packages=(virtualbox virtualbox-source neovim emacs-nox)
if ! inside dpkg-query --show --showformat '${db:Status-Status}\n' "${packages[@]}" 2>/dev/null | grep -c '^installed$' | grep -qx "${#packages[@]}"; then
    say "apt-get install ${packages[*]}"
    inside dpkg --configure -a >"$root.log" 2>&1
    { inside apt-get update && inside apt-get install -y --no-install-recommends "${packages[@]}"; } >>"$root.log" 2>&1 ||
        { tail -n 20 "$root.log"; exit 1; }
fi

# The packaged stub insists on the kernel driver; see VBoxHeadless.py.
inside dpkg-divert --local --rename --add /usr/lib/virtualbox/VBoxHeadless >/dev/null
install -m755 "$here/VBoxHeadless.py" "$root/usr/lib/virtualbox/VBoxHeadless"
inside id tester >/dev/null 2>&1 || inside useradd --create-home tester
# Checkouts below /root are mounted at their own paths; tester has to be able to walk there.
chmod o+x "$root/root"
say "ready: $(inside dpkg-query --show virtualbox)"

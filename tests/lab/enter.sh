#!/bin/bash
# enter.sh ROOT [--read-only FOLDER]… -- COMMAND ARG…
# Runs a command as root inside ROOT. Folders of this machine are mounted at their own paths; /tmp and /mnt/small
# (one megabyte, for tests of a full disk) are fresh. Mounts and processes live in namespaces of their own, so
# nothing stays behind, however the command ends.
set -euo pipefail

if [ "${IN_NAMESPACE:-}" != yes ]; then
    IN_NAMESPACE=yes exec unshare --mount --propagation private --pid --fork --kill-child=KILL bash "$0" "$@"
fi

root=$(realpath "${1:?usage: enter.sh ROOT [--read-only FOLDER]… -- COMMAND ARG…}")
shift
mount -t proc proc "$root/proc"
mount --rbind /sys "$root/sys"
mount --rbind /dev "$root/dev"
mount -t tmpfs -o size=75%,mode=1777 tmpfs "$root/tmp"
mkdir -p "$root/mnt/small"
mount -t tmpfs -o size=1m,mode=1777 tmpfs "$root/mnt/small"
while [ "$1" != -- ]; do
    [ "$1" = --read-only ] || { echo "enter.sh: what is $1?" >&2; exit 2; }
    mkdir -p "$root$2"
    mount --bind "$2" "$root$2"
    mount -o remount,bind,ro "$root$2"
    shift 2
done
shift
exec chroot "$root" env -i CI="${CI:-}" HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin TERM="${TERM:-dumb}" LANG=C.UTF-8 "$@"

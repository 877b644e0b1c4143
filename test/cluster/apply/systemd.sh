#!/bin/sh
# Starts systemd as PID 1 of namespaces of its own: $1 is a folder that keeps its files across restarts, $2 a boot ID.
set -e
dir=$1
mkdir -p "$dir/up" "$dir/work" "$dir/root"
mount -t overlay overlay -o "lowerdir=/,upperdir=$dir/up,workdir=$dir/work" "$dir/root"
cd "$dir/root"
mount --rbind /dev dev
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount -o remount,bind,ro proc/sys
mount -t sysfs -o ro sysfs sys
for folder in run tmp sys/fs/cgroup; do mount -t tmpfs tmpfs $folder; done
mkdir sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd cgroup sys/fs/cgroup/systemd 2>/dev/null ||
  { umount sys/fs/cgroup && mount -t cgroup2 cgroup2 sys/fs/cgroup; }
echo "$2" > run/boot_id
mount --bind run/boot_id proc/sys/kernel/random/boot_id
# Nothing of the machine's: only what the timer needs.
[ -e etc/systemd/system/netstack-cleared ] || { rm -rf etc/systemd/system/*.wants; touch etc/systemd/system/netstack-cleared; }
ln -sf /lib/systemd/system/multi-user.target etc/systemd/system/default.target
for unit in systemd-udevd systemd-udev-trigger systemd-sysctl systemd-binfmt systemd-modules-load console-getty getty@tty1; do
  ln -sf /dev/null "etc/systemd/system/$unit.service"
done
mkdir -p run/old
pivot_root . run/old
umount -l /run/old
exec env -i container=lab PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --system --log-target=null --show-status=0

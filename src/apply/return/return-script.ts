/** Folder on a node for the time between a change and its confirmation. */
export const RETURN_FOLDER = '/var/lib/netstack/return';

/** Name of the systemd units. */
const RETURN_UNIT = 'netstack-return';

/**
 * The program on a node that returns to the old network unless the change is confirmed in time. It needs nothing but a
 * POSIX shell and works without the network. Its state is files beside it:
 *
 * - `armed` exists while there is something to return to; `confirmed` ends it.
 * - `deadline` is in seconds since the node started, `boot` the start that it counts from, `period` the time between two
 *   renewals. When the node restarts, the deadline is one period after that.
 * - `paths` lists the files to restore; `keep/<n>` has the nth, or does not exist where the file did not. A second copy,
 *   `<path>.netstack-return`, is on the file system of the file, so that a rename restores it on a full disk.
 * - `keep/flannel` lists the interfaces of flannel. k3s removes none of them: those of the new network go with it.
 * - `unit` is k3s's unit, and `state` whether it ran.
 * - `objects.json` and `delete` are what kubectl restores and deletes afterwards, on one server.
 * - `restart-due` names the process of k3s that apply replaces by a restart.
 * - `at-once` ends the wait for the deadline.
 * - `result` is `confirmed` or `returned`; `log` has times.
 */
export const RETURN_SCRIPT = `#!/bin/sh
dir=\${NETSTACK_RETURN:-${RETURN_FOLDER}}
proc=\${NETSTACK_PROC:-/proc}
cd "$dir" || exit 0
umask 077

log() { echo "$(date -u +%Y-%m-%dT%H:%M:%SZ) $*" >> log; }
now() { cut -d. -f1 "$proc/uptime"; }
put() { cat > "$1.new" && mv "$1.new" "$1"; }
service() {
  if command -v systemctl >/dev/null 2>&1; then
    # The unit may have had another command line.
    [ "$1" != restart ] || systemctl daemon-reload 9>&-
    systemctl "$1" "$(cat unit)" 9>&-
  elif [ "$1" = is-active ]; then rc-service "$(cat unit)" status 9>&-
  else rc-service "$(cat unit)" "$1" 9>&-; fi
}
kube() {
  k3s=$(command -v k3s || echo /usr/local/bin/k3s)
  "$k3s" kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml "$@"
}

renew() {
  [ -e armed ] && [ ! -e returning ] || { echo "not armed" >&2; exit 3; }
  cat "$proc/sys/kernel/random/boot_id" | put boot
  echo $(( $(now) + $(cat period) )) | put deadline
}

# What a firewall has beyond the rules of k3s, which come and go.
own_rules() { grep -v -e KUBE -e CNI -e FLANNEL -e flanneld -e '^#' -e '^:' "$1" 2>/dev/null; }
native_tables() {
  nft list tables 2>/dev/null | sed 's/^table //' |
    grep -v -E '^ip6? (filter|nat|mangle|raw|security)$' | grep -v -e kube -e flannel
}
save_firewall() {
  for f in iptables ip6tables; do
    command -v $f-save >/dev/null 2>&1 && $f-save > "$1/$f" 2>/dev/null
  done
  command -v nft >/dev/null 2>&1 || return 0
  native_tables > "$1/nft-tables"
  while read -r family name; do nft list table "$family" "$name"; done < "$1/nft-tables" > "$1/nft"
}
restore_firewall() {
  mkdir -p after && save_firewall after
  for f in iptables ip6tables; do
    [ -s keep/$f ] || continue
    own_rules keep/$f > keep/$f.own
    own_rules after/$f > after/$f.own
    cmp -s keep/$f.own after/$f.own || { log "restores $f"; changed=1; $f-restore < keep/$f; }
  done
  [ -e keep/nft ] && ! cmp -s keep/nft after/nft || return 0
  log "restores nftables"
  changed=1
  while read -r family name; do nft delete table "$family" "$name"; done < after/nft-tables
  [ ! -s keep/nft ] || nft -f keep/nft
}

# A copy beside each file is made in advance: renaming it works on a full disk too.
restore_files() {
  n=0
  while IFS= read -r path; do
    n=$((n + 1))
    if [ ! -e keep/$n ]; then
      [ ! -e "$path" ] || { rm -f "$path"; changed=1; }
      continue
    fi
    ! cmp -s keep/$n "$path" || continue
    changed=1
    if ! cmp -s keep/$n "$path.netstack-return"; then
      mkdir -p "$(dirname "$path")"
      cp -p keep/$n "$path.netstack-return"
    fi
    mv "$path.netstack-return" "$path" || log "cannot restore $path"
  done < paths
}

flannel_interfaces() { sed -n 's/^ *\\(flannel[.-][^:]*\\):.*/\\1/p' "$proc/net/dev"; }

# k3s removes no interface when it stops. One with another VNI or of another backend would stay, and its routes too.
remove_new_interfaces() {
  [ -e keep/flannel ] || return 0
  [ -n "$changed" ] || [ "$(cat state)" != running ] || return 0
  stopped=
  for name in $(flannel_interfaces); do
    ! grep -qxF "$name" keep/flannel || continue
    [ -n "$stopped" ] || service stop
    stopped=1
    ip link delete "$name" && log "removed the interface $name"
  done
}

remove_copies() {
  while IFS= read -r path; do rm -f "$path.netstack-return" "$path.netstack-new"; done < paths
}

restore_objects() {
  [ -e objects.json ] || [ -e delete ] || return 0
  i=0
  until kube get --raw /readyz >/dev/null 2>&1; do
    i=$((i + 1))
    [ $i -lt 300 ] || { log "the API server does not answer: objects are not restored"; return 1; }
    sleep 2
  done
  # Objects that were there and are gone, then all as they were, then what is new.
  [ ! -e objects.json ] || { kube create -f objects.json; kube replace -f objects.json; } >> log 2>&1
  [ ! -e delete ] || while read -r words; do
    # shellcheck disable=SC2086
    kube delete --ignore-not-found --wait=false $words
  done < delete >> log 2>&1
}

# k3s writes the names of nodes into the ConfigMap of its CoreDNS only when a Node changes, which may take five minutes:
# where CoreDNS was deleted and is deployed again, its pod waits for them.
restore_node_names() {
  [ -n "$changed" ] && [ "$(cat state)" = running ] && [ "$(cat unit)" = k3s ] || return 0
  field='{.metadata.annotations.objectset\\.rio\\.cattle\\.io/owner-name}:{.data.NodeHosts}'
  i=0
  while [ $i -lt 45 ]; do
    i=$((i + 1))
    case $(kube -n kube-system get configmap coredns -o "jsonpath=$field" 2>/dev/null) in
      coredns:) kube annotate nodes --all --overwrite "netstack/returned=$i" && touched=1 ;;
      ?*:*) break ;;
    esac
    sleep 2
  done
  [ -z "$touched" ] || { log "k3s writes the names of the nodes for CoreDNS"; kube annotate nodes --all netstack/returned-; }
}

# Where only objects have changed, k3s keeps running.
restore_service() {
  if [ "$(cat state)" != running ]; then service stop
  elif [ -n "$changed" ] || ! service is-active >/dev/null; then service restart
  fi
  status=$?
  log "k3s: exit status $status"
}

return_now() {
  changed=
  touched=
  # An interrupted return may have restored the files and not restarted k3s.
  [ ! -e returning ] || changed=1
  # Agents read some settings from a server, and not from their files.
  [ ! -e restart-due ] || changed=1
  touch returning
  log "returns to the old network"
  restore_firewall >> log 2>&1
  restore_files
  remove_new_interfaces >> log 2>&1
  restore_service >> log 2>&1
  restore_objects
  remove_copies
  mv result.returned result
  rm -f armed returning restart-due
  log "returned"
  # The next apply may arm meanwhile: its own run needs the lock.
  exec 9>&-
  restore_node_names >/dev/null 2>&1
}

check() {
  [ -e armed ] || return 1
  if [ -e confirmed ]; then rm -f armed; return 1; fi
  boot=$(cat "$proc/sys/kernel/random/boot_id")
  if [ "$boot" != "$(cat boot)" ]; then
    log "the node has restarted"
    echo "$boot" | put boot
    echo $(( $(now) + $(cat period) )) | put deadline
  fi
  [ -e returning ] || [ -e at-once ] || [ "$(now)" -ge "$(cat deadline)" ] || return 0
  return_now
  return 1
}

arm() {
  # A run that was killed has kept the old network already.
  [ ! -e armed ] || return 0
  rm -rf keep after objects.json delete result result.returned confirmed returning at-once restart-due
  mkdir keep || exit 1
  n=0
  while IFS= read -r path; do
    n=$((n + 1))
    [ ! -e "$path" ] || { cp -p "$path" keep/$n && cp -p "$path" "$path.netstack-return"; } || exit 1
  done < paths
  save_firewall keep
  flannel_interfaces > keep/flannel
  echo returned > result.returned || exit 1
  cat "$proc/sys/kernel/random/boot_id" | put boot
  echo $(( $(now) + $(cat period) )) | put deadline
  log armed
  sync
  touch armed
}

start() {
  if [ -d /run/systemd/system ]; then
    systemctl daemon-reload && systemctl enable --now ${RETURN_UNIT}.timer
  else
    setsid sh "$dir/return.sh" loop </dev/null >/dev/null 2>&1 &
  fi
}

clean() {
  [ ! -d /run/systemd/system ] || systemctl disable --now ${RETURN_UNIT}.timer
  rm -f /etc/systemd/system/${RETURN_UNIT}.timer /etc/systemd/system/${RETURN_UNIT}.service
  cd / && rm -rf "$dir"
}

case $1 in
  arm) arm ;;
  start) start ;;
  clean) clean ;;
  renew) renew ;;
  return) [ -e armed ] || exit 3; touch at-once ;;
  # Two at once, such as a timer beside a loop, would both restart k3s.
  check) exec 9> lock; flock -n 9 || exit 0; check; exit 0 ;;
  loop) exec 9> lock; flock -n 9 || exit 0; while check; do sleep 1; done ;;
  confirm) [ -e armed ] && [ ! -e returning ] || { echo "not armed" >&2; exit 3; }
    touch confirmed; rm -f armed; remove_copies; echo confirmed > result ;;
esac
`;

/** The units by which systemd runs the script, also after a restart of the node. */
export const RETURN_UNITS: Readonly<Record<string, string>> = {
  [`/etc/systemd/system/${RETURN_UNIT}.service`]: `[Unit]
Description=Return to the old network unless netstack apply confirms the new one

[Service]
Type=oneshot
ExecStart=/bin/sh ${RETURN_FOLDER}/return.sh check
`,
  [`/etc/systemd/system/${RETURN_UNIT}.timer`]: `[Unit]
Description=Deadline of netstack apply

[Timer]
OnBootSec=1s
OnActiveSec=1s
OnUnitInactiveSec=2s
AccuracySec=1s

[Install]
WantedBy=timers.target
`,
};

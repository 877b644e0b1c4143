import { GIVEN } from '../layout/folders';

/** Files by which a node's k3s is stopped and started, since a node has no systemd. */
const STATE = {
  pid: '/run/k3s.pid',
  stopped: '/run/k3s.stopped',
  start: '/run/k3s.start',
  /** Exists until an install script removes it. */
  absent: '/run/k3s.absent',
  /** The shell that keeps k3s running: its output is k3s's log. */
  keeper: '/run/k3s.keeper',
} as const;

/** Marks k3s as not installed, before its service starts. */
export const MARK_ABSENT: readonly string[] = ['touch', STATE.absent, STATE.stopped];

/** Where a node's unit of k3s is, if its user has written one. A lab writes none. */
const UNITS = '/etc/systemd/system';

/** Prints the unit of k3s with its drop-ins, in the order of `systemctl cat`. */
function printUnit(unit: string): string {
  return `cat ${UNITS}/${unit}.service ${UNITS}/${unit}.service.d/*.conf 2>/dev/null`;
}

/** Joins the lines of a unit that a backslash continues, and prints the command of its last ExecStart. */
const PRINT_COMMAND =
  'awk \'{ if (sub(/\\\\$/, "")) { line = line $0; next } print line $0; line = "" }\' | sed -n \'s/^ExecStart=//p\' | tail -n 1';

/**
 * A script that keeps k3s running as its systemd unit does: it restarts k3s five seconds after it exits. The arguments are
 * the command, with the role of the node as its last word. A unit of the user replaces it.
 */
export const KEEP_RUNNING = [
  `echo $$ > ${STATE.keeper}`,
  'for role; do :; done',
  'unit=k3s; [ "$role" != agent ] || unit=k3s-agent',
  'while :; do',
  `  while [ -e ${STATE.stopped} ]; do sleep 0.2; done`,
  `  rm -f ${STATE.start}`,
  `  command=$(${printUnit('$unit')} | ${PRINT_COMMAND})`,
  '  [ -z "$command" ] || eval "set -- $command"',
  `  "$@" & echo $! > ${STATE.pid}`,
  '  wait $!',
  `  rm -f ${STATE.pid}`,
  '  i=0',
  `  while [ $i -lt 25 ] && [ ! -e ${STATE.start} ]; do sleep 0.2; i=$((i+1)); done`,
  'done',
].join('\n');

/** The `journalctl` of a node: `journalctl -u k3s -n 200` prints the last lines of k3s's log. */
export const JOURNALCTL_SCRIPT = `#!/bin/sh
# Prints the log of the k3s of a lab's node, which has no systemd.
lines=1000
while [ $# -gt 0 ]; do
  if [ "$1" = -n ]; then lines=$2; shift; fi
  shift
done
tail -n "$lines" "/proc/$(cat ${STATE.keeper})/fd/1"
`;

/** Exit status of `systemctl` for a unit that does not exist. */
const NO_UNIT = 5;

/** Timeouts of k3s in seconds. */
const PATIENCE = { start: 180, stop: 30 };

/** Starts of k3s after which a restart has failed. systemd reports a k3s that exits before it is ready at once. */
const STARTS = 3;

/** Commands that succeed once k3s has started. On a machine with systemd, k3s itself notifies it. */
const READY = {
  server: `${GIVEN.links}/kubectl --kubeconfig=/etc/rancher/k3s/k3s.yaml get --raw /readyz`,
  agent: 'curl -sf http://127.0.0.1:10248/healthz',
} as const;

/**
 * The `systemctl` of a node, for its k3s only: `start`, `stop`, `restart`, `is-active`, `show`, `cat`. Commands for a machine
 * with systemd run in the lab unchanged.
 */
export function systemctlScript(role: 'server' | 'agent'): string {
  const unit = role === 'server' ? 'k3s' : 'k3s-agent';
  return `#!/bin/sh
# Controls the k3s of a lab's node, which has no systemd.
verb=$1
shift
[ "$verb" = daemon-reload ] && exit 0
# As in "show -p MainPID --value k3s".
[ "$verb" != show ] || shift 3
if [ "\${1%.service}" != ${unit} ]; then
  echo "Unit $1 not found: this node of a lab has ${unit} only." >&2
  exit ${NO_UNIT}
fi
running() { [ -e ${STATE.pid} ] && kill -0 "$(cat ${STATE.pid})" 2>/dev/null; }
stop() {
  touch ${STATE.stopped}
  running || return 0
  pid=$(cat ${STATE.pid})
  kill "$pid" 2>/dev/null
  i=0
  while kill -0 "$pid" 2>/dev/null; do
    i=$((i+1))
    [ $i -lt ${PATIENCE.stop * 5} ] || kill -9 "$pid" 2>/dev/null
    sleep 0.2
  done
}
start() {
  rm -f ${STATE.stopped}
  touch ${STATE.start}
  i=0 starts=0 last=
  until running && ${READY[role]} >/dev/null 2>&1; do
    pid=$(cat ${STATE.pid} 2>/dev/null)
    if [ "$pid" != "$last" ] && [ -n "$pid" ]; then last=$pid starts=$((starts+1)); fi
    i=$((i+1))
    if [ $i -gt ${PATIENCE.start} ] || [ $starts -gt ${STARTS} ]; then
      echo "Job for ${unit}.service failed." >&2
      exit 1
    fi
    sleep 1
  done
}
case $verb in
  start) start ;;
  stop) stop ;;
  restart) stop; start ;;
  show) if running; then cat ${STATE.pid}; else echo 0; fi ;;
  cat) [ ! -e ${STATE.absent} ] && { ${printUnit(unit)}; :; } ;;
  is-active) if running; then echo active; else echo inactive; exit 3; fi ;;
  *) echo "systemctl of a lab's node does not support $verb." >&2; exit 1 ;;
esac
`;
}

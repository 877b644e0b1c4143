import { hash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import type { Host } from '../verify';
import { formatEnd } from '../verify';

/** File of the lock on the first server. */
const LOCK = '/run/netstack-apply.lock';

/** Another apply of the cluster is running. */
export class LockedError extends Error {}

/** Exit status of the script where another run has the lock. */
const LOCKED = 73;

/** Seconds for one call: twice as long as the script waits for another call. */
const TIMEOUT = 20;

/**
 * Takes, renews and releases the lock. It expires by the node's own clock since its start, so that an apply that was
 * killed does not block others. A lock whose process has ended is replaced by the name of its owner.
 */
const SCRIPT = `
lock=$1; owner=$2; seconds=$3; who=$4; process=$5; ended=$6
now=$(cut -d. -f1 /proc/uptime)
exec 9> "$lock.guard"
flock -w 10 9 || exit 75
if [ -s "$lock" ]; then
  { read -r held; read -r until; read -r by; read -r other; } < "$lock"
  if [ "$held" != "$owner" ] && [ "$held" != "$ended" ] && [ "$until" -gt "$now" ]; then
    echo "$held"; echo "$other"; echo "$by, for another $((until - now)) s at most"; exit ${LOCKED}
  fi
fi
if [ "$seconds" = 0 ]; then rm -f "$lock"
else printf '%s\\n' "$owner" "$((now + seconds))" "$who" "$process" > "$lock.new" && mv "$lock.new" "$lock"; fi
`;

/** The lock of one cluster: two runs of apply never change it at the same time. */
export class ApplyLock {
  /**
   * @param owner unique for the run
   * @param who runs it, for the message of the other run
   */
  constructor(
    private readonly host: Host,
    private readonly owner: string,
    private readonly who: string,
    private readonly seconds: number,
  ) {}

  /** Takes the lock, or renews it. @throws LockedError */
  async hold(): Promise<void> {
    const first = await this.call(this.seconds);
    const [held = '', other = ''] = first.stdout.split('\n');
    const isStale = first.status === LOCKED && hasEnded(other);
    const output = isStale ? await this.call(this.seconds, held) : first;
    const { status, stdout, stderr } = output;
    if (status === 0) return;
    if (status === LOCKED)
      throw new LockedError(`another apply changes this cluster: ${stdout.split('\n')[2] ?? ''}`);
    const reason = stderr.trim() || `the command ${formatEnd(output, TIMEOUT)}`;
    throw new LockedError(`the lock on ${this.host.name} cannot be taken: ${reason}`);
  }

  async release(): Promise<void> {
    await this.call(0);
  }

  private call(seconds: number, ended = '') {
    const own = `${processSpace()} ${process.pid}`;
    const words = ['lock', LOCK, this.owner, String(seconds), this.who, own, ended];
    return this.host.run(['sh', '-c', SCRIPT, ...words], { timeoutSeconds: TIMEOUT });
  }
}

/** Whether a process of this machine is known to have ended. Those of other machines are not known. */
function hasEnded(text: string): boolean {
  const [space, pid = ''] = text.split(' ');
  if (space !== processSpace() || !/^\d+$/.test(pid)) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

let ownSpace: string | undefined;

/** Where process IDs mean the same: one start of one machine, and one PID namespace of it. */
function processSpace(): string {
  return (ownSpace ??= hash('sha256', [hostname(), readBootId(), readNamespace()].join(' ')).slice(0, 16));
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function readNamespace(): string {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
}

import type { Host } from '../verify';

/** File of the lock on the first server. */
const LOCK = '/run/netstack-apply.lock';

/** Another apply of the cluster is running. */
export class LockedError extends Error {}

/**
 * Takes, renews and releases the lock. It expires by the node's own clock since its start, so that an apply that was
 * killed blocks no other for longer than its deadline.
 */
const SCRIPT = `
lock=$1; owner=$2; seconds=$3; who=$4
now=$(cut -d. -f1 /proc/uptime)
exec 9> "$lock.guard"
flock -w 10 9 || exit 75
if [ -s "$lock" ]; then
  { read -r held; read -r until; read -r by; } < "$lock"
  if [ "$held" != "$owner" ] && [ "$until" -gt "$now" ]; then
    echo "$by, for another $((until - now)) s at most"; exit 73
  fi
fi
if [ "$seconds" = 0 ]; then rm -f "$lock"
else printf '%s\\n%s\\n%s\\n' "$owner" "$((now + seconds))" "$who" > "$lock.new" && mv "$lock.new" "$lock"; fi
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
    const { status, stdout, stderr } = await this.call(this.seconds);
    if (status === 0) return;
    if (status === 73) throw new LockedError(`another apply changes this cluster: ${stdout.trim()}`);
    throw new LockedError(
      `the lock on ${this.host.name} cannot be taken: ${stderr.trim() || `exit status ${status}`}`,
    );
  }

  async release(): Promise<void> {
    await this.call(0);
  }

  private call(seconds: number) {
    return this.host.run(['sh', '-c', SCRIPT, 'lock', LOCK, this.owner, String(seconds), this.who], {
      timeoutSeconds: 20,
    });
  }
}

import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CgroupHierarchy } from '../host/cgroups';
import { cgroupHierarchies } from '../host/cgroups';
import { mountPoints } from '../host/mount-points';
import { LAB_CGROUPS } from '../layout/folders';
import { KERNEL_LIMITS } from '../layout/kernel-settings';
import { disableControllers, enableControllers, findMissingControllers } from './cgroup-folders';
import { withLock } from './host-lock';

/** Limits before and after a lab raised them, by their paths below `/proc/sys`. */
type RaisedLimits = Readonly<Record<string, { readonly was: string; readonly made: string }>>;

/** Changes to the host that labs have made. */
interface Changes {
  /** Boot ID of the host. A reboot reverts the changes. */
  readonly boot: string;
  readonly limits: RaisedLimits;
  /** Controllers that were delegated to the children of a cgroup (version 2), by its path. */
  readonly controllers: Readonly<Record<string, readonly string[]>>;
}

/**
 * The changes to the host that all labs share, in one record for the host, whichever folders its labs are in. `lab down` of
 * the last lab reverts them; labs are counted by their cgroups, which outlive a crash. A change is recorded before it is
 * made.
 */
export class HostRecord {
  private readonly file: string;

  /**
   * @param folder the folder of the record
   * @param proc the host's `/proc`
   */
  constructor(
    private readonly folder = '/run/netstack',
    private readonly proc = '/proc',
  ) {
    this.file = join(folder, 'host-changes.json');
  }

  /** Changes the host while no other lab is made or removed. */
  change<T>(work: () => T): Promise<T> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    return withLock(this.folder, work);
  }

  /** Raises the limits that are too low for a lab. Returns those that were raised. */
  raiseLimits(): readonly string[] {
    const raised = findLowLimits((path) => this.setting(path));
    if (Object.keys(raised).length === 0) return [];
    const changes = this.read();
    this.write({ ...changes, limits: { ...changes.limits, ...raised } });
    for (const [path, { made }] of Object.entries(raised)) writeFileSync(this.path(path), made);
    return Object.keys(raised);
  }

  /** Delegates the controllers that k3s needs to the children of a cgroup of version 2. */
  enableControllers(cgroup: string): void {
    const missing = findMissingControllers(cgroup);
    if (missing.length === 0) return;
    const changes = this.read();
    const all = [...(changes.controllers[cgroup] ?? []), ...missing];
    this.write({ ...changes, controllers: { ...changes.controllers, [cgroup]: [...new Set(all)] } });
    enableControllers(cgroup, missing);
  }

  /**
   * Reverts all changes once there is no lab on the host, and removes the record. A setting that something else has changed
   * since stays. Returns the settings that were restored.
   */
  async revert(): Promise<readonly string[]> {
    if (!existsSync(this.file)) return [];
    return withLock(this.folder, () => (this.hasLabs() ? [] : this.revertAll()));
  }

  /** Whether this process sees the host's cgroups: under `ip netns exec` it does not. */
  get seesCgroups(): boolean {
    return this.cgroups.length > 0;
  }

  private revertAll(): readonly string[] {
    const { limits, controllers } = this.read();
    const raised = Object.entries(limits).filter(([path, { made }]) => this.setting(path) === made);
    for (const [path, { was }] of raised) writeFileSync(this.path(path), was);
    for (const [cgroup, names] of Object.entries(controllers)) disableControllers(cgroup, names);
    rmSync(this.file, { force: true });
    return raised.map(([path]) => path);
  }

  /** The trees of cgroups that are mounted on the host. */
  get cgroups(): readonly CgroupHierarchy[] {
    return cgroupHierarchies(this.mountInfo);
  }

  /** Where something is mounted on the host. */
  get mountPoints(): readonly string[] {
    return mountPoints(this.mountInfo);
  }

  private get mountInfo(): string {
    return readFileSync(join(this.proc, 'self/mountinfo'), 'utf8');
  }

  /** Assumes that there are labs where no cgroups are mounted. */
  private hasLabs(): boolean {
    const names = this.cgroups.flatMap(({ path }) => readdirSync(path));
    return !this.seesCgroups || names.some((name) => name.startsWith(LAB_CGROUPS));
  }

  /** Renames the record into place, so that it is complete or absent. */
  private write(changes: Changes): void {
    writeFileSync(`${this.file}.partial`, JSON.stringify(changes), { mode: 0o600 });
    renameSync(`${this.file}.partial`, this.file);
  }

  /** Reads the record. One of before a reboot is void. */
  private read(): Changes {
    const boot = this.setting('kernel/random/boot_id') ?? '';
    const none = { boot, limits: {}, controllers: {} };
    if (!existsSync(this.file)) return none;
    const recorded = JSON.parse(readFileSync(this.file, 'utf8')) as Changes;
    return recorded.boot === boot ? recorded : none;
  }

  private setting(path: string): string | undefined {
    const file = this.path(path);
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
  }

  private path(setting: string): string {
    return join(this.proc, 'sys', setting);
  }
}

/** The limits that are too low for a lab, with the values that a lab needs. */
function findLowLimits(value: (path: string) => string | undefined): RaisedLimits {
  const low = KERNEL_LIMITS.flatMap(({ path, atLeast }) => {
    const was = value(path);
    return was !== undefined && Number(was) < atLeast
      ? [[path, { was, made: String(atLeast) }] as const]
      : [];
  });
  return Object.fromEntries(low);
}

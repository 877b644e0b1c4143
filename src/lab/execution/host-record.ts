import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CgroupHierarchy } from '../host/cgroups';
import { cgroupHierarchies } from '../host/cgroups';
import { mountPoints } from '../host/mount-points';
import { LAB_CGROUPS } from '../layout/folders';
import { KERNEL_LIMITS } from '../layout/kernel-settings';
import { disableControllers, enableControllers, missingControllers } from './cgroup-folders';
import { locked } from './host-lock';

/** What limits were, and what a lab made of them, by their paths below `/proc/sys`. */
type RaisedLimits = Readonly<Record<string, { readonly was: string; readonly made: string }>>;

/** What labs have changed of the host, all of them together. */
interface Changes {
  /** The start of the host that they are of: the next one undoes them by itself. */
  readonly boot: string;
  readonly limits: RaisedLimits;
  /** Controllers that were switched on for what is in a cgroup (version 2), by its path. */
  readonly controllers: Readonly<Record<string, readonly string[]>>;
}

/**
 * What labs change of the host that all of them share. One record for the whole host, whichever folders its labs are kept
 * in: the last lab that goes undoes it, and a lab is known by its cgroups, which outlive a crash. Everything is written
 * down before it is done.
 */
export class HostRecord {
  private readonly file: string;

  /**
   * @param folder that every lab of the host has
   * @param proc where the kernel tells of the host
   */
  constructor(
    private readonly folder = '/run/netstack',
    private readonly proc = '/proc',
  ) {
    this.file = join(folder, 'host-changes.json');
  }

  /** Changes the host while no other lab does, and none that goes takes itself for the last. */
  change<T>(work: () => T): Promise<T> {
    mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    return locked(this.folder, work);
  }

  /** Raises the limits that are too low for a lab. Returns what was raised. */
  raiseLimits(): readonly string[] {
    const raised = raisedFrom((path) => this.setting(path));
    if (Object.keys(raised).length === 0) return [];
    const changes = this.read();
    this.write({ ...changes, limits: { ...changes.limits, ...raised } });
    for (const [path, { made }] of Object.entries(raised)) writeFileSync(this.path(path), made);
    return Object.keys(raised);
  }

  /** Switches on what k3s needs and a cgroup of version 2 does not hand down. */
  enableControllers(cgroup: string): void {
    const missing = missingControllers(cgroup);
    if (missing.length === 0) return;
    const changes = this.read();
    const all = [...(changes.controllers[cgroup] ?? []), ...missing];
    this.write({ ...changes, controllers: { ...changes.controllers, [cgroup]: [...new Set(all)] } });
    enableControllers(cgroup, missing);
  }

  /**
   * Undoes everything once there is no lab on the host, and forgets. What somebody else has set since stays. Returns
   * what was put back.
   */
  async putBack(): Promise<readonly string[]> {
    if (!existsSync(this.file)) return [];
    return locked(this.folder, () => (this.hasLabs() ? [] : this.undo()));
  }

  /** Whether the host's cgroups are seen from here: below `ip netns exec` they are not. */
  get seesCgroups(): boolean {
    return this.cgroups.length > 0;
  }

  private undo(): readonly string[] {
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

  /** Where no cgroups are seen nobody knows. */
  private hasLabs(): boolean {
    const names = this.cgroups.flatMap(({ path }) => readdirSync(path));
    return !this.seesCgroups || names.some((name) => name.startsWith(LAB_CGROUPS));
  }

  /** Renamed into its place, so that it is whole or not there, whatever ends this program. */
  private write(changes: Changes): void {
    writeFileSync(`${this.file}.partial`, JSON.stringify(changes), { mode: 0o600 });
    renameSync(`${this.file}.partial`, this.file);
  }

  /** One of an earlier start of the host tells nothing of this one. */
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

/** The limits that are too low for a lab, as they are and as they have to be. */
function raisedFrom(value: (path: string) => string | undefined): RaisedLimits {
  const low = KERNEL_LIMITS.flatMap(({ path, atLeast }) => {
    const was = value(path);
    return was !== undefined && Number(was) < atLeast
      ? [[path, { was, made: String(atLeast) }] as const]
      : [];
  });
  return Object.fromEntries(low);
}

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HostRecord } from '../../../src/lab/execution/host-record';
import { findProgram } from '../../../src/lab/host/programs';
import { emptyFolder } from '../../cli/call';

/** Whether this machine has what keeps two programs from changing a host at once. */
export const HAS_LOCKS = findProgram('flock') !== undefined;

export const INSTANCES = 'fs/inotify/max_user_instances';
export const WATCHES = 'fs/inotify/max_user_watches';

/** Folders in place of `/proc`, of the host's cgroups (version 2) and of where labs leave their record. */
export class FakeHost {
  private readonly folder = emptyFolder();
  readonly cgroups = join(this.folder, 'cgroup');
  readonly run = join(this.folder, 'run');
  private readonly proc = join(this.folder, 'proc');

  /** @param settings values by their paths below `/proc/sys` */
  constructor(settings: Readonly<Record<string, string>> = {}) {
    mkdirSync(this.cgroups);
    this.write(join(this.proc, 'self/mountinfo'), `30 23 0:26 / ${this.cgroups} rw - cgroup2 cgroup2 rw\n`);
    this.restart(settings);
  }

  /** What a program that is started now sees. */
  get record(): HostRecord {
    return new HostRecord(this.run, this.proc);
  }

  get file(): string {
    return join(this.run, 'host-changes.json');
  }

  get isForgotten(): boolean {
    return !existsSync(this.file);
  }

  /** The host reboots: it has the settings of its own configuration, and no cgroups. */
  restart(settings: Readonly<Record<string, string>>): void {
    this.set('kernel/random/boot_id', `${Math.random()}`);
    for (const [path, value] of Object.entries(settings)) this.set(path, value);
  }

  set(path: string, value: string): void {
    this.write(join(this.proc, 'sys', path), `${value}\n`);
  }

  get(path: string): string {
    return readFileSync(join(this.proc, 'sys', path), 'utf8').trim();
  }

  /** As below `ip netns exec`. */
  hideCgroups(): void {
    this.write(join(this.proc, 'self/mountinfo'), '');
  }

  /** Something is mounted on the host, at a path without blanks. */
  mount(path: string): void {
    const file = join(this.proc, 'self/mountinfo');
    this.write(file, `${readFileSync(file, 'utf8')}31 23 0:27 / ${path} rw - tmpfs tmpfs rw\n`);
  }

  private write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

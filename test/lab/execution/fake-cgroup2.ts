import { posix } from 'node:path';

/** One cgroup of version 2. */
interface Cgroup {
  processes: string[];
  /** What it hands down. */
  handed: string[];
}

/**
 * A tree of cgroups as the kernel keeps it: a cgroup has the controllers that its parent hands down, and only one
 * without processes of its own hands any down.
 *
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html at "No Internal Process Constraint"
 */
export class FakeCgroup2 {
  private readonly cgroups = new Map<string, Cgroup>();

  constructor(
    readonly root: string,
    private readonly controllers: readonly string[],
  ) {
    this.mkdirSync(root);
  }

  readonly mkdirSync = (path: string): void => {
    if (!this.cgroups.has(path)) this.cgroups.set(path, { processes: [], handed: [] });
  };

  readonly rmdirSync = (path: string): void => {
    if (this.at(path).processes.length + this.names(path).length > 0) throw failure('EBUSY', path);
    this.cgroups.delete(path);
  };

  readonly readdirSync = (path: string) => {
    this.at(path);
    return this.names(path).map((name) => ({ name, isDirectory: () => true }));
  };

  readonly readFileSync = (file: string): string => {
    const path = posix.dirname(file);
    const { processes, handed } = this.at(path);
    const parent = this.cgroups.get(posix.dirname(path));
    const files: Readonly<Record<string, readonly string[]>> = {
      'cgroup.procs': processes,
      'cgroup.subtree_control': handed,
      'cgroup.controllers': parent === undefined ? this.controllers : parent.handed,
    };
    return (files[posix.basename(file)] ?? []).join('\n');
  };

  readonly writeFileSync = (file: string, text: string): void => {
    const path = posix.dirname(file);
    const cgroup = this.at(path);
    if (posix.basename(file) === 'cgroup.procs') {
      if (path !== this.root && cgroup.handed.length > 0) throw failure('EBUSY', file);
      this.move(text, cgroup);
      return;
    }
    if (path !== this.root && cgroup.processes.length > 0) throw failure('EBUSY', file);
    for (const word of text.split(' ')) this.switch(word, cgroup);
  };

  private switch(word: string, cgroup: Cgroup): void {
    cgroup.handed = cgroup.handed.filter((name) => name !== word.slice(1));
    if (word.startsWith('+')) cgroup.handed.push(word.slice(1));
  }

  private move(process: string, to: Cgroup): void {
    for (const cgroup of this.cgroups.values())
      cgroup.processes = cgroup.processes.filter((one) => one !== process);
    to.processes.push(process);
  }

  private at(path: string): Cgroup {
    const cgroup = this.cgroups.get(path);
    if (cgroup === undefined) throw failure('ENOENT', path);
    return cgroup;
  }

  private names(path: string): readonly string[] {
    return [...this.cgroups.keys()]
      .filter((other) => posix.dirname(other) === path && other !== path)
      .map((other) => posix.basename(other));
  }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

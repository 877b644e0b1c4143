import { hash } from 'node:crypto';
import { lstatSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { refuseForeign } from './foreign-files';
import { LifeSign } from './life-sign';
import { writeAs } from './output-error';

/** How often another run may remove the folder in the moment in which it is empty. */
const MAX_ATTEMPTS = 100;

/** How often another run may put the same cluster in place at the same moment. */
const MAX_REPLACEMENTS = 100;

/** Folders of a run folder. */
const FRESH = 'fresh';
export const REPLACED = 'replaced';
const REMOVED = 'removed';

/**
 * The temporary folder of one run, in the output folder, so that everything in it can be renamed into place. Its name is
 * unique among all machines and containers that share the output folder.
 *
 * A cluster is written to `fresh/`. The one in place moves to `replaced/`, and the new one takes its name: the output
 * folder has the complete old cluster, the complete new one or, for a moment, none. `replaced/` never has part of a
 * cluster, since what is deleted moves to `removed/` first: whatever a killed run has left there can be restored.
 */
export class RunFolder {
  private constructor(
    readonly output: string,
    readonly path: string,
    private readonly sign: LifeSign,
  ) {}

  /** @throws OutputError where the output folder cannot be written */
  static create(output: string): RunFolder {
    return writeAs(output, () => {
      mkdirSync(output, { recursive: true });
      for (let attempt = 1; ; attempt += 1) {
        const path = mkdtempSync(join(output, `${RUN_PREFIX}${kernelId()}-`));
        const sign = LifeSign.create(path);
        if (sign !== undefined) return new RunFolder(output, path, sign).createFolders();
        if (attempt === MAX_ATTEMPTS) throw new Error(`"${path}" is removed again and again`);
      }
    });
  }

  /** Where a cluster is written before it is put in place. */
  freshFolder(cluster: string): string {
    return join(this.path, FRESH, cluster);
  }

  /**
   * Puts a complete folder in the place of the cluster's present one.
   *
   * @throws OutputError where that has files in it that synth did not write
   */
  replace(cluster: string, fresh: string): void {
    const target = join(this.output, cluster);
    const old = join(this.path, REPLACED, cluster);
    writeAs(target, () => {
      refuseForeign(target);
      for (let attempt = 1; ; attempt += 1) {
        const isReplaced = renameIfThere(target, old);
        try {
          renameSync(fresh, target);
          if (isReplaced) this.remove(old, cluster);
          return;
        } catch (error) {
          // Another run was faster, or has restored the cluster: that one is to be replaced, and ours is not needed.
          const { code } = error as NodeJS.ErrnoException;
          if ((code !== 'ENOTEMPTY' && code !== 'EEXIST') || attempt === MAX_REPLACEMENTS) throw error;
          if (isReplaced) this.remove(old, cluster);
        }
      }
    });
  }

  /** Removes the folder with everything that is in it. */
  close(): void {
    rmSync(this.path, { recursive: true, force: true, maxRetries: 3 });
    this.sign.close();
  }

  private createFolders(): this {
    for (const name of [FRESH, REPLACED, REMOVED]) mkdirSync(join(this.path, name));
    return this;
  }

  private remove(folder: string, cluster: string): void {
    const removed = join(this.path, REMOVED, cluster);
    if (renameIfThere(folder, removed)) rmSync(removed, { recursive: true, force: true });
  }
}

const RUN_PREFIX = '.netstack-run-';

const RUN_NAME = /^\.netstack-run-([0-9a-f]{8})-\w{6}$/;

/** The kernel on which a run folder was created; undefined for the name of anything else. */
export function kernelOf(name: string): string | undefined {
  return RUN_NAME.exec(name)?.[1];
}

let ownKernel: string | undefined;

/** Tells the running kernel from those of other machines, and from itself before a restart. */
export function kernelId(): string {
  ownKernel ??= hash('sha256', readBootId() ?? hostname()).slice(0, 8);
  return ownKernel;
}

function readBootId(): string | undefined {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  } catch {
    return undefined;
  }
}

/** Whether there was anything to rename. */
export function renameIfThere(from: string, to: string): boolean {
  // Creating an error costs more than looking: in a new fleet, nothing is there to be renamed.
  if (lstatSync(from, { throwIfNoEntry: false }) === undefined) return false;
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

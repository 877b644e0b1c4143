import { lstatSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Far longer than a cluster takes; another machine's process numbers mean nothing on this one. */
const ABANDONED_AFTER_MS = 10_000;

const PASSING_NAME = /^\.netstack-.+-(\d+)(?:-old)?$/;

/** A name for what is renamed when it is complete; no two processes use the same. */
export function passingName(name: string): string {
  return `.netstack-${name}-${process.pid}`;
}

/** Removes what a run that was killed has left in an output folder. */
export function removeAbandoned(folder: string): void {
  for (const name of namesIn(folder)) {
    const pid = PASSING_NAME.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    const path = join(folder, name);
    const age = Date.now() - (lstatSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity);
    if (age > ABANDONED_AFTER_MS) rmSync(path, { recursive: true, force: true });
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

import { readFileSync } from 'node:fs';

/** A shell between a process and the program that started it: `sh -c <command>`. */
const SHELL = /^(?:\S*\/)?(?:ba|da|k|z)?sh\0-c\0/;

/** The field of /proc/<pid>/stat behind the command, which may have spaces and parentheses in it: the parent's ID. */
const PARENT = /^.*\) \S (\d+) /s;

/**
 * Watches the process that started this one, through the shells in between that stay when it is killed.
 *
 * @returns whether it has ended
 */
export function watchParents(): () => boolean {
  const before = findParents();
  return () => findParents().join(' ') !== before.join(' ');
}

/** The parent; where that is a shell that runs one command, its parent too, and so on. Shells show on Linux only. */
function findParents(): readonly number[] {
  const parents = [process.ppid];
  for (let last = process.ppid; isShell(last);) {
    const parent = parentOf(last);
    if (parent === undefined) break;
    parents.push(parent);
    last = parent;
  }
  return parents;
}

function isShell(pid: number): boolean {
  return SHELL.test(read(`/proc/${pid}/cmdline`) ?? '');
}

function parentOf(pid: number): number | undefined {
  const parent = PARENT.exec(read(`/proc/${pid}/stat`) ?? '')?.[1];
  return parent === undefined ? undefined : Number(parent);
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

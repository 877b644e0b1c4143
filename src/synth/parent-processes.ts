import { readFileSync } from 'node:fs';

/** A shell between a process and the program that started it: `sh -c <command>`. */
const SHELL = /^(?:\S*\/)?(?:ba|da|k|z)?sh\0-c\0/;

/**
 * Fields of /proc/<pid>/stat behind the command, which may have spaces and parentheses in it: the parent, the process
 * group, the session.
 */
const STAT = /^.*\) \S (\d+) \d+ (\d+) /s;

/**
 * Watches the process that started this one, through the shells in between that stay when it is killed.
 *
 * @param isStartedByProgram whether a program such as npm started this process through a shell. If that program was
 *   killed before this process began, the parent of the shell is a process of another session.
 * @returns whether it has ended
 */
export function watchParents(isStartedByProgram: boolean): () => boolean {
  const before = findParents();
  if (isStartedByProgram && isOrphaned(before)) return () => true;
  return () => findParents().join(' ') !== before.join(' ');
}

/** Whether the process that started the shells has ended: it had the session of this process, and their new parent has not. */
function isOrphaned(parents: readonly number[]): boolean {
  const last = parents[parents.length - 1];
  if (parents.length === 1 || last === undefined) return false;
  const [own, other] = [readStat(process.pid)?.session, readStat(last)?.session];
  return own !== undefined && other !== undefined && own !== other;
}

/** The parent; where that is a shell that runs one command, its parent too, and so on. Shells show on Linux only. */
function findParents(): readonly number[] {
  const parents = [process.ppid];
  for (let last = process.ppid; isShell(last);) {
    const parent = readStat(last)?.parent;
    if (parent === undefined) break;
    parents.push(parent);
    last = parent;
  }
  return parents;
}

function isShell(pid: number): boolean {
  return SHELL.test(read(`/proc/${pid}/cmdline`) ?? '');
}

function readStat(pid: number): { readonly parent: number; readonly session: number } | undefined {
  const [, parent, session] = STAT.exec(read(`/proc/${pid}/stat`) ?? '') ?? [];
  return parent === undefined ? undefined : { parent: Number(parent), session: Number(session) };
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

import { appendFileSync, readFileSync } from 'node:fs';

/** Something on the host that a lab makes, and that is not gone with its processes. */
export type Made =
  /** A cgroup of the lab, with all that is in it. */
  | { readonly made: 'cgroup'; readonly path: string }
  /** Controllers that were switched on for the children of a cgroup (version 2), by labs of before the host's record. */
  | { readonly made: 'controllers'; readonly path: string; readonly names: readonly string[] };

/** What a lab makes, written down before it is made: whoever takes it down finds all of it, also after a crash. */
export class Journal {
  constructor(private readonly file: string) {}

  record(made: Made): void {
    appendFileSync(this.file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  }

  /** What was made, the last first. A line that a crash cut off was followed by nothing. */
  read(): readonly Made[] {
    const lines = existing(this.file).split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as Made).reverse();
  }
}

function existing(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

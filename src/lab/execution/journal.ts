import { appendFileSync, readFileSync } from 'node:fs';
import { LabError } from '../errors';

/** Something on the host that a lab makes, and that its processes do not take with them. */
export type Made =
  /** The folder that the journal is in: the lab of this cluster. */
  | { readonly made: 'lab'; readonly cluster: string }
  /** A cgroup of the lab, with everything in it. */
  | { readonly made: 'cgroup'; readonly path: string };

/** What a lab makes, recorded before it is made, so that `lab down` finds all of it, also after a crash. */
export class Journal {
  constructor(private readonly file: string) {}

  record(made: Made): void {
    appendFileSync(this.file, `${JSON.stringify(made)}\n`, { mode: 0o600 });
  }

  /**
   * What was made, the last first. Nothing followed a line that a crash cut off.
   *
   * @throws LabError where the file is not a journal
   */
  read(): readonly Made[] {
    const lines = readText(this.file).split('\n').slice(0, -1);
    return lines.map((line) => this.parse(line)).reverse();
  }

  private parse(line: string): Made {
    const made = parseJson(line);
    if (typeof made === 'object' && made !== null && 'made' in made) return made as Made;
    throw new LabError(`"${this.file}" is not the journal of a lab; nothing was removed`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Files } from '../layout/node-files';

/** Writes files for nobody else to read, in place of what is there. */
export function writeFiles(files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    // What stands there may be a link, as resolv.conf often is.
    rmSync(path, { force: true });
    writeFileSync(path, text, { mode: 0o600 });
  }
}

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes files for nobody else to read, in place of what is there. */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    // What stands there may be a link, as resolv.conf often is.
    rmSync(path, { force: true });
    writeFileSync(path, content, { mode: 0o600 });
  }
}

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes files that only their owner can read. Each is renamed into place, so it is complete or absent, and it replaces a
 * link, as resolv.conf often is one.
 */
export function writeFiles(files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.partial`, content, { mode: 0o600 });
    renameSync(`${path}.partial`, path);
  }
}

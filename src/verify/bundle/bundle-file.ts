import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import type { Bundle } from './bundle';
import { BUNDLE_FORMAT } from './bundle';

/** Only the user can read the file: it describes the whole network. */
const MODE = 0o600;

export function writeBundle(file: string, bundle: Bundle): void {
  writeFileSync(file, `${JSON.stringify(bundle, null, 1)}\n`, { mode: MODE });
  // The mode above is ignored where the file exists.
  chmodSync(file, MODE);
}

/** The bundle in a file; undefined where it is none, or one of another version. */
export function readBundle(file: string): Bundle | undefined {
  const text = readFileSync(file, 'utf8');
  try {
    const bundle = JSON.parse(text) as Bundle;
    return bundle.format === BUNDLE_FORMAT ? bundle : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

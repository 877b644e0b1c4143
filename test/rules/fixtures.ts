import { readdirSync } from 'node:fs';
import { PAGES } from '../../src/rules/registry';
import type { CallResult } from '../cli/call';
import { call } from '../cli/call';

/** Profiles that are wrong, each with what `netstack validate` says of it beside it. */
export const INVALID = 'test/fixtures/invalid';

/** Near misses: profiles that come close to what a rule finds and are well. */
export const VALID = 'test/fixtures/valid';

/** The file names in a folder that end so, in order; files that fixtures extend are none. */
export function filesIn(folder: string, extension: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(extension) && !file.startsWith('_'))
    .sort();
}

/** The rule that a fixture is for: `<rule-id>.yaml` or `<rule-id>-<variant>.yaml`; the longest id that fits. */
export function ruleOf(file: string): string | undefined {
  const name = file.replace(/\.(yaml|txt)$/, '');
  const fitting = PAGES.map(({ id }) => id).filter((id) => name === id || name.startsWith(`${id}-`));
  return fitting.sort((a, b) => b.length - a.length)[0];
}

/** What `netstack validate` says of one profile. */
export async function validateFile(file: string, ...options: string[]): Promise<CallResult> {
  const result = await call('validate', ...options, file);
  // Every finding has one, derived from the rule's ID.
  return { ...result, stdout: result.stdout.replace(/^More on \S+: .*\n/gm, '') };
}

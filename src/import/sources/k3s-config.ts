import type { Setting } from '../observed/observed-network';
import { isMap } from '../observed/fields';
import type { Sourced } from '../observed/origin';
import { resolveAlias, isSecretFlag, splitValue } from '../../releases/k3s-flags';
import type { YamlDocument } from './yaml-documents';

/** A configuration file of k3s: `config.yaml`, or one of `config.yaml.d`. */
export interface ConfigFile {
  readonly source: string;
  readonly document: YamlDocument;
}

/** Stands for the value of a secret, which is never read further. */
const HIDDEN = '(hidden)';

/**
 * The settings of several files as k3s merges them: a key of a later file replaces that of an earlier one, and one
 * that ends in `+` adds to it. A key without `+` replaces the key as a whole, lists too.
 *
 * @param files in k3s's order: `config.yaml`, then those of `config.yaml.d` by name
 * @see https://docs.k3s.io/installation/configuration#multiple-config-files
 */
export function mergeConfigFiles(files: readonly ConfigFile[]): readonly Setting[] {
  const merged = new Map<string, readonly Sourced<string>[]>();
  for (const { source, document } of files) {
    const values = isMap(document.value) ? document.value : {};
    for (const [key, value] of Object.entries(values)) {
      const written = key.replace(/\+$/, '');
      const own = listElements(value).map((text, index): Sourced<string> => {
        const line = document.lineOf(Array.isArray(value) ? [key, index] : [key]);
        return { value: text, origin: { source, ...(line !== undefined && { line }) } };
      });
      merged.set(written, key.endsWith('+') ? [...(merged.get(written) ?? []), ...own] : own);
    }
  }
  return [...merged].flatMap(([written, values]) =>
    values.flatMap(({ value, origin }) => toSettings(resolveAlias(written), value, origin)),
  );
}

/** One written value as settings, a secret without what it says. */
export function toSettings(name: string, value: string, origin: Setting['origin']): readonly Setting[] {
  if (isSecretFlag(name)) return [{ name, value: HIDDEN, origin }];
  return splitValue(name, value).map((one) => ({ name, value: one, origin }));
}

function listElements(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(formatText) : [formatText(value)];
}

/** As k3s turns a value into a flag's text. */
function formatText(value: unknown): string {
  if (typeof value === 'string') return value.trim();
  return value === null || value === undefined ? '' : JSON.stringify(value);
}

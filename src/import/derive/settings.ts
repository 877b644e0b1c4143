import type { Setting } from '../observed/observed-network';
import { isListFlag } from '../../releases/k3s-flags';

/** The flags of one node, of which each is read or reported. */
export class Settings {
  private readonly read = new Set<string>();

  constructor(private readonly settings: readonly Setting[]) {}

  /** The setting that counts: the last. */
  last(name: string): Setting | undefined {
    return this.all(name).at(-1);
  }

  /** Every setting of a list, in order. */
  all(name: string): readonly Setting[] {
    this.read.add(name);
    return this.settings.filter((setting) => setting.name === name);
  }

  values(name: string): readonly string[] {
    return this.all(name).map(({ value }) => value);
  }

  /** Whether the setting has other values than these, without reading it. */
  isBeyond(name: string, values: readonly string[]): boolean {
    return this.settings.some((setting) => setting.name === name && !values.includes(setting.value));
  }

  /** Whether a boolean flag is on. */
  isOn(name: string): boolean {
    return isTrue(this.last(name)?.value ?? 'false');
  }

  /** Whether any of the settings is of this kind, without reading it. */
  some(test: (name: string) => boolean): boolean {
    return this.settings.some(({ name }) => test(name));
  }

  /** The names of all settings, once each. */
  get names(): readonly string[] {
    return [...new Set(this.settings.map(({ name }) => name))];
  }

  /** Settings whose name was not read. */
  get unread(): readonly Setting[] {
    return this.settings.filter(({ name }) => !this.read.has(name));
  }

  /** The values that count, by name, without reading them. */
  get effective(): ReadonlyMap<string, readonly Setting[]> {
    const byName = new Map<string, readonly Setting[]>();
    for (const setting of this.settings) {
      const before = byName.get(setting.name) ?? [];
      byName.set(setting.name, isListFlag(setting.name) ? [...before, setting] : [setting]);
    }
    return byName;
  }
}

/** As Go's strconv reads it. */
function isTrue(text: string): boolean {
  return /^(?:1|t|true)$/i.test(text);
}

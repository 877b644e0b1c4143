import type { ProfilePath } from '../../diagnostics';
import type { Setting } from '../observed/observed-network';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';

/** Flags that k3s wants to be the same on all servers: the first server's count, and differences are reported. */
export class ClusterSettings {
  readonly servers: readonly ImportedNode[];
  /** Flags whose differences are reported. */
  private readonly compared = new Set<string>();

  constructor(
    private readonly context: ImportContext,
    nodes: readonly ImportedNode[],
  ) {
    this.servers = nodes.filter(({ role }) => role === 'server');
  }

  last(name: string, path: ProfilePath): Setting | undefined {
    return this.all(name, path).at(-1);
  }

  value(name: string, path: ProfilePath): string | undefined {
    return this.last(name, path)?.value;
  }

  isOn(name: string, path: ProfilePath): boolean {
    this.all(name, path);
    return this.servers[0]?.settings.isOn(name) ?? false;
  }

  /**
   * Every setting of a list on the first server, each value once.
   *
   * @param choice what the profile has where the servers differ
   */
  all(name: string, path: ProfilePath, choice?: string): readonly Setting[] {
    const [first, ...others] = this.servers;
    const own = first?.settings.all(name) ?? [];
    const isNew = !this.compared.has(name);
    this.compared.add(name);
    for (const other of isNew ? others : []) this.compare(name, path, [own, other], choice);
    return own.filter(({ value }, index) => own.findIndex((one) => one.value === value) === index);
  }

  private compare(
    name: string,
    path: ProfilePath,
    [own, other]: readonly [readonly Setting[], ImportedNode],
    choice: string | undefined,
  ): void {
    const theirs = other.settings.all(name);
    if (formatKey(own) === formatKey(theirs)) return;
    const place = theirs[0]?.origin ?? other.origin;
    const first = this.servers[0]?.name ?? '';
    this.context.conflict(
      place,
      path,
      `Server "${other.name}" has --${name} ${formatSettings(theirs)}, and server "${first}" has it ${formatSettings(own)}.`,
      `${choice ?? `The profile has the value of "${first}".`} The flag must be the same on all servers.`,
    );
  }
}

function formatKey(settings: readonly Setting[]): string {
  return [...new Set(settings.map(({ value }) => value))].sort().join(',');
}

function formatSettings(settings: readonly Setting[]): string {
  return settings.length === 0 ? 'not set' : `set to "${settings.map(({ value }) => value).join(',')}"`;
}

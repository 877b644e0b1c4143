import type { Origin } from '../../observed/origin';

/** One argument of Traefik's command line; names are compared without their case, as Traefik does. */
export interface Argument {
  /** As written, without dashes. */
  readonly name: string;
  /** `true` for a flag without a value. */
  readonly value: string;
  /** The whole argument, with its dashes. */
  readonly text: string;
}

/** The arguments of a Traefik, of which each is read or reported. */
export class Arguments {
  private readonly all = new Map<string, Argument>();
  private readonly read = new Set<string>();

  constructor(
    words: readonly string[],
    readonly origin: Origin,
  ) {
    for (const word of words) {
      const match = /^--?([^=]+)(?:=([^]*))?$/.exec(word);
      if (match === null) continue;
      const name = match[1] ?? '';
      this.all.set(name.toLowerCase(), { name, value: match[2] ?? 'true', text: word });
    }
  }

  value(name: string): string | undefined {
    this.read.add(name.toLowerCase());
    return this.all.get(name.toLowerCase())?.value;
  }

  isOn(name: string): boolean {
    return this.value(name) === 'true';
  }

  /** Marks arguments as read that have no part in a profile: `prefix` and everything below it. */
  ignore(...prefixes: readonly string[]): void {
    const lower = prefixes.map((prefix) => prefix.toLowerCase());
    for (const name of this.all.keys()) {
      if (lower.some((prefix) => name === prefix || name.startsWith(`${prefix}.`))) this.read.add(name);
    }
  }

  /** Names of entryPoints that have an address, in the order of the command line. */
  get entryPoints(): readonly string[] {
    return [...this.all.values()].flatMap(
      ({ name }) => /^entrypoints\.(.+)\.address$/i.exec(name)?.[1] ?? [],
    );
  }

  /** The names directly below a prefix, in the order of the command line. */
  namesBelow(prefix: string): readonly string[] {
    const lower = `${prefix.toLowerCase()}.`;
    const below = [...this.all.values()].filter(({ name }) => name.toLowerCase().startsWith(lower));
    return [...new Set(below.map(({ name }) => name.slice(lower.length).split('.')[0] ?? ''))];
  }

  get unread(): readonly Argument[] {
    return [...this.all].flatMap(([name, argument]) => (this.read.has(name) ? [] : [argument]));
  }
}

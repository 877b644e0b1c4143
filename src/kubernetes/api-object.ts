/** As much of any object as tells which one it is. */
export interface ObjectMeta {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** How the API names the list of a kind: `ingresses`, `communities`, `services`, `gatewayclasses`. */
export function listName(kind: string): string {
  const name = kind.toLowerCase();
  if (name.endsWith('s')) return `${name}es`;
  return /[^aeiou]y$/.test(name) ? `${name.slice(0, -1)}ies` : `${name}s`;
}

/** A file of manifests, as synth writes it. */
export interface WrittenManifest {
  readonly content: string;
  /** The same as objects, in the file's order. */
  readonly objects: readonly ApiObject[];
}

import { isMap } from '../observed/fields';
import type { Note } from '../observed/note';
import type { ObservedObject, ObservedText } from '../observed/observed-network';
import type { SourceFile } from './folder';
import type { ConfigFile } from './k3s-config';
import { resolveAlias, isKnownFlag } from '../../releases/k3s-flags';
import { isApiObject, readObjects } from './kubernetes-objects';
import { NotYaml, parseYamlDocuments } from './yaml-documents';

/** A file that belongs to one node, by the folder that the node's files are in. */
export interface NodeFile {
  /** The folder of the node, empty for the root. */
  readonly folder: string;
  readonly path: string;
  readonly text: string;
}

/** Files by what they are. */
export interface ClassifiedFiles {
  /** `config.yaml` and those of `config.yaml.d`, in k3s's order. */
  readonly configs: readonly (ConfigFile & { readonly folder: string })[];
  /** Files of k3s's flags that are named after a node, such as the node files of synth. */
  readonly nodeFiles: readonly ConfigFile[];
  readonly units: readonly NodeFile[];
  readonly environments: readonly NodeFile[];
  readonly objects: readonly ObservedObject[];
  readonly texts: readonly ObservedText[];
  readonly notes: readonly Note[];
}

/** The same while it is collected. */
type Collected = { -readonly [K in keyof ClassifiedFiles]: ClassifiedFiles[K][number][] };

/** Sorts files by what they are; what is none of the known kinds is noted. */
export function classifyFiles(files: readonly SourceFile[]): ClassifiedFiles {
  const found: Collected = {
    configs: [],
    nodeFiles: [],
    units: [],
    environments: [],
    objects: [],
    texts: [],
    notes: [],
  };
  for (const file of files) classify(file, found);
  found.configs.sort((a, b) => byConfigOrder(a.source, b.source));
  return found;
}

/** `config.yaml` counts before its folder, and the folder's files count by name. */
function byConfigOrder(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => path.replace(/config\.yaml$/, 'config.yaml.d/'));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

/** Folders of a node's file system that do not name the node. */
const SYSTEM_FOLDERS = /^(?:etc|rancher|k3s|config\.yaml\.d|systemd|system|usr|lib|.*\.service\.d)$/;

/** The folder that holds a node's files. */
function findNodeFolder(path: string): string {
  const folders = path.split('/').slice(0, -1);
  while (SYSTEM_FOLDERS.test(folders.at(-1) ?? '')) folders.pop();
  return folders.join('/');
}

function classify({ path, text }: SourceFile, found: Collected): void {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const origin = { source: path };
  if (text === undefined) {
    found.notes.push({ kind: 'skipped', origin, message: 'The file is too large.' });
  } else if (/\.service$|\.service\.d\/[^/]*\.conf$/.test(path)) {
    found.units.push({ folder: findNodeFolder(path), path, text });
  } else if (/\.service\.env$|(?:^|\/)k3s(?:-agent)?\.env$/.test(path)) {
    found.environments.push({ folder: findNodeFolder(path), path, text });
  } else if (/^kustomization(?:\.ya?ml)?$/i.test(name)) {
    // It lists files that import reads anyway.
  } else if (/\.(?:ya?ml|json)$/i.test(name)) {
    classifyYaml(path, text, found);
  } else if (name === 'images.txt') {
    found.texts.push({ kind: 'images', name, value: text, origin, lineOf: () => undefined });
  } else {
    found.notes.push({ kind: 'skipped', origin, message: 'Import does not read files of this kind.' });
  }
}

function classifyYaml(path: string, text: string, found: Collected): void {
  try {
    for (const document of parseYamlDocuments(text)) {
      if (document.value !== null && document.value !== undefined) classifyDocument(path, document, found);
    }
  } catch (error) {
    if (!(error instanceof NotYaml)) throw error;
    const origin = { source: path, line: error.line };
    found.notes.push({ kind: 'skipped', origin, message: `The file is not valid YAML: ${error.message}.` });
  }
}

function classifyDocument(path: string, document: ConfigFile['document'], found: Collected): void {
  const { value, lineOf } = document;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const line = lineOf([]);
  const origin = { source: path, ...(line !== undefined && { line }) };
  const text = { name, value, origin, lineOf };
  if (isCredentials(name, value)) {
    found.notes.push({ kind: 'skipped', origin, message: 'Import reads no files with credentials.' });
  } else if (isApiObject(value)) {
    const { objects, notes } = readObjects(value, path, lineOf);
    found.objects.push(...objects);
    found.notes.push(...notes);
  } else if (/(?:^|\/)config\.yaml$|(?:^|\/)config\.yaml\.d\/[^/]+\.ya?ml$/i.test(path)) {
    found.configs.push({ folder: findNodeFolder(path), source: path, document });
  } else if (isFlannelConf(value)) {
    found.texts.push({ kind: 'flannel-conf', ...text });
  } else if (isK3sConfig(value)) {
    found.nodeFiles.push({ source: path, document });
  } else if (isTraefikValues(name, value)) {
    found.texts.push({ kind: 'traefik-values', ...text });
  } else {
    found.notes.push({
      kind: 'skipped',
      origin,
      message: "It is neither a Kubernetes object nor a file of k3s's flags.",
    });
  }
}

/** A kubeconfig, or the passwords of registries. */
function isCredentials(name: string, value: unknown): boolean {
  return (isApiObject(value) && (value as { kind: string }).kind === 'Config') || name === 'registries.yaml';
}

function isFlannelConf(value: unknown): boolean {
  return isMap(value) && isMap(value['Backend']) && typeof value['Backend']['Type'] === 'string';
}

function isK3sConfig(value: unknown): boolean {
  if (!isMap(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => isKnownFlag(resolveAlias(key.replace(/\+$/, ''))));
}

const TRAEFIK_KEYS = ['ports', 'service', 'deployment', 'providers', 'ingressRoute', 'additionalArguments'];

function isTraefikValues(name: string, value: unknown): boolean {
  const named = /traefik|values/i.test(name);
  return named && isMap(value) && TRAEFIK_KEYS.some((key) => Object.hasOwn(value, key));
}

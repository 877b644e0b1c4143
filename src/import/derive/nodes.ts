import type { ProfilePath } from '../../diagnostics';
import type { NodeReading, ObservedObject } from '../observed/observed-network';
import type { Origin } from '../observed/origin';
import { formatOrigin } from '../observed/origin';
import { isServerFlag } from '../../releases/k3s-flags';
import type { ImportContext } from './context';
import { Settings } from './settings';

/** One node, from all sources that have it. */
export interface ImportedNode {
  readonly name: string;
  readonly role: 'server' | 'agent';
  /** Whether no source has its role. */
  readonly isRoleGuessed: boolean;
  readonly settings: Settings;
  /** The Node object, where a source has it. */
  readonly object?: ObservedObject;
  readonly origin: Origin;
  /** Whether it is from a file that synth may have written. */
  readonly isRendered: boolean;
  /** What is from a node file of k3s-netstack. */
  readonly rendered: Settings;
}

/** The nodes that the sources have, servers first; the first one is the one that the others join. */
export function importNodes(context: ImportContext): readonly ImportedNode[] {
  const objects = context.objects('Node', '').map((object) => object.imply());
  const readings = nameReadings(context.observed.nodes, objects);
  const names = [...new Set([...readings.map(({ name }) => name), ...objects.map(({ name }) => name)])];
  const nodes = names.map((name) => {
    const own = readings.filter((reading) => reading.name === name).map(({ reading }) => reading);
    const object = objects.find((one) => one.name === name);
    return importNode(context, name, own, object);
  });
  return sortNodes(nodes);
}

interface NamedReading {
  readonly name: string;
  readonly reading: NodeReading;
}

/** The name that a node registers with: its flag, or what its host is called. */
function nameReadings(
  readings: readonly NodeReading[],
  objects: readonly ObservedObject[],
): readonly NamedReading[] {
  const own = readings.map((reading) => ({ reading, name: findName(reading) }));
  const known = new Set(own.map(({ name }) => name));
  const strangers = objects.filter(({ name }) => !known.has(name));
  const unnamed = own.filter(
    ({ name, reading }) => name === reading.label && !objects.some((one) => one.name === name),
  );
  // One file and one Node of other names are the same machine: its folder is called something else.
  if (strangers.length !== 1 || unnamed.length !== 1) return own;
  return own.map((one) => (one === unnamed[0] ? { ...one, name: strangers[0]?.name ?? one.name } : one));
}

function findName({ settings, label }: NodeReading): string {
  return settings.filter(({ name }) => name === 'node-name').at(-1)?.value ?? label.toLowerCase();
}

function importNode(
  context: ImportContext,
  name: string,
  readings: readonly NodeReading[],
  object: ObservedObject | undefined,
): ImportedNode {
  // The last is what runs: k3s notes on its Node object what it was started with.
  const reading = readings.at(-1);
  const settings = new Settings(reading?.settings ?? []);
  for (const other of readings.slice(0, -1)) {
    compareReadings(context, name, new Settings(other.settings), settings);
  }
  settings.all('node-name');
  const role = findRole(reading, readings, object);
  return {
    name,
    role: role ?? 'server',
    isRoleGuessed: role === undefined,
    settings,
    isRendered: reading?.isRendered ?? false,
    rendered: new Settings(readings.flatMap((one) => one.rendered ?? (one.isRendered ? one.settings : []))),
    origin: reading?.origin ?? object?.origin ?? { source: name },
    ...(object !== undefined && { object }),
  };
}

const SERVER_LABEL = 'node-role.kubernetes.io/control-plane';

/** Undefined where no source has it. */
function findRole(
  reading: NodeReading | undefined,
  readings: readonly NodeReading[],
  object: ObservedObject | undefined,
): 'server' | 'agent' | undefined {
  const stated = readings.map(({ role }) => role).filter((role) => role !== undefined);
  if (object !== undefined) return object.label(SERVER_LABEL) === 'true' ? 'server' : 'agent';
  if (stated.length > 0) return stated.at(-1) ?? 'server';
  const settings = new Settings(reading?.settings ?? []);
  if (settings.some(isServerFlag)) return 'server';
  if (settings.last('server') !== undefined) return 'agent';
  return undefined;
}

/** Reports every flag that two sources of one node have differently. */
function compareReadings(context: ImportContext, node: string, written: Settings, running: Settings): void {
  const [before, now] = [written.effective, running.effective];
  for (const name of new Set([...before.keys(), ...now.keys()])) {
    const [one, other] = [before.get(name) ?? [], now.get(name) ?? []];
    const texts = [one, other].map((settings) =>
      settings
        .map(({ value }) => value)
        .sort()
        .join(','),
    );
    if (texts[0] === texts[1]) continue;
    const place = one[0] ?? other[0];
    if (place === undefined) continue;
    context.notes.add({
      kind: 'conflict',
      origin: place.origin,
      message: `Node "${node}": --${name} is ${formatSettings(one)} in one source and ${formatSettings(other)} in what k3s runs with${
        other[0] === undefined ? '' : ` (${formatOrigin(other[0].origin)})`
      }.`,
      hint: 'The profile has what runs. Restart k3s, or correct the file.',
    });
  }
}

function formatSettings(settings: readonly { readonly value: string }[]): string {
  return settings.length === 0 ? 'not set' : `"${settings.map(({ value }) => value).join(',')}"`;
}

/** Servers before agents, the server that the others join before the others, numbers in names by their value. */
function sortNodes(nodes: readonly ImportedNode[]): readonly ImportedNode[] {
  const rank = ({ role, settings }: ImportedNode) => {
    if (role === 'agent') return 2;
    return settings.isOn('cluster-init') || settings.last('server') === undefined ? 0 : 1;
  };
  return [...nodes].sort((a, b) => rank(a) - rank(b) || compareNames(a.name, b.name));
}

function compareNames(a: string, b: string): number {
  const [one, other] = [a, b].map((name) => name.replace(/\d+/g, (digits) => digits.padStart(12, '0')));
  return (one ?? '') < (other ?? '') ? -1 : 1;
}

/** A node's place in the profile. */
export function pathOfNode(
  nodes: readonly ImportedNode[],
  node: ImportedNode,
  ...keys: ProfilePath
): ProfilePath {
  return ['nodes', nodes.indexOf(node), ...keys];
}

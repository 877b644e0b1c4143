import { stringify } from 'yaml';
import type { ApiObject } from '../../kubernetes/api-object';
import { identityOf } from '../../plan/own-objects';
import type { ProfileInput } from '../../profile/schema/profile';
import { isMap } from '../observed/fields';
import type { Note } from '../observed/note';
import type { ObservedNetwork, ObservedObject } from '../observed/observed-network';

/** Renders a profile to its objects; undefined where it does not parse. */
export type RenderObjects = (profile: ProfileInput) => readonly ApiObject[] | undefined;

type Patch = NonNullable<ProfileInput['patches']>[number];
type Operation = NonNullable<Patch['jsonPatch']>[number];

/** A file that synth has written. */
const RENDERED = /(?:^|\/)netstack-\d\d-[-a-z]+\.k8s\.yaml$/;

/** A file of the user's own manifests. */
const OWN = /(?:^|\/)netstack-(?:02-own-namespaces|14-own-crds|70-own-manifests)\.k8s\.yaml$/;

/** The sources without the user's own manifests, and their objects. */
export function separateOwnManifests(observed: ObservedNetwork): {
  readonly network: ObservedNetwork;
  readonly own: readonly ObservedObject[];
} {
  const isOwn = ({ origin }: ObservedObject) => OWN.test(origin.source);
  return {
    network: { ...observed, objects: observed.objects.filter((object) => !isOwn(object)) },
    own: observed.objects.filter(isOwn),
  };
}

/** The user's own manifests as one file. */
export function writeOwnManifests(own: readonly ObservedObject[]): string {
  return own.map(({ object }) => stringify(object, { version: '1.1', lineWidth: 0 })).join('---\n');
}

/** What patches of a profile have to change, for objects that differ from what the profile renders to. */
export interface ImportedPatches {
  readonly patches: Patch[];
  /** The notes without those of fields that a patch has now. */
  readonly notes: readonly Note[];
}

/** Compares the objects of rendered files with those that the imported profile renders to. */
export function importPatches(
  { objects }: ObservedNetwork,
  profile: ProfileInput,
  notes: readonly Note[],
  render: RenderObjects,
): ImportedPatches {
  const written = objects.filter(({ origin }) => RENDERED.test(origin.source));
  const rendered = written.length === 0 ? undefined : render(profile);
  if (rendered === undefined) return { patches: [], notes };
  const byIdentity = new Map(rendered.map((object) => [identityOf(object), object]));
  const patched = written.flatMap((observed) => {
    const before = byIdentity.get(identityOf(observed.object));
    const jsonPatch = before === undefined ? [] : [...compareValues(before, observed.object, '')];
    return jsonPatch.length === 0 ? [] : [{ observed, jsonPatch }];
  });
  const sources = new Set(patched.map(({ observed }) => observed.origin.source));
  return {
    patches: patched.map(({ observed, jsonPatch }) => ({ target: targetOf(observed), jsonPatch })),
    notes: notes.filter(({ kind, origin }) => kind !== 'unsupported' || !sources.has(origin?.source ?? '')),
  };
}

function targetOf({ kind, name, namespace }: ObservedObject): Patch['target'] {
  return { kind, name, ...(namespace !== '' && { namespace }) };
}

/** The operations that turn one value into another; lists are replaced as a whole. */
function* compareValues(before: unknown, after: unknown, path: string): Iterable<Operation> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isMap(before) || !isMap(after)) {
    yield { op: 'replace', path, value: after };
    return;
  }
  for (const key of Object.keys(before)) {
    if (!Object.hasOwn(after, key)) yield { op: 'remove', path: `${path}/${escapeKey(key)}` };
  }
  for (const [key, value] of Object.entries(after)) {
    const place = `${path}/${escapeKey(key)}`;
    if (Object.hasOwn(before, key)) yield* compareValues(before[key], value, place);
    else yield { op: 'add', path: place, value };
  }
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

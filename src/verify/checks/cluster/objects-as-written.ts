import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { fails, holds } from '../../finding';
import { Unreachable } from '../../place';
import { differences } from '../../objects/differences';
import type { ApiObject } from '../../objects/live-objects';
import { isNamed, readList, titleOf } from '../../objects/live-objects';

/** As many differences of one object as are told. */
const MAX_TOLD = 4;

/** Everything that synth wrote, against what the API server has. */
export const objectsAsWritten: ClusterCheck = {
  id: 'objects-as-written',
  scope: 'cluster',
  title: 'every object of the manifests is in the cluster, as it was written',
  why: 'What was changed by hand works until somebody applies the manifests again; what was deleted, or never applied, is missing today.',
  async *look({ plan, cluster, manifests }: Verification) {
    if (manifests === undefined) throw new Unreachable('the manifests are not at hand', 'run netstack synth');
    for (const [file, { objects }] of manifests) {
      const failed: Observation[] = [];
      const next = `kubectl apply -f dist/${plan.cluster}/manifests/${file}`;
      for (const object of objects) failed.push(...(await objectAsWritten(object, next, cluster)));
      yield* failed;
      const what = `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} of ${file}`;
      if (failed.length === 0) yield holds({ looked: what, found: 'as written', planned: 'as written' });
    }
  },
};

async function objectAsWritten(
  planned: ApiObject,
  next: string,
  cluster: Verification['cluster'],
): Promise<readonly Observation[]> {
  const { apiVersion, kind, metadata } = planned;
  const looked = titleOf(kind, metadata);
  const list = await readList<ApiObject>(cluster, apiVersion, kind);
  const live = list?.find((object) => isNamed(object, metadata.name, metadata.namespace));
  if (live === undefined) {
    const found = list === undefined ? `the cluster does not know ${apiVersion} ${kind}` : 'no such object';
    return [fails({ looked, found, planned: 'as the manifest has it', next })];
  }
  if (kind === 'CustomResourceDefinition') return crdIsEstablished(live, looked, next);
  const different = differences(withoutType(planned), live).slice(0, MAX_TOLD);
  if (different.length === 0) return [];
  return [
    fails({
      ...{ looked, next },
      found: different.map(({ path, found }) => `${path}: ${found}`).join('; '),
      planned: different.map(({ path, planned: wanted }) => `${path}: ${wanted}`).join('; '),
    }),
  ];
}

/** Items of a list do not say what they are. */
function withoutType({ apiVersion: _version, kind: _kind, ...rest }: ApiObject): object {
  return rest;
}

/** A schema may be of a later version: whoever brings it last has brought it. */
function crdIsEstablished(live: object, looked: string, next: string): readonly Observation[] {
  const { status } = live as { status?: { conditions?: readonly { type: string; status: string }[] } };
  const established = status?.conditions?.some(
    ({ type, status: is }) => type === 'Established' && is === 'True',
  );
  return established ? [] : [fails({ looked, found: 'not established', planned: 'established', next })];
}

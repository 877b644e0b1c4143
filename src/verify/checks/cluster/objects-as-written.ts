import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, pass } from '../../finding';
import type { ClusterReader } from '../../host';
import { UnreachableError } from '../../host';
import { formatOwnCommand } from '../../../terminal/own-command';
import { quoteWord } from '../../../terminal/quote-command';
import { findDifferences } from '../../objects/differences';
import type { CrdSchema } from '../../objects/extra-fields';
import { findExtraFields } from '../../objects/extra-fields';
import { findAddon } from '../../objects/helm-charts';
import { findComponents } from '../../causes/find-components';
import { formatKubectl } from '../../objects/format-kubectl';
import type { ApiObject } from '../../objects/live-objects';
import { isNamed, readList, formatTitle } from '../../objects/live-objects';

/** Limit for the differences of one object in a finding. */
const MAX_DIFFERENCES = 4;

/** The objects of the manifests, compared with the live objects. */
export const objectsAsWritten: ClusterCheck = {
  id: 'objects-as-written',
  scope: 'cluster',
  title: 'every object of the manifests exists in the cluster, unchanged',
  why: 'The next apply overwrites changes made by hand; objects that were deleted or never applied are missing now.',
  dependsOn: ['deployed-manifests', 'k3s-addons'],
  async *observe(context: VerifyContext) {
    const { plan, manifests } = context;
    if (manifests === undefined)
      throw new UnreachableError(
        'the manifests are not available',
        `run "${formatOwnCommand('synth', plan.cluster)}"`,
      );
    for (const [file, { objects }] of manifests) {
      const failed: Observation[] = [];
      const next = formatKubectl('apply', '-f', `dist/${plan.cluster}/manifests/${file}`);
      for (const object of objects) failed.push(...(await compareObject(object, { next, file }, context)));
      yield* failed;
      const what = `${objects.length} ${objects.length === 1 ? 'object' : 'objects'} of ${file}`;
      if (failed.length === 0) yield pass({ subject: what, found: 'unchanged', planned: 'unchanged' });
    }
  },
};

async function compareObject(
  planned: ApiObject,
  { next, file }: { readonly next: string; readonly file: string },
  { plan, cluster }: VerifyContext,
): Promise<readonly Observation[]> {
  const { apiVersion, kind, metadata } = planned;
  const subject = formatTitle(kind, metadata);
  const components = findComponents(plan, metadata);
  const affected = components === undefined ? {} : { components };
  const list = await readList<ApiObject>(cluster, apiVersion, kind);
  const live = list?.find((object) => isNamed(object, metadata.name, metadata.namespace));
  if (live === undefined) {
    const found =
      list === undefined ? `the API server does not serve ${apiVersion} ${kind}` : 'no such object';
    return [fail({ subject, found, planned: 'as in the manifest', next, ...affected })];
  }
  if (kind === 'CustomResourceDefinition') return compareCrd(live, subject, next);
  const written = withoutType(planned);
  const schema = await readSchema(cluster, apiVersion, kind);
  const changed = findDifferences(written, live);
  const all = [...changed, ...findExtraFields(written, { ...live, kind }, schema)];
  const different = all.slice(0, MAX_DIFFERENCES);
  if (different.length === 0) return [];
  const owner = findOtherOwner(live, file);
  return [
    fail({
      ...{ subject, ...affected },
      // Fields that a user added do not follow from a manifest that k3s did not apply.
      ...(changed.length === 0 && owner === undefined && { dependsOn: [] }),
      found: `${different.map(({ path, found }) => `${path}: ${found}`).join('; ')}${owner === undefined ? '' : `; applied by Addon ${owner}, another file of the auto-deploy directory`}`,
      next:
        owner === undefined
          ? next
          : `remove the object from the file of Addon ${owner} (kubectl -n kube-system get addon ${quoteWord(owner)} -o yaml), then ${next}`,
      planned: different.map(({ path, planned: wanted }) => `${path}: ${wanted}`).join('; '),
    }),
  ];
}

interface LiveCrd {
  readonly metadata: ApiObject['metadata'];
  readonly spec?: {
    readonly group?: string;
    readonly names?: { readonly kind?: string };
    readonly versions?: readonly {
      readonly name: string;
      readonly schema?: { readonly openAPIV3Schema?: CrdSchema };
    }[];
  };
}

/** The schema of a custom resource; undefined for kinds of Kubernetes itself. */
async function readSchema(
  cluster: ClusterReader,
  apiVersion: string,
  kind: string,
): Promise<CrdSchema | undefined> {
  const [group, version] = apiVersion.split('/');
  const crds =
    (await readList<LiveCrd>(cluster, 'apiextensions.k8s.io/v1', 'CustomResourceDefinition')) ?? [];
  const crd = crds.find(({ spec }) => spec?.group === group && spec?.names?.kind === kind);
  return crd?.spec?.versions?.find(({ name }) => name === version)?.schema?.openAPIV3Schema;
}

/** The Addon of another file in the auto-deploy directory that applied the object last; undefined: none. */
function findOtherOwner({ metadata }: ApiObject, file: string): string | undefined {
  const owner = findAddon(metadata);
  return owner === undefined || file.startsWith(`${owner}.`) ? undefined : owner;
}

/** Items of a list have no apiVersion and kind. */
function withoutType({ apiVersion: _version, kind: _kind, ...rest }: ApiObject): object {
  return rest;
}

/** The schema of a CRD is not compared: another installation may have a later version. */
function compareCrd(live: object, subject: string, next: string): readonly Observation[] {
  const { status } = live as { status?: { conditions?: readonly { type: string; status: string }[] } };
  const established = status?.conditions?.some(
    ({ type, status: is }) => type === 'Established' && is === 'True',
  );
  return established ? [] : [fail({ subject, found: 'not established', planned: 'established', next })];
}

import type { ApiObject } from '../kubernetes/api-object';
import type { Kubectl } from '../verify';

/** What an apply has made of a cluster, kept in the cluster for the next one. */
export interface ApplyRecord {
  /** The profile, and the base that it extends, by file name. No profile contains a secret. */
  readonly profile: string;
  readonly base?: { readonly file: string; readonly content: string };
  /** The files of manifests and the objects in them, without their contents. */
  readonly manifests: readonly RecordedManifest[];
}

export interface RecordedManifest {
  readonly file: string;
  readonly objects: readonly Pick<ApiObject, 'apiVersion' | 'kind' | 'metadata'>[];
}

/** The ConfigMap of the record. */
const RECORD = { namespace: 'kube-system', name: 'netstack-applied' } as const;

/** Field manager of everything that apply changes. */
export const FIELD_MANAGER = 'netstack';

/** @returns undefined where nothing was applied yet */
export async function readRecord(kubectl: Kubectl): Promise<ApplyRecord | undefined> {
  const words = ['-n', RECORD.namespace, 'get', 'configmap', RECORD.name, '--ignore-not-found', '-o', 'json'];
  const { status, stdout } = await kubectl(words);
  if (status !== 0 || stdout.trim() === '') return undefined;
  const { data = {} } = JSON.parse(stdout) as { data?: Record<string, string> };
  const { profile, manifests = '[]', base, baseFile } = data;
  if (profile === undefined) return undefined;
  return {
    profile,
    ...(base !== undefined && baseFile !== undefined && { base: { file: baseFile, content: base } }),
    manifests: JSON.parse(manifests) as readonly RecordedManifest[],
  };
}

/** The record as an object of the cluster. */
export function renderRecord({ profile, base, manifests }: ApplyRecord): object {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { ...RECORD, labels: { 'app.kubernetes.io/managed-by': FIELD_MANAGER } },
    data: {
      profile,
      ...(base && { baseFile: base.file, base: base.content }),
      manifests: JSON.stringify(manifests),
    },
  };
}

/** Names of the objects in files of manifests. */
export function recordManifests(
  manifests: readonly { readonly file: string; readonly objects: readonly ApiObject[] }[],
): readonly RecordedManifest[] {
  return manifests.map(({ file, objects }) => ({
    file,
    objects: objects.map(({ apiVersion, kind, metadata: { name, namespace } }) => ({
      ...{ apiVersion, kind },
      metadata: { name, ...(namespace !== undefined && { namespace }) },
    })),
  }));
}

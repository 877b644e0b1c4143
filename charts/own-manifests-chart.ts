import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';

/** An object of Kubernetes as a manifest has it. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Objects of your own manifests. */
export interface OwnManifestsChartProps {
  readonly objects: readonly ManifestObject[];
}

/**
 * Objects of your own manifests, unchanged. It is the `Include` of cdk8s for objects that were read already.
 *
 * @example
 * new OwnManifestsChart(app, 'own', {
 *   objects: [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'tunnel' } }],
 * });
 */
export class OwnManifestsChart extends Chart {
  public readonly objects: readonly ApiObject[];

  constructor(scope: Construct, id: string, { objects }: OwnManifestsChartProps) {
    super(scope, id, { disableResourceNameHashes: true });
    this.objects = objects.map((object) => new ApiObject(this, objectId(object), { ...object }));
  }
}

/** As `Include` builds it, with the group: two kinds of one name may be in one file. */
function objectId({ apiVersion, kind, metadata: { name, namespace } }: ManifestObject): string {
  const group = apiVersion.replace(/\/.*$/, '');
  return [name, kind.toLowerCase(), namespace, group].filter(Boolean).join('-');
}

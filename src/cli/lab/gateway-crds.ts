import crds from '../../../crds/gateway.networking.k8s.io.json';

/** Kinds that Traefik watches too; no object of a profile is of them, so that they need no schema. */
const WATCHED = [
  { kind: 'BackendTLSPolicy', plural: 'backendtlspolicies', version: 'v1' },
  { kind: 'GRPCRoute', plural: 'grpcroutes', version: 'v1' },
  { kind: 'ReferenceGrant', plural: 'referencegrants', version: 'v1beta1' },
  { kind: 'TLSRoute', plural: 'tlsroutes', version: 'v1' },
] as const;

/** The API server refuses a CRD of this group without an annotation on its approval. */
const ANNOTATIONS = { 'api-approved.kubernetes.io': 'unapproved, of a lab' };

/** The Gateway API CRDs of a lab whose k3s does not package them, as a manifest. */
export function renderGatewayCrds(): string {
  const own = crds.items.map(({ metadata: { name }, ...crd }) => ({
    ...crd,
    metadata: { name, annotations: ANNOTATIONS },
  }));
  return [...own, ...WATCHED.map(renderWatched)].map((crd) => `${JSON.stringify(crd)}\n`).join('---\n');
}

function renderWatched({ kind, plural, version }: (typeof WATCHED)[number]): object {
  const group = 'gateway.networking.k8s.io';
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}`, annotations: ANNOTATIONS },
    spec: {
      ...{ group, scope: 'Namespaced', names: { kind, listKind: `${kind}List`, plural } },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  };
}

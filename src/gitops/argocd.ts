import type { GitOpsSource } from './delivered-cluster';

/** Waves of objects that are not in the usual one, which is 0. Argo CD waits until all of a wave are healthy. */
const WAVES: readonly { readonly wave: number; readonly target: object }[] = [
  { wave: -1, target: { kind: 'Namespace' } },
  { wave: -1, target: { kind: 'CustomResourceDefinition' } },
  { wave: 1, target: { group: 'metallb.io' } },
  { wave: 1, target: { group: 'traefik.io' } },
  { wave: 1, target: { group: 'gateway.networking.k8s.io' } },
  { wave: 2, target: { labelSelector: 'app.kubernetes.io/name=http-sample' } },
];

/** MetalLB's controllers write the authority of their webhooks to these objects: it is no difference. */
const IGNORED: readonly object[] = [
  {
    group: 'admissionregistration.k8s.io',
    kind: 'ValidatingWebhookConfiguration',
    jqPathExpressions: ['.webhooks[]?.clientConfig.caBundle'],
  },
  {
    group: 'apiextensions.k8s.io',
    kind: 'CustomResourceDefinition',
    jqPathExpressions: ['.spec.conversion.webhook.clientConfig.caBundle'],
  },
  { kind: 'Secret', name: 'metallb-webhook-cert', jsonPointers: ['/data'] },
];

/**
 * An Application for each cluster that has a folder in the repository. A cluster is known to Argo CD by the name of its
 * profile.
 *
 * @see https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/Generators-Git/
 */
export function renderApplicationSet({ repository, branch, path }: GitOpsSource): object {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: 'netstack', namespace: 'argocd' },
    spec: {
      goTemplate: true,
      goTemplateOptions: ['missingkey=error'],
      generators: [{ git: { repoURL: repository, revision: branch, directories: [{ path: `${path}/*` }] } }],
      template: {
        metadata: { name: 'netstack-{{.path.basename}}' },
        spec: {
          project: 'default',
          source: {
            repoURL: repository,
            targetRevision: branch,
            path: '{{.path.path}}',
            kustomize: { patches: WAVES.map(renderWave) },
          },
          destination: { name: '{{.path.basename}}' },
          ignoreDifferences: IGNORED,
          syncPolicy: {
            automated: { prune: true, selfHeal: true },
            retry: { limit: 10, backoff: { duration: '10s', factor: 2, maxDuration: '3m' } },
            syncOptions: [
              'ServerSideApply=true',
              'RespectIgnoreDifferences=true',
              'SkipDryRunOnMissingResource=true',
            ],
          },
        },
      },
    },
  };
}

/** A patch with a target applies to every object that the target selects; its own kind and name do not count. */
function renderWave({ wave, target }: (typeof WAVES)[number]): object {
  const patch = [
    'apiVersion: any',
    'kind: Any',
    'metadata:',
    '  name: any',
    '  annotations:',
    `    argocd.argoproj.io/sync-wave: "${wave}"`,
    '',
  ];
  return { target, patch: patch.join('\n') };
}

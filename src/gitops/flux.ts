import type { DeliveredCluster, GitOpsSource } from './delivered-cluster';
import { listStages } from './stages';

/** Namespace of Flux, and the name of the GitRepository that `flux bootstrap` creates in it. */
const FLUX = 'flux-system';

/**
 * A Flux Kustomization for each stage. Each waits until every object of the stage before is ready: MetalLB's webhook
 * answers when its controller is ready.
 *
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/
 */
export function renderFlux({ name, manifests }: DeliveredCluster, { path }: GitOpsSource): readonly object[] {
  const stages = listStages([...manifests.keys()]);
  return stages.map((stage, index) => {
    const before = stages[index - 1];
    return {
      apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
      kind: 'Kustomization',
      metadata: { name: nameOf(name, stage.name), namespace: FLUX },
      spec: {
        interval: '10m',
        retryInterval: '30s',
        timeout: '5m',
        path: `./${path}/${name}/stages/${stage.name}`,
        // With a CRD go all of its objects, those of users too.
        prune: stage.name !== '1-crds',
        wait: true,
        sourceRef: { kind: 'GitRepository', name: FLUX },
        ...(before && { dependsOn: [{ name: nameOf(name, before.name) }] }),
      },
    };
  });
}

/** `netstack-pikube-components` */
function nameOf(cluster: string, stage: string): string {
  return `netstack-${cluster}-${stage.slice(stage.indexOf('-') + 1)}`;
}

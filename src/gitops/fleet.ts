import { stringify } from 'yaml';
import type { DeliveredCluster, GitOpsSource } from './delivered-cluster';
import { listStages } from './stages';

/** Labels of a bundle, by which the next one waits for it. */
const labelsOf = (cluster: string, stage: string) => ({
  'netstack/cluster': cluster,
  'netstack/stage': stage,
});

/**
 * A bundle for each stage, with its manifests: Fleet reads files of a bundle's own folder only. Each waits until the
 * bundle before is ready. The GitRepo delivers them to the cluster that Fleet knows by the name of the profile.
 *
 * @see https://fleet.rancher.io/ref-fleet-yaml
 */
export function renderFleet(
  { name, manifests }: DeliveredCluster,
  { repository, branch, enginePath }: GitOpsSource,
): ReadonlyMap<string, string> {
  const stages = listStages([...manifests.keys()]);
  const files = new Map<string, string>();
  for (const [index, stage] of stages.entries()) {
    const before = stages[index - 1];
    const settings = {
      labels: labelsOf(name, stage.name),
      ...(before && { dependsOn: [{ selector: { matchLabels: labelsOf(name, before.name) } }] }),
      diff: { comparePatches: COMPARED },
    };
    files.set(`${name}/${stage.name}/fleet.yaml`, stringify(settings, { lineWidth: 0 }));
    for (const file of stage.files) files.set(`${name}/${stage.name}/${file}`, manifests.get(file) ?? '');
  }
  files.set(`${name}/gitrepo.yml`, stringify(renderGitRepo(), { lineWidth: 0 }));
  return files;

  function renderGitRepo(): object {
    return {
      apiVersion: 'fleet.cattle.io/v1alpha1',
      kind: 'GitRepo',
      metadata: { name: `netstack-${name}`, namespace: 'fleet-default' },
      spec: {
        repo: repository,
        branch,
        paths: stages.map((stage) => `${enginePath}/${name}/${stage.name}`),
        targets: [{ clusterName: name }],
      },
    };
  }
}

/** MetalLB's controllers write the authority of their webhooks to these objects: it is no difference. */
const COMPARED: readonly object[] = [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    name: 'metallb-webhook-configuration',
    operations: [{ op: 'remove', path: '/webhooks' }],
  },
];

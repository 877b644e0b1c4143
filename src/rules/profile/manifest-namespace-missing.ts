import { pathOf } from '../../diagnostics';
import { describeObject } from '../../plan/own-objects';
import type { NetworkPlan } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Namespaces that every cluster has. */
const OF_EVERY_CLUSTER = ['default', 'kube-system', 'kube-public', 'kube-node-lease'];

export const manifestNamespaceMissing: NetworkRule = {
  id: 'manifest-namespace-missing',
  severity: 'warning',
  title: 'Own manifest has an object in a namespace that no manifest creates',
  why: 'kubectl refuses the object until the namespace exists.',
  fix: 'Add the Namespace to the manifests, or create it before they are applied.',
  check(plan, report) {
    const known = listNamespaces(plan);
    const reported = new Set<string>();
    for (const own of plan.ownObjects) {
      const { namespace } = own.object.metadata;
      if (namespace === undefined || known.has(namespace) || reported.has(namespace)) continue;
      reported.add(namespace);
      report({
        path: pathOf(own),
        message: `${describeObject(own.object)} of "${own.file}" is in the namespace "${namespace}", which no manifest creates.`,
        hint: 'kubectl would refuse it. Add the Namespace to the manifest, or create it first.',
      });
    }
  },
};

function listNamespaces({ ownObjects, metallb, traefik, samples }: NetworkPlan): ReadonlySet<string> {
  return new Set([
    ...OF_EVERY_CLUSTER,
    ...(metallb === undefined ? [] : ['metallb-system']),
    ...(traefik.mode === 'standalone' ? [traefik.namespace] : []),
    ...samples.map(({ namespace }) => namespace),
    ...ownObjects
      .filter(({ object }) => object.kind === 'Namespace')
      .map(({ object }) => object.metadata.name),
  ]);
}

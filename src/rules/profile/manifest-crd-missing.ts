import { pathOf } from '../../diagnostics';
import { describeObject, groupOf } from '../../plan/own-objects';
import type { NetworkPlan } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Groups that every k3s has. */
const OF_K3S = ['helm.cattle.io', 'k3s.cattle.io'];

export const manifestCrdMissing: NetworkRule = {
  id: 'manifest-crd-missing',
  severity: 'warning',
  title: 'Own manifest has an object of a kind whose CRD is not in the manifests',
  why: 'kubectl refuses an object of a kind that the API server does not know.',
  fix: 'Add the CRD to the manifests, or install it before they are applied.',
  check(plan, report) {
    const known = listGroups(plan);
    const reported = new Set<string>();
    for (const own of plan.ownObjects) {
      const group = groupOf(own.object);
      if (isBuiltIn(group) || known.has(group) || reported.has(group)) continue;
      reported.add(group);
      report({
        path: pathOf(own),
        message: `${describeObject(own.object)} of "${own.file}" is of the group "${group}", whose CRDs no manifest has.`,
        hint: 'kubectl would refuse it. Add the CRD to the manifests, or install it first.',
      });
    }
  },
};

/** Kubernetes's own groups have no domain, or one of k8s.io. */
function isBuiltIn(group: string): boolean {
  return !group.includes('.') || (group.endsWith('.k8s.io') && !group.startsWith('gateway.networking.'));
}

function listGroups({ ownObjects, metallb, traefik }: NetworkPlan): ReadonlySet<string> {
  return new Set([
    ...OF_K3S,
    ...(metallb === undefined ? [] : ['metallb.io']),
    ...(metallb?.bgpBackend === 'frr-k8s' ? ['frrk8s.metallb.io'] : []),
    ...(traefik.mode === 'none' ? [] : ['traefik.io']),
    ...(traefik.gatewayCrds === 'missing' ? [] : ['gateway.networking.k8s.io']),
    ...ownObjects
      .filter(({ object }) => object.kind === 'CustomResourceDefinition')
      .map(({ object: { metadata } }) => metadata.name.slice(metadata.name.indexOf('.') + 1)),
  ]);
}

import type { NetworkPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const sampleNameTaken: NetworkRule = {
  id: 'sample-name-taken',
  severity: 'error',
  title: 'A sample has the name of a cluster component',
  why:
    'A sample creates a Deployment and a Service of its name. In the namespace of a component they would replace ' +
    "the component's objects.",
  fix: 'Remove namespace, or use another name.',
  check(plan, report, source) {
    const taken = new Set(partNames(plan));
    for (const sample of plan.samples) {
      if (!taken.has(`${sample.namespace}/${sample.name}`)) continue;
      const path = pathOf(sample, 'name');
      report({
        path,
        message: `${source.quote(path)} is the name of a component in the namespace ${sample.namespace}.`,
      });
    }
  },
};

/** Services and Deployments of the cluster's own, as `namespace/name`. */
function partNames({ coredns, traefik, metallb }: NetworkPlan): readonly string[] {
  const frr = ['frr-k8s-metrics-service', 'frr-k8s-statuscleaner', 'frr-k8s-webhook-service'];
  return [
    'default/kubernetes',
    'kube-system/local-path-provisioner',
    'kube-system/metrics-server',
    ...(coredns.mode === 'none' ? [] : ['kube-system/coredns', 'kube-system/kube-dns']),
    ...(coredns.mode === 'standalone' ? ['kube-system/coredns-standalone'] : []),
    ...(traefik.mode === 'none' ? [] : [`${traefik.namespace}/traefik`]),
    ...(metallb
      ? ['controller', 'metallb-webhook-service', ...frr].map((name) => `metallb-system/${name}`)
      : []),
  ];
}

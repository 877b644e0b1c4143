import type { NetworkPlan } from '../../src/plan';
import { usesHostPorts } from '../../src/plan';
import type { NamespacesChartProps } from '../namespaces-chart';

/** Undefined where every namespace exists already. */
export function deriveNamespacesProps(plan: NetworkPlan): NamespacesChartProps | undefined {
  const metallb = plan.metallb !== undefined;
  const traefik = plan.traefik.mode === 'standalone';
  const samples = collectSampleNamespaces(plan);
  if (!metallb && !traefik && samples.length === 0) return undefined;
  const onHostPorts = traefik && usesHostPorts(plan.traefik);
  return { metallb, traefik, samples, ...(onHostPorts && { traefikOnHostPorts: true }) };
}

/** Namespaces that Kubernetes, k3s and the components create. */
const EXISTING = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'traefik', 'metallb-system'];

function collectSampleNamespaces({ samples }: NetworkPlan): readonly string[] {
  return [...new Set(samples.map(({ namespace }) => namespace))]
    .filter((name) => !EXISTING.includes(name))
    .sort();
}

import { LabelledNamespace } from '../constructs/namespaces';
import { MetalLbNamespace } from '../constructs/metallb';
import { TraefikNamespace } from '../constructs/traefik';
import type { NetworkPlan } from '../src/plan';
import type { ClusterChart } from './cluster-chart';

interface NamespacesProps {
  readonly metallb: boolean;
  readonly traefik: boolean;
  /** Namespaces of the samples. */
  readonly samples: readonly string[];
}

/** Namespaces that the parts bring. They stand before everything that is in one. */
export const namespaces: ClusterChart<NamespacesProps> = {
  number: '00',
  part: 'namespaces',

  props(plan) {
    const props = {
      metallb: plan.metallb !== undefined,
      traefik: plan.traefik.mode === 'standalone',
      samples: sampleNamespaces(plan),
    };
    return props.metallb || props.traefik || props.samples.length > 0 ? props : undefined;
  },

  build(chart, { metallb, traefik, samples }) {
    if (metallb) new MetalLbNamespace(chart, 'metallb');
    if (traefik) new TraefikNamespace(chart, 'traefik');
    for (const name of samples) new LabelledNamespace(chart, `sample-${name}`, { name });
  },
};

/** Namespaces that Kubernetes and the parts have anyway. */
const EXISTING = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'traefik', 'metallb-system'];

function sampleNamespaces({ samples }: NetworkPlan): readonly string[] {
  return [...new Set(samples.map(({ namespace }) => namespace))]
    .filter((name) => !EXISTING.includes(name))
    .sort();
}

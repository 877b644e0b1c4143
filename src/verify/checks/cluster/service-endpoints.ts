import type { NetworkPlan } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import { passIf } from '../../finding';
import { hasReadyEndpoint, readEndpointSlices } from '../../objects/endpoints';
import { formatKubectlFor } from '../../objects/format-kubectl';
import { formatTitle, isNamed } from '../../objects/live-objects';
import { readServices } from '../../objects/services';

/** A Service of the plan. */
interface NeededService {
  readonly name: string;
  readonly namespace: string;
  readonly component: string;
}

/** The endpoints of CoreDNS, Traefik and the samples. */
export const serviceEndpoints: ClusterCheck = {
  id: 'service-endpoints',
  scope: 'cluster',
  title: 'the Services of CoreDNS, Traefik and the samples have ready endpoints',
  why: 'kube-proxy rejects connections to a Service without endpoints. Its pods can be ready while its selector matches none of them.',
  dependsOn: ['objects-as-written', 'workloads-ready'],
  async *observe({ plan, cluster }: VerifyContext) {
    const slices = await readEndpointSlices(cluster);
    const services = await readServices(cluster);
    for (const { name, namespace, component } of listNeeded(plan)) {
      const service = services.find((one) => isNamed(one, name, namespace));
      // service-addresses and objects-as-written report a missing Service.
      if (service === undefined) continue;
      const isReady = hasReadyEndpoint(slices, { name, namespace });
      const selector = Object.entries(service.spec.selector ?? {}).map(([key, value]) => `${key}=${value}`);
      yield passIf(isReady, {
        subject: `endpoints of ${formatTitle('Service', service.metadata)}`,
        found: isReady
          ? 'ready endpoints'
          : `no ready endpoint for the selector ${selector.join(',') || '(none)'}`,
        planned: 'ready endpoints',
        components: [component],
        next: `compare the selector with the labels of the pods: ${formatKubectlFor(service.metadata, 'get', 'pods', '--show-labels')}`,
      });
    }
  },
};

function listNeeded({ coredns, traefik, samples }: NetworkPlan): readonly NeededService[] {
  return [
    ...(coredns.mode === 'none'
      ? []
      : [{ name: 'kube-dns', namespace: 'kube-system', component: 'coredns' }]),
    ...(traefik.mode === 'none'
      ? []
      : [{ name: 'traefik', namespace: traefik.namespace, component: 'traefik' }]),
    ...samples.map(({ name, namespace }) => ({ name, namespace, component: name })),
  ];
}

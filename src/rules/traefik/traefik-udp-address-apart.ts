import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findSeparateUdpPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikUdpAddressApart: NetworkRule = {
  id: 'traefik-udp-address-apart',
  severity: 'hint',
  title: 'A UDP port of Traefik may get another address than the TCP port of the same number',
  why:
    'kubectl and k3s tell the ports of a Service apart by their numbers, so a UDP port with the number of a TCP port is in ' +
    'a Service of its own. The two share an address if MetalLB happens to offer it; only a fixed one makes sure.',
  fix: 'Write loadBalancerIPs, which both then ask for.',
  *check(plan, source) {
    const { traefik } = plan;
    if (traefik.mode === 'none' || traefik.loadBalancerIPs.length > 0) return;
    if (!listMetalLbServices(plan).some(({ owner }) => owner === traefik)) return;
    for (const entryPoint of findSeparateUdpPorts(traefik)) {
      const exposed = pathOf(entryPoint, 'exposedPort');
      const path = source.states(exposed) ? exposed : pathOf(entryPoint, 'port');
      yield {
        path,
        message: `${source.quote(path)} over UDP is in a Service of its own, since there is a TCP port of this number, and may get another address.`,
      };
    }
  },
};

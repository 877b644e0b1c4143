import { pathOf } from '../../diagnostics';
import { listMetalLbServices, findSeparateUdpPorts } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikUdpAddressApart: NetworkRule = {
  id: 'traefik-udp-address-apart',
  severity: 'hint',
  title: 'A UDP port of Traefik may be assigned another address than the TCP port of the same number',
  why:
    'kubectl and k3s identify the ports of a Service by number, so a UDP port with the number of a TCP port needs ' +
    'its own Service. Only loadBalancerIPs makes both Services get the same address.',
  fix: 'Set loadBalancerIPs, which both Services then request.',
  check(plan, report, source) {
    const { traefik } = plan;
    if (traefik.mode === 'none' || traefik.loadBalancerIPs.length > 0) return;
    if (!listMetalLbServices(plan).some(({ owner }) => owner === traefik)) return;
    for (const entryPoint of findSeparateUdpPorts(traefik)) {
      const exposed = pathOf(entryPoint, 'exposedPort');
      const path = source.states(exposed) ? exposed : pathOf(entryPoint, 'port');
      report({
        path,
        message: `${source.quote(path)} over UDP has its own Service, because a TCP port has the same number, and may be assigned another address.`,
      });
    }
  },
};

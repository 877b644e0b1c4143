import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const hostGwExternalIp: NetworkRule = {
  id: 'host-gw-external-ip',
  severity: 'error',
  title: 'host-gw backend with external addresses',
  why:
    'host-gw uses the announced address of a node as a next hop, and a next hop must be a direct neighbour. External ' +
    'addresses are behind routers, so the kernel rejects the routes.',
  fix: 'Use wireguard-native, or remove externalIp.',
  check({ flannel }, report, source) {
    if (flannel.backend !== 'host-gw' || !flannel.externalIp) return;
    const backend = pathOf(flannel, 'backend');
    report({
      path: pathOf(flannel, 'externalIp'),
      message: `external addresses cannot be next hops, which ${source.quote(backend)} (${source.line(backend)}) requires.`,
      hint: 'The kernel would reject the routes. Write backend: wireguard-native, or remove externalIp.',
    });
  },
};

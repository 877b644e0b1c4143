import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const hostGwExternalIp: NetworkRule = {
  id: 'host-gw-external-ip',
  severity: 'error',
  title: 'host-gw over external addresses',
  why:
    'host-gw makes the address that a node tells the others their next hop, and a next hop must be a direct neighbour. ' +
    'External addresses are behind routers, so the kernel refuses the routes.',
  fix: 'Use wireguard-native, which is made for this, or leave externalIp out.',
  *check({ flannel }, source) {
    if (flannel.backend !== 'host-gw' || !flannel.externalIp) return;
    const backend = pathOf(flannel, 'backend');
    yield {
      path: pathOf(flannel, 'externalIp'),
      message: `external addresses cannot be next hops, and ${source.quote(backend)} (${source.line(backend)}) needs next hops.`,
      hint: 'The kernel would refuse the routes. Write backend: wireguard-native, or leave externalIp out.',
    };
  },
};

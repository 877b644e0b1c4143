import { pathOf } from '../../diagnostics';
import { isExcludedInterface } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfacesAllExcluded: NetworkRule = {
  id: 'metallb-l2-interfaces-all-excluded',
  severity: 'error',
  title: 'An L2 advertisement is for interfaces only that MetalLB never announces on',
  why:
    "MetalLB leaves out the interfaces of containers, bridges and tunnels, whatever an advertisement says: flannel's, " +
    'cni, docker, veth, dummy, virbr, tunl, cali, lxc, kube-ipvs, nodelocaldns and lo. Nobody answers for the pool.',
  fix: 'Write the interface that is on the LAN, as "ip link" shows it, or leave interfaces out.',
  *check({ metallb }, source) {
    for (const advertisement of metallb?.l2Advertisements ?? []) {
      const { interfaces } = advertisement;
      if (interfaces.length === 0 || !interfaces.every(isExcludedInterface)) continue;
      const path = pathOf(advertisement, 'interfaces', 0);
      yield {
        path: path,
        message: `${source.quote(path)} is ${interfaces.length === 1 ? 'an interface that MetalLB never announces on' : 'like the others an interface that MetalLB never announces on'}.`,
      };
    }
  },
};

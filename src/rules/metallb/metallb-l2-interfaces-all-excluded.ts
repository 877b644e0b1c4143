import { pathOf } from '../../diagnostics';
import { isExcludedInterface } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfacesAllExcluded: NetworkRule = {
  id: 'metallb-l2-interfaces-all-excluded',
  severity: 'error',
  title: 'L2 advertisement names only interfaces that MetalLB excludes',
  why:
    'MetalLB never announces on interfaces of containers, bridges and tunnels: flannel, cni, docker, veth, dummy, ' +
    'virbr, tunl, cali, lxc, kube-ipvs, nodelocaldns and lo. No node announces the pool.',
  fix: 'Write the interface that is on the LAN, as "ip link" prints it, or remove interfaces.',
  check({ metallb }, report, source) {
    for (const advertisement of metallb?.l2Advertisements ?? []) {
      const { interfaces } = advertisement;
      if (interfaces.length === 0 || !interfaces.every(isExcludedInterface)) continue;
      const path = pathOf(advertisement, 'interfaces', 0);
      report({
        path,
        message: `${source.quote(path)} is ${interfaces.length === 1 ? 'an interface that MetalLB never announces on' : 'an interface that MetalLB never announces on, like the others'}.`,
      });
    }
  },
};

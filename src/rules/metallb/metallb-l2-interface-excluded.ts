import { pathOf } from '../../diagnostics';
import { isExcludedInterface } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceExcluded: NetworkRule = {
  id: 'metallb-l2-interface-excluded',
  severity: 'warning',
  title: 'One of the interfaces of an L2 advertisement is never announced on',
  why:
    "MetalLB leaves out the interfaces of containers, bridges and tunnels, whatever an advertisement says: flannel's, " +
    'cni, docker, veth, dummy, virbr, tunl, cali, lxc, kube-ipvs, nodelocaldns and lo. The others of the list are used.',
  fix: 'Remove it.',
  *check({ metallb }, source) {
    for (const advertisement of metallb?.l2Advertisements ?? []) {
      if (advertisement.interfaces.every(isExcludedInterface)) continue;
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (!isExcludedInterface(name)) continue;
        const path = pathOf(advertisement, 'interfaces', index);
        yield {
          path: path,
          message: `${source.quote(path)} is one of the interfaces that MetalLB never announces on.`,
          hint: 'They belong to containers and tunnels. Remove it.',
        };
      }
    }
  },
};

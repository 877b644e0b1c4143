import { pathOf } from '../../diagnostics';
import { isExcludedInterface } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbL2InterfaceExcluded: NetworkRule = {
  id: 'metallb-l2-interface-excluded',
  severity: 'warning',
  title: 'L2 advertisement names an interface that MetalLB excludes',
  why:
    'MetalLB never announces on interfaces of containers, bridges and tunnels: flannel, cni, docker, veth, dummy, ' +
    'virbr, tunl, cali, lxc, kube-ipvs, nodelocaldns and lo. It uses the other interfaces of the list.',
  fix: 'Remove it.',
  check({ metallb }, report, source) {
    for (const advertisement of metallb?.l2Advertisements ?? []) {
      if (advertisement.interfaces.every(isExcludedInterface)) continue;
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (!isExcludedInterface(name)) continue;
        const path = pathOf(advertisement, 'interfaces', index);
        report({
          path,
          message: `${source.quote(path)} is an interface that MetalLB never announces on.`,
          hint: 'MetalLB excludes interfaces of containers and tunnels. Remove it.',
        });
      }
    }
  },
};

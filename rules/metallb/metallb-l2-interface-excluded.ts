import type { Rule } from '../../network';
import { at, isExcludedInterface } from '../../network';

export const metallbL2InterfaceExcluded: Rule = {
  id: 'metallb-l2-interface-excluded',
  severity: 'error',
  title: 'An L2 advertisement names an interface that MetalLB never announces on',
  why:
    "MetalLB leaves out the interfaces of containers, bridges and tunnels, whatever an advertisement says: flannel's, " +
    'cni, docker, veth, dummy, virbr, tunl, cali, lxc, kube-ipvs, nodelocaldns and lo.',
  fix: 'Write the interface that is on the LAN, as "ip link" shows it, or leave interfaces out.',
  *check({ metallb }, source) {
    for (const advertisement of metallb?.l2Advertisements ?? []) {
      for (const [index, name] of advertisement.interfaces.entries()) {
        if (!isExcludedInterface(name)) continue;
        const path = at(advertisement, 'interfaces', index);
        yield {
          at: path,
          message: `${source.quote(path)} is one of the interfaces that MetalLB never announces on.`,
          hint: 'They belong to containers and tunnels. Write the interface that is on the LAN, or leave interfaces out.',
        };
      }
    }
  },
};

import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** VLAN IDs in the usual names: eth0.50, vlan50, eth0.0050. */
const NAME = /(?:\.|^vlan)0*(\d+)$/;

export const nodeInterfaceVlanId: NetworkRule = {
  id: 'node-interface-vlan-id',
  severity: 'warning',
  title: 'vlanId differs from the ID in the name of the interface',
  why: 'The names eth0.50 and vlan50 are by convention those of VLAN 50. One of the two IDs is probably mistyped.',
  fix: 'Correct vlanId or the name.',
  check({ nodes }, report, source) {
    for (const { name, interfaces } of nodes) {
      for (const one of interfaces) {
        const inName = NAME.exec(one.name)?.[1];
        if (one.vlanId === undefined || inName === undefined || Number(inName) === one.vlanId) continue;
        const path = pathOf(one, 'vlanId');
        report({
          path,
          message: `${source.quote(path)} is the VLAN of "${one.name}" of node "${name}", whose name has ${inName}.`,
          hint: 'Correct vlanId or the name of the interface.',
        });
      }
    }
  },
};

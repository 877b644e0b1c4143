import type { Cidr } from '../../address';
import { citeValue, sortStatedFirst } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const cidrFamiliesDiffer: NetworkRule = {
  id: 'cidr-families-differ',
  severity: 'error',
  title: 'clusterCidr and serviceCidr have different address families, or another order of them',
  why:
    'A Service sends only to pods of its own family. k3s refuses to start when the first clusterCidr and the first ' +
    'serviceCidr are of different families, or when only one of the two is dual-stack.',
  fix: 'List the same families in both, in the same order.',
  check({ clusterCidr, serviceCidr }, report, source) {
    if (hasTwin(clusterCidr) || hasTwin(serviceCidr) || families(clusterCidr) === families(serviceCidr))
      return;
    const pods = { key: 'clusterCidr', who: 'pods', cidrs: clusterCidr, first: clusterCidr[0] as Cidr };
    const services = {
      key: 'serviceCidr',
      who: 'Services',
      cidrs: serviceCidr,
      first: serviceCidr[0] as Cidr,
    };
    const [first] = sortStatedFirst(source, services.first, pods.first);
    const [here, there] = first === pods.first ? [pods, services] : [services, pods];
    report({
      path: [here.key],
      message: `${here.who} use ${families(here.cidrs)} because of ${source.quote(here.first)}, and ${there.who} use ${families(there.cidrs)} because of ${citeValue(source, there.first)}.`,
      hint: 'k3s refuses to start. List the same families in both, in the same order.',
    });
  },
};

function families(cidrs: readonly Cidr[]): string {
  return cidrs.map(({ family }) => `IPv${family}`).join(', then ');
}

function hasTwin(cidrs: readonly Cidr[]): boolean {
  return new Set(cidrs.map(({ family }) => family)).size < cidrs.length;
}

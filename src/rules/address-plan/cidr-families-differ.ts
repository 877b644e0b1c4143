import type { Cidr } from '../../address';
import { citeValue, sortStatedFirst } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const cidrFamiliesDiffer: NetworkRule = {
  id: 'cidr-families-differ',
  severity: 'error',
  title: 'Pods and Services do not have the same families of addresses in the same order',
  why:
    'A Service can only send to pods of its own family, and k3s refuses to start a node where the first clusterCidr and ' +
    'the first serviceCidr differ, or where only one of the two is dual-stack.',
  fix: 'List the same families in both, in the same order.',
  *check({ clusterCidr, serviceCidr }, source) {
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
    yield {
      path: [here.key],
      message: `${here.who} are ${families(here.cidrs)} by ${source.quote(here.first)}, and ${there.who} are ${families(there.cidrs)} by ${citeValue(source, there.first)}.`,
      hint: 'k3s refuses to start a node so. List the same families in both, in the same order.',
    };
  },
};

function families(cidrs: readonly Cidr[]): string {
  return cidrs.map(({ family }) => `IPv${family}`).join(' and then ');
}

function hasTwin(cidrs: readonly Cidr[]): boolean {
  return new Set(cidrs.map(({ family }) => family)).size < cidrs.length;
}

import type { Address } from '../../address';
import type { ProfileSource } from '../../diagnostics';
import type { NetworkPlan } from '../../plan';
import { contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { findPoolWith } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbPeerInCluster: NetworkRule = {
  id: 'metallb-peer-in-cluster',
  severity: 'error',
  title: 'BGP peer address inside the pod network, the service network or a pool',
  why:
    'The cluster assigns these addresses to pods and Services. No router has one, and packets to it never leave the ' +
    'node.',
  fix: "Write the router's address on the LAN.",
  check(plan, report, source) {
    for (const { peerAddress } of plan.metallb?.bgpPeers ?? []) {
      const owner = peerAddress && ownerOf(peerAddress, plan, source);
      if (peerAddress === undefined || owner === undefined) continue;
      report({
        path: pathOf(peerAddress),
        message: `${source.quote(peerAddress)} is in ${owner}.`,
        hint: "The cluster assigns these addresses itself. Write the router's address on the LAN.",
      });
    }
  },
};

function ownerOf(address: Address, plan: NetworkPlan, source: ProfileSource): string | undefined {
  const pool = findPoolWith(plan.metallb?.ipAddressPools ?? [], address);
  if (pool !== undefined) return `pool "${pool.name}" (${source.line(pathOf(pool, 'name'))})`;
  const networks = [
    ['clusterCidr', plan.clusterCidr],
    ['serviceCidr', plan.serviceCidr],
  ] as const;
  for (const [name, cidrs] of networks) {
    const cidr = cidrs.find((one) => contains(one, address));
    if (cidr !== undefined) return `${name} ${citeValue(source, cidr)}`;
  }
  return undefined;
}

import type { Address } from '../../address';
import { quoteCommand } from '../../terminal/quote-command';
import type { Observation } from '../finding';
import { passIf, fail } from '../finding';
import type { AddressOwner } from './neighbour-table';

/** The machine that answers for an address, and the one that should. */
export interface OwnerComparison {
  readonly address: Address;
  /** Undefined: no machine answers. */
  readonly owner?: AddressOwner;
  /** The node that owns the MAC address, if any. */
  readonly node?: string;
  /** The nodes that announce the address according to MetalLB; empty: unknown. */
  readonly chosen: readonly string[];
  /** Name of the LAN client. */
  readonly host: string;
}

/** The subject of the observation. */
export function formatSubject(address: Address, host: string): string {
  return `owner of ${address.toString()} (ip -j neighbour on ${host})`;
}

export function reportOwner({ address, owner, node, chosen, host }: OwnerComparison): Observation {
  const texts = {
    subject: formatSubject(address, host),
    components: ['metallb', address.toString()],
    planned: chosen.length === 0 ? 'a node of the cluster' : `${chosen.join(' or ')}, which MetalLB selected`,
  };
  if (owner === undefined) {
    const next = 'kubectl get servicel2statuses -A; kubectl -n metallb-system logs daemonset/speaker';
    return fail({ ...texts, found: 'no answer', next });
  }
  const { mac, permanent, own } = owner;
  const found = node === undefined ? `${mac}, which is not a node of the cluster` : `${node} (${mac})`;
  if (own) return fail({ ...texts, found: `${host} itself (${mac})`, next: `change the address of ${host}` });
  if (permanent)
    return fail({ ...texts, found: `${found}, a static entry`, ...describeStaticEntry(address, host) });
  if (node !== undefined && chosen.length > 0 && !chosen.includes(node))
    return fail({ ...texts, found, ...describeOtherNode(node, chosen) });
  return passIf(node !== undefined, {
    ...{ ...texts, found },
    next: `find the machine with the MAC address ${mac} (DHCP leases, switch) and change its address to one outside the pool`,
  });
}

/** The kernel does not verify a static entry, even while that machine is off. */
function describeStaticEntry(address: Address, host: string) {
  return {
    why: `${host} keeps sending to that machine after the address moves to another node.`,
    next: `ip neigh del ${address.toString()} dev <interface> on ${host}`,
  };
}

/** MetalLB's status and the answer are read some seconds apart: an address that moves in between is not a fault. */
function describeOtherNode(node: string, chosen: readonly string[]) {
  const others = chosen.join(' and ');
  return {
    why: `${node} still announces the address, or it and ${others} do not receive each other's memberlist packets and both announce it: clients reach one or the other by chance. While an address moves to another node this lasts some seconds.`,
    next: `run verify again; if it still fails, check in the logs of the speakers on ${node} and ${others} that they are memberlist peers (TCP and UDP port 7946), then ${quoteCommand(['kubectl', '-n', 'metallb-system', 'delete', 'pod', '-l', 'app.kubernetes.io/component=speaker', '--field-selector', `spec.nodeName=${node}`])}`,
  };
}

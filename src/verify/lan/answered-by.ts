import type { Address } from '../../address';
import type { Observation } from '../finding';
import { compared, fails } from '../finding';
import type { Owner } from './neighbour-table';

/** Who answers for an address, beside who should. */
export interface AnswerLook {
  readonly address: Address;
  /** Undefined: nobody answers. */
  readonly owner?: Owner;
  /** The node that the owner is, if any. */
  readonly node?: string;
  /** Whom MetalLB has chosen; empty: nobody knows. */
  readonly chosen: readonly string[];
  /** Where it was asked from. */
  readonly here: string;
}

/** What is looked at there. */
export function lookedAt(address: Address, here: string): string {
  return `who answers for ${address.toString()} (ip -j neighbour on ${here})`;
}

export function answeredBy({ address, owner, node, chosen, here }: AnswerLook): Observation {
  const look = {
    looked: lookedAt(address, here),
    planned:
      chosen.length === 0 ? 'a node of the cluster' : `${chosen.join(' or ')}, which MetalLB has chosen`,
  };
  if (owner === undefined) {
    const next = 'kubectl get servicel2statuses -A; kubectl -n metallb-system logs daemonset/speaker';
    return fails({ ...look, found: 'nobody', next });
  }
  const { mac, permanent, own } = owner;
  const found = node === undefined ? `${mac}, which is no node of the cluster` : `${node} (${mac})`;
  if (own) return fails({ ...look, found: `${here} itself (${mac})`, next: `give ${here} another address` });
  if (permanent)
    return fails({ ...look, found: `${found}, written there for good`, ...asked(address, here) });
  if (node !== undefined && chosen.length > 0 && !chosen.includes(node))
    return fails({ ...look, found, ...notChosen(node, chosen) });
  return compared(node !== undefined, {
    ...{ ...look, found },
    next: `find the machine with the MAC address ${mac} (the router's list of leases, the switch), and give it an address outside the pool`,
  });
}

/** Nobody is asked: the entry would be the same if that machine were off. */
function asked(address: Address, here: string) {
  return {
    why: `${here} goes on sending to that machine when the address has moved to another node.`,
    next: `ip neigh del ${address.toString()} dev <interface> on ${here}`,
  };
}

/** Both are read once, some seconds apart: an address that moves in between is no fault. */
function notChosen(node: string, chosen: readonly string[]) {
  const others = chosen.join(' and ');
  return {
    why: `${node} has not let go of the address, or it and ${others} do not hear each other and both announce it: clients reach one or the other by chance. While an address moves to another node it is so for some seconds.`,
    next: `look once more; where it is still so, see in the logs of the speakers on ${node} and ${others} whether they know of each other (memberlist: TCP and UDP port 7946), then kubectl -n metallb-system delete pod -l app.kubernetes.io/component=speaker --field-selector spec.nodeName=${node}`,
  };
}

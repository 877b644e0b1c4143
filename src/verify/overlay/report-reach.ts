import type { Failed, Passed } from '../finding';
import { passIf } from '../finding';
import type { Reach } from './ping';

/** A ping between two nodes, and the texts for its failures. */
export interface ReachReport {
  /** The host that pings. */
  readonly from: string;
  readonly to: string;
  /** The node that is pinged. */
  readonly node: string;
  /** Bytes. */
  readonly mtu: number;
  /** The path: `flannel.1`, `the LAN`. */
  readonly by: string;
  /** The texts where no packet arrives. */
  readonly lost: { readonly why: string; readonly next: string };
  /** The texts where only large packets are lost. */
  readonly large: { readonly why: string; readonly next: string };
}

/** The observation of a ping. */
export function reportReach(
  reach: Reach,
  { from, to, node, mtu, by, lost, large }: ReachReport,
): Passed | Failed {
  const texts = {
    subject: `${node} at ${to} over ${by} (ping -M do)`,
    proof: `on ${from}: ping -c 3 -M do -s ${mtu - (to.includes(':') ? 48 : 28)} ${to}`,
    nodes: [node],
    planned: `packets of ${mtu} bytes arrive unfragmented`,
  };
  if (reach.how === 'full') return passIf(true, { ...texts, found: `${mtu} bytes arrive`, next: '' });
  if (reach.how === 'none')
    return passIf(false, { ...texts, found: `no packet arrives: ${reach.message}`, ...lost });
  return passIf(false, {
    ...texts,
    found: `small packets arrive, packets of ${mtu} bytes do not: ${reach.message}`,
    ...large,
  });
}

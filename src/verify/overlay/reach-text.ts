import type { Fails, Holds } from '../finding';
import { compared } from '../finding';
import type { Reach } from './ping';

/** What was sent, and where to. */
export interface Way {
  readonly to: string;
  readonly node: string;
  /** Bytes. */
  readonly mtu: number;
  /** What it went by: `flannel.1`, `the LAN`. */
  readonly by: string;
  /** What to do where nothing comes through. */
  readonly lost: { readonly why: string; readonly next: string };
  /** The same where only large packets are lost. */
  readonly large: { readonly why: string; readonly next: string };
}

/** What came of it, as an observation. */
export function reached(reach: Reach, { to, node, mtu, by, lost, large }: Way): Holds | Fails {
  const look = {
    looked: `${node} at ${to} by ${by} (ping -M do)`,
    planned: `packets of ${mtu} bytes arrive whole`,
  };
  if (reach.how === 'full') return compared(true, { ...look, found: `${mtu} bytes arrive`, next: '' });
  if (reach.how === 'none')
    return compared(false, { ...look, found: `nothing arrives: ${reach.said}`, ...lost });
  return compared(false, {
    ...look,
    found: `small packets arrive, packets of ${mtu} bytes do not: ${reach.said}`,
    ...large,
  });
}

import type { Cidr } from '../../address';
import { BITS } from '../../address';
import { pathOf } from '../../diagnostics/profile-path';
import type { ProfilePath } from '../../diagnostics/profile-path';
import type { NetworkPlan } from '../model';

/** How one pod network is cut into a share for each node. */
export interface NodeShares {
  readonly cidr: Cidr;
  /** Prefix length of each share. */
  readonly maskSize: number;
  /** Where the profile says the prefix length, or would. */
  readonly path: ProfilePath;
  /** Shares in the network; 0 where a share is larger than all of it. */
  readonly count: bigint;
  /** Pods that a share has addresses for. */
  readonly pods: bigint;
}

/** Addresses of a share that no pod gets: the network's, the bridge's and for IPv4 the broadcast's. */
const TAKEN = { 4: 3n, 6: 2n } as const;

/** The shares of every pod network. */
export function listNodeShares(plan: NetworkPlan): readonly NodeShares[] {
  return plan.clusterCidr.map((cidr) => {
    const { family } = cidr;
    const maskSize = plan.nodeCidrMaskSize[family] as number;
    const count = maskSize < cidr.prefixLength ? 0n : 1n << BigInt(maskSize - cidr.prefixLength);
    const pods = (1n << BigInt(BITS[family] - maskSize)) - TAKEN[family];
    return { cidr, maskSize, path: pathOf(plan, `nodeCidrMaskSizeIpv${family}`), count, pods };
  });
}

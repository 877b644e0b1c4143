import type { Address, Family } from '../../address';
import { Cidr } from '../../address';
import { setPath } from '../../diagnostics';
import type { Profile } from '../../profile/schema/profile';

/**
 * k3s's defaults. IPv6 ones apply where the first node's first address is IPv6.
 *
 * @see https://docs.k3s.io/cli/server#networking
 */
const DEFAULTS = {
  clusterCidr: { 4: '10.42.0.0/16', 6: 'fd00:42::/56' },
  serviceCidr: { 4: '10.43.0.0/16', 6: 'fd00:43::/112' },
} as const;

/** Kubernetes's default share of a node. */
const NODE_MASK_SIZE = { 4: 24, 6: 64 } as const;

/** Which address of a service network is the cluster DNS's unless another is asked for. */
const DNS_INDEX = 10n;

export function deriveClusterCidr(profile: Profile): readonly Cidr[] {
  return profile.clusterCidr ?? [defaultCidr(profile, 'clusterCidr')];
}

export function deriveServiceCidr(profile: Profile): readonly Cidr[] {
  return profile.serviceCidr ?? [defaultCidr(profile, 'serviceCidr')];
}

function defaultCidr(profile: Profile, key: keyof typeof DEFAULTS): Cidr {
  return setPath(Cidr.parse(DEFAULTS[key][primaryFamily(profile)]), [key]);
}

/** Addresses of the family that the cluster puts first, then the others: k3s takes a node's first for its own. */
export function putPrimaryFirst(profile: Profile, addresses: readonly Address[]): readonly Address[] {
  if (addresses.length < 2) return addresses;
  const primary = deriveClusterCidr(profile)[0]?.family;
  const isPrimary = ({ family }: Address) => family === primary;
  return [...addresses.filter(isPrimary), ...addresses.filter((address) => !isPrimary(address))];
}

function primaryFamily(profile: Profile): Family {
  return profile.nodes[0]?.nodeIp[0]?.family ?? 4;
}

/** The tenth address of each service network that is large enough to have one. */
export function deriveClusterDns(profile: Profile): readonly Address[] {
  if (profile.clusterDns) return profile.clusterDns;
  return deriveServiceCidr(profile)
    .filter((cidr) => cidr.size > DNS_INDEX)
    .map((cidr) => setPath(cidr.at(DNS_INDEX), ['clusterDns']));
}

export function deriveNodeCidrMaskSize(profile: Profile): Readonly<Partial<Record<Family, number>>> {
  const sizes: Partial<Record<Family, number>> = {};
  for (const { family } of deriveClusterCidr(profile)) {
    const stated = family === 4 ? profile.nodeCidrMaskSizeIpv4 : profile.nodeCidrMaskSizeIpv6;
    sizes[family] = stated ?? NODE_MASK_SIZE[family];
  }
  return sizes;
}

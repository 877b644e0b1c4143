import { pathOf, citeValue } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Bits between pod network and share that the controller manager keeps a map of, for IPv6. */
const MOST_BITS = 16;

export const nodeMaskTooFine: NetworkRule = {
  id: 'node-mask-too-fine',
  severity: 'error',
  title: 'An IPv6 pod network is cut into more shares than the controller manager counts',
  why:
    'The controller manager keeps a map of all shares and refuses more than 2^16 of an IPv6 network: it ends with "the ' +
    'node CIDR size is too big", no node gets pod addresses, and no pod starts.',
  fix: 'Let nodeCidrMaskSizeIpv6 be at most 16 more than the prefix of clusterCidr.',
  *check(plan, source) {
    for (const { cidr, maskSize, path } of listNodeShares(plan)) {
      if (cidr.family === 4 || maskSize - cidr.prefixLength <= MOST_BITS) continue;
      const stated = source.states(path);
      yield {
        path: stated ? path : pathOf(cidr),
        message: stated
          ? `${source.quote(path)} is ${maskSize - cidr.prefixLength} more than the prefix of ${citeValue(source, cidr)}, and ${MOST_BITS} is the most.`
          : `${source.quote(cidr)} is cut into shares of /${maskSize}, the default, which is ${maskSize - cidr.prefixLength} bits on, and ${MOST_BITS} is the most.`,
        hint: `No node would get pod addresses. Write nodeCidrMaskSizeIpv6: ${cidr.prefixLength + MOST_BITS}, or a prefix from /${maskSize - MOST_BITS} on.`,
      };
    }
  },
};

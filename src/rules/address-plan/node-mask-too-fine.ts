import { pathOf, citeValue } from '../../diagnostics';
import { listNodeShares } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Most bits between the prefix of an IPv6 pod network and that of a share. */
const MOST_BITS = 16;

export const nodeMaskTooFine: NetworkRule = {
  id: 'node-mask-too-fine',
  severity: 'error',
  title: 'IPv6 clusterCidr has more than 2^16 shares',
  why:
    'The controller manager keeps a bitmap of all shares and rejects more than 2^16 of an IPv6 network. It exits with ' +
    '"the node CIDR size is too big", no node gets pod addresses, and no pod starts.',
  fix: 'Set nodeCidrMaskSizeIpv6 to at most 16 more than the prefix of clusterCidr.',
  check(plan, report, source) {
    for (const { cidr, maskSize, path } of listNodeShares(plan)) {
      if (cidr.family === 4 || maskSize - cidr.prefixLength <= MOST_BITS) continue;
      const stated = source.states(path);
      report({
        path: stated ? path : pathOf(cidr),
        message: stated
          ? `${source.quote(path)} is ${maskSize - cidr.prefixLength} more than the prefix of ${citeValue(source, cidr)}, and the maximum is ${MOST_BITS}.`
          : `${source.quote(cidr)} is divided into shares of /${maskSize}, the default, which is ${maskSize - cidr.prefixLength} more than its prefix, and the maximum is ${MOST_BITS}.`,
        hint: `No node would get pod addresses. Write nodeCidrMaskSizeIpv6: ${cidr.prefixLength + MOST_BITS}, or a prefix of /${maskSize - MOST_BITS} or longer.`,
      });
    }
  },
};

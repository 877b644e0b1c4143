import { Cidr, contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { findSegment } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** In IPv6, a router announces itself by its link-local address. */
const LINK_LOCAL = Cidr.parse('fe80::/10');

export const gatewayOutsideLan: NetworkRule = {
  id: 'gateway-outside-lan',
  severity: 'warning',
  title: 'Gateway address outside the LAN',
  why:
    'A host reaches its gateway directly, so the gateway must be in one of its networks. Only some providers of ' +
    'virtual machines route to it otherwise. Most often the gateway or the prefix of the LAN is mistyped.',
  fix: 'Correct lan.gateway or lan.cidr. With such a provider, silence this rule.',
  check({ lan }, report, source) {
    for (const address of lan.gateway) {
      if (findSegment(lan, address) !== undefined || contains(LINK_LOCAL, address)) continue;
      const cidr = lan.cidr.find(({ family }) => family === address.family) ?? lan.cidr[0];
      if (cidr === undefined) continue;
      report({
        path: pathOf(address),
        message: `${source.quote(address)} is outside the LAN ${citeValue(source, cidr)}.`,
        hint: 'Nodes reach a gateway directly. Correct it or lan.cidr, unless your provider routes to such an address.',
      });
    }
  },
};

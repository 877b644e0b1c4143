import { Cidr, contains } from '../../address';
import { pathOf, citeValue } from '../../diagnostics';
import { findSegment } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** A router names itself by its link-local address in every IPv6 network. */
const LINK_LOCAL = Cidr.parse('fe80::/10');

export const gatewayOutsideLan: NetworkRule = {
  id: 'gateway-outside-lan',
  severity: 'warning',
  title: 'The gateway is not in the LAN',
  why:
    'A machine reaches its gateway directly, so it has to be in one of its own networks; only some providers of virtual ' +
    'machines do without. Most often the gateway or the prefix of the LAN is mistyped.',
  fix: 'Correct lan.gateway or lan.cidr. With such a provider, silence this rule.',
  *check({ lan }, source) {
    for (const address of lan.gateway) {
      if (findSegment(lan, address) !== undefined || contains(LINK_LOCAL, address)) continue;
      const cidr = lan.cidr.find(({ family }) => family === address.family) ?? lan.cidr[0];
      if (cidr === undefined) continue;
      yield {
        path: pathOf(address),
        message: `${source.quote(address)} is outside the LAN ${citeValue(source, cidr)}.`,
        hint: 'Nodes reach a gateway directly. Correct it or lan.cidr, unless your provider routes to it all the same.',
      };
    }
  },
};

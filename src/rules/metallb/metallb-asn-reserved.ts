import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

/** AS numbers that no network has. @see https://www.iana.org/assignments/as-numbers/ */
const RESERVED: ReadonlyMap<number, string> = new Map([
  [23456, 'AS_TRANS, which stands for a 4-byte AS number between routers that know 2 bytes only (RFC 6793)'],
  [65535, 'reserved as the last 2-byte AS number (RFC 7300)'],
  [4294967295, 'reserved as the last 4-byte AS number (RFC 7300)'],
]);

const KEYS = ['myASN', 'peerASN', 'localASN'];

export const metallbAsnReserved: NetworkRule = {
  id: 'metallb-asn-reserved',
  severity: 'warning',
  title: 'AS number that is reserved',
  why:
    'Routers reject or misread sessions and AS paths with a reserved AS number: 23456 (AS_TRANS), 65535 and 4294967295 ' +
    'belong to no network.',
  fix: 'Write an AS number for private use: 64512-65534 or 4200000000-4294967294.',
  check({ metallb }, report, source) {
    for (const peer of metallb?.bgpPeers ?? []) {
      for (const [key, value] of Object.entries(peer)) {
        const reason = KEYS.includes(key) ? RESERVED.get(value as number) : undefined;
        if (reason === undefined) continue;
        const path = pathOf(peer, key);
        report({ path, message: `${source.quote(path)} is ${reason}.` });
      }
    }
  },
};

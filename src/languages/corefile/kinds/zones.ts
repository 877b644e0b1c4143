import { splitZone } from '../go/domain-name';
import type { ArgumentFault, ArgumentKind } from '../plugin-grammar';

const HINT = 'Write a zone such as "home.arpa", or a network for its reverse lookups.';

/** A zone that CoreDNS skips if it cannot read it. */
export const ZONE: ArgumentKind = {
  title: 'a zone',
  findFault: (text) => faultOfZone(text, 'misleading'),
};

/** A zone without which CoreDNS does not start. */
export const REQUIRED_ZONE: ArgumentKind = {
  title: 'a zone',
  findFault: (text) => faultOfZone(text, 'refused'),
};

function faultOfZone(text: string, consequence: 'refused' | 'misleading'): ArgumentFault | undefined {
  const zone = splitZone(text);
  if (zone === undefined) {
    const hint = consequence === 'refused' ? HINT : `CoreDNS skips it. ${HINT}`;
    return { message: 'is not a zone', hint, consequence };
  }
  if (!zone.name.startsWith('*.')) return undefined;
  return {
    message: 'has a wildcard, and zones have none',
    hint: `Write "${zone.name.slice(2)}": a zone covers all names below it.`,
    consequence: 'misleading',
  };
}

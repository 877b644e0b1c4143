import { pathOf, joinList, findNearest } from '../../diagnostics';
import { readCommunity } from '../../plan';
import type { NetworkRule } from '../network-rule';

/** Names that routers support and MetalLB does not. @see https://www.iana.org/assignments/bgp-well-known-communities/ */
const WELL_KNOWN: Readonly<Record<string, string>> = {
  'graceful-shutdown': '65535:0',
  blackhole: '65535:666',
  'no-export': '65535:65281',
  'no-advertise': '65535:65282',
  'no-export-subconfed': '65535:65283',
  'no-peer': '65535:65284',
};

export const metallbUnknownCommunity: NetworkRule = {
  id: 'metallb-unknown-community',
  severity: 'error',
  title: 'BGP advertisement names an unknown community',
  why:
    'MetalLB resolves names of communities from the communities list only. With an unknown name, its controller and ' +
    'speakers reject the whole configuration.',
  fix: 'Write the community in numbers, or add the name to communities.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    const names = metallb.communities.map(({ name }) => name);
    for (const advertisement of metallb.bgpAdvertisements) {
      for (const [index, text] of advertisement.communities.entries()) {
        if (readCommunity(text).kind !== 'alias' || names.includes(text)) continue;
        const path = pathOf(advertisement, 'communities', index);
        report({
          path,
          message: `${source.quote(path)} is not the name of a community.`,
          hint: hintFor(text, names),
        });
      }
    }
  },
};

function hintFor(text: string, names: readonly string[]): string {
  const number = WELL_KNOWN[text.toLowerCase()];
  if (number !== undefined) return `Write it in numbers: "${number}".`;
  const near = findNearest(text, names);
  if (near !== undefined) return `Did you mean "${near}"?`;
  return names.length > 0
    ? `The communities are ${joinList(names)}.`
    : 'Write it in numbers, such as "64512:100", or add it to communities.';
}

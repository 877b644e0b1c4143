import type { ProfilePath } from '../../diagnostics';
import type { MetalLbPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { readCommunity } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbCommunityInvalid: NetworkRule = {
  id: 'metallb-community-invalid',
  severity: 'error',
  title: 'BGP community out of range, or an alias of an alias',
  why:
    'A community is two numbers of 16 bits, and a large community three numbers of 32 bits. MetalLB rejects any ' +
    'other. It does not resolve an alias to another alias.',
  fix: 'Write 0-65535:0-65535, or large: and three numbers up to 4294967295.',
  check({ metallb }, report, source) {
    for (const { text, path, isAlias } of metallb === undefined ? [] : communitiesOf(metallb)) {
      const community = readCommunity(text);
      if (community.kind === 'invalid') {
        report({
          path,
          message: `${source.quote(path)} has the number ${community.section}, which exceeds ${community.bits} bits.`,
          hint:
            community.bits === 16
              ? `Write numbers from 0 to 65535; a large community allows larger ones: "large:${text}:0".`
              : 'Write numbers from 0 to 4294967295.',
        });
      } else if (community.kind === 'alias' && isAlias) {
        report({
          path,
          message: `${source.quote(path)} is an alias, and the value of an alias must be numeric.`,
          hint: 'Write the community in numbers, such as "64512:100".',
        });
      }
    }
  },
};

function communitiesOf(metallb: MetalLbPlan): { text: string; path: ProfilePath; isAlias: boolean }[] {
  return [
    ...metallb.bgpAdvertisements.flatMap((advertisement) =>
      advertisement.communities.map((text, index) => ({
        text,
        path: pathOf(advertisement, 'communities', index),
        isAlias: false,
      })),
    ),
    ...metallb.communities.map((community) => ({
      text: community.value,
      path: pathOf(community, 'value'),
      isAlias: true,
    })),
  ];
}

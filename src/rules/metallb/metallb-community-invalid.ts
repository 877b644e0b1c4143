import type { ProfilePath } from '../../diagnostics';
import type { MetalLbPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import { readCommunity } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const metallbCommunityInvalid: NetworkRule = {
  id: 'metallb-community-invalid',
  severity: 'error',
  title: 'A BGP community is out of range, or a name stands for another name',
  why:
    'A community is two numbers of 16 bits, a large one three of 32 bits. MetalLB refuses the object with any other, ' +
    'and looks a name up once only.',
  fix: 'Write 0-65535:0-65535, or large: and three numbers up to 4294967295.',
  *check({ metallb }, source) {
    for (const { text, path, isAlias } of metallb === undefined ? [] : communitiesOf(metallb)) {
      const community = readCommunity(text);
      if (community.kind === 'invalid') {
        yield {
          path: path,
          message: `${source.quote(path)} has the number ${community.section}, which does not fit into ${community.bits} bits.`,
          hint:
            community.bits === 16
              ? `Write numbers from 0 to 65535; larger ones fit into a large community: "large:${text}:0".`
              : 'Write numbers from 0 to 4294967295.',
        };
      } else if (community.kind === 'alias' && isAlias) {
        yield {
          path: path,
          message: `${source.quote(path)} is a name, and the value of a name is a number.`,
          hint: 'Write the community in numbers, such as "64512:100".',
        };
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

import type { ProfilePath, ProfileSource } from '../../diagnostics';
import type { MetalLbPlan } from '../../plan';
import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

interface Named {
  readonly name: string;
}

export const metallbNameDuplicate: NetworkRule = {
  id: 'metallb-name-duplicate',
  severity: 'error',
  title: 'Two MetalLB objects of one kind have the same name',
  why: 'The second object would replace the first in the cluster, and every reference to the name would mean the second.',
  fix: 'Choose different names.',
  check({ metallb }, report, source) {
    if (metallb === undefined) return;
    for (const [kind, things] of kinds(metallb)) {
      const byName = new Map<string, Named>();
      for (const thing of things) {
        const other = byName.get(thing.name);
        byName.set(thing.name, other ?? thing);
        if (other === undefined || (isShorthand(thing) && isShorthand(other))) continue;
        const [first, second] = isShorthand(thing) ? [thing, other] : [other, thing];
        report({
          path: pathOf(second, 'name'),
          message: `"${second.name}" is already the name of ${owner(kind, first)} (${source.line(findNamePath(first, source))}).`,
        });
      }
    }
  },
};

function kinds(metallb: MetalLbPlan): readonly (readonly [string, readonly Named[]])[] {
  return [
    ['pool', metallb.ipAddressPools],
    ['L2 advertisement', metallb.l2Advertisements],
    ['BGP advertisement', metallb.bgpAdvertisements],
    ['BGP peer', metallb.bgpPeers],
    ['BFD profile', metallb.bfdProfiles],
    ['community', metallb.communities],
  ];
}

/** Whether it is the advertisement that `advertise` of a pool creates. */
function isShorthand(thing: Named): boolean {
  const path = pathOf(thing);
  return path[path.length - 1] === 'advertise';
}

function owner(kind: string, thing: Named): string {
  return isShorthand(thing) ? 'the advertisement that the pool of this name makes' : `another ${kind}`;
}

function findNamePath(thing: Named, source: ProfileSource): ProfilePath {
  const path = pathOf(thing, 'name');
  return source.states(path) ? path : pathOf(thing);
}

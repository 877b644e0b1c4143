import type { SnippetProblem } from '../../languages/corefile';
import { checkSnippets } from '../../languages/corefile';
import type { CoreDnsPlan } from '../model';
import { memoize } from '../../evaluation/memoize';
import { ownZones } from './coredns-zones';
import { isWithin } from './zones';

/** What is wrong with the raw snippets of a CoreDNS, by themselves and beside what the profile makes. */
export const snippetProblems = memoize((coredns: CoreDnsPlan): readonly SnippetProblem[] => {
  if (coredns.mode === 'none' || coredns.snippets.length === 0) return [];
  return checkSnippets(coredns.snippets, { coredns: coredns.version, taken: takenZones(coredns) });
});

/** Zones and names that have a block already. */
function takenZones(coredns: CoreDnsPlan) {
  const zones = ownZones(coredns);
  const alone = coredns.hosts.filter(({ name }) => !zones.some(({ zone }) => isWithin(name, zone)));
  return [
    ...zones.map(({ zone, title }) => ({ zone, owner: title })),
    ...alone.map(({ name }) => ({ zone: name, owner: 'hosts' })),
  ];
}

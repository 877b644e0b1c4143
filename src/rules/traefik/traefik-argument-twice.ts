import type { ProfilePath } from '../../diagnostics';
import { listExtraArguments } from '../../plan';
import type { NetworkRule } from '../network-rule';

export const traefikArgumentTwice: NetworkRule = {
  id: 'traefik-argument-twice',
  severity: 'error',
  title: 'Further argument of Traefik is written twice',
  why: 'Of two arguments with one name Traefik uses one only. Names have no case.',
  fix: 'Remove one of them. Separate the elements of a list by commas.',
  check({ traefik }, report, source) {
    if (traefik.mode === 'none') return;
    const first = new Map<string, ProfilePath>();
    for (const { path, name } of listExtraArguments(traefik)) {
      const before = first.get(name.toLowerCase());
      if (before === undefined) {
        first.set(name.toLowerCase(), path);
        continue;
      }
      report({
        path,
        message: `${source.quote(path)} sets what ${source.quote(before)} (${source.line(before)}) sets.`,
      });
    }
  },
};

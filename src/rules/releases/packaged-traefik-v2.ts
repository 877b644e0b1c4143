import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const packagedTraefikV2: NetworkRule = {
  id: 'packaged-traefik-v2',
  severity: 'error',
  title: 'This k3s packages Traefik v2, and its options here are those of v3',
  why:
    'The first releases of v1.32 still bring Traefik v2 and its chart. The chart ignores values of the later one without a ' +
    'word, and rules in the syntax of v3 are refused.',
  fix: 'Use k3s v1.32.2 or newer, or write traefik.mode: standalone.',
  *check({ traefik, k3s, k3sVersion }, source) {
    // A k3s before that is too old for everything else too.
    if (!k3s.traefikVersion.startsWith('2.') || traefik.mode !== 'packaged' || !k3sVersion.isAtLeast(1, 32))
      return;
    yield {
      path: source.states(pathOf(traefik)) ? pathOf(traefik) : pathOf(k3sVersion),
      message: `k3s ${citeValue(source, k3sVersion)} packages Traefik ${k3s.traefikVersion}, and what is written here is for Traefik v3.`,
      hint: 'Its chart would ignore most of it. Use k3s v1.32.2 or newer, or write traefik.mode: standalone.',
    };
  },
};

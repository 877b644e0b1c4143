import { pathOf, citeValue } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const packagedTraefikV2: NetworkRule = {
  id: 'packaged-traefik-v2',
  severity: 'error',
  title: 'k3s release that packages Traefik v2',
  why:
    'The first releases of v1.32 still package Traefik v2 and its chart. The chart ignores the values of the v3 ' +
    'chart, and Traefik v2 rejects rules in the v3 syntax.',
  fix: 'Use k3s v1.32.2 or newer, or write traefik.mode: standalone.',
  check({ traefik, k3s, k3sVersion }, report, source) {
    // Another rule reports older releases.
    if (!k3s.traefikVersion.startsWith('2.') || traefik.mode !== 'packaged' || !k3sVersion.isAtLeast(1, 32))
      return;
    report({
      path: source.states(pathOf(traefik)) ? pathOf(traefik) : pathOf(k3sVersion),
      message: `k3s ${citeValue(source, k3sVersion)} packages Traefik ${k3s.traefikVersion}, and k3s-netstack writes values for Traefik v3.`,
      hint: 'Its chart would ignore most of them. Use k3s v1.32.2 or newer, or write traefik.mode: standalone.',
    });
  },
};

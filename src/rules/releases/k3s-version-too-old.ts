import { pathOf } from '../../diagnostics';
import { NEWEST_KNOWN, OLDEST_SUPPORTED } from '../../releases';
import type { NetworkRule } from '../network-rule';

export const k3sVersionTooOld: NetworkRule = {
  id: 'k3s-version-too-old',
  severity: 'error',
  title: 'k3s release older than v1.32',
  why:
    'Older releases package Traefik v2, with other values and other CRDs, and get no security fixes. They would ' +
    'ignore or reject what k3s-netstack writes.',
  fix: 'Upgrade k3s, one minor version at a time, to v1.32 or newer.',
  check({ k3sVersion }, report, source) {
    const { major, minor } = OLDEST_SUPPORTED;
    if (k3sVersion.isAtLeast(major, minor)) return;
    report({
      path: pathOf(k3sVersion),
      message: `${source.quote(k3sVersion)} is older than v${major}.${minor}, the oldest release that k3s-netstack supports.`,
      hint: `It packages other components than those configured here. Upgrade, preferably to v${NEWEST_KNOWN.major}.${NEWEST_KNOWN.minor}.`,
    });
  },
};

import { pathOf } from '../../diagnostics';
import { NEWEST_KNOWN, OLDEST_SUPPORTED } from '../../releases';
import type { NetworkRule } from '../network-rule';

export const k3sVersionTooOld: NetworkRule = {
  id: 'k3s-version-too-old',
  severity: 'error',
  title: 'A k3s that is older than what this program writes for',
  why:
    'Older versions package Traefik v2, with other values and other CRDs, and get no security fixes. What is written here ' +
    'would be read differently there, or not at all.',
  fix: 'Upgrade k3s, one minor version after the other, to v1.32 at least.',
  *check({ k3sVersion }, source) {
    const { major, minor } = OLDEST_SUPPORTED;
    if (k3sVersion.isAtLeast(major, minor)) return;
    yield {
      path: pathOf(k3sVersion),
      message: `${source.quote(k3sVersion)} is older than v${major}.${minor}, the oldest that this program writes for.`,
      hint: `It packages other parts than those that are configured here. Upgrade, best to v${NEWEST_KNOWN.major}.${NEWEST_KNOWN.minor}.`,
    };
  },
};

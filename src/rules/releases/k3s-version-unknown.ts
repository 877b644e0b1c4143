import { pathOf } from '../../diagnostics';
import { NEWEST_KNOWN } from '../../releases';
import type { NetworkRule } from '../network-rule';

export const k3sVersionUnknown: NetworkRule = {
  id: 'k3s-version-unknown',
  severity: 'warning',
  title: 'A k3s that is newer than what this program knows',
  why:
    'The files are written for the newest version that this program knows. Charts and plugins change with k3s, and a value ' +
    'whose name has changed is ignored without a word.',
  fix: 'Update this program, or read the release notes of k3s for Traefik, CoreDNS and flannel and silence this rule.',
  *check({ k3sVersion }, source) {
    const { major, minor } = NEWEST_KNOWN;
    if (!k3sVersion.isAtLeast(major, minor + 1)) return;
    yield {
      path: pathOf(k3sVersion),
      message: `${source.quote(k3sVersion)} is newer than v${major}.${minor}, the newest that this program knows.`,
      hint: `It is treated like v${major}.${minor}. Update this program, or read the release notes and silence this rule.`,
    };
  },
};

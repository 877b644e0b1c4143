import { pathOf } from '../../diagnostics';
import { NEWEST_KNOWN } from '../../releases';
import type { NetworkRule } from '../network-rule';

export const k3sVersionUnknown: NetworkRule = {
  id: 'k3s-version-unknown',
  severity: 'warning',
  title: 'k3s release newer than k3s-netstack supports',
  why:
    'k3s-netstack writes the files for the newest release that it supports. Charts and plugins change with k3s, and ' +
    'the chart ignores a value whose name has changed.',
  fix: 'Update k3s-netstack, or read the release notes of k3s for Traefik, CoreDNS and flannel and silence this rule.',
  check({ k3sVersion }, report, source) {
    const { major, minor } = NEWEST_KNOWN;
    if (!k3sVersion.isAtLeast(major, minor + 1)) return;
    report({
      path: pathOf(k3sVersion),
      message: `${source.quote(k3sVersion)} is newer than v${major}.${minor}, the newest release that k3s-netstack supports.`,
      hint: `k3s-netstack treats it like v${major}.${minor}. Update k3s-netstack, or read the release notes and silence this rule.`,
    });
  },
};

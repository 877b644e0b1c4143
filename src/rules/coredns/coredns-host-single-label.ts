import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsHostSingleLabel: NetworkRule = {
  id: 'coredns-host-single-label',
  severity: 'hint',
  title: 'A fixed name has a single label',
  why:
    'Pods append their search domains to a name without dots first. A Service of that name in the namespace of the ' +
    'pod hides the fixed name.',
  fix: "Write it in the LAN's domain, such as nas.home.arpa.",
  check({ coredns, nodes }, report, source) {
    if (coredns.mode === 'none') return;
    for (const host of coredns.hosts) {
      if (host.name.includes('.') || nodes.some(({ name }) => name === host.name)) continue;
      const path = pathOf(host, 'name');
      report({
        path,
        message: `${source.quote(path)} has no domain, and a Service "${host.name}" would hide it.`,
        hint: `Pods append their search domains to it first. Write it in the LAN's domain: ${host.name}.home.arpa.`,
      });
    }
  },
};

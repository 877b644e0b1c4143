import { pathOf } from '../../diagnostics';
import type { NetworkRule } from '../network-rule';

export const corednsHostSingleLabel: NetworkRule = {
  id: 'coredns-host-single-label',
  severity: 'hint',
  title: 'A fixed name is a single word',
  why:
    'Pods try a name without dots in each of their search domains first: a Service of that name in their own namespace ' +
    'comes before it, and other pods mean something else by it.',
  fix: "Write it in the LAN's domain, such as nas.home.arpa.",
  *check({ coredns, nodes }, source) {
    if (coredns.mode === 'none') return;
    for (const host of coredns.hosts) {
      if (host.name.includes('.') || nodes.some(({ name }) => name === host.name)) continue;
      const path = pathOf(host, 'name');
      yield {
        path,
        message: `${source.quote(path)} has no domain, and a Service "${host.name}" would come before it.`,
        hint: `Pods try a name without dots in their search domains first. Write it in the LAN's domain: ${host.name}.home.arpa.`,
      };
    }
  },
};

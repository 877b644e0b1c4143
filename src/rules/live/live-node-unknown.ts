import { quoteCommand } from '../../terminal/quote-command';
import type { LiveRule } from '../live-rule';

export const liveNodeUnknown: LiveRule = {
  id: 'live-node-unknown',
  severity: 'warning',
  title: 'A node of the cluster is not in the profile',
  why: 'No node file is written for it, MetalLB pools are not compared with its address, and no check verifies it.',
  fix: 'Add the node to the profile, or remove it from the cluster.',
  *compare({ plan, running }) {
    const names = plan.nodes.map(({ name }) => name);
    const known = plan.nodes.flatMap(({ nodeIp }) => nodeIp.map(String));
    for (const { metadata, status } of running.ofKind('Node')) {
      const addresses = (status?.addresses ?? [])
        .filter(({ type }) => type === 'InternalIP')
        .map(({ address }) => address);
      if (names.includes(metadata.name) || addresses.some((one) => known.includes(one))) continue;
      yield {
        path: ['nodes'],
        message: `Node "${metadata.name}" with ${addresses.join(', ') || 'no address'} is not in the profile.`,
        hint: `Add it, or remove it from the cluster: ${quoteCommand(['kubectl', 'delete', 'node', metadata.name])}.`,
      };
    }
  },
};

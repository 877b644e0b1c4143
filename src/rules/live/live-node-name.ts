import { pathOf } from '../../diagnostics';
import { quoteCommand } from '../../terminal/quote-command';
import type { LiveRule } from '../live-rule';

export const liveNodeName: LiveRule = {
  id: 'live-node-name',
  severity: 'error',
  title: 'A node of the cluster has another name than in the profile',
  why:
    'k3s registers a second Node when a machine starts with another node-name. The first Node stays NotReady, its pods are ' +
    'stuck, and the machine cannot join while the password Secret of a Node of that name does not fit.',
  fix: 'Write the name of the running node to the profile.',
  *compare({ plan, running }) {
    const names = plan.nodes.map(({ name }) => name);
    for (const { metadata, status } of running.ofKind('Node')) {
      if (names.includes(metadata.name)) continue;
      const addresses = (status?.addresses ?? [])
        .filter(({ type }) => type === 'InternalIP')
        .map(({ address }) => address);
      const planned = plan.nodes.find(({ nodeIp }) =>
        nodeIp.some((one) => addresses.includes(one.toString())),
      );
      if (planned === undefined) continue;
      yield {
        path: pathOf(planned, 'name'),
        message: `The node with ${addresses.join(', ')} is registered as "${metadata.name}", and the profile calls it "${planned.name}".`,
        hint: `Write "name: ${metadata.name}". To rename the node, drain it and delete it first: ${quoteCommand(['kubectl', 'delete', 'node', metadata.name])}.`,
      };
    }
  },
};

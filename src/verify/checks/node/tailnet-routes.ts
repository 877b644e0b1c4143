import type { NodeCheck, NodeContext } from '../../check';
import type { Observation } from '../../finding';
import { fail, passIf } from '../../finding';
import type { Share } from '../../flannel';
import { deriveShares, readPeers } from '../../flannel';
import { formatRestart } from '../../node/node-commands';
import { readNode } from '../../readings';
import { readJson } from '../../readings/read-json';

/** A machine of the tailnet, as `tailscale status --json` has it. */
interface TailnetMachine {
  readonly TailscaleIPs?: readonly string[] | null;
  /** The networks that the tailnet routes to it, its own addresses included. */
  readonly AllowedIPs?: readonly string[] | null;
}

interface TailnetStatus {
  readonly BackendState?: string;
  readonly Self?: TailnetMachine | null;
  readonly Peer?: Readonly<Record<string, TailnetMachine>> | null;
}

const COMMAND = ['tailscale', 'status', '--json'];

/** The routes by which pods of other nodes are reached through the tailnet. */
export const tailnetRoutes: NodeCheck = {
  id: 'tailnet-routes',
  scope: 'node',
  title: 'the node is in the tailnet, which routes the pods of every node to it',
  why: 'Each node advertises its pod CIDR, and the tailnet uses the route only after someone or autoApprovers approved it. Without it pods of other nodes are unreachable.',
  dependsOn: ['lan-address', 'pod-cidr'],
  applies: ({ flannel }) => flannel.backend === 'tailscale',
  async *observe(context: NodeContext) {
    const { plan, self, host, cluster } = context;
    const status = await readJson<TailnetStatus>(host, COMMAND, 'tailscale');
    const state = status.BackendState ?? 'unknown';
    if (state !== 'Running') {
      yield fail({
        ...{ subject: SUBJECT, found: state, planned: 'Running' },
        next: `on ${self.name}: tailscale up, or ${formatRestart(self)}, which joins with ${plan.vpn?.authFile ?? 'its file'}`,
      });
      return;
    }
    const own = deriveShares(plan, self, await readNode(cluster, self.name));
    const machines = [status.Self, ...Object.values(status.Peer ?? {})].filter(
      (one) => one !== null && one !== undefined,
    );
    const peers = await readPeers(context, self);
    for (const share of [...own, ...peers]) yield compareRoute(share, machines, share.node === self);
  },
};

const SUBJECT = 'state of Tailscale (tailscale status --json)';

function compareRoute(share: Share, machines: readonly TailnetMachine[], isOwn: boolean): Observation {
  const { node, podCidr, underlay } = share;
  const network = podCidr.canonical.toString();
  const machine = machines.find(({ TailscaleIPs }) => TailscaleIPs?.includes(underlay));
  const isRouted = machine?.AllowedIPs?.includes(network) === true;
  const missing = machine === undefined ? `no machine of the tailnet has ${underlay}` : 'not approved';
  return passIf(isRouted, {
    subject: `route to ${isOwn ? 'its own' : `${node.name}'s`} pods (tailscale status --json)`,
    found: isRouted ? `${network} to ${underlay}` : missing,
    planned: `${network} to ${underlay}`,
    ...(isOwn ? {} : { nodes: [node.name] }),
    next: `approve the route ${network} of ${node.name} in the tailnet's admin console, or add the pod network to autoApprovers.routes of its policy`,
  });
}

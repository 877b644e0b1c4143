import type { BGPPeerPlan, NetworkPlan } from '../../../plan';
import { Address } from '../../../address';
import { selectNodes } from '../../../plan';
import type { ClusterCheck, VerifyContext } from '../../check';
import type { Observation } from '../../finding';
import { passIf } from '../../finding';
import { UnreachableError } from '../../host';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList } from '../../objects/live-objects';

/** frr-k8s's status object of a session. */
interface SessionState {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly node?: string;
    readonly peer?: string;
    readonly bgpStatus?: string;
    readonly bfdStatus?: string;
  };
}

/** A session of the plan. */
interface Session {
  readonly peer: BGPPeerPlan;
  readonly address: string;
  readonly node: string;
}

/** The BGP sessions of the nodes with the routers. */
export const bgpSessions: ClusterCheck = {
  id: 'bgp-sessions',
  scope: 'cluster',
  title: 'every node has its BGP sessions with the routers, with BFD where the profile sets it',
  why: 'Without any session the router has no route to the addresses; with one session down the other nodes carry all traffic.',
  dependsOn: ['workloads-ready', 'secrets-exist', 'firewall-drops', 'lan-ping'],
  applies: (plan) => listSessions(plan).length > 0,
  async *observe(context: VerifyContext) {
    const frr = context.plan.metallb?.bgpBackend === 'frr-k8s';
    const states = frr
      ? await readList<SessionState>(context.cluster, 'frrk8s.metallb.io/v1beta1', 'BGPSessionState')
      : [];
    for (const session of listSessions(context.plan))
      yield frr ? compareFrrSession(session, states ?? []) : await compareSpeakerSession(session, context);
  },
};

function listSessions(plan: NetworkPlan): readonly Session[] {
  return (plan.metallb?.bgpPeers ?? []).flatMap((peer) => {
    const { peerAddress, nodeSelectors } = peer;
    if (peerAddress === undefined) return [];
    return selectNodes(plan, nodeSelectors).map(({ name }) => ({
      peer,
      address: peerAddress.toString(),
      node: name,
    }));
  });
}

function compareFrrSession({ peer, address, node }: Session, states: readonly SessionState[]): Observation {
  const status = states.find(({ status: one }) => one?.node === node && isPeer(one.peer, address))?.status;
  const bfd = peer.bfdProfile !== undefined;
  const found = [
    `BGP ${status?.bgpStatus ?? 'unknown'}`,
    ...(bfd ? [`BFD ${status?.bfdStatus ?? 'unknown'}`] : []),
  ];
  return passIf(status?.bgpStatus === 'Established' && (!bfd || status.bfdStatus?.toLowerCase() === 'up'), {
    subject: `session of ${node} with ${peer.name} (${address}), BGPSessionState`,
    nodes: [node],
    components: ['metallb'],
    found: found.join(', '),
    planned: bfd ? 'BGP Established, BFD up' : 'BGP Established',
    next: formatNext(peer, address, 'kubectl -n metallb-system logs daemonset/frr-k8s-daemon -c frr'),
  });
}

/** frr-k8s writes an IPv6 address uncompressed and with dashes, since it is also a label's value. */
function isPeer(text: string | undefined, address: string): boolean {
  if (text === undefined) return false;
  return text === address || Address.find(text.replaceAll('-', ':'))?.toString() === address;
}

/** MetalLB's native BGP publishes its sessions as metrics only; the node shows their TCP connections. */
async function compareSpeakerSession(
  { peer, address, node }: Session,
  context: VerifyContext,
): Promise<Observation> {
  const host = context.node(node);
  const words = ['ss', '-Htn', 'state', 'established', 'dst', address];
  const { status, stdout } = await host.run(words);
  if (status !== 0)
    throw new UnreachableError(`"${words.join(' ')}" fails on ${node}`, `install iproute2 on ${node}`);
  const port = `:${peer.peerPort}`;
  const isConnected = stdout.split('\n').some((line) =>
    line
      .trim()
      .split(/\s+/)
      .some((field) => field.endsWith(port)),
  );
  return passIf(isConnected, {
    subject: `session of ${node} with ${peer.name} (${address}), TCP (${words.join(' ')})`,
    nodes: [node],
    components: ['metallb'],
    found: isConnected ? `connected on port ${peer.peerPort}` : 'no connection',
    planned: `connected on port ${peer.peerPort}`,
    next: formatNext(peer, address, 'kubectl -n metallb-system logs daemonset/speaker'),
  });
}

function formatNext({ peerPort }: BGPPeerPlan, address: string, logs: string): string {
  return `check the session, AS numbers and password on the router ${address}, and that TCP port ${peerPort} is open; ${logs}`;
}

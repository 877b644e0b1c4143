import type { BGPPeerPlan, NetworkPlan } from '../../../plan';
import { Address } from '../../../address';
import { selectNodes } from '../../../plan';
import type { ClusterCheck, Verification } from '../../check';
import type { Observation } from '../../finding';
import { compared } from '../../finding';
import { Unreachable } from '../../place';
import type { ObjectMeta } from '../../objects/live-objects';
import { readList } from '../../objects/live-objects';

/** What frr-k8s says of a session. */
interface SessionState {
  readonly metadata: ObjectMeta;
  readonly status?: {
    readonly node?: string;
    readonly peer?: string;
    readonly bgpStatus?: string;
    readonly bfdStatus?: string;
  };
}

/** A session that has to be. */
interface Session {
  readonly peer: BGPPeerPlan;
  readonly address: string;
  readonly node: string;
}

/** Sessions with the routers. */
export const bgpSessions: ClusterCheck = {
  id: 'bgp-sessions',
  scope: 'cluster',
  title: 'every node has its BGP sessions with the routers, and BFD where it is asked for',
  why: 'A router without a session has no route: with the last one gone the address is gone, and with one gone the others carry all.',
  applies: (plan) => sessionsOf(plan).length > 0,
  async *look(on: Verification) {
    const frr = on.plan.metallb?.bgpBackend === 'frr-k8s';
    const states = frr
      ? await readList<SessionState>(on.cluster, 'frrk8s.metallb.io/v1beta1', 'BGPSessionState')
      : [];
    for (const session of sessionsOf(on.plan))
      yield frr ? ofFrr(session, states ?? []) : await ofSpeaker(session, on);
  },
};

function sessionsOf(plan: NetworkPlan): readonly Session[] {
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

function ofFrr({ peer, address, node }: Session, states: readonly SessionState[]): Observation {
  const status = states.find(({ status: one }) => one?.node === node && isPeer(one.peer, address))?.status;
  const bfd = peer.bfdProfile !== undefined;
  const found = [
    `BGP ${status?.bgpStatus ?? 'unknown'}`,
    ...(bfd ? [`BFD ${status?.bfdStatus ?? 'unknown'}`] : []),
  ];
  return compared(status?.bgpStatus === 'Established' && (!bfd || status.bfdStatus?.toLowerCase() === 'up'), {
    looked: `session of ${node} with ${peer.name} (${address}), BGPSessionState`,
    found: found.join(', '),
    planned: bfd ? 'BGP Established, BFD up' : 'BGP Established',
    next: next(peer, address, 'kubectl -n metallb-system logs daemonset/frr-k8s-daemon -c frr'),
  });
}

/** frr-k8s writes an IPv6 address in full and with dashes, since it labels objects with it, too. */
function isPeer(text: string | undefined, address: string): boolean {
  if (text === undefined) return false;
  return text === address || Address.find(text.replaceAll('-', ':'))?.toString() === address;
}

/** MetalLB's own BGP tells its sessions in numbers that few may read; their connections are seen on the node. */
async function ofSpeaker({ peer, address, node }: Session, on: Verification): Promise<Observation> {
  const here = on.node(node);
  const words = ['ss', '-Htn', 'state', 'established', 'dst', address];
  const { status, stdout } = await here.run(words);
  if (status !== 0)
    throw new Unreachable(`"${words.join(' ')}" fails on ${node}`, `install iproute2 on ${node}`);
  const port = `:${peer.peerPort}`;
  const there = stdout.split('\n').some((line) =>
    line
      .trim()
      .split(/\s+/)
      .some((field) => field.endsWith(port)),
  );
  return compared(there, {
    looked: `session of ${node} with ${peer.name} (${address}), TCP (${words.join(' ')})`,
    found: there ? `connected on port ${peer.peerPort}` : 'no connection',
    planned: `connected on port ${peer.peerPort}`,
    next: next(peer, address, 'kubectl -n metallb-system logs daemonset/speaker'),
  });
}

function next({ peerPort }: BGPPeerPlan, address: string, logs: string): string {
  return `see that the router ${address} has the session, the AS numbers and the password, and that TCP port ${peerPort} passes; ${logs}`;
}

import type { BGPPeerPlan, NetworkPlan } from '../../network';
import { selectedNodes } from '../../network';
import type { ClusterCheck, Verification } from '../check';
import type { Observation } from '../finding';
import { compared } from '../finding';
import { Unreachable } from '../place';
import type { ObjectMeta } from './objects/live-objects';
import { readList } from './objects/live-objects';

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
    return selectedNodes(plan, nodeSelectors).map(({ name }) => ({
      peer,
      address: peerAddress.toString(),
      node: name,
    }));
  });
}

function ofFrr({ peer, address, node }: Session, states: readonly SessionState[]): Observation {
  const status = states.find(({ status: one }) => one?.node === node && one.peer === address)?.status;
  const bfd = peer.bfdProfile !== undefined;
  const found = [
    `BGP ${status?.bgpStatus ?? 'unknown'}`,
    ...(bfd ? [`BFD ${status?.bfdStatus ?? 'unknown'}`] : []),
  ];
  return compared(status?.bgpStatus === 'Established' && (!bfd || status.bfdStatus === 'up'), {
    looked: `session of ${node} with ${peer.name} (${address}), BGPSessionState`,
    found: found.join(', '),
    planned: bfd ? 'BGP Established, BFD up' : 'BGP Established',
    next: next(address, 'kubectl -n metallb-system logs daemonset/frr-k8s-daemon -c frr'),
  });
}

/** MetalLB's own BGP shows its sessions nowhere but in the numbers of each speaker. */
async function ofSpeaker({ peer, address, node }: Session, on: Verification): Promise<Observation> {
  const url = `http://127.0.0.1:${SPEAKER_METRICS}/metrics`;
  const { status, stdout } = await on.node(node).run(['curl', '-s', '-m', '5', url]);
  if (status !== 0)
    throw new Unreachable(`${url} does not answer on ${node}`, `ask the router ${address} for its sessions`);
  const up = new RegExp(
    `^metallb_bgp_session_up\\{[^}]*peer="${address}:${peer.peerPort}"[^}]*\\} (\\d)`,
    'm',
  ).exec(stdout)?.[1];
  return compared(up === '1', {
    looked: `session of ${node} with ${peer.name} (${address}), metallb_bgp_session_up (${url})`,
    found: up === undefined ? 'no such session' : up === '1' ? 'Established' : 'down',
    planned: 'Established',
    next: next(address, 'kubectl -n metallb-system logs daemonset/speaker'),
  });
}

/** Port of the speaker's numbers, on its node. */
const SPEAKER_METRICS = 7472;

function next(address: string, logs: string): string {
  return `see that the router ${address} has the session, the AS numbers and the password, and that TCP port 179 passes; ${logs}`;
}

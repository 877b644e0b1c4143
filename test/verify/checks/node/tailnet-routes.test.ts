import { expect, test } from 'vitest';
import { flannelRoutes } from '../../../../src/verify/checks/node/flannel-routes';
import { tailnetRoutes } from '../../../../src/verify/checks/node/tailnet-routes';
import type { Recording } from '../../recorded';
import { copyRecording, failuresOf, findingsOf } from '../../recorded';

const OWN = { duo1: '100.64.0.11', duo2: '100.64.0.12' } as const;
const PODS = { duo1: '10.52.0.0/24', duo2: '10.52.1.0/24' } as const;

interface Machine {
  TailscaleIPs: string[];
  AllowedIPs?: string[];
}

interface Status {
  BackendState: string;
  Self: Machine;
  Peer: Record<string, Machine> | null;
}

/** Two nodes in a tailnet, with something changed on duo2; the fields are those of Tailscale's ipnstate.Status. */
function inTailnet(change: (status: Status) => void = () => undefined): Recording {
  const recording = copyRecording();
  recording.profile = `
k3sVersion: v1.36.3+k3s1
lan: { cidr: 100.64.0.0/10, mtu: 1280 }
vpn: { name: tailscale }
nodes:
  - { name: duo1, role: server, nodeIp: ${OWN.duo1} }
  - { name: duo2, role: agent, nodeIp: ${OWN.duo2} }
clusterCidr: 10.52.0.0/16
serviceCidr: 10.53.0.0/16
`;
  for (const [index, name] of (['duo1', 'duo2'] as const).entries()) {
    const object = recording.objects[index];
    if (object !== undefined) object.spec.podCIDRs = [PODS[name]];
    const machine = (one: 'duo1' | 'duo2'): Machine => ({
      TailscaleIPs: [OWN[one], `fd7a:115c:a1e0::${one}`],
      AllowedIPs: [`${OWN[one]}/32`, PODS[one]],
    });
    const status: Status = {
      BackendState: 'Running',
      Self: machine(name),
      Peer: { 'nodekey:1': machine(name === 'duo1' ? 'duo2' : 'duo1') },
    };
    if (name === 'duo2') change(status);
    Object.assign(recording.nodes[name]?.programs ?? {}, {
      'tailscale status --json': { stdout: JSON.stringify(status) },
    });
  }
  return recording;
}

const peerOf = ({ Peer }: Status) => Object.values(Peer ?? {})[0] as Machine;

test('passes where the tailnet routes the pods of both nodes, instead of routes in the main table', async () => {
  const findings = await findingsOf(inTailnet(), [tailnetRoutes, flannelRoutes]);
  expect(findings.map(({ check, outcome }) => `${check} ${outcome}`)).toEqual(
    Array.from({ length: 4 }, () => 'tailnet-routes passed'),
  );
});

test.each<[string, string, string, (status: Status) => void]>([
  ['the node is logged out', 'NeedsLogin', 'Running', (status) => (status.BackendState = 'NeedsLogin')],
  [
    'its own route is not approved',
    'not approved',
    '10.52.1.0/24 to 100.64.0.12',
    (status) => (status.Self.AllowedIPs = ['100.64.0.12/32']),
  ],
  [
    'the route of the other node is not approved',
    'not approved',
    '10.52.0.0/24 to 100.64.0.11',
    (status) => delete peerOf(status).AllowedIPs,
  ],
  [
    'the other node is not in the tailnet',
    'no machine of the tailnet has 100.64.0.11',
    '10.52.0.0/24 to 100.64.0.11',
    (status) => (status.Peer = null),
  ],
])('fails where %s', async (_, found, planned, change) => {
  expect(await failuresOf(inTailnet(change), [tailnetRoutes])).toEqual([
    { check: 'tailnet-routes', target: 'node duo2', found, planned },
  ]);
});

test('is skipped where Tailscale is not installed', async () => {
  const recording = inTailnet();
  delete recording.nodes['duo2']?.programs['tailscale status --json'];
  expect(await failuresOf(recording, [tailnetRoutes])).toMatchObject([
    { check: 'tailnet-routes', target: 'node duo2' },
  ]);
});

import { describe, expect, it } from 'vitest';
import { Address } from '../../../src/address';
import { collectAnswers } from '../../../src/verify/lan/collect-answers';
import type { CommandOutput } from '../../../src/verify/host';
import {
  answers,
  arpReplies,
  arpRepliesOf,
  ASK_ALL,
  ASK_AND_LIST,
  failures,
  findingsOf,
  HEALTHY_NEIGHBOURS,
  listOf,
  MAC,
  neighbours,
  pikube,
  hostOf,
} from '../cluster/fake-cluster';
import { dualFindings, dualStack } from './dual-stack';

const STRANGER = '02:00:00:00:00:99';

describe('owners of addresses on the LAN', () => {
  it('report another machine that answers for an assigned address', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', STRANGER]));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): ${STRANGER}, which is not a node of the cluster; planned pi4, which MetalLB selected`,
    ]);
  });

  it('report a node that answers although MetalLB selected another one', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', MAC.pi1]));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): pi1 (${MAC.pi1}); planned pi4, which MetalLB selected`,
    ]);
    const [failure] = (await findingsOf(fake, 'lan')).filter(({ outcome }) => outcome === 'failed');
    expect(failure).toMatchObject({
      why: "pi1 still announces the address, or it and pi4 do not receive each other's memberlist packets and both announce it: clients reach one or the other by chance. While an address moves to another node this lasts some seconds.",
      next: 'run verify again; if it still fails, check in the logs of the speakers on pi1 and pi4 that they are memberlist peers (TCP and UDP port 7946), then kubectl -n metallb-system delete pod -l app.kubernetes.io/component=speaker --field-selector spec.nodeName=pi1',
    });
  });

  it('accept each node that MetalLB names, and every node where it names none', async () => {
    const fake = pikube();
    const list = listOf(fake, 'metallb.io/v1beta1', 'ServiceL2Status');
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', MAC.pi1]));
    list.push({
      metadata: { name: 'l2-second', namespace: 'metallb-system' },
      status: { node: 'pi1', serviceName: 'echo', serviceNamespace: 'samples' },
    });
    expect(await failures(fake, 'lan')).toEqual([]);
    list.length = 0;
    expect(await failures(fake, 'lan')).toEqual([]);
  });

  it("report the owner where MetalLB's selection is unknown", async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', STRANGER]));
    fake.away = true;
    const told = (await findingsOf(fake, 'lan')).filter(({ check }) => check === 'address-owners');
    expect(told.map((one) => [one.outcome, one.subject, 'reason' in one ? one.reason : one.found])).toEqual([
      [
        'skipped',
        'node that MetalLB selected for 10.0.0.100, 10.0.0.101 (ServiceL2Status)',
        'the API server is away',
      ],
      ['passed', 'owner of 10.0.0.100 (ip -j neighbour on client)', `pi1 (${MAC.pi1})`],
      [
        'failed',
        'owner of 10.0.0.101 (ip -j neighbour on client)',
        `${STRANGER}, which is not a node of the cluster`,
      ],
    ]);
  });

  it('report an address without an answer, and a static entry', async () => {
    const fake = pikube();
    const nodes = HEALTHY_NEIGHBOURS.slice(0, 2);
    answers(fake, ASK_AND_LIST, neighbours(...nodes, ['10.0.0.101', STRANGER, 'PERMANENT']));
    expect(await failures(fake, 'lan')).toEqual([
      'address-owners: owner of 10.0.0.100 (ip -j neighbour on client): no answer; planned pi1, which MetalLB selected',
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): ${STRANGER}, which is not a node of the cluster, a static entry; planned pi4, which MetalLB selected`,
    ]);
  });

  it('report all owners of an address', async () => {
    const fake = pikube();
    answers(fake, 'arping -b -w 2 -I eth0 10.0.0.101', arpReplies('10.0.0.101', MAC.pi4, STRANGER, MAC.pi4));
    expect(await failures(fake, 'lan')).toEqual([
      `sole-owners: owners of 10.0.0.101 (arping on client): ${[MAC.pi4, STRANGER].sort().join(' and ')}; planned one MAC address`,
    ]);
  });

  it('skip without arping of iputils, without permission, and behind a router', async () => {
    const reason = async (command: string, output: Partial<CommandOutput>) => {
      const fake = pikube();
      answers(fake, command, output);
      return (await failures(fake, 'lan')).filter((text) => text.startsWith('sole-owners'));
    };
    const title = 'sole-owners: owners of 10.0.0.100, 10.0.0.101 (arping on client)';
    expect(await reason('arping -V', { status: 127 })).toEqual([`${title}: client has no "arping"`]);
    expect(await reason('arping -V', { stdout: 'ARPing 2.23, by Thomas Habets' })).toEqual([
      `${title}: the "arping" on client is not that of iputils`,
    ]);
    const forbidden = { status: 2, stderr: 'arping: socket: Operation not permitted' };
    expect(await reason('arping -b -w 2 -I eth0 10.0.0.10', forbidden)).toEqual([
      `${title}: "arping" on client failed: arping: socket: Operation not permitted`,
    ]);
  });

  it('report another machine with the address of a node or of the gateway', async () => {
    const fake = pikube();
    answers(fake, ASK_ALL, arpRepliesOf(['10.0.0.14', MAC.pi4, STRANGER]));
    expect(await failures(fake, 'lan')).toEqual([
      `host-owners: owners of 10.0.0.14, pi4 (arping on client): ${[MAC.pi4, STRANGER].sort().join(' and ')}; planned at most one MAC address`,
    ]);
    answers(fake, ASK_ALL, arpRepliesOf(['10.0.0.1', MAC.pi4, STRANGER]));
    expect((await failures(fake, 'lan')).join()).toMatch(/owners of 10\.0\.0\.1, the gateway/);
  });

  it('skip the owners of hosts without arping, once', async () => {
    const fake = pikube();
    answers(fake, 'arping -V', { status: 127 });
    const found = (await failures(fake, 'lan')).filter((text) => text.startsWith('host-owners'));
    expect(found).toHaveLength(1);
  });

  it('report two owners in one family where the other family is skipped', async () => {
    const fake = dualStack();
    answers(fake, 'arping -b -w 2 -I eth0 172.20.0.101', arpReplies('172.20.0.101', MAC.pi1, STRANGER));
    const found = await dualFindings(fake, 'sole-owners');
    expect(found).toEqual([
      'failed: owners of 172.20.0.100 (arping on client): no answer',
      `failed: owners of 172.20.0.101 (arping on client): ${[MAC.pi1, STRANGER].sort().join(' and ')}`,
      'skipped: owners of fd20::100, fd20::101 (ndisc6 on client): client has no "ndisc6"',
    ]);
  });

  it('count the IPv6 answers that only the kernel accepts: from a link-local address', async () => {
    const fake = dualStack();
    const sent = {
      stdout: 'Soliciting fd20::100 (fd20::100) on eth0...\nTimed out.\nNo response.\n',
      status: 2,
    };
    answers(fake, 'ndisc6 -n -m -r 2 -w 1000 fd20::10', sent);
    const rogue = `Soliciting fd20::101 (fd20::101) on eth0...\nTarget link-layer address: ${STRANGER}\n from fd20::101\n`;
    answers(fake, 'ndisc6 -n -m -r 2 -w 1000 fd20::101', { stdout: rogue });
    answers(fake, ASK_AND_LIST, neighbours(['fd20::100', MAC.pi1], ['fd20::101', MAC.pi1]));
    expect((await dualFindings(fake, 'sole-owners')).filter((text) => text.includes('ndisc6'))).toEqual([
      `passed: owners of fd20::100 (ndisc6 on client): ${MAC.pi1}`,
      `failed: owners of fd20::101 (ndisc6 on client): ${[MAC.pi1, STRANGER].sort().join(' and ')}`,
    ]);
  });

  it('skip every owner behind a router', async () => {
    const fake = pikube();
    const stdout = '[{"dst":"10.0.0.100","gateway":"192.168.9.1","dev":"eth0"}]';
    answers(fake, 'ip -j route get 10.0.0.', { stdout });
    const behind = (address: string) => `client reaches ${address} by a router only`;
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: owner of 10.0.0.100 (ip -j neighbour on client): ${behind('10.0.0.100')}`,
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): ${behind('10.0.0.101')}`,
      `sole-owners: owners of 10.0.0.100 (arping on client): ${behind('10.0.0.100')}`,
      `sole-owners: owners of 10.0.0.101 (arping on client): ${behind('10.0.0.101')}`,
      `free-addresses: 49 free addresses of 10.0.0.100-10.0.0.150: ${behind('10.0.0.102')}`,
    ]);
  });

  it('return no owner where no machine answers', async () => {
    const fake = pikube();
    answers(fake, 'arping -b -w 2 -I eth0 10.0.0.101', { ...arpReplies('10.0.0.101'), status: 1 });
    expect(await collectAnswers(hostOf(fake, 'client'), Address.parse('10.0.0.101'))).toEqual([]);
  });

  it('resolve IPv6 addresses too', async () => {
    const fake = pikube();
    answers(fake, 'ip -j route get fd20::', { stdout: '[{"dst":"fd20::100","dev":"eth0"}]' });
    const reply = (mac: string) => `Target link-layer address: ${mac.toUpperCase()}\n from fd20::100\n`;
    const stdout = `Soliciting fd20::100 (fd20::100) on eth0...\n${reply(MAC.pi1)}${reply(STRANGER)}`;
    answers(fake, 'ndisc6 -n -m -r 2 -w 1000 fd20::100 eth0', { stdout });
    expect(await collectAnswers(hostOf(fake, 'client'), Address.parse('fd20::100'))).toEqual(
      [MAC.pi1, STRANGER].sort(),
    );
  });

  it('report another machine with a free address of the pool', async () => {
    const fake = pikube();
    answers(fake, ASK_AND_LIST, neighbours(...HEALTHY_NEIGHBOURS, ['10.0.0.120', STRANGER]));
    expect(await failures(fake, 'lan')).toEqual([
      `free-addresses: owner of 10.0.0.120 (ip -j neighbour on client): ${STRANGER}; planned no answer: MetalLB may assign it`,
    ]);
  });

  it('report a LAN client that has an address of the pool itself', async () => {
    const fake = pikube();
    const own = (local: string) => ({ family: 'inet', local, prefixlen: 24, scope: 'global' });
    const link = { ifname: 'eth0', mtu: 1500, flags: ['UP'], address: STRANGER };
    const stdout = JSON.stringify([{ ...link, addr_info: [own('10.0.0.101'), own('10.0.0.120')] }]);
    answers(fake, 'ip -j -d address', { stdout });
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): client itself (${STRANGER}); planned pi4, which MetalLB selected`,
      `free-addresses: owner of 10.0.0.120 (ip -j neighbour on client): client itself (${STRANGER}); planned no answer: MetalLB may assign it`,
    ]);
  });

  it('do not accept a static entry as an answer', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    const written = [
      ['10.0.0.101', MAC.pi4, 'PERMANENT'],
      ['10.0.0.120', STRANGER, 'PERMANENT'],
    ] as const;
    answers(fake, ASK_AND_LIST, neighbours(...others, ...written));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: owner of 10.0.0.101 (ip -j neighbour on client): pi4 (${MAC.pi4}), a static entry; planned pi4, which MetalLB selected`,
      `free-addresses: owner of 10.0.0.120 (ip -j neighbour on client): ${STRANGER} is a static entry, which the kernel does not verify`,
    ]);
  });

  it('probe the next addresses of a large range in both families, and report the last one', async () => {
    const fake = dualStack();
    const taken = [...Array(5).keys()].map((index) => ({ ip: `172.20.0.10${index}` }));
    fake.lists.set('/api/v1/services', [
      { metadata: { name: 'many', namespace: 'x' }, status: { loadBalancer: { ingress: taken } } },
    ]);
    expect(await dualFindings(fake, 'free-addresses')).toEqual([
      'passed: 46 free addresses of 172.20.0.100-172.20.0.150: no answer',
      'passed: 64 free addresses of fd20::100-fd20::150 (none after fd20::13f was probed): no answer',
    ]);
  });
});

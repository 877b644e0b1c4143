import { describe, expect, it } from 'vitest';
import { Address } from '../../../src/address';
import { allAnswers } from '../../../src/verify/lan/all-answers';
import type { Output } from '../../../src/verify/place';
import {
  answers,
  arpReplies,
  ASK_AND_LIST,
  failures,
  findingsOf,
  HEALTHY_NEIGHBOURS,
  listOf,
  MAC,
  neighbours,
  pikube,
  placeOf,
} from '../cluster/fake-cluster';
import { dualFindings, dualStack } from './dual-stack';

const STRANGER = '02:00:00:00:00:99';

describe('addresses of the LAN, and who answers for them', () => {
  it('names a stranger who answers for an address that was given', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', STRANGER]));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): ${STRANGER}, which is no node of the cluster, not pi4, which MetalLB has chosen`,
    ]);
  });

  it('names a node that answers where MetalLB has chosen another', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', MAC.pi1]));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): pi1 (${MAC.pi1}), not pi4, which MetalLB has chosen`,
    ]);
    const [failure] = (await findingsOf(fake, 'lan')).filter(({ outcome }) => outcome === 'fails');
    expect(failure).toMatchObject({
      why: 'pi1 has not let go of the address, or it and pi4 do not hear each other and both announce it: clients reach one or the other by chance. While an address moves to another node it is so for some seconds.',
      next: 'look once more; where it is still so, see in the logs of the speakers on pi1 and pi4 whether they know of each other (memberlist: TCP and UDP port 7946), then kubectl -n metallb-system delete pod -l app.kubernetes.io/component=speaker --field-selector spec.nodeName=pi1',
    });
  });

  it('takes any node of two for an address that MetalLB names both for, and any at all where it names none', async () => {
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

  it('says who answers where nobody can say whom MetalLB has chosen', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    answers(fake, ASK_AND_LIST, neighbours(...others, ['10.0.0.101', STRANGER]));
    fake.away = true;
    const told = (await findingsOf(fake, 'lan')).filter(({ check }) => check === 'address-owners');
    expect(told.map((one) => [one.outcome, one.looked, 'because' in one ? one.because : one.found])).toEqual([
      [
        'not looked',
        'whom MetalLB has chosen to answer for 10.0.0.100, 10.0.0.101 (ServiceL2Status)',
        'the API server is away',
      ],
      ['holds', 'who answers for 10.0.0.100 (ip -j neighbour on client)', `pi1 (${MAC.pi1})`],
      [
        'fails',
        'who answers for 10.0.0.101 (ip -j neighbour on client)',
        `${STRANGER}, which is no node of the cluster`,
      ],
    ]);
  });

  it('names an address that nobody answers for, and one that is written there for good', async () => {
    const fake = pikube();
    const nodes = HEALTHY_NEIGHBOURS.slice(0, 2);
    answers(fake, ASK_AND_LIST, neighbours(...nodes, ['10.0.0.101', STRANGER, 'PERMANENT']));
    expect(await failures(fake, 'lan')).toEqual([
      'address-owners: who answers for 10.0.0.100 (ip -j neighbour on client): nobody, not pi1, which MetalLB has chosen',
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): ${STRANGER}, which is no node of the cluster, written there for good, not pi4, which MetalLB has chosen`,
    ]);
  });

  it('names all who answer for one address, whoever wins', async () => {
    const fake = pikube();
    answers(fake, 'arping -b -w 2 -I eth0 10.0.0.101', arpReplies('10.0.0.101', MAC.pi4, STRANGER, MAC.pi4));
    expect(await failures(fake, 'lan')).toEqual([
      `sole-owners: all who answer for 10.0.0.101 (arping on client): ${[MAC.pi4, STRANGER].sort().join(' and ')}, not one at most`,
    ]);
  });

  it('does not ask all where there is no arping of iputils, none that may ask, or a router before the address', async () => {
    const because = async (command: string, output: Partial<Output>) => {
      const fake = pikube();
      answers(fake, command, output);
      return failures(fake, 'lan');
    };
    const title = 'sole-owners: all who answer for 10.0.0.100, 10.0.0.101 (arping on client)';
    expect(await because('arping -V', { status: 127 })).toEqual([`${title}: there is no "arping" on client`]);
    expect(await because('arping -V', { stdout: 'ARPing 2.23, by Thomas Habets' })).toEqual([
      `${title}: the "arping" on client is not that of iputils`,
    ]);
    const forbidden = { status: 2, stderr: 'arping: socket: Operation not permitted' };
    expect(await because('arping -b -w 2 -I eth0 10.0.0.10', forbidden)).toEqual([
      `${title}: "arping" on client could not ask: arping: socket: Operation not permitted`,
    ]);
  });

  it('names two machines in one family where the other cannot be asked', async () => {
    const fake = dualStack();
    answers(fake, 'arping -b -w 2 -I eth0 172.20.0.101', arpReplies('172.20.0.101', MAC.pi1, STRANGER));
    const found = await dualFindings(fake, 'sole-owners');
    expect(found).toEqual([
      'holds: all who answer for 172.20.0.100 (arping on client): nobody',
      `fails: all who answer for 172.20.0.101 (arping on client): ${[MAC.pi1, STRANGER].sort().join(' and ')}`,
      'not looked: all who answer for fd20::100, fd20::101 (ndisc6 on client): there is no "ndisc6" on client',
    ]);
  });

  it('looks at none by its neighbours where a router is before it', async () => {
    const fake = pikube();
    const stdout = '[{"dst":"10.0.0.100","gateway":"192.168.9.1","dev":"eth0"}]';
    answers(fake, 'ip -j route get 10.0.0.', { stdout });
    const behind = (address: string) => `${address} is behind a router for client`;
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: who answers for 10.0.0.100 (ip -j neighbour on client): ${behind('10.0.0.100')}`,
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): ${behind('10.0.0.101')}`,
      `sole-owners: all who answer for 10.0.0.100 (arping on client): ${behind('10.0.0.100')}`,
      `sole-owners: all who answer for 10.0.0.101 (arping on client): ${behind('10.0.0.101')}`,
      `free-addresses: 49 free addresses of 10.0.0.100-10.0.0.150: ${behind('10.0.0.102')}`,
    ]);
  });

  it('takes no answer for nobody, once it could ask', async () => {
    const fake = pikube();
    answers(fake, 'arping -b -w 2 -I eth0 10.0.0.101', { ...arpReplies('10.0.0.101'), status: 1 });
    expect(await allAnswers(placeOf(fake, 'client'), Address.parse('10.0.0.101'))).toEqual([]);
  });

  it('asks for IPv6 addresses too', async () => {
    const fake = pikube();
    answers(fake, 'ip -j route get fd20::', { stdout: '[{"dst":"fd20::100","dev":"eth0"}]' });
    const reply = (mac: string) => `Target link-layer address: ${mac.toUpperCase()}\n from fd20::100\n`;
    const stdout = `Soliciting fd20::100 (fd20::100) on eth0...\n${reply(MAC.pi1)}${reply(STRANGER)}`;
    answers(fake, 'ndisc6 -n -m -r 2 -w 1000 fd20::100 eth0', { stdout });
    expect(await allAnswers(placeOf(fake, 'client'), Address.parse('fd20::100'))).toEqual(
      [MAC.pi1, STRANGER].sort(),
    );
  });

  it('names a stranger who has a free address of the pool', async () => {
    const fake = pikube();
    answers(fake, ASK_AND_LIST, neighbours(...HEALTHY_NEIGHBOURS, ['10.0.0.120', STRANGER]));
    expect(await failures(fake, 'lan')).toEqual([
      `free-addresses: who answers for 10.0.0.120 (ip -j neighbour on client): ${STRANGER}, not nobody: it is free to be given away`,
    ]);
  });

  it('names the machine that looks where it has an address of the pool itself', async () => {
    const fake = pikube();
    const own = (local: string) => ({ family: 'inet', local, prefixlen: 24, scope: 'global' });
    const link = { ifname: 'eth0', mtu: 1500, flags: ['UP'], address: STRANGER };
    const stdout = JSON.stringify([{ ...link, addr_info: [own('10.0.0.101'), own('10.0.0.120')] }]);
    answers(fake, 'ip -j -d address', { stdout });
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): client itself (${STRANGER}), not pi4, which MetalLB has chosen`,
      `free-addresses: who answers for 10.0.0.120 (ip -j neighbour on client): client itself (${STRANGER}), not nobody: it is free to be given away`,
    ]);
  });

  it('takes what is written there for good for no answer, whoever it is', async () => {
    const fake = pikube();
    const others = HEALTHY_NEIGHBOURS.filter(([address]) => address !== '10.0.0.101');
    const written = [
      ['10.0.0.101', MAC.pi4, 'PERMANENT'],
      ['10.0.0.120', STRANGER, 'PERMANENT'],
    ] as const;
    answers(fake, ASK_AND_LIST, neighbours(...others, ...written));
    expect(await failures(fake, 'lan')).toEqual([
      `address-owners: who answers for 10.0.0.101 (ip -j neighbour on client): pi4 (${MAC.pi4}), written there for good, not pi4, which MetalLB has chosen`,
      `free-addresses: who answers for 10.0.0.120 (ip -j neighbour on client): ${STRANGER} is written there for good, so that nobody is asked`,
    ]);
  });

  it('asks for the next addresses of a large range, in both families, and says where it ended', async () => {
    const fake = dualStack();
    const taken = [...Array(5).keys()].map((index) => ({ ip: `172.20.0.10${index}` }));
    fake.lists.set('/api/v1/services', [
      { metadata: { name: 'many', namespace: 'x' }, status: { loadBalancer: { ingress: taken } } },
    ]);
    expect(await dualFindings(fake, 'free-addresses')).toEqual([
      'holds: 46 free addresses of 172.20.0.100-172.20.0.150: nobody answers',
      'holds: 64 free addresses of fd20::100-fd20::150 (none after fd20::13f was asked for): nobody answers',
    ]);
  });
});

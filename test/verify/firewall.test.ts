import { describe, expect, test } from 'vitest';
import { Address } from '../../src/address';
import type { Packet } from '../../src/verify/firewall';
import { parseIptables, parseNftables, findDrop } from '../../src/verify/firewall';
import type { NftExpression } from '../../src/verify/firewall/nftables-conditions';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import type { RecordedNode } from './recorded';
import { failuresOf, copyRecording } from './recorded';

const TUNNEL: Packet = {
  ...{ protocol: 'udp', port: 8472, inDevice: 'eth0' },
  source: Address.parse('10.0.0.11'),
  destination: Address.parse('10.0.0.12'),
};

function table(...rules: readonly string[]): string {
  return ['*filter', ':INPUT ACCEPT [0:0]', ':FORWARD ACCEPT [0:0]', ...rules, 'COMMIT'].join('\n');
}

const ECHO: Packet = { ...TUNNEL, protocol: 'icmp', port: 0 };

describe('echo requests', () => {
  test.each([
    ['-A INPUT -p icmp -j DROP'],
    ['-A INPUT -p 1 -j DROP'],
    ['-A INPUT -p icmp -m icmp --icmp-type 8 -j REJECT --reject-with icmp-port-unreachable'],
  ])('are dropped by: %s', (rule) => {
    expect(findDrop(ECHO, parseIptables(table(rule)))).toBe(rule);
    expect(findDrop(TUNNEL, parseIptables(table(rule)))).toBeUndefined();
  });

  test.each([
    ['-A INPUT -p icmp -m icmp --icmp-type 5 -j DROP'],
    ['-A INPUT -p ipv6-icmp -j DROP'],
    ['-A INPUT -p tcp -m tcp --dport 0 -j DROP'],
  ])('are not dropped by: %s', (rule) => {
    expect(findDrop(ECHO, parseIptables(table(rule)))).toBeUndefined();
  });
});

test("a packet to a Service's address passes the hook prerouting only", () => {
  const raw = ['*raw', ':PREROUTING ACCEPT [0:0]', '-A PREROUTING -d 10.0.0.12/32 -j DROP', 'COMMIT'];
  const tables = [...parseIptables(raw.join('\n')), ...parseIptables(table('-A INPUT -j DROP'))];
  const packet = { ...TUNNEL, translated: true };
  expect(findDrop(packet, tables)).toBe('-A PREROUTING -d 10.0.0.12/32 -j DROP');
  expect(findDrop(packet, tables.slice(1))).toBeUndefined();
});

describe('iptables', () => {
  test.each([
    ['-A INPUT -p udp -m udp --dport 8472 -j DROP'],
    [
      '-A INPUT -s 10.0.0.0/24 -i eth+ -p udp -m multiport --dports 53,8000:9000 -j REJECT --reject-with icmp-port-unreachable',
    ],
    ['-A INPUT ! -s 10.0.0.14/32 -m comment --comment "all \\"others\\"" -j DROP'],
    ['-A INPUT -m conntrack --ctstate INVALID,NEW -j DROP'],
    ['-A INPUT -m mark ! --mark 0x1/0x1 -j DROP'],
  ])('drops: %s', (rule) => {
    expect(findDrop(TUNNEL, parseIptables(table(rule)))).toBe(rule);
  });

  test.each([
    ['-A INPUT -p udp -m udp --dport 8473 -j DROP'],
    ['-A INPUT -p tcp -m tcp --dport 8472 -j DROP'],
    ['-A INPUT -s 10.0.0.14/32 -j DROP'],
    ['-A INPUT -i wlan0 -j DROP'],
    ['-A INPUT ! -i eth0 -j DROP'],
    ['-A INPUT -m conntrack --ctstate INVALID -j DROP'],
    ['-A INPUT -m mark --mark 0x1/0x1 -j DROP'],
    ['-A INPUT -p udp -m udp --dport 8472 -j LOG --log-prefix "drop "'],
    // Where the rule alone does not decide, the packet is assumed to pass.
    ['-A INPUT -m set --match-set blocked src -j DROP'],
    ['-A INPUT -p udp -m limit --limit 10/sec -j DROP'],
    ['-A INPUT -p udp -m u32 --u32 "0x0>>0x16&0x3c@0x8=0x1" -j DROP'],
    ['-A FORWARD -p udp -m udp --dport 8472 -j DROP'],
  ])('does not drop: %s', (rule) => {
    expect(findDrop(TUNNEL, parseIptables(table(rule)))).toBeUndefined();
  });

  test('the first matching rule decides, also in called chains', () => {
    const chains = [':own - [0:0]', ':deny - [0:0]'];
    const drop = '-A deny -j DROP';
    expect(findDrop(TUNNEL, parseIptables(table(...chains, '-A INPUT -j own', '-A own -g deny', drop)))).toBe(
      drop,
    );
    const accepted = ['-A INPUT -j own', '-A own -p udp -j ACCEPT', '-A own -g deny', drop];
    expect(findDrop(TUNNEL, parseIptables(table(...chains, ...accepted)))).toBeUndefined();
    const returned = ['-A INPUT -j own', '-A own -p udp -j RETURN', '-A own -g deny', drop];
    expect(findDrop(TUNNEL, parseIptables(table(...chains, ...returned)))).toBeUndefined();
    const perhaps = ['-A INPUT -m set --match-set friends src -j ACCEPT', drop.replace('deny', 'INPUT')];
    expect(findDrop(TUNNEL, parseIptables(table(...perhaps)))).toBeUndefined();
    const perhapsReturned = [
      '-A INPUT -j own',
      '-A own -m set --match-set friends src -j RETURN',
      '-A own -j DROP',
    ];
    expect(findDrop(TUNNEL, parseIptables(table(...chains, ...perhapsReturned)))).toBeUndefined();
  });

  test('later rules match a mark that a rule sets', () => {
    const rules = [
      '-A INPUT -p udp -j MARK --set-xmark 0x20000/0x20000',
      '-A INPUT -m mark --mark 0x20000/0x20000 -j ACCEPT',
      '-A INPUT -j DROP',
    ];
    expect(findDrop(TUNNEL, parseIptables(table(...rules)))).toBeUndefined();
    expect(findDrop({ ...TUNNEL, protocol: 'tcp' }, parseIptables(table(...rules)))).toBe(rules[2]);
  });

  test('a policy drops a packet that no rule accepts', () => {
    const text = table('-A INPUT -p tcp -j ACCEPT').replace('INPUT ACCEPT', 'INPUT DROP');
    const named = 'the policy of chain INPUT in table filter';
    expect(findDrop(TUNNEL, parseIptables(text))).toBe(named);
    expect(findDrop({ ...TUNNEL, protocol: 'tcp' }, parseIptables(text))).toBeUndefined();
  });

  test('chains that call each other without end return', () => {
    const text = table(':a - [0:0]', ':b - [0:0]', '-A INPUT -j a', '-A a -j b', '-A b -j a');
    expect(findDrop(TUNNEL, parseIptables(text))).toBeUndefined();
  });
});

/** The usual ruleset of a host with nftables: known ports, and nothing else. */
function nft(policy: string, ...rules: readonly NftExpression[][]) {
  const at = { family: 'inet', table: 'filter' };
  const chain = { ...at, name: 'input', type: 'filter', hook: 'input', prio: 0, policy };
  const all = rules.map((expr, handle) => ({ rule: { ...at, chain: 'input', handle, expr } }));
  return parseNftables({ nftables: [{ chain }, ...all] }, 4);
}

function match(left: object, right: unknown, op = '=='): NftExpression {
  return { match: { op, left, right } };
}

const PORT = { payload: { protocol: 'udp', field: 'dport' } };
const SOURCE = { payload: { protocol: 'ip', field: 'saddr' } };

describe('nftables', () => {
  test.each([
    ['a port', [match(PORT, 8472)]],
    ['ports', [match(PORT, { set: [53, { range: [8000, 9000] }] })]],
    ['a source network', [match(SOURCE, { prefix: { addr: '10.0.0.0', len: 24 } })]],
    ['all but one', [match(SOURCE, '10.0.0.14', '!=')]],
    [
      'an interface and a protocol',
      [match({ meta: { key: 'iifname' } }, 'eth*'), match({ meta: { key: 'l4proto' } }, 'udp')],
    ],
    ['new connections', [match({ ct: { key: 'state' } }, ['new', 'invalid'], 'in')]],
  ])('drops by %s', (_title, conditions) => {
    expect(findDrop(TUNNEL, nft('accept', [...conditions, { counter: null }, { drop: null }]))).toBe(
      'rule 0 of chain input in table inet filter',
    );
  });

  test.each([
    ['another port', [match(PORT, 53)]],
    ['the other protocol', [match({ payload: { protocol: 'tcp', field: 'dport' } }, 8472)]],
    ['known connections', [match({ ct: { key: 'state' } }, ['established', 'related'], 'in')]],
    ['a set that is elsewhere', [match(SOURCE, '@blocked')]],
    ['a limit', [{ limit: { rate: 10, per: 'second' } }]],
    ['the other family', [match({ meta: { key: 'nfproto' } }, 'ipv6')]],
  ])('does not drop by %s', (_title, conditions) => {
    expect(findDrop(TUNNEL, nft('accept', [...conditions, { drop: null }]))).toBeUndefined();
  });

  test('a policy, a verdict map, and an accepting rule before them', () => {
    const map = {
      vmap: {
        key: { ct: { key: 'state' } },
        data: {
          set: [
            ['established', { accept: null }],
            ['invalid', { drop: null }],
          ],
        },
      },
    };
    const named = 'the policy of chain input in table inet filter';
    expect(findDrop(TUNNEL, nft('drop', [map]))).toBe(named);
    expect(findDrop(TUNNEL, nft('drop', [map], [match(PORT, 8472), { accept: null }]))).toBeUndefined();
  });

  test('tables of iptables are read by iptables-save only', () => {
    const at = { family: 'ip', table: 'filter' };
    const chain = { ...at, name: 'INPUT', type: 'filter', hook: 'input', prio: 0, policy: 'drop' };
    expect(parseNftables({ nftables: [{ chain }] }, 4)).toEqual([]);
  });
});

describe('firewall-drops', () => {
  const checks = NODE_CHECKS.filter(({ id }) => id === 'firewall-drops');

  test.each([
    ['INPUT', '-A INPUT -p udp -m udp --dport 8472 -j DROP', 'UDP 8472 from duo1'],
    ['OUTPUT', '-A OUTPUT -d 10.66.0.11/32 -p udp -j DROP', 'UDP 8472 to duo1'],
    [
      'INPUT',
      '-A INPUT -p tcp -m tcp --dport 10250 -j REJECT',
      'TCP 10250 from duo1; TCP 10250 from its pods',
    ],
    ['FORWARD', '-A FORWARD -i flannel.1 -j DROP', 'forwarded packets from pods of duo1'],
  ])("a rule after k3s's own rules in %s", async (chain, rule, what) => {
    const recording = copyRecording();
    const { iptables } = recording.nodes['duo2'] as RecordedNode;
    const filter = iptables.indexOf('*filter');
    const first = iptables.findIndex((line, index) => index > filter && line.startsWith(`-A ${chain} `));
    const at = rule.includes('FORWARD') ? first : iptables.lastIndexOf('COMMIT');
    iptables.splice(at, 0, rule);
    expect(await failuresOf(recording, checks)).toEqual([
      {
        ...{ check: 'firewall-drops', target: 'node duo2' },
        found: `"${rule}" drops ${what}`,
        planned: `no rule drops ${what}`,
      },
    ]);
  });

  test('a drop policy of FORWARD passes while flannel accepts the pod networks', async () => {
    const recording = copyRecording();
    const node = recording.nodes['duo2'] as RecordedNode;
    const policy = node.iptables.lastIndexOf(':FORWARD ACCEPT [0:0]');
    node.iptables[policy] = ':FORWARD DROP [0:0]';
    expect(await failuresOf(recording, checks)).toEqual([]);
    node.iptables = node.iptables.filter((line) => !line.startsWith('-A FLANNEL-FWD'));
    expect(await failuresOf(recording, checks)).toMatchObject([
      { found: expect.stringContaining('the policy of chain FORWARD in table filter') as string },
    ]);
  });

  test('a node without iptables-save and nft is skipped', async () => {
    const recording = copyRecording();
    const node = recording.nodes['duo2'];
    if (node)
      for (const program of ['nft', 'iptables-save', 'ip6tables-save'])
        node.programs[program] = { status: 127 };
    expect(await failuresOf(recording, checks)).toEqual([
      {
        ...{ check: 'firewall-drops', target: 'node duo2' },
        reason: 'duo2 has neither iptables-save nor nft',
      },
    ]);
  });
});

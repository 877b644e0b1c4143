import { describe, expect, test } from 'vitest';
import { duplicateIdentities } from '../../src/verify/checks/cluster/duplicate-identities';
import { NODE_CHECKS } from '../../src/verify/checks/node';
import { OVERLAY_CHECKS } from '../../src/verify/checks/overlay';
import { parseIpvs, parseServiceRules } from '../../src/verify/readings';
import type { RecordedNode, Recording } from './recorded';
import { failuresOf, copyRecording } from './recorded';
import { SERVICE_RULES } from './recorded-answers';

/** What the checks report on duo2 after a change: `check: found; planned`. */
async function reportFaults(change: (recording: Recording, node: RecordedNode) => void, ...ids: string[]) {
  const recording = copyRecording();
  change(recording, recording.nodes['duo2'] as RecordedNode);
  const checks = [...NODE_CHECKS, ...OVERLAY_CHECKS].filter(({ id }) => ids.includes(id));
  const failures = await failuresOf(recording, checks);
  return failures
    .filter(({ target }) => target === 'node duo2')
    .map(({ check, found, planned, reason }) => reason ?? `${check}: ${found}; planned ${planned}`);
}

/** The Node object of duo2. */
function objectOf(recording: Recording): Recording['objects'][number] {
  const [, object] = recording.objects;
  if (object === undefined) throw new Error('there is no duo2');
  return object;
}

describe('an own tunnel', () => {
  test('fails with the MAC address of the tunnel of another node', async () => {
    const recording = copyRecording();
    const [one, two] = ['duo1', 'duo2'].map((name) =>
      recording.nodes[name]?.address.find(({ ifname }) => ifname === 'flannel.1'),
    );
    if (one !== undefined && two !== undefined) two.address = one.address;
    const failures = await failuresOf(recording, [duplicateIdentities]);
    expect(failures.map(({ found }) => found)).toEqual([
      `${one?.address}, as on duo2`,
      `${one?.address}, as on duo1`,
    ]);
  });
});

describe('the Node object', () => {
  test('fails where the kubelet has no CNI configuration', async () => {
    const message = 'container runtime network not ready: cni plugin not initialized';
    const found = await reportFaults((recording) => {
      objectOf(recording).status.conditions = [
        { type: 'Ready', status: 'False', reason: 'KubeletNotReady', message },
      ];
    }, 'node-ready');
    expect(found).toEqual([`node-ready: False: KubeletNotReady: ${message}; planned True`]);
  });

  test('fails where the node is cordoned', async () => {
    const found = await reportFaults(
      (recording) => (objectOf(recording).spec.unschedulable = true),
      'node-ready',
    );
    expect(found).toEqual(['node-ready: true: the Node is cordoned; planned false']);
  });

  test('fails with a taint that the profile lacks, and passes with those of Kubernetes', async () => {
    const found = await reportFaults((recording) => {
      objectOf(recording).spec.taints = [
        { key: 'dedicated', effect: 'NoSchedule' },
        { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      ];
    }, 'node-labels');
    expect(found).toEqual(['node-labels: dedicated:NoSchedule; planned none']);
  });

  test('fails without a taint and a label of the profile', async () => {
    const found = await reportFaults((recording) => {
      recording.profile = recording.profile.replace(
        'name: duo2, role: agent,',
        'name: duo2, role: agent, nodeLabel: [zone=b], nodeTaint: ["edge=true:NoExecute"],',
      );
    }, 'node-labels');
    expect(found).toEqual([
      'node-labels: none; planned edge=true:NoExecute',
      'node-labels: no zone; planned zone=b',
    ]);
  });

  test('fails with the label that excludes it from MetalLB', async () => {
    const found = await reportFaults((recording) => {
      recording.profile +=
        'metallb: { ipAddressPools: [{ name: lan, addresses: [10.66.0.100-10.66.0.110], advertise: l2 }] }\n';
      const metadata = objectOf(recording).metadata as { labels?: Record<string, string> };
      metadata.labels = { 'node.kubernetes.io/exclude-from-external-load-balancers': 'true' };
    }, 'node-labels');
    expect(found).toEqual([
      'node-labels: node.kubernetes.io/exclude-from-external-load-balancers=true; planned no node.kubernetes.io/exclude-from-external-load-balancers',
    ]);
  });
});

function createSlice(name: string, namespace: string, ready: boolean) {
  const labels = { 'kubernetes.io/service-name': name };
  return { metadata: { name: `${name}-1`, namespace, labels }, endpoints: [{ conditions: { ready } }] };
}

describe("kube-proxy's rules", () => {
  test('fail where the nat table was flushed', async () => {
    const flush = (lines: string[]) =>
      lines.filter((line) => !SERVICE_RULES[4].includes(line) || !line.startsWith('-A'));
    const found = await reportFaults(
      (_recording, node) => (node.iptables = flush(node.iptables)),
      'service-rules',
    );
    expect(found).toEqual([
      'service-rules: no rules for default/kubernetes at 10.53.0.1 TCP 443, kube-system/kube-dns at 10.53.0.10 UDP 53; planned rules for 2 ports of Services',
      'service-rules: PREROUTING of the nat table does not call KUBE-SERVICES; OUTPUT of the nat table does not call KUBE-SERVICES; POSTROUTING of the nat table does not call KUBE-POSTROUTING; planned every packet to a Service passes the rules',
    ]);
  });

  test('are not needed for a Service without endpoints', async () => {
    const withoutDns = await reportFaults((recording, node) => {
      recording.slices = [createSlice('kube-dns', 'kube-system', false)];
      node.iptables = node.iptables.filter((line) => !line.includes('kube-dns'));
    }, 'service-rules');
    expect(withoutDns).toEqual([]);
    const withDns = await reportFaults((recording, node) => {
      recording.slices = [createSlice('kube-dns', 'kube-system', true)];
      node.iptables = node.iptables.filter((line) => !line.includes('kube-dns'));
    }, 'service-rules');
    expect(withDns).toEqual([
      'service-rules: no rules for kube-system/kube-dns at 10.53.0.10 UDP 53; planned rules for 2 ports of Services',
    ]);
  });

  test.each([
    ['PREROUTING', 'KUBE-SERVICES'],
    ['OUTPUT', 'KUBE-SERVICES'],
    ['POSTROUTING', 'KUBE-POSTROUTING'],
  ])('fail where %s does not call them', async (caller, chain) => {
    const filter = ['*filter', `-A ${caller} -m conntrack --ctstate NEW -j ${chain}`, 'COMMIT'];
    const found = await reportFaults((_recording, node) => {
      node.iptables = [...node.iptables.filter((line) => !line.startsWith(`-A ${caller}`)), ...filter];
    }, 'service-rules');
    expect(found).toEqual([
      `service-rules: ${caller} of the nat table does not call ${chain}; planned every packet to a Service passes the rules`,
    ]);
  });

  test.each(['NOTRACK', 'CT --notrack'])('fail where %s exempts the cluster DNS', async (target) => {
    const rule = (address: string) => `-A PREROUTING -d ${address}/32 -p udp -m udp --dport 53 -j ${target}`;
    const found = await reportFaults((_recording, node) => {
      node.iptables = [...node.iptables, '*raw', rule('10.53.0.10'), rule('192.0.2.1'), 'COMMIT'];
    }, 'service-rules');
    expect(found).toEqual([
      `service-rules: ${rule('10.53.0.10')}; planned every packet to a Service passes the rules`,
    ]);
  });

  test('are read from both families', () => {
    expect([...parseServiceRules(SERVICE_RULES[6].join('\n'))]).toEqual([
      'fd00:53::1 tcp 443',
      'fd00:53::a udp 53',
    ]);
  });

  test('are read from /proc/net/ip_vs in ipvs mode', () => {
    const text = [
      'IP Virtual Server version 1.2.1 (size=4096)',
      'Prot LocalAddress:Port Scheduler Flags',
      '  -> RemoteAddress:Port Forward Weight ActiveConn InActConn',
      'TCP  0A350001:01BB rr ',
      '  -> 0A42000B:192B      Masq    1      0          0',
      'UDP  [fd00:0053:0000:0000:0000:0000:0000:000a]:0035 rr ',
    ].join('\n');
    expect([...parseIpvs(text)]).toEqual(['10.53.0.1 tcp 443', 'fd00:53::a udp 53']);
  });

  test('are read from the map of Services in nftables mode', async () => {
    const element = (address: string, protocol: string, port: number) => [
      { concat: [address, protocol, port] },
      { goto: { target: 'service' } },
    ];
    const found = await reportFaults((recording, node) => {
      recording.profile += 'kubeProxy: { mode: nftables }\n';
      const map = { table: 'kube-proxy', name: 'service-ips' };
      node.nft = [
        { map: { ...map, family: 'ip', elem: [element('10.53.0.1', 'tcp', 443)] } },
        { map: { ...map, family: 'ip6', elem: [element('fd00:53::a', 'udp', 53)] } },
      ];
    }, 'service-rules');
    expect(found).toEqual([
      'service-rules: no rules for kube-system/kube-dns at 10.53.0.10 UDP 53; planned rules for 2 ports of Services',
    ]);
  });

  test('carry the DNS queries of each node', async () => {
    const found = await reportFaults(
      (_recording, node) => (node.programs['bash'] = { stdout: '' }),
      'node-dns',
    );
    expect(found).toEqual([
      'node-dns: no answer; planned 10.53.0.1',
      'node-dns: no answer; planned 10.53.0.1',
    ]);
  });
});

describe('route lookups', () => {
  /** Failures where all routes are local, and an interface has the address of the cluster DNS. */
  function reportLocalRoutes(ifname: string, profile = ''): Promise<readonly string[]> {
    return reportFaults((recording, node) => {
      recording.profile += profile;
      const eth0 = node.address.find((link) => link.ifname === 'eth0');
      const own = { family: 'inet', local: '10.53.0.10', prefixlen: 32, scope: 'global' };
      if (eth0 !== undefined) node.address.push({ ...eth0, ifname, addr_info: [own] });
      const routes = Array.from({ length: 20 }, () => '[{"type":"local","dst":"10.53.0.10","dev":"lo"}]');
      node.programs['sh'] = { stdout: routes.join('\n') };
    }, 'route-lookup');
  }

  test('fail with the policy rule of a VPN', async () => {
    const found = await reportFaults((_recording, node) => {
      node.programs['ip -4 rule'] = {
        stdout:
          '0:\tfrom all lookup local\n5209:\tfrom all lookup 52\n32766:\tfrom all lookup main\n32767:\tfrom all lookup default\n',
      };
      node.programs['sh'] = { stdout: '[{"dst":"10.66.0.11","dev":"tun0"}]' };
    }, 'route-lookup');
    expect(found[0]).toBe(
      'route-lookup: dev tun0; policy rules: 5209: from all lookup 52; planned dev eth0, without a gateway',
    );
  });

  test('leave the address of another node on an own interface to another check', async () => {
    const found = await reportFaults((_recording, node) => {
      node.programs['sh'] = { stdout: '[{"type":"local","dst":"10.66.0.11","dev":"lo"}]' };
    }, 'route-lookup');
    expect(found.filter((text) => text.includes('local'))).toEqual([]);
  });

  test('name the interface that has the address of the cluster DNS', async () => {
    const found = await reportLocalRoutes('nodelocaldns');
    expect(found).toContain(
      'route-lookup: local dev lo: nodelocaldns of this node has the address; planned any route that does not reject packets',
    );
  });

  test('pass for the interface of kube-proxy in ipvs mode', async () => {
    const found = await reportLocalRoutes('kube-ipvs0', 'kubeProxy: { mode: ipvs }\n');
    expect(found.filter((text) => text.includes('any route'))).toEqual([]);
  });

  test('fail with half-default routes', async () => {
    const found = await reportFaults(
      (_recording, node) => {
        node.route4.push({ dst: '0.0.0.0/1', dev: 'tun0' }, { dst: '128.0.0.0/1', dev: 'tun0' });
      },
      'route-lookup',
      'default-route',
    );
    expect(found).toEqual(['route-lookup: dev tun0; planned via 10.66.0.1']);
  });

  test("fail with a longer prefix inside another node's pod CIDR", async () => {
    const found = await reportFaults(
      (_recording, node) => {
        node.route4.push({ dst: '10.52.0.64/28', dev: 'docker0' });
      },
      'route-lookup',
      'flannel-routes',
    );
    expect(found).toEqual(['route-lookup: dev docker0; planned dev flannel.1']);
  });
});

describe('the firewall', () => {
  const insert = (node: RecordedNode, rule: string) => {
    const filter = node.iptables.lastIndexOf('*filter');
    const first = node.iptables.findIndex((line, index) => index > filter && line.startsWith('-A FORWARD'));
    node.iptables.splice(first, 0, rule);
  };

  test('fails with a rule that drops packets from the LAN to pods', async () => {
    const rule = '-A FORWARD -i eth0 -o cni0 -j DROP';
    const found = await reportFaults((_recording, node) => insert(node, rule), 'firewall-drops');
    expect(found).toEqual([
      `firewall-drops: "${rule}" drops forwarded packets from the LAN to its pods; planned no rule drops forwarded packets from the LAN to its pods`,
    ]);
  });

  test("passes with kube-proxy's rule for a Service without endpoints", async () => {
    const found = await reportFaults((_recording, node) => {
      const filter = node.iptables.lastIndexOf('*filter');
      const comment = '-m comment --comment "default/grab has no endpoints"';
      const rule = `-A KUBE-EXTERNAL-SERVICES -i eth0 ${comment} -j REJECT`;
      node.iptables.splice(filter + 1, 0, ':KUBE-EXTERNAL-SERVICES - [0:0]');
      insert(node, '-A FORWARD -j KUBE-EXTERNAL-SERVICES');
      insert(node, rule);
    }, 'firewall-drops');
    expect(found).toEqual([]);
  });

  test('fails with a rule that drops DNS queries of pods', async () => {
    const rule = '-A FORWARD -i cni0 -o eth0 -p udp -j DROP';
    const found = await reportFaults((recording, node) => {
      recording.profile += 'coredns: { forward: [{ zone: home.arpa, to: [10.66.0.1] }] }\n';
      insert(node, rule);
    }, 'firewall-drops');
    expect(found).toEqual([
      `firewall-drops: "${rule}" drops forwarded DNS queries of pods to 10.66.0.1; planned no rule drops forwarded DNS queries of pods to 10.66.0.1`,
    ]);
  });
});

/** Failures where an interface has an address of a pool. */
function reportPoolAddress(ifname: string, profile = ''): Promise<readonly string[]> {
  return reportFaults((recording, node) => {
    recording.profile += `metallb: { ipAddressPools: [{ name: lan, addresses: [10.66.0.100-10.66.0.110], advertise: l2 }] }\n${profile}`;
    const eth0 = node.address.find((link) => link.ifname === 'eth0');
    const own = { family: 'inet', local: '10.66.0.105', prefixlen: 32, scope: 'global' };
    if (eth0 !== undefined) node.address.push({ ...eth0, ifname, addr_info: [own] });
  }, 'pool-addresses');
}

test('an address of a pool on an interface of the node fails', async () => {
  expect(await reportPoolAddress('eth1')).toEqual([
    'pool-addresses: 10.66.0.105 is on eth1 of duo2; planned on no interface: it belongs to the pool lan',
  ]);
});

test("an address of a pool on kube-proxy's interface fails where kube-proxy is not in ipvs mode", async () => {
  expect(await reportPoolAddress('kube-ipvs0')).toEqual([
    'pool-addresses: 10.66.0.105 is on kube-ipvs0 of duo2; planned on no interface: it belongs to the pool lan',
  ]);
  expect(await reportPoolAddress('kube-ipvs0', 'kubeProxy: { mode: ipvs }\n')).toEqual([]);
});

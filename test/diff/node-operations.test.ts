import { describe, expect, test } from 'vitest';
import { findChanges } from '../../src/diff';
import { listWords } from '../../src/steps';
import { planOf } from '../plan-of';
import { commandsOf, stepsBetween } from './rendered';

interface Machine {
  readonly name: string;
  readonly role?: 'server' | 'agent';
  readonly ip: string;
}

function profile(machines: readonly Machine[], rest = ''): string {
  const nodes = machines.map(
    ({ name, role = 'server', ip }) => `  - { name: ${name}, role: ${role}, nodeIp: ${ip} }`,
  );
  return `k3sVersion: v1.34.3+k3s1\nlan: { cidr: 10.0.0.0/24 }\nnodes:\n${nodes.join('\n')}\n${rest}`;
}

const FIXED = 'registrationAddress: 10.0.0.10\n';
const three: readonly Machine[] = [
  { name: 'n1', ip: '10.0.0.11' },
  { name: 'n2', ip: '10.0.0.12' },
  { name: 'n3', ip: '10.0.0.13' },
];
const agent: Machine = { name: 'a1', role: 'agent', ip: '10.0.0.21' };

function move(machines: readonly Machine[], ...moved: readonly [name: string, ip: string][]): Machine[] {
  return machines.map((machine) => ({ ...machine, ip: new Map(moved).get(machine.name) ?? machine.ip }));
}

const without = (machines: readonly Machine[], ...names: string[]) =>
  machines.filter(({ name }) => !names.includes(name));

/** Step ids of everything that happens to machines. */
function operations(before: string, after: string): readonly string[] {
  return stepsBetween(before, after).map(({ id }) => id);
}

describe('a server with etcd', () => {
  test('leaves: its node is deleted, which removes the member', () => {
    const steps = stepsBetween(profile(three, FIXED), profile(without(three, 'n3'), FIXED));
    expect(commandsOf(steps)).toEqual([
      'ssh -n 10.0.0.11 sudo /usr/local/bin/k3s etcd-snapshot save',
      'kubectl drain n3 --ignore-daemonsets --delete-emptydir-data --timeout=5m',
      'kubectl delete node n3 --wait=false',
      'ssh -n 10.0.0.13 sudo systemctl stop k3s',
      'kubectl wait --for=delete node/n3 --timeout=2m',
      'ssh -n 10.0.0.13 sudo /usr/local/bin/k3s-uninstall.sh',
      'ssh -n 10.0.0.13 sudo rm -f /etc/systemd/system/k3s.service.d/90-netstack.conf',
      'kubectl wait --for=condition=Ready node/n1 --timeout=5m',
      'kubectl wait --for=condition=Ready node/n2 --timeout=5m',
    ]);
    expect(steps.at(-1)?.notes?.join()).toContain('one server at a time');
    expect(steps.at(-1)?.title).toContain('its etcd member');
  });

  test('several leave one after the other, each with the wait for those that stay', () => {
    const five = [...three, { name: 'n4', ip: '10.0.0.14' }, { name: 'n5', ip: '10.0.0.15' }];
    const steps = stepsBetween(profile(five, FIXED), profile(without(five, 'n2', 'n4'), FIXED));
    expect(steps.map(({ id }) => id)).toEqual(['save-etcd-snapshot', 'remove-n2', 'remove-n4']);
    expect(commandsOf(steps.slice(1, 2))).toContain(
      'kubectl wait --for=condition=Ready node/n5 --timeout=5m',
    );
  });

  test('of two leaves only when both have agreed: k3s stops after its member is removed', () => {
    const two = without(three, 'n3');
    const commands = commandsOf(
      stepsBetween(profile(two, FIXED), profile(two.slice(0, 1), `${FIXED}datastore: etcd\n`)),
    );
    const order = ['etcd.k3s.cattle.io/remove=true', 'removed-node-name', 'stop k3s', 'delete node n2'];
    const positions = order.map((text) => commands.findIndex((line) => line.includes(text)));
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
    expect(positions).not.toContain(-1);
  });

  test('moves: delete the node, stop k3s, change the address, remove the etcd data, join again', () => {
    const steps = stepsBetween(profile(three, FIXED), profile(move(three, ['n3', '10.0.0.23']), FIXED));
    const actions = steps.find(({ id }) => id === 'move-n3')?.actions ?? [];
    const shown = actions.map((action) =>
      action.kind === 'command' ? listWords(action, { folder: 'd' }).join(' ') : action.kind,
    );
    expect(shown).toEqual([
      'kubectl drain n3 --ignore-daemonsets --delete-emptydir-data --timeout=5m',
      'kubectl delete node n3 --wait=false',
      'systemctl stop k3s',
      'kubectl wait --for=delete node/n3 --timeout=2m',
      'manual',
      'rm -rf /var/lib/rancher/k3s/server/db/etcd',
      'copy',
      'systemctl start k3s',
      'kubectl wait --for=create node/n3 --timeout=5m',
      'kubectl wait --for=condition=Ready node/n3 --timeout=5m',
      'kubectl wait --for=condition=Ready node/n1 --timeout=5m',
      'kubectl wait --for=condition=Ready node/n2 --timeout=5m',
    ]);
    expect(commandsOf(steps)).toContain('ssh -n 10.0.0.13 sudo systemctl stop k3s');
    expect(commandsOf(steps)).toContain('ssh -n 10.0.0.23 sudo systemctl start k3s');
  });

  test('is never only restarted with its new address', () => {
    const steps = stepsBetween(profile(three, FIXED), profile(move(three, ['n3', '10.0.0.23']), FIXED));
    expect(commandsOf(steps).join('\n')).not.toContain('systemctl restart');
  });

  test('that is the first of the profile joins again through another server, and does not begin a new cluster', () => {
    const steps = stepsBetween(profile(three, FIXED), profile(move(three, ['n1', '10.0.0.31']), FIXED));
    const commands = commandsOf(steps);
    expect(commands).toContain(
      "printf '%s\\n' 'server: https://10.0.0.12:6443' 'token-file: /etc/rancher/k3s/token' | ssh 10.0.0.31 sudo install -D -m 600 /dev/stdin /etc/rancher/k3s/config.yaml.d/60-netstack-join.yaml",
    );
    expect(commands.at(-3)).toBe(
      'ssh -n 10.0.0.31 sudo rm -f /etc/rancher/k3s/config.yaml.d/60-netstack-join.yaml',
    );
  });

  test('all move one after the other, each through one that answers at that moment', () => {
    const moved = move(three, ['n1', '10.0.0.31'], ['n2', '10.0.0.32'], ['n3', '10.0.0.33']);
    const steps = stepsBetween(profile(three), profile(moved));
    expect(steps.map(({ id }) => id)).toEqual(['save-etcd-snapshot', 'move-n1', 'move-n2', 'move-n3']);
    expect(commandsOf(steps).filter((line) => line.startsWith('printf'))).toHaveLength(1);
  });

  test('alone moves by --cluster-reset, and its agents restart with the new address', () => {
    const before = profile([{ name: 'n1', ip: '10.0.0.11' }, agent], 'datastore: etcd\n');
    const after = profile([{ name: 'n1', ip: '10.0.0.31' }, agent], 'datastore: etcd\n');
    const steps = stepsBetween(before, after);
    expect(steps.map(({ id }) => id)).toEqual(['save-etcd-snapshot', 'move-n1', 'restart-agents']);
    const commands = commandsOf(steps);
    expect(commands).toContain('ssh -n 10.0.0.31 sudo /usr/local/bin/k3s server --cluster-reset');
    expect(commands).not.toContain('kubectl delete node n1');
    expect(commands).toContain('ssh -n 10.0.0.21 sudo systemctl restart k3s-agent');
  });

  test('becomes an agent: it leaves etcd and joins again', () => {
    const agents = three.map((one) => (one.name === 'n3' ? { ...one, role: 'agent' as const } : one));
    const steps = stepsBetween(profile(three, FIXED), profile(agents, FIXED));
    expect(steps.map(({ id }) => id)).toEqual([
      'save-etcd-snapshot',
      'download-install-script',
      'remove-n3',
      'install-n3',
    ]);
    expect(commandsOf(steps).join('\n')).toContain('INSTALL_K3S_EXEC=agent');
  });

  test('that is added joins before another one leaves', () => {
    const after = [...without(three, 'n1'), { name: 'n4', ip: '10.0.0.14' }];
    expect(operations(profile(three, FIXED), profile(after, FIXED))).toEqual([
      // The next server is the first of the profile now.
      'copy-node-files',
      'save-etcd-snapshot',
      'download-install-script',
      'install-n4',
      'remove-n1',
    ]);
  });

  test('takes an address only when the machine that had it is gone', () => {
    const after = [...without(three, 'n3'), { name: 'n4', ip: '10.0.0.13' }];
    expect(operations(profile(three, FIXED), profile(after, FIXED)).slice(2)).toEqual([
      'remove-n3',
      'install-n4',
    ]);
  });

  test('replaces sqlite: the first server restarts before the others join', () => {
    const one = [{ name: 'n1', ip: '10.0.0.11' }];
    expect(operations(profile(one), profile(three, FIXED))).toEqual([
      'restart',
      'download-install-script',
      'install-n2',
      'install-n3',
    ]);
  });
});

describe('a server with another datastore', () => {
  test.each(['sqlite', 'external'])('%s: changes its address and restarts', (datastore) => {
    const rest = `datastore: ${datastore}\n`;
    const steps = stepsBetween(
      profile([{ name: 'n1', ip: '10.0.0.11' }], rest),
      profile([{ name: 'n1', ip: '10.0.0.31' }], rest),
    );
    expect(steps.map(({ id }) => id)).toEqual(['move-n1']);
    const commands = commandsOf(steps).join('\n');
    expect(commands).toContain('ssh -n 10.0.0.31 sudo systemctl restart k3s');
    expect(commands).not.toMatch(/etcd|cluster-reset|delete node/);
  });

  test('external: a server leaves, and no step removes a member', () => {
    const rest = `${FIXED}datastore: external\n`;
    const steps = stepsBetween(profile(three, rest), profile(without(three, 'n2'), rest));
    expect(steps.map(({ id }) => id)).toEqual(['remove-n2']);
    expect(JSON.stringify(steps)).not.toContain('etcd');
  });
});

describe('the last server with the datastore', () => {
  const refusals = (before: string, after: string) =>
    findChanges(planOf(before), planOf(after)).filter(({ cost }) => cost === 'refused');

  test('sqlite: cannot be replaced by another machine', () => {
    const [refusal] = refusals(
      profile([{ name: 'n1', ip: '10.0.0.11' }]),
      profile([{ name: 'n2', ip: '10.0.0.12' }]),
    );
    expect(refusal?.message).toContain('n1 is the last server');
  });

  test('etcd: can be replaced, since the new one joins first', () => {
    const rest = 'datastore: etcd\n';
    const before = profile([{ name: 'n1', ip: '10.0.0.11' }], rest);
    const after = profile([{ name: 'n2', ip: '10.0.0.12' }], rest);
    expect(refusals(before, after)).toEqual([]);
    expect(operations(before, after)).toEqual([
      'save-etcd-snapshot',
      'download-install-script',
      'install-n2',
      'remove-n1',
    ]);
  });

  test('etcd: cannot be renamed, since its member goes with its node', () => {
    const rest = 'datastore: etcd\n';
    expect(
      refusals(
        profile([{ name: 'n1', ip: '10.0.0.11' }], rest),
        profile([{ name: 'm1', ip: '10.0.0.11' }], rest),
      ),
    ).toHaveLength(1);
  });

  test('etcd to sqlite is refused with what to write', () => {
    const [refusal] = refusals(profile(three, FIXED), profile(three.slice(0, 1)));
    expect(refusal?.remedy).toContain('datastore: etcd');
  });
});

describe('an agent', () => {
  const server: Machine = { name: 'n1', ip: '10.0.0.11' };

  test('moves by a restart', () => {
    const steps = stepsBetween(profile([server, agent]), profile([server, { ...agent, ip: '10.0.0.22' }]));
    expect(steps.map(({ id }) => id)).toEqual(['move-a1']);
    expect(commandsOf(steps)).toContain('ssh -n 10.0.0.22 sudo systemctl restart k3s-agent');
  });

  test('is renamed: it registers again, and its old node goes', () => {
    const steps = stepsBetween(profile([server, agent]), profile([server, { ...agent, name: 'b1' }]));
    expect(steps.map(({ id }) => id)).toEqual(['rename-a1']);
    expect(commandsOf(steps).at(-1)).toBe('kubectl delete node a1');
  });

  test('leaves and is uninstalled as an agent', () => {
    const commands = commandsOf(stepsBetween(profile([server, agent]), profile([server])));
    expect(commands).toContain('ssh -n 10.0.0.21 sudo /usr/local/bin/k3s-agent-uninstall.sh');
  });

  test('joins with the token of a server, by the word agent', () => {
    const commands = commandsOf(stepsBetween(profile([server]), profile([server, agent])));
    expect(commands).toContain(
      'ssh -n 10.0.0.11 sudo cat /var/lib/rancher/k3s/server/agent-token | ssh 10.0.0.21 sudo install -D -m 600 /dev/stdin /etc/rancher/k3s/token',
    );
    expect(commands).toContain(
      'ssh 10.0.0.21 sudo env INSTALL_K3S_VERSION=v1.34.3+k3s1 INSTALL_K3S_EXEC=agent K3S_TOKEN_FILE=/etc/rancher/k3s/token sh -s < k3s-install.sh',
    );
  });

  test('gets its new file after its only server has moved, also when it has to restart anyway', () => {
    const steps = stepsBetween(
      profile([server, agent]),
      profile([{ ...server, ip: '10.0.0.31' }, agent], 'flannel: { backend: host-gw }\n'),
    );
    expect(steps.map(({ id }) => id)).toEqual([
      ...['recreate-pods-interface', 'move-n1', 'restart-agents', 'delete-flannel-interfaces'],
    ]);
  });
});

test('CoreDNS of k3s gets the names of the nodes at once where it replaces another one', () => {
  const packaged = profile([{ name: 'n1', ip: '10.0.0.11' }]);
  const standalone = `${packaged}coredns: { mode: standalone }\n`;
  const names = (before: string, after: string) =>
    commandsOf(stepsBetween(before, after).filter(({ id }) => id === 'write-node-names'));
  expect(names(standalone, packaged)).toEqual([
    'kubectl -n kube-system wait --for=create configmap/coredns --timeout=5m',
    'kubectl annotate nodes --all --overwrite netstack/changed=true',
    'kubectl annotate nodes --all netstack/changed-',
  ]);
  expect(names(packaged, standalone)).toEqual([]);
});

describe('the interfaces of an old configuration of flannel', () => {
  const server: Machine = { name: 'n1', ip: '10.0.0.11' };
  const deletions = (before: string, after: string) =>
    commandsOf(stepsBetween(profile([server, agent], before), profile([server, agent], after))).filter(
      (line) => line.includes('ip link delete'),
    );

  test('are deleted on every node after all have restarted', () => {
    expect(deletions('', 'flannel: { vni: 7 }\n')).toEqual([
      'ssh -n 10.0.0.11 sudo ip link delete flannel.1',
      'ssh -n 10.0.0.21 sudo ip link delete flannel.1',
    ]);
    const ids = stepsBetween(
      profile([server, agent]),
      profile([server, agent], 'flannel: { vni: 7, port: 4789 }\n'),
    ).map(({ id }) => id);
    expect(ids).toEqual(['restart', 'delete-flannel-interfaces']);
  });

  test.each([
    ['from vxlan to host-gw', '', 'flannel: { backend: host-gw }\n', 2],
    ['from vxlan to wireguard', '', 'flannel: { backend: wireguard-native }\n', 2],
    ['from host-gw to vxlan', 'flannel: { backend: host-gw }\n', '', 0],
    ['with another port only', '', 'flannel: { port: 4789 }\n', 0],
  ])('%s', (_, before, after, count) => {
    expect(deletions(before, after)).toHaveLength(count);
  });
});

test('IPv6 addresses have brackets in URLs and none for ssh', () => {
  const v6 = (machines: readonly Machine[]) =>
    profile(machines)
      .replace('10.0.0.0/24', "'fd00:1::/64'")
      .replace(/nodeIp: ([\da-f:]+)/g, "nodeIp: '$1'")
      .concat("clusterCidr: 'fd00:42::/56'\nserviceCidr: 'fd00:43::/112'\n");
  const before: Machine[] = [
    { name: 'n1', ip: 'fd00:1::11' },
    { name: 'n2', ip: 'fd00:1::12' },
    { name: 'n3', ip: 'fd00:1::13' },
  ];
  const commands = commandsOf(stepsBetween(v6(before), v6(move(before, ['n1', 'fd00:1::31'])))).join('\n');
  expect(commands).toContain("'server: https://[fd00:1::12]:6443'");
  expect(commands).toContain('ssh -n fd00:1::31 sudo systemctl start k3s');
});

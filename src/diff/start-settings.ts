import type { ProfilePath } from '../diagnostics/profile-path';
import { flannelDevices } from '../plan';
import type { NetworkPlan } from '../plan/model';
import { isFlagOf } from '../releases/k3s-flags';
import { hostOf, instruct, listNames, prepareVpn, run, runOn } from '../steps';
import type { Interruption, Step } from '../steps';
import type { Change, Phase } from './change';
import { findChangedKeys, showList } from './change';

/** A setting that is the same on every server and that k3s reads only when it starts. */
interface StartSetting {
  readonly at: ProfilePath;
  readonly what: string;
  readonly value: (plan: NetworkPlan) => string;
  /** Whether agents read it as well. */
  readonly agents: boolean;
  readonly consequence: string;
  readonly interrupts?: Interruption;
  readonly steps?: (before: NetworkPlan, after: NetworkPlan) => Partial<Record<Phase, readonly Step[]>>;
}

/** Pods keep the network interface that they were created with. */
const RECREATE_PODS: Step = {
  id: 'recreate-pods-interface',
  title: 'Recreate the pods, which keep the network interface that they were created with.',
  actions: [
    run('kubectl', 'get', 'pods', '-A', '-o', 'wide'),
    instruct('Delete every pod that is older than the restart; its controller creates a new one.'),
  ],
};

const NO_OVERLAY: Interruption = {
  what: 'Traffic between pods of different nodes, until every node has restarted',
};

/** @see https://docs.k3s.io/cli/server#critical-configuration-values */
const SETTINGS: readonly StartSetting[] = [
  {
    at: ['flannel', 'backend'],
    what: "flannel's backend",
    value: ({ flannel }) => flannel.backend,
    agents: true,
    consequence:
      'Nodes with the old backend and nodes with the new one cannot reach each other’s pods until all have restarted.',
    interrupts: NO_OVERLAY,
    steps: (before, after) => ({
      'after-restart': [RECREATE_PODS],
      'before-apply': deleteFlannelInterfaces(before, after),
    }),
  },
  {
    at: ['vpn'],
    what: 'the VPN that nodes join',
    value: ({ vpn }) => (vpn === undefined ? 'none' : `${vpn.name} (${vpn.authFile})`),
    agents: true,
    consequence:
      'k3s joins the VPN when it starts, and replaces the address of the node with that of the VPN.',
    interrupts: NO_OVERLAY,
    steps: (_, after) => ({ 'before-restart': prepareVpn(after) }),
  },
  {
    at: ['flannel'],
    what: "flannel's network configuration",
    value: ({
      flannel: { vni, port, directRouting, listenPort, listenPortV6, persistentKeepaliveInterval },
    }) => JSON.stringify({ vni, port, directRouting, listenPort, listenPortV6, persistentKeepaliveInterval }),
    agents: true,
    consequence: 'Nodes with different values cannot reach each other’s pods until all have restarted.',
    interrupts: NO_OVERLAY,
    steps: (before, after) => ({ 'before-apply': deleteFlannelInterfaces(before, after) }),
  },
  {
    at: ['flannel', 'mtu'],
    what: 'the MTU of pods',
    value: ({ flannel }) => String(flannel.podMtu),
    agents: true,
    consequence: 'Pods keep the MTU that they were created with; larger packets are dropped silently.',
    steps: () => ({ 'after-restart': [RECREATE_PODS] }),
  },
  {
    at: ['flannel', 'ipv6Masq'],
    what: 'NAT of IPv6',
    value: ({ flannel }) => (flannel.ipv6Masq ? 'on' : 'off'),
    agents: false,
    consequence: 'It must be the same on all servers.',
  },
  {
    at: ['flannel', 'externalIp'],
    what: 'the use of external addresses by flannel',
    value: ({ flannel }) => (flannel.externalIp ? 'on' : 'off'),
    agents: true,
    consequence: 'Nodes send pod traffic to each other’s external addresses, or no longer do.',
    interrupts: NO_OVERLAY,
  },
  {
    at: ['networkPolicy'],
    what: 'the network policy controller',
    value: ({ networkPolicy }) => (networkPolicy ? 'on' : 'off'),
    agents: true,
    consequence:
      'When k3s stops it, its firewall rules stay: policies remain in force and are no longer updated.',
    steps: (_, after) => ({ 'after-restart': after.networkPolicy ? [] : [removePolicyRules(after)] }),
  },
  {
    at: ['kubeProxy', 'mode'],
    what: "kube-proxy's mode",
    value: ({ kubeProxy }) => kubeProxy.mode,
    agents: true,
    consequence:
      'The rules of the old mode stay on a node until it reboots, and can match before the new ones.',
    steps: () => ({ 'after-restart': [REBOOT] }),
  },
  {
    at: ['serviceNodePortRange'],
    what: 'the node port range',
    value: ({ serviceNodePortRange: { first, last } }) => `${first}-${last}`,
    agents: false,
    consequence:
      'Services keep node ports outside the new range, and the API server rejects changes to them.',
  },
  {
    at: ['httpsListenPort'],
    what: 'the port of the Kubernetes API',
    value: ({ registration }) => String(registration.port),
    agents: true,
    consequence: 'Agents, kubeconfigs and firewalls still use the old port.',
  },
  {
    at: ['tlsSan'],
    what: "the list of names in the API server's certificate",
    value: ({ registration, tlsSan }) =>
      showList([...new Set([...(registration.fixed ? [registration.address] : []), ...tlsSan])]),
    agents: false,
    consequence: 'k3s creates the certificate again when a server starts.',
  },
  {
    at: ['disable'],
    what: 'the list of disabled packaged components',
    value: ({ disable }) => showList(disable),
    agents: false,
    consequence:
      'When a server starts, k3s removes a component that is disabled and installs one that no longer is.',
  },
];

const REBOOT: Step = {
  id: 'reboot',
  title: 'Reboot the nodes one at a time: only a reboot removes the rules of the old mode.',
  actions: [instruct('Reboot each node, and wait until it is Ready before the next one.')],
};

/**
 * flannel creates its interface when k3s starts, and removes none. The routes of an old one can be more specific than the
 * new ones: pod traffic would still take them. Where the nodes return, flannel creates it again.
 */
function deleteFlannelInterfaces(before: NetworkPlan, after: NetworkPlan): readonly Step[] {
  const kept = flannelDevices(after).map(({ name }) => name);
  const old = flannelDevices(before)
    .map(({ name }) => name)
    .filter((name) => !kept.includes(name));
  if (old.length === 0) return [];
  const nodes = after.nodes.filter(({ name }) => before.nodes.some((node) => node.name === name));
  return [
    {
      id: 'delete-flannel-interfaces',
      title: `Delete ${listNames(old)} on every node: flannel does not remove the interfaces of its old configuration.`,
      actions: nodes.flatMap((node) =>
        old.map((name) => runOn(hostOf(node), ['ip', 'link', 'delete', name])),
      ),
    },
  ];
}

function removePolicyRules({ nodes }: NetworkPlan): Step {
  const script = (save: string, restore: string) => `${save} | grep -v KUBE-ROUTER | ${restore}`;
  const families = new Set(nodes.flatMap(({ nodeIp }) => nodeIp.map(({ family }) => family)));
  const scripts = [
    ...(families.has(4) ? [script('iptables-save', 'iptables-restore')] : []),
    ...(families.has(6) ? [script('ip6tables-save', 'ip6tables-restore')] : []),
  ];
  return {
    id: 'remove-network-policy-rules',
    title: 'Remove the firewall rules of the network policy controller from every node.',
    actions: nodes.flatMap((node) => scripts.map((text) => runOn(hostOf(node), ['sh', '-c', text]))),
  };
}

/** Further keys of all nodes. */
function* findExtraChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  const keys = findChangedKeys(before.k3sExtra, after.k3sExtra);
  if (keys.length === 0) return;
  const isOfAgents = keys.some((key) => isFlagOf('agent', key.replace(/\+$/, '')));
  yield {
    cost: 'restart',
    at: ['k3s', 'extra'],
    message: `Further keys of k3s change: ${showList(keys)}.`,
    consequence: 'k3s reads them when it starts.',
    restarts: isOfAgents ? 'all' : 'servers',
  };
}

/** Settings that take effect only when nodes restart. */
export function* findStartSettingChanges(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const { at, what, value, agents, consequence, interrupts, steps } of SETTINGS) {
    const [was, is] = [value(before), value(after)];
    if (was === is) continue;
    yield {
      cost: 'restart',
      at,
      message: `${capitalize(what)} changes from ${was} to ${is}.`,
      consequence,
      restarts: agents ? 'all' : 'servers',
      ...(interrupts && { interrupts }),
      ...(steps && { steps: steps(before, after) }),
    };
  }
  yield* findExtraChanges(before, after);
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

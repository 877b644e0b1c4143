import type { ProfilePath } from '../diagnostics/profile-path';
import type { NetworkPlan } from '../plan/model';
import type { Change } from './change';

/** A setting that every server holds alike and reads only when it starts. */
interface StartSetting {
  readonly at: ProfilePath;
  readonly what: string;
  readonly value: (plan: NetworkPlan) => string;
  /** Whether agents read it as well. */
  readonly agents: boolean;
  readonly consequence: string;
  /** After the restarts. */
  readonly afterwards?: readonly string[];
}

const PODS_KEEP =
  'kubectl get pods -A -o wide  (pods from before the restart: delete them, their controllers make new ones)';

/** @see https://docs.k3s.io/cli/server#critical-configuration-values */
const SETTINGS: readonly StartSetting[] = [
  {
    at: ['flannel', 'backend'],
    what: "flannel's backend",
    value: ({ flannel }) => flannel.backend,
    agents: true,
    consequence:
      'Nodes with the old backend and nodes with the new one cannot reach each other’s pods until all are restarted.',
    afterwards: [PODS_KEEP],
  },
  {
    at: ['flannel'],
    what: "flannel's network configuration",
    value: ({
      flannel: { vni, port, directRouting, listenPort, listenPortV6, persistentKeepaliveInterval },
    }) => JSON.stringify({ vni, port, directRouting, listenPort, listenPortV6, persistentKeepaliveInterval }),
    agents: true,
    consequence: 'Nodes with different values cannot reach each other’s pods until all are restarted.',
  },
  {
    at: ['flannel', 'mtu'],
    what: 'the MTU of pods',
    value: ({ flannel }) => String(flannel.podMtu),
    agents: true,
    consequence: 'Pods keep the MTU that they started with; larger packets are lost silently.',
    afterwards: [PODS_KEEP],
  },
  {
    at: ['flannel', 'ipv6Masq'],
    what: 'NAT of IPv6',
    value: ({ flannel }) => String(flannel.ipv6Masq),
    agents: false,
    consequence: 'It must be the same on all servers.',
  },
  {
    at: ['flannel', 'externalIp'],
    what: 'the use of external addresses by flannel',
    value: ({ flannel }) => String(flannel.externalIp),
    agents: true,
    consequence: 'Nodes look for each other at the other address.',
  },
  {
    at: ['networkPolicy'],
    what: 'the network policy controller',
    value: ({ networkPolicy }) => String(networkPolicy),
    agents: true,
    consequence: 'Switched off, it leaves its rules behind: policies stay in force and are never updated.',
    afterwards: [
      'iptables-save | grep -v KUBE-ROUTER | iptables-restore  (on each node, only where it was switched off)',
    ],
  },
  {
    at: ['kubeProxy', 'mode'],
    what: "kube-proxy's mode",
    value: ({ kubeProxy }) => kubeProxy.mode,
    agents: true,
    consequence:
      'The old mode’s rules stay on a node until it is rebooted, and can answer before the new ones.',
    afterwards: ['Reboot each node after its restart.'],
  },
  {
    at: ['serviceNodePortRange'],
    what: 'the node port range',
    value: ({ serviceNodePortRange: { first, last } }) => `${first}-${last}`,
    agents: false,
    consequence: 'Services keep node ports outside the new range and can no longer be changed.',
  },
  {
    at: ['httpsListenPort'],
    what: 'the port of the Kubernetes API',
    value: ({ registration }) => String(registration.port),
    agents: true,
    consequence: 'Agents, kubeconfigs and firewalls still go to the old port.',
  },
  {
    at: ['tlsSan'],
    what: "the names in the API server's certificate",
    value: ({ registration, tlsSan }) =>
      [registration.fixed ? registration.address : '', ...tlsSan].join(','),
    agents: false,
    consequence: 'The certificate is made anew when a server starts.',
  },
  {
    at: ['disable'],
    what: 'the list of packaged parts that are switched off',
    value: ({ disable }) => disable.join(',') || 'none',
    agents: false,
    consequence:
      'k3s removes a part that is switched off, and installs one that is no longer, when a server starts.',
  },
];

/** Settings that take effect only when nodes start again, each with the order of the restarts. */
export function* restarts(before: NetworkPlan, after: NetworkPlan): Iterable<Change> {
  for (const { at, what, value, agents, consequence, afterwards = [] } of SETTINGS) {
    const [was, is] = [value(before), value(after)];
    if (was === is) continue;
    yield {
      cost: 'restart',
      at,
      message: `${capitalized(what)} was ${was} and is to be ${is}.`,
      consequence,
      steps: [restartOrder(after, agents), ...afterwards],
    };
  }
}

/** Servers one after the other, each Ready before the next; then the agents. */
export function restartOrder({ servers, agents }: NetworkPlan, withAgents: boolean): string {
  const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name).join(', ');
  const order = `Copy the new node files, then restart k3s on ${names(servers)}`;
  return withAgents && agents.length > 0
    ? `${order}, then k3s-agent on ${names(agents)}, one at a time.`
    : `${order}, one at a time.`;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

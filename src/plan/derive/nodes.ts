import type { Datastore, NodeInterfacePlan, NodePlan, RegistrationPlan } from '../model/node-plan';
import { pathOf, setPath, freezeWithPath } from '../../diagnostics';
import { extend } from '../../evaluation/unparsed';
import type { Profile } from '../../profile/schema/profile';
import { isPointToPoint } from '../lan/interface-kinds';
import { putPrimaryFirst } from './address-plan';

type ProfileNode = Profile['nodes'][number];

/** ServiceLB's labels. @see https://docs.k3s.io/networking/networking-services#service-load-balancer */
const ENABLE_LB = 'svccontroller.k3s.cattle.io/enablelb';
const LB_POOL = 'svccontroller.k3s.cattle.io/lbpool';

/** k3s selects this interface where it joins a tailnet. */
const VPN_INTERFACE = 'tailscale0';

export function deriveNodes(profile: Profile): readonly NodePlan[] {
  return setPath(
    profile.nodes.map((node) => deriveNode(profile, node)),
    ['nodes'],
  );
}

function deriveNode(profile: Profile, node: ProfileNode): NodePlan {
  const plan = extend(node, {
    nodeIp: () => putPrimaryFirst(profile, node.nodeIp),
    nodeExternalIp: () => putPrimaryFirst(profile, node.nodeExternalIp ?? []),
    flannelIface: () => (profile.vpn ? VPN_INTERFACE : (node.flannelIface ?? profile.flannel.iface)),
    interfaces: () => node.interfaces.map(deriveInterface),
    kubelet: () => deriveKubelet(profile, node),
    extra: () => sortKeys(node.extra),
    nodeLabel: () => [...node.nodeLabel, ...serviceLbLabels(profile, node.name)],
  });
  return freezeWithPath(plan, pathOf(node));
}

function deriveInterface(one: ProfileNode['interfaces'][number]): NodeInterfacePlan {
  const plan = extend(one, {
    kind: () => one.kind ?? (isPointToPoint(one.name) ? ('tunnel' as const) : ('ethernet' as const)),
  });
  return freezeWithPath(plan, pathOf(one));
}

/** The node's own limits; their path is that of the cluster's where it has none. */
function deriveKubelet({ kubelet }: Profile, node: ProfileNode): NodePlan['kubelet'] {
  const own = node.kubelet?.maxPods;
  return own === undefined
    ? freezeWithPath({ maxPods: kubelet.maxPods }, ['kubelet'])
    : freezeWithPath({ maxPods: own }, [...pathOf(node), 'kubelet']);
}

/** A map whose keys are the user's own, in alphabetical order: the order in the profile changes nothing. */
export function sortKeys<T extends object>(map: T): T {
  const sorted = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return freezeWithPath(Object.fromEntries(sorted) as T, pathOf(map));
}

function serviceLbLabels({ servicelb }: Profile, name: string): string[] {
  const pools = servicelb.pools.filter(({ nodes }) => nodes.includes(name)).map((pool) => pool.name);
  const restricted = servicelb.nodes.length > 0 || servicelb.pools.length > 0;
  const takesPart = servicelb.nodes.length > 0 ? servicelb.nodes.includes(name) : pools.length > 0;
  return [
    ...(restricted && takesPart ? [`${ENABLE_LB}=true`] : []),
    ...(pools.length > 0 ? [`${LB_POOL}=${pools.join('_')}`] : []),
  ];
}

export function deriveDatastore(profile: Profile): Datastore {
  const servers = profile.nodes.filter(({ role }) => role === 'server');
  return profile.datastore ?? (servers.length > 1 ? 'etcd' : 'sqlite');
}

export function deriveRegistration(profile: Profile): RegistrationPlan {
  const first = profile.nodes.find(({ role }) => role === 'server');
  const address =
    profile.registrationAddress ?? putPrimaryFirst(profile, first?.nodeIp ?? [])[0]?.toString() ?? '';
  const host = address.includes(':') ? `[${address}]` : address;
  return freezeWithPath(
    {
      address,
      port: profile.httpsListenPort,
      url: `https://${host}:${profile.httpsListenPort}`,
      fixed: profile.registrationAddress !== undefined,
    },
    ['registrationAddress'],
  );
}

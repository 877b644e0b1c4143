import { Cidr, Unreadable } from '../../address';
import type { ProfilePath } from '../../diagnostics';
import type { ProfileInput } from '../../profile/schema/profile';
import { formatOrigin } from '../observed/origin';
import type { ClusterSettings } from './cluster-settings';
import { findArgument } from './component-arguments';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { readNodeAddresses } from './node-addresses';
import { unwrapSingle } from './single-value';
import type { ImportedRegistration } from './registration';

/** The parts of a profile that k3s's own flags decide. */
type ClusterValues = Pick<
  ProfileInput,
  | 'datastore'
  | 'registrationAddress'
  | 'httpsListenPort'
  | 'tlsSan'
  | 'clusterCidr'
  | 'serviceCidr'
  | 'nodeCidrMaskSizeIpv4'
  | 'nodeCidrMaskSizeIpv6'
  | 'clusterDns'
  | 'clusterDomain'
  | 'serviceNodePortRange'
  | 'kubeProxy'
  | 'networkPolicy'
>;

const DEFAULT_PORT = 6443;

/** k3s's defaults, by the family of the first node's first address. */
const DEFAULT_CIDRS = {
  clusterCidr: ['10.42.0.0/16', 'fd00:42::/56'],
  serviceCidr: ['10.43.0.0/16', 'fd00:43::/112'],
} as const;

/** What the servers' flags say of the cluster as a whole; what is k3s's default is left out. */
export function importCluster(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  settings: ClusterSettings,
  registration: ImportedRegistration | undefined,
): ClusterValues {
  const clusterCidr = readNetworks(settings, nodes, 'cluster-cidr', 'clusterCidr');
  const serviceCidr = readNetworks(settings, nodes, 'service-cidr', 'serviceCidr');
  const port = settings.value('https-listen-port', ['httpsListenPort']);
  const domain = settings.value('cluster-domain', ['clusterDomain']);
  const range = settings.value('service-node-port-range', ['serviceNodePortRange']);
  return {
    ...readDatastore(context, settings),
    ...readJoining(context, nodes, settings, registration),
    ...(port !== undefined && Number(port) !== DEFAULT_PORT && { httpsListenPort: Number(port) }),
    ...(clusterCidr.isDefault ? {} : { clusterCidr: unwrapSingle(clusterCidr.values) }),
    ...(serviceCidr.isDefault ? {} : { serviceCidr: unwrapSingle(serviceCidr.values) }),
    ...readMaskSizes(settings, clusterCidr.values),
    ...readClusterDns(settings, serviceCidr.values),
    ...(domain !== undefined && domain !== 'cluster.local' && { clusterDomain: domain }),
    ...(range !== undefined && range !== '30000-32767' && { serviceNodePortRange: range }),
    ...readKubeProxy(context, nodes, settings),
    ...(settings.isOn('disable-network-policy', ['networkPolicy']) && { networkPolicy: false }),
  };
}

/** The pod networks, k3s's default where no flag has them. */
export function listClusterCidrs(
  settings: ClusterSettings,
  nodes: readonly ImportedNode[],
): readonly string[] {
  return readNetworks(settings, nodes, 'cluster-cidr', 'clusterCidr').values;
}

interface Networks {
  readonly values: string[];
  readonly isDefault: boolean;
}

function readNetworks(
  settings: ClusterSettings,
  nodes: readonly ImportedNode[],
  flag: string,
  key: keyof typeof DEFAULT_CIDRS,
): Networks {
  const isIpv6 = nodes[0] !== undefined && readNodeAddresses(nodes[0])[0]?.includes(':') === true;
  const usual = DEFAULT_CIDRS[key][isIpv6 ? 1 : 0];
  const values = settings.all(flag, [key]).map(({ value }) => value);
  if (values.length === 0) return { values: [usual], isDefault: true };
  return { values, isDefault: values.length === 1 && values[0] === usual };
}

/** The tenth address of each service network is k3s's default. */
function readClusterDns(settings: ClusterSettings, serviceCidr: readonly string[]): ClusterValues {
  const values = settings.all('cluster-dns', ['clusterDns']).map(({ value }) => value);
  const usual = serviceCidr.flatMap(findTenthAddress);
  return values.length === 0 || values.join() === usual.join() ? {} : { clusterDns: unwrapSingle(values) };
}

function findTenthAddress(text: string): readonly string[] {
  try {
    const cidr = Cidr.parse(text);
    return cidr.size > 10n ? [cidr.at(10n).toString()] : [];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/** One server keeps its state in sqlite and several in etcd, unless a flag says otherwise. */
function readDatastore(context: ImportContext, settings: ClusterSettings): ClusterValues {
  const { servers } = settings;
  const endpoint = servers.map((server) => server.settings.last('datastore-endpoint')).find(Boolean);
  const isEtcd = servers.some(
    ({ settings: own, object }) =>
      own.isOn('cluster-init') || object?.label('node-role.kubernetes.io/etcd') === 'true',
  );
  if (endpoint !== undefined) {
    context.comment(
      ['datastore'],
      'The endpoint carries a password: it stays in the configuration of the servers.',
    );
    return { datastore: 'external' };
  }
  if (isEtcd) return servers.length === 1 ? { datastore: 'etcd' } : {};
  const joins = servers.some((server) => server.settings.last('server') !== undefined);
  return servers.length > 1 && !joins ? { datastore: 'external' } : {};
}

function readJoining(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  settings: ClusterSettings,
  registration: ImportedRegistration | undefined,
): ClusterValues {
  const first = nodes[0] && readNodeAddresses(nodes[0])[0];
  const address = registration?.host === first ? undefined : registration?.host;
  const names = readTlsSans(settings).filter((name) => name !== address);
  const port = settings.value('https-listen-port', ['httpsListenPort']) ?? String(DEFAULT_PORT);
  if (registration !== undefined && registration.port !== Number(port)) {
    context.conflict(
      registration.setting.origin,
      ['httpsListenPort'],
      `Nodes join by port ${registration.port}, and the servers listen on ${port}.`,
      'The profile has the port of the servers, and nodes would join by it.',
    );
  }
  if (address !== undefined && registration !== undefined) {
    context.comment(
      ['registrationAddress'],
      `Nodes join by it (${formatOrigin(registration.setting.origin)}).`,
    );
  }
  return {
    ...(address !== undefined && { registrationAddress: address }),
    ...(names.length > 0 && { tlsSan: names }),
  };
}

/** Each server may have names of its own in its certificate; the profile has one list for all. */
function readTlsSans({ servers }: ClusterSettings): readonly string[] {
  return [...new Set(servers.flatMap((server) => server.settings.values('tls-san')))];
}

const MASK_SIZES = [
  { family: 4, usual: 24, key: 'nodeCidrMaskSizeIpv4' },
  { family: 6, usual: 64, key: 'nodeCidrMaskSizeIpv6' },
] as const;

/** Kubernetes's own flag, for one family without its name. */
function readMaskSizes(settings: ClusterSettings, clusterCidr: readonly string[]): ClusterValues {
  const args = settings.all('kube-controller-manager-arg', ['nodeCidrMaskSizeIpv4']);
  const values: { nodeCidrMaskSizeIpv4?: number; nodeCidrMaskSizeIpv6?: number } = {};
  for (const { family, usual, key } of MASK_SIZES) {
    const isOnly = clusterCidr.every((cidr) => cidr.includes(':') === (family === 6));
    const names = [`node-cidr-mask-size-ipv${family}`, ...(isOnly ? ['node-cidr-mask-size'] : [])];
    const value = names.map((name) => findArgument(args, name)).find((one) => one !== undefined);
    if (value !== undefined && Number(value) !== usual) values[key] = Number(value);
  }
  return values;
}

type KubeProxyMode = NonNullable<NonNullable<ProfileInput['kubeProxy']>['mode']>;

function readKubeProxy(
  context: ImportContext,
  nodes: readonly ImportedNode[],
  settings: ClusterSettings,
): ClusterValues {
  const path: ProfilePath = ['kubeProxy', 'mode'];
  if (settings.isOn('disable-kube-proxy', path)) return { kubeProxy: { mode: 'off' } };
  const modes = nodes.map((node) => ({
    node,
    mode: findArgument(node.settings.all('kube-proxy-arg'), 'proxy-mode') ?? 'iptables',
  }));
  const mode = modes[0]?.mode;
  for (const other of modes) {
    if (other.mode === mode) continue;
    context.conflict(
      other.node.origin,
      path,
      `kube-proxy runs in mode "${other.mode}" on node "${other.node.name}", and in mode "${mode}" on node "${modes[0]?.node.name}".`,
    );
  }
  return mode === undefined || mode === 'iptables' ? {} : { kubeProxy: { mode: mode as KubeProxyMode } };
}

import type { ProfileInput } from '../profile/schema/profile';
import type { Note } from './observed/note';
import type { ObservedNetwork } from './observed/observed-network';
import { importCluster, listClusterCidrs } from './derive/cluster';
import { ClusterSettings } from './derive/cluster-settings';
import type { GivenFacts } from './derive/context';
import { ImportContext } from './derive/context';
import { importCoreDns } from './derive/coredns';
import { importFlannel } from './derive/flannel';
import { importVpn } from './derive/vpn';
import { importImages } from './derive/images';
import { importK3sVersion } from './derive/k3s-version';
import { importKubelet } from './derive/kubelet';
import { importExtra } from './derive/k3s-extra';
import { importLan } from './derive/lan';
import { reportLeftovers } from './derive/leftovers';
import { importMetalLb } from './derive/metallb';
import type { ImportedNode } from './derive/nodes';
import { importNodes } from './derive/nodes';
import { compareObservations } from './derive/node-observations';
import { importNodeValues } from './derive/node-values';
import { readNodeAddresses } from './derive/node-addresses';
import { importMonitoring } from './derive/monitoring';
import { importNetworkPolicies } from './derive/network-policies';
import { importRegistration } from './derive/registration';
import { readServiceLbTolerations } from './derive/scheduling';
import { importSamples } from './derive/samples';
import type { RenderObjects } from './derive/rendered-objects';
import { importPatches, separateOwnManifests, writeOwnManifests } from './derive/rendered-objects';
import { importTraefik } from './derive/traefik';

/** A profile that was made from what runs. */
export interface ImportedProfile {
  readonly profile: ProfileInput;
  /** Comments for values, by their path. */
  readonly comments: ReadonlyMap<string, string>;
  readonly notes: readonly Note[];
  /** Manifests of the user's own: the file that the profile names, and its text. */
  readonly manifest?: { readonly file: string; readonly text: string };
}

/**
 * Derives a profile from what the sources have. What it cannot express is in the notes.
 *
 * @param render renders the profile, to find what patches have changed in rendered files
 */
export function importNetwork(
  observed: ObservedNetwork,
  given: GivenFacts = {},
  render: RenderObjects = () => undefined,
): ImportedProfile {
  const { network, own } = separateOwnManifests(observed);
  const imported = importProfile(network, given);
  const { patches, notes } = importPatches(network, imported.profile, imported.notes, render);
  const file = `manifests/${given.cluster ?? 'imported'}.yaml`;
  return {
    ...imported,
    profile: {
      ...imported.profile,
      ...(own.length > 0 && { manifests: [file] }),
      ...(patches.length > 0 && { patches }),
    },
    notes,
    ...(own.length > 0 && { manifest: { file, text: writeOwnManifests(own) } }),
  };
}

function importProfile(observed: ObservedNetwork, given: GivenFacts): ImportedProfile {
  const context = new ImportContext(observed, given);
  const found = importNodes(context);
  const disabled = readDisabledComponents(context, found);
  const dns = importCoreDns(context, disabled.has('coredns'));
  const nodes = orderNodes(
    found,
    dns.nodeHosts.map(({ name }) => name),
  );
  const settings = new ClusterSettings(context, nodes);
  settings.all('disable', ['disable'], 'The profile disables what any server disables.');
  const traefik = importTraefik(context, disabled.has('traefik'));
  const metallb = importMetalLb(context);
  const flannel = importFlannel(context, nodes, settings);
  const vpn = importVpn(context, nodes);
  const kubelet = importKubelet(context, nodes);
  const hasFlannel = flannel.flannel?.backend !== 'none';
  const values = importNodeValues(context, nodes, { hasFlannel, kubelet: kubelet.byNode });
  const cluster = importCluster(context, nodes, settings, importRegistration(context, nodes));
  const byDefault = metallb === undefined || metallb.loadBalancerClass !== undefined;
  const isEnabled = !disabled.has('servicelb');
  const servicelb = {
    ...(isEnabled !== byDefault && { mode: isEnabled ? ('packaged' as const) : ('none' as const) }),
    ...values.servicelb,
    ...readServiceLbTolerations(context),
  };
  const { imageRegistry, imagePullSecrets, images, samples } = importImages(context, importSamples(context));
  const extra = importExtra(nodes);
  const profile: ProfileInput = {
    k3sVersion: importK3sVersion(context, nodes, traefik.release),
    lan: importLan(context, nodes),
    nodes: values.nodes.map((node, index) => ({
      ...node,
      ...omitEmpty({ extra: extra.ofNodes.get(nodes[index] as ImportedNode) ?? {} }),
    })),
    ...cluster,
    ...omitEmpty({ kubelet: kubelet.kubelet ?? {} }),
    ...flannel,
    ...vpn,
    ...omitEmpty({ k3s: omitEmpty({ extra: extra.all }) }),
    ...omitEmpty({
      networkPolicies: importNetworkPolicies(context, { ...cluster, ...flannel, coredns: dns.coredns }),
    }),
    ...omitEmpty({ coredns: dns.coredns }),
    ...omitEmpty({ servicelb }),
    ...(metallb && { metallb }),
    ...omitEmpty({ traefik: traefik.traefik }),
    ...(samples.length > 0 && { samples: [...samples] }),
    ...importMonitoring(context),
    ...(imageRegistry !== undefined && { imageRegistry }),
    ...(imagePullSecrets.length > 0 && { imagePullSecrets: [...imagePullSecrets] }),
    ...omitEmpty({ images }),
  };
  compareObservations(context, nodes, {
    backend: profile.vpn?.name ?? profile.flannel?.backend ?? 'vxlan',
    clusterCidr: listClusterCidrs(settings, nodes),
  });
  reportLeftovers(context, nodes);
  return { profile, comments: context.comments, notes: context.notes.list };
}

/** What the servers run without, by the names that k3s knows it by. */
function readDisabledComponents(context: ImportContext, nodes: readonly ImportedNode[]): ReadonlySet<string> {
  const settings = new ClusterSettings(context, nodes);
  return new Set(settings.servers.flatMap(({ settings: own }) => own.values('disable')));
}

/**
 * The nodes in the order in which a standalone CoreDNS has them, or else with that server first that the others join by
 * its address.
 */
function orderNodes(nodes: readonly ImportedNode[], hosts: readonly string[]): readonly ImportedNode[] {
  if (nodes.length > 0 && nodes.every(({ name }) => hosts.includes(name))) {
    return [...nodes].sort((a, b) => hosts.indexOf(a.name) - hosts.indexOf(b.name));
  }
  const joined = nodes.flatMap(({ settings }) => settings.last('server')?.value ?? []);
  const isJoined = (node: ImportedNode) =>
    node.role === 'server' &&
    readNodeAddresses(node).some((address) =>
      joined.some((url) => url.includes(`//${address}:`) || url.includes(`[${address}]`)),
    );
  const first = nodes.find(isJoined);
  return first === undefined ? nodes : [first, ...nodes.filter((node) => node !== first)];
}

function omitEmpty<T extends Readonly<Record<string, object>>>(parts: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0),
  ) as Partial<T>;
}

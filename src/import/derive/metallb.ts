import type { Fields } from '../observed/fields';
import type { ObservedObject } from '../observed/observed-network';
import type { ImportContext } from './context';
import { importAdvertisements } from './metallb-advertisements';
import { readPoolLabels } from './metallb-pool-labels';
import { readSelectors } from './metallb-selectors';
import type { MetalLbValues } from './metallb-values';
import { importWorkload } from './metallb-workload';

type Pool = MetalLbValues['ipAddressPools'][number];
type Peer = NonNullable<MetalLbValues['bgpPeers']>[number];
type BfdProfile = NonNullable<MetalLbValues['bfdProfiles']>[number];

const GROUP = 'metallb.io';
const NAMESPACE = 'metallb-system';

/** MetalLB with its configuration; undefined where no source has either. */
export function importMetalLb(context: ImportContext): MetalLbValues | undefined {
  const workload = importWorkload(context);
  const pools = claimAll(context, 'IPAddressPool').map((object) => readPool(context, object));
  const addressPools = claimAll(context, 'AddressPool');
  for (const object of addressPools) {
    context.unsupported(
      object.origin,
      `${object.title}: AddressPool is a kind of MetalLB before v0.13.`,
      ['metallb', 'ipAddressPools'],
      'Turn it into an IPAddressPool with an advertisement.',
    );
  }
  if (workload === undefined && pools.length === 0) return undefined;
  const bgpPeers = claimAll(context, 'BGPPeer').map((object) => readPeer(context, object));
  const bfdProfiles = claimAll(context, 'BFDProfile').map((object) => readBfdProfile(context, object));
  const communities = claimAll(context, 'Community').flatMap((object) => readCommunity(context, object));
  const advertisements = importAdvertisements(context, pools, {
    l2: claimAll(context, 'L2Advertisement'),
    bgp: claimAll(context, 'BGPAdvertisement'),
  });
  return {
    ...workload,
    ipAddressPools: advertisements.pools,
    ...omitEmpty({ l2Advertisements: advertisements.l2 }),
    ...omitEmpty({ bgpAdvertisements: advertisements.bgp }),
    ...omitEmpty({ bgpPeers }),
    ...omitEmpty({ bfdProfiles }),
    ...omitEmpty({ communities }),
  };
}

/** MetalLB reads its configuration from its own namespace only. */
function claimAll(context: ImportContext, kind: string): readonly ObservedObject[] {
  const all = context.objects(kind, GROUP);
  const names = new Set<string>();
  return all.filter((object) => {
    const isFirst = !names.has(`${object.namespace}/${object.name}`);
    names.add(`${object.namespace}/${object.name}`);
    object.claim().fields.ignore('apiVersion', 'kind', 'metadata', 'status');
    if (!isFirst) {
      context.notes.add({
        kind: 'conflict',
        origin: object.imply().origin,
        message: `${object.title} is in the sources more than once; the first one counts.`,
      });
    } else if (object.namespace !== NAMESPACE && object.namespace !== '') {
      context.unsupported(
        object.origin,
        `${object.title}: the profile has MetalLB in the namespace ${NAMESPACE}.`,
        ['metallb'],
      );
    }
    return isFirst;
  });
}

function omitEmpty<T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Partial<T> {
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0)) as Partial<T>;
}

function readPool(context: ImportContext, object: ObservedObject): Pool {
  const spec = object.fields.at('spec');
  const autoAssign = spec.boolean('autoAssign') ?? true;
  const avoidBuggyIPs = spec.boolean('avoidBuggyIPs') ?? false;
  const allocation = spec.has('serviceAllocation')
    ? readServiceAllocation(spec.at('serviceAllocation'))
    : undefined;
  const values: Pool = {
    name: object.name,
    addresses: [...spec.texts('addresses')],
    ...(!autoAssign && { autoAssign }),
    ...(avoidBuggyIPs && { avoidBuggyIPs }),
    ...readPoolLabels(context, object),
    ...(allocation && { serviceAllocation: allocation }),
  };
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'ipAddressPools']);
  return values;
}

function readServiceAllocation(fields: Fields): Pool['serviceAllocation'] {
  const priority = fields.number('priority') ?? 0;
  const namespaces = [...fields.texts('namespaces')];
  return {
    ...(priority !== 0 && { priority }),
    ...omitEmpty({ namespaces }),
    ...omitEmpty({ namespaceSelectors: readSelectors(fields, 'namespaceSelectors') }),
    ...omitEmpty({ serviceSelectors: readSelectors(fields, 'serviceSelectors') }),
  };
}

const PEER_TEXTS = [
  ['peerAddress', 'peerAddress'],
  ['interface', 'interface'],
  ['sourceAddress', 'sourceAddress'],
  ['routerID', 'routerID'],
  ['bfdProfile', 'bfdProfile'],
  ['vrf', 'vrf'],
  ['dynamicASN', 'dynamicASN'],
] as const;

const PEER_DURATIONS = [
  ['holdTime', 'holdTimeSeconds'],
  ['keepaliveTime', 'keepaliveTimeSeconds'],
  ['connectTime', 'connectTimeSeconds'],
] as const;

const PEER_SWITCHES = [
  ...(['ebgpMultiHop', 'enableGracefulRestart', 'dualStackAddressFamily', 'disableMP'] as const),
];

function readPeer(context: ImportContext, object: ObservedObject): Peer {
  const spec = object.fields.at('spec');
  const values: Record<string, unknown> = { name: object.name, myASN: spec.number('myASN') };
  const peerASN = spec.number('peerASN') ?? 0;
  if (peerASN !== 0) values['peerASN'] = peerASN;
  const localASN = spec.number('localASN') ?? 0;
  if (localASN !== 0) values['localASN'] = localASN;
  for (const [field, key] of PEER_TEXTS) {
    const text = spec.text(field) ?? '';
    if (text !== '') values[key] = text;
  }
  const port = spec.number('peerPort') ?? 179;
  if (port !== 179 && port !== 0) values['peerPort'] = port;
  for (const [field, key] of PEER_DURATIONS) {
    const duration = parseSeconds(spec.text(field));
    if (duration !== undefined) values[key] = duration;
  }
  for (const key of PEER_SWITCHES) if (spec.boolean(key) === true) values[key] = true;
  const secret = spec.at('passwordSecret').ignore('namespace').text('name') ?? '';
  if (secret !== '') values['passwordSecret'] = secret;
  // A password in the object itself is a secret: its place is all that is read.
  if (spec.has('password') && spec.take('password') !== '') {
    context.unsupported(
      spec.origin('password'),
      `${object.title}: the password is in the object itself.`,
      ['metallb', 'bgpPeers'],
      'Put it into a Secret of type kubernetes.io/basic-auth, and name that as passwordSecret.',
    );
  }
  const nodeSelectors = readSelectors(spec, 'nodeSelectors');
  if (nodeSelectors.length > 0) values['nodeSelectors'] = nodeSelectors;
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'bgpPeers']);
  return values as unknown as Peer;
}

/** Whole seconds of a Go duration such as `1m30s`. */
function parseSeconds(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d+(?:\.\d+)?(?:h|ms|m|s))+$/.test(text)) return undefined;
  const units = { h: 3600, m: 60, s: 1, ms: 0.001 };
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s)/g)];
  return Math.round(
    parts.reduce((sum, [, count, unit]) => sum + Number(count) * units[unit as keyof typeof units], 0),
  );
}

const BFD_NUMBERS = [
  ...(['receiveInterval', 'transmitInterval', 'echoInterval', 'detectMultiplier', 'minimumTtl'] as const),
];

function readBfdProfile(context: ImportContext, object: ObservedObject): BfdProfile {
  const spec = object.fields.at('spec');
  const values: Record<string, unknown> = { name: object.name };
  for (const key of BFD_NUMBERS) {
    const number = spec.number(key);
    if (number !== undefined) values[key] = number;
  }
  for (const key of ['echoMode', 'passiveMode'] as const) if (spec.boolean(key) === true) values[key] = true;
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'bfdProfiles']);
  return values as unknown as BfdProfile;
}

function readCommunity(
  context: ImportContext,
  object: ObservedObject,
): readonly { name: string; value: string }[] {
  const aliases = object.fields.at('spec').list('communities');
  const values = aliases.map((alias) => ({
    name: alias.text('name') ?? '',
    value: alias.text('value') ?? '',
  }));
  context.reportUnreadOptions(object.fields, object.title, ['metallb', 'communities']);
  return values;
}

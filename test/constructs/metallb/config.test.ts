import { describe, expect, test } from 'vitest';
import type {
  BFDProfileProps,
  BGPAdvertisementProps,
  BGPPeerProps,
  CommunityProps,
  IPAddressPoolProps,
  L2AdvertisementProps,
  LabelSelector,
  ServiceAllocation,
} from '../../../constructs/metallb';
import {
  BFDProfile,
  BGPAdvertisement,
  BGPPeer,
  Community,
  IPAddressPool,
  L2Advertisement,
} from '../../../constructs/metallb';
import { validateAgainstCrd } from '../../schemas';
import type { MetalLbObject } from './manifests';
import { synth } from './manifests';

type Config = MetalLbObject & { readonly spec: Record<string, unknown> };

/** The one object that is made, valid by the schema of its CRD. */
function config(add: Parameters<typeof synth>[0]): Config {
  const [object, ...others] = synth(add);
  expect(others).toEqual([]);
  expect(validateAgainstCrd(object)).toEqual([]);
  return object as Config;
}

const selectors: readonly LabelSelector[] = [
  { matchLabels: { rack: 'a' }, matchExpressions: [{ key: 'edge', operator: 'Exists' }] },
  { matchLabels: {}, matchExpressions: [{ key: 'zone', operator: 'In', values: ['x', 'y'] }] },
];
const plainSelectors = [
  { matchLabels: { rack: 'a' }, matchExpressions: [{ key: 'edge', operator: 'Exists' }] },
  { matchExpressions: [{ key: 'zone', operator: 'In', values: ['x', 'y'] }] },
];

test("configuration is in MetalLB's namespace, with labels that name no version", () => {
  const { metadata } = config((chart) => new Community(chart, 'c', { name: 'all', communities: [] }));
  expect(metadata).toEqual({
    name: 'all',
    namespace: 'metallb-system',
    labels: {
      'app.kubernetes.io/name': 'metallb',
      'app.kubernetes.io/instance': 'metallb',
      'app.kubernetes.io/part-of': 'k3s-netstack',
      'app.kubernetes.io/managed-by': 'k3s-netstack',
    },
  });
});

describe('IPAddressPool', () => {
  const serviceAllocation: Required<ServiceAllocation> = {
    priority: 10,
    namespaces: ['default'],
    namespaceSelectors: selectors,
    serviceSelectors: selectors,
  };
  const props: Required<IPAddressPoolProps> = {
    name: 'lan',
    namespace: 'lb',
    addresses: ['10.0.0.100-10.0.0.150', 'fd00::/120'],
    autoAssign: false,
    avoidBuggyIPs: true,
    labels: { segment: 'edge' },
    serviceAllocation,
  };

  test('every prop reaches the manifest', () => {
    const { name, namespace, labels, ...spec } = props;
    expect(config((chart) => new IPAddressPool(chart, 'pool', props))).toMatchObject({
      apiVersion: 'metallb.io/v1beta1',
      kind: 'IPAddressPool',
      metadata: { name, namespace, labels },
      spec: {
        ...spec,
        serviceAllocation: {
          ...serviceAllocation,
          namespaceSelectors: plainSelectors,
          serviceSelectors: plainSelectors,
        },
      },
    });
  });

  test('props that are not set are not written', () => {
    const { spec } = config(
      (chart) => new IPAddressPool(chart, 'p', { name: 'p', addresses: ['10.0.0.0/28'] }),
    );
    expect(spec).toEqual({ addresses: ['10.0.0.0/28'] });
  });

  test('labels do not replace those that every object has', () => {
    const labels = { segment: 'edge', 'app.kubernetes.io/name': 'other' };
    const { metadata } = config(
      (chart) => new IPAddressPool(chart, 'p', { name: 'p', addresses: ['10.0.0.0/28'], labels }),
    );
    expect(metadata).toMatchObject({ labels: { segment: 'edge', 'app.kubernetes.io/name': 'metallb' } });
  });

  test('lists of the caller are copied', () => {
    const addresses = ['10.0.0.0/28'];
    const { spec } = config((chart) => {
      new IPAddressPool(chart, 'p', { name: 'p', addresses });
      addresses.push('10.0.1.0/28');
    });
    expect(spec['addresses']).toEqual(['10.0.0.0/28']);
  });
});

describe('L2Advertisement', () => {
  const props: Required<L2AdvertisementProps> = {
    name: 'lan',
    namespace: 'lb',
    ipAddressPools: ['lan'],
    ipAddressPoolSelectors: selectors,
    serviceSelectors: selectors,
    nodeSelectors: selectors,
    interfaces: ['eth0'],
  };

  test('every prop reaches the manifest', () => {
    const object = config((chart) => new L2Advertisement(chart, 'a', props));
    expect(object).toMatchObject({ kind: 'L2Advertisement', metadata: { name: 'lan', namespace: 'lb' } });
    expect(object.spec).toEqual({
      ipAddressPools: ['lan'],
      ipAddressPoolSelectors: plainSelectors,
      serviceSelectors: plainSelectors,
      nodeSelectors: plainSelectors,
      interfaces: ['eth0'],
    });
  });

  test('empty lists, which select everything, are omitted', () => {
    const empty = { name: 'all', ipAddressPools: [], interfaces: [], nodeSelectors: [] };
    expect(config((chart) => new L2Advertisement(chart, 'a', empty)).spec).toEqual({});
  });
});

describe('BGPAdvertisement', () => {
  const props: Required<BGPAdvertisementProps> = {
    name: 'rack',
    namespace: 'lb',
    ipAddressPools: ['lan'],
    ipAddressPoolSelectors: selectors,
    serviceSelectors: selectors,
    nodeSelectors: selectors,
    aggregationLength: 24,
    aggregationLengthV6: 64,
    localPref: 2147483647,
    communities: ['64512:1', 'large:1:2:3', 'no-export'],
    peers: ['tor'],
  };

  test('every prop reaches the manifest', () => {
    const { name, namespace, ...spec } = props;
    const object = config((chart) => new BGPAdvertisement(chart, 'a', props));
    expect(object).toMatchObject({ kind: 'BGPAdvertisement', metadata: { name, namespace } });
    expect(object.spec).toEqual({
      ...spec,
      ipAddressPoolSelectors: plainSelectors,
      serviceSelectors: plainSelectors,
      nodeSelectors: plainSelectors,
    });
  });

  test('by default every address is announced to every peer', () => {
    expect(config((chart) => new BGPAdvertisement(chart, 'a', { name: 'all' })).spec).toEqual({});
  });
});

describe('BGPPeer', () => {
  const props: Required<BGPPeerProps> = {
    name: 'tor',
    namespace: 'lb',
    myASN: 64512,
    peerASN: 4294967295,
    dynamicASN: 'external',
    localASN: 64513,
    peerAddress: '10.0.0.1',
    interface: 'eth1',
    peerPort: 1179,
    sourceAddress: '10.0.0.2',
    routerID: '10.0.0.3',
    holdTimeSeconds: 0,
    keepaliveTimeSeconds: 30,
    connectTimeSeconds: 10,
    ebgpMultiHop: true,
    bfdProfile: 'fast',
    passwordSecret: 'tor-password',
    enableGracefulRestart: true,
    vrf: 'red',
    dualStackAddressFamily: true,
    disableMP: true,
    nodeSelectors: selectors,
  };

  test('every prop reaches the manifest', () => {
    const { name, namespace, holdTimeSeconds, keepaliveTimeSeconds, connectTimeSeconds, ...spec } = props;
    const object = config((chart) => new BGPPeer(chart, 'peer', props));
    expect(object).toMatchObject({
      apiVersion: 'metallb.io/v1beta2',
      kind: 'BGPPeer',
      metadata: { name, namespace },
    });
    expect(object.spec).toEqual({
      ...spec,
      holdTime: `${holdTimeSeconds}s`,
      keepaliveTime: `${keepaliveTimeSeconds}s`,
      connectTime: `${connectTimeSeconds}s`,
      passwordSecret: { name: 'tor-password', namespace: 'lb' },
      nodeSelectors: plainSelectors,
    });
  });

  test('props that are not set are not written', () => {
    const { spec } = config(
      (chart) =>
        new BGPPeer(chart, 'p', { name: 'p', myASN: 64512, interface: 'eth1', dynamicASN: 'internal' }),
    );
    expect(spec).toEqual({ myASN: 64512, interface: 'eth1', dynamicASN: 'internal' });
  });
});

test('BFDProfile: every prop reaches the manifest', () => {
  const props: Required<BFDProfileProps> = {
    name: 'fast',
    namespace: 'lb',
    receiveInterval: 100,
    transmitInterval: 110,
    echoInterval: 50,
    detectMultiplier: 3,
    minimumTtl: 254,
    echoMode: true,
    passiveMode: true,
  };
  const { name, namespace, ...spec } = props;
  const object = config((chart) => new BFDProfile(chart, 'bfd', props));
  expect(object).toMatchObject({ kind: 'BFDProfile', metadata: { name, namespace } });
  expect(object.spec).toEqual(spec);
});

test('Community: every prop reaches the manifest', () => {
  const props: Required<CommunityProps> = {
    name: 'well-known',
    namespace: 'lb',
    communities: [{ name: 'no-export', value: '65535:65281' }],
  };
  const object = config((chart) => new Community(chart, 'c', props));
  expect(object).toMatchObject({ kind: 'Community', metadata: { name: 'well-known', namespace: 'lb' } });
  expect(object.spec).toEqual({ communities: props.communities });
});

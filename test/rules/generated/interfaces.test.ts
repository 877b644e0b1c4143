import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { loadProfile } from '../../../src/plan/load-profile';
import { checkPlan } from '../../../src/rules/check-plan';
import type { GeneratedProfile } from './valid-profile';
import { validProfile } from './valid-profile';
import { sampleSize } from '../../sample-size';

/** How many networks. */
const COUNT = Number(process.env.NETSTACK_PROFILES ?? sampleSize(400));

/** A busy machine takes its time. */
const TIMEOUT = 3_600_000;

const RUNS = { numRuns: COUNT, seed: 20261130 };

type Values = Readonly<Record<string, unknown>>;

/** A VLAN on each node, and a pool in its network that only that interface announces. */
function addVlan(profile: GeneratedProfile, vlanId: number): Values {
  const { metallb } = profile;
  if (metallb === undefined) return { ...profile };
  const name = `eth0.${vlanId}`;
  return {
    ...profile,
    nodes: profile.nodes.map((node, index) => ({
      ...node,
      interfaces: [{ name, vlanId, mtu: 1500, addresses: `10.99.${vlanId}.${10 + index}/24` }],
    })),
    metallb: {
      ...metallb,
      ipAddressPools: [
        ...metallb.ipAddressPools,
        { name: 'vlan', addresses: [`10.99.${vlanId}.100-10.99.${vlanId}.120`], autoAssign: false },
      ],
      l2Advertisements: [
        ...((metallb.l2Advertisements ?? []) as readonly object[]),
        { name: 'vlan', ipAddressPools: ['vlan'], interfaces: [name] },
      ],
    },
  };
}

/** The same nodes in a tailnet, each with its LAN as a further interface. */
function addTailnet(profile: GeneratedProfile): Values {
  if (profile.clusterCidr.length > 1 || profile.clusterCidr[0]?.includes(':') === true) return { ...profile };
  const [lan = ''] = profile.lan.cidr;
  return {
    ...profile,
    flannel: {},
    lan: { cidr: '100.64.0.0/10', mtu: 1280 },
    vpn: { name: 'tailscale' },
    networkPolicy: true,
    coredns: { mode: profile.coredns.mode },
    nodes: profile.nodes.map(({ name, role, nodeIp }, index) => ({
      ...{ name, role, nodeIp: `100.64.0.${10 + index}` },
      interfaces: [{ name: 'eth0', addresses: `${nodeIp[0]}/${lan.split('/')[1]}` }],
    })),
  };
}

/** Expectations that the rest of the profile leaves open. */
const expectations = fc
  .array(
    fc.record({
      from: fc.constantFrom('node', 'pod'),
      to: fc.constantFrom('203.0.113.7', 'example.com'),
      protocol: fc.constantFrom('TCP', 'UDP'),
      port: fc.integer({ min: 1, max: 65535 }),
    }),
    { maxLength: 4 },
  )
  .map((expect) => ({ expect }));

const profiles = fc
  .tuple(validProfile, fc.constantFrom('vlan', 'tailnet'), fc.integer({ min: 1, max: 250 }), expectations)
  .map(([profile, kind, vlanId, more]) => ({
    ...(kind === 'vlan' ? addVlan(profile, vlanId) : addTailnet(profile)),
    ...more,
  }));

test(
  `${COUNT} networks with VLANs, tailnets and expectations, none of which is refused`,
  { timeout: TIMEOUT },
  () => {
    const kinds = new Set<string>();
    fc.assert(
      fc.property(profiles, (profile: Values) => {
        kinds.add('vpn' in profile ? 'vpn' : JSON.stringify(profile).includes('vlanId') ? 'vlan' : 'plain');
        const loaded = loadProfile('generated.yaml', stringify(profile, { version: '1.1' }));
        const found = loaded.plan === undefined ? [] : checkPlan(loaded.plan, loaded.source);
        const errors = found.filter(({ rule }) => rule.severity === 'error');
        expect(errors.map(({ rule, message }) => `${rule.id} ${message}`)).toEqual([]);
        expect(loaded.diagnostics).toEqual([]);
      }),
      RUNS,
    );
    expect([...kinds].sort()).toEqual(['plain', 'vlan', 'vpn']);
  },
);

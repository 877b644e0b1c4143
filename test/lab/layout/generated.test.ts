import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { collectClaims, isClaimed } from '../../../src/lab/layout/free-address';
import type { LabLayout } from '../../../src/lab/layout/lab-layout';
import type { NetworkPlan } from '../../../src/plan';
import { Address } from '../../../src/address';
import type { GeneratedProfile } from '../../rules/generated/valid-profile';
import { validProfile } from '../../rules/generated/valid-profile';
import { planOf } from '../../plan-of';
import { layoutOf } from '../host-of';
import { sampleSize } from '../../sample-size';

const RUNS = { numRuns: sampleSize(300), seed: 20261123 };
const TIMEOUT = 120_000;

const bare = (address: string) => address.replace(/\/.*$/, '');

function machinesOf({ router, nodes, client }: LabLayout) {
  return [router, ...nodes, ...(client ? [client] : [])];
}

/** Holds for the lab of each of 300 networks that work. */
function everyLab(check: (layout: LabLayout, plan: NetworkPlan) => void): void {
  fc.assert(
    fc.property(validProfile, (profile: GeneratedProfile) => {
      const plan = planOf(stringify(profile, { version: '1.1' }));
      check(layoutOf(plan), plan);
    }),
    RUNS,
  );
}

test('machines have distinct addresses', { timeout: TIMEOUT }, () => {
  everyLab((layout) => {
    const all = machinesOf(layout).flatMap(({ interfaces }) => interfaces.flatMap((one) => one.addresses));
    expect(new Set(all.map(bare)).size).toBe(all.length);
  });
});

test('the client has no address that the profile assigns', { timeout: TIMEOUT }, () => {
  everyLab((layout, plan) => {
    const own = layout.client?.interfaces.flatMap((one) => one.addresses) ?? [];
    expect(own).toHaveLength(plan.lan.cidr.length);
    for (const address of own) {
      expect(isClaimed(collectClaims(plan), Address.parse(bare(address))), address).toBe(false);
    }
  });
});

test('every machine is connected to an existing bridge and gateway', { timeout: TIMEOUT }, () => {
  everyLab((layout, plan) => {
    const bridges = layout.router.interfaces.map(({ name }) => name);
    expect(layout.cables.map(({ machine }) => machine)).toEqual(
      machinesOf(layout)
        .slice(1)
        .map(({ name }) => name),
    );
    for (const { bridge, mtu } of layout.cables) {
      expect(bridges).toContain(bridge);
      expect(mtu).toBe(plan.lan.mtu);
    }
    const gateways = new Set(plan.lan.gateway.map(String));
    for (const { routes } of layout.nodes) {
      expect(new Set(routes.map(({ via }) => via))).toEqual(gateways);
    }
  });
});

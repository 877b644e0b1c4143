import { afterAll, beforeAll, expect, it } from 'vitest';
import { expectAppliesTwice } from './lab/apply-twice';
import { CLUSTER_FAULTS } from './lab/cluster-faults';
import { describeLab } from './lab/describe-lab';
import { expectHealthy, expectNothingForbidden } from './lab/expectations';
import { describeFaults } from './lab/fault-tests';
import { NODE_FAULTS } from './lab/node-faults';
import { expectPikubeTraffic } from './lab/pikube-traffic';
import { FIVE_CHANGES } from './returns/harmful-changes';
import { SshOperator } from './returns/operator';
import { proveReturn } from './returns/prove-return';

/** One of each kind: a wire, a firewall, a lost object, a missing address, a stranger on the LAN. */
const FIVE = [
  "one node's overlay has a smaller MTU than the others",
  'a firewall drops the overlay on its way into a node',
  "CoreDNS's override is lost",
  "Traefik's Service has no address",
  'another LAN host has an address that MetalLB has given',
];

describeLab('pikube by kubectl', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  it('carries the traffic of its samples', () => expectPikubeTraffic(lab()));
  it('is as planned, and verify passes', () => expectHealthy(lab()));
  it('is applied twice, and the second time nothing moves', () => expectAppliesTwice(lab()));
});

describeLab('pikube by the auto-deploy directory', 'profiles/pikube.yaml', {}, (lab) => {
  const faults = [...NODE_FAULTS, ...CLUSTER_FAULTS].filter(({ name }) => FIVE.includes(name));

  it('has five faults to plant', () => expect(faults).toHaveLength(FIVE.length));
  it('carries the traffic of its samples', () => expectPikubeTraffic(lab()));
  it('is as planned, and verify passes', () => expectHealthy(lab()));
  it('needs no more than it is permitted', () => expectNothingForbidden(lab()));
  describeFaults(faults, lab);
});

describeLab('the automatic return', 'test/cluster/profiles/returns.yaml', { apply: 'kubectl' }, (lab) => {
  let operator: SshOperator;
  beforeAll(async () => {
    operator = await SshOperator.start(lab(), ['s1', 'a1']);
  });
  afterAll(() => operator.stop());

  it.each(FIVE_CHANGES)('$name', async (change) => {
    const { returned, verified } = await proveReturn(change, lab(), operator);
    console.log(`${change.name}: old files after ${returned} s, verified after ${verified} s`);
  });
});

import { afterAll, expect, it } from 'vitest';
import { CLUSTER_FAULTS } from './lab/cluster-faults';
import { describeLab } from './lab/describe-lab';
import type { Fault } from './lab/fault';
import type { FaultResult } from './lab/fault-batch';
import { formatResults, listPairs, runFaults, selectBatch } from './lab/fault-batch';
import { NODE_FAULTS } from './lab/node-faults';
import { OBJECT_FAULTS } from './lab/object-faults';
import { REPORTED_CLUSTER_FAULTS } from './lab/reported-cluster-faults';
import { REPORTED_NODE_FAULTS } from './lab/reported-node-faults';

/*
 * The whole report of verify for each fault: found, the right cause first, and no failure after healing. It takes a
 * minute per fault, so a run is a batch: NETSTACK_FAULTS=1-10, or NETSTACK_FAULT_PAIRS=1-10 for pairs.
 */
const SINGLES: readonly Fault[] = [
  ...[...NODE_FAULTS, ...REPORTED_NODE_FAULTS, ...CLUSTER_FAULTS],
  ...[...OBJECT_FAULTS, ...REPORTED_CLUSTER_FAULTS],
];

const PAIRS = listPairs(SINGLES, 40);

const singles = process.env.NETSTACK_FAULTS;
const pairs = process.env.NETSTACK_FAULT_PAIRS;

if (singles !== undefined || pairs !== undefined) {
  const planted: readonly (readonly Fault[])[] = [
    ...(singles === undefined ? [] : selectBatch(SINGLES, singles).map((fault) => [fault])),
    ...(pairs === undefined ? [] : selectBatch(PAIRS, pairs)),
  ];
  describeLab('faults in pikube', 'profiles/pikube.yaml', {}, (lab) => {
    const results: FaultResult[] = [];
    it.each(planted.map((faults) => [faults.map(({ name }) => name).join(' + '), faults] as const))(
      '%s',
      async (_names, faults) => {
        const result = await runFaults(faults, lab());
        results.push(result);
        expect(result).toMatchObject({ found: true, silent: true });
      },
    );
    afterAll(() => console.log(formatResults(results)));
  });
} else {
  it('lists the faults that NETSTACK_FAULTS and NETSTACK_FAULT_PAIRS select from', () => {
    expect(new Set(SINGLES.map(({ name }) => name)).size).toBe(SINGLES.length);
    expect(PAIRS).toHaveLength(40);
    console.log(SINGLES.map(({ name }, index) => `${index + 1} ${name}`).join('\n'));
  });
}

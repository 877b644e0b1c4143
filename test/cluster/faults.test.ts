import { appendFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { CLUSTER_FAULTS } from './lab/cluster-faults';
import { COMPETING_FAULTS } from './lab/competing-faults';
import { describeLab } from './lab/describe-lab';
import type { Fault } from './lab/fault';
import {
  formatResults,
  isHealthy,
  listPairs,
  nameFaults,
  readResults,
  runFaults,
  selectBatch,
} from './lab/fault-batch';
import { FIREWALL_FAULTS } from './lab/firewall-faults';
import { K3S_FAULTS } from './lab/k3s-faults';
import { NODE_FAULTS } from './lab/node-faults';
import { OBJECT_FAULTS } from './lab/object-faults';
import { REPORTED_CLUSTER_FAULTS } from './lab/reported-cluster-faults';
import { REPORTED_NODE_FAULTS } from './lab/reported-node-faults';
import { ROUTING_FAULTS } from './lab/routing-faults';
import { WORKLOAD_FAULTS } from './lab/workload-faults';

/*
 * The whole report of verify for each fault: found, the right cause first, and no failure after healing. It takes half
 * a minute per fault, so a run is a batch: NETSTACK_FAULTS=1-10, or NETSTACK_FAULT_PAIRS=1-10 for pairs. A run
 * continues the last one: it skips the faults whose results are in NETSTACK_FAULT_RESULTS, and starts none after
 * NETSTACK_FAULT_SECONDS or while a lab is still broken.
 */
const SINGLES: readonly Fault[] = [
  ...[...NODE_FAULTS, ...REPORTED_NODE_FAULTS, ...CLUSTER_FAULTS],
  ...[...OBJECT_FAULTS, ...REPORTED_CLUSTER_FAULTS],
  ...[...ROUTING_FAULTS, ...FIREWALL_FAULTS, ...K3S_FAULTS, ...COMPETING_FAULTS, ...WORKLOAD_FAULTS],
];

const PAIRS = listPairs(SINGLES, 40);

const singles = process.env.NETSTACK_FAULTS;
const pairs = process.env.NETSTACK_FAULT_PAIRS;

/** A file with one line of JSON per result. */
const results = process.env.NETSTACK_FAULT_RESULTS;
const seconds = Number(process.env.NETSTACK_FAULT_SECONDS ?? Infinity);

if (singles !== undefined || pairs !== undefined) {
  const selected: readonly (readonly Fault[])[] = [
    ...(singles === undefined ? [] : selectBatch(SINGLES, singles).map((fault) => [fault])),
    ...(pairs === undefined ? [] : selectBatch(PAIRS, pairs)),
  ];
  const planted = selected.map((faults) => [nameFaults(faults), faults] as const);
  const done = new Set(readResults(results).map(({ names }) => names.join(' + ')));
  const start = Date.now();
  describeLab('faults in pikube', 'profiles/pikube.yaml', {}, (lab) => {
    let isClean = true;
    it.each(planted.filter(([name]) => !done.has(name)))('%s', async (_name, faults) => {
      // A lab with a fault left in it would count the fault again.
      if (Date.now() - start > seconds * 1000) return;
      isClean ||= await isHealthy(lab());
      if (!isClean) return;
      isClean = false;
      const result = await runFaults(faults, lab());
      if (results !== undefined) appendFileSync(results, `${JSON.stringify(result)}\n`);
      isClean = result.silent;
      expect(result).toMatchObject({ found: true, first: true, silent: true });
    });
    afterAll(() => console.log(formatResults(readResults(results))));
  });
} else {
  it('lists the faults that NETSTACK_FAULTS and NETSTACK_FAULT_PAIRS select from', () => {
    expect(new Set(SINGLES.map(({ name }) => name)).size).toBe(SINGLES.length);
    expect(PAIRS).toHaveLength(40);
    console.log(SINGLES.map(({ name }, index) => `${index + 1} ${name}`).join('\n'));
  });
}

import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'vitest';
import { formatFinding } from '../lab/expectations';
import type { RunningLab } from '../lab/running-lab';
import type { HarmfulChange } from './harmful-change';
import type { SshOperator } from './operator';

/** Seconds from the last renewal to the return, and from then to the old network. */
const DEADLINE = 30;
const RETURN = 120;

const FOLDER = '/var/lib/netstack/return';

/** What was measured of one change. */
export interface ReturnTimes {
  /** Seconds from the kill of the controller until the last node was on its old files. */
  readonly returned: number;
  /** Seconds from that kill until verify passed. */
  readonly verified: number;
}

/** Applies a change, kills the controller, and expects the old network without any help. */
export async function proveReturn(
  change: HarmfulChange,
  lab: RunningLab,
  operator: SshOperator,
): Promise<ReturnTimes> {
  if (change.before !== undefined) await lab.shell(change.on, change.before.command);
  await lab.shell(change.on, `rm -f ${FOLDER}/result`);
  const marker = `marker-${Date.now()}`;
  await lab.kubectl('create', 'configmap', marker);
  const { status, stderr } = await operator.apply(change.name, DEADLINE);
  expect(status, stderr).not.toBe(0);
  expect(await isArmed(lab, change.on), `${change.on} is not armed:\n${stderr}`).toBe(true);
  const killed = Date.now();
  const end = killed + (DEADLINE + RETURN) * 1000;
  await until(end, async () => expect(await readResults(lab), stderr).toEqual(['returned', 'returned']));
  const returned = secondsSince(killed);
  if (change.before !== undefined) await lab.shell(change.on, change.before.undo);
  await until(end, async () => {
    const findings = await lab.verify();
    expect(findings.filter(({ outcome }) => outcome === 'failed').map(formatFinding)).toEqual([]);
    expect(findings.length).toBeGreaterThan(20);
  });
  const verified = secondsSince(killed);
  await lab.kubectl('delete', 'configmap', marker);
  expect(
    await lab.shell('s1', 'sqlite3 /var/lib/rancher/k3s/server/db/state.db "PRAGMA integrity_check"'),
  ).toBe('ok\n');
  return { returned, verified };
}

async function isArmed(lab: RunningLab, node: string): Promise<boolean> {
  const words = ['sh', '-c', `[ -e ${FOLDER}/armed ] || [ -s ${FOLDER}/result ]`];
  return (await lab.output(node, ...words)).status === 0;
}

/** The result of each node; one that was not armed has nothing to return to. */
function readResults(lab: RunningLab): Promise<readonly string[]> {
  const script = `if [ -e ${FOLDER}/armed ]; then echo armed; else cat ${FOLDER}/result 2>/dev/null || echo returned; fi`;
  return Promise.all(
    ['s1', 'a1'].map(async (node) => (await lab.output(node, 'sh', '-c', script)).stdout.trim()),
  );
}

async function until(end: number, look: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (Date.now() > end) throw error;
      await delay(1000);
    }
  }
}

function secondsSince(start: number): number {
  return Math.round((Date.now() - start) / 100) / 10;
}

import { appendFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { formatFinding } from './expectations';
import type { RunningLab } from './running-lab';

/** How many runs a healthy lab has: NETSTACK_HEALTHY_RUNS. */
const RUNS = Number(process.env['NETSTACK_HEALTHY_RUNS'] ?? 4);

/** A file that gets one JSON object per run: NETSTACK_HEALTHY_RESULTS. */
const RESULTS = process.env['NETSTACK_HEALTHY_RESULTS'];

interface Workload {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly metadata: { readonly name: string; readonly namespace: string };
}

/** One run of verify in a healthy lab. */
interface HealthyRun {
  readonly profile: string;
  /** What happened before the run. */
  readonly before: string;
  readonly status: number;
  readonly findings: number;
  /** Every finding that did not pass: a false alarm. */
  readonly alarms: readonly string[];
}

/**
 * Runs verify again and again while nothing is wrong: after pauses of different length, after a restart of a workload,
 * and after a pod was deleted. Every finding is a false alarm.
 *
 * @param skipped checks of what is outside of the cluster, and missing in a lab
 */
export function describeHealthyRuns(lab: () => RunningLab, skipped: readonly string[] = []): void {
  it(`has no finding in ${RUNS} runs of verify`, async () => {
    const workloads = await listWorkloads(lab());
    const runs: HealthyRun[] = [];
    for (let index = 0; index < RUNS; index++) {
      const before = await disturb(lab(), workloads, index);
      const run = await runVerify(lab(), before, skipped);
      runs.push(run);
      if (RESULTS !== undefined) appendFileSync(RESULTS, `${JSON.stringify(run)}\n`);
    }
    expect(runs.filter(({ alarms, status }) => alarms.length > 0 || status !== 0)).toEqual([]);
  });
}

async function listWorkloads(lab: RunningLab): Promise<readonly Workload[]> {
  const { items } = await lab.kubectlJson<{ items: readonly Workload[] }>('get', 'deploy,ds', '-A');
  return items;
}

/** Restarts a workload or deletes one of its pods before every third run, and waits until everything is ready. */
async function disturb(lab: RunningLab, workloads: readonly Workload[], index: number): Promise<string> {
  const workload = workloads[Math.floor(index / 3) % workloads.length];
  if (index % 3 !== 1 || workload === undefined) {
    const seconds = index % 4;
    await delay(seconds * 1000);
    return `pause of ${seconds} s`;
  }
  const { kind, metadata } = workload;
  const name = `${kind.toLowerCase()}/${metadata.name}`;
  const isRestart = index % 2 === 1;
  if (isRestart) await lab.kubectl('-n', metadata.namespace, 'rollout', 'restart', name);
  else await deletePod(lab, workload);
  for (const one of workloads)
    await lab.kubectl(
      ...['-n', one.metadata.namespace, 'rollout', 'status', '--timeout=3m'],
      `${one.kind.toLowerCase()}/${one.metadata.name}`,
    );
  return `${isRestart ? 'restart' : 'deleted pod'} of ${name}`;
}

async function deletePod(lab: RunningLab, { metadata }: Workload): Promise<void> {
  const { items } = await lab.kubectlJson<{ items: readonly { metadata: { name: string } }[] }>(
    ...['-n', metadata.namespace, 'get', 'pods'],
  );
  const pod = items.find(({ metadata: { name } }) => name.startsWith(`${metadata.name}-`));
  if (pod !== undefined) await lab.kubectl('-n', metadata.namespace, 'delete', 'pod', pod.metadata.name);
}

async function runVerify(lab: RunningLab, before: string, skipped: readonly string[]): Promise<HealthyRun> {
  const options = skipped.length === 0 ? [] : ['--skip', skipped.join(',')];
  const { status, stdout, stderr } = await lab.verifyOutput('--format', 'json', ...options);
  if (stdout === '') throw new Error(`verify printed nothing on standard output:\n${stderr}`);
  const { findings } = JSON.parse(stdout) as { findings: Parameters<typeof formatFinding>[0][] };
  const alarms = findings.filter(({ outcome }) => outcome !== 'passed').map(formatFinding);
  return { profile: lab.cluster, before, status, findings: findings.length, alarms };
}

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeLab } from './lab/describe-lab';
import { eventually } from './lab/expectations';
import { netstack, program } from './lab/netstack';
import { startTraceEnds } from './lab/trace-ends';
import { TRACE_FAULTS } from './lab/trace-faults';
import type { PairResult } from './lab/trace-pairs';
import { describeTrace, listTracePairs, traceAll, traceIn } from './lab/trace-pairs';
import type { RunningLab } from './lab/running-lab';

describeLab('trace --live in pikube', 'profiles/pikube.yaml', {}, (lab) => {
  it('prints every hop of a packet, and exits with 0', async () => {
    await startTraceEnds(lab());
    const { status, stdout } = await netstack('trace', lab().profile, 'pod@pi1', 'pod@pi2', '--live');
    expect(stdout).toContain('prediction and reality agree: 11 of 11 hops seen');
    expect(status).toBe(0);
  });

  it('prints every hop, or ends its processes at an interrupt', () => expectInterrupted(lab()));

  it('agrees for every pair of ends', () => expectAllAgree(lab(), 4));

  it.each(TRACE_FAULTS)('$name', async (fault) => {
    await fault.plant(lab());
    try {
      const trace = await traceIn(lab(), fault.from, fault.to, 4);
      expect(describeTrace(trace)).toMatch(`${fault.hop}: `);
      expect(trace.difference?.checks).toContain(fault.check);
      expect(trace.difference?.rule ?? '').toContain(fault.rule ?? '');
    } finally {
      await fault.heal?.(lab());
    }
  });
});

describeLab('trace --live in dual-stack', 'profiles/dual-stack.yaml', {}, (lab) => {
  it('agrees for every pair of ends, by IPv4', async () => {
    await startTraceEnds(lab());
    await expectAllAgree(lab(), 4);
  });

  it('agrees for every pair of ends, by IPv6', () => expectAllAgree(lab(), 6));
});

/** The status is that of an interrupted command, and no process that it started is left. */
async function expectInterrupted({ profile }: RunningLab): Promise<void> {
  const words = ['bin/netstack.js', 'trace', profile, 'pod@pi1', 'pod@pi2', '--live'];
  const child = spawn('node', words, { stdio: 'ignore' });
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  let started: readonly string[] = [];
  await eventually(async () => {
    const { stdout } = await program('ps', ['-o', 'pid=,args=', '--ppid', String(child.pid)]);
    started = [...stdout.matchAll(/^ *(\d+) .*tcpdump/gm)].map(([, id = '']) => id);
    expect(started).not.toEqual([]);
  }, 20);
  child.kill('SIGINT');
  expect(await closed).toBe(130);
  expect(started.filter((id) => existsSync(`/proc/${id}`))).toEqual([]);
}

async function expectAllAgree(lab: RunningLab, family: 4 | 6): Promise<void> {
  const start = Date.now();
  const results = await traceAll(lab, listTracePairs(lab, family), family);
  const differing = results.filter(({ result }) => !result.startsWith('agrees'));
  const seconds = ((Date.now() - start) / 1000).toFixed(0);
  console.log(
    `${lab.cluster}, IPv${family}: ${results.length - differing.length} of ${results.length} pairs agree, ${seconds} s`,
  );
  expect(differing.map(formatPair)).toEqual([]);
}

function formatPair({ from, to, result }: PairResult): string {
  return `${from} to ${to}: ${result}`;
}

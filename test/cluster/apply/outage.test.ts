import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { expectOutput, netstack } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';

/** A change, and the client that it may interrupt. */
interface Change {
  readonly name: string;
  readonly edit: (profile: string) => string;
  readonly machine: string;
  /** Arguments of load.mjs. */
  readonly load: readonly string[];
  /** Milliseconds that the longest time without an answer stays below. */
  readonly limit: number;
}

const ECHO = ['http', 'http://10.0.0.101:8080/'];

const CHANGES: readonly Change[] = [
  {
    name: 'the end of the MetalLB pool',
    edit: (text) => text.replace('10.0.0.100-10.0.0.150', '10.0.0.100-10.0.0.140'),
    ...{ machine: 'client', load: ECHO, limit: 2000 },
  },
  {
    name: 'a zone of CoreDNS',
    edit: (text) =>
      text.replace('zone: home.arpa, to', 'zone: office.arpa, to: [10.0.0.1] }\n    - { zone: home.arpa, to'),
    ...{ machine: 'pi2', load: ['dns', '10.43.0.10', 'kubernetes.default.svc.cluster.local'], limit: 10_000 },
  },
  {
    name: 'an argument of Traefik',
    edit: (text) => text.replace('httpsRedirect: true', 'httpsRedirect: true\n  accessLog: true'),
    ...{ machine: 'client', load: ['http', 'http://whoami.home.arpa/', '10.0.0.100'], limit: 60_000 },
  },
  {
    name: 'the flannel backend, from vxlan to host-gw',
    edit: (text) => text.replace('backend: vxlan', 'backend: host-gw'),
    ...{ machine: 'client', load: ECHO, limit: 120_000 },
  },
];

describeLab('the outage of a change', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  let profile = readFileSync('profiles/pikube.yaml', 'utf8');

  it.each(CHANGES)('$name', async ({ name, edit, machine, load, limit }) => {
    const before = profile;
    profile = edit(profile);
    expect(profile).not.toBe(before);
    const { longest, answers } = await measure(lab(), machine, load, () => applyProfile(lab(), profile));
    console.log(`outage: ${name}: ${longest} ms (${answers} answers)`);
    expect(answers).toBeGreaterThan(100);
    expect(longest).toBeLessThan(limit);
  });
});

async function applyProfile(lab: RunningLab, text: string): Promise<void> {
  const file = join(mkdtempSync(join(tmpdir(), 'netstack-outage-')), `${lab.cluster}.yaml`);
  writeFileSync(file, text);
  const output = await netstack('apply', file, '--yes');
  expectOutput(output, 'apply');
  expect(output.stderr).toContain('applied');
}

/** Runs a load while something else happens. */
async function measure(
  lab: RunningLab,
  machine: string,
  load: readonly string[],
  task: () => Promise<void>,
): Promise<{ readonly longest: number; readonly answers: number }> {
  mkdirSync('build', { recursive: true });
  const pid = resolve(mkdtempSync('build/load-'), 'pid');
  const script = `echo $$ > ${pid} && exec node ${resolve('test/cluster/apply/load.mjs')} "$@"`;
  const words = ['lab', 'exec', lab.cluster, machine, '--', 'sh', '-c', script, 'sh', ...load];
  const child = spawn('node', ['bin/netstack.js', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const closed = new Promise((done) => child.once('close', done));
  await delay(3000);
  try {
    await task();
    await delay(2000);
  } finally {
    await lab.shell(machine, `kill $(cat ${pid})`);
    await closed;
  }
  return JSON.parse(text) as { readonly longest: number; readonly answers: number };
}

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { expectOutput, netstack } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';
import { labFolder } from '../lab/running-lab';

/** The line of apply's output at which it is killed. */
const KILLS: readonly { readonly at: string; readonly line: RegExp }[] = [
  { at: 'before anything changes', line: /^every node returns/ },
  { at: 'at the snapshot', line: /Take a snapshot/ },
  { at: 'at the first restart', line: /\d+\/\d+ Restart / },
  { at: 'when a file was copied', line: /pi1: .*50-netstack\.yaml$/ },
  { at: 'while k3s restarts', line: /pi1: systemctl restart/ },
  { at: 'at the manifests', line: /\d+\/\d+ Apply the manifests/ },
  { at: 'while a manifest is applied', line: /kubectl apply/ },
  { at: 'when verify begins', line: /^verify$/ },
];

/** Seconds: long enough for the next run to continue before the nodes return. */
const DEADLINE = 240;

/** Seconds after which no further kill begins. */
const SECONDS = Number(process.env['NETSTACK_RETURNS_SECONDS'] ?? Infinity);
const start = Date.now();

describeLab('pikube, killed', 'profiles/pikube.yaml', { apply: 'kubectl' }, (lab) => {
  const text = readFileSync('profiles/pikube.yaml', 'utf8');
  const other = text
    .replace('10.0.0.100-10.0.0.150', '10.0.0.100-10.0.0.140')
    .replace('tlsSan: [k3s.home.arpa]', 'tlsSan: [k3s.home.arpa, api.home.arpa]');
  const folder = mkdtempSync(join(tmpdir(), 'netstack-kills-'));
  let isOther = false;

  it.for(KILLS)('$at: the next run completes it', async ({ at, line }, context) => {
    if (Date.now() - start > SECONDS * 1000) context.skip('the time of this batch is over');
    isOther = !isOther;
    const file = join(folder, `${lab().cluster}.yaml`);
    writeFileSync(file, isOther ? other : text);
    const starts = countStarts(lab());
    const apply = ['apply', file, '--yes', '--deadline', String(DEADLINE)];
    expect(await killAt(line, apply), `${at}: not killed`).toBe('killed');
    const completed = await netstack(...apply);
    expectOutput(completed, 'the next apply');
    const left = await netstack('apply', file, '--dry-run');
    expect(left.status, left.stdout).toBe(0);
    expect(countStarts(lab()) - starts, completed.stderr).toBe(1);
    console.log(`killed ${at}: completed, k3s restarted once`);
  });
});

/** How often k3s has started on the server. */
function countStarts({ cluster }: RunningLab): number {
  return readFileSync(labFolder(cluster, 'machines/pi1/log'), 'utf8').split('Starting k3s v').length - 1;
}

/** Runs netstack until it prints a line, and kills it there. */
function killAt(line: RegExp, argv: readonly string[]): Promise<'killed' | 'ended'> {
  const child = spawn('node', ['bin/netstack.js', ...argv], { stdio: ['ignore', 'ignore', 'pipe'] });
  createInterface({ input: child.stderr }).on('line', (text) => {
    if (line.test(text)) child.kill('SIGKILL');
  });
  return new Promise((resolve) => {
    child.once('close', (_, signal) => resolve(signal === 'SIGKILL' ? 'killed' : 'ended'));
  });
}

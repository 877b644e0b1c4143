import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expectOutput } from '../lab/netstack';
import type { HandMadeLab } from './hand-made-lab';

/** What a client saw that sent 50 requests a second. */
export interface Outage {
  /** Milliseconds. */
  readonly longest: number;
  /** Milliseconds in total. */
  readonly outage: number;
  readonly answers: number;
}

/** Sends requests to several targets from the LAN client while something else happens. */
export async function measureOutage(
  lab: HandMadeLab,
  targets: Readonly<Record<string, readonly string[]>>,
  task: () => Promise<void>,
): Promise<Readonly<Record<string, Outage>>> {
  const loads = Object.entries(targets).map(([name, words]) => startLoad(lab, name, words));
  await delay(3000);
  try {
    await task();
    await delay(3000);
  } finally {
    await Promise.all(loads.map((load) => load.end()));
  }
  return Object.fromEntries(loads.map((load) => [load.name, load.read()]));
}

function startLoad(lab: HandMadeLab, name: string, target: readonly string[]) {
  const pid = join(lab.folder, `load-${name}.pid`);
  const script = `echo $$ > ${pid} && exec node ${resolve('test/cluster/apply/load.mjs')} "$@"`;
  const words = ['lab', 'exec', lab.cluster, 'client', '--', 'sh', '-c', script, 'sh', 'http', ...target];
  const child = spawn('node', ['bin/netstack.js', ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
  const closed = new Promise((done) => child.once('close', done));
  return {
    name,
    end: async () => {
      expectOutput(await lab.output('client', 'sh', '-c', `kill $(cat ${pid})`), 'kill');
      await closed;
    },
    read: () => JSON.parse(text) as Outage,
  };
}

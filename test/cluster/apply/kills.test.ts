import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describeLab } from '../lab/describe-lab';
import { killAt } from '../lab/kill-at';
import { expectOutput, netstack } from '../lab/netstack';
import type { RunningLab } from '../lab/running-lab';
import { labFolder } from '../lab/running-lab';

/** A cluster whose apply is killed: the first server to restart, and a change that restarts all servers. */
interface KilledCluster {
  readonly name: string;
  readonly first: string;
  readonly servers: readonly string[];
  change(text: string): string;
}

const CLUSTERS: readonly KilledCluster[] = [
  {
    ...{ name: 'pikube', first: 'pi1', servers: ['pi1'] },
    change: (text) =>
      text
        .replace('10.0.0.100-10.0.0.150', '10.0.0.100-10.0.0.140')
        .replace('tlsSan: [k3s.home.arpa]', 'tlsSan: [k3s.home.arpa, api.home.arpa]'),
  },
  {
    ...{ name: 'rack-bgp', first: 'rack-1', servers: ['rack-1', 'rack-2', 'rack-3'] },
    change: (text) =>
      text
        .replace('addresses: [10.21.0.0/24]', 'addresses: [10.21.0.0/25]')
        .replace('\nclusterCidr:', '\ntlsSan: [api.rack.example.net]\nclusterCidr:'),
  },
];

/** The line of apply's output at which it is killed. */
function listKills({
  first,
  servers,
}: KilledCluster): readonly { readonly at: string; readonly line: RegExp }[] {
  return [
    { at: 'before anything changes', line: /^every node returns/ },
    { at: 'at the snapshot', line: /Take a snapshot/ },
    { at: 'at the first restart', line: /\d+\/\d+ Restart / },
    { at: 'when a file was copied', line: new RegExp(`${first}: .*50-netstack\\.yaml$`) },
    { at: 'while k3s restarts', line: new RegExp(`${servers.at(-1) ?? first}: systemctl restart`) },
    { at: 'at the manifests', line: /\d+\/\d+ Apply the manifests/ },
    { at: 'while a manifest is applied', line: /kubectl apply/ },
    { at: 'when verify begins', line: /^verify$/ },
  ];
}

/** Seconds: long enough for the next run to continue before the nodes return. */
const DEADLINE = 240;

/** Seconds after which no further kill begins. */
const SECONDS = Number(process.env['NETSTACK_RETURNS_SECONDS'] ?? Infinity);
const start = Date.now();

describe.for(CLUSTERS)('$name', (cluster) => {
  const profile = `profiles/${cluster.name}.yaml`;
  describeLab(`${cluster.name}, killed`, profile, { apply: 'kubectl' }, (lab) => {
    const text = readFileSync(profile, 'utf8');
    const other = cluster.change(text);
    const folder = mkdtempSync(join(tmpdir(), 'netstack-kills-'));
    let isOther = false;

    it.for(listKills(cluster))('$at: the next run completes it', async ({ at, line }, context) => {
      if (Date.now() - start > SECONDS * 1000) context.skip('the time of this batch is over');
      isOther = !isOther;
      const file = join(folder, `${lab().cluster}.yaml`);
      writeFileSync(file, isOther ? other : text);
      const starts = countStarts(lab(), cluster);
      const apply = ['apply', file, '--yes', '--deadline', String(DEADLINE)];
      expect(await killAt(line, apply), `${at}: not killed`).toBe('killed');
      const completed = await netstack(...apply);
      expectOutput(completed, 'the next apply');
      expect(await listArmed(lab()), completed.stderr).toEqual([]);
      const left = await netstack('apply', file, '--dry-run');
      expect(left.status, left.stdout).toBe(0);
      const once = starts.map((count) => count + 1);
      expect(countStarts(lab(), cluster), completed.stderr).toEqual(once);
      if (cluster.servers.length > 1) await expectSnapshot(lab(), cluster);
      console.log(`${cluster.name} killed ${at}: completed, k3s restarted once on each server`);
    });
  });
});

/** The nodes that would still return by themselves. */
async function listArmed(lab: RunningLab): Promise<readonly string[]> {
  const nodes = await lab.kubectl('get', 'nodes', '-o', 'name');
  const names = nodes
    .trim()
    .split('\n')
    .map((line) => line.replace('node/', ''));
  const script = '[ ! -e /var/lib/netstack/return/armed ] || echo armed';
  const states = await Promise.all(names.map((name) => lab.shell(name, script)));
  return names.filter((_, index) => states[index] !== '');
}

/** Snapshots of etcd that only root can read. */
async function expectSnapshot(lab: RunningLab, { first }: KilledCluster): Promise<void> {
  const files = '/var/lib/rancher/k3s/server/db/snapshots/netstack-before-apply*';
  expect(await lab.shell(first, `stat -c %a ${files}`)).toMatch(/^(?:600\n)+$/);
}

/** How often k3s has started on each server. */
function countStarts({ cluster }: RunningLab, { servers }: KilledCluster): readonly number[] {
  return servers.map((name) => {
    const log = readFileSync(labFolder(cluster, `machines/${name}/log`), 'utf8');
    return log.split('Starting k3s v').length - 1;
  });
}

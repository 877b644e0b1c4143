import { readdirSync, readFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expectOutput, program } from './netstack';

/** Settings that the kernel counts by itself. */
const COUNTED =
  /random|count|dentry|inode|file-nr|ns_last_pid|\bpty\.nr|perf_event_max_sample_rate|max_newidle_lb_cost|quota\.syncs|netdev_rss_key/;

/** What the lab of a cluster could leave behind on the machine, one line each. */
export async function hostState(cluster: string): Promise<readonly string[]> {
  const lists = await Promise.all([
    lines('ip', 'netns', 'list'),
    lines('ip', '-brief', 'address'),
    lines('ip', 'route', 'show', 'table', 'all'),
    lines('ip', 'rule'),
    lines('iptables-save'),
    lines('ip6tables-save'),
    lines('sysctl', '--all'),
  ]);
  return [
    ...lists.flat().filter((line) => !COUNTED.test(line) && !line.startsWith('#')),
    ...mounts(),
    ...cgroups(cluster),
    ...record(),
    ...processes(cluster),
  ];
}

async function lines(name: string, ...argv: readonly string[]): Promise<readonly string[]> {
  const found = await program(name, argv).catch(() => undefined);
  const text = found === undefined ? '' : name === 'sysctl' ? found.stdout : expectOutput(found, name);
  // Packet counters of a chain.
  return text.split('\n').map((line) => `${name}: ${line.replace(/\[\d+:\d+\]/, '')}`);
}

/** Without their IDs, which the kernel assigns again. */
function mounts(): readonly string[] {
  const text = readFileSync('/proc/self/mountinfo', 'utf8');
  return text.split('\n').map((line) => `mount: ${line.split(' ').slice(3).join(' ')}`);
}

function cgroups(cluster: string): readonly string[] {
  return foldersBelow('/sys/fs/cgroup', 4)
    .filter((path) => path.includes(`netstack-lab.${cluster}`))
    .map((path) => `cgroup: ${path}`);
}

/** What labs of the machine still have to put back. */
function record(): readonly string[] {
  const file = '/run/netstack/host-changes.json';
  return existsSync(file) ? [`record: ${readFileSync(file, 'utf8')}`] : [];
}

function foldersBelow(path: string, depth: number): readonly string[] {
  if (depth === 0 || !existsSync(path)) return [];
  const names = readdirSync(path, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return names.flatMap(({ name }) => [join(path, name), ...foldersBelow(join(path, name), depth - 1)]);
}

/** Programs that say the cluster's name in their words, or that are in a cgroup of it. */
function processes(cluster: string): readonly string[] {
  const numbers = readdirSync('/proc').filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const own = numbers.filter((id) => textOf(id, 'cgroup').includes(`netstack-lab.${cluster}`));
  return own.map((id) => `process: ${textOf(id, 'cmdline').replaceAll('\0', ' ')}`);
}

function textOf(id: string, file: string): string {
  try {
    return readFileSync(join('/proc', id, file), 'utf8');
  } catch {
    return '';
  }
}

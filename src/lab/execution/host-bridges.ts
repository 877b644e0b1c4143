import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors';
import { tryRun } from './run';

/**
 * Keeps the host's bridges as they are. k3s loads `br_netfilter`, which sends packets between two ports of a bridge through
 * the firewall, on the host's own bridges too. So the lab loads the module first and disables it for the host. Each node
 * has its own setting, which k3s enables. If the module is loaded already, the host's setting stays.
 *
 * @param folder the host's settings of bridges
 * @see https://docs.kernel.org/networking/ip-sysctl.html at "/proc/sys/net/bridge/*"
 */
export async function preserveHostBridges(folder = '/proc/sys/net/bridge', load = loadModule): Promise<void> {
  if (existsSync(folder)) return;
  await load();
  const calls = existsSync(folder) ? readdirSync(folder).filter((name) => /^bridge-nf-call-/.test(name)) : [];
  for (const name of calls) writeFileSync(join(folder, name), '0');
}

/** On a kernel without the module there is nothing to disable. */
async function loadModule(): Promise<void> {
  try {
    await tryRun(['modprobe', '--quiet', 'br_netfilter']);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
  }
}

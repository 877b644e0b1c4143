import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../errors';
import { output } from './run';

/**
 * k3s loads `br_netfilter`, and from then on packets between two ports of a bridge pass the firewall: on every machine
 * that has the module, also for bridges that are not the lab's. So the lab loads it first, and switches it off for the
 * host; each node has a setting of its own, and k3s switches that on. Where it is loaded already, the host's choice stays.
 *
 * @param folder the host's own settings of bridges
 * @see https://docs.kernel.org/networking/ip-sysctl.html at "/proc/sys/net/bridge/*"
 */
export async function leaveHostBridges(folder = '/proc/sys/net/bridge', load = loadModule): Promise<void> {
  if (existsSync(folder)) return;
  await load();
  const calls = existsSync(folder) ? readdirSync(folder).filter((name) => /^bridge-nf-call-/.test(name)) : [];
  for (const name of calls) writeFileSync(join(folder, name), '0');
}

/** A kernel that has no such module has nothing to switch off. */
async function loadModule(): Promise<void> {
  try {
    await output(['modprobe', '--quiet', 'br_netfilter']);
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
  }
}

import { existsSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { LabError } from '../errors';
import { formatBirdConfig } from '../layout/bird-config';
import { EGRESS_INTERFACE } from '../layout/egress';
import { birdFiles, machineFolder } from '../layout/folders';
import type { GeneratedSecrets } from '../secrets/throw-away';
import type { RouterServices } from '../services/router-services';
import { writeFiles } from './files';
import type { Lab } from './lab';
import { startBeside, startService } from './service-process';

/** How long the router's services may take to start, in steps of 50 ms. */
const PATIENCE = 200;

/**
 * Starts the services of the router: the name server, the relay to the API server, BIRD and the way out.
 *
 * @param program the command that starts this program again
 */
export async function startRouterServices(
  lab: Lab,
  program: readonly string[],
  secrets: GeneratedSecrets,
): Promise<void> {
  const { folder, layout } = lab;
  const { name } = layout.router;
  if (layout.egress !== undefined) await openEgress(lab);
  writeFiles({ [folder.services]: JSON.stringify(servicesOf(lab)) });
  startService(lab, name, [...program, 'lab', 'serve-router', folder.services]);
  startBgpRouters(lab, secrets);
  await waitFor(lab, () => existsSync(folder.apiSocket));
}

function startBgpRouters(lab: Lab, { passwords }: GeneratedSecrets): void {
  const { bird } = lab.description.host;
  if (bird === undefined) return;
  for (const router of lab.layout.bgp) {
    const { config, socket } = birdFiles(lab.folder, router.name);
    writeFiles({ [config]: formatBirdConfig(router, passwords) });
    startService(lab, lab.layout.router.name, [bird.daemon, '-f', '-c', config, '-s', socket]);
  }
}

function servicesOf({ layout, folder }: Lab): RouterServices {
  const { dns, records, zones, api, egress } = layout;
  return {
    ...{ dns, records, zones, api: { socket: folder.apiSocket, ...api } },
    ...(egress && { upstream: egress.nameServer }),
  };
}

/** slirp4netns connects from the host's network, and adds an interface to the router. */
async function openEgress(lab: Lab): Promise<void> {
  const { egress, router } = lab.layout;
  const { slirp4netns } = lab.description.host;
  if (egress === undefined || slirp4netns === undefined) return;
  startBeside(lab, router.name, (id) => [slirp4netns, ...egress.options, String(id), EGRESS_INTERFACE]);
  const words = ['ip', 'link', 'show', EGRESS_INTERFACE, 'up'];
  await waitFor(lab, async () => (await lab.tryRun(router.name, words)).stdout !== '');
  const rule = ['-o', EGRESS_INTERFACE, '-j', 'MASQUERADE'];
  await lab.run(router.name, ['iptables', '-w', '-t', 'nat', '-A', 'POSTROUTING', ...rule]);
}

async function waitFor(lab: Lab, done: () => boolean | Promise<boolean>): Promise<void> {
  for (let step = 0; !(await done()); step += 1) {
    const { log } = machineFolder(lab.folder, lab.layout.router.name);
    if (step > PATIENCE) throw new LabError(`the router's services did not start: see ${log}`);
    await delay(50);
  }
}

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '../errors';
import { tryRun } from '../execution/run';
import { cgroupHierarchies } from './cgroups';
import type { BirdPrograms, HostFacts, K3sBinary } from './host-facts';
import { findProgram } from './programs';

/** The bit of CAP_SYS_RESOURCE. @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const SYS_RESOURCE = 24n;

/** Plugins that the stand-in CNI is made of. */
const CNI_PLUGINS = ['bridge', 'host-local', 'portmap'];

/** Reads what this machine can do for a lab. Changes nothing. */
export async function probeHost(k3s: K3sBinary): Promise<HostFacts> {
  const cgroups = cgroupHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'));
  const slirp4netns = findProgram('slirp4netns');
  const bird = findBird();
  const cniPlugins = listPluginFolders(k3s).find((folder) =>
    CNI_PLUGINS.every((name) => existsSync(join(folder, name))),
  );
  return {
    cgroups,
    wireguard: await canMakeWireguard(),
    ipvs: existsSync('/sys/module/ip_vs') || (await succeeds(['modprobe', '--dry-run', '--quiet', 'ip_vs'])),
    lowersOomScore: hasCapability(readFileSync('/proc/self/status', 'utf8'), SYS_RESOURCE),
    ...(bird !== undefined && { bird }),
    ...(slirp4netns !== undefined && { slirp4netns }),
    ...(cniPlugins !== undefined && { cniPlugins }),
  };
}

function findBird(): BirdPrograms | undefined {
  const [daemon, client] = ['bird', 'birdc'].map((name) => findProgram(name));
  return daemon === undefined || client === undefined ? undefined : { daemon, client };
}

/** Folders of CNI plugins: beside k3s, of Debian, of Kubernetes's packages. */
function listPluginFolders({ path }: K3sBinary): readonly string[] {
  return [join(dirname(path), 'cni'), '/usr/lib/cni', '/opt/cni/bin'];
}

/** Tries it in a network namespace that ends with the command. */
async function canMakeWireguard(): Promise<boolean> {
  return succeeds(['unshare', '--net', 'ip', 'link', 'add', 'probe', 'type', 'wireguard']);
}

async function succeeds(argv: readonly string[]): Promise<boolean> {
  try {
    return (await tryRun(argv)).status === 0;
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

/** @param status text of `/proc/self/status` */
function hasCapability(status: string, bit: bigint): boolean {
  const [, effective = '0'] = /^CapEff:\s*([\da-f]+)$/im.exec(status) ?? [];
  return ((BigInt(`0x${effective}`) >> bit) & 1n) === 1n;
}

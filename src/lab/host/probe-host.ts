import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '../errors';
import { output } from '../execution/run';
import { cgroupHierarchies } from './cgroups';
import type { BirdPrograms, HostFacts, K3sProgram } from './host-facts';
import { findProgram, requireProgram } from './programs';

/** What the lab runs, and the Debian package of each. */
const NEEDED: Readonly<Record<string, string>> = {
  ip: 'iproute2',
  mount: 'mount',
  nsenter: 'util-linux',
  unshare: 'util-linux',
  flock: 'util-linux',
  sysctl: 'procps',
  iptables: 'iptables',
};

/** The bit of CAP_SYS_RESOURCE. @see https://man7.org/linux/man-pages/man7/capabilities.7.html */
const SYS_RESOURCE = 24n;

/** Plugins that the stand-in CNI is made of. */
const CNI_PLUGINS = ['bridge', 'host-local', 'portmap'];

/**
 * Looks at the machine. Changes nothing.
 *
 * @throws LabError where no lab can be made on it
 */
export async function probeHost(k3s: K3sProgram): Promise<HostFacts> {
  refuseUnfit();
  const cgroups = cgroupHierarchies(readFileSync('/proc/self/mountinfo', 'utf8'));
  if (cgroups.length === 0) throw new LabError('no cgroups are mounted, and k3s does not start without them');
  const slirp4netns = findProgram('slirp4netns');
  const bird = findBird();
  const cniPlugins = pluginFolders(k3s).find((folder) =>
    CNI_PLUGINS.every((name) => existsSync(join(folder, name))),
  );
  return {
    cgroups,
    wireguard: await makesWireguard(),
    ipvs: existsSync('/sys/module/ip_vs') || (await succeeds(['modprobe', '--dry-run', '--quiet', 'ip_vs'])),
    lowersOomScore: hasCapability(readFileSync('/proc/self/status', 'utf8'), SYS_RESOURCE),
    ...(bird !== undefined && { bird }),
    ...(slirp4netns !== undefined && { slirp4netns }),
    ...(cniPlugins !== undefined && { cniPlugins }),
  };
}

function refuseUnfit(): void {
  if (process.platform !== 'linux')
    throw new LabError('a lab is made of Linux namespaces: it runs on Linux only');
  if (process.getuid?.() !== 0) throw new LabError('a lab needs root: start it by sudo');
  for (const [program, debianPackage] of Object.entries(NEEDED)) requireProgram(program, debianPackage);
}

function findBird(): BirdPrograms | undefined {
  const [daemon, client] = ['bird', 'birdc'].map((name) => findProgram(name));
  return daemon === undefined || client === undefined ? undefined : { daemon, client };
}

/** Beside k3s, where Debian has them, where Kubernetes's own packages have them. */
function pluginFolders({ path }: K3sProgram): readonly string[] {
  return [join(dirname(path), 'cni'), '/usr/lib/cni', '/opt/cni/bin'];
}

/** In a network namespace that is gone with the command. */
async function makesWireguard(): Promise<boolean> {
  return succeeds(['unshare', '--net', 'ip', 'link', 'add', 'probe', 'type', 'wireguard']);
}

async function succeeds(argv: readonly string[]): Promise<boolean> {
  try {
    return (await output(argv)).status === 0;
  } catch (error) {
    if (error instanceof LabError) return false;
    throw error;
  }
}

/** @param status text of `/proc/self/status` */
export function hasCapability(status: string, bit: bigint): boolean {
  const [, effective = '0'] = /^CapEff:\s*([\da-f]+)$/im.exec(status) ?? [];
  return ((BigInt(`0x${effective}`) >> bit) & 1n) === 1n;
}

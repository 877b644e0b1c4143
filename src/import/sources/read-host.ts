import type { Host, KernelRoute, Link } from '../../verify';
import { readLinks, readRoutes, UnreachableError } from '../../verify';
import type { HostNetwork } from '../observed/host-network';
import type { ObservedNetwork } from '../observed/observed-network';
import type { SourceFile } from './folder';
import { readFiles } from './read-files';

/** Prints each of the files that exist with its size, so that any content can be told from the next header. */
const PRINT_FILES =
  'for file in "$@"; do [ -f "$file" ] && printf "%s\\n%s\\n" "$file" "$(wc -c <"$file")" && cat "$file"; done; true';

/** Where k3s's configuration is; the pattern stands for what the shell of the host finds. */
const FILES = [
  '/etc/rancher/k3s/config.yaml',
  '/etc/rancher/k3s/config.yaml.d/*',
  '/etc/rancher/k3s/*.json',
  '/etc/systemd/system/k3s*.service',
  '/etc/systemd/system/k3s*.service.d/*.conf',
  '/etc/systemd/system/k3s*.service.env',
  '/usr/lib/systemd/system/k3s*.service',
  '/usr/local/lib/systemd/system/k3s*.service',
];

/**
 * Reads k3s's configuration and the network of a host.
 *
 * @throws UnreachableError
 */
export async function readHost(host: Host): Promise<ObservedNetwork> {
  const name = (await runText(host, ['uname', '-n'])).trim() || host.name;
  // The patterns are the shell's to expand, so they are part of the script.
  const script = `set -- ${FILES.join(' ')}; ${PRINT_FILES}`;
  const files = splitFiles(await runText(host, ['sh', '-c', script]), name);
  const [links, ipv4, ipv6] = [await readLinks(host), await readRoutes(host, 4), await readRoutes(host, 6)];
  return { ...readFiles(files, name), hosts: [toHostNetwork(name, links, [...ipv4, ...ipv6])] };
}

async function runText(host: Host, argv: readonly string[]): Promise<string> {
  const { status, stdout, stderr } = await host.run(argv);
  if (status === 0) return stdout;
  throw new UnreachableError(
    `reading the configuration of k3s on ${host.name} failed: ${stderr.trim() || `exit status ${status}`}`,
    `check that root can run "sh" on ${host.name}`,
  );
}

/** Files as the script prints them: path, size in bytes, content. */
function splitFiles(text: string, host: string): readonly SourceFile[] {
  const files: SourceFile[] = [];
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    const [path = '', size = '0'] = rest.toString('utf8', 0, 4096).split('\n', 2);
    const start = Buffer.byteLength(`${path}\n${size}\n`);
    const end = start + Number(size.trim());
    files.push({ path: `${host}${path}`, text: rest.toString('utf8', start, end) });
    rest = rest.subarray(end);
  }
  return files;
}

function toHostNetwork(host: string, links: readonly Link[], routes: readonly KernelRoute[]): HostNetwork {
  const addresses = links
    .filter(({ name, up }) => up && !isOfCluster(name))
    .flatMap((link) =>
      link.addresses
        .filter(({ scope }) => scope === 'global')
        .map(({ address, prefixLength, dynamic }) => ({
          ...{ address, prefixLength, dynamic, interface: link.name, mtu: link.mtu },
          ...(link.vlanId !== undefined && { vlanId: link.vlanId }),
          hasNeighbours: link.hasNeighbours,
        })),
    );
  const defaultRoutes = routes
    .filter(
      ({ to, via, device, dead }) => to === 'default' && via !== undefined && device !== undefined && !dead,
    )
    .sort((a, b) => a.metric - b.metric)
    .map(({ via = '', device = '' }) => ({ via, interface: device }));
  return { host, addresses, defaultRoutes, origin: { source: `${host}, command ip` } };
}

/** Interfaces that k3s and its containers make. */
function isOfCluster(name: string): boolean {
  return /^(?:lo|cni\d+|flannel[.-].*|veth.*|kube-.*)$/.test(name);
}

import type { ProfileInput } from '../../profile/schema/profile';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';

const DEFAULT_FILE = '/etc/rancher/k3s/vpn-auth';

/** The VPN that the nodes join when k3s starts. A key in a flag or variable has to move to a file. */
export function importVpn(context: ImportContext, nodes: readonly ImportedNode[]): Pick<ProfileInput, 'vpn'> {
  const files = nodes
    .flatMap(({ settings }) => settings.last('vpn-auth-file') ?? [])
    .filter(({ value }) => value !== '');
  const keys = nodes.filter(({ settings }) => settings.some((name) => name === 'vpn-auth'));
  const [file] = files;
  const [key] = keys;
  if (file === undefined && key === undefined) return {};
  const path = file?.value ?? DEFAULT_FILE;
  if (key !== undefined) {
    context.conflict(
      key.origin,
      ['vpn', 'authFile'],
      `Node "${key.name}" has --vpn-auth with a key in it, which no profile has.`,
      `Write its value to ${path} on every node, and remove the flag.`,
    );
  }
  for (const other of files) {
    if (other.value === path) continue;
    context.conflict(
      other.origin,
      ['vpn', 'authFile'],
      `--vpn-auth-file is "${other.value}" here and "${path}" on another node.`,
    );
  }
  const stray = nodes.find(
    (node) => !keys.includes(node) && node.settings.last('vpn-auth-file') === undefined,
  );
  if (stray !== undefined) {
    context.conflict(
      stray.origin,
      ['vpn'],
      `Node "${stray.name}" joins no VPN, and other nodes do.`,
      'With vpn every node joins.',
    );
  }
  return { vpn: { name: 'tailscale', ...(path !== DEFAULT_FILE && { authFile: path }) } };
}

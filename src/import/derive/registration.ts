import type { Setting } from '../observed/observed-network';
import type { ImportContext } from './context';
import type { ImportedNode } from './nodes';
import { readNodeAddresses } from './node-addresses';

/** What nodes join by. */
export interface ImportedRegistration {
  /** Host of the URL, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly setting: Setting;
}

/** The URL that nodes join by; agents' count, since servers may join by one another. */
export function importRegistration(
  context: ImportContext,
  nodes: readonly ImportedNode[],
): ImportedRegistration | undefined {
  const settings = nodes.flatMap((node) => {
    const setting = node.settings.last('server');
    return setting === undefined ? [] : [{ node, setting }];
  });
  const [chosen] = [...settings].sort((a, b) => rankNode(a.node) - rankNode(b.node));
  if (chosen === undefined) return undefined;
  const registration = parseUrl(chosen.setting);
  if (registration === undefined) {
    context.unsupported(
      chosen.setting.origin,
      `Node "${chosen.node.name}": --server is not a URL such as https://10.0.0.11:6443.`,
      ['registrationAddress'],
    );
    return undefined;
  }
  for (const { node, setting } of settings) {
    if (setting.value === chosen.setting.value || isAddressOfServer(nodes, setting)) continue;
    context.conflict(
      setting.origin,
      ['registrationAddress'],
      `Node "${node.name}" joins by "${setting.value}", and node "${chosen.node.name}" by "${chosen.setting.value}".`,
    );
  }
  return registration;
}

/** Agents first. */
function rankNode({ role }: ImportedNode): number {
  return role === 'agent' ? 0 : 1;
}

function isAddressOfServer(nodes: readonly ImportedNode[], setting: Setting): boolean {
  const host = parseUrl(setting)?.host;
  return nodes.some(
    (node) => node.role === 'server' && host !== undefined && readNodeAddresses(node).includes(host),
  );
}

function parseUrl(setting: Setting): ImportedRegistration | undefined {
  const match = /^https:\/\/(\[[^\]]+\]|[^/:]+)(?::(\d+))?\/?$/.exec(setting.value);
  if (match === null) return undefined;
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '');
  return { host, port: Number(match[2] ?? 443), setting };
}

import { parse } from 'yaml';
import { FLANNEL_CONF_PATH, NODE_CONFIG_PATH } from '../k3s';
import type { NetworkPlan } from '../plan';
import type { RunningCluster } from './running-cluster';

const BACKENDS = ['vxlan', 'host-gw', 'wireguard-native', 'none'] as const;

/**
 * The plan with the backend and the VNI of flannel that the files of the first server have. Without a record of the last
 * profile they show that a change of flannel restarts agents, and which interfaces it leaves behind. Where an apply was
 * killed, the files that it kept are the old ones.
 */
export function withRunningFlannel(plan: NetworkPlan, { nodes }: RunningCluster): NetworkPlan {
  const first = nodes.get(plan.servers[0]?.name ?? '');
  const files = first?.kept ?? first?.files;
  const config = parseMap(files?.get(NODE_CONFIG_PATH));
  const backend = BACKENDS.find((name) => name === config?.['flannel-backend']);
  if (backend === undefined || plan.vpn !== undefined) return plan;
  const path = config?.['flannel-conf'];
  // Another file than the one of netstack is not read.
  if (path !== undefined && path !== FLANNEL_CONF_PATH) return plan;
  const conf = path === undefined ? undefined : parseMap(files?.get(FLANNEL_CONF_PATH));
  const vni = (conf?.['Backend'] as { readonly VNI?: unknown } | undefined)?.VNI;
  const values = {
    backend: { value: backend, enumerable: true },
    vni: { value: typeof vni === 'number' ? vni : 1, enumerable: true },
  };
  const flannel = Object.create(plan.flannel, values) as NetworkPlan['flannel'];
  return Object.create(plan, { flannel: { value: flannel, enumerable: true } }) as NetworkPlan;
}

/** A YAML or JSON object; undefined where it is none. */
function parseMap(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = text === undefined ? undefined : parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

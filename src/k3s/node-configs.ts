import type { NetworkPlan } from '../plan';
import type { NodeConfig } from './node-config-values';
import { nodeConfig } from './node-config';

/** Where a node's file goes on that node. */
export const NODE_CONFIG_PATH = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';

/** Name of flannel's net-conf among the node files. */
export const FLANNEL_CONF_FILE = 'netstack-flannel.json';

/** What each node's k3s is told, by the node's name, in the profile's order. */
export function nodeConfigs(plan: NetworkPlan): ReadonlyMap<string, NodeConfig> {
  return new Map(plan.nodes.map((node) => [node.name, nodeConfig(plan, node)]));
}

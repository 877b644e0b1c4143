import { stringify } from 'yaml';
import type { NetworkPlan, NodePlan } from '../network';
import { flannelConf } from './flannel-conf';
import { nodeConfig } from './node-config';

/** Where a node's file goes on that node. */
export const NODE_CONFIG_PATH = '/etc/rancher/k3s/config.yaml.d/50-netstack.yaml';

/** Name of flannel's net-conf among the node files. */
export const FLANNEL_CONF_FILE = 'netstack-flannel.json';

/** Every file that goes to the nodes, by name: `<node>.yml`, and flannel's net-conf where one is needed. */
export function nodeFiles(plan: NetworkPlan): ReadonlyMap<string, string> {
  const files = new Map(plan.nodes.map((node) => [`${node.name}.yml`, nodeFile(plan, node)]));
  if (plan.flannel.needsConf) files.set(FLANNEL_CONF_FILE, flannelConf(plan));
  return files;
}

/** k3s reads YAML 1.1, where `on` is a boolean and `0o17` a word: quoted for that. */
function nodeFile(plan: NetworkPlan, node: NodePlan): string {
  return stringify(nodeConfig(plan, node), { version: '1.1', lineWidth: 0 });
}

import { join } from 'node:path';
import type { NodeConfig } from '../../k3s';
import { FLANNEL_CONF_FILE, FLANNEL_CONF_PATH, NODE_CONFIG_PATH } from '../../k3s';
import type { HostFacts } from '../host/host-facts';
import type { MachineFolder } from './folders';
import { inVarLib, K3S } from './folders';
import { KERNEL_SETTINGS } from './kernel-settings';
import type { Machine } from './machine';

/** Files by their paths. */
export type MachineFiles = Readonly<Record<string, string>>;

/** The lab's file in a node's configuration, beside synth's node file. */
const LAB_CONFIG = '90-lab.yaml';

/** Creates a machine's files of host name, name servers and machine ID. */
export function createMachineFiles(machine: Machine, folder: MachineFolder, machineId: string): MachineFiles {
  const { hostName, nameServers } = machine;
  return {
    [join(folder.etc, 'hostname')]: `${hostName}\n`,
    [join(folder.etc, 'hosts')]: `127.0.0.1 localhost\n::1 localhost\n127.0.1.1 ${hostName}\n`,
    [join(folder.etc, 'resolv.conf')]: nameServers.map((address) => `nameserver ${address}\n`).join(''),
    [join(folder.etc, 'machine-id')]: `${machineId}\n`,
  };
}

/** Creates a node's configuration of k3s. */
export function createK3sFiles(
  folder: MachineFolder,
  node: string,
  output: MachineFiles,
  config: NodeConfig,
): MachineFiles {
  const flannelConf = output[`k3s/${FLANNEL_CONF_FILE}`];
  const nodeFile = output[`k3s/${node}.yml`];
  return {
    ...(nodeFile !== undefined && { [inRancher(folder, NODE_CONFIG_PATH)]: nodeFile }),
    [inRancher(folder, NODE_CONFIG_PATH).replace(/[^/]*$/, LAB_CONFIG)]: formatConfig(config),
    ...(flannelConf !== undefined && { [inRancher(folder, FLANNEL_CONF_PATH)]: flannelConf }),
  };
}

/** The path of a node's file of mirrors and registries. @see https://docs.k3s.io/installation/private-registry */
export function registriesFile(folder: MachineFolder): string {
  return inRancher(folder, '/etc/rancher/k3s/registries.yaml');
}

/** Formats a configuration file of k3s. JSON strings and lists are valid YAML. */
export function formatConfig(config: NodeConfig): string {
  return Object.entries(config)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

function inRancher({ rancher }: MachineFolder, path: string): string {
  return join(rancher, path.slice('/etc/rancher/'.length));
}

/** Creates files for what the host does not permit: containerd's OOM scores, and kernel settings that the kubelet changes. */
export function createHostFiles(folder: MachineFolder, { lowersOomScore }: HostFacts): MachineFiles {
  const dropIn = join(inVarLib(folder, K3S.containerd), 'config-v3.toml.d/90-lab.toml');
  return {
    ...Object.fromEntries(
      KERNEL_SETTINGS.map(({ path, value }) => [join(folder.sysctls, path), `${value}\n`]),
    ),
    ...(!lowersOomScore && {
      [dropIn]: "[plugins.'io.containerd.cri.v1.runtime']\n  restrict_oom_score_adj = true\n",
    }),
  };
}
